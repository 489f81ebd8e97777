// SPDX-License-Identifier: GPL-2.0-only
/*
 * The part of a tree that a change is judged by: see overlay.h.
 */
#include "overlay.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/proc.h"
#include "../flags/text.h"
#include "skeleton.h"

static char *directory_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return xstrndup(path, slash ? slash - path : 0);
}

void scope_add(struct scope *s, const char *path)
{
	char *dir = directory_of(path);

	strv_add(&s->files, path);
	if (ends_with(path, ".c") && !strv_has(&s->dirs, dir))
		strv_add(&s->dirs, dir);
	free(dir);
}

void scope_free(struct scope *s)
{
	strv_free(&s->dirs);
	strv_free(&s->files);
}

/* Is @path right in @dir? */
static bool is_in(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	return n && starts_with(path, dir) && path[n] == '/' &&
		!strchr(path + n + 1, '/');
}

/*
 * Headers that a file of @dir may name without a directory, or reach with an
 * -I of its Makefile: those below @dir and those right above it.
 */
static bool is_header_for(const char *path, const char *dir)
{
	size_t n = strlen(dir);
	char *parent, *next;
	bool is;

	if (!n || !ends_with(path, ".h"))
		return false;
	if (starts_with(path, dir) && path[n] == '/')
		return true;
	is = false;
	for (parent = directory_of(dir); *parent && !is; parent = next) {
		is = is_in(path, parent);
		next = directory_of(parent);
		free(parent);
	}
	free(parent);
	return is;
}

/* Real files of the overlay. */
static bool is_judged(const char *path, const struct scope *s)
{
	if (skeleton_has(path) && !strv_has(&s->files, path))
		return false;
	for (size_t i = 0; i < s->dirs.n; i++) {
		if (path_is_c(path) && is_in(path, s->dirs.item[i]))
			return true;
		if (is_header_for(path, s->dirs.item[i]))
			return true;
	}
	return strv_has(&s->files, path);
}

static bool is_wanted(const char *path, const void *arg)
{
	return skeleton_has(path) || is_judged(path, arg);
}

/* Directories of headers that are named as "../common/x.h". */
static void add_named_directories(const char *file, const char *text,
				  struct strv *dirs)
{
	char *dir = directory_of(file), *base = xasprintf("/%s", dir);

	for (const char *p = text; (p = strstr(p, "#include \"")); ) {
		const char *name = p + strlen("#include \"");
		size_t n = strcspn(name, "\"\n");
		char *path = xstrndup(name, n);
		char *clean = strchr(path, '/') ? clean_path(base, path) : NULL;
		char *found = clean && clean[0] ? directory_of(clean + 1) : NULL;

		if (found && *found && !strv_has(dirs, found))
			strv_add(dirs, found);
		free(found);
		free(clean);
		free(path);
		p = name + n;
	}
	free(base);
	free(dir);
}

static void write_files(const struct overlay *o, const struct repo *repo,
			const struct listing *l, const struct scope *s,
			struct strv *named)
{
	struct strv ids = { 0 }, paths = { 0 };
	struct blob *blobs;

	for (size_t i = 0; i < l->n; i++) {
		if (is_judged(l->file[i].path, s)) {
			strv_add(&ids, l->file[i].id);
			strv_add(&paths, l->file[i].path);
		}
	}
	blobs = repo_blobs(repo, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		char *path = xasprintf("%s/%s", o->dir, paths.item[i]);

		if (blobs[i].text) {
			write_whole_file(path, blobs[i].text, blobs[i].len);
			if (named)
				add_named_directories(paths.item[i],
						      blobs[i].text, named);
		}
		free(path);
	}
	blobs_free(blobs, ids.n);
	strv_free(&ids);
	strv_free(&paths);
}

/* Link what is in the skeleton's directory and not in the overlay's. */
static void link_entries(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *target, *path;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		target = xasprintf("%s/%s", from, entry->d_name);
		path = xasprintf("%s/%s", to, entry->d_name);
		if (symlink(target, path) && errno != EEXIST)
			die(EXIT_INCOMPLETE, "cannot link %s: %s", path,
			    strerror(errno));
		free(path);
		free(target);
	}
	if (dir)
		closedir(dir);
}

/* Every directory that the overlay has is completed from the skeleton. */
static void link_tree(const char *from, const char *to)
{
	DIR *dir = opendir(to);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *below, *source;

		if (entry->d_type != DT_DIR || *entry->d_name == '.')
			continue;
		below = xasprintf("%s/%s", to, entry->d_name);
		source = xasprintf("%s/%s", from, entry->d_name);
		link_tree(source, below);
		free(source);
		free(below);
	}
	if (dir)
		closedir(dir);
	link_entries(from, to);
}

/* Headers that are named with a directory: they are not judged. */
static void write_named(const struct overlay *o, const struct repo *repo,
			const struct listing *all, const struct strv *named)
{
	struct scope more = { 0 };
	struct listing l = { 0 };

	for (size_t i = 0; i < all->n; i++) {
		const struct listed *f = &all->file[i];
		char *dir = directory_of(f->path);

		if (ends_with(f->path, ".h") && strv_has(named, dir)) {
			strv_add(&more.files, f->path);
			*array_add(&l.file, &l.n) = *f;
		}
		free(dir);
	}
	write_files(o, repo, &l, &more, NULL);
	free(l.file);
	scope_free(&more);
}

/* What this scope sees of the files of a tree. */
static void narrow(const struct listing *all, const struct scope *scope,
		   const struct strv *named, struct listing *seen)
{
	*seen = (struct listing){ 0 };
	for (size_t i = 0; i < all->n; i++) {
		const struct listed *f = &all->file[i];
		char *dir = directory_of(f->path);

		if (is_wanted(f->path, scope) ||
		    (ends_with(f->path, ".h") && strv_has(named, dir)))
			*array_add(&seen->file, &seen->n) = *f;
		free(dir);
	}
}

static bool is_any(const char *path, const void *arg)
{
	(void)arg;
	return path_is_c(path) || skeleton_has(path);
}

static void need(const struct listing *l, const struct repo *repo,
		 const char *tree)
{
	static const char *const files[] = {
		"Makefile", "Kconfig", "include/linux/kconfig.h",
	};

	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		if (!listing_find(l, files[i]))
			die(EXIT_USAGE, "%.12s in %s is not a kernel tree: it "
			    "has no %s", tree, repo->user, files[i]);
	}
}

void base_open(struct base *base, const struct repo *repo, const char *tree)
{
	*base = (struct base){ .repo = repo, .tree = xstrdup(tree) };
	listing_read(&base->listing, repo, tree, is_any, NULL);
	need(&base->listing, repo, tree);
	base->skeleton = skeleton_open(repo, &base->listing);
}

void base_close(struct base *base)
{
	free(base->tree);
	free(base->skeleton);
	listing_free(&base->listing);
	strv_free(&base->changed);
}

/* What the skeleton has and the tree no longer. */
static void unlink_deleted(const struct overlay *o, const struct base *base,
			   const struct listing *l)
{
	for (size_t i = 0; i < base->changed.n; i++) {
		const char *file = base->changed.item[i];
		char *path = xasprintf("%s/%s", o->dir, file);

		if (!listing_find(l, file))
			unlink(path);
		free(path);
	}
}

/* The scope with what the skeleton does not have as it should be. */
static void add_changed(const struct scope *scope, const struct base *base,
			struct scope *whole)
{
	*whole = (struct scope){ 0 };
	for (size_t i = 0; i < scope->dirs.n; i++)
		strv_add(&whole->dirs, scope->dirs.item[i]);
	for (size_t i = 0; i < scope->files.n; i++)
		strv_add(&whole->files, scope->files.item[i]);
	for (size_t i = 0; i < base->changed.n; i++)
		strv_add(&whole->files, base->changed.item[i]);
}

void overlay_open(struct overlay *o, const struct base *base, const char *tree,
		  const struct scope *scope)
{
	static unsigned int serial;
	struct listing read = { 0 }, seen;
	const struct listing *all = &base->listing;
	struct strv named = { 0 };
	struct scope whole;

	o->dir = xasprintf("%s/overlay-%u", scratch_dir(), serial++);
	if (strcmp(tree, base->tree)) {
		listing_read(&read, base->repo, tree, is_any, NULL);
		all = &read;
	}
	if (mkdir(o->dir, 0700))
		die(EXIT_INCOMPLETE, "cannot create %s: %s", o->dir,
		    strerror(errno));
	add_changed(scope, base, &whole);
	write_files(o, base->repo, all, &whole, &named);
	write_named(o, base->repo, all, &named);
	narrow(all, &whole, &named, &seen);
	o->environment = listing_environment(base->repo, &seen);
	tree_text_allow(base->skeleton);
	link_tree(base->skeleton, o->dir);
	unlink_deleted(o, base, all);
	free(seen.file);
	strv_free(&named);
	scope_free(&whole);
	listing_free(&read);
}

void overlay_close(struct overlay *o)
{
	remove_tree(o->dir);
	free(o->dir);
	free(o->environment);
}
