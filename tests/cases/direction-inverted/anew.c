// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
void iov_iter_kvec(struct iov_iter *i, unsigned int dir, void *v, unsigned long n, unsigned long len);
unsigned long copy_to_iter(const void *p, unsigned long n, struct iov_iter *i);
unsigned long copy_from_iter(void *p, unsigned long n, struct iov_iter *i);
void turn_round(struct iov_iter *i);
enum { ITER_DEST, ITER_SOURCE };

void again(void *vec, void *text, unsigned long len)
{
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_SOURCE, vec, 1, len);
	copy_from_iter(text, len, &iter);
	iov_iter_kvec(&iter, ITER_DEST, vec, 1, len);
	copy_to_iter(text, len, &iter);
	turn_round(&iter);
	copy_from_iter(text, len, &iter);
}

void two(void *vec, void *text, unsigned long len)
{
	struct iov_iter from, to, *i;

	iov_iter_kvec(&from, ITER_SOURCE, vec, 1, len);
	iov_iter_kvec(&to, ITER_DEST, vec, 1, len);
	i = &from;
	copy_from_iter(text, len, i);
	i = &to;
	copy_to_iter(text, len, i);
}

/*
 * check-name: direction-inverted: an iterator that is set up anew, and two through one pointer
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
