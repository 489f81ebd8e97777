// SPDX-License-Identifier: GPL-2.0-only
/// Dirty the pages of a bio in the caller instead of in bio_release_pages().
///
/// The release does nothing unless a condition on the bio holds, so the
/// dirtying stands under that condition as well.  The argument comes first,
/// because it always was evaluated, and once.
///
//# A template: "diopin series mark-dirty" reads the condition off the tree and
//# writes it, in terms of b, where GUARD(b) stands (the whole condition) and
//# where OPERAND(b) stands (an operand of &&, so in parentheses if it needs
//# them).
//# A bio that is not safe to name three times is left alone.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_release_pages, bio_set_pages_dirty, mark_dirty

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
symbol true, false;
expression b, x, y;
assignment operator op;
@@
(
  bio_release_pages(b, \(false\|0\));
|
  bio_release_pages(
	<+... \(x(...)\|x++\|++x\|x--\|--x\|x = y\|x op y\) ...+>, ...);
|
- bio_release_pages(b, \(true\|1\));
+ if (GUARD(b))
+	bio_set_pages_dirty(b);
+ bio_release_pages(b, false);
|
- bio_release_pages(b, x || y);
+ if ((x || y) && OPERAND(b))
+	bio_set_pages_dirty(b);
+ bio_release_pages(b, false);
|
- bio_release_pages(b, x);
+ if (x && OPERAND(b))
+	bio_set_pages_dirty(b);
+ bio_release_pages(b, false);
)
