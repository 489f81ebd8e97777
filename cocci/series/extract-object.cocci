// SPDX-License-Identifier: GPL-2.0-only
/// Let objects that are made of pinned pages own the pins.
///
/// Each object that was made of a page took a reference of its own, and those of
/// the array were put.  Now the pin moves to the object: the array's owner lets go
/// of what was not moved, an object that is split shares its page by another pin.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages_alloc, get_page, put_page, folio_add_pin

@taker@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier assign, o, page, member;
@@
 assign(struct @OWNER@ *o, struct page *page
+	, bool @FLAG@
	)
 {
	<+...
	o->member = page;
-	get_page(page);
+	o->@FLAG@ = @FLAG@;
	...+>
 }

@@
@@
 struct @OWNER@ {
	...
+	bool @FLAG@;
 };

@@
identifier taker.assign, page;
expression o;
@@
 @CREATE@(..., struct page *page
+	, bool @FLAG@
	, ...)
 {
	<+...
	assign(o, page
+		, @FLAG@
		);
	...+>
 }

@@
identifier g, o, taker.assign;
expression page, new, c, other;
@@
 g(struct @OWNER@ *o, ...)
 {
	<+...
-	if (c) other; else assign(new, page);
+	if (c) {
+		other;
+	} else {
+		if (o->@FLAG@)
+			folio_add_pin(page_folio(page));
+		assign(new, page, o->@FLAG@);
+	}
	...+>
 }

@@
identifier g, o, taker.assign;
expression page, new;
@@
 g(struct @OWNER@ *o, ...)
 {
	<+...
-	assign(new, page);
+	if (o->@FLAG@)
+		folio_add_pin(page_folio(page));
+	assign(new, page, o->@FLAG@);
	...+>
 }

@@
identifier h, o, page, taker.member;
@@
 h(struct @OWNER@ *o)
 {
	... when any
	struct page *page = o->member;
	<+...
-	put_page(page);
+	if (o->@FLAG@)
+		unpin_user_page(page);
	...+>
 }

@@
identifier it, pages, object, i, n;
identifier f = {
	@FUNCTIONS@
};
identifier put = { @PUTTERS@ };
expression size, off, nr, context;
@@
 f(..., struct iov_iter *it, ...)
 {
+	bool @FLAG@ = iov_iter_extract_will_pin(it);
	<+...
	{
	...
	struct page **pages;
+	unsigned int @MOVED@ = 0;
	...
-	n = @API@(it, &pages, size, off);
-	if (n < 0)
-		break;
+	pages = NULL;
+	n = iov_iter_extract_pages(it, &pages, size, INT_MAX, 0, off);
+	if (n < 0) {
+		kvfree(pages);
+		break;
+	}
	...
	for (i = 0; i < nr; i++) {
		...
		object = @CREATE@(context, pages[i]
+			, @FLAG@
			, ...);
		if (IS_ERR(object)) {
			...
		}
+		@MOVED@ = i + 1;
		...
	}
-	put(pages, nr);
+	if (@FLAG@)
+		put(pages + @MOVED@, nr - @MOVED@);
	kvfree(pages);
	...
	}
	...+>
 }

@@
identifier put = { @PUTTERS@ };
expression page;
@@
 put(...)
 {
	<+...
-	put_page(page);
+	unpin_user_page(page);
	...+>
 }
