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
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct engine *const engines[] = {
	&cocci_engine,
	&sparse_engine,
	&gcc_engine,
};

/*
 * Far more than an engine has been seen to take: 700 MB for the largest group
 * of files.
 */
#define MEGABYTES 4096

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

char *program_dir(void)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	self[n > 0 ? n : 0] = '\0';
	if (strrchr(self, '/'))
		*strrchr(self, '/') = '\0';
	return xstrdup(self);
}

char *find_program(const char *name)
{
	char *path = xstrdup(getenv("PATH") ? getenv("PATH") : ""), *save = NULL;
	char *found = NULL;

	for (char *dir = strtok_r(path, ":", &save); dir && !found;
	     dir = strtok_r(NULL, ":", &save)) {
		found = xasprintf("%s/%s", dir, name);
		if (access(found, X_OK)) {
			free(found);
			found = NULL;
		}
	}
	free(path);
	return found;
}

char *data_file(const char *name)
{
	/* installed, or in the checkout */
	static const char *const places[] = { "../share/diopin", ".." };
	const char *given = getenv("DIOPIN_DATA");
	char *dir;

	if (given && *given)
		return xasprintf("%s/%s", given, name);
	dir = program_dir();
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		char *path = xasprintf("%s/%s/%s", dir, places[i], name);

		if (!access(path, R_OK)) {
			free(dir);
			return path;
		}
		free(path);
	}
	die(EXIT_INCOMPLETE, "%s is missing; is diopin installed whole?", name);
}

/* One process: what it reads, its command, and where its words go. */
struct share {
	struct strv files;
	struct strv flags;
	const char *config;	/* its name */
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

static void add_unread(struct outcome *outcome, const char *file,
		       const char *reason)
{
	*array_add(&outcome->unread, &outcome->nr_unread) = (struct unread){
		.file = xstrdup(file),
		.reason = xstrndup(reason, strcspn(reason, "\n")),
	};
}

static void cannot_run(const struct engine *engine, const char *program)
{
	die(EXIT_INCOMPLETE, "cannot run %s: %s", program, engine->remedy);
}

/* What a process complained of last is why it ended; NULL if it did not. */
static char *last_line(const char *words)
{
	size_t n = words ? strlen(words) : 0, begin;

	while (n && words[n - 1] == '\n')
		n--;
	for (begin = n; begin && words[begin - 1] != '\n'; begin--)
		;
	return n ? xstrndup(words + begin, n - begin) : NULL;
}

/* A process without room for what it writes may not even say so. */
static void leave_if_full(const struct engine *engine)
{
	struct statvfs st;

	if (!statvfs(scratch_dir(), &st) && !st.f_bavail)
		die(EXIT_INCOMPLETE, "engine %s failed in %s; is the disk full?",
		    engine->name, scratch_dir());
}

/* A process that ended by itself, but not well; one such tells of the others. */
static void tell_failure(const struct engine *engine, const struct job *job,
			 const struct share *share, struct outcome *outcome)
{
	char *words = read_whole_file(job->err, NULL);
	char *last = last_line(words);

	if (engine->compiles && WEXITSTATUS(job->status) == 1) {
		add_unread(outcome, share->files.item[0],
			   last ? words : "it does not compile");
	} else {
		leave_if_full(engine);
		if (!outcome->failed)
			warn("engine %s failed with status %d%s%s",
			     engine->name, WEXITSTATUS(job->status),
			     last ? ": " : "", last ? last : "");
		outcome->failed = true;
	}
	free(last);
	free(words);
}

static void add_produced(const struct engine *engine, const struct job *job,
			 const struct share *share, struct outcome *outcome)
{
	struct produced *p = array_add(&outcome->facts, &outcome->nr_facts);

	p->path = xstrdup(share->out);
	for (size_t i = 0; i < share->files.n; i++)
		strv_add(&p->files, share->files.item[i]);
	p->in_time = !engine->file_seconds ||
		job->took_ms < engine->file_seconds * 1000LL;
}

/* A process that did not end by itself. */
static void tell_killed(const struct engine *engine, const struct job *job,
			const struct share *share)
{
	const char *file = share->files.item[0];
	bool others = share->files.n > 1;

	if (job->took_ms >= job->seconds * 1000LL)
		warn("engine %s was stopped after %u s over %s%s", engine->name,
		     job->seconds, file, others ? " and others" : "");
	else
		warn("engine %s was killed by signal %d (%s)", engine->name,
		     WTERMSIG(job->status), strsignal(WTERMSIG(job->status)));
}

static void settle(const struct engine *engine, const struct job *job,
		   const struct share *share, struct outcome *outcome)
{
	if (job->status == -1)
		cannot_run(engine, job->argv[0]);
	if (WIFSIGNALED(job->status)) {
		tell_killed(engine, job, share);
		outcome->failed = true;
	} else if (WEXITSTATUS(job->status) == 127) {
		cannot_run(engine, job->argv[0]);
	} else if (WEXITSTATUS(job->status)) {
		tell_failure(engine, job, share, outcome);
	} else {
		add_produced(engine, job, share, outcome);
	}
}

static void prepare(const struct engine *engine, const char *tree,
		    struct share *share, struct job *job)
{
	static unsigned int serial;

	share->out = xasprintf("%s/%s-%u.xml", scratch_dir(), engine->name,
			       serial);
	share->err = xasprintf("%s/%s-%u.err", scratch_dir(), engine->name,
			       serial);
	serial++;
	confine(&share->argv);
	engine->prepare(&share->argv, &share->files,
			engine->compiles ? &share->flags : NULL, share->config,
			share->out);
	/* The vector ends in NULL, as execvp() wants it. */
	*array_add(&share->argv.item, &share->argv.n) = NULL;
	*job = (struct job){
		.argv = (const char *const *)share->argv.item, .dir = tree,
		.out = share->out, .err = share->err,
		.seconds = engine->seconds, .megabytes = MEGABYTES,
	};
}

static void share_free(struct share *share)
{
	strv_free(&share->files);
	strv_free(&share->flags);
	strv_free(&share->argv);
	free(share->out);
	free(share->err);
}

static void run_shares(const struct engine *engine, const char *tree,
		       struct share *share, size_t n, unsigned int jobs,
		       struct outcome *outcome)
{
	struct job *job = xcalloc(n, sizeof(*job));

	for (size_t i = 0; i < n; i++)
		prepare(engine, tree, &share[i], &job[i]);
	run_jobs(job, n, jobs);
	for (size_t i = 0; i < n; i++)
		settle(engine, &job[i], &share[i], outcome);
	free(job);
}

/* One file a process: each has flags of its own.  Headers come with files. */
static size_t share_by_file(const struct engine *engine,
			    const struct strv *files, struct flags *flags,
			    struct share *share, struct outcome *outcome)
{
	size_t n = 0;

	flags_prepare(flags, files);
	for (size_t i = 0; i < files->n; i++) {
		const char *file = files->item[i];

		if (ends_with(file, ".h"))
			continue;
		share[n].config = engine->native &&
			flags_are_cross(flags, file) ? NULL :
			flags_for(flags, file, &share[n].flags);
		if (!share[n].config) {
			add_unread(outcome, file, NOT_COMPILED);
			continue;
		}
		strv_add(&share[n++].files, file);
	}
	return n;
}

void engine_run(const struct engine *engine, const char *tree,
		const struct strv *files, struct flags *flags,
		unsigned int jobs, struct outcome *outcome)
{
	size_t n = (files->n + FILES_PER_PROCESS - 1) / FILES_PER_PROCESS;
	struct share *share = xcalloc(files->n + 1, sizeof(*share));

	if (n < jobs)
		n = jobs < files->n ? jobs : files->n;
	if (engine->compiles)
		n = share_by_file(engine, files, flags, share, outcome);
	else
		deal(tree, files, share, n);
	run_shares(engine, tree, share, n, jobs, outcome);
	for (size_t i = 0; i < n; i++)
		share_free(&share[i]);
	free(share);
}

void outcome_free(struct outcome *outcome)
{
	for (size_t i = 0; i < outcome->nr_unread; i++) {
		free(outcome->unread[i].file);
		free(outcome->unread[i].reason);
	}
	free(outcome->unread);
	for (size_t i = 0; i < outcome->nr_facts; i++) {
		free(outcome->facts[i].path);
		strv_free(&outcome->facts[i].files);
	}
	free(outcome->facts);
}
