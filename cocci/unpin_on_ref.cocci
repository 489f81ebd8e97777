// SPDX-License-Identifier: GPL-2.0-only
/// Pages that iov_iter_get_pages() or get_user_pages() holds by reference are
/// let go of with unpin_user_page() or its kind: that drops 1024 references,
/// and the page is freed while in use.  put_page() drops one.
///
//# Both calls must stand in one function and name the same array or page, or
//# a local that was read from the array.  Pages that one function takes and
//# another unpins are seen by diopin scan, not here.
//# Silent where the function pins these pages as well or puts others among
//# them, and where it puts them as well while a flag decides over the unpin.
//# What happens to the pages under another name, or in functions that are
//# given them on the way, is not seen.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: get_user_pages, iov_iter_get_pages, unpin_user_page

virtual report
virtual context
virtual org

@initialize:python@
@@
import re

aside = set()       # (file, function, pages): other holds or pages are there
fitting = set()     # (file, function, pages): let go of in the right way
flagged = []        # (file, first, last): what a flag decides over

def key(p, pages):
    return p.file, p.current_element, re.sub(r"\s", "", str(pages))

def is_explained(p, pages):
    place = int(p.line), int(p.column)
    return key(p, pages) in aside or key(p, pages) in fitting and \
        any(file == p.file and first <= place < last
            for file, first, last in flagged)

def note_arm(condition, arm):
    """What is compared is no flag, but how much was got."""
    if not re.search(r"[<=]|(?<!-)>", str(condition)):
        flagged.append((arm.file, (int(arm.line), int(arm.column)),
                        (int(arm.line_end), int(arm.column_end))))

told = set()

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

@taken@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
expression pages, i, E1, E2, E3, E4;
position t;
@@
(
 get_user_pages@t(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 get_user_pages_fast@t(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\))
|
 get_user_pages_fast_only@t(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\))
|
 get_user_pages_remote@t(E1, E2, E3, E4, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 get_user_pages_unlocked@t(E1, E2, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 iov_iter_get_pages@t(E1, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 iov_iter_get_pages2@t(E1, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 iov_iter_get_pages_alloc@t(E1, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 iov_iter_get_pages_alloc2@t(E1, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
)

@released exists@
identifier take;
expression taken.pages;
expression j, E;
type T;
identifier page;
position taken.t, p;
@@
 take@t(...)
  ... when != pages = E
      when any
(
 unpin_user_page@p(\(pages[j]\|*pages\|pages\));
|
 unpin_user_page_range_dirty_lock@p(\(pages[j]\|*pages\|pages\), ...);
|
 unpin_user_folio@p(\(pages[j]\|*pages\|pages\|page_folio(pages[j])\|page_folio(pages)\), ...);
|
 unpin_folio@p(\(pages[j]\|*pages\|pages\|page_folio(pages[j])\|page_folio(pages)\));
|
 unpin_user_pages@p(\(&pages[j]\|pages + j\|pages\), ...);
|
 unpin_user_pages_dirty_lock@p(\(&pages[j]\|pages + j\|pages\), ...);
|
 unpin_folios@p(\(&pages[j]\|pages + j\|pages\), ...);
|
(
 page = \(pages[j]\|page_folio(pages[j])\);
|
 T page = \(pages[j]\|page_folio(pages[j])\);
)
  ... when != page = E
      when != \(get_page\|folio_get\)(page)
      when any
(
 unpin_user_page@p(page);
|
 unpin_user_page_range_dirty_lock@p(page, ...);
|
 unpin_user_folio@p(\(page\|page_folio(page)\), ...);
|
 unpin_folio@p(\(page\|page_folio(page)\));
)
)

// Pages with another hold, or of other origin.
@other@
expression taken.pages;
expression i, j, E, E1, E2, E3, E4;
position o;
@@
(
 pages[j] = NULL
|
 pages[j] =@o E
|
 get_page@o(\(pages[j]\|pages\))
|
 folio_get@o(\(pages[j]\|pages\))
|
 pin_user_pages@o(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 pin_user_pages_fast@o(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\))
|
 pin_user_pages_fast_only@o(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\))
|
 pin_user_pages_remote@o(E1, E2, E3, E4, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 pin_user_pages_unlocked@o(E1, E2, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 memfd_pin_folios@o(E1, E2, E3, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
|
 iov_iter_extract_pages@o(E1, \(&pages[i]\|pages + i\|&pages\|pages\), ...)
)

@script:python@
pages << taken.pages;
o << other.o;
@@
aside.add(key(o[0], pages))

@fit@
expression taken.pages;
expression j;
position f;
@@
(
 put_page@f(\(pages[j]\|*pages\|pages\))
|
 folio_put@f(\(pages[j]\|*pages\|pages\|page_folio(pages[j])\|page_folio(pages)\))
|
 folio_put_refs@f(\(pages[j]\|*pages\|pages\|page_folio(pages[j])\|page_folio(pages)\), ...)
|
 release_pages@f(\(&pages[j]\|pages + j\|pages\), ...)
)

@script:python@
pages << taken.pages;
f << fit.f;
@@
fitting.add(key(f[0], pages))

@then depends on released disable neg_if, drop_else@
expression c;
statement S1, S2;
position arm;
@@
(
 if (c) S1@arm else S2
|
 if (c) S1@arm
)

@script:python@
c << then.c;
arm << then.arm;
@@
note_arm(c, arm[0])

@otherwise depends on released disable neg_if, drop_else@
expression c;
statement S1, S2;
position arm;
@@
 if (c) S1 else S2@arm

@script:python@
c << otherwise.c;
arm << otherwise.arm;
@@
note_arm(c, arm[0])

@script:python@
pages << taken.pages;
p << released.p;
@@
if is_explained(p[0], pages):
    cocci.include_match(False)

@wrong@
identifier let_go;
position released.p;
@@
* let_go@p(...)

@script:python depends on report || org@
take << released.take;
let_go << wrong.let_go;
p << released.p;
@@
tell_once(p[0], "%s() lets go of pins, but %s() took references on these pages" % (let_go, take))
