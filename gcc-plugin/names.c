// SPDX-License-Identifier: GPL-2.0-only
/*
 * The names that make code worth describing: see names.h.
 *
 * A family of names is given by what they begin with.
 */
#include "names.h"

#include <ctype.h>
#include <string.h>

static const struct {
	const char *start;
	bool selects;		/* a file that is worth looking at */
} names[] = {
	{ "iov_iter_get_pages", true },
	{ "iov_iter_extract_", true },
	{ "extract_iter_to_sg", true },
	{ "netfs_extract_user_iter", true },
	{ "bio_iov_iter_get_pages", true },
	{ "bio_release_pages", true },
	{ "bio_check_pages_dirty", true },
	{ "bio_set_pages_dirty", true },
	{ "pin_user_pages", true },
	{ "unpin_user_", true },
	{ "set_page_dirty_lock", true },
	{ "folio_mark_dirty_lock", true },
	{ "user_backed_iter", true },
	{ "iter_is_iovec", true },
	{ "iter_is_ubuf", true },
	{ "blockdev_direct_IO", true },
	{ "__blockdev_direct_IO", true },
	{ "iov_iter_", false },
	{ "bio_", false },
	{ "folio_", false },
	{ "page_", false },
	{ "put_page", false },
	{ "get_page", false },
	{ "unpin_folio", false },
	{ "get_user_pages", false },
	{ "set_page_dirty", false },
};

static bool is_word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool names_in_text(const std::string &text)
{
	for (const auto &name : names) {
		const char *s = name.selects ? text.c_str() : "";

		while ((s = strstr(s, name.start))) {
			if (s == text.c_str() || !is_word_char(s[-1]))
				return true;
			s++;
		}
	}
	return false;
}

bool name_matters(const char *called)
{
	for (const auto &name : names) {
		if (!strncmp(called, name.start, strlen(name.start)))
			return true;
	}
	return false;
}
