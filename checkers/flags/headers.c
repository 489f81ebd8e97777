// SPDX-License-Identifier: GPL-2.0-only
/*
 * The headers that a build generates: see headers.h.
 *
 * Most of them hold numbers that some program of the build found out.  They
 * must exist and be plausible for the sources to be understood; no code is
 * ever made with them.
 */
#include "headers.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "arch.h"
#include "text.h"

#define GENERATED "include/generated/"

/* Below the directory of the architecture. */
#define ARCH_GENERATED "include/generated/"

struct writer {
	const struct tree *tree;
	struct kconfig *kconfig;
	const char *dir;
};

static void write_text(const struct writer *w, const char *name,
		       const char *text)
{
	char *path = xasprintf("%s/%s", w->dir, name);

	write_whole_file(path, text, strlen(text));
	free(path);
}

/* The same below arch/ARCH/. */
static void write_arch_text(const struct writer *w, const char *name,
			    const char *text)
{
	char *path = xasprintf("arch/%s/%s", w->kconfig->arch, name);

	write_text(w, path, text);
	free(path);
}

static void write_config(const struct writer *w)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	kconfig_write(w->kconfig, f);
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	write_text(w, GENERATED "autoconf.h", text);
	free(text);
}

static long number(const struct writer *w, const char *name, long otherwise)
{
	const char *value = kconfig_value(w->kconfig, name);
	long n = value ? strtol(value, NULL, 0) : 0;

	return n > 0 ? n : otherwise;
}

/* Sizes that kernel/bounds.c and its kind find out with the compiler. */
static void write_bounds(const struct writer *w)
{
	int bits = 0;
	char *text;

	while (bits < 30 && 1L << bits < number(w, "NR_CPUS", 64))
		bits++;
	text = xasprintf("#define NR_PAGEFLAGS 24\n"
			 "#define MAX_NR_ZONES 5\n"
			 "#define NR_CPUS_BITS %d\n"
			 "#define SPINLOCK_SIZE 72\n"
			 "#define LRU_GEN_WIDTH 3\n"
			 "#define __LRU_REFS_WIDTH 2\n", bits);
	write_text(w, GENERATED "bounds.h", text);
	free(text);
}

static long gcd(long a, long b)
{
	return b ? gcd(b, a % b) : a;
}

/* Conversion between jiffies and other units of time. */
static void write_timeconst(const struct writer *w)
{
	static const struct {
		const char *name;
		long per_second;
	} units[] = { { "MSEC", 1000 }, { "USEC", 1000000 },
		      { "NSEC", 1000000000 } };
	long hz = number(w, "HZ", 250);
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		const char *u = units[i].name;
		long g = gcd(units[i].per_second, hz);
		long num = units[i].per_second / g, den = hz / g;

		fprintf(f, "#define HZ_TO_%s_NUM %ld\n#define HZ_TO_%s_DEN %ld\n"
			"#define %s_TO_HZ_NUM %ld\n#define %s_TO_HZ_DEN %ld\n",
			u, num, u, den, u, den, u, num);
		fprintf(f, "#define HZ_TO_%s_MUL32 0x80000000ULL\n"
			"#define HZ_TO_%s_ADJ32 0ULL\n#define HZ_TO_%s_SHR32 31\n"
			"#define %s_TO_HZ_MUL32 0x80000000ULL\n"
			"#define %s_TO_HZ_ADJ32 0ULL\n#define %s_TO_HZ_SHR32 31\n",
			u, u, u, u, u, u);
	}
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	write_text(w, GENERATED "timeconst.h", text);
	free(text);
}

static void write_version(const struct writer *w)
{
	const struct tree *t = w->tree;
	int sublevel = t->sublevel < 0 ? 0 : t->sublevel;
	int code = (t->version << 16) + (t->patchlevel << 8) +
		   (sublevel > 255 ? 255 : sublevel);
	char *text;

	text = xasprintf("#define LINUX_VERSION_CODE %d\n"
			 "#define KERNEL_VERSION(a,b,c) (((a) << 16) + "
			 "((b) << 8) + ((c) > 255 ? 255 : (c)))\n"
			 "#define LINUX_VERSION_MAJOR %d\n"
			 "#define LINUX_VERSION_PATCHLEVEL %d\n"
			 "#define LINUX_VERSION_SUBLEVEL %d\n",
			 code, t->version, t->patchlevel, sublevel);
	write_text(w, GENERATED "uapi/linux/version.h", text);
	free(text);
	text = xasprintf("#define UTS_RELEASE \"%d.%d.%d\"\n", t->version,
			 t->patchlevel, sublevel);
	write_text(w, GENERATED "utsrelease.h", text);
	free(text);
}

/* What needs no thought. */
static void write_constant(const struct writer *w)
{
	static const char *const headers[][2] = {
		{ GENERATED "compile.h",
		  "#define UTS_MACHINE \"diopin\"\n"
		  "#define LINUX_COMPILE_BY \"diopin\"\n"
		  "#define LINUX_COMPILE_HOST \"diopin\"\n"
		  "#define LINUX_COMPILER \"diopin\"\n"
		  "#define UTS_VERSION \"#1\"\n" },
		{ GENERATED "utsversion.h", "#define UTS_VERSION \"#1\"\n" },
		{ GENERATED "package.h", "#define LINUX_PACKAGE_ID \"\"\n" },
		{ GENERATED "asm-offsets.h", "" },
		{ GENERATED "rq-offsets.h", "#define RQ_nr_pinned 0\n" },
		{ GENERATED "autoksyms.h", "" },
		{ GENERATED "gcc-plugins.h", "" },
		{ GENERATED "integer-wrap.h", "" },
		{ GENERATED "randstruct_hash.h",
		  "#define RANDSTRUCT_HASHED_SEED \"\"\n" },
		{ GENERATED "randomize_layout_hash.h", "" },
		/* the compiler's own, which -nostdinc hides */
		{ "include/stdbool.h", "#include <linux/types.h>\n" },
		{ "include/stdarg.h",
		  "typedef __builtin_va_list va_list;\n"
		  "#define va_start(v, l) __builtin_va_start(v, l)\n"
		  "#define va_end(v) __builtin_va_end(v)\n"
		  "#define va_arg(v, t) __builtin_va_arg(v, t)\n"
		  "#define va_copy(d, s) __builtin_va_copy(d, s)\n" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(headers); i++)
		write_text(w, headers[i][0], headers[i][1]);
}

static bool is_header_name(const char *name)
{
	for (const char *p = name; *p; p++) {
		if (!isalnum((unsigned char)*p) && !strchr("_-.", *p))
			return false;
	}
	return *name != '.' && ends_with(name, ".h");
}

/*
 * <asm/X.h> is <asm-generic/X.h> where the architecture has none of its own,
 * and so it is below uapi/, whatever lies beside that.
 */
static void write_wrappers(const struct writer *w, const char *uapi)
{
	char *path = xasprintf("%s/include/%sasm-generic", w->tree->dir, uapi);
	const char *arch = w->kconfig->arch, *tree = w->tree->dir;
	char *to = xasprintf("%sasm", uapi), *name, *text;
	DIR *dir = opendir(path);
	struct dirent *entry;

	free(path);
	while (dir && (entry = readdir(dir))) {
		name = entry->d_name;
		if (!is_header_name(name) ||
		    arch_has_header(tree, arch, to, name) ||
		    (!*uapi && arch_has_header(tree, arch, "uapi/asm", name)))
			continue;
		path = xasprintf(ARCH_GENERATED "%s/%s", to, name);
		text = xasprintf("#include <asm-generic/%s>\n", name);
		write_arch_text(w, path, text);
		free(text);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(to);
}

/*
 * "generated-y += X.h": what the architecture's own programs would write.  It
 * is empty where nothing is known of it.
 */
static void write_named(const struct writer *w, const char *uapi)
{
	char *path = xasprintf("arch/%s/include/%sasm/Kbuild",
			       w->kconfig->arch, uapi);
	char *text = tree_text(w->tree->dir, path), *next = text;

	free(path);
	for (char *line; next && (line = next_line(&next)); ) {
		const char *p = line;
		struct strv words = { 0 };

		next_command(&p, &words);
		if (words.n == 3 && is_header_name(words.item[2]) &&
		    (!strcmp(words.item[0], "generated-y") ||
		     !strcmp(words.item[0], "syscall-y"))) {
			path = xasprintf(ARCH_GENERATED "%sasm/%s", uapi,
					 words.item[2]);
			write_arch_text(w, path, "");
			free(path);
		}
		strv_free(&words);
	}
	free(text);
}

/* What a processor may be able to do, one name a line, as a number each. */
static void write_capabilities(const struct writer *w)
{
	char *path = xasprintf("arch/%s/tools/cpucaps", w->kconfig->arch);
	char *list = tree_text(w->tree->dir, path), *next = list, *text = NULL;
	size_t size, n = 0;
	FILE *f = open_memstream(&text, &size);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (char *line; next && (line = next_line(&next)); ) {
		if (isalpha((unsigned char)*line))
			fprintf(f, "#define ARM64_%.*s %zu\n",
				(int)strcspn(line, " \t"), line, n++);
	}
	fprintf(f, "#define ARM64_NCAPS %zu\n", n);
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	if (list) {
		/* the name changed with 6.3 */
		write_arch_text(w, ARCH_GENERATED "asm/cpucaps.h", text);
		write_arch_text(w, ARCH_GENERATED "asm/cpucap-defs.h", text);
	}
	free(text);
	free(list);
	free(path);
}

struct syscall_header {
	const char *name, *table, *prefix, *offset;
	const char *abis[3];
};

/* A line of the table: NUMBER ABI NAME [...].  Returns the number, or -1. */
static long write_syscall(const struct syscall_header *h, const char *line,
			  FILE *out)
{
	struct strv words = { 0 };
	long nr = -1;

	next_command(&line, &words);
	for (size_t i = 0; words.n >= 3 && h->abis[i]; i++) {
		char *end;

		if (strcmp(words.item[1], h->abis[i]))
			continue;
		nr = strtol(words.item[0], &end, 10);
		if (*end || words.item[2][strspn(words.item[2],
		    "abcdefghijklmnopqrstuvwxyz_0123456789")])
			nr = -1;
		else
			fprintf(out, "#define __NR_%s%s (%s%ld)\n", h->prefix,
				words.item[2], h->offset, nr);
		break;
	}
	strv_free(&words);
	return nr;
}

/* The numbers of the system calls, from the tables of the architecture. */
static void write_syscalls(const struct writer *w,
			   const struct syscall_header *h)
{
	char *table = tree_text(w->tree->dir, h->table), *next = table;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	long max = -1;

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (char *line; next && (line = next_line(&next)); ) {
		long nr = *line == '#' ? -1 : write_syscall(h, line, f);

		max = nr > max ? nr : max;
	}
	fprintf(f, "#ifdef __KERNEL__\n#define __NR_%ssyscalls %ld\n#endif\n",
		h->prefix, max + 1);
	if (fclose(f))
		die(EXIT_INCOMPLETE, "out of memory");
	write_arch_text(w, h->name, text);
	free(text);
	free(table);
}

static void write_x86(const struct writer *w)
{
	static const char *const texts[][2] = {
		{ ARCH_GENERATED "asm/cpufeaturemasks.h",
		  "#define REQUIRED_MASK_BIT_SET(x) 0\n"
		  "#define DISABLED_MASK_BIT_SET(x) 0\n" },
		{ ARCH_GENERATED "asm/orc_hash.h", "#define ORC_HASH 0\n" },
		{ ARCH_GENERATED "asm/xen-hypercalls.h", "" },
		{ ARCH_GENERATED "asm/syscalls_32.h", "" },
		{ ARCH_GENERATED "asm/syscalls_64.h", "" },
		{ ARCH_GENERATED "asm/syscalls_x32.h", "" },
	};
	static const char table32[] = "arch/x86/entry/syscalls/syscall_32.tbl";
	static const char table64[] = "arch/x86/entry/syscalls/syscall_64.tbl";
	static const struct syscall_header headers[] = {
		{ ARCH_GENERATED "uapi/asm/unistd_32.h", table32, "", "",
		  { "i386" } },
		{ ARCH_GENERATED "uapi/asm/unistd_64.h", table64, "", "",
		  { "common", "64" } },
		{ ARCH_GENERATED "uapi/asm/unistd_x32.h", table64, "",
		  "__X32_SYSCALL_BIT + ", { "common", "x32" } },
		{ ARCH_GENERATED "asm/unistd_32_ia32.h", table32, "ia32_", "",
		  { "i386" } },
		{ ARCH_GENERATED "asm/unistd_64_x32.h", table64, "x32_", "",
		  { "x32" } },
	};

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		write_arch_text(w, texts[i][0], texts[i][1]);
	for (size_t i = 0; i < ARRAY_SIZE(headers); i++)
		write_syscalls(w, &headers[i]);
}

void headers_write(const struct tree *tree, struct kconfig *k,
		   const char *dir)
{
	const struct writer w = { tree, k, dir };

	write_config(&w);
	write_bounds(&w);
	write_timeconst(&w);
	write_version(&w);
	write_constant(&w);
	write_wrappers(&w, "");
	write_wrappers(&w, "uapi/");
	write_named(&w, "");
	write_named(&w, "uapi/");
	write_capabilities(&w);
	if (!strcmp(k->arch, "x86"))
		write_x86(&w);
}
