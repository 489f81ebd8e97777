// SPDX-License-Identifier: GPL-2.0-only
/// Pin pages of a request, and let the pin go where its dirty flag goes.
///
/// The function that lets go of the pages is told by an argument whether to dirty
/// them.  Whether to unpin them is told by another one, which is stored and passed
/// wherever that is.
///
//# A template: "diopin series extract" fills in the names between at signs.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter_get_pages, put_page, unpin_user_page, should_dirty

@release@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier put, dirty;
expression page;
@@
 put(..., bool dirty
+	, bool @FLAG@
	)
 {
	<+...
	if (dirty)
		\(set_page_dirty_lock\|set_page_dirty\)(page);
-	put_page(page);
+	if (@FLAG@)
+		unpin_user_page(page);
	...+>
 }

@holder@
identifier release.put, owner, member;
struct owner *o;
expression list args;
@@
 put(args, o->member
+	, o->@FLAG@
	)

@@
identifier holder.owner, holder.member;
@@
 struct owner {
	...
	bool member;
+	bool @FLAG@;
	...
 };

@caller@
identifier release.put, f, flag, it;
expression list args;
@@
 f(..., struct iov_iter *it, ...)
 {
	... when any
	bool flag = <+... user_backed_iter(it) ...+>;
+	bool @FLAG@ = iov_iter_extract_will_pin(it);
	<+...
	put(args, flag
+		, @FLAG@
		)
	...+>
 }

@@
identifier caller.f, caller.flag, holder.member, holder.owner;
struct owner *o;
@@
 f(...)
 {
	<...
	o->member = flag;
+	o->@FLAG@ = @FLAG@;
	...>
 }

@@
identifier pages;
expression it, n, size, max, off;
@@
 @FUNCTION@(...)
 {
	<...
	struct page *pages[max];
+	struct page **@POINTER@ = pages;
	...
-	n = @API@(it, pages, size, max, off);
+	n = iov_iter_extract_pages(it, &@POINTER@, size, max, 0, off);
	...>
 }
