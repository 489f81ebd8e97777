// SPDX-License-Identifier: GPL-2.0-only
/// Pin user pages that share a path with pages of the kernel.
///
/// The function that makes the array says by a parameter whether its pages are to
/// be let go of.  Another parameter goes along and says whether they are pinned.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages_alloc, put_page, unpin_user_page

@acquire@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier pages, it, held;
expression n, size, off;
@@
 @FUNCTION@(..., struct page ***pages, ..., struct iov_iter *it, ..., int *held
+	, bool *@FLAG@
	)
 {
	<+...
-	n = @API@(it, pages, size, off);
-	if (n < 0)
-		return n;
+	*pages = NULL;
+	n = iov_iter_extract_pages(it, pages, size, INT_MAX, 0, off);
+	if (n < 0) {
+		kvfree(*pages);
+		*pages = NULL;
+		return n;
+	}
	*held = 1;
+	*@FLAG@ = iov_iter_extract_will_pin(it);
	...+>
 }

@caller@
identifier g, held;
expression list args;
@@
 g(...)
 {
	... when any
	int held = 0;
+	bool @FLAG@ = false;
	<+...
	@FUNCTION@(args, &held
+		, &@FLAG@
		)
	...+>
 }

@@
identifier caller.g, caller.held;
identifier put = { @PUTTERS@ };
expression p, n;
@@
 g(...)
 {
	<...
	if (held) {
	<+...
-	put(p, n);
+	if (@FLAG@)
+		put(p, n);
	...+>
	}
	...>
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
