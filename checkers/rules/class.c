// SPDX-License-Identifier: GPL-2.0-only
/*
 * The class of an acquire.
 *
 * What the function itself handles (a socket buffer, a pipe, an AF_ALG list)
 * says where the pages go.  Where it does not, the walk goes from caller to
 * caller, through tables of operations, up to the entry points of api.c; of
 * several classes found the first in class_order wins.
 */
#include "class.h"

#include <stdlib.h>
#include <string.h>

#include "../join/flow.h"
#include "../lex/expr.h"
#include "api.h"

/* A function on the way up, and how the one below it is used there. */
struct node {
	const char *file, *name;
	size_t below;
	struct use use;
};

struct walk {
	const struct survey *survey;
	struct node *node;	/* visited and to be visited, in this order */
	size_t nr_nodes;
	size_t current;		/* the node being visited */
	const char *class;
	size_t told_by;		/* the node that told the class ... */
	struct use use;		/* ... and how it is used; name NULL: by itself */
	struct strv *open;
	bool callbacks;		/* go on where a function is only passed on */
};

static void note(struct walk *w, const char *class, const struct use *use)
{
	if (class_rank(class) >= class_rank(w->class))
		return;
	w->class = class;
	w->told_by = w->current;
	w->use = use ? *use : (struct use){ 0 };
}

static void push(struct walk *w, const char *file, const char *name,
		 const struct use *use)
{
	for (size_t i = 0; i < w->nr_nodes; i++) {
		if (w->node[i].name == name && !strcmp(w->node[i].file, file))
			return;
	}
	*array_add(&w->node, &w->nr_nodes) = (struct node){
		.file = file, .name = name, .below = w->current,
		.use = use ? *use : (struct use){ 0 },
	};
}

/* Is the call made only for files opened with O_DIRECT? */
static bool under_direct(const struct facts *facts, const struct place *at)
{
	static const char *const flags[] = { "IOCB_DIRECT", "O_DIRECT" };
	struct guards g = guards_at(facts, at);
	bool found = false;

	for (size_t i = 0; i < g.n && !found; i++) {
		struct expr e = expr_parse(g.guard[i].condition);

		for (size_t k = 0; k < e.n; k++) {
			const struct expr_token *t = &e.token[k];

			if (t->negated == g.guard[i].when)
				continue;
			found = found || !strcmp(t->text, flags[0]) ||
				!strcmp(t->text, flags[1]);
		}
		expr_free(&e);
	}
	guards_free(&g);
	return found;
}

static bool is_address_of(const char *text, const char *object)
{
	return text[0] == '&' && text[1] == ' ' && !strcmp(text + 2, object);
}

/* Are these file operations those of a device node, not of a file system? */
static bool is_device_object(const struct facts *facts, const char *object)
{
	static const char *const registrars[] = {
		"cdev_init", "register_chrdev", "__register_chrdev",
		"anon_inode_getfile", "anon_inode_getfd",
	};

	for (size_t i = 0; i < facts->nr_members; i++) {
		const struct member *m = &facts->member[i];

		if (strstr(m->type, "struct miscdevice") &&
		    is_address_of(m->value, object))
			return true;
	}
	for (size_t i = 0; i < facts->nr_calls; i++) {
		const struct call *c = &facts->call[i];
		bool registers = false;

		for (size_t k = 0; k < ARRAY_SIZE(registrars); k++)
			registers = registers || !strcmp(c->name, registrars[k]);
		for (size_t k = 0; registers && k < c->nr_args; k++) {
			if (is_address_of(c->arg[k].expr, object))
				return true;
		}
	}
	return false;
}

static void note_member(struct walk *w, const struct use *u)
{
	const struct entry_point *e = entry_find_member(u->type, u->member);

	if (e) {
		note(w, e->class, u);
		return;
	}
	if (strcmp(u->member, "read_iter") && strcmp(u->member, "write_iter"))
		return;
	if (u->object && is_device_object(&w->survey->facts, u->object))
		note(w, "device", u);
	else
		note(w, "dio", u);
}

/* Work that is run later has no user memory: its iterators are the kernel's. */
static bool runs_later(const char *callee)
{
	static const char *const starters[] = {
		"INIT_WORK", "INIT_DELAYED_WORK", "INIT_WORK_ONSTACK",
		"kthread_run", "kthread_create",
	};

	return is_one_of(callee, starters);
}

static void follow(struct walk *w, const struct use *u)
{
	switch (u->kind) {
	case USE_CALL:
		if (!*u->at.in)
			break;
		if (under_direct(&w->survey->facts, &u->at))
			note(w, "dio", u);
		else
			push(w, u->at.file, u->at.in, u);
		break;
	case USE_MEMBER:
	case USE_ASSIGNED:
		note_member(w, u);
		break;
	case USE_PASSED:
		if (runs_later(u->callee))
			note(w, "buffered", u);
		else if (w->callbacks && *u->at.in)
			push(w, u->at.file, u->at.in, u);
		break;
	}
}

static const char *class_of_params(const struct function *f)
{
	const char *class = NULL;

	for (size_t i = 0; f && i < f->nr_params; i++) {
		const char *found = class_of_type(f->param[i].type);

		if (class_rank(found) < class_rank(class))
			class = found;
	}
	return class;
}

static void visit(struct walk *w, const struct node *node)
{
	const struct survey *survey = w->survey;
	const struct entry_point *entry = entry_find_function(node->name);
	const struct api *api = api_find(node->name);
	const struct function *f = facts_function(&survey->facts, node->file,
						  node->name);
	const char *class = class_of_params(f);
	struct range r;

	if (entry) {
		note(w, entry->class, NULL);
		return;
	}
	if (api && (api->roles & ROLE_ACQUIRE) && api->generic) {
		note(w, "api", NULL);
		return;
	}
	if (class && !strcmp(class, "test")) {
		note(w, class, NULL);
		return;
	}
	if (w->open && !api && !survey_is_static(survey, node->file, node->name))
		strv_add(w->open, node->name);
	r = graph_uses(&survey->graph, node->name);
	for (size_t i = r.begin; i < r.end; i++) {
		const struct use *u = &survey->graph.use[i];

		if (use_may_mean(&survey->graph, u, node->file))
			follow(w, u);
	}
}

/* What the acquiring function says of itself; NULL if nothing. */
static const char *class_of_function(const struct facts *facts,
				     const struct place *at)
{
	const char *class = class_of_params(facts_function(facts, at->file,
							   at->in));
	struct range r = facts_of_file(facts, call, nr_calls, at->file);

	for (size_t i = r.begin; i < r.end && !class; i++) {
		const struct call *c = &facts->call[i];

		if (!strcmp(c->at.in, at->in))
			class = class_of_callee(c->name);
	}
	return class;
}

/* The chain from the acquire up to what told the class. */
static void collect_steps(const struct walk *w, struct chain *chain)
{
	size_t i = w->told_by;

	if (w->use.name)
		*array_add(&chain->step, &chain->n) = (struct step){
			.name = w->node[i].name, .use = w->use,
		};
	for (; i; i = w->node[i].below)
		*array_add(&chain->step, &chain->n) = (struct step){
			.name = w->node[w->node[i].below].name,
			.use = w->node[i].use,
		};
	for (size_t a = 0, b = chain->n; a + 1 < b; a++) {
		struct step step = chain->step[a];

		chain->step[a] = chain->step[--b];
		chain->step[b] = step;
	}
}

static struct chain walk_up(const struct survey *survey,
			    const struct place *at, bool callbacks,
			    struct strv *open)
{
	struct walk w = {
		.survey = survey, .open = open, .callbacks = callbacks,
	};
	struct chain chain = { 0 };

	push(&w, at->file, at->in, NULL);
	for (; w.current < w.nr_nodes && class_rank(w.class); w.current++) {
		struct node node = w.node[w.current];

		visit(&w, &node);
	}
	chain.class = w.class;
	if (w.class) {
		collect_steps(&w, &chain);
		chain.reason = w.use.name ? NULL : w.node[w.told_by].name;
	}
	free(w.node);
	return chain;
}

struct chain chain_of_acquire(const struct survey *survey,
			      const struct place *at, struct strv *open)
{
	struct chain chain = {
		.class = class_of_function(&survey->facts, at),
		.reason = at->in,
	};
	struct strv names = { 0 };

	if (chain.class)
		return chain;
	chain = walk_up(survey, at, false, &names);
	/*
	 * Who passes a callback on may call it at once, as iomap_apply() did,
	 * or in another task later; so it counts only if nobody else does.
	 */
	if (!chain.class)
		chain = walk_up(survey, at, true, &names);
	/* Nothing outranks the first class, so nobody else need be asked. */
	for (size_t i = 0; open && class_rank(chain.class) && i < names.n; i++)
		strv_add(open, names.item[i]);
	strv_free(&names);
	return chain;
}

void chain_free(struct chain *chain)
{
	free(chain->step);
	*chain = (struct chain){ 0 };
}

const char *class_of_acquire(const struct survey *survey,
			     const struct place *at, struct strv *open)
{
	struct chain chain = chain_of_acquire(survey, at, open);
	const char *class = chain.class;

	chain_free(&chain);
	return class;
}
