/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lexical witness: which functions a file defines and which of a set of
 * names it calls, found on tokens alone.  It knows neither types nor flow and
 * cannot fail to parse, so it tells what an engine has lost.
 */
#ifndef DIOPIN_LEXICAL_H
#define DIOPIN_LEXICAL_H

#include <stdbool.h>
#include <stddef.h>

struct lexical_function {
	char *name;
	int line;
	int end_line;
	bool is_static;
	bool by_macro;		/* SYSCALL_DEFINE3(...) { and the like */
};

struct lexical_call {
	char *name;
	int line;
	int col;
};

struct lexical_place {
	int line;
	int col;
};

/* Lines from an #if to its #endif. */
struct lexical_condition {
	int line;
	int end_line;
};

struct lexical {
	struct lexical_function *function;
	size_t nr_functions;
	struct lexical_call *call;
	size_t nr_calls;
	struct lexical_condition *condition;
	size_t nr_conditions;
	struct lexical_call *assertion;	/* WARN_ON() and its kind */
	size_t nr_assertions;
	struct lexical_place *negated;	/* in these, what stands under a "!" */
	size_t nr_negated;
};

/*
 * Read the text of a file.  @wanted says of a name whether its calls are to
 * be listed.  The result is the caller's, to be freed with lexical_free().
 */
struct lexical *lexical_read(const char *text, size_t len,
			     bool (*wanted)(const char *name));
void lexical_free(struct lexical *lex);

/* All that it says, as text, which the caller frees. */
char *lexical_text(const struct lexical *lex);

/*
 * Is WARN_ON() or its kind told that what is tested at a place cannot be
 * @when?
 */
bool lexical_is_asserted(const struct lexical *lex, int line, int col,
			 bool when);

/* Does a configuration decide whether @line of a function is compiled? */
bool lexical_is_conditional(const struct lexical *lex, const char *function,
			    int line);

#endif
