// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading Kconfig files: symbols and what is said of them.
 */
#include "kconfig.h"

#include <ctype.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

#define obstack_chunk_alloc allocate
#define obstack_chunk_free free

/* Deeper than any kernel nests its files. */
#define MAX_FILES 64

enum block_kind { IF, MENU, CHOICE };

struct block {
	enum block_kind kind;
	const struct expr *condition;	/* with those of the blocks around */
	const struct expr *visible;
	struct symbol *choice;		/* this one or the nearest around */
};

struct reader {
	struct kconfig *k;
	const char *tree;
	void *seen;			/* names of files, for tsearch() */
	int files;			/* open in each other */
	struct block *blocks;		/* open ones; the first is the tree */
	size_t nr_blocks;

	/* The entry being read, until the next one begins. */
	struct symbol *symbol;		/* NULL: a menu or a comment */
	bool opens_block;		/* a menu or a choice */
	const struct expr *depends;
	struct property *properties;	/* linked backwards */
};

static void *allocate(size_t size)
{
	return xrealloc(NULL, size);
}

static struct block *top(struct reader *r)
{
	return &r->blocks[r->nr_blocks - 1];
}

/* The expression that says that @a and @b. */
static const struct expr *both(struct reader *r, const struct expr *a,
			       const struct expr *b)
{
	return kconfig_expr_join(r->k, OP_AND, a, b);
}

static unsigned int hash(const char *s)
{
	unsigned int h = 2166136261u;

	while (*s)
		h = (h ^ (unsigned char)*s++) * 16777619u;
	return h;
}

static struct symbol *new_symbol(struct kconfig *k, const char *name)
{
	struct symbol *s = obstack_alloc(&k->memory, sizeof(*s));

	*s = (struct symbol){ .name = name };
	s->end = &s->properties;
	*array_add(&k->symbols, &k->nr_symbols) = s;
	return s;
}

struct symbol *kconfig_symbol(struct kconfig *k, const char *name)
{
	struct symbol **slot = &k->hash[hash(name) % ARRAY_SIZE(k->hash)];
	struct symbol *s;

	for (s = *slot; s; s = s->same_hash) {
		if (!strcmp(s->name, name))
			return s;
	}
	s = new_symbol(k, obstack_copy0(&k->memory, name, strlen(name)));
	s->same_hash = *slot;
	*slot = s;
	return s;
}

static void attach(struct symbol *s, struct property *p)
{
	p->next = NULL;
	*s->end = p;
	s->end = &p->next;
}

/* "select FOO" under a condition: FOO is selected by this symbol under it. */
static void attach_to_selected(struct reader *r, struct property *p)
{
	struct expr *self = obstack_alloc(&r->k->memory, sizeof(*self));
	struct symbol *selected = p->value->symbol;

	*self = (struct expr){ .op = OP_SYMBOL, .symbol = r->symbol };
	p->value = self;
	attach(selected, p);
}

/* All of the entry is read: what it depends on is known. */
static void finish_entry(struct reader *r)
{
	struct block *around = &r->blocks[r->nr_blocks - 1 - r->opens_block];
	const struct expr *depends = both(r, around->condition, r->depends);
	struct property *p, *next, *list = NULL;
	struct symbol *s = r->symbol;

	for (p = r->properties; p; p = next) {
		next = p->next;
		p->next = list;
		list = p;
	}
	for (p = list; p && s; p = next) {
		next = p->next;
		p->condition = both(r, depends, p->condition);
		if (p->kind == PROMPT)
			p->condition = both(r, p->condition, around->visible);
		if (p->kind == SELECTED_BY || p->kind == IMPLIED_BY)
			attach_to_selected(r, p);
		else
			attach(s, p);
	}
	if (s && !depends)
		s->free = true;
	else if (s)
		s->depends = s->depends ?
			kconfig_expr_join(r->k, OP_OR, s->depends, depends) : depends;
	r->symbol = NULL;
	r->opens_block = false;
	r->depends = NULL;
	r->properties = NULL;
}

static void open_block(struct reader *r, enum block_kind kind,
		       const struct expr *condition, struct symbol *choice)
{
	struct block around = *top(r), *b;

	b = array_add(&r->blocks, &r->nr_blocks);
	*b = around;
	b->kind = kind;
	b->condition = both(r, b->condition, condition);
	if (choice)
		b->choice = choice;
}

static void close_block(struct reader *r, enum block_kind kind)
{
	if (r->nr_blocks > 1 && top(r)->kind == kind)
		r->nr_blocks--;
}

static struct property *add_property(struct reader *r, enum property_kind kind)
{
	struct property *p = obstack_alloc(&r->k->memory, sizeof(*p));

	*p = (struct property){ .kind = kind, .next = r->properties };
	r->properties = p;
	return p;
}

/* "if EXPR" at the end of a line. */
static const struct expr *read_condition(struct reader *r, const char *p)
{
	p += strspn(p, " \t");
	if (!starts_with(p, "if") || !strchr(" \t(!", p[2]))
		return NULL;
	p += 2;
	return kconfig_expr_parse(r->k, &p);
}

/* A type, alone, with a prompt or, "def_TYPE", with a default. */
static bool read_type(struct reader *r, const char *word, const char *p)
{
	static const char *const types[] = {
		[BOOL] = "bool", [TRISTATE] = "tristate", [INT] = "int",
		[HEX] = "hex", [STRING] = "string",
	};
	bool def = starts_with(word, "def_");
	struct property *property;

	for (size_t i = BOOL; i < ARRAY_SIZE(types); i++) {
		if (strcmp(word + (def ? 4 : 0), types[i]))
			continue;
		if (r->symbol)
			r->symbol->type = i;
		if (*p && *p != '#') {
			property = add_property(r, def ? DEFAULT : PROMPT);
			property->value = kconfig_expr_parse(r->k, &p);
			property->condition = read_condition(r, p);
		}
		return true;
	}
	return false;
}

/* "depends on A" or, meaning "A or not B", "depends on A if B". */
static void read_depends(struct reader *r, const char *p)
{
	const struct expr *e, *condition;

	if (!starts_with(p, "on"))
		return;
	p += 2;
	e = kconfig_expr_parse(r->k, &p);
	condition = read_condition(r, p);
	if (e && condition)
		e = kconfig_expr_join(r->k, OP_OR, e,
				      kconfig_expr_join(r->k, OP_NOT,
							condition, NULL));
	r->depends = both(r, r->depends, e);
	if (r->opens_block)
		top(r)->condition = both(r, top(r)->condition, e);
}

static void read_value(struct reader *r, enum property_kind kind,
		       const char *p)
{
	struct property *property;
	const struct expr *value = kconfig_expr_parse(r->k, &p), *high = NULL;
	bool selects = kind == SELECTED_BY || kind == IMPLIED_BY;

	if (kind == RANGE)
		high = kconfig_expr_parse(r->k, &p);
	if (!value || (selects && value->op != OP_SYMBOL))
		return;
	property = add_property(r, kind);
	property->value = value;
	property->high = high;
	property->condition = read_condition(r, p);
}

static bool read_attribute(struct reader *r, const char *word, const char *p)
{
	static const struct {
		const char *word;
		enum property_kind kind;
	} kinds[] = {
		{ "prompt", PROMPT }, { "default", DEFAULT },
		{ "range", RANGE }, { "select", SELECTED_BY },
		{ "imply", IMPLIED_BY },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (!strcmp(word, kinds[i].word)) {
			read_value(r, kinds[i].kind, p);
			return true;
		}
	}
	if (!strcmp(word, "depends"))
		read_depends(r, p);
	else if (!strcmp(word, "visible") && r->opens_block)
		top(r)->visible = both(r, top(r)->visible,
				       read_condition(r, p));
	else if (r->symbol && (!strcmp(word, "modules") ||
		 (!strcmp(word, "option") && starts_with(p, "modules"))))
		r->symbol->modules = true;
	else
		return read_type(r, word, p);
	return true;
}

static void begin_config(struct reader *r, const char *p)
{
	struct symbol *choice = top(r)->choice, *s;
	size_t n = 0;
	char *name;

	while (isalnum((unsigned char)p[n]) || p[n] == '_')
		n++;
	if (!n)
		return;
	name = xstrndup(p, n);
	s = kconfig_symbol(r->k, name);
	free(name);
	r->symbol = s;
	if (choice && !s->choice) {
		s->choice = choice;
		*array_add(&choice->members, &choice->nr_members) = s;
	}
}

static void begin_choice(struct reader *r)
{
	r->symbol = new_symbol(r->k, NULL);
	r->symbol->type = BOOL;
	open_block(r, CHOICE, NULL, r->symbol);
	r->opens_block = true;
}

static void read_file(struct reader *r, const char *path);

/* "source PATH": of the variables, those that name a directory matter. */
static void read_source(struct reader *r, const char *p)
{
	static const char srctree[] = "$(srctree)/", arch[] = "$(SRCARCH)";
	const char *variable;
	char *path, *whole;

	p += *p == '"';
	if (starts_with(p, srctree))
		p += strlen(srctree);
	path = xstrndup(p, strcspn(p, "\" \t"));
	variable = strstr(path, arch);
	if (variable) {
		whole = xasprintf("%.*s%s%s", (int)(variable - path), path,
				  r->k->arch, variable + strlen(arch));
		free(path);
		path = whole;
	}
	read_file(r, path);
	free(path);
}

/* A line that begins or ends an entry; false if it does neither. */
static bool read_entry(struct reader *r, const char *word, const char *p)
{
	static const char *const words[] = {
		"config", "menuconfig", "choice", "endchoice", "if", "endif",
		"menu", "endmenu", "source", "comment", "mainmenu",
	};
	size_t i = 0;

	while (i < ARRAY_SIZE(words) && strcmp(word, words[i]))
		i++;
	if (i == ARRAY_SIZE(words))
		return false;
	finish_entry(r);
	switch (i) {
	case 0:
	case 1:
		begin_config(r, p);
		break;
	case 2:
		begin_choice(r);
		break;
	case 3:
		close_block(r, CHOICE);
		break;
	case 4:
		open_block(r, IF, kconfig_expr_parse(r->k, &p), NULL);
		break;
	case 5:
		close_block(r, IF);
		break;
	case 6:
		open_block(r, MENU, NULL, NULL);
		r->opens_block = true;
		break;
	case 7:
		close_block(r, MENU);
		break;
	case 8:
		read_source(r, p);
		break;
	}
	return true;
}

/* Columns of white space at the beginning of a line. */
static int indentation(const char *line)
{
	int column = 0;

	for (; *line == ' ' || *line == '\t'; line++)
		column = *line == '\t' ? (column | 7) + 1 : column + 1;
	return column;
}

/* Is the line part of a help text?  @help is its indentation, 0: not known. */
static bool in_help(const char *line, int *help)
{
	int column = indentation(line);

	if (!line[strspn(line, " \t")])
		return true;
	if (!*help)
		*help = column;
	return column && column >= *help;
}

static void read_text(struct reader *r, char *text)
{
	int help = -1;			/* -1: in none */

	for (char *line; (line = next_line(&text)); ) {
		char *word, *rest;

		if (help >= 0 && in_help(line, &help))
			continue;
		help = -1;
		word = line + strspn(line, " \t");
		rest = word + strspn(word, "abcdefghijklmnopqrstuvwxyz_-");
		if (*word == '#' || rest == word || (*rest && !strchr(" \t\"(!", *rest)))
			continue;
		word = xstrndup(word, rest - word);
		rest += strspn(rest, " \t");
		if (!strcmp(word, "help") || !strcmp(word, "---help---"))
			help = 0;
		else if (!read_entry(r, word, rest))
			read_attribute(r, word, rest);
		free(word);
	}
}

static int compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Each file once, so that no circle of "source" keeps us. */
static void read_file(struct reader *r, const char *path)
{
	char *name = xstrdup(path), **found, *text;
	size_t nr_blocks = r->nr_blocks;

	found = tsearch(name, &r->seen, compare);
	if (!found)
		die(EXIT_INCOMPLETE, "out of memory");
	if (*found != name) {
		free(name);
		return;
	}
	text = tree_text(r->tree, path);
	if (!text || r->files == MAX_FILES) {
		free(text);
		return;
	}
	r->files++;
	read_text(r, text);
	finish_entry(r);
	if (r->nr_blocks > nr_blocks)
		r->nr_blocks = nr_blocks;
	r->files--;
	free(text);
}

struct kconfig *kconfig_read(const char *tree, const char *arch)
{
	struct reader r = { .tree = tree };

	array_add(&r.blocks, &r.nr_blocks);
	r.k = xcalloc(1, sizeof(*r.k));
	obstack_init(&r.k->memory);
	r.k->arch = arch;
	read_file(&r, "Kconfig");
	tdestroy(r.seen, free);
	free(r.blocks);
	return r.k;
}

void kconfig_free(struct kconfig *k)
{
	for (size_t i = 0; i < k->nr_symbols; i++)
		free(k->symbols[i]->members);
	free(k->symbols);
	obstack_free(&k->memory, NULL);
	free(k);
}
