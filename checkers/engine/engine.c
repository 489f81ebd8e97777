// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of engines, and running one over many files.
 */
#include "engine.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct engine *const engines[] = {
	&cocci_engine,
};

/* Files for one process: small enough to spread, large enough to pay. */
#define FILES_PER_PROCESS 24

const struct engine *engine_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(engines); i++) {
		if (!strcmp(engines[i]->name, name))
			return engines[i];
	}
	return NULL;
}

const struct engine *engine_at(size_t i)
{
	return i < ARRAY_SIZE(engines) ? engines[i] : NULL;
}

char *data_file(const char *name)
{
	/* installed, or in the checkout */
	static const char *const places[] = { "../share/diopin", ".." };
	const char *given = getenv("DIOPIN_DATA");
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (given && *given)
		return xasprintf("%s/%s", given, name);
	self[n > 0 ? n : 0] = '\0';
	if (strrchr(self, '/'))
		*strrchr(self, '/') = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		char *path = xasprintf("%s/%s/%s", self, places[i], name);

		if (!access(path, R_OK))
			return path;
		free(path);
	}
	die(EXIT_INCOMPLETE, "%s is missing; is diopin installed whole?", name);
}

/* One process: what it reads, its command, and where its words go. */
struct share {
	struct strv files;
	struct strv argv;
	char *out, *err;
};

struct sized_file {
	const char *path;
	off_t size;
};

static int compare_sizes(const void *a, const void *b)
{
	const struct sized_file *p = a, *q = b;

	if (p->size != q->size)
		return p->size < q->size ? 1 : -1;
	return strcmp(p->path, q->path);
}

/* Deal the files out, the largest first, so that all processes end together. */
static void deal(const char *tree, const struct strv *files,
		 struct share *share, size_t nr_shares)
{
	struct sized_file *sized = xcalloc(files->n, sizeof(*sized));
	off_t *load = xcalloc(nr_shares, sizeof(*load));

	for (size_t i = 0; i < files->n; i++) {
		char *path = xasprintf("%s/%s", tree, files->item[i]);
		struct stat st = { 0 };

		stat(path, &st);
		sized[i] = (struct sized_file){ files->item[i], st.st_size };
		free(path);
	}
	qsort(sized, files->n, sizeof(*sized), compare_sizes);
	for (size_t i = 0; i < files->n; i++) {
		size_t least = 0;

		for (size_t k = 1; k < nr_shares; k++) {
			if (load[k] < load[least])
				least = k;
		}
		strv_add(&share[least].files, sized[i].path);
		load[least] += sized[i].size;
	}
	free(load);
	free(sized);
}

static void tell_failure(const struct engine *engine, const struct job *job)
{
	char *words = read_whole_file(job->err, NULL);
	size_t n = words ? strcspn(words, "\n") : 0;

	warn("engine %s failed with status %d%s%.*s", engine->name,
	     WEXITSTATUS(job->status), n ? ": " : "", (int)n,
	     words ? words : "");
	free(words);
}

/* Say what went wrong with a process; true if anything did. */
static bool failed(const struct engine *engine, const struct job *job)
{
	if (job->status == -1)
		die(EXIT_INCOMPLETE, "cannot run %s: install the package %s",
		    job->argv[0], engine->package);
	if (WIFSIGNALED(job->status))
		warn("engine %s was killed by signal %d (%s)", engine->name,
		     WTERMSIG(job->status), strsignal(WTERMSIG(job->status)));
	else if (WEXITSTATUS(job->status) == 127)
		die(EXIT_INCOMPLETE, "cannot run %s: install the package %s",
		    job->argv[0], engine->package);
	else if (WEXITSTATUS(job->status))
		tell_failure(engine, job);
	return job->status != 0;
}

static void prepare(const struct engine *engine, const char *tree,
		    struct share *share, struct job *job)
{
	static unsigned int serial;

	share->out = xasprintf("%s/facts-%u.xml", scratch_dir(), serial);
	share->err = xasprintf("%s/facts-%u.err", scratch_dir(), serial);
	serial++;
	engine->prepare(&share->argv, &share->files, NULL, share->out);
	/* The vector ends in NULL, as execvp() wants it. */
	*array_add(&share->argv.item, &share->argv.n) = NULL;
	*job = (struct job){
		.argv = (const char *const *)share->argv.item, .dir = tree,
		.out = share->out, .err = share->err,
		.seconds = engine->seconds,
	};
}

static void share_free(struct share *share)
{
	strv_free(&share->files);
	strv_free(&share->argv);
	free(share->out);
	free(share->err);
}

int engine_run(const struct engine *engine, const char *tree,
	       const struct strv *files, unsigned int jobs,
	       struct strv *facts)
{
	size_t n = (files->n + FILES_PER_PROCESS - 1) / FILES_PER_PROCESS;
	struct share *share;
	struct job *job;
	int status = 0;

	if (n < jobs)
		n = jobs < files->n ? jobs : files->n;
	share = xcalloc(n, sizeof(*share));
	job = xcalloc(n, sizeof(*job));
	deal(tree, files, share, n);
	for (size_t i = 0; i < n; i++)
		prepare(engine, tree, &share[i], &job[i]);
	run_jobs(job, n, jobs);
	for (size_t i = 0; i < n; i++) {
		if (failed(engine, &job[i]))
			status = -1;
		else
			strv_add(facts, share[i].out);
		share_free(&share[i]);
	}
	free(share);
	free(job);
	return status;
}
