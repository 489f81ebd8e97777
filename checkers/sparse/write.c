// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts as XML: see write.h.
 */
#include "write.h"

#include <errno.h>
#include <string.h>

#include <libxml/chvalid.h>
#include <libxml/xmlwriter.h>

#include "source.h"
#include "text.h"
#include "types.h"

struct facts_writer {
	xmlBufferPtr buffer;
	xmlTextWriterPtr xml;
};

/* How many bytes of @s are one character of XML; 0 if they are none. */
static int character(const unsigned char *s)
{
	static const int least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	int n = *s < 0x80 ? 1 : *s < 0xc0 ? 0 : *s < 0xe0 ? 2 :
		*s < 0xf0 ? 3 : *s < 0xf8 ? 4 : 0;
	int c = n > 1 ? *s & (0x7f >> n) : *s;

	for (int i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	return xmlIsCharQ(c) && c >= least[n] ? n : 0;
}

/* What XML cannot carry becomes "?"; to be freed. */
static char *clean(const char *s)
{
	char *copy = malloc(strlen(s) + 1), *out = copy;

	if (!copy)
		die("out of memory");
	while (*s) {
		int n = character((const unsigned char *)s);

		if (n)
			memcpy(out, s, n);
		else
			*out = '?';
		out += n ? n : 1;
		s += n ? n : 1;
	}
	*out = '\0';
	return copy;
}

static void attribute(struct facts_writer *w, const char *name,
		      const char *value)
{
	char *copy = clean(value);

	xmlTextWriterWriteAttribute(w->xml, BAD_CAST name, BAD_CAST copy);
	free(copy);
}

static void optional(struct facts_writer *w, const char *name,
		     const char *value)
{
	if (value && *value)
		attribute(w, name, value);
}

static void number(struct facts_writer *w, const char *name, long long value)
{
	xmlTextWriterWriteFormatAttribute(w->xml, BAD_CAST name, "%lld", value);
}

static void begin(struct facts_writer *w, const char *name)
{
	xmlTextWriterStartElement(w->xml, BAD_CAST name);
}

static void end(struct facts_writer *w)
{
	xmlTextWriterEndElement(w->xml);
}

static void spot_at(struct facts_writer *w, struct place place)
{
	number(w, "line", place.line > 0 ? place.line : 1);
	number(w, "col", place.col > 0 ? source_column(place) : 1);
}

static void spot(struct facts_writer *w, int token)
{
	spot_at(w, unit_place(token));
}

/* The attributes of a fact that stands alone. */
static void place(struct facts_writer *w, int token, const char *in)
{
	attribute(w, "file", source_file(unit_place(token).stream));
	spot(w, token);
	if (in)
		attribute(w, "in", in);
}

struct facts_writer *write_begin(const char *config)
{
	struct facts_writer *w = calloc(1, sizeof(*w));

	if (w)
		w->buffer = xmlBufferCreate();
	if (w && w->buffer)
		w->xml = xmlNewTextWriterMemory(w->buffer, 0);
	if (!w || !w->xml)
		die("out of memory");
	xmlTextWriterSetIndent(w->xml, 1);
	xmlTextWriterStartDocument(w->xml, NULL, "UTF-8", NULL);
	begin(w, "facts");
	attribute(w, "version", "1");
	attribute(w, "engine", "sparse");
	attribute(w, "config", config);
	return w;
}

static void write_value(struct facts_writer *w, const struct value *v)
{
	begin(w, "arg");
	attribute(w, "expr", v->text);
	optional(w, "type", v->type);
	if (v->constant)
		number(w, "value", v->number);
	optional(w, "owner", v->owner);
	end(w);
}

static void write_event(struct facts_writer *w, const struct event *e)
{
	begin(w, e->op ? "assignment" : "call");
	spot(w, e->token);
	if (e->op) {
		attribute(w, "left", e->name);
		attribute(w, "op", e->op);
		attribute(w, "right", e->right);
		optional(w, "owner", e->owner);
	} else {
		attribute(w, "name", e->name);
		optional(w, "result", e->result);
		for (int i = 0; i < e->nr_args; i++)
			write_value(w, &e->arg[i]);
	}
	end(w);
}

static int id_of(const struct flow *flow, const struct edge *edge)
{
	return flow->block[edge->to].id;
}

static void write_select(struct facts_writer *w, const struct flow *flow,
			 const struct block *b)
{
	begin(w, "select");
	spot(w, b->token);
	attribute(w, "value", b->text);
	for (int i = 0; i < b->nr_edges; i++) {
		begin(w, "case");
		if (b->edge[i].value)
			attribute(w, "value", b->edge[i].value);
		number(w, "to", id_of(flow, &b->edge[i]));
		end(w);
	}
	end(w);
}

static void write_ending(struct facts_writer *w, const struct flow *flow,
			 const struct block *b)
{
	switch (b->end) {
	case END_NEXT:
		begin(w, "next");
		number(w, "to", id_of(flow, &b->edge[0]));
		end(w);
		break;
	case END_TEST:
		begin(w, "test");
		spot(w, b->token);
		attribute(w, "condition", b->text);
		number(w, "true", id_of(flow, &b->edge[0]));
		number(w, "false", id_of(flow, &b->edge[1]));
		end(w);
		break;
	case END_SELECT:
		write_select(w, flow, b);
		break;
	case END_RETURN:
		begin(w, "return");
		spot(w, b->token);
		optional(w, "value", b->text);
		end(w);
		break;
	default:
		begin(w, "stop");
		end(w);
	}
}

static void write_flow(struct facts_writer *w, const struct function *f,
		       const char *name)
{
	begin(w, "flow");
	place(w, f->token, name);
	for (int i = 0; i < f->flow.nr_ordered; i++) {
		const struct block *b = &f->flow.block[f->flow.order[i]];

		if (!b->wanted)
			continue;
		begin(w, "block");
		number(w, "id", b->id);
		for (int k = 0; k < b->nr_events; k++)
			write_event(w, &b->event[k]);
		write_ending(w, &f->flow, b);
		end(w);
	}
	end(w);
}

static void write_arm(struct facts_writer *w, const char *when, struct span arm)
{
	struct place behind;

	if (!arm.first)
		return;
	behind = span_end(arm);
	begin(w, "arm");
	attribute(w, "when", when);
	spot(w, arm.first);
	number(w, "end-line", behind.line);
	number(w, "end-col", source_column(behind));
	end(w);
}

static void write_branches(struct facts_writer *w, const struct function *f,
			   const char *name)
{
	for (int i = 0; i < f->nr_branches; i++) {
		const struct branch *b = &f->branch[i];

		begin(w, "branch");
		place(w, b->token, name);
		attribute(w, "condition", b->condition);
		write_arm(w, "true", b->arm[0]);
		write_arm(w, "false", b->arm[1]);
		end(w);
	}
}

static void write_jumps(struct facts_writer *w, const struct function *f,
			const char *name)
{
	for (int i = 0; i < f->nr_jumps; i++) {
		begin(w, "jump");
		place(w, f->jump[i].token, name);
		attribute(w, "how", f->jump[i].is_goto ? "goto" : "return");
		optional(w, "value", f->jump[i].value);
		end(w);
	}
}

static void write_locals(struct facts_writer *w, const struct function *f,
			 const char *name)
{
	for (int i = 0; i < f->nr_locals; i++) {
		begin(w, "declaration");
		place(w, f->local[i].token, name);
		attribute(w, "name", f->local[i].name);
		attribute(w, "type", f->local[i].type);
		end(w);
	}
}

/* A declaration made from its type, where the source has a macro for it. */
static const char *made_up(struct symbol *param)
{
	return text_format("%s %s", type_text(param),
			   param->ident ? show_ident(param->ident) : "");
}

/* "const struct bio *bio", as it is written. */
static void write_params(struct facts_writer *w, const struct function *f)
{
	struct symbol *param;

	FOR_EACH_PTR(f->symbol->ctype.base_type->arguments, param) {
		begin(w, "param");
		attribute(w, "decl", span_is_written(TOKEN_OF(param)) ?
			  text_take(span_declaration(TOKEN_OF(param),
						     f->params.last)) :
			  made_up(param));
		end(w);
	} END_FOR_EACH_PTR(param);
}

void write_members(struct facts_writer *w, const struct members *members,
		   const char *in)
{
	for (int i = 0; i < members->nr_members; i++) {
		const struct member *m = &members->member[i];

		if (!source_file(unit_place(m->token).stream))
			continue;
		begin(w, "member");
		place(w, m->token, in);
		attribute(w, "type", m->type);
		attribute(w, "object", m->object);
		attribute(w, "name", m->name);
		attribute(w, "value", m->value);
		end(w);
	}
}

void write_function(struct facts_writer *w, const struct function *f)
{
	const char *name = text_word(show_ident(f->symbol->ident));

	if (!source_file(unit_place(f->token).stream))
		return;
	begin(w, "function");
	place(w, f->token, NULL);
	attribute(w, "name", name);
	attribute(w, "type", type_text_returned(f->symbol));
	number(w, "end-line", unit_place(f->end).line);
	write_params(w, f);
	end(w);
	write_locals(w, f, name);
	write_branches(w, f, name);
	write_jumps(w, f, name);
	write_members(w, &f->members, name);
	write_flow(w, f, name);
}

void write_unit(struct facts_writer *w, const char *file)
{
	begin(w, "unit");
	attribute(w, "file", file);
	end(w);
}

int write_end(struct facts_writer *w, FILE *out)
{
	size_t len;
	bool written;

	xmlTextWriterEndDocument(w->xml);
	xmlFreeTextWriter(w->xml);
	len = xmlBufferLength(w->buffer);
	written = fwrite(xmlBufferContent(w->buffer), 1, len, out) == len;
	written = !fflush(out) && written;
	xmlBufferFree(w->buffer);
	free(w);
	return written ? 0 : -1;
}
