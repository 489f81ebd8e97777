// SPDX-License-Identifier: GPL-2.0-only
/// bio_release_pages() need not know whether to dirty: its callers can call
/// bio_set_pages_dirty() first, provided that the bio holds pins. Without
/// that condition the pages of kernel iterators would be dirtied, which
/// bio_release_pages() leaves alone.
///
//# BIO_PAGE_PINNED exists since 6.5; on older trees the patch does not
//# compile, the other modes work everywhere.
//# The patch leaves alone a call whose bio argument has side effects, one
//# that is not a statement of its own, and one in a macro.
//# An else-if arm that needs braces becomes a nested if.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: bio, mark_dirty, BIO_PAGE_PINNED, direct I/O

virtual report
virtual context
virtual org
virtual patch

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

@dirtied depends on report || context || org@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
symbol false;
expression bio, dirty;
position p;
@@
(
 bio_release_pages(bio, \(false\|0\))
|
* bio_release_pages@p(bio, dirty)
)

@script:python depends on report || org@
p << dirtied.p;
@@
tell(p[0], "bio_release_pages() dirties what bio_set_pages_dirty() could have dirtied before")

// The bio will be named three times, so evaluating it must change nothing.
@impure depends on patch@
expression e;
identifier f;
assignment operator op;
position p;
@@
 bio_release_pages@p(<+... \( f(...) \| e++ \| e-- \| ++e \| --e \| e op ... \) ...+>, ...)

// Inside a function: a macro would need backslashes.
@wanted depends on patch exists@
identifier f;
expression bio, dirty;
position p != impure.p;
@@
 f(...)
 {
 ... when any
(
 bio_release_pages(bio, \(false\|0\));
|
 bio_release_pages@p(bio, dirty);
)
 ... when any
 }

// Positions do not outlive a change, a name does.
@depends on patch@
expression bio, dirty;
position wanted.p;
@@
- bio_release_pages@p
+ release_dirty
  (bio, dirty);

// One statement becomes two: braces for both arms where there is an else.
@depends on patch disable braces0, braces1, braces2, braces3, braces4, drop_else, neg_if@
expression bio, dirty, e;
statement S;
@@
(
  if (e
- )
+ ) {
  release_dirty(bio, dirty);
- else
+ } else
  S
|
  if (e) { ... } else release_dirty(bio, dirty);
|
  if (e
- )
+ ) {
  S
- else
+ } else
  release_dirty(bio, dirty);
)

@depends on patch@
expression bio, dirty;
@@
- release_dirty(bio, dirty);
+ if (release_dirty(dirty) && bio_flagged(bio, BIO_PAGE_PINNED))
+ 	bio_set_pages_dirty(bio);
+ bio_release_pages(bio, false);

@depends on patch@
symbol true;
expression dirty, pinned, a, b, c;
assignment operator op;
@@
(
- release_dirty(\(true\|1\)) &&
  pinned
|
- release_dirty
  (a || b)
|
- release_dirty
  (a ? b : c)
|
- release_dirty
  (a op b)
|
- release_dirty(dirty) && pinned
+ dirty && pinned
)
