// SPDX-License-Identifier: GPL-2.0-only
/// Lend pages of a kernel iterator to a request, without references.
///
/// The array goes with a request whose completion put the pages and freed the
/// array.  The owner of the iterator keeps the pages until the request completes,
/// so only the array is to be freed.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages_alloc, put_page, kvfree

@lend@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier pages, hand_on, done, object, member;
expression it, n, size, off;
@@
 @FUNCTION@(...)
 {
	<+...
	{
	...
	struct page **pages;
	...
-	n = @API@(it, &pages, size, off);
+	pages = NULL;
+	n = iov_iter_extract_pages(it, &pages, size, INT_MAX, 0, off);
	if (n < 0) {
+		kvfree(pages);
		...
	}
	...
	hand_on(object, ..., pages, ...);
	...
	}
	...+>
	object->member = done;
	...
 }

@@
identifier lend.done;
identifier put = { @PUTTERS@ };
expression pages, c;
@@
 done(...)
 {
	<...
-	if (c) { put(pages, ...); }
+	if (c)
+		kvfree(pages);
	...>
 }

@@
identifier lend.done;
identifier put = { @PUTTERS@ };
expression pages;
@@
 done(...)
 {
	<...
-	put(pages, ...);
+	kvfree(pages);
	...>
 }

@loop@
identifier lend.done, i;
expression pages, first, more, step;
type T;
@@
 done(...)
 {
	<...
(
-	for (T i = first; more; step) put_page(pages[i]);
|
-	for (i = first; more; step) put_page(pages[i]);
)
	kvfree(pages);
	...>
 }

@depends on loop@
identifier lend.done, n;
expression pages, c, e;
type T;
@@
 done(...)
 {
	<...
-	if (c) { T n = e; kvfree(pages); }
+	if (c)
+		kvfree(pages);
	...>
 }

@depends on loop@
identifier lend.done;
expression pages, c;
@@
 done(...)
 {
	<...
-	if (c) { kvfree(pages); }
+	if (c)
+		kvfree(pages);
	...>
 }
