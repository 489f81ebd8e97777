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
	char *dir;
	struct kconfig *kconfig;
};

struct synthetic *synthetic_open(const struct tree *tree, const char *dir)
{
	struct synthetic *s = xcalloc(1, sizeof(*s));

	s->tree = tree;
	s->dir = xstrdup(dir);
	s->kconfig = kconfig_read(tree->dir);
	kconfig_solve(s->kconfig);
	headers_write(tree, s->kconfig, dir);
	return s;
}

void synthetic_close(struct synthetic *s)
{
	kconfig_free(s->kconfig);
	free(s->dir);
	free(s);
}

/*
 * The headers made here come first: those of a configuration that may lie in
 * the tree are another one's.
 */
static void add_directories(const struct synthetic *s, struct strv *argv)
{
	static const char *const made[] = {
		"arch/x86/include/generated", "include",
		"arch/x86/include/generated/uapi", "include/generated/uapi",
	};
	static const char *const own[] = {
		"arch/x86/include", "include",
		"arch/x86/include/uapi", "include/uapi",
	};

	strv_add(argv, "-nostdinc");
	for (size_t i = 0; i < ARRAY_SIZE(made); i++) {
		char *path = xasprintf("%s/%s", s->dir, made[i]);

		add_option(argv, "-I", path);
		free(path);
	}
	for (size_t i = 0; i < ARRAY_SIZE(own); i++)
		add_option(argv, "-I", own[i]);
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
	return starts_with(file, "arch/") && !starts_with(file, "arch/x86/");
}

const char *synthetic_flags(const struct synthetic *s, const char *file,
			    struct strv *argv)
{
	static const char *const always[] = {
		"-D__KERNEL__", "-std=gnu11", "-fms-extensions", "-w", "-O2",
		"-m64", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow",
		"-mno-avx", "-mno-80387", "-mno-fp-ret-in-387",
		"-mpreferred-stack-boundary=3", "-mskip-rax-setup",
		"-mno-red-zone", "-mcmodel=kernel", "-fshort-wchar",
		"-funsigned-char", "-fno-common", "-fno-PIE",
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
	kbuild_flags(s->tree->dir, s->kconfig, file, argv);
	own = slash ? xstrndup(file, slash - file) : xstrdup(".");
	add_option(argv, "-I", own);
	free(own);
	add_names(file, argv);
	return "synthetic";
}
