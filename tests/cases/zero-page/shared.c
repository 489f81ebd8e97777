// SPDX-License-Identifier: GPL-2.0-only
struct page { long flags; };
struct bio { int flags; void (*bi_end_io)(struct bio *bio); };
extern struct page zeroes[];
#define ZERO_PAGE(address) (zeroes + (address))
void get_page(struct page *page);
void put_page(struct page *page);
void unpin_user_page(struct page *page);
void bio_set_flag(struct bio *bio, unsigned int bit);
_Bool bio_flagged(struct bio *bio, unsigned int bit);
void __bio_add_page(struct bio *bio, struct page *page, unsigned int len, unsigned int off);
enum { BIO_PAGE_PINNED, BIO_NO_PAGE_REF };

void pin(struct bio *bio)
{
	bio_set_flag(bio, BIO_PAGE_PINNED);
}

#define __GFP_ZERO 0x100u
struct page *alloc_pages(unsigned int gfp, unsigned int order);
static struct page *blank;

int init(void)
{
	blank = alloc_pages(__GFP_ZERO, 4);
	return blank ? 0 : -12;
}

void pad(struct bio *bio, unsigned int len)
{
	get_page(blank);
	__bio_add_page(bio, blank, len, 0);
}

/*
 * check-name: zero-page: a reference on a page of zeroes that the file shares
 * check-command: diopin scan --kind=finding
 * check-exit: 1
 * check-output-start
 * fs/case.c:31:2: warning: get_page() takes a reference on the zero page blank that nothing drops [zero-page]
 * fs/case.c:31:2: note:   get_page() takes the reference
 * fs/case.c:32:2: note:   __bio_add_page() puts the page into a bio, whose release drops pins only
 * check-output-end
 */
