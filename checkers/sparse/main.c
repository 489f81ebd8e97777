// SPDX-License-Identifier: GPL-2.0-only
/*
 * diopin-sparse: the sparse engine of diopin, and a checker for kernel builds.
 *
 *	make C=1 CHECK=/path/to/diopin-sparse
 *
 * takes the compiler's arguments, warns as sparse does of what is certain from
 * one file alone, and puts the file's facts into a directory if one is given.
 *
 *	diopin-sparse --facts FLAGS... FILE
 *
 * writes the facts to stdout; that is how diopin runs it, in the tree.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "choose.h"
#include "source.h"
#include "text.h"
#include "write.h"

struct options {
	bool facts;		/* to stdout, and no warnings */
	const char *facts_dir;
	const char *config;
};

/* The argument of "--name=value", NULL if @word is another option. */
static const char *argument(const char *word, const char *name)
{
	size_t n = strlen(name);

	return !strncmp(word, name, n) ? word + n : NULL;
}

/* Take our own words out of @argv; the others are the compiler's. */
static struct options own_options(int *argc, char **argv)
{
	struct options o = { .config = "build" };
	int n = 1;

	o.facts_dir = getenv("DIOPIN_FACTS_DIR");
	for (int i = 1; i < *argc; i++) {
		const char *dir = argument(argv[i], "--facts-dir=");
		const char *config = argument(argv[i], "--config=");

		if (!strcmp(argv[i], "--facts"))
			o.facts = true;
		else if (dir)
			o.facts_dir = dir;
		else if (config)
			o.config = config;
		else
			argv[n++] = argv[i];
	}
	argv[n] = NULL;
	*argc = n;
	return o;
}

/* Members of objects outside of functions, of the file itself. */
static void write_objects(struct facts_writer *w)
{
	struct symbol_list *objects = unit_objects();
	struct members members = { 0 };
	struct symbol *s;

	FOR_EACH_PTR(objects, s) {
		walk_initialiser(s, &members);
	} END_FOR_EACH_PTR(s);
	write_members(w, &members, "");
	free_ptr_list(&objects);
}

static int write_facts(const struct options *o, const struct functions *all,
		       FILE *out)
{
	struct facts_writer *w = write_begin(o->config);
	const char *file = source_file(unit_main_stream());

	if (file)
		write_unit(w, file);
	for (int i = 0; i < all->nr_functions; i++)
		write_function(w, all->function[i]);
	write_objects(w);
	return write_end(w, out);
}

/* A file that is whole or not there, under a name no other file has. */
static int write_facts_file(const struct options *o,
			    const struct functions *all, const char *file)
{
	char *temporary = NULL, *path = NULL;
	int status = -1;
	FILE *out;

	if (asprintf(&temporary, "%s/.%d", o->facts_dir, getpid()) < 0 ||
	    asprintf(&path, "%s/%s.xml", o->facts_dir, file) < 0)
		die("out of memory");
	for (char *p = path + strlen(o->facts_dir) + 1; *p; p++) {
		if (*p == '/')
			*p = '!';
	}
	out = fopen(temporary, "we");
	if (out) {
		status = write_facts(o, all, out);
		if (fclose(out) || (!status && rename(temporary, path)))
			status = -1;
		if (status)
			unlink(temporary);
	}
	if (status)
		fprintf(stderr, "diopin-sparse: cannot write %s: %s\n", path,
			strerror(errno));
	free(temporary);
	free(path);
	return status;
}

/* sparse's own options for what we rely on, before the compiler's. */
static char **sparse_arguments(int *argc, char **argv)
{
	static const char *const ours[] = {
		/* columns count characters, as everywhere in facts */
		"-ftabstop=1",
	};
	int n = ARRAY_SIZE(ours);
	char **all = calloc(*argc + n + 1, sizeof(*all));

	if (!all)
		die("out of memory");
	all[0] = argv[0];
	memcpy(all + 1, ours, sizeof(ours));
	memcpy(all + 1 + n, argv + 1, *argc * sizeof(*argv));
	*argc += n;
	return all;
}

/* As an engine. */
static int run_engine(const struct options *o)
{
	struct functions all = choose_functions();

	if (!write_facts(o, &all, stdout))
		return 0;
	fprintf(stderr, "diopin-sparse: cannot write facts: %s\n",
		strerror(errno));
	return 1;
}

/* As a checker: what is warned of is no reason to stop a build. */
static int run_checker(const struct options *o)
{
	struct functions all = choose_functions();
	const char *file = source_file(unit_main_stream());

	check_functions(&all);
	if (!o->facts_dir || !file)
		return 0;
	return write_facts_file(o, &all, file) ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct options o = own_options(&argc, argv);
	char **arguments = sparse_arguments(&argc, argv);

	/* kbuild tells where the sources are; diopin runs us there */
	source_set_tree(o.facts ? NULL : getenv("srctree"));
	/* in a build it is the compiler who stops at errors */
	if (!unit_read(argc, arguments, o.facts ? 1 : 0))
		return 1;
	return o.facts ? run_engine(&o) : run_checker(&o);
}
