// SPDX-License-Identifier: GPL-2.0-only
/// Pin user pages in the scatterlist of a request.
///
/// A function that has the iterator asks it whether the pages are pinned; one that
/// only has the request finds the answer there.  Pages that the kernel allocated
/// for the same list are freed as before.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages, sg_page, put_page, unpin_user_page

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier o, it, pages;
expression size, n, off, max;
@@
 @FUNCTION@(..., struct @OWNER@ *o, ...,
	    struct iov_iter *it, ...)
 {
	... when any
-	n = @API@(it, pages, size, max, off);
+	o->@FLAG@ = iov_iter_extract_will_pin(it);
+	n = iov_iter_extract_pages(it, &pages, size, max, 0, off);
	... when any
 }

@@
@@
 struct @OWNER@ {
	...
+	bool @FLAG@;
 };

@@
identifier g, it, i;
expression pages;
@@
 g(..., struct iov_iter *it, ...)
 {
	<+...
-	put_page(pages[i++]);
+	if (iov_iter_extract_will_pin(it))
+		unpin_user_page(pages[i]);
+	i++;
	...+>
 }

@@
identifier g, it;
expression page;
@@
 g(..., struct iov_iter *it, ...)
 {
	<+...
-	put_page(page);
+	if (iov_iter_extract_will_pin(it))
+		unpin_user_page(page);
	...+>
 }

@@
identifier other;
struct @OWNER@ *o;
expression page;
@@
-	if (o->other) __free_page(page); else put_page(page);
+	if (o->other)
+		__free_page(page);
+	else if (o->@FLAG@)
+		unpin_user_page(page);

@@
identifier g, o;
expression e;
idexpression page;
@@
 g(...)
 {
	... when any
	struct @OWNER@ *o = e;
	<+...
-	if (page)
-		put_page(page);
+	if (page && o->@FLAG@)
+		unpin_user_page(page);
	...+>
 }

@@
identifier g, o;
expression page, e;
@@
 g(...)
 {
	... when any
	struct @OWNER@ *o = e;
	<+...
-	put_page(page);
+	if (o->@FLAG@)
+		unpin_user_page(page);
	...+>
 }
