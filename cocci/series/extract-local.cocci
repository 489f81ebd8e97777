// SPDX-License-Identifier: GPL-2.0-only
/// Pin pages that are let go of in the function that takes them.
///
/// Whether they are pinned is asked of the iterator, and unpinned is under the
/// answer.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages, put_page, unpin_user_page

@acquire exists@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier it;
expression n, array, size, max, off;
@@
 @FUNCTION@(..., struct iov_iter *it, ...)
 {
	... when any
	    when != it = ...
	n = @API@(it, array, size, max, off);
	... when any
	    when != it = ...
 }

@@
identifier acquire.it;
expression acquire.n, acquire.array, acquire.size, acquire.max, acquire.off;
expression i;
@@
 @FUNCTION@(..., struct iov_iter *it, ...)
 {
+	bool @FLAG@ = iov_iter_extract_will_pin(it);
+	struct page **@POINTER@;
	<...
(
-	n = @API@(it, array, size, max, off);
+	@POINTER@ = array;
+	n = iov_iter_extract_pages(it, &@POINTER@, size, max, 0, off);
|
-	put_page(array[i]);
+	if (@FLAG@)
+		unpin_user_page(array[i]);
)
	...>
 }
