// SPDX-License-Identifier: GPL-2.0-only
/// iov_iter_get_pages() and its kin take a reference on user pages where
/// direct I/O wants a pin: fork() may copy a page that is merely referenced
/// from under the device, and what the device writes is lost to the parent.
/// iov_iter_extract_pages() pins the pages of a user-backed iterator and
/// holds nothing of a kernel one.
///
//# iov_iter_extract_pages() exists since 6.3.
//# Every call is a candidate, not a bug: pages that end up in a socket
//# buffer or a pipe must stay references, pages of kernel iterators need no
//# hold at all, and each release of a converted page has to follow
//# iov_iter_extract_will_pin().
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: iov_iter, get_user_pages, pin_user_pages, direct I/O

virtual report
virtual context
virtual org

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

@got@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
position p;
@@
(
* iov_iter_get_pages@p(...)
|
* iov_iter_get_pages2@p(...)
|
* iov_iter_get_pages_alloc@p(...)
|
* iov_iter_get_pages_alloc2@p(...)
)

@named@
identifier get;
position got.p;
@@
 get@p(...)

@script:python depends on report || org@
get << named.get;
p << got.p;
@@
tell(p[0], "%s() takes references where iov_iter_extract_pages() would pin" % get)
