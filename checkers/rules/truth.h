/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Truths: what must be true for an expression to be, followed back through
 * locals, parameters and members to where it is set.
 */
#ifndef DIOPIN_TRUTH_H
#define DIOPIN_TRUTH_H

#include "../join/flow.h"
#include "../join/survey.h"

/* A variable or member that an expression depends on, as named there. */
struct operand {
	char *text;		/* "req -> need_unpin" */
	const char *word;	/* the last name of it */
	const char *constant;	/* what it is compared or masked with, "" */
	bool when;		/* the value that it must have */
};

struct operands {
	struct operand *operand;
	size_t n;
};

/* The operands of a condition known to be @when; free the result. */
struct operands operands_of(const struct facts *facts, const char *text,
			    bool when);
void operands_free(struct operands *o);

/* Is it a member of a struct, not a variable of its own? */
bool operand_is_member(const struct operand *o);

/* Something set somewhere, by assignment, call or initialiser. */
struct setting {
	struct place at;
	const char *left, *right;
	const char *word;	/* the last name on the left */
	const char *owner;	/* "struct x" whose member it is, "" if unknown */
	bool or_in;
};

struct settings {
	struct setting *setting;	/* by word */
	size_t n;
};

/* All settings of a survey, made at the first call, until truth_forget(). */
const struct settings *settings_of(const struct survey *survey);
void truth_forget(void);

/* Those of a word: a range of @s. */
struct range settings_find(const struct settings *s, const char *word);

/* The struct that the last member of @text belongs to, "" if unknown. */
const char *owner_of(const struct survey *survey, const struct place *at,
		     const char *text);

/* The call that a use of a function is; NULL if it is none. */
const struct call *call_of_use(const struct facts *facts,
			       const struct use *use);

/* May the setting be one of that operand, as named at @at? */
bool setting_may_be(const struct survey *survey, const struct setting *s,
		    const struct place *at, const struct operand *o);

/* Can it make the operand what it must be? */
bool setting_makes(const struct setting *s, const struct operand *o);

#endif
