// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct page;
struct iov_iter;
struct bio_vec { struct page *bv_page; };
struct io_mapped_ubuf { unsigned int nr_bvecs; struct bio_vec bvec[16]; };
void *kvmalloc_array(unsigned long n, unsigned long size, int gfp);
long pin_user_pages(unsigned long start, unsigned long n, unsigned int flags,
		    struct page **pages);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n,
				 bool dirty);
void iov_iter_bvec(struct iov_iter *i, unsigned int direction,
		   const struct bio_vec *bvec, unsigned long n, unsigned long c);

int register_buffer(struct io_mapped_ubuf *imu, unsigned long start)
{
	struct page **pages = kvmalloc_array(16, sizeof(*pages), GFP_KERNEL);
	unsigned int i;

	if (pin_user_pages(start, 16, FOLL_WRITE | FOLL_LONGTERM, pages) != 16)
		return -1;
	for (i = 0; i < 16; i++)
		imu->bvec[i].bv_page = pages[i];
	imu->nr_bvecs = 16;
	return 0;
}

void import_fixed(struct io_mapped_ubuf *imu, struct iov_iter *iter, int rw)
{
	iov_iter_bvec(iter, rw, imu->bvec, imu->nr_bvecs, 1);
}

void unregister_buffer(struct io_mapped_ubuf *imu)
{
	unsigned int i;

	for (i = 0; i < imu->nr_bvecs; i++)
		unpin_user_pages_dirty_lock(&imu->bvec[i].bv_page, 1, true);
}

/*
 * check-name: audit: claim 7 is false once unregistering dirties
 * check-command: diopin audit --claim=7
 * check-output-start
 * fs/case.c:30:2: note: claim 7, "nobody dirties the pages of IO_URING_OP_READ_FIXED (ITER_BVEC)": false: calls around the registered buffers that may dirty pages: 1; that let go of them without: 0 [claim]
 * fs/case.c:30:2: note:   import_fixed() makes a kernel's iterator of the buffer: iov_iter_bvec(iter, rw, imu->bvec, imu->nr_bvecs, 1);
 * fs/case.c:20:6: note:   registering pins the pages, to be written to, for long: if (pin_user_pages(start, 16, FOLL_WRITE | FOLL_LONGTERM, pages) != 16)
 * fs/case.c:38:3: note:   unregister_buffer() may dirty pages: unpin_user_pages_dirty_lock(&imu->bvec[i].bv_page, 1, true);
 * check-output-end
 */
