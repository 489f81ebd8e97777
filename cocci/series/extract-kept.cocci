// SPDX-License-Identifier: GPL-2.0-only
/// Pin user pages that a request keeps and shares with its bios.
///
/// The request remembers whether its pages are pinned, and tells its bios; who
/// took a reference on a page, or dropped one, does the same with a pin.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages, get_page, put_page, folio_add_pin, bio_set_flag

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier f = {
	@LACKING@
};
parameter list rest;
@@
 f(
+	struct @OWNER@ *@NAME@,
	rest)
 {
	...
 }

@@
identifier f = {
	@LACKING@
};
expression list rest;
@@
 f(
+	@NAME@,
	rest)

@@
@@
 struct @OWNER@ {
+	bool @FLAG@;
	...
 };

@@
struct @OWNER@ *o;
expression n, it, size, max, off;
@@
 @FUNCTION@(...)
 {
+	struct page **@POINTER@ = @NAME@->@MEMBER@;
	<+...
-	n = @API@(it, o->@MEMBER@, size, max, off);
+	n = iov_iter_extract_pages(it, &@POINTER@, size, max, 0, off);
	...+>
 }

@@
identifier page;
@@
	struct page *page = ZERO_PAGE(...);
	<+...
-	get_page(page);
	...+>

@@
struct @OWNER@ *o;
expression head, tail;
@@
-	while (head < tail)
-		put_page(o->@MEMBER@[head++]);
+	if (o->@FLAG@)
+		unpin_user_pages(o->@MEMBER@ + head, tail - head);
+	head = tail;

@@
identifier g, o;
expression page;
@@
 g(..., struct @OWNER@ *o, ...)
 {
	<+...
(
-	get_page(page);
+	@PIN@(o, page);
|
-	put_page(page);
+	@UNPIN@(o, page);
)
	...+>
 }

@@
identifier g, o;
expression page;
@@
 g(...)
 {
	... when any
	struct @OWNER@ *o;
	<+...
(
-	get_page(page);
+	@PIN@(o, page);
|
-	put_page(page);
+	@UNPIN@(o, page);
)
	...+>
 }

@@
identifier g, o, alloc = { bio_alloc, bio_alloc_bioset };
struct bio *bio;
@@
 g(..., struct @OWNER@ *o, ...)
 {
	<+...
	bio = alloc(...);
+	if (o->@FLAG@)
+		bio_set_flag(bio, @PINNED@);
	...+>
 }

@cleared@
identifier it;
struct @OWNER@ *o;
@@
 @MAKER@(..., struct iov_iter *it, ...)
 {
	... when any
	memset(o, ...);
+	o->@FLAG@ = iov_iter_extract_will_pin(it);
	... when any
 }

@depends on !cleared@
identifier it, alloc;
struct @OWNER@ *o;
statement S;
@@
 @MAKER@(..., struct iov_iter *it, ...)
 {
	... when any
	o = alloc(...);
	if (!o) S
+	o->@FLAG@ = iov_iter_extract_will_pin(it);
	... when any
 }

@@
@@
+static void @PIN@(struct @OWNER@ *@NAME@, struct page *page)
+{
+	if (@NAME@->@FLAG@)
+		folio_add_pin(page_folio(page));
+}
+
 @FIRST@(...)
 {
	...
 }

@@
@@
+static void @UNPIN@(struct @OWNER@ *@NAME@, struct page *page)
+{
+	if (@NAME@->@FLAG@)
+		unpin_user_page(page);
+}
+
 @FIRST@(...)
 {
	...
 }

@@
identifier r = { @RELEASE@ };
expression page, n;
@@
 r(...)
 {
	<+...
(
-	put_page(page);
+	unpin_user_page(page);
|
-	folio_put_refs(page, n);
+	unpin_user_folio(page, n);
)
	...+>
 }
