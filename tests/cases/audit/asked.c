// SPDX-License-Identifier: GPL-2.0-only
typedef _Bool bool;
struct folio { int flags; };
bool folio_maybe_dma_pinned(struct folio *folio);
bool folio_clear_dirty_for_io(struct folio *folio);
struct folio *next_folio(void);
void unlock(struct folio *folio);

static bool is_pinned(struct folio *folio)
{
	return folio_maybe_dma_pinned(folio);
}

static bool is_pinned_or_not(struct folio *folio)
{
	if (folio->flags)
		return 0;
	return folio_maybe_dma_pinned(folio);
}

int early_return(struct folio *folio)
{
	if (folio_maybe_dma_pinned(folio))
		return 0;
	return folio_clear_dirty_for_io(folio);
}

int by_label(struct folio *folio)
{
	int ret = 0;

	if (!folio->flags || is_pinned(folio))
		goto out;
	ret = folio_clear_dirty_for_io(folio);
out:
	unlock(folio);
	return ret;
}

void in_loop(void)
{
	struct folio *folio;

	while ((folio = next_folio())) {
		bool pinned = folio_maybe_dma_pinned(folio);

		if (pinned)
			continue;
		folio_clear_dirty_for_io(folio);
	}
}

static void helper(struct folio *folio, int how)
{
	if (how)
		folio_clear_dirty_for_io(folio);
}

void all_callers(struct folio *folio)
{
	if (!folio_maybe_dma_pinned(folio))
		helper(folio, 1);
}

void sometimes(struct folio *folio, bool sync)
{
	if (!sync && folio_maybe_dma_pinned(folio))
		return;
	folio_clear_dirty_for_io(folio);
}

void the_first_only(void)
{
	struct folio *folio = next_folio();

	if (folio_maybe_dma_pinned(folio))
		return;
	for (; folio; folio = next_folio())
		folio_clear_dirty_for_io(folio);
}

void another(struct folio *folio, struct folio *other)
{
	if (folio_maybe_dma_pinned(other))
		return;
	folio_clear_dirty_for_io(folio);
}

void half_an_answer(struct folio *folio)
{
	if (is_pinned_or_not(folio))
		return;
	folio_clear_dirty_for_io(folio);
}

void the_wrong_way(struct folio *folio)
{
	if (folio_maybe_dma_pinned(folio))
		folio_clear_dirty_for_io(folio);
}

static void one_does_not(struct folio *folio)
{
	folio_clear_dirty_for_io(folio);
}

void asks(struct folio *folio)
{
	if (!folio_maybe_dma_pinned(folio))
		one_does_not(folio);
}

void does_not_ask(struct folio *folio)
{
	one_does_not(folio);
}

/*
 * check-name: audit: a question counts if it bars every way to the cleaning
 * check-command: diopin audit --claim=4
 * check-output-start
 * fs/case.c:23:6: note: claim 4, "nothing cleans a pinned page, so dirtying it again when the read completes is useless": partly: 6 of 10 calls that clean folios for writeback do not ask whether the folio is pinned: a page that a read is still filling may be cleaned, and without the dirtying at completion its data are lost [claim]
 * fs/case.c:23:6: note:   early_return() leaves a pinned folio alone: if (folio_maybe_dma_pinned(folio))
 * fs/case.c:32:23: note:   by_label() leaves a pinned folio alone: if (!folio->flags || is_pinned(folio))
 * fs/case.c:47:7: note:   in_loop() leaves a pinned folio alone: if (pinned)
 * fs/case.c:61:7: note:   all_callers() keeps a pinned folio from helper(): if (!folio_maybe_dma_pinned(folio))
 * fs/case.c:69:2: note:   sometimes() may clean a pinned folio: folio_clear_dirty_for_io(folio);
 * fs/case.c:79:3: note:   the_first_only() may clean a pinned folio: folio_clear_dirty_for_io(folio);
 * fs/case.c:86:2: note:   another() may clean a pinned folio: folio_clear_dirty_for_io(folio);
 * fs/case.c:93:2: note:   half_an_answer() may clean a pinned folio: folio_clear_dirty_for_io(folio);
 * fs/case.c:99:3: note:   the_wrong_way() may clean a pinned folio: folio_clear_dirty_for_io(folio);
 * fs/case.c:104:2: note:   one_does_not() may clean a pinned folio: folio_clear_dirty_for_io(folio);
 * check-output-end
 */
