// SPDX-License-Identifier: GPL-2.0-only
/*
 * The synthetic configuration: see synthetic.h.
 */
#include "synthetic.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "headers.h"
#include "kbuild.h"
#include "kconfig.h"
#include "text.h"

struct synthetic {
	const struct tree *tree;
	const struct arch *arch;
	char *name;
	char *dir;
	struct kconfig *kconfig;
};

struct synthetic *synthetic_open(const struct tree *tree,
				 const struct arch *arch, const char *dir)
{
	struct synthetic *s = xcalloc(1, sizeof(*s));

	s->tree = tree;
	s->arch = arch;
	s->name = arch->cross ? xasprintf("synthetic-%s", arch->name) :
		xstrdup("synthetic");
	s->dir = xstrdup(dir);
	s->kconfig = kconfig_read(tree->dir, arch->name);
	kconfig_solve(s->kconfig);
	headers_write(tree, s->kconfig, dir);
	return s;
}

void synthetic_close(struct synthetic *s)
{
	kconfig_free(s->kconfig);
	free(s->name);
	free(s->dir);
	free(s);
}

static void add_made(const struct synthetic *s, const char *dir,
		     struct strv *argv)
{
	char *path = xasprintf("%s/%s", s->dir, dir);

	add_option(argv, "-I", path);
	free(path);
}

/*
 * In the order of a build, but that headers made here come before those of the
 * tree: a configuration that may lie in it is another one.
 */
static void add_directories(const struct synthetic *s, struct strv *argv)
{
	char *own = xasprintf("arch/%s/include", s->arch->name);
	char *own_uapi = xasprintf("%s/uapi", own);
	char *made = xasprintf("%s/generated", own);
	char *made_uapi = xasprintf("%s/uapi", made);

	strv_add(argv, "-nostdinc");
	add_made(s, made, argv);
	add_made(s, "include", argv);
	add_option(argv, "-I", own);
	add_option(argv, "-I", "include");
	add_made(s, made_uapi, argv);
	add_made(s, "include/generated/uapi", argv);
	add_option(argv, "-I", own_uapi);
	add_option(argv, "-I", "include/uapi");
	free(made_uapi);
	free(made);
	free(own_uapi);
	free(own);
}

/* Headers that are read before the file; the first came with 5.16. */
static void add_includes(const struct synthetic *s, struct strv *argv)
{
	static const char *const headers[] = {
		"include/linux/compiler-version.h", "include/linux/kconfig.h",
		"include/linux/compiler_types.h",
	};

	for (size_t i = 0; i < ARRAY_SIZE(headers); i++) {
		char *path = xasprintf("%s/%s", s->tree->dir, headers[i]);

		if (!access(path, R_OK))
			add_option(argv, "-include", headers[i]);
		free(path);
	}
}

static void add_names(const char *file, struct strv *argv)
{
	const char *slash = strrchr(file, '/');
	char *base = xstrdup(slash ? slash + 1 : file), *word, *arg;
	int stem = strlen(file) - (ends_with(file, ".c") ? 2 : 0);
	const struct {
		const char *name, *value;
	} names[] = { { "BASENAME", base }, { "MODNAME", base } };

	if (ends_with(base, ".c"))
		base[strlen(base) - 2] = '\0';
	word = xstrdup(base);
	for (char *p = word; (p = strpbrk(p, "-.+,")); )
		*p = '_';
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		arg = xasprintf("-DKBUILD_%s=\"%s\"", names[i].name, word);
		strv_add(argv, arg);
		free(arg);
	}
	arg = xasprintf("-DKBUILD_MODFILE=\"%.*s\"", stem, file);
	strv_add(argv, arg);
	free(arg);
	arg = xasprintf("-D__KBUILD_MODNAME=kmod_%s", word);
	strv_add(argv, arg);
	free(arg);
	free(word);
	free(base);
}

/* Directories of the tree with other things than this kernel's code. */
static bool is_elsewhere(const char *file)
{
	static const char *const dirs[] = {
		"Documentation/", "scripts/", "tools/", "usr/",
	};

	for (size_t i = 0; i < ARRAY_SIZE(dirs); i++) {
		if (starts_with(file, dirs[i]))
			return true;
	}
	return false;
}

const char *synthetic_flags(const struct synthetic *s, const char *file,
			    struct strv *argv)
{
	static const char *const always[] = {
		"-D__KERNEL__", "-std=gnu11", "-fms-extensions", "-w", "-O2",
		"-fshort-wchar", "-funsigned-char", "-fno-common", "-fno-PIE",
		"-fno-strict-aliasing", "-fno-strict-overflow",
		"-fno-delete-null-pointer-checks", "-fno-stack-protector",
		/* what the top Makefiles define after asking the compiler */
		"-DCC_USING_FENTRY", "-DCC_HAVE_ASM_GOTO",
	};
	const char *slash = strrchr(file, '/');
	char *own;

	if (is_elsewhere(file))
		return NULL;
	add_directories(s, argv);
	add_includes(s, argv);
	for (size_t i = 0; i < ARRAY_SIZE(always); i++)
		strv_add(argv, always[i]);
	for (const char *const *o = s->arch->options; *o; o++)
		strv_add(argv, *o);
	kbuild_flags(s->tree->dir, s->kconfig, file, argv);
	own = slash ? xstrndup(file, slash - file) : xstrdup(".");
	add_option(argv, "-I", own);
	free(own);
	add_names(file, argv);
	return s->name;
}
