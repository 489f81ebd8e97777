// SPDX-License-Identifier: GPL-2.0-only
/// Release the pages of a bio instead of checking whether they are dirty.
///
//# Right only if nothing cleans a page that is pinned.
//
// Confidence: Low
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_check_pages_dirty, bio_set_pages_dirty

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
symbol true, false, REQ_OP_READ;
expression b, x, d;
@@
(
- if (x && d) {
-	bio_check_pages_dirty(b);
- } else {
-	bio_release_pages(b, d);
-	bio_put(b);
- }
+ bio_release_pages(b, !x && bio_op(b) == REQ_OP_READ);
+ bio_put(b);
|
- if (d) {
-	bio_check_pages_dirty(b);
- } else {
	bio_release_pages(b, false);
	bio_put(b);
- }
|
- if (d)
-	bio_check_pages_dirty(b);
- else {
	bio_release_pages(b, false);
	bio_put(b);
- }
|
  if (d) {
  ...
- bio_check_pages_dirty(b);
+ bio_release_pages(b, false);
+ bio_put(b);
  } else {
	bio_release_pages(b, false);
	bio_put(b);
 }
)
