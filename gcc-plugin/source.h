/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The source text at a place.
 *
 * The compiler forgets the names of constants and where keywords stand; what
 * it says of places is good enough to look them up again.
 */
#ifndef DIOPIN_SOURCE_H
#define DIOPIN_SOURCE_H

#include "place.h"

/* The text of a file from the start of @line on, NULL if there is none. */
const char *source_line(const char *path, int line);

/* The whole text of a file as the compiler opens it, "" if unreadable. */
const std::string &source_text(const char *path);

/* Does @token stand at @place? */
bool source_has(const struct place *place, const char *token);

/* Move @place back to the if, while or switch in whose condition it is. */
void source_to_condition(struct place *place);

/* Move @place back to where its statement begins, or the part before it. */
void source_to_statement(struct place *place);

/* Move @place back to the "return" that it belongs to, if there is one. */
bool source_to_return(struct place *place);

/* Move @place from a declared name on to the "=" of its initialiser. */
void source_to_initialiser(struct place *place);

/* Move @place from a call or macro on to a call of @name in its arguments. */
void source_to_nested(struct place *place, const char *name);

/* Move @place from an object's name on to ".member = value" in its initialiser. */
void source_to_member(struct place *place, const char *member,
		      const std::string &value);

/*
 * Names of constants.  Each returns true and the text, if what stands there is
 * a constant expression with a name in it, and nothing else.
 */

/* What the "case" at @place stands for. */
bool source_case(const struct place *place, std::string *text);

/* The @i-th argument of the call at @place. */
bool source_argument(const struct place *place, unsigned int i,
		     std::string *text);

/* What is right of the operator @op, or of @op and "=", at @place. */
bool source_operand(const struct place *place, const char *op,
		    std::string *text);

/* What is assigned or returned at @place, up to the end of the statement. */
bool source_value(const struct place *place, std::string *text);

/* What "?" at @place chooses: the second or the third operand. */
bool source_choice(const struct place *place, bool when, std::string *text);

/* What @left is compared with by @op, from @place on in the same statement. */
bool source_compared(const struct place *place, const std::string &left,
		     const char *op, std::string *text);

/* Do the tokens of @words stand after @place in the same statement? */
bool source_says(const struct place *place, const std::string &words);

#endif
