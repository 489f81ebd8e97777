// SPDX-License-Identifier: GPL-2.0-only
/// A page is dirtied as its hold is dropped: by set_page_dirty_lock() or
/// folio_mark_dirty_lock() on the way to the release, or by
/// unpin_user_pages_dirty_lock() and unpin_user_page_range_dirty_lock().
/// These sleep, so the release is bound to process context.
///
//# Each place is one to look at, not a bug.
//# The release must be in the same function and name the page as the
//# dirtying does, or the array that it is an element of.
//
// Confidence: Medium
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: set_page_dirty_lock, folio_mark_dirty_lock, unpin_user_pages

virtual report
virtual context
virtual org

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

@one exists@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
expression page, E;
position p;
@@
(
* set_page_dirty_lock@p(page)
|
* folio_mark_dirty_lock@p(page_folio(page))
|
* folio_mark_dirty_lock@p(page)
)
  ... when != page = E
      when any
(
  put_page(page)
|
  folio_put(page)
|
  folio_put_refs(page, ...)
|
  unpin_user_page(page)
|
  unpin_user_folio(page, ...)
|
  unpin_folio(page)
|
  unmap_and_put_page(page, ...)
|
  folio_release_kmap(page, ...)
)

@script:python depends on report || org@
p << one.p;
@@
tell(p[0], "page is dirtied where the hold on it is dropped")

@several exists@
expression pages, i, E;
position p != one.p;
@@
(
* set_page_dirty_lock@p(pages[i])
|
* folio_mark_dirty_lock@p(pages[i])
)
  ... when != pages = E
      when any
(
  unpin_user_pages(pages, ...)
|
  unpin_folios(pages, ...)
|
  release_pages(pages, ...)
)

@script:python depends on report || org@
p << several.p;
@@
tell(p[0], "page is dirtied where the hold on its array is dropped")

@unpinned@
symbol false;
position p;
@@
(
  unpin_user_pages_dirty_lock(..., \(false\|0\))
|
* unpin_user_pages_dirty_lock@p(...)
|
  unpin_user_page_range_dirty_lock(..., \(false\|0\))
|
* unpin_user_page_range_dirty_lock@p(...)
)

@script:python depends on report || org@
p << unpinned.p;
@@
tell(p[0], "pages are dirtied where they are unpinned")
