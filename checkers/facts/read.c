// SPDX-License-Identifier: GPL-2.0-only
/*
 * The door for facts: XML in, checked against the schema while it is read.
 */
#include "facts.h"

#include <libxml/relaxng.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "../lex/expr.h"

struct reading {
	struct facts *facts;
	xmlTextReaderPtr reader;
	const char *path;
	const char *engine;
	unsigned int engine_bit;
	bool refused;

	/* what the next child element belongs to */
	struct function *function;
	struct call *call;
	struct branch *branch;
	struct flow *flow;
	struct block *block;
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

/* An attribute that holds C: all engines' words in one form. */
static const char *expression(struct reading *r, const char *name)
{
	char *spaced = expr_spaced(attribute(r, name));
	const char *s = facts_string(r->facts, spaced);

	free(spaced);
	return s;
}

static int number(struct reading *r, const char *name)
{
	return atoi(attribute(r, name));
}

/* Inside of a flow the file and the function are the flow's. */
static struct place read_place(struct reading *r)
{
	return (struct place){
		.file = r->flow ? r->flow->at.file : attribute(r, "file"),
		.in = r->flow ? r->flow->at.in : attribute(r, "in"),
		.line = number(r, "line"), .col = number(r, "col"),
		.engines = r->engine_bit,
	};
}

static void read_root(struct reading *r)
{
	r->engine = attribute(r, "engine");
	r->engine_bit = facts_engine(r->facts, r->engine);
	if (!r->engine_bit)
		refuse(r, xmlTextReaderGetParserLineNumber(r->reader),
		       "there are too many engines");
}

static void read_function(struct reading *r)
{
	struct function *f = array_add(&r->facts->function,
				       &r->facts->nr_functions);

	f->at = read_place(r);
	f->at.in = attribute(r, "name");
	f->type = expression(r, "type");
	f->end_line = number(r, "end-line");
	r->function = f;
}

/* "struct page * * pages" or "int a [ ]": the name is the last name in it. */
static void read_param(struct reading *r)
{
	const char *decl = expression(r, "decl");
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
	d->type = expression(r, "type");
}

static struct event *add_event(struct reading *r, bool is_call)
{
	struct event *e = array_add(&r->block->event, &r->block->nr_events);

	e->is_call = is_call;
	return e;
}

static void read_call(struct reading *r)
{
	struct call *c = r->block ? &add_event(r, true)->call :
		array_add(&r->facts->call, &r->facts->nr_calls);

	c->at = read_place(r);
	c->name = expression(r, "name");
	c->result = expression(r, "result");
	r->call = c;
}

static void read_arg(struct reading *r)
{
	*array_add(&r->call->arg, &r->call->nr_args) = (struct arg){
		.expr = expression(r, "expr"), .type = expression(r, "type"),
		.value = attribute(r, "value"), .owner = attribute(r, "owner"),
	};
}

static void read_assignment(struct reading *r)
{
	struct assignment *a = r->block ? &add_event(r, false)->set :
		array_add(&r->facts->assignment, &r->facts->nr_assignments);

	a->at = read_place(r);
	a->left = expression(r, "left");
	a->op = attribute(r, "op");
	a->right = expression(r, "right");
	a->owner = attribute(r, "owner");
}

static void read_branch(struct reading *r)
{
	struct branch *b = array_add(&r->facts->branch, &r->facts->nr_branches);

	b->at = read_place(r);
	b->condition = expression(r, "condition");
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
	j->value = expression(r, "value");
}

static void read_member(struct reading *r)
{
	struct member *m = array_add(&r->facts->member, &r->facts->nr_members);

	m->at = read_place(r);
	m->type = expression(r, "type");
	m->object = expression(r, "object");
	m->name = attribute(r, "name");
	m->value = expression(r, "value");
}

static void read_unit(struct reading *r)
{
	facts_add_unit(r->facts, r->engine, attribute(r, "file"),
		       attribute(r, "reason"));
}

static void read_flow(struct reading *r)
{
	struct flow *f = array_add(&r->facts->flow, &r->facts->nr_flows);

	f->at = read_place(r);
	r->flow = f;
}

static void read_block(struct reading *r)
{
	r->block = array_add(&r->flow->block, &r->flow->nr_blocks);
	r->block->id = number(r, "id");
}

/* What ends a block, but for its edges. */
static void end_block(struct reading *r, enum block_end end, const char *value)
{
	r->block->end = end;
	r->block->line = number(r, "line");
	r->block->col = number(r, "col");
	r->block->value = expression(r, value);
}

/* Edges hold ids until the flow is complete. */
static void add_edge(struct reading *r, const char *value, const char *to)
{
	*array_add(&r->block->edge, &r->block->nr_edges) = (struct edge){
		.value = facts_string(r->facts, value), .to = number(r, to),
	};
}

static void read_next(struct reading *r)
{
	end_block(r, END_NEXT, "");
	add_edge(r, "", "to");
}

static void read_test(struct reading *r)
{
	end_block(r, END_TEST, "condition");
	add_edge(r, "true", "true");
	add_edge(r, "false", "false");
}

static void read_select(struct reading *r)
{
	end_block(r, END_SELECT, "value");
}

static void read_case(struct reading *r)
{
	add_edge(r, expression(r, "value"), "to");
}

static void read_return(struct reading *r)
{
	end_block(r, END_RETURN, "value");
}

static void read_stop(struct reading *r)
{
	end_block(r, END_STOP, "");
}

/* A flow that is not whole is none: nobody could follow it. */
static void drop_flow(struct reading *r)
{
	flow_free(r->flow);
	r->facts->nr_flows--;
	r->flow = NULL;
	r->block = NULL;
}

static void leave_flow(struct reading *r)
{
	if (flow_close(r->flow)) {
		refuse(r, xmlTextReaderGetParserLineNumber(r->reader),
		       "a flow leads to a block that is not there");
		drop_flow(r);
		return;
	}
	facts_list_flow(r->facts, r->flow);
	r->flow = NULL;
	r->block = NULL;
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
	{ "unit", read_unit },
	{ "flow", read_flow },
	{ "block", read_block },
	{ "next", read_next },
	{ "test", read_test },
	{ "select", read_select },
	{ "case", read_case },
	{ "return", read_return },
	{ "stop", read_stop },
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
	case XML_READER_TYPE_END_ELEMENT:
		if (!strcmp(name, "flow"))
			leave_flow(r);
		return;
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

/* Read once: there is one schema, and there are many facts files. */
static xmlRelaxNGPtr read_schema(const char *path)
{
	static xmlRelaxNGPtr schema;
	xmlRelaxNGParserCtxtPtr ctxt;

	if (schema)
		return schema;
	ctxt = xmlRelaxNGNewParserCtxt(path);
	schema = ctxt ? xmlRelaxNGParse(ctxt) : NULL;
	xmlRelaxNGFreeParserCtxt(ctxt);
	if (!schema)
		die(EXIT_INCOMPLETE, "cannot read the schema %s; is diopin "
		    "installed whole?", path);
	return schema;
}

/* What libxml2 says of encodings beside the reader's own error handler. */
static void say_nothing(void *arg, const char *fmt, ...)
{
	(void)arg;
	(void)fmt;
}

int facts_read(struct facts *facts, const char *path, const char *schema)
{
	struct reading r = { .facts = facts, .path = path };
	xmlRelaxNGPtr rng = read_schema(schema);
	int status = -1;

	xmlSetGenericErrorFunc(NULL, say_nothing);
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
		if (r.flow)
			drop_flow(&r);
	} else {
		warn("cannot read the facts file %s", path);
	}
	return r.refused || status ? -1 : 0;
}
