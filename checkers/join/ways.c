// SPDX-License-Identifier: GPL-2.0-only
/*
 * Walking the ways through a function: see ways.h.
 */
#include "ways.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ways_private.h"

/* Steps after which a walk gives up. */
#define MAX_STEPS 40000

/* The "p ->" of "p -> x", as the members of zeroed memory are known. */
static char *members_of(const char *name)
{
	const char *arrow = strstr(name, " -> ");

	if (!arrow || strstr(arrow + 1, " -> ") || strchr(name, '['))
		return NULL;
	return xstrndup(name, arrow + 3 - name);
}

static int find_value(const struct way *way, const char *name)
{
	for (size_t i = 0; i < way->nr_values; i++) {
		if (!strcmp(way->value[i].name, name))
			return i;
	}
	return -1;
}

unsigned int way_signs(const struct way *way, const char *name)
{
	int i = find_value(way, name);
	char *members;

	if (i < 0) {
		members = members_of(name);
		i = members ? find_value(way, members) : -1;
		free(members);
	}
	return i < 0 ? SIGN_ANY : way->value[i].signs;
}

/*
 * Values stay sorted, so that the same knowledge looks the same.  A member of
 * which nothing is known is noted as well: it may have been zeroed before.
 */
void way_learn(struct way *way, const char *name, unsigned int signs)
{
	size_t i = 0;

	while (i < way->nr_values && strcmp(way->value[i].name, name) < 0)
		i++;
	if (i < way->nr_values && !strcmp(way->value[i].name, name)) {
		way->value[i].signs = signs;
		return;
	}
	if (signs == SIGN_ANY && !strstr(name, " -> "))
		return;
	if (way->nr_values == WAY_VALUES) {
		way->forgot = true;
		return;
	}
	memmove(&way->value[i + 1], &way->value[i],
		(way->nr_values - i) * sizeof(way->value[0]));
	way->value[i].name = name;
	way->value[i].signs = signs;
	way->nr_values++;
}

/*
 * "c ? a : b", of which the way may know which; 0 if it is something else, or
 * too much of it.
 */
static unsigned int sign_of_choice(const struct way *way, const char *text)
{
	const char *mark = strstr(text, " ? "), *colon = strstr(text, " : ");
	char *c, *a;
	unsigned int test, signs = 0;

	if (!mark || !colon || colon < mark || strstr(mark + 1, " ? ") ||
	    strpbrk(text, "(&|<>="))
		return 0;
	c = xstrndup(text, mark - text);
	a = xstrndup(mark + 3, colon - mark - 3);
	test = way_sign_of(way, c);
	if (test & ~SIGN_ZERO)
		signs |= way_sign_of(way, a) & (strcmp(a, c) ? SIGN_ANY : test);
	if (test & SIGN_ZERO)
		signs |= way_sign_of(way, colon + 3);
	free(a);
	free(c);
	return signs;
}

unsigned int way_sign_of(const struct way *way, const char *text)
{
	static const char *const carriers[] = { "PTR_ERR", "ERR_PTR", "ERR_CAST" };
	unsigned int signs = sign_of_constant(text);
	unsigned int choice = sign_of_choice(way, text);

	if (choice)
		return choice;
	if (signs == SIGN_ANY)
		signs = way_signs(way, text);
	for (size_t i = 0; signs == SIGN_ANY && i < ARRAY_SIZE(carriers); i++) {
		char *inner = argument_of(text, carriers[i]);

		if (inner)
			signs = way_signs(way, inner);
		free(inner);
	}
	return signs;
}

/* A variable is set: what was known of it, or with its help, is past. */
static void forget(const struct ways *ways, struct way *way, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < way->nr_values; i++) {
		if (!text_mentions(way->value[i].name, name))
			way->value[kept++] = way->value[i];
	}
	way->nr_values = kept;
	kept = 0;
	for (size_t i = 0; i < way->nr_decided; i++) {
		const char *text = ways->flow->block[way->decided[i].block].value;

		if (!text_mentions(text, name))
			way->decided[kept++] = way->decided[i];
	}
	way->nr_decided = kept;
}

/* "n += m" and "n++" of counts make them no smaller. */
static unsigned int signs_of_sum(const struct way *way,
				 const struct assignment *set)
{
	unsigned int left, right;

	if (!strcmp(set->op, "="))
		return way_sign_of(way, set->right);
	if (strcmp(set->op, "++") && strcmp(set->op, "+="))
		return SIGN_ANY;
	left = way_signs(way, set->left);
	right = *set->right ? way_sign_of(way, set->right) : SIGN_POS;
	if (right == SIGN_POS || (left == SIGN_POS && !(right & SIGN_NEG)))
		return SIGN_POS;
	return SIGN_ANY;
}

/*
 * The name under which members are known after "p = kzalloc()", NULL if
 * @right is not such a function, or a call of one.
 */
static const char *zeroed_by(struct ways *ways, const char *left,
			     const char *right)
{
	char *function = xstrndup(right, strcspn(right, " ")), *members;
	bool zeroes = strstr(function, "zalloc") || strstr(function, "calloc");

	free(function);
	if (!zeroes || strchr(left, ' '))
		return NULL;
	members = xasprintf("%s ->", left);
	if (!strv_has(&ways->zeroed, members))
		strv_add(&ways->zeroed, members);
	for (size_t i = 0; i < ways->zeroed.n; i++) {
		if (!strcmp(ways->zeroed.item[i], members)) {
			free(members);
			return ways->zeroed.item[i];
		}
	}
	return NULL;
}

static void follow_assignment(struct ways *ways, struct way *way,
			      const struct assignment *set)
{
	unsigned int signs = signs_of_sum(way, set);
	const char *zeroed = zeroed_by(ways, set->left, set->right);

	forget(ways, way, set->left);
	if (ways_is_relevant(ways, set->left))
		way_learn(way, set->left, signs);
	if (zeroed)
		way_learn(way, zeroed, SIGN_ZERO);
}

/* A function may set what it gets the address of, and zeroed members. */
static void forget_argument(const struct ways *ways, struct way *way,
			    const char *expr)
{
	char *members;
	int i;

	if (starts_with(expr, "& ")) {
		forget(ways, way, expr + 2);
		return;
	}
	members = xasprintf("%s ->", expr);
	i = find_value(way, members);
	if (i >= 0) {
		way->nr_values--;
		memmove(&way->value[i], &way->value[i + 1],
			(way->nr_values - i) * sizeof(way->value[0]));
	}
	free(members);
}

static void follow_call(struct ways *ways, struct way *way,
			const struct call *call)
{
	unsigned int signs = SIGN_ANY;
	const char *zeroed;

	for (size_t i = 0; i < call->nr_args; i++)
		forget_argument(ways, way, call->arg[i].expr);
	if (!*call->result)
		return;
	if (call->nr_args == 1 && !strcmp(call->name, "PTR_ERR"))
		signs = way_signs(way, call->arg[0].expr);
	if (call->nr_args == 1 && (!strcmp(call->name, "ERR_PTR") ||
				   !strcmp(call->name, "ERR_CAST")))
		signs = way_sign_of(way, call->arg[0].expr);
	zeroed = zeroed_by(ways, call->result, call->name);
	forget(ways, way, call->result);
	if (ways_is_relevant(ways, call->result))
		way_learn(way, call->result, signs);
	if (zeroed)
		way_learn(way, zeroed, SIGN_ZERO);
}

/* Remember an edge taken; false if another was taken before. */
static bool remember(struct way *way, size_t block, size_t edge)
{
	for (size_t i = 0; i < way->nr_decided; i++) {
		if (way->decided[i].block == block)
			return way->decided[i].edge == edge;
	}
	if (way->nr_decided == WAY_VALUES) {
		way->forgot = true;
		return true;
	}
	way->decided[way->nr_decided].block = block;
	way->decided[way->nr_decided].edge = edge;
	way->nr_decided++;
	return true;
}

/* Two values are the same; false if what is known forbids it. */
static bool equate(const struct ways *ways, struct way *way,
		   const struct condition *c)
{
	unsigned int both = way_sign_of(way, c->left) &
		way_sign_of(way, c->right);

	if (both == SIGN_ANY)
		return true;
	if (ways_is_relevant(ways, c->left))
		way_learn(way, c->left, both);
	if (ways_is_relevant(ways, c->right))
		way_learn(way, c->right, both);
	return both;
}

/* Go along an edge of a test; false if what is known forbids it. */
static bool decide(const struct ways *ways, struct way *way, size_t block,
		   bool when)
{
	const struct condition *c = &ways->condition[block];
	unsigned int signs = when ? c->when_true : c->when_false;
	size_t first = ways->same_as[block];

	if (signs) {
		unsigned int known = way_sign_of(way, c->left);

		if (!(known & signs))
			return false;
		way_learn(way, c->left, known & signs);
	} else if (!strcmp(c->op, when ? "==" : "!=") &&
		   !equate(ways, way, c)) {
		return false;
	}
	return !ways->repeated[first] || remember(way, first, when);
}

static uint64_t hash_bytes(uint64_t h, const void *data, size_t n)
{
	for (const unsigned char *p = data; n--; p++)
		h = (h ^ *p) * 0x100000001b3u;
	return h;
}

static uint64_t hash_item(const struct item *item)
{
	const struct way *way = &item->way;
	uint64_t h = 0xcbf29ce484222325u;

	h = hash_bytes(h, &item->block, sizeof(item->block));
	h = hash_bytes(h, &item->event, sizeof(item->event));
	for (size_t i = 0; i < way->nr_values; i++) {
		h = hash_bytes(h, way->value[i].name,
			       strlen(way->value[i].name) + 1);
		h = hash_bytes(h, &way->value[i].signs,
			       sizeof(way->value[i].signs));
	}
	for (size_t i = 0; i < way->nr_decided; i++) {
		h = hash_bytes(h, &way->decided[i], sizeof(way->decided[i]));
	}
	return hash_bytes(h, way->state, sizeof(way->state)) | 1;
}

static bool insert_hash(uint64_t *table, size_t size, uint64_t h)
{
	size_t i = h & (size - 1);

	for (; table[i]; i = (i + 1) & (size - 1)) {
		if (table[i] == h)
			return false;
	}
	table[i] = h;
	return true;
}

static void grow_seen(struct ways *ways)
{
	size_t size = ways->seen_size ? ways->seen_size * 2 : 256;
	uint64_t *table = xcalloc(size, sizeof(*table));

	for (size_t i = 0; i < ways->seen_size; i++) {
		if (ways->seen[i])
			insert_hash(table, size, ways->seen[i]);
	}
	free(ways->seen);
	ways->seen = table;
	ways->seen_size = size;
}

/* Put a way on the stack, unless the same was there before. */
static void push(struct ways *ways, const struct way *way, size_t block,
		 size_t event)
{
	struct item item = { .way = *way, .block = block, .event = event };

	if (ways->nr_seen * 2 >= ways->seen_size)
		grow_seen(ways);
	if (!insert_hash(ways->seen, ways->seen_size, hash_item(&item)))
		return;
	ways->nr_seen++;
	*array_add(&ways->stack, &ways->nr_stack) = item;
}

static void leave_block(struct ways *ways, const struct item *item,
			const struct way_client *client)
{
	const struct block *b = &ways->flow->block[item->block];

	if (b->end == END_RETURN && client->end) {
		struct way way = item->way;

		client->end(ways, &way, b, client->arg);
	}
	for (size_t k = 0; k < b->nr_edges; k++) {
		struct way way = item->way;

		if (b->end == END_TEST) {
			const struct condition *c =
				&ways->condition[item->block];
			bool when = !k;

			if (!decide(ways, &way, item->block, when))
				continue;
			*array_add(&ways->passed, &ways->nr_passed) =
				(struct passed){ item->block, way.trail, when };
			way.trail = ways->nr_passed - 1;
			if (client->test &&
			    !client->test(ways, &way, b, c, when, client->arg))
				continue;
		}
		/* The same switch again goes the same way. */
		if (b->end == END_SELECT && !remember(&way, item->block, k))
			continue;
		push(ways, &way, b->edge[k].to, 0);
	}
}

static void walk_block(struct ways *ways, struct item *item,
		       const struct way_client *client)
{
	const struct block *b = &ways->flow->block[item->block];

	if (client->loop && !item->event && ways->body[item->block])
		client->loop(ways, &item->way, ways->body[item->block],
			     client->arg);
	for (size_t i = item->event; i < b->nr_events; i++) {
		const struct event *e = &b->event[i];

		if (e->is_call)
			follow_call(ways, &item->way, &e->call);
		else
			follow_assignment(ways, &item->way, &e->set);
		if (!client->event(ways, &item->way, e, client->arg))
			return;
	}
	leave_block(ways, item, client);
}

int ways_walk(struct ways *ways, const struct way *start,
	      const struct way_client *client)
{
	struct way way = *start;
	size_t steps = 0;

	if (ways->flow->nr_blocks > MAX_BLOCKS)
		return -1;
	ways->nr_stack = 0;
	ways->nr_passed = 0;
	ways->nr_seen = 0;
	if (ways->seen)
		memset(ways->seen, 0, ways->seen_size * sizeof(*ways->seen));
	way.flow = ways->flow;
	way.trail = NOWHERE;
	push(ways, &way, 0, 0);
	while (ways->nr_stack) {
		struct item item = ways->stack[--ways->nr_stack];

		if (++steps > MAX_STEPS)
			return -1;
		walk_block(ways, &item, client);
	}
	return 0;
}

void ways_trail(const struct ways *ways, const struct way *way,
		bool (*tell)(const struct block *block, bool when, void *arg),
		void *arg)
{
	for (size_t i = way->trail; i != NOWHERE; i = ways->passed[i].before) {
		const struct passed *p = &ways->passed[i];

		if (!tell(&ways->flow->block[p->block], p->when, arg))
			return;
	}
}
