// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter;
void iov_iter_kvec(struct iov_iter *i, unsigned int dir, void *v, unsigned long n, unsigned long len);
unsigned long copy_to_iter(const void *p, unsigned long n, struct iov_iter *i);
struct iov_iter { int type; };
enum { ITER_DEST, ITER_SOURCE };

unsigned long reply(void *vec, const void *text, unsigned long len)
{
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_SOURCE, vec, 1, len);
	return copy_to_iter(text, len, &iter);
}

/*
 * check-name: direction-inverted: a source that is filled
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:12:2: warning: iov_iter_kvec() sets iter up as a source, and copy_to_iter() copies into it [direction-inverted]
 * fs/case.c:12:2: note:   iov_iter_kvec() sets iter up to be read from
 * fs/case.c:13:9: note:   copy_to_iter() does the opposite
 * check-output-end
 */
