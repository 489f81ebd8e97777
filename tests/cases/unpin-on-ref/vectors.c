// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct bio_vec { struct page *bv_page; unsigned int bv_len, bv_offset; };

static long fill(struct iov_iter *iter, struct bio_vec *bvecs)
{
	struct page *pages[16];
	unsigned long start;
	long bytes;
	int i;

	bytes = iov_iter_get_pages2(iter, pages, 65536, 16, &start);
	for (i = 0; i * 4096 < bytes; i++)
		bvec_set_page(&bvecs[i], pages[i], 4096, 0);
	return bytes;
}

static long get_vectors(struct iov_iter *iter, struct bio_vec **bvecs)
{
	struct bio_vec *bv = kcalloc(16, sizeof(*bv), GFP_KERNEL);

	*bvecs = bv;
	return fill(iter, bv);
}

static void put_vectors(struct bio_vec *bvecs, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		unpin_user_page(bvecs[i].bv_page);
	}
	kvfree(bvecs);
}

static long direct_write(struct iov_iter *iter)
{
	struct bio_vec *bvecs;
	long bytes = get_vectors(iter, &bvecs);

	put_vectors(bvecs, bytes / 4096);
	return bytes;
}

/*
 * check-name: references in vectors that a caller got, unpinned in a helper
 * check-command: diopin scan -k unpin-on-ref
 * check-exit: 1
 * check-output-start
 * fs/case.c:31:3: warning: unpin_user_page() lets go of pins, but iov_iter_get_pages2() took references on these pages [unpin-on-ref]
 * fs/case.c:12:10: note:   iov_iter_get_pages2() takes references in fill()
 * fs/case.c:41:2: note:   direct_write() gives them to put_vectors()
 * fs/case.c:31:3: note:   unpin_user_page() lets go of pins in put_vectors()
 * check-output-end
 */
