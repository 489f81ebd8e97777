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

_Bool has_refs(struct bio *bio)
{
	return !bio_flagged(bio, BIO_NO_PAGE_REF);
}

void pad(struct bio *bio, unsigned int len)
{
	struct page *page = ZERO_PAGE(0);

	get_page(page);
	__bio_add_page(bio, page, len, 0);
}

/*
 * check-name: zero-page: bios that put references, as before 6.5
 * check-command: diopin scan --kind=finding
 * check-exit: 0
 * check-output-start
 * check-output-end
 */
