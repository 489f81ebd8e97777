/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The extract series: acquires that take references come to extract pages.
 *
 * How pages are held decides what a conversion looks like.  Each way that is
 * known is a shape: a semantic patch, cocci/series/extract-NAME.cocci, whose
 * names are filled in from the facts of the tree, the text of the commit beside
 * it, and two questions.  Before: can the site have this shape?  After: is what
 * the semantic patch made of the files what it was meant to be?  A site for
 * which no shape says yes twice is left alone, and the reason is told.
 *
 * To add a shape, write one file that fills a struct shape, and name it in the
 * table of shape.c.
 */
#ifndef DIOPIN_EXTRACT_H
#define DIOPIN_EXTRACT_H

#include "../join/survey.h"
#include "../rules/record.h"
#include "../rules/site.h"
#include "series.h"

#define EXTRACT "iov_iter_extract_pages"
#define WILL_PIN "iov_iter_extract_will_pin"
#define ADD_PIN "folio_add_pin"

/* One conversion, which becomes one patch. */
struct plan {
	const struct shape *shape;
	struct strv files;	/* that may change; the first has the acquire */
	struct strv functions;	/* that acquire */
	struct strv values;	/* KEY, value, KEY, value of its texts */
	char *smpl;		/* the semantic patch with these in it */
	char *prefix;		/* of the subject */
	bool adds_pins;		/* needs folio_add_pin() */
	bool committed;
};

/* An acquire that takes references, and what becomes of it. */
struct taking {
	const struct record *record;
	const struct call *call;
	const char *iter, *pages;	/* as quoted */
	struct plan *plan;
	char *why;		/* why it is not in the series; NULL: it is */
};

struct extract {
	struct series *series;
	struct survey survey;
	struct records records;
	struct taking *taking;
	size_t nr_takings;
	struct plan **plan;
	size_t nr_plans;
	struct facts pool;	/* of files asked for one by one */
	struct strv pooled;
	bool incomplete;	/* a plan did not stand the proof */
};

struct shape {
	const char *name;
	const char *summary;	/* for --list: how the pages are held */
	bool drops;		/* for kernel iterators, whose pages nobody holds */

	/*
	 * Can the site have this shape?  Then fill the plan's files and values
	 * and return NULL, else the reason, which the caller frees.
	 */
	char *(*recognise)(struct extract *x, const struct taking *t,
			   struct plan *plan);

	/* Is the result right?  @after: facts of the plan's files.  As above. */
	char *(*check)(struct extract *x, const struct plan *plan,
		       const struct facts *after);
};

extern const struct shape borrow_shape;
extern const struct shape lend_shape;
extern const struct shape local_shape;
extern const struct shape carried_shape;
extern const struct shape apart_shape;
extern const struct shape request_shape;
extern const struct shape object_shape;
extern const struct shape bio_shape;
extern const struct shape kept_shape;

/* The shapes in the order in which they are tried; NULL past the last. */
const struct shape *shape_at(size_t i);

/*
 * The trial: turn the files of @plan in the scratch repository, ask whether
 * the result is right, and leave it there.  Returns NULL, or after taking the
 * changes back the reason, which the caller frees.
 */
char *plan_apply(struct extract *x, struct plan *plan);

/* Fill a template of @plan; @name as template_read() has it. */
char *plan_text(const struct plan *plan, const char *name);

/* Add a place to fill in, and its value. */
void plan_value(struct plan *plan, const char *key, const char *value);
const char *plan_get(const struct plan *plan, const char *key);

/* Those of the names that no word of the plan's files is, the first of them. */
const char *plan_unused_name(const struct extract *x, const struct plan *plan,
			     const char *const *names);

/* The same for API, FUNCTION and FLAG, and the file of the acquire. */
void plan_begin(struct extract *x, const struct taking *t, struct plan *plan);

/* Add POINTER, a name that the function of the acquire does not have. */
void plan_pointer(struct extract *x, const struct taking *t, struct plan *plan);
void plan_free(struct plan *plan);

/*
 * The facts of @file of the tree in x->pool.  What was got out of the pool
 * before is void then.
 */
void pool_file(struct extract *x, const char *file);

/* The same for all files that define the function; false if none does. */
bool pool_function(struct extract *x, const char *name);

/* C files and headers of the tree that have @name as a word. */
void files_with(const struct extract *x, const char *name, struct strv *files);

/* Is @name known in the plan's files only? */
bool is_private(const struct extract *x, const struct plan *plan,
		const char *name);

/* Those of the names that no word of the function is, the first of them. */
const char *unused_name(const struct extract *x, const struct place *function,
			const char *const *names);

/*
 * Append a name to a list as semantic patches have it, one a line; @list NULL
 * begins one.  Takes @list, returns what the caller frees.
 */
char *names_add(char *list, const char *name);

/* The parameter of @f whose type begins so: its number, or -1. */
int param_of_type(const struct function *f, const char *type);

/* Are two types the same, as facts quote them? */
bool is_type(const char *type, const char *other);

/* The type of a local variable or parameter, "" if it is neither. */
const char *type_of_local(const struct facts *facts, const struct place *in,
			  const char *name);

/* "x" out of "struct x *", which the caller frees; NULL: something else. */
char *struct_name(const char *type);

/* Does the file itself define that struct? */
bool defines_struct(const struct extract *x, const char *file,
		    const char *name);

/* Is it one of the interfaces that this series does away with? */
bool gets_pages(const char *name);

/* How many calls of @name are there, in @function unless that is NULL? */
size_t count_calls(const struct facts *facts, const char *file,
		   const char *function, const char *name);

/* Is the call made only if what @name says, or answers, is true? */
bool stands_under(const struct facts *facts, const struct place *at,
		  const char *name);

/* Does a call let go of references: put_page(), folio_put()? */
bool puts_reference(const struct call *call);

/*
 * Does the function put each page of the array that is its first parameter,
 * and nothing else?  @frees: does it free the array as well?
 */
bool puts_array(const struct facts *facts, const struct function *f,
		bool *frees);

/*
 * Turn the plans into commits of the scratch repository, which is made anew;
 * those that cannot be are marked.
 */
void extract_convert(struct extract *x);

/*
 * Scan the result and the tree before.  Plans whose files have new findings,
 * are read by fewer engines, or whose acquires are not converted get a reason.
 * Returns true if there was none.
 */
bool extract_prove(struct extract *x);

/* The same by compiling each step, if that is asked for. */
bool extract_compile(struct extract *x);

/* Not in the series, after all: for all sites of @plan. */
void plan_drop(struct extract *x, struct plan *plan, const char *why);

/* Describe a new parameter in the comments of functions that have one. */
void document_parameter(const struct extract *x, const struct plan *plan,
			const struct facts *after);

/* Let comments name what is called now, where nothing else is. */
void update_comments(const struct extract *x, const struct plan *plan,
		     const struct facts *after);

#endif
