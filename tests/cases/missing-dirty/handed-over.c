// SPDX-License-Identifier: GPL-2.0-only
struct page;
struct args { struct page **pages; int n; _Bool is_pinned; _Bool may_block; };
struct io { _Bool marks; _Bool write; };

static void let_go(struct args *args, _Bool marks)
{
	int i;

	for (i = 0; i < args->n; i++) {
		if (args->is_pinned)
			unpin_user_page(args->pages[i]);
	}
}

static void let_go_dirty(struct args *args, _Bool marks)
{
	int i;

	for (i = 0; i < args->n; i++) {
		if (marks)
			set_page_dirty_lock(args->pages[i]);
		if (args->is_pinned)
			unpin_user_page(args->pages[i]);
	}
}

static void send_clean(struct args *args, struct io *io)
{
	args->may_block = io->marks;
	let_go(args, io->marks);
}

static long direct_io(struct io *io, struct args *args,
			 struct iov_iter *iter, int write)
{
	unsigned long start;
	long ret;

	io->marks = !write && user_backed_iter(iter);
	args->is_pinned = iov_iter_extract_will_pin(iter);
	ret = iov_iter_extract_pages(iter, &args->pages, 65536, 16, 0, &start);
	if (ret > 0)
		send_clean(args, io);
	return ret;
}

struct told { _Bool should_dirty; };

static long direct_io_told(struct told *told, struct args *args,
			      struct iov_iter *iter, int write)
{
	unsigned long start;
	long ret;

	told->should_dirty = !write && user_backed_iter(iter);
	args->is_pinned = iov_iter_extract_will_pin(iter);
	ret = iov_iter_extract_pages(iter, &args->pages, 65536, 16, 0, &start);
	if (ret > 0)
		let_go_dirty(args, told->should_dirty);
	return ret;
}

/*
 * check-name: a flag for dirtying is handed to what lets go, and not looked at
 * check-command: diopin scan -k missing-dirty
 * check-exit: 1
 * check-output-start
 * fs/case.c:12:4: warning: unpin_user_page() lets go of pages clean, though io->marks, which send_clean() hands over, remembers that they are to be dirtied [missing-dirty]
 * fs/case.c:40:12: note:   io->marks is set for reads into user memory
 * fs/case.c:31:2: note:   let_go() is told
 * fs/case.c:12:4: note:   unpin_user_page() lets go of the pages, and nothing in let_go() looks at marks
 * check-output-end
 */
