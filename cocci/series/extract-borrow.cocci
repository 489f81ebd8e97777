// SPDX-License-Identifier: GPL-2.0-only
/// Use a page of a kernel iterator without taking a reference first.
///
/// The reference was put before the page was used, so nobody relied on it.  A
/// check that it had been taken goes with it.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages, put_page

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier page;
expression it, size, n, off;
@@
 @FUNCTION@(...)
 {
	...
	struct page *page;
+	struct page **@POINTER@ = &page;
	... when != page
-	n = @API@(it, &page, size, 1, off);
+	n = iov_iter_extract_pages(it, &@POINTER@, size, 1, 0, off);
	... when != page
(
-	VM_BUG_ON_PAGE(<+... page_count(page) ...+>, page);
-	put_page(page);
|
-	put_page(page);
)
	...
 }
