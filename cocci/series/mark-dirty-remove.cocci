// SPDX-License-Identifier: GPL-2.0-only
/// Remove the argument of bio_release_pages() that no caller sets any more.
///
/// It goes from the definition, from the function that the definition hands
/// it to, from their prototypes and from every call.
///
//# Run it on all the files at once, as one group: the name of the inner
//# function is found in one file and needed in the others.
//# A call that still asks for dirtying is left, and then does not compile.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_release_pages, mark_dirty

@outer@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
symbol true, false;
identifier b, d, inner;
expression e;
statement S;
@@
 bio_release_pages(struct bio *b
- , bool d
 )
 {
 <...
(
- if (d) S
|
- if (d && e) S
|
- if (e && d) S
|
  inner(...
-      , d
  );
)
 ...>
 }

@@
identifier outer.inner, b, d;
expression e;
statement S;
@@
 inner(struct bio *b
- , bool d
 )
 {
 <...
(
- if (d) S
|
- if (d && e) S
|
- if (e && d) S
)
 ...>
 }

@@
identifier b, d;
type T;
@@
 T bio_release_pages(struct bio *b
- , bool d
 );

@@
identifier outer.inner, b, d;
type T;
@@
 T inner(struct bio *b
- , bool d
 );

@@
expression b;
@@
 bio_release_pages(b
- , \(false\|0\)
 )

@@
identifier outer.inner;
expression b;
@@
 inner(b
- , \(false\|0\)
 )
