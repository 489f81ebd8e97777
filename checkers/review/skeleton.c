// SPDX-License-Identifier: GPL-2.0-only
/*
 * What every file is compiled with: see skeleton.h.
 */
#include "skeleton.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../base/proc.h"
#include "../cache/cache.h"
#include "../flags/arch.h"
#include "../tree/environment.h"

/* How many are kept, and how many blobs are read at a time. */
#define KEPT 4
#define BATCH 2000

bool skeleton_has(const char *path)
{
	if (!environment_has(path))
		return false;
	if (!ends_with(path, ".h") || starts_with(path, "include/"))
		return true;
	return starts_with(path, "arch/") && arch_of(path) &&
		strstr(path, "/include/");
}

/* One line for each file that @wanted takes, hashed by git. */
static char *hash_listing(const struct repo *repo,
			  const struct listing *listing,
			  bool (*wanted)(const char *path))
{
	char *path = xasprintf("%s/listing", scratch_dir()), *text = NULL, *id;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < listing->n; i++) {
		if (wanted(listing->file[i].path))
			fprintf(f, "%s %s\n", listing->file[i].id,
				listing->file[i].path);
	}
	fclose(f);
	write_whole_file(path, text, len);
	id = git_word(repo, path, "cannot hash a list of files",
		      git_args("hash-object", "--stdin"));
	free(text);
	free(path);
	return id;
}

char *listing_environment(const struct repo *repo,
			  const struct listing *listing)
{
	return hash_listing(repo, listing, environment_has);
}

/*
 * Beside each skeleton "X" lies "X.list" with its files, and "X.lock".  The
 * list is written first, so a directory without one is none of ours.
 */
struct store {
	char *dir;		/* where they all are */
	char *id;
	char *path;		/* of the one wanted */
	bool kept;		/* else it goes when the program leaves */
};

static void open_store(struct store *s, const char *id)
{
	char *base = cache_dir();

	s->dir = xasprintf("%s/skeletons", base ? base : scratch_dir());
	s->id = xstrdup(id);
	s->path = xasprintf("%s/%s", s->dir, id);
	s->kept = base;
	free(base);
}

static void close_store(struct store *s)
{
	free(s->dir);
	free(s->id);
	free(s->path);
}

/*
 * Held until the program ends, however it does.  Returns the descriptor, with
 * which the lock is raised and lowered.
 */
static int lock(const struct store *s)
{
	char *path = xasprintf("%s.lock", s->path);
	struct stat ours = { 0 }, there = { 0 };
	int fd = -1;

	make_parents(path);
	/* Who removes the skeleton removes the lock: then it is another. */
	do {
		if (fd >= 0)
			close(fd);
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		if (fd < 0 || flock(fd, LOCK_SH) || fstat(fd, &ours))
			die(EXIT_INCOMPLETE, "cannot lock %s: %s", path,
			    strerror(errno));
	} while (stat(path, &there) || ours.st_ino != there.st_ino);
	futimens(fd, NULL);
	free(path);
	return fd;
}

/* Of a line "ID SIZE PATH": is that file there and of that size? */
static bool has_line(const char *dir, char *line)
{
	char *size = strchr(line, ' '), *name;
	struct stat st;
	char *path;
	bool has;

	name = size ? strchr(size + 1, ' ') : NULL;
	if (!name)
		return false;
	path = xasprintf("%s/%s", dir, name + 1);
	has = !lstat(path, &st) && S_ISREG(st.st_mode) &&
		st.st_size == atol(size + 1);
	free(path);
	return has;
}

/* Is the skeleton there, and no file of it lost or cut short? */
static bool is_whole(const struct store *s)
{
	char *path = xasprintf("%s.list", s->path);
	char *text = read_whole_file(path, NULL), *save = NULL;
	bool whole = text && !access(s->path, X_OK);

	for (char *line = whole ? strtok_r(text, "\n", &save) : NULL;
	     line && whole; line = strtok_r(NULL, "\n", &save))
		whole = has_line(s->path, line);
	free(text);
	free(path);
	return whole;
}

static void write_file(const char *dir, const char *name,
		       const struct blob *blob)
{
	char *path = xasprintf("%s/%s", dir, name);

	write_whole_file(path, blob->text, blob->len);
	free(path);
}

/* What is in this listing and, with the same content, in another skeleton. */
static bool link_file(const char *from, const char *to, const char *name)
{
	char *old = xasprintf("%s/%s", from, name);
	char *new = xasprintf("%s/%s", to, name);
	bool linked;

	make_parents(new);
	linked = !link(old, new);
	free(old);
	free(new);
	return linked;
}

/* The skeleton used last, to link to; NULL if there is none. */
static char *find_last(const struct store *s)
{
	DIR *dir = opendir(s->dir);
	struct timespec newest = { 0 };
	struct dirent *entry;
	char *found = NULL;

	while (dir && (entry = readdir(dir))) {
		char *path = xasprintf("%s/%s", s->dir, entry->d_name);
		struct stat st;

		if (ends_with(path, ".list") && !stat(path, &st) &&
		    st.st_mtim.tv_sec >= newest.tv_sec) {
			newest = st.st_mtim;
			free(found);
			found = xstrndup(path, strlen(path) - strlen(".list"));
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	return found;
}

/* The files of a skeleton that are as they were laid out. */
static void read_list(const char *skeleton, struct listing *l)
{
	char *path = xasprintf("%s.list", skeleton);
	char *text = read_whole_file(path, NULL), *save = NULL;

	*l = (struct listing){ 0 };
	for (char *line = text ? strtok_r(text, "\n", &save) : NULL; line;
	     line = strtok_r(NULL, "\n", &save)) {
		char *size = strchr(line, ' ');
		char *name = size ? strchr(size + 1, ' ') : NULL;
		struct listed *f;

		if (!name || !has_line(skeleton, line))
			continue;
		f = array_add(&l->file, &l->n);
		f->path = xstrdup(name + 1);
		f->id = xstrndup(line, size - line);
	}
	free(text);
	free(path);
}

static void write_blobs(const struct repo *repo, const struct listing *listing,
			const struct strv *ids, const size_t *which,
			const char *dir)
{
	struct blob *blobs = repo_blobs(repo, ids);

	for (size_t i = 0; i < ids->n; i++) {
		if (blobs[i].text)
			write_file(dir, listing->file[which[i]].path,
				   &blobs[i]);
	}
	blobs_free(blobs, ids->n);
}

/* All files of the skeleton into @dir. */
static void lay_out(const struct repo *repo, const struct listing *listing,
		    const struct store *s, const char *dir)
{
	char *last = s->kept ? find_last(s) : NULL;
	size_t *which = xcalloc(BATCH, sizeof(*which));
	struct listing old = { 0 };
	struct strv ids = { 0 };

	if (last)
		read_list(last, &old);
	for (size_t i = 0; i < listing->n; i++) {
		const struct listed *f = &listing->file[i];
		const struct listed *same = listing_find(&old, f->path);

		if (!skeleton_has(f->path) ||
		    (same && !strcmp(same->id, f->id) &&
		     link_file(last, dir, f->path)))
			continue;
		which[ids.n] = i;
		strv_add(&ids, f->id);
		if (ids.n < BATCH)
			continue;
		write_blobs(repo, listing, &ids, which, dir);
		strv_free(&ids);
	}
	write_blobs(repo, listing, &ids, which, dir);
	strv_free(&ids);
	listing_free(&old);
	free(which);
	free(last);
}

static void write_list(const struct listing *listing, const struct store *s,
		       const char *dir)
{
	char *path = xasprintf("%s.list", s->path), *text = NULL;
	char *partial = xasprintf("%s.list", dir);
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	for (size_t i = 0; i < listing->n; i++) {
		const struct listed *l = &listing->file[i];
		char *file = xasprintf("%s/%s", dir, l->path);
		struct stat st;

		if (skeleton_has(l->path) && !stat(file, &st))
			fprintf(f, "%s %lld %s\n", l->id,
				(long long)st.st_size, l->path);
		free(file);
	}
	fclose(f);
	write_whole_file(partial, text, len);
	if (rename(partial, path))
		die(EXIT_INCOMPLETE, "cannot write %s: %s", path,
		    strerror(errno));
	free(text);
	free(partial);
	free(path);
}

/* The locks, each behind the time it was last taken; what a run that was
 * killed left behind goes after a day. */
static void list_locks(const struct store *s, struct strv *locks)
{
	time_t yesterday = time(NULL) - 24 * 60 * 60;
	DIR *dir = opendir(s->dir);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = xasprintf("%s/%s", s->dir, entry->d_name);
		struct stat st = { 0 };

		if (stat(path, &st))
			st.st_mtime = yesterday;
		if (ends_with(path, ".lock")) {
			char *line = xasprintf("%020lld %s",
					       (long long)st.st_mtime, path);

			strv_add(locks, line);
			free(line);
		} else if (starts_with(entry->d_name, ".new-") &&
			   st.st_mtime < yesterday) {
			remove_tree(path);
		}
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void remove_skeleton(const char *lock)
{
	char *dir = xstrndup(lock, strlen(lock) - strlen(".lock"));
	char *list = xasprintf("%s.list", dir);

	unlink(list);
	remove_tree(dir);
	unlink(lock);
	free(list);
	free(dir);
}

/* Remove what has not been used for longest, unless somebody uses it. */
static void expire(const struct store *s)
{
	struct strv locks = { 0 };

	list_locks(s, &locks);
	strv_sort_unique(&locks);
	for (size_t i = 0; i + KEPT < locks.n; i++) {
		char *path = strchr(locks.item[i], ' ') + 1;
		int fd = open(path, O_RDWR | O_CLOEXEC);

		if (fd >= 0 && !flock(fd, LOCK_EX | LOCK_NB))
			remove_skeleton(path);
		if (fd >= 0)
			close(fd);
	}
	strv_free(&locks);
}

static void make(const struct repo *repo, const struct listing *listing,
		 const struct store *s)
{
	char *partial = xasprintf("%s/.new-XXXXXX", s->dir);

	if (!mkdtemp(partial))
		die(EXIT_INCOMPLETE, "cannot create a directory %s: %s",
		    partial, strerror(errno));
	discard_directory(partial);
	lay_out(repo, listing, s, partial);
	if (!access(s->path, F_OK))
		remove_tree(s->path);
	write_list(listing, s, partial);
	if (rename(partial, s->path))
		die(EXIT_INCOMPLETE, "cannot write %s: %s", s->path,
		    strerror(errno));
	keep_directory(partial);
	free(partial);
}

char *skeleton_open(const struct repo *repo, const struct listing *listing)
{
	char *id = hash_listing(repo, listing, skeleton_has), *path;
	struct store s;
	int fd;

	open_store(&s, id);
	fd = lock(&s);
	if (!is_whole(&s)) {
		progress("laying out headers");
		flock(fd, LOCK_EX);
		if (!is_whole(&s))
			make(repo, listing, &s);
		flock(fd, LOCK_SH);
		expire(&s);
	}
	path = xstrdup(s.path);
	close_store(&s);
	free(id);
	return path;
}
