// SPDX-License-Identifier: GPL-2.0-only
/*
 * The door for facts: XML in, checked against the schema while it is read.
 */
#include "facts.h"

#include <libxml/relaxng.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	struct facts *facts;
	xmlTextReaderPtr reader;
	const char *path;
	const char *engine;
	bool refused;

	/* what the next <param>, <arg> or <arm> belongs to */
	struct function *function;
	struct call *call;
	struct branch *branch;
};

static void refuse(struct reading *r, int line, const char *why)
{
	size_t n = strcspn(why, "\n");

	if (!r->refused)
		warn("%s:%d: refused as facts: %.*s", r->path, line, (int)n, why);
	r->refused = true;
}

static void on_error(void *arg, xmlErrorPtr error)
{
	refuse(arg, error->line, error->message ? error->message : "broken");
}

static const char *attribute(struct reading *r, const char *name)
{
	xmlChar *value = xmlTextReaderGetAttribute(r->reader, BAD_CAST name);
	const char *s = facts_string(r->facts, value ? (char *)value : "");

	xmlFree(value);
	return s;
}

static int number(struct reading *r, const char *name)
{
	return atoi(attribute(r, name));
}

static struct place read_place(struct reading *r)
{
	return (struct place){
		.file = attribute(r, "file"), .in = attribute(r, "in"),
		.line = number(r, "line"), .col = number(r, "col"),
		.engine = r->engine,
	};
}

static void read_root(struct reading *r)
{
	r->engine = attribute(r, "engine");
	if (!strv_has(&r->facts->engines, r->engine))
		strv_add(&r->facts->engines, r->engine);
}

static void read_function(struct reading *r)
{
	struct function *f = array_add(&r->facts->function,
				       &r->facts->nr_functions);

	f->at = read_place(r);
	f->at.in = attribute(r, "name");
	f->type = attribute(r, "type");
	f->end_line = number(r, "end-line");
	r->function = f;
}

/* "struct page * * pages" or "int a [ ]": the name is the last name in it. */
static void read_param(struct reading *r)
{
	const char *decl = attribute(r, "decl");
	struct param *p = array_add(&r->function->param,
				    &r->function->nr_params);
	const char *end = strchr(decl, '[');
	const char *name;
	char *copy;

	if (!end)
		end = decl + strlen(decl);
	while (end > decl && end[-1] == ' ')
		end--;
	for (name = end; name > decl && name[-1] != ' '; name--)
		;
	copy = xstrndup(name, end - name);
	p->name = facts_string(r->facts, copy);
	free(copy);
	copy = xstrndup(decl, name - decl);
	p->type = facts_string(r->facts, copy);
	free(copy);
}

static void read_declaration(struct reading *r)
{
	struct declaration *d = array_add(&r->facts->declaration,
					  &r->facts->nr_declarations);

	d->at = read_place(r);
	d->name = attribute(r, "name");
	d->type = attribute(r, "type");
}

static void read_call(struct reading *r)
{
	struct call *c = array_add(&r->facts->call, &r->facts->nr_calls);

	c->at = read_place(r);
	c->name = attribute(r, "name");
	r->call = c;
}

static void read_arg(struct reading *r)
{
	*array_add(&r->call->arg, &r->call->nr_args) = attribute(r, "expr");
}

static void read_assignment(struct reading *r)
{
	struct assignment *a = array_add(&r->facts->assignment,
					 &r->facts->nr_assignments);

	a->at = read_place(r);
	a->left = attribute(r, "left");
	a->op = attribute(r, "op");
	a->right = attribute(r, "right");
}

static void read_branch(struct reading *r)
{
	struct branch *b = array_add(&r->facts->branch, &r->facts->nr_branches);

	b->at = read_place(r);
	b->condition = attribute(r, "condition");
	r->branch = b;
}

static void read_arm(struct reading *r)
{
	struct arm *arm;

	if (r->branch->nr_arms == ARRAY_SIZE(r->branch->arm))
		return;
	arm = &r->branch->arm[r->branch->nr_arms++];
	arm->when = !strcmp(attribute(r, "when"), "true");
	arm->line = number(r, "line");
	arm->col = number(r, "col");
	arm->end_line = number(r, "end-line");
	arm->end_col = number(r, "end-col");
}

static void read_jump(struct reading *r)
{
	struct jump *j = array_add(&r->facts->jump, &r->facts->nr_jumps);

	j->at = read_place(r);
	j->is_goto = !strcmp(attribute(r, "how"), "goto");
	j->value = attribute(r, "value");
}

static void read_member(struct reading *r)
{
	struct member *m = array_add(&r->facts->member, &r->facts->nr_members);

	m->at = read_place(r);
	m->type = attribute(r, "type");
	m->object = attribute(r, "object");
	m->name = attribute(r, "name");
	m->value = attribute(r, "value");
}

static const struct {
	const char *name;
	void (*read)(struct reading *r);
} elements[] = {
	{ "facts", read_root },
	{ "call", read_call },
	{ "arg", read_arg },
	{ "assignment", read_assignment },
	{ "branch", read_branch },
	{ "arm", read_arm },
	{ "jump", read_jump },
	{ "declaration", read_declaration },
	{ "function", read_function },
	{ "param", read_param },
	{ "member", read_member },
};

/* The schema holds for what was read so far, so children have a parent. */
static void read_node(struct reading *r)
{
	const char *name = (const char *)xmlTextReaderConstName(r->reader);

	switch (xmlTextReaderNodeType(r->reader)) {
	case XML_READER_TYPE_DOCUMENT_TYPE:
		refuse(r, xmlTextReaderGetParserLineNumber(r->reader),
		       "a document type has no place here");
		return;
	case XML_READER_TYPE_ELEMENT:
		break;
	default:
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(elements); i++) {
		if (!strcmp(elements[i].name, name)) {
			elements[i].read(r);
			return;
		}
	}
}

static xmlRelaxNGPtr read_schema(const char *path)
{
	xmlRelaxNGParserCtxtPtr ctxt = xmlRelaxNGNewParserCtxt(path);
	xmlRelaxNGPtr schema = ctxt ? xmlRelaxNGParse(ctxt) : NULL;

	xmlRelaxNGFreeParserCtxt(ctxt);
	if (!schema)
		die(EXIT_INCOMPLETE, "cannot read the schema %s; is diopin "
		    "installed whole?", path);
	return schema;
}

int facts_read(struct facts *facts, const char *path, const char *schema)
{
	struct reading r = { .facts = facts, .path = path };
	xmlRelaxNGPtr rng = read_schema(schema);
	int status = -1;

	r.reader = xmlReaderForFile(path, NULL, XML_PARSE_NONET);
	if (r.reader) {
		xmlTextReaderSetStructuredErrorHandler(r.reader, on_error, &r);
		xmlTextReaderRelaxNGSetSchema(r.reader, rng);
		while (!r.refused &&
		       (status = xmlTextReaderRead(r.reader)) == 1 &&
		       xmlTextReaderIsValid(r.reader) == 1)
			read_node(&r);
		if (!r.refused && status)
			refuse(&r, xmlTextReaderGetParserLineNumber(r.reader),
			       "it does not fit the schema");
		xmlFreeTextReader(r.reader);
	} else {
		warn("cannot read the facts file %s", path);
	}
	xmlRelaxNGFree(rng);
	return r.refused || status ? -1 : 0;
}
