// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claim 1: which file systems stand on fs/direct-io.c.
 */
#include <stdlib.h>
#include <string.h>

#include "../rules/rule.h"
#include "audit.h"

/* The file systems that the mail names: its words, not a tree's. */
static const char *const named[] = {
	"affs", "ext2", "fat", "exfat", "hfs", "hfsplus", "jfs", "nilfs2",
	"ntfs3", "reiserfs", "udf", "ocfs2",
};

static const char *const words[] = {
	"blockdev_direct_IO", "__blockdev_direct_IO", NULL
};

static bool is_named(const char *fs)
{
	return is_one_of(fs, named);
}

/* "@what a, b", "" if the list is empty.  The caller frees it. */
static char *phrase(const char *what, const struct strv *list)
{
	char *names = strv_join(list, ", ");
	char *text = xasprintf("%s%s", list->n ? what : "", names);

	free(names);
	return text;
}

static void ask(const struct survey *survey, struct claim *claim)
{
	struct strv users = { 0 }, others = { 0 }, gone = { 0 };
	struct records records = { 0 };
	char *who, *more, *less;

	legacy_user_rule.find(survey, &records);
	for (size_t i = 0; i < records.n; i++) {
		const struct record *r = &records.record[i];
		const char *fs = record_text(r, "filesystem");
		struct place at = {
			.file = r->file, .in = r->function, .line = r->line,
			.col = r->col,
		};

		claim_show(claim, &at, "%s calls %s()", fs, record_text(r, "api"));
		strv_add(&users, fs);
		if (!is_named(fs))
			strv_add(&others, fs);
	}
	for (size_t i = 0; i < ARRAY_SIZE(named); i++) {
		if (!strv_has(&users, named[i]))
			strv_add(&gone, named[i]);
	}
	strv_sort_unique(&users);
	strv_sort_unique(&others);
	who = phrase(": ", &users);
	more = phrase("; not named there: ", &others);
	less = phrase("; named but no user: ", &gone);
	claim_say(claim, !others.n && !gone.n ? HOLDS :
		  gone.n == ARRAY_SIZE(named) ? HOLDS_NOT : HOLDS_PARTLY,
		  "%zu file systems call it%s%s%s", users.n, who, more, less);
	free(who);
	free(more);
	free(less);
	strv_free(&users);
	strv_free(&others);
	strv_free(&gone);
	records_free(&records);
}

const struct claim_check legacy_claim = {
	.statement = "fs/direct-io.c is used only by affs, ext2, fat, exfat, "
		"hfs, hfsplus, jfs, nilfs2, ntfs3, reiserfs, udf and ocfs2",
	.words = words,
	.ask = ask,
};
