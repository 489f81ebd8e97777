#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The rule files of cocci/ that say what is wrong, on small cases.

. ./lib.sh

coccicheck=$top/scripts/coccicheck
tree=$(kernel 6.12)

# run MODE KDIR M [COCCI] - status in $status, output in $work/out
run()
{
	status=0
	MODE=$1 KDIR=$2 M=$3 COCCI=${4:-} "$coccicheck" >"$work/out" 2>"$work/err" ||
		status=$?
}

# cases RULE - take the file on stdin, where a comment that begins with FIRES
# says where the rule has to and with what words: in $work/want
cases()
{
	mkdir -p "$work/cases/$1"
	cat >"$work/cases/$1/case.c"
	grep -n 'FIRES: ' "$work/cases/$1/case.c" |
		sed 's,:.*FIRES: , ,; s, \*/$,,' >"$work/want"
}

# fires RULE - where its cases say, and says what they say
fires()
{
	run report "$tree" "$work/cases/$1" "$top/cocci/$1.cocci"
	sed -n "s,^$work/cases/$1/case.c:\([0-9]*\):[0-9-]*: ,\1 ,p" \
		"$work/out" >"$work/got"
	same "$1: fires where it has to, look-alikes stay silent" \
		"$work/want" "$work/got"
	check "$1: status 1, and in silence" test $status -eq 1 -a ! -s "$work/err"
	run context "$tree" "$work/cases/$1" "$top/cocci/$1.cocci"
	check "$1: MODE=context marks as many" test \
		"$(grep -c '^-[^-]' "$work/out")" -eq "$(wc -l <"$work/want")"
}

# patched RULE - what MODE=patch takes away and puts in, in $work/got
patched()
{
	sed -i 's, */\* FIRES.*,,' "$work/cases/$1/case.c"
	run patch "$tree" "$work/cases/$1" "$top/cocci/$1.cocci"
	grep '^[-+][^-+]' "$work/out" | tr -d '\t' >"$work/got"
}

cases put_on_pinned <<'END'
static void element(struct umem *umem, int n)
{
	n = pin_user_pages(addr, n, FOLL_WRITE, &umem->pgs[0]);
	while (n--)
		put_page(umem->pgs[n]); /* FIRES: put_page() lets go of references, but pin_user_pages() took pins on these pages */
}

static int one(unsigned long addr)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	put_page(page); /* FIRES: put_page() lets go of references, but pin_user_pages_fast() took pins on these pages */
	return 0;
}

static void read_out(struct page **pages, int n)
{
	n = pin_user_pages(addr, n, FOLL_WRITE, pages);
	while (n--) {
		struct folio *folio = page_folio(pages[n]);

		folio_put(folio); /* FIRES: folio_put() lets go of references, but pin_user_pages() took pins on these pages */
	}
}

static void extracted(struct iov_iter *iter, struct req *req)
{
	req->n = iov_iter_extract_pages(iter, &req->pages, len, 16, 0, &offset);
	if (req->n > 0)
		release_pages(req->pages, req->n); /* FIRES: release_pages() lets go of references, but iov_iter_extract_pages() took pins, if any, on these pages */
}

static void short_of(struct umem *umem, int n)
{
	umem->n = pin_user_pages(addr, n, FOLL_WRITE, umem->pgs);
	if (umem->n < n)
		release_pages(umem->pgs, umem->n); /* FIRES: release_pages() lets go of references, but pin_user_pages() took pins on these pages */
	else
		unpin_user_pages(umem->pgs, umem->n);
}

static void flagged(struct umem *umem, int n)
{
	umem->n = pin_user_pages(addr, n, FOLL_WRITE, umem->pgs);
	if (umem->flags & UMEM_USER)
		unpin_user_pages(umem->pgs, umem->n);
	else
		release_pages(umem->pgs, umem->n);
}

static void among(struct umem *umem, int n)
{
	if (n)
		n = pin_user_pages(addr, n, FOLL_WRITE, umem->pgs);
	else
		umem->pgs[n++] = alloc_page(GFP_KERNEL);
	release_pages(umem->pgs, n);
}

static void both(struct umem *umem, int n)
{
	if (umem->longterm)
		n = pin_user_pages_fast(addr, n, FOLL_LONGTERM, umem->pgs);
	else
		n = get_user_pages_fast(addr, n, FOLL_WRITE, umem->pgs);
	if (!umem->longterm)
		release_pages(umem->pgs, n);
}

static void second_hold(struct page **pages)
{
	struct page *page;

	pin_user_pages(addr, 1, FOLL_WRITE, pages);
	page = pages[0];
	get_page(page);
	put_page(page);
	unpin_user_page(page);
}

static void another(unsigned long addr)
{
	struct page *page;

	pin_user_pages_fast(addr, 1, FOLL_WRITE, &page);
	unpin_user_page(page);
	page = alloc_page(GFP_KERNEL);
	put_page(page);
}

static void table(struct umem *umem, int n, struct page *page)
{
	pin_user_pages(addr, n, FOLL_WRITE, umem->pgs);
	put_page(page);
	put_page(umem->table);
}
END
fires put_on_pinned

cases unpin_on_ref <<'END'
static void element(struct sgl *sgl, int n)
{
	n = iov_iter_get_pages2(iter, sgl->pages, len, n, &off);
	while (n--)
		unpin_user_page(sgl->pages[n]); /* FIRES: unpin_user_page() lets go of pins, but iov_iter_get_pages2() took references on these pages */
}

static void allocated(struct iov_iter *iter, int n)
{
	struct page **pages;

	iov_iter_get_pages_alloc2(iter, &pages, len, &off);
	unpin_user_pages_dirty_lock(pages, n, true); /* FIRES: unpin_user_pages_dirty_lock() lets go of pins, but iov_iter_get_pages_alloc2() took references on these pages */
}

static void one(unsigned long addr)
{
	struct page *page;

	if (get_user_pages_fast(addr, 1, 0, &page) == 1)
		unpin_user_page(page); /* FIRES: unpin_user_page() lets go of pins, but get_user_pages_fast() took references on these pages */
}

static void flagged(struct sgl *sgl, int n)
{
	iov_iter_get_pages2(iter, sgl->pages, len, n, &off);
	if (sgl->is_pinned)
		unpin_user_pages(sgl->pages, n);
	else
		release_pages(sgl->pages, n);
}

static void both(struct iov_iter *iter, struct page **pages, int n)
{
	if (user_backed_iter(iter))
		n = iov_iter_extract_pages(iter, &pages, len, n, 0, &off);
	else
		n = iov_iter_get_pages2(iter, pages, len, n, &off);
	if (user_backed_iter(iter))
		unpin_user_pages(pages, n);
}

static void other(struct sgl *in, struct sgl *out, int n)
{
	get_user_pages_fast(addr, n, 0, in->pages);
	pin_user_pages_fast(addr, n, FOLL_WRITE, out->pages);
	unpin_user_pages(out->pages, n);
	release_pages(in->pages, n);
}
END
fires unpin_on_ref

cases direction_inverted <<'END'
static int filled(void *vec, const void *text, unsigned long len)
{
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_SOURCE, vec, 1, len); /* FIRES: iov_iter_kvec() sets iter up as a source, and copy_to_iter() copies into it */
	iov_iter_advance(&iter, 4);
	return copy_to_iter(text, len, &iter);
}

static int drained(struct socket *sock, void *bvec, unsigned long len)
{
	struct msghdr msg = { 0 };

	iov_iter_bvec(&msg.msg_iter, READ, bvec, 1, len); /* FIRES: iov_iter_bvec() sets msg.msg_iter up as a destination, and sock_sendmsg() takes data from it */
	return sock_sendmsg(sock, &msg);
}

static int member(struct file *file, struct kiocb *iocb, void *bvec)
{
	struct iov_iter iter;

	iov_iter_bvec(&iter, ITER_DEST, bvec, 1, len); /* FIRES: iov_iter_bvec() sets iter up as a destination, and file->f_op->write_iter() takes data from it */
	return file->f_op->write_iter(iocb, &iter);
}

static int imported(void *buf, unsigned long len, struct iov_iter *iter)
{
	int ret = import_ubuf(WRITE, buf, len, iter); /* FIRES: import_ubuf() sets iter up as a source, and iov_iter_zero() copies into it */

	return ret ? ret : iov_iter_zero(len, iter);
}

static int right(struct file *file, struct kiocb *iocb, void *bvec)
{
	struct iov_iter iter;

	iov_iter_bvec(&iter, ITER_DEST, bvec, 1, len);
	return file->f_op->read_iter(iocb, &iter);
}

static int both(bool write, void *bvec)
{
	struct iov_iter iter;

	if (write)
		iov_iter_bvec(&iter, ITER_SOURCE, bvec, 1, len);
	else
		iov_iter_bvec(&iter, ITER_DEST, bvec, 1, len);
	return write ? copy_from_iter(p, len, &iter) : copy_to_iter(p, len, &iter);
}

static int not_constant(int rw, void *bvec)
{
	struct iov_iter iter;

	iov_iter_bvec(&iter, rw, bvec, 1, len);
	return copy_to_iter(p, len, &iter);
}

static int who_knows(void *vec)
{
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_SOURCE, vec, 1, len);
	turn_around(&iter);
	return copy_to_iter(text, len, &iter);
}

static int anew(void *vec, struct iov_iter *other)
{
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_SOURCE, vec, 1, len);
	iter = *other;
	return copy_to_iter(text, len, &iter);
}
END
fires direction_inverted

cases will_pin_wrong_iter <<'END'
static long made(struct request *req, struct iov_iter *iter)
{
	long n = netfs_extract_user_iter(iter, len, &req->buffer.iter, 0);

	if (n < 0)
		return n;
	req->unpin = iov_iter_extract_will_pin(&req->buffer.iter); /* FIRES: iov_iter_extract_will_pin() is asked of &req->buffer.iter, but the pages were extracted from iter */
	return 0;
}

static void moved_on(struct request *req, struct iov_iter *iter)
{
	netfs_extract_user_iter(iter, len, &req->iter, 0);
	iter = next(iter);
	req->unpin = user_backed_iter(&req->iter); /* FIRES: user_backed_iter() is asked of &req->iter, but the pages were extracted from iter */
}

static void right(struct request *req, struct iov_iter *iter)
{
	netfs_extract_user_iter(iter, len, &req->iter, 0);
	req->unpin = iov_iter_extract_will_pin(iter);
}

static void before(struct request *req, struct iov_iter *iter)
{
	req->iter = *iter;
	req->unpin = iov_iter_extract_will_pin(&req->iter);
	netfs_extract_user_iter(iter, len, &req->iter, 0);
}

static void anew(struct request *req, struct iov_iter *iter)
{
	netfs_extract_user_iter(iter, len, &req->iter, 0);
	iov_iter_ubuf(&req->iter, ITER_DEST, buf, len);
	req->user = user_backed_iter(&req->iter);
}
END
fires will_pin_wrong_iter
patched will_pin_wrong_iter
echo '-req->unpin = iov_iter_extract_will_pin(&req->buffer.iter);
+req->unpin = iov_iter_extract_will_pin(iter);' >"$work/want"
same "will_pin_wrong_iter: the patch asks an iterator that is still the same" \
	"$work/want" "$work/got"

cases zero_page <<'END'
static void direct(struct bio *bio)
{
	get_page(ZERO_PAGE(0)); /* FIRES: get_page() takes a reference on the zero page ZERO_PAGE(0) that nothing drops */
	__bio_add_page(bio, ZERO_PAGE(0), len, 0);
}

static int local(struct bio *bio)
{
	struct page *page = ZERO_PAGE(0);

	get_page(page); /* FIRES: get_page() takes a reference on the zero page page that nothing drops */
	return bio_add_page(bio, page, len, 0) == len ? 0 : -EIO;
}

static void whole(struct bio *bio)
{
	struct folio *folio = largest_zero_folio();

	folio_get(folio); /* FIRES: folio_get() takes a reference on the zero page folio that nothing drops */
	bio_add_folio_nofail(bio, folio, len, 0);
}

static void other(struct bio *bio, struct page *data)
{
	struct page *page = ZERO_PAGE(0);

	__bio_add_page(bio, page, len, 0);
	page = data;
	get_page(page);
	__bio_add_page(bio, page, len, 0);
}
END
fires zero_page
patched zero_page
echo '-get_page(ZERO_PAGE(0));
-get_page(page);
-folio_get(folio);' >"$work/want"
same "zero_page: the patch takes nothing away but the references" \
	"$work/want" "$work/got"
run report "$(kernel 6.1)" "$work/cases/zero_page" "$top/cocci/zero_page.cocci"
check "zero_page: 6.1, where bios put references, status 0" test $status -eq 0
cat >>"$work/cases/zero_page/case.c" <<'END'
static void end_io(struct bio *bio)
{
	bio_for_each_segment_all(bv, bio, iter)
		put_page(bv->bv_page);
}
END
run report "$tree" "$work/cases/zero_page" "$top/cocci/zero_page.cocci"
check "zero_page: a file that puts the pages of its bios, status 0" \
	test $status -eq 0

done_testing
