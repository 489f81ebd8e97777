// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
struct file;
void iov_iter_bvec(struct iov_iter *i, unsigned int dir, void *v, unsigned long n, unsigned long len);
long vfs_iter_read(struct file *f, struct iov_iter *i, long long *pos, int flags);
long vfs_iter_write(struct file *f, struct iov_iter *i, long long *pos, int flags);
enum { ITER_DEST, ITER_SOURCE };

long by_choice(struct file *f, void *bvec, unsigned long len, long long pos, int write)
{
	struct iov_iter iter;

	iov_iter_bvec(&iter, write ? ITER_SOURCE : ITER_DEST, bvec, 1, len);
	if (write)
		return vfs_iter_write(f, &iter, &pos, 0);
	return vfs_iter_read(f, &iter, &pos, 0);
}

long by_value(struct file *f, void *bvec, unsigned long len, long long pos, int rw)
{
	struct iov_iter iter;

	iov_iter_bvec(&iter, rw, bvec, 1, len);
	if (rw == ITER_SOURCE)
		return vfs_iter_write(f, &iter, &pos, 0);
	return vfs_iter_read(f, &iter, &pos, 0);
}

/*
 * check-name: direction-inverted: a direction that the same condition chooses
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
