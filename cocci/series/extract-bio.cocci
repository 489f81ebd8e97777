// SPDX-License-Identifier: GPL-2.0-only
/// Pin user pages that are put into a bio.
///
/// The bio is told that its pages are pinned; what does not go into it is let go
/// of as its pages are.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages, put_page, unpin_user_page, bio_set_flag

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
symbol @ITER@;
expression n, size, max, off, c;
identifier pages, array;
@@
 @FUNCTION@(...)
 {
	<...
-	if (c) {
-		pages = array;
-		n = iov_iter_get_pages2(@ITER@, pages, size, max, off);
-	} else {
-		n = iov_iter_get_pages_alloc2(@ITER@, &pages, size, off);
-	}
+	pages = NULL;
+	if (c)
+		pages = array;
+	n = iov_iter_extract_pages(@ITER@, &pages, size, max, 0, off);
	if (<+... n <= 0 ...+>) {
+		if (pages != array)
+			kvfree(pages);
		...
	}
	...>
 }

@@
symbol @ITER@;
expression n, size, max, off, flags;
identifier pages;
@@
 @FUNCTION@(...)
 {
	<...
(
-	n = @API@(@ITER@, pages, size, max, off);
+	n = iov_iter_extract_pages(@ITER@, &pages, size, max, 0, off);
|
-	n = @API@(@ITER@, pages, size, max, off, flags);
+	n = iov_iter_extract_pages(@ITER@, &pages, size, max, flags, off);
)
	...>
 }

@loop@
symbol @ITER@, @BIO@;
expression n, c;
@@
 @FUNCTION@(...)
 {
	<+...
+	if (iov_iter_extract_will_pin(@ITER@))
+		bio_set_flag(@BIO@, @PINNED@);
	while (c) {
		<+...
		n = iov_iter_extract_pages(@ITER@, ...);
		...+>
	}
	...+>
 }

@depends on !loop@
symbol @ITER@, @BIO@;
expression n;
@@
 @FUNCTION@(...)
 {
	<+...
+	if (iov_iter_extract_will_pin(@ITER@))
+		bio_set_flag(@BIO@, @PINNED@);
	n = iov_iter_extract_pages(@ITER@, ...);
	...+>
 }

@@
identifier f = {
	@ADDERS@
};
identifier b, page;
@@
 f(..., struct bio *b, ..., struct page *page, ...)
 {
	<+...
-	put_page(page);
+	@LET_GO@(b, page);
	...+>
 }

@@
symbol @BIO@;
expression page;
@@
 @FUNCTION@(...)
 {
	<+...
-	put_page(page);
+	@LET_GO@(@BIO@, page);
	...+>
 }

@@
@@
+static void @LET_GO@(struct bio *bio, struct page *page)
+{
+	if (bio_flagged(bio, @PINNED@))
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
