// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which way an iterator is used: see iter_use.h.
 *
 * What the kernel's own interfaces do is data; of other functions it is found
 * out by looking into them.
 */
#include "iter_use.h"

#include <stdlib.h>
#include <string.h>

#include "../join/condition.h"
#include "../join/flow.h"
#include "../lex/expr.h"
#include "container.h"
#include "fate.h"

/* Functions called by functions: farther down nothing is told. */
#define MAX_DEPTH 4

/* include/linux/uio.h */
static const struct iter_setup setups[] = {
	{ "iov_iter_init", 0, 1, true },
	{ "iov_iter_ubuf", 0, 1, true },
	{ "iov_iter_kvec", 0, 1, false },
	{ "iov_iter_bvec", 0, 1, false },
	{ "iov_iter_xarray", 0, 1, false },
	{ "iov_iter_folio_queue", 0, 1, false },
	{ "iov_iter_pipe", 0, 1, false },
	{ "iov_iter_discard", 0, 1, false },
	{ "import_ubuf", 3, 0, true },
	{ "import_single_range", 4, 0, true },
	{ "import_iovec", 5, 0, true },
	{ "__import_iovec", 5, 0, true },
};

/*
 * Users of an iterator, or of a message that has one.  "->" stands for a member
 * that points to the function.
 */
static const struct user {
	const char *name;
	int arg;
	unsigned int use;
} users[] = {
	/* include/linux/uio.h, lib/iov_iter.c */
	{ "copy_to_iter", 2, ITER_FILLED },
	{ "copy_to_iter_full", 2, ITER_FILLED },
	{ "_copy_to_iter", 2, ITER_FILLED },
	{ "copy_mc_to_iter", 2, ITER_FILLED },
	{ "_copy_mc_to_iter", 2, ITER_FILLED },
	{ "copy_page_to_iter", 3, ITER_FILLED },
	{ "copy_page_to_iter_nofault", 3, ITER_FILLED },
	{ "copy_folio_to_iter", 3, ITER_FILLED },
	{ "iov_iter_zero", 1, ITER_FILLED },
	{ "fault_in_iov_iter_writeable", 0, ITER_FILLED },
	{ "copy_from_iter", 2, ITER_DRAINED },
	{ "copy_from_iter_full", 2, ITER_DRAINED },
	{ "copy_from_iter_nocache", 2, ITER_DRAINED },
	{ "copy_from_iter_full_nocache", 2, ITER_DRAINED },
	{ "copy_from_iter_flushcache", 2, ITER_DRAINED },
	{ "_copy_from_iter", 2, ITER_DRAINED },
	{ "_copy_from_iter_nocache", 2, ITER_DRAINED },
	{ "_copy_from_iter_flushcache", 2, ITER_DRAINED },
	{ "copy_page_from_iter", 3, ITER_DRAINED },
	{ "copy_page_from_iter_atomic", 3, ITER_DRAINED },
	{ "copy_folio_from_iter", 3, ITER_DRAINED },
	{ "copy_folio_from_iter_atomic", 3, ITER_DRAINED },
	{ "fault_in_iov_iter_readable", 0, ITER_DRAINED },

	/* include/linux/fs.h */
	{ "vfs_iter_read", 1, ITER_FILLED },
	{ "vfs_iocb_iter_read", 2, ITER_FILLED },
	{ "call_read_iter", 2, ITER_FILLED },
	{ "-> read_iter", 1, ITER_FILLED },
	{ "generic_file_read_iter", 1, ITER_FILLED },
	{ "filemap_read", 1, ITER_FILLED },
	{ "seq_read_iter", 1, ITER_FILLED },
	{ "vfs_iter_write", 1, ITER_DRAINED },
	{ "vfs_iocb_iter_write", 2, ITER_DRAINED },
	{ "call_write_iter", 2, ITER_DRAINED },
	{ "-> write_iter", 1, ITER_DRAINED },
	{ "generic_perform_write", 1, ITER_DRAINED },

	/* include/linux/net.h, skbuff.h, include/net/sock.h */
	{ "kernel_sendmsg", 1, ITER_RENEWED },
	{ "kernel_recvmsg", 1, ITER_RENEWED },
	{ "sock_recvmsg", 1, ITER_FILLED },
	{ "inet_recvmsg", 1, ITER_FILLED },
	{ "-> recvmsg", 1, ITER_FILLED },
	{ "skb_copy_datagram_iter", 2, ITER_FILLED },
	{ "skb_copy_datagram_msg", 2, ITER_FILLED },
	{ "skb_copy_and_csum_datagram_msg", 2, ITER_FILLED },
	{ "skb_copy_and_hash_datagram_iter", 2, ITER_FILLED },
	{ "csum_and_copy_to_iter", 3, ITER_FILLED },
	{ "hash_and_copy_to_iter", 3, ITER_FILLED },
	{ "memcpy_to_msg", 0, ITER_FILLED },
	{ "rxrpc_kernel_recv_data", 2, ITER_FILLED },
	{ "sock_sendmsg", 1, ITER_DRAINED },
	{ "sock_sendmsg_nosec", 1, ITER_DRAINED },
	{ "tcp_sendmsg_locked", 1, ITER_DRAINED },
	{ "inet_sendmsg", 1, ITER_DRAINED },
	{ "-> sendmsg", 1, ITER_DRAINED },
	{ "-> sendmsg_locked", 1, ITER_DRAINED },
	{ "skb_copy_datagram_from_iter", 2, ITER_DRAINED },
	{ "skb_copy_datagram_from_iter_full", 2, ITER_DRAINED },
	{ "csum_and_copy_from_iter", 3, ITER_DRAINED },
	{ "csum_and_copy_from_iter_full", 3, ITER_DRAINED },
	{ "zerocopy_sg_from_iter", 1, ITER_DRAINED },
	{ "skb_splice_from_iter", 1, ITER_DRAINED },
	{ "memcpy_from_msg", 1, ITER_DRAINED },
	{ "rxrpc_kernel_send_data", 2, ITER_DRAINED },
};

/* Questions, and steps along it, for which the direction plays no role. */
static const char *const neutral[] = {
	"iov_iter_advance", "iov_iter_revert", "iov_iter_truncate",
	"iov_iter_reexpand", "iov_iter_count", "iov_iter_npages",
	"iov_iter_single_seg_count", "iov_iter_alignment",
	"iov_iter_gap_alignment", "iov_iter_is_aligned", "iov_iter_type",
	"iov_iter_save_state", "iov_iter_restore", "iov_iter_extract_will_pin",
	"iov_iter_is_kvec", "iov_iter_is_bvec", "iov_iter_is_discard",
	"iov_iter_is_xarray", "iov_iter_is_folioq", "user_backed_iter",
	"iter_is_iovec", "iter_is_ubuf", "msg_data_left",
};

const struct iter_setup *iter_setup_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(setups); i++) {
		if (!strcmp(setups[i].name, name))
			return &setups[i];
	}
	return NULL;
}

static bool is_neutral(const char *name)
{
	return is_one_of(name, neutral);
}

static const struct user *user_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(users); i++) {
		const char *member = users[i].name;

		if (!starts_with(member, "-> ") ? !strcmp(member, name) :
		    ends_with(name, member))
			return &users[i];
	}
	return NULL;
}

static unsigned int use_in_function(const struct survey *survey,
				    const struct function *f, size_t param,
				    const char *path, int depth);

static unsigned int use_of(const struct survey *survey,
			   const struct call *call, size_t arg,
			   const char *path, int depth)
{
	const struct iter_setup *setup = iter_setup_find(call->name);
	const struct user *user = user_find(call->name);
	const struct function *f;
	unsigned int use;
	char *inner;

	if (setup)
		return (int)arg == setup->iter_arg ? ITER_RENEWED : 0;
	if (user)
		return (int)arg == user->arg ? user->use : 0;
	if (is_neutral(call->name))
		return 0;
	f = function_called(survey, call->at.file, call->name);
	if (!f)
		return ITER_UNTOLD;
	/* "&msg" is a pointer where it arrives. */
	if (starts_with(call->arg[arg].expr, "& ") && starts_with(path, " . "))
		inner = xasprintf(" -> %s", path + 3);
	else
		inner = xstrdup(path);
	use = use_in_function(survey, f, arg, inner, depth);
	free(inner);
	return use;
}

/* A function that asks for the direction can go both ways. */
static bool asks_direction(const char *text)
{
	return text_mentions(text, "iov_iter_rw") ||
		text_mentions(text, "data_source");
}

static unsigned int use_in_event(const struct survey *survey,
				 const struct iter_names *names,
				 const struct event *e, int depth)
{
	unsigned int use = 0;

	if (!e->is_call) {
		/* Put where others find it. */
		if (iter_names_match(names, e->set.right) &&
		    !iter_names_match(names, e->set.left))
			use |= ITER_UNTOLD;
		return asks_direction(e->set.right) ? ITER_UNTOLD : use;
	}
	for (size_t i = 0; i < e->call.nr_args; i++) {
		const char *path = iter_names_match(names, e->call.arg[i].expr);

		if (asks_direction(e->call.arg[i].expr))
			use |= ITER_UNTOLD;
		else if (path)
			use |= use_of(survey, &e->call, i, path, depth);
	}
	return use;
}

static unsigned int use_in_function(const struct survey *survey,
				    const struct function *f, size_t param,
				    const char *path, int depth)
{
	const struct flow *flow = facts_flow(&survey->facts, f->at.file,
					     f->at.in);
	unsigned int use = 0;
	struct iter_names names;
	char *root;

	if (!flow || param >= f->nr_params || depth > MAX_DEPTH)
		return ITER_UNTOLD;
	root = xasprintf("%s%s", f->param[param].name, path);
	names = iter_names_of(survey, flow, root);
	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++)
			use |= use_in_event(survey, &names, &b->event[k],
					    depth + 1);
		if (asks_direction(b->value))
			use |= ITER_UNTOLD;
	}
	iter_names_free(&names);
	free(root);
	return use;
}

unsigned int iter_use_of_argument(const struct survey *survey,
				  const struct call *call, size_t arg,
				  const char *path)
{
	return use_of(survey, call, arg, path, 0);
}

/* What a local is set to, if that happens once; else NULL. */
static const char *only_value(const struct flow *flow, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < flow->nr_blocks; i++) {
		const struct block *b = &flow->block[i];

		for (size_t k = 0; k < b->nr_events; k++) {
			const struct event *e = &b->event[k];

			if (strcmp(e->is_call ? e->call.result : e->set.left,
				   name))
				continue;
			if (e->is_call || strcmp(e->set.op, "=") || value)
				return NULL;
			value = e->set.right;
		}
	}
	return value;
}

static bool add_root(struct iter_names *names, const char *root)
{
	if (!*root || strv_has(&names->root, root))
		return false;
	strv_add(&names->root, root);
	return true;
}

/* "p = &x": a pointer that is set once is x, and x is what it points to. */
static bool add_alias(struct iter_names *names, const struct flow *flow,
		      const struct assignment *set)
{
	char *root;
	bool grew = false;

	if (!expr_is_name(set->left) || !only_value(flow, set->left))
		return false;
	root = root_of(set->right);
	if (strv_has(&names->root, set->left))
		grew = add_root(names, root);
	else if (strv_has(&names->root, root))
		grew = add_root(names, set->left);
	free(root);
	return grew;
}

struct iter_names iter_names_of(const struct survey *survey,
				const struct flow *flow, const char *root)
{
	struct iter_names names = { { 0 } };
	bool grew = add_root(&names, root);

	while (grew) {
		grew = false;
		for (size_t i = 0; i < flow->nr_blocks; i++) {
			const struct block *b = &flow->block[i];

			for (size_t k = 0; k < b->nr_events; k++) {
				const struct event *e = &b->event[k];

				if (!e->is_call &&
				    is_local(&survey->facts, &flow->at,
					     e->set.left))
					grew |= add_alias(&names, flow,
							  &e->set);
			}
		}
	}
	return names;
}

void iter_names_free(struct iter_names *names)
{
	strv_free(&names->root);
}

const char *iter_names_match(const struct iter_names *names, const char *expr)
{
	char *root = root_of(expr);
	const char *path = NULL;

	for (size_t i = 0; i < names->root.n && !path; i++)
		path = path_from(names->root.item[i], root);
	free(root);
	return path;
}
