// SPDX-License-Identifier: GPL-2.0-only
/// Remove a flag that says that pages are to be dirtied.
///
//# A template: "diopin series should-dirty" fills in the flag's name.
//
// Confidence: Low
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_check_pages_dirty, bio_set_pages_dirty

@copied@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier f, v;
expression e, y;
@@
 f(...) {
 <...
- bool @NAME@ = v == e && y;
 ...>
 }

@@
identifier copied.f, copied.v;
type T;
expression e;
@@
 f(...)
 {
 ... when any
- T v = e;
 ... when != v
 }

@@
expression e;
@@
- bool @NAME@ = e;

@@
@@
- bool @NAME@;

@@
identifier s;
@@
 struct s {
 ...
- bool @NAME@;
 ...
 };

@@
expression e;
@@
- #define @NAME@ e

@@
expression e;
@@
 enum {
 ...,
- @NAME@ = e,
 ...
 };

@@
expression b, w, c;
@@
- if (c) {
-	w |= @NAME@;
-	bio_set_pages_dirty(b);
- }
+ if (c)
+	bio_set_pages_dirty(b);

@@
expression w, c;
@@
- if (c)
-	w |= @NAME@;

@@
expression w;
@@
- w |= @NAME@;

@@
expression c, e;
@@
- if (c)
-	@NAME@ = e;

@@
expression e, w;
@@
(
- @NAME@ = e;
|
- w->@NAME@ = e;
)
