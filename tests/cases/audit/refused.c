// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct folio { int flags; };
struct scan_control;
bool folio_maybe_dma_pinned(struct folio *folio);
bool folio_clear_dirty_for_io(struct folio *folio);

static void write_out(struct folio *folio)
{
	folio_clear_dirty_for_io(folio);
}

void reclaim(struct folio *folio, struct scan_control *sc)
{
	if (folio_maybe_dma_pinned(folio))
		return;
	write_out(folio);
}

void write_back(struct folio *folio)
{
	if (!folio_maybe_dma_pinned(folio))
		folio_clear_dirty_for_io(folio);
}

/*
 * check-name: audit: claim 4 is true once each caller asks
 * check-command: diopin audit --claim=4
 * check-output-start
 * fs/case.c:15:6: note: claim 4, "nothing cleans a pinned page, so dirtying it again when the read completes is useless": true: each caller of what cleans asks whether the folio is pinned before it is cleaned: the dirtying when a read completes can be done without [claim]
 * fs/case.c:15:6: note:   reclaim asks, for write_out(): if (folio_maybe_dma_pinned(folio))
 * fs/case.c:22:7: note:   write_back() leaves a pinned folio alone: if (!folio_maybe_dma_pinned(folio))
 * check-output-end
 */
