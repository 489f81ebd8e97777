// SPDX-License-Identifier: GPL-2.0-only
/// Whether an extraction pins the pages depends on the iterator that they are
/// extracted from: iov_iter_extract_will_pin() must be asked of that one.
/// netfs_extract_user_iter() makes a new iterator, of bio_vecs; asked of that,
/// the answer is always no, and the pins are never dropped.
///
//# The extraction and the question must stand in one function and name the new
//# iterator alike.  A question of some other iterator, or one that another
//# function asks, is seen by diopin scan, not here.
//# The patch leaves alone an iterator that may have become another since.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: iov_iter_extract_will_pin, user_backed_iter, netfs_extract_user_iter

virtual report
virtual context
virtual org
virtual patch

@initialize:python depends on report || org@
@@
told = set()

def plain(text):
    return "".join(str(text).split())

def tell_once(p, message):
    if (p.file, p.line, p.column) not in told:
        told.add((p.file, p.line, p.column))
        tell(p, message)

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

@asked exists@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
expression iter, new, E, E1;
position x, p;
@@
 netfs_extract_user_iter@x(iter, E1, new, ...)
  ... when != new = E
      when != \(iov_iter_init\|iov_iter_ubuf\)(new, ...)
      when any
 \(iov_iter_extract_will_pin@p\|user_backed_iter@p\)(new)

@script:python@
iter << asked.iter;
new << asked.new;
@@
if str(iter) == str(new):
    cocci.include_match(False)

@wrong depends on !patch@
identifier ask;
expression asked.new;
position asked.p;
@@
* ask@p(new)

@script:python depends on report || org@
ask << wrong.ask;
iter << asked.iter;
new << asked.new;
p << asked.p;
@@
tell_once(p[0], "%s() is asked of %s, but the pages were extracted from %s" % (ask, plain(new), plain(iter)))

@depends on patch exists@
identifier extract, ask;
expression asked.iter, asked.new, E;
position asked.x, asked.p;
@@
 extract@x(...)
  ... when != iter = E
      when any
 ask@p(
- new
+ iter
 )
