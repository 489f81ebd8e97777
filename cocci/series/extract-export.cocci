// SPDX-License-Identifier: GPL-2.0-only
/// Let modules share a pinned page.
///
/// folio_add_pin() takes another pin on a page that is pinned.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: folio_add_pin

@@
declarer name EXPORT_SYMBOL_GPL;
identifier folio;
@@
 void folio_add_pin(struct folio *folio) { ... }
+EXPORT_SYMBOL_GPL(folio_add_pin);
