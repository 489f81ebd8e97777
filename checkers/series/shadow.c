// SPDX-License-Identifier: GPL-2.0-only
/*
 * A tree to scan that differs from the user's in some files: see shadow.h.
 */
#include "shadow.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../flags/text.h"

static void link_or_copy(const char *from, const char *to, bool copy)
{
	size_t len = 0;
	char *text = copy ? read_whole_file(from, &len) : NULL;

	if (text)
		write_whole_file(to, text, len);
	else if (symlink(from, to) && errno != EEXIST)
		die(EXIT_INCOMPLETE, "cannot link %s: %s", to,
		    strerror(errno));
	free(text);
}

/* Make @dir a real directory; what it had is linked, C files are copied. */
static void unfold(const char *tree, const char *shadow, const char *dir,
		   bool copy)
{
	char *from = xasprintf("%s/%s", tree, dir);
	char *to = xasprintf("%s/%s", shadow, dir);
	DIR *d = opendir(from);
	struct dirent *entry;
	struct stat st;

	if (!lstat(to, &st) && S_ISLNK(st.st_mode))
		unlink(to);
	mkdir(to, 0777);
	while (d && (entry = readdir(d))) {
		char *source = xasprintf("%s/%s", from, entry->d_name);
		char *target = xasprintf("%s/%s", to, entry->d_name);
		bool is_c = ends_with(source, ".c") || ends_with(source, ".h");

		if (copy && is_c && !lstat(target, &st) && S_ISLNK(st.st_mode))
			unlink(target);
		if (*entry->d_name != '.' && lstat(target, &st))
			link_or_copy(source, target, copy && is_c);
		free(target);
		free(source);
	}
	if (d)
		closedir(d);
	free(to);
	free(from);
}

/* Every directory on the way to a file; the last one with its C files. */
static void unfold_to(const char *tree, const char *shadow, const char *file)
{
	for (const char *p = strchr(file, '/'); p; p = strchr(p + 1, '/')) {
		char *dir = xstrndup(file, p - file);
		bool last = !strchr(p + 1, '/');

		unfold(tree, shadow, dir, last && ends_with(file, ".c"));
		free(dir);
	}
}

void shadow_create(const char *tree, const char *shadow, const char *changed,
		   const struct strv *files)
{
	if (mkdir(shadow, 0777))
		die(EXIT_INCOMPLETE, "cannot create %s: %s", shadow,
		    strerror(errno));
	unfold(tree, shadow, ".", false);
	for (size_t i = 0; i < files->n; i++) {
		char *from = xasprintf("%s/%s", changed, files->item[i]);
		char *to = xasprintf("%s/%s", shadow, files->item[i]);

		unfold_to(tree, shadow, files->item[i]);
		unlink(to);
		link_or_copy(from, to, true);
		free(to);
		free(from);
	}
	tree_text_allow(tree);
}
