#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The rule files of cocci/, each alone on small files.

. ./lib.sh

rules=
for rule in "$top"/cocci/*.cocci; do
	rules="$rules $(basename "$rule" .cocci)"
done

# Functions that spatch loses without being told: every rule sees into them.
hide()
{
	cat <<END
static int one(struct bio *bio, struct page *page, struct iov_iter *iter)
{
	char *buf __free(kfree) = NULL;
	bool dirty = false;

	$1
	return 0;
}

static int two(struct bio *bio, struct page *page, struct iov_iter *iter)
{
	bool dirty = false;

	guard(mutex)(&lock);
	$1
	return 0;
}

static int three(struct bio *bio, struct page *page, struct iov_iter *iter)
{
	bool dirty = false;

	scoped_guard(mutex, &lock) {
		$1
	}
	return 0;
}
END
}

# What zero_page asks of the tree around a file: bios drop pins, nothing else.
mkdir -p "$work/include/linux"
echo 'enum { BIO_PAGE_PINNED };' >"$work/include/linux/blk_types.h"

for name in $rules; do
	case $name in
	bio_release_pages)
		code="bio_release_pages(bio, true); /* found */" ;;
	iov_iter_get_pages)
		code="iov_iter_get_pages2(iter, &page, 1, 1, &off); /* found */" ;;
	page_dirty_lock)
		code="set_page_dirty_lock(page); /* found */
		put_page(page);" ;;
	should_dirty)
		code="dirty = user_backed_iter(iter); /* found */
		if (dirty)
			bio_set_pages_dirty(bio);" ;;
	iter_is_iovec)
		code="dirty = iter_is_iovec(iter); /* found */
		if (dirty)
			bio_set_pages_dirty(bio);" ;;
	direction_inverted)
		code="iov_iter_kvec(iter, ITER_SOURCE, vec, 1, len); /* found */
		copy_to_iter(buf, len, iter);" ;;
	put_on_pinned)
		code="pin_user_pages_fast(addr, 1, FOLL_WRITE, &page);
		put_page(page); /* found */" ;;
	unpin_on_ref)
		code="get_user_pages_fast(addr, 1, FOLL_WRITE, &page);
		unpin_user_page(page); /* found */" ;;
	will_pin_wrong_iter)
		code="netfs_extract_user_iter(iter, len, &req->iter, 0);
		req->pinned = iov_iter_extract_will_pin(&req->iter); /* found */" ;;
	zero_page)
		code="get_page(ZERO_PAGE(0)); /* found */
		__bio_add_page(bio, ZERO_PAGE(0), len, 0);" ;;
	*)	code="/* found */" ;;
	esac
	hide "$code" >"$work/hidden.c"
	finds "$name" "$work/hidden.c" "__free(), guard(), scoped_guard() hide nothing"
done

# What each rule takes for what it looks for, and what not.
cat >"$work/get.c" <<'END'
static ssize_t iov_iter_get_pages2(struct iov_iter *i, struct page **pages);

static ssize_t f(struct iov_iter *i, struct page **p, size_t *off)
{
	ssize_t n = iov_iter_get_pages(i, p, 1, 1, off); /* found */

	if (iov_iter_get_pages_alloc(i, &p, 1, off) < 0) /* found */
		return iov_iter_get_pages_alloc2(i, &p, 1, off); /* found */
	bio_iov_iter_get_pages(bio, i);
	iov_iter_extract_pages(i, &p, 1, 1, 0, off);
	/* iov_iter_get_pages2(i, p) */
	return n + iov_iter_get_pages2(i, p, 1, 1, off); /* found */
}
END
finds iov_iter_get_pages "$work/get.c" "calls of the four, no declaration"

cat >"$work/lock.c" <<'END'
static void f(struct page **pages, struct page *page, struct folio *folio,
	      struct bio_vec *bv, int n, bool dirty)
{
	int i;

	for (i = 0; i < n; i++) {
		if (dirty)
			set_page_dirty_lock(bv[i].bv_page); /* found */
		put_page(bv[i].bv_page);
	}
	for (i = 0; i < n; i++)
		set_page_dirty_lock(pages[i]); /* found */
	unpin_user_pages(pages, n);
	if (dirty)
		folio_mark_dirty_lock(folio); /* found */
	folio_put(folio);
	folio_mark_dirty_lock(page_folio(page)); /* found */
	unpin_user_page(page);
	unpin_user_pages_dirty_lock(pages, n, dirty); /* found */
	unpin_user_pages_dirty_lock(pages, n, true); /* found */
	unpin_user_page_range_dirty_lock(page, n, n > 3); /* found */
}

static void all(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		set_page_dirty_lock(pages[i]); /* found */
	release_pages(pages, n);
}

static void kept(struct page **pages, struct page *page, struct page *other, int n)
{
	set_page_dirty_lock(page);
	put_page(other);
	page = other;
	put_page(page);
	unpin_user_pages_dirty_lock(pages, n, false);
	unpin_user_page_range_dirty_lock(page, n, 0);
}

static void after(struct page *page)
{
	put_page(page);
	set_page_dirty_lock(page);
}
END
finds page_dirty_lock "$work/lock.c" "dirtying on the way to a release, of the same page"

cat >"$work/flags.c" <<'END'
/* A bit, set under nested ifs in one function and used in others. */
static void submit(struct dio *dio, struct iov_iter *iter)
{
	if (iov_iter_rw(iter) == READ) {
		dio->flags |= DIO_INLINE;
		if (user_backed_iter(iter))
			dio->flags |= DIO_OURS_TO_MARK; /* found */
	}
	if (user_backed_iter(iter))
		dio->flags |= DIO_ACCOUNTED;
}

static void submit_other(struct dio *dio, struct iov_iter *iter, bool read)
{
	if (read && likely(user_backed_iter(iter)))
		dio->flags |= DIO_OURS_TO_MARK | DIO_POLLED; /* found */
}

static void end(struct bio *bio)
{
	struct dio *dio = bio->bi_private;
	bool marks = dio->flags & DIO_OURS_TO_MARK;

	if (marks)
		bio_check_pages_dirty(bio);
	else
		bio_release_pages(bio, false);
}

/* A local. */
static void simple(struct bio *bio, struct iov_iter *iter, int rw)
{
	bool flag = false;

	if (rw == READ)
		if (user_backed_iter(iter))
			flag = true; /* found */
	bio_release_pages(bio, flag);
}

static void early(struct page *page, struct iov_iter *iter, bool write)
{
	bool flag = !write && iter_is_iovec(iter); /* found */

	if (!flag)
		return;
	set_page_dirty_lock(page);
}

static void sifted(struct page *page, struct iov_iter *iter, bool read)
{
	bool flag = read;

	if (iov_iter_is_kvec(iter))
		account(iter);
	else
		flag = read && user_backed_iter(iter); /* found */
	if (user_backed_iter(iter))
		account(iter);
	else
		flag = false; /* found */
	if (unlikely(!flag))
		account(iter);
	else
		set_page_dirty_lock(page);
}

/* A member, handed on to a function that has it as a parameter. */
static void put(struct page **pages, int n, bool mark)
{
	while (n--) {
		if (mark)
			set_page_dirty_lock(pages[n]);
		put_page(pages[n]);
	}
}

static void start(struct req *req, struct io *io, struct iov_iter *iter, bool write)
{
	bool ours = !write && user_backed_iter(iter); /* found */

	io->marks = ours;
	io->waits = user_backed_iter(iter);
}

static void done(struct io *io)
{
	put(io->pages, io->n, io->marks);
}

/* A value of a word. */
static void word(struct nfs *d, struct page *page, struct iov_iter *iter)
{
	if (user_backed_iter(iter))
		d->state = NFS_MARKS; /* found */
	if (d->state == NFS_MARKS)
		set_page_dirty(page);
}

/* Look-alikes. */
static void called_so(struct bio *bio, struct iov_iter *iter)
{
	bool should_dirty = user_backed_iter(iter);
	bool flag = user_backed_iter(iter);

	if (should_dirty)
		goto should_dirty;
	account(iter, flag);
should_dirty:
	bio_release_pages(bio, false);
}

static const struct dquot_operations ops = {
	.mark_dirty = dquot_mark_dquot_dirty,
};

static void quota(struct super_block *sb, struct iov_iter *iter)
{
	if (user_backed_iter(iter))
		sb->dq_op->mark_dirty = dquot_mark_dquot_dirty;
	sb->dq_op->mark_dirty(sb);
}

static int refuses(struct page *page, struct iov_iter *iter)
{
	int ret;

	if (!user_backed_iter(iter))
		return -EINVAL;
	ret = work(iter);
	if (!ret)
		set_page_dirty_lock(page);
	return ret;
}

static void release(struct bio *bio)
{
	bio_release_pages(bio, bio_data_dir(bio) == READ);
}

static void copies(struct bio *bio, struct iov_iter *iter)
{
	struct bio *copy = NULL;

	if (!user_backed_iter(iter))
		copy = bio;
	else
		release(copy);
	if (copy)
		bio_copy(bio, iter);
}
END
finds should_dirty "$work/flags.c" "flags by what they decide over, not by name"

cat >"$work/iovec.c" <<'END'
static void flag(struct bio *bio, struct iov_iter *iter, bool read)
{
	bool flag = read && iter_is_iovec(iter); /* found */

	if (iter_is_iovec(iter)) /* found */
		dio->flags |= DIO_MARKS;
	if (flag || dio->flags & DIO_MARKS)
		bio_set_pages_dirty(bio);
	if (read && unlikely(iter_is_iovec(iter))) { /* found */
		bio_set_pages_dirty(bio);
	}
	if (iter_is_iovec(iter)) { /* found */
		if (read)
			dio->flags |= DIO_MARKS;
	}
}

static int iovs(struct page *page, struct iov_iter *iter, bool read)
{
	bool flag = read && user_backed_iter(iter);
	const struct iovec *iov = NULL;
	bool one = iter_is_iovec(iter);

	if (!iter_is_iovec(iter))
		return -EINVAL;
	if (one && iter_is_iovec(iter))
		iov = iter_iov(iter);
	if (iter_is_iovec(iter)) {
		copy(iov);
		set_page_dirty_lock(page);
	}
	if (iter_is_iovec(iter)) {
		set_page_dirty_lock(page);
		iov = iter_iov(iter);
	}
	if (iter_is_iovec(iter)) {
		set_page_dirty_lock(page);
		return 1;
	}
	if (flag)
		set_page_dirty_lock(page);
	return iter_is_iovec(iter);
}
END
finds iter_is_iovec "$work/iovec.c" "where it decides over dirtying only"
sed '/found/s/iter_is_iovec/user_backed_iter/' "$work/iovec.c" >"$work/iovec.after"
patches iter_is_iovec "$work/iovec.c" "$work/iovec.after" "flags and guards"

done_testing
