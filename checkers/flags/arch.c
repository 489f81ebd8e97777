// SPDX-License-Identifier: GPL-2.0-only
/*
 * Architectures: see arch.h.  What is special about the headers of one stands
 * in headers.c.
 */
#include "arch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

static const char *const x86_options[] = {
	"-m64", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx",
	"-mno-80387", "-mno-fp-ret-in-387", "-mpreferred-stack-boundary=3",
	"-mskip-rax-setup", "-mno-red-zone", "-mcmodel=kernel", NULL
};

static const char *const arm64_options[] = { "--arch=aarch64", "-m64", NULL };
static const char *const powerpc_options[] = { "--arch=ppc64", "-m64", NULL };
static const char *const s390_options[] = { "--arch=s390x", "-m64", NULL };
static const char *const sparc_options[] = { "--arch=sparc64", "-m64", NULL };
static const char *const riscv_options[] = { "--arch=riscv64", "-m64", NULL };

/* The first is for all that is not below arch/. */
static const struct arch archs[] = {
	{ .name = "x86", .options = x86_options },
	{ .name = "arm64", .options = arm64_options, .cross = true },
	{ .name = "powerpc", .options = powerpc_options, .cross = true },
	{ .name = "s390", .options = s390_options, .cross = true },
	{ .name = "sparc", .options = sparc_options, .cross = true },
	{ .name = "riscv", .options = riscv_options, .cross = true },
};

const struct arch *arch_of(const char *file)
{
	size_t n;

	if (!starts_with(file, "arch/"))
		return &archs[0];
	file += strlen("arch/");
	n = strcspn(file, "/");
	for (size_t i = 0; i < ARRAY_SIZE(archs); i++) {
		if (strlen(archs[i].name) == n &&
		    !strncmp(file, archs[i].name, n))
			return &archs[i];
	}
	return NULL;
}

/* Is there such a header in a directory of the tree? */
static bool has_header(const char *tree, const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s/%s", tree, dir, name);
	bool has = !access(path, R_OK);

	free(path);
	return has;
}

bool arch_has_header(const char *tree, const char *arch, const char *dir,
		     const char *name)
{
	char *own = xasprintf("arch/%s/include/%s", arch, dir);
	bool has = has_header(tree, own, name);

	free(own);
	return has;
}

/* The architecture that alone has <asm/NAME>; the first if it has it, too. */
static const struct arch *owner(const char *tree, const char *name)
{
	if (has_header(tree, "include/asm-generic", name) ||
	    has_header(tree, "include/uapi/asm-generic", name))
		return &archs[0];
	for (size_t i = 0; i < ARRAY_SIZE(archs); i++) {
		const char *arch = archs[i].name;

		if (arch_has_header(tree, arch, "asm", name) ||
		    arch_has_header(tree, arch, "uapi/asm", name))
			return &archs[i];
	}
	return &archs[0];
}

const struct arch *arch_for(const char *tree, const char *file)
{
	static const char include[] = "#include <asm/";
	const struct arch *arch = arch_of(file);
	char *text = starts_with(file, "arch/") ? NULL : tree_text(tree, file);
	char *next = text;

	for (char *line; next && arch == &archs[0] &&
	     (line = next_line(&next)); ) {
		char *name = line + strlen(include);

		if (!starts_with(line, include))
			continue;
		name[strcspn(name, ">")] = '\0';
		arch = owner(tree, name);
	}
	free(text);
	return arch;
}
