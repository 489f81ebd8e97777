// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct sock { void *sk_user_data; void (*sk_destruct)(struct sock *sk); };
struct ring { struct page **pages; unsigned long n; };

static void ring_release(struct ring *ring)
{
	unpin_user_pages_dirty_lock(ring->pages, ring->n, true);
	kvfree(ring->pages);
}

static void ring_sock_destruct(struct sock *sk)
{
	ring_release(sk->sk_user_data);
}

int ring_create(struct sock *sk, struct ring *ring)
{
	sk->sk_user_data = ring;
	sk->sk_destruct = ring_sock_destruct;
	return 0;
}

/*
 * check-name: dirty-in-atomic: in the destructor of a socket
 * check-command: diopin scan -k dirty-in-atomic
 * check-exit: 1
 * check-output-start
 * fs/case.c:8:2: warning: unpin_user_pages_dirty_lock() may sleep, and ring_sock_destruct() is a socket's destructor, which softirqs may call [dirty-in-atomic]
 * fs/case.c:20:18: note:   ring_sock_destruct() is made a socket's destructor, which softirqs may call
 * fs/case.c:14:2: note:   ring_release() is called
 * fs/case.c:8:2: note:   unpin_user_pages_dirty_lock() sleeps for the lock of a page
 * check-output-end
 */
