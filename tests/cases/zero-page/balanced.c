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

static struct page *kept;

void pad(struct bio *bio, unsigned int len)
{
	__bio_add_page(bio, ZERO_PAGE(0), len, 0);
}

void init(void)
{
	kept = ZERO_PAGE(0);
	get_page(kept);
}

void finish(void)
{
	put_page(kept);
}

void data(struct bio *bio, struct page *page, unsigned int len)
{
	get_page(page);
	__bio_add_page(bio, page, len, 0);
}

/*
 * check-name: zero-page: none, one that is put, and pages that are not zero
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
