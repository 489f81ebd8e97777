// SPDX-License-Identifier: GPL-2.0-only
/// The zero page is never pinned, and unpinning it does nothing: it needs no
/// hold at all.  Since bios drop only pins, and only if they are flagged to
/// have them (6.5), a reference taken on it before it goes into a bio is never
/// dropped; its counter overflows at last.
///
//# The reference and the bio must stand in one function, and the page must be
//# ZERO_PAGE() or a zero folio, or a local that is set to it on the way.
//# Silent where the file puts a page in a function that is given a bio: that
//# may be this one.  Completions in other files are not seen.
//# Whether bios put references is no matter of one file: the tree's
//# include/linux/blk_types.h is asked.  Where that cannot be found, or has
//# flags for references (before 6.5), the rule says nothing.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: ZERO_PAGE, get_page, bio_add_page, BIO_PAGE_PINNED

virtual report
virtual context
virtual org
virtual patch

@initialize:python@
@@
import os

FLAGS = "include/linux/blk_types.h"

putting = set()     # files with a function that is given a bio and puts pages
lost = set()        # (file, line, column) of references for a bio

def note(p):
    lost.add((p.file, p.line, p.column))

def is_lost(p):
    return (p.file, p.line, p.column) in lost and p.file not in putting and \
        bios_drop_pins_only(p.file)

def bios_drop_pins_only(file):
    """Read the header of the tree that make runs in, or around the file."""
    above = os.path.dirname(os.path.abspath(file))
    tops = [os.environ.get("srctree", "."), "."]
    while above != "/":
        tops.append(above)
        above = os.path.dirname(above)
    for top in tops:
        try:
            with open(os.path.join(top, FLAGS)) as header:
                text = header.read()
        except (OSError, UnicodeError):
            continue
        return "BIO_PAGE_PINNED" in text and \
            "BIO_NO_PAGE_REF" not in text and "BIO_PAGE_REFFED" not in text
    return False

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

@puts exists@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
identifier f, bio;
position p;
@@
 f(..., struct bio *bio, ...)
 {
  <+...
 \(put_page@p\|folio_put@p\|release_pages@p\|__free_page@p\|__free_pages@p\)(...)
  ...+>
 }

@script:python@
p << puts.p;
@@
putting.add(p[0].file)

@direct exists@
expression addr, bio, E;
position p;
@@
(
 get_page@p(ZERO_PAGE(addr))
|
 try_get_page@p(ZERO_PAGE(addr))
|
 folio_get@p(page_folio(ZERO_PAGE(addr)))
|
 folio_try_get@p(page_folio(ZERO_PAGE(addr)))
)
  ... when != put_page(ZERO_PAGE(addr))
      when any
(
 bio_add_page(bio, ZERO_PAGE(addr), ...)
|
 __bio_add_page(bio, ZERO_PAGE(addr), ...)
|
 bio_add_pc_page(E, bio, ZERO_PAGE(addr), ...)
|
 bio_add_hw_page(E, bio, ZERO_PAGE(addr), ...)
|
 bio_add_folio(bio, page_folio(ZERO_PAGE(addr)), ...)
|
 bio_add_folio_nofail(bio, page_folio(ZERO_PAGE(addr)), ...)
)

@script:python@
p << direct.p;
@@
note(p[0])

@named exists@
expression addr, bio, E;
identifier page;
type T;
position p;
@@
(
 page = \(ZERO_PAGE(addr)\|page_folio(ZERO_PAGE(addr))\|largest_zero_folio()\);
|
 T page = \(ZERO_PAGE(addr)\|page_folio(ZERO_PAGE(addr))\|largest_zero_folio()\);
)
  ... when != page = E
      when any
(
 get_page@p(page)
|
 try_get_page@p(page)
|
 folio_get@p(page)
|
 folio_try_get@p(page)
)
  ... when != page = E
      when != \(put_page\|folio_put\)(page)
      when any
(
 bio_add_page(bio, page, ...)
|
 __bio_add_page(bio, page, ...)
|
 bio_add_pc_page(E, bio, page, ...)
|
 bio_add_hw_page(E, bio, page, ...)
|
 bio_add_folio(bio, page, ...)
|
 bio_add_folio_nofail(bio, page, ...)
)

@script:python@
p << named.p;
@@
note(p[0])

@got@
expression page;
position p;
@@
 \(get_page@p\|try_get_page@p\|folio_get@p\|folio_try_get@p\)(page)

@script:python@
p << got.p;
@@
if not is_lost(p[0]):
    cocci.include_match(False)

@wrong depends on !patch@
identifier get;
position got.p;
@@
* get@p(...)

@script:python depends on report || org@
get << wrong.get;
page << got.page;
p << got.p;
@@
tell(p[0], "%s() takes a reference on the zero page %s that nothing drops" % (get, "".join(str(page).split())))

// What is tried has a result, and somebody who asks for it.
@depends on patch@
position got.p;
@@
- \(get_page@p\|folio_get@p\)(...);
