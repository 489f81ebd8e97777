#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What the rule files of cocci/ change in MODE=patch.

. ./lib.sh

# The patch of bio_release_pages(): arguments, arms, and what it must not touch.
cat >"$work/args.c" <<'END'
static void args(struct bio *bio, struct dio *dio, bool a, bool b, bool c)
{
	bio_release_pages(bio, true);
	bio_release_pages(bio, a || b);
	bio_release_pages(bio, a ? b : c);
	bio_release_pages(bio, a && b);
	bio_release_pages(bio, a |= b);
	bio_release_pages(bio, bio_data_dir(bio) == READ);
	bio_release_pages(&dio->bio, dio->flags & DIO_MARKS);
	bio_release_pages(bio, !(a || b));
	bio_release_pages(bio, false);
}
END
cat >"$work/args.after" <<'END'
static void args(struct bio *bio, struct dio *dio, bool a, bool b, bool c)
{
	if (bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	if ((a || b) && bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	if ((a ? b : c) && bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	if (a && b && bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	if ((a |= b) && bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	if (bio_data_dir(bio) == READ && bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	if (dio->flags & DIO_MARKS && bio_flagged(&dio->bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(&dio->bio);
	bio_release_pages(&dio->bio, false);
	if (!(a || b) && bio_flagged(bio, BIO_PAGE_PINNED))
		bio_set_pages_dirty(bio);
	bio_release_pages(bio, false);
	bio_release_pages(bio, false);
}
END
patches bio_release_pages "$work/args.c" "$work/args.after" "any argument"
same "bio_release_pages: and is laid out as the kernel has it" \
	"$work/args.after" "$work/patched.c"

cat >"$work/arms.c" <<'END'
static void arms(struct bio *bio, bool a, bool b, bool c)
{
	if (a)
		bio_release_pages(bio, true);
	else
		bio_put(bio);
	if (a)
		bio_put(bio);
	else
		bio_release_pages(bio, b);
	if (a)
		bio_release_pages(bio, b || c);
	if (a)
		if (b)
			bio_release_pages(bio, c);
		else
			bio_put(bio);
	while (next(bio))
		bio_release_pages(bio, c);
	if (a) {
		bio_put(bio);
	} else if (b)
		bio_release_pages(bio, c);
	if (a)
		bio_release_pages(bio, c);
	else {
		bio_put(bio);
	}
}
END
cat >"$work/arms.after" <<'END'
static void arms(struct bio *bio, bool a, bool b, bool c)
{
	if (a) {
		if (bio_flagged(bio, BIO_PAGE_PINNED))
			bio_set_pages_dirty(bio);
		bio_release_pages(bio, false);
	} else
		bio_put(bio);
	if (a) {
		bio_put(bio);
	} else {
		if (b && bio_flagged(bio, BIO_PAGE_PINNED))
			bio_set_pages_dirty(bio);
		bio_release_pages(bio, false);
	}
	if (a) {
		if ((b || c) && bio_flagged(bio, BIO_PAGE_PINNED))
			bio_set_pages_dirty(bio);
		bio_release_pages(bio, false);
	}
	if (a) {
		if (b) {
			if (c && bio_flagged(bio, BIO_PAGE_PINNED))
				bio_set_pages_dirty(bio);
			bio_release_pages(bio, false);
		} else
			bio_put(bio);
	}
	while (next(bio)) {
		if (c && bio_flagged(bio, BIO_PAGE_PINNED))
			bio_set_pages_dirty(bio);
		bio_release_pages(bio, false);
	}
	if (a) {
		bio_put(bio);
	} else if (b) {
		if (c && bio_flagged(bio, BIO_PAGE_PINNED))
			bio_set_pages_dirty(bio);
		bio_release_pages(bio, false);
	}
	if (a) {
		if (c && bio_flagged(bio, BIO_PAGE_PINNED))
			bio_set_pages_dirty(bio);
		bio_release_pages(bio, false);
	} else {
		bio_put(bio);
	}
}
END
patches bio_release_pages "$work/arms.c" "$work/arms.after" "sole statements of an arm"
same "bio_release_pages: and they are laid out as the kernel has it" \
	"$work/arms.after" "$work/patched.c"

cat >"$work/alone.c" <<'END'
#define DROP(bio) do { bio_release_pages(bio, true); bio_put(bio); } while (0) /* found */

static void alone(struct bio *bio, struct bio_list *list, bool dirty)
{
	bio_release_pages(bio_list_pop(list), true); /* found */
	bio_release_pages(bio++, true); /* found */
	dirty ? bio_release_pages(bio, true) : bio_put(bio); /* found */
	__bio_release_pages(bio, true);
	bio_release_pages(bio, 0);
	bio_release_pages(bio, false);
}
END
finds bio_release_pages "$work/alone.c" "what is not a literal false, also in macros"
patches bio_release_pages "$work/alone.c" "$work/alone.c" "what it leaves alone"

done_testing
