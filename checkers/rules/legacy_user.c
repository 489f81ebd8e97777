// SPDX-License-Identifier: GPL-2.0-only
/*
 * legacy-user: the file systems that still stand on fs/direct-io.c.
 */
#include "api.h"
#include "rule.h"

#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

/* The name a file system registers itself under, "" if not in this file. */
static const char *registered_name(const struct facts *facts, const char *file)
{
	struct range r = facts_of_file(facts, member, nr_members, file);

	for (size_t i = r.begin; i < r.end; i++) {
		const struct member *m = &facts->member[i];

		if (!strcmp(m->name, "name") &&
		    strstr(m->type, "struct file_system_type"))
			return m->value;
	}
	return "";
}

/*
 * The directory of the file stands for the file system: that is how fs/ is
 * laid out, and the registration is usually in a file next to it.
 */
static char *file_system(const struct facts *facts, const char *file)
{
	const char *name = registered_name(facts, file);
	const char *slash = strrchr(file, '/');
	const char *start = slash;

	if (name[0] == '"' && strlen(name) > 2)
		return xstrndup(name + 1, strlen(name) - 2);
	if (!slash)
		return xstrdup(file);
	while (start > file && start[-1] != '/')
		start--;
	return xstrndup(start, slash - start);
}

static void find(const struct survey *survey, struct records *records)
{
	const struct facts *facts = &survey->facts;

	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		struct record *r;
		char *fs;

		if (!api_has_role(c->name, ROLE_LEGACY) ||
		    api_has_role(c->at.in, ROLE_LEGACY))
			continue;
		fs = file_system(facts, c->at.file);
		r = record_add(records, "legacy-user", &c->at,
			       "%s does direct I/O through %s() of fs/direct-io.c",
			       fs, c->name);
		record_string(r, "api", c->name);
		record_string(r, "filesystem", fs);
		free(fs);
	}
}

const struct rule legacy_user_rule = {
	.name = "legacy-user",
	.summary = "a file system that does direct I/O through fs/direct-io.c",
	.explain =
"A call of blockdev_direct_IO() or __blockdev_direct_IO().  The legacy\n"
"library holds user pages by itself, in code of its own; each file system\n"
"that moves to iomap leaves it one user fewer.  The header's wrapper is not\n"
"a user.\n"
"\n"
"Example:\n"
"	ret = blockdev_direct_IO(iocb, inode, iter, fat_get_block);\n"
"\n"
"What to do: nothing is unsafe here; move to iomap_dio_rw().\n"
"\n"
"Limits: the file system is named after the directory unless the file\n"
"registers it.\n",
	.find = find,
};
