// SPDX-License-Identifier: GPL-2.0-only
/// Ask the bio whether to dirty its pages, not a flag.
///
//# A template: "diopin series should-dirty" fills in the flag's name, and when a bio holds pages.
//
// Confidence: Low
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_check_pages_dirty, bio_set_pages_dirty

@@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
symbol true, false, REQ_OP_READ;
expression b, w, x, c;
@@
(
- if (w & @NAME@)
+ if (bio_op(b) == REQ_OP_READ && @GUARD@)
	bio_set_pages_dirty(b);
|
- if ((w & @NAME@) && c)
+ if (bio_op(b) == REQ_OP_READ && @GUARD@ && c)
	bio_set_pages_dirty(b);
|
- if (w->@NAME@)
+ if (bio_op(b) == REQ_OP_READ && @GUARD@)
	bio_set_pages_dirty(b);
|
- if (c && x == REQ_OP_READ && w->@NAME@)
+ if (c && x == REQ_OP_READ && @GUARD@)
	bio_set_pages_dirty(b);
|
- bio_release_pages(b, @NAME@);
+ bio_release_pages(b, bio_op(b) == REQ_OP_READ);
)
