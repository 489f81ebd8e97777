// SPDX-License-Identifier: GPL-2.0-only
struct iov_iter { int type; };
struct msghdr { struct iov_iter msg_iter; };
struct socket;
void iov_iter_bvec(struct iov_iter *i, unsigned int dir, void *v, unsigned long n, unsigned long len);
int sock_sendmsg(struct socket *sock, struct msghdr *msg);
enum { ITER_DEST, ITER_SOURCE };

static int transmit(struct socket *sock, struct msghdr *msg)
{
	return sock_sendmsg(sock, msg);
}

int request(struct socket *sock, void *bvec, unsigned long len)
{
	struct msghdr msg = { 0 };

	iov_iter_bvec(&msg.msg_iter, ITER_DEST, bvec, 1, len);
	return transmit(sock, &msg);
}

/*
 * check-name: direction-inverted: a destination in a message that another function sends
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:18:2: warning: iov_iter_bvec() sets msg.msg_iter up as a destination, and transmit() takes data from it [direction-inverted]
 * fs/case.c:18:2: note:   iov_iter_bvec() sets msg.msg_iter up to be written to
 * fs/case.c:19:9: note:   transmit() does the opposite
 * check-output-end
 */
