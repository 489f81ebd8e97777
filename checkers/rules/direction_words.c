// SPDX-License-Identifier: GPL-2.0-only
/*
 * Words that tell a direction: see direction_words.h.
 */
#include "direction_words.h"

#include <string.h>

#include "../base/base.h"

/* True or false in the worlds FILLED, BOTH and DRAINED. */
#define FILLED		{ .in = { 1, 0, 0 } }
#define BOTH		{ .in = { 0, 1, 0 } }
#define DRAINED		{ .in = { 0, 0, 1 } }
#define WRITTEN		{ .in = { 1, 1, 0 } }
#define READ_TOO	{ .in = { 0, 1, 1 } }
#define NOT_WRITTEN	{ .in = { 0, 0, 1 } }
#define A_READ		{ .in = { 1, -1, 0 } }
#define A_WRITE		{ .in = { 0, -1, 1 } }

struct word {
	const char *name;
	struct truth truth;
};

const struct truth truth_unknown = { .in = { -1, -1, -1 } };

static const struct word values[] = {
	/* include/linux/dma-direction.h */
	{ "DMA_FROM_DEVICE", FILLED },
	{ "DMA_BIDIRECTIONAL", BOTH },
	{ "DMA_TO_DEVICE", DRAINED },
	/* include/linux/dmaengine.h */
	{ "DMA_DEV_TO_MEM", FILLED },
	{ "DMA_MEM_TO_DEV", DRAINED },
	/* include/linux/kernel.h, include/linux/uio.h */
	{ "READ", A_READ },
	{ "WRITE", A_WRITE },
	{ "ITER_DEST", A_READ },
	{ "ITER_SOURCE", A_WRITE },
};

/* include/linux/blk_types.h */
static const struct word block_values[] = {
	{ "REQ_OP_READ", A_READ },
	{ "REQ_OP_WRITE", A_WRITE },
};

/* Rights that a device, a guest or the kernel has to the pages. */
static const struct word bits[] = {
	{ "IOMMU_WRITE", WRITTEN },		/* include/linux/iommu.h */
	{ "IOMMUFD_ACCESS_RW_WRITE", WRITTEN },	/* include/linux/iommufd.h */
	{ "VHOST_ACCESS_WO", WRITTEN },		/* uapi/linux/vhost_types.h */
	{ "VHOST_ACCESS_RO", READ_TOO },
	{ "FOLL_WRITE", WRITTEN },		/* include/linux/mm_types.h */
};

static const struct word names[] = {
	{ "writable", WRITTEN },
	{ "writeable", WRITTEN },
	{ "is_writable", WRITTEN },
	{ "is_writeable", WRITTEN },
	{ "readonly", NOT_WRITTEN },
	{ "read_only", NOT_WRITTEN },
	{ "is_readonly", NOT_WRITTEN },
	{ "ro", NOT_WRITTEN },
};

/* The value is READ, which is zero, or WRITE. */
static const char *const directions[] = { "iov_iter_rw" };
static const char *const block_directions[] = {
	"bio_data_dir", "rq_data_dir", "op_is_write",
};

static struct truth find(const struct word *words, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(words[i].name, name))
			return words[i].truth;
	}
	return truth_unknown;
}

struct truth truth_of_equal(const char *constant, bool block)
{
	if (block && starts_with(constant, "REQ_OP_"))
		return find(block_values, ARRAY_SIZE(block_values), constant);
	return find(values, ARRAY_SIZE(values), constant);
}

static const struct truth not_written = NOT_WRITTEN;

struct truth truth_of_bit(const char *constant)
{
	/* Drivers have such flags of their own. */
	if (ends_with(constant, "_READONLY") ||
	    ends_with(constant, "_READ_ONLY"))
		return not_written;
	return find(bits, ARRAY_SIZE(bits), constant);
}

struct truth truth_of_name(const char *name)
{
	return find(names, ARRAY_SIZE(names), name);
}

struct truth truth_of_call(const char *name, bool block)
{
	static const struct truth write = A_WRITE;

	if (ends_with(name, "_is_readonly"))
		return not_written;
	if (is_one_of(name, directions) ||
	    (block && is_one_of(name, block_directions)))
		return write;
	return truth_unknown;
}

static bool is_known(const struct truth t)
{
	return t.in[WORLD_FILLED] >= 0;
}

bool words_exclude(const char *a, const char *b)
{
	return strcmp(a, b) && is_known(truth_of_equal(a, true)) &&
		is_known(truth_of_equal(b, true));
}

bool asks_to_dirty(const char *name)
{
	static const char *const words[] = {
		"dirty", "mark_dirty", "should_dirty", "make_dirty",
		"set_dirty", "do_dirty", "check_dirty", "dirtied",
	};

	return is_one_of(name, words);
}
