// SPDX-License-Identifier: GPL-2.0-only
/// Remove a parameter that says that pages are to be dirtied.
///
//# A template: "diopin series should-dirty" fills in the names.
//
// Confidence: Low
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_check_pages_dirty, bio_set_pages_dirty

@@
identifier b;
@@
 @FUNCTION@(struct bio *b
- , bool @NAME@
 )
 { ... }

@@
expression b, e;
@@
 @FUNCTION@(b
- , e
 )
