// SPDX-License-Identifier: GPL-2.0-only
#include "../kernel.h"

bool in_task(void);

static void foo_end_io(struct bio *bio)
{
	if (check())
		bio_release_pages(bio, true); /* found */
	bio_release_pages(bio, false);
}

/* What it is called with may be false. */
static void bar_end_io(struct bio *bio)
{
	bio_release_pages(bio, check());
}

/* It knows where it may sleep. */
static void baz_end_io(struct bio *bio)
{
	if (in_task())
		bio_release_pages(bio, true);
}

/* Nobody calls it in an interrupt, as far as this file can tell. */
static void qux(struct bio *bio)
{
	bio_release_pages(bio, true);
}

void submit(struct bio *bio)
{
	bio->bi_end_io = foo_end_io;
	bio->bi_end_io = bar_end_io;
	bio->bi_end_io = baz_end_io;
	qux(bio);
}
