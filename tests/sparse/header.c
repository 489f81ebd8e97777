// SPDX-License-Identifier: GPL-2.0-only
#include "kernel.h"

static void foo_end_io(struct bio *bio)
{
	struct page *page;

	for_each_page(page, bio)
		put_page(page);
	bio_finish(bio, twice(1) == 2);
}

struct foo_operations {
	int (*check)(void);
	void (*end_io)(struct bio *bio);
	struct { int flags; } sub;
};

const struct foo_operations foo_ops[] = {
	{ .check = check, .sub = { .flags = FOLL_GET | FOLL_WRITE } },
	[2] = { .end_io = foo_end_io },
};

void foo_submit(struct bio *bio)
{
	struct kiocb kiocb = {
		.ki_flags = IOCB_DIRECT,
		.private = kmalloc(1, GFP_KERNEL),
	};

	bio->bi_end_io = foo_end_io;
	bio->bi_private = &kiocb;
}

/*
 * check-name: functions of headers that matter, tables of functions
 * check-output-start
 * unit header.c
 * header.c:4:13: function void foo_end_io(struct bio *bio) to 11
 * header.c:6:15: foo_end_io: struct page * page
 * header.c:4:13: flow of foo_end_io
 *    0  8:2 page = first_page(bio {struct bio *})
 *       -> 1
 *    1  8:16 if (page) -> 2 else -> 3
 *    2  9:3 put_page(page {struct page *})
 *       8:2 page = next_page(bio {struct bio *}, page {struct page *})
 *       -> 1
 *    3  10:18 twice(1 {int; 1})
 *       10:2 bio_finish(bio {struct bio *}, twice(1) == 2 {int})
 *       11:1 return
 * header.c:24:6: function void foo_submit(struct bio *bio) to 33
 * header.c:26:15: foo_submit: struct kiocb kiocb
 * header.c:27:4: struct kiocb kiocb .ki_flags = IOCB_DIRECT
 * header.c:28:4: struct kiocb kiocb .private = kmalloc(1, GFP_KERNEL)
 * header.c:24:6: flow of foo_submit
 *    0  28:14 kmalloc(1 {int; 1}, GFP_KERNEL {gfp_t; 3072})
 *       31:17 bio->bi_end_io {struct bio} = foo_end_io
 *       32:18 bio->bi_private {struct bio} = &kiocb
 *       33:1 return
 * kernel.h:105:20: function void bio_finish(struct bio *bio, bool dirty) to 109
 * kernel.h:107:2: bio_finish: if (bio->bi_flags & 1) true 108:3-108:33
 * kernel.h:105:20: flow of bio_finish
 *    0  107:6 if (bio->bi_flags & 1) -> 1 else -> 2
 *    1  108:3 bio_release_pages(bio {struct bio *}, dirty {bool})
 *       -> 2
 *    2  109:1 return
 * header.c:20:5: struct foo_operations foo_ops .check = check
 * header.c:20:30: struct foo_ops .flags = FOLL_GET | FOLL_WRITE
 * header.c:21:11: struct foo_operations foo_ops .end_io = foo_end_io
 * check-output-end
 */
