// SPDX-License-Identifier: GPL-2.0-only
/// iter_is_iovec() knows only one of the two kinds of user memory: where it
/// decides whether the pages of a read get dirtied, a read into a single
/// buffer (ITER_UBUF, since 6.0) leaves them clean, and what was read is lost
/// when they are reclaimed.  user_backed_iter() knows both kinds.
///
//# user_backed_iter() exists since 6.0.
//# The flag must be used in the file that sets it: as the condition or the
//# argument of a dirtying call, also through copies and through parameters
//# of that file's functions.  Loop conditions, switches, return values and
//# set_bit() are not followed.
//# Members are told apart by name alone.  Whether a flag decides over
//# anything else as well is for the reader to see.
//
// Confidence: Medium
// Copyright: (C) 2026 The diopin authors
// Requires: 1.0.7
// Options: --no-includes --include-headers
// Keywords: iter_is_iovec, user_backed_iter, ITER_UBUF, direct I/O

virtual report
virtual context
virtual org
virtual patch

@tested@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
@@
 iter_is_iovec(...)

@initialize:python@
@@
import re

TEST = re.compile(r"\biter_is_iovec\(")

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

// From here to the line that ends it, should_dirty.cocci and
// iter_is_iovec.cocci are the same: they note what a file does, and follow
// dirtying back to the names that decide over it.

@initialize:python@
@@
DIRTIES = ["bio_set_pages_dirty", "bio_check_pages_dirty", "set_page_dirty",
           "set_page_dirty_lock", "folio_mark_dirty", "folio_mark_dirty_lock"]
DIRTIES_IF = [("bio_release_pages", 1), ("__bio_release_pages", 1),
              ("unpin_user_pages_dirty_lock", 2),
              ("unpin_user_page_range_dirty_lock", 2)]

NAME = re.compile(r"(?:\b[A-Za-z_]\w*(?:\[[^][]*\])?(?:->|\.))*"
                  r"\b([A-Za-z_]\w*)")
SEEN_THROUGH = re.compile(r"\b((un)?likely|test_bit|READ_ONCE)(?=\()")
CALL = re.compile(r"\b[A-Za-z_]\w*\([^()]*\)|\(([^()]*)\)")
BITS = re.compile(r"[A-Z][A-Z0-9_]*(\|[A-Z][A-Z0-9_]*)*$")
FLAG = re.compile(r"([01]|[A-Za-z_][\w.]*(->[\w.]+)*|BIT\(\w+\)"
                  r"|.*(&&|\|\||[=!]=|!|\?).*)$")

class File:
    def __init__(self):
        self.values = []    # (function, place, left, right)
        self.calls = []     # (function, place, callee, n, argument)
        self.ifs = {}       # place: (function, condition, arms)
        self.params = []    # (function, n, name)
        self.jumps = []     # place
        self.deciding = None
        self.dirtying = None

files = {}

def of(p):
    return files.setdefault(p.file, File())

def start(p):
    return int(p.line), int(p.column)

def extent(p):
    return start(p), (int(p.line_end), int(p.column_end))

def plain(text):
    return re.sub(r'/\*.*?\*/|"[^"]*"|\s', "", str(text))

def within(place, arms):
    return any(first <= place < last for first, last in arms)

def names(text, function):
    """What a value is made of, apart from what functions make of it.
    A member or constant goes by its name, a local by its function too."""
    text, found = SEEN_THROUGH.sub("", text), []
    while CALL.search(text):
        text = CALL.sub(lambda m: m.group(1) or "0", text)
    for m in NAME.finditer(text):
        member = m.group(0) != m.group(1) or \
            text[:m.start()].endswith(("->", "."))
        known = member or m.group(1).isupper()
        found.append(m.group(1) if known else (function, m.group(1)))
    return found

def guards(f, function, place):
    """Conditions around a place, and those that would have left before it."""
    found = []
    for name, condition, arms in f.ifs.values():
        leaves = condition.startswith("!") and arms[0][1] <= place and \
            any(within(jump, arms[:1]) for jump in f.jumps)
        if name == function and (leaves or within(place, arms)):
            found.append(condition)
    return found

def settle(f):
    always, wrappers, deciding = set(DIRTIES), set(DIRTIES_IF), set()
    size = 0
    while size != len(always) + len(wrappers) + len(deciding):
        size = len(always) + len(wrappers) + len(deciding)
        f.dirtying = set()
        for function, place, callee, n, argument in f.calls:
            if (callee, n) in wrappers:
                deciding.update(names(argument, function))
            elif callee not in always:
                continue
            if argument in ("false", "0"):
                continue
            f.dirtying.add(place)
            conditions = guards(f, function, place)
            for condition in conditions:
                deciding.update(names(condition, function))
            if not conditions:
                always.add(function)
        for function, place, left, right in f.values:
            if deciding.intersection(names(left, function)[:1]) and \
               not BITS.match(right):
                deciding.update(names(right, function))
        for function, n, name in f.params:
            if (function, name) in deciding:
                wrappers.add((function, n))
    f.deciding = deciding

def settled(p):
    f = of(p)
    if f.deciding is None:
        settle(f)
    return f

def sets_flag(f, function, place, left, right):
    """Is a name that decides over dirtying set under the test?"""
    if not f.deciding.intersection(names(left, function)[:1]):
        return False
    if TEST.search(right):
        return True
    if BITS.match(right):
        if not f.deciding.intersection(names(right, function)):
            return False
    elif not FLAG.match(right):
        return False
    return any(name == function and TEST.search(condition) and
               within(place, arms) for name, condition, arms in f.ifs.values())

@valued depends on tested@
expression left, right;
position p;
@@
(
 left =@p right
|
 left |=@p right
)

@script:python@
left << valued.left;
right << valued.right;
p << valued.p;
@@
of(p[0]).values.append((p[0].current_element, start(p[0]), plain(left), plain(right)))

@called depends on tested@
identifier callee;
expression list[n] before;
expression argument;
position p;
@@
 callee@p(before, argument, ...)

@script:python@
callee << called.callee;
n << called.n;
argument << called.argument;
p << called.p;
@@
of(p[0]).calls.append((p[0].current_element, start(p[0]), str(callee), int(n), plain(argument)))

@guarded depends on tested disable neg_if, drop_else@
expression condition;
statement S1, S2;
position p, arm;
@@
(
 if@p (condition) S1@arm else S2
|
 if@p (condition) S1@arm
)

@script:python@
condition << guarded.condition;
p << guarded.p;
arm << guarded.arm;
@@
of(p[0]).ifs[start(p[0])] = (p[0].current_element, plain(condition), [extent(arm[0])])

@otherwise depends on tested disable neg_if, drop_else@
expression condition;
statement S1, S2;
position p, arm;
@@
 if@p (condition) S1 else S2@arm

@script:python@
p << otherwise.p;
arm << otherwise.arm;
@@
of(p[0]).ifs[start(p[0])][2].append(extent(arm[0]))

@jumped depends on tested@
identifier label;
expression e;
position p;
@@
(
 return@p;
|
 return@p e;
|
 goto@p label;
|
 continue@p;
|
 break@p;
)

@script:python@
p << jumped.p;
@@
of(p[0]).jumps.append(start(p[0]))

@defined depends on tested@
identifier wrapper, param;
parameter list[n] before;
type T;
position p;
@@
 wrapper@p(before, T param, ...)
 {
 ... when any
 }

@script:python@
wrapper << defined.wrapper;
n << defined.n;
param << defined.param;
T << defined.T;
p << defined.p;
@@
if "*" not in T:
    of(p[0]).params.append((str(wrapper), int(n), str(param)))

// Here ends what is the same.

@initialize:python@
@@
asked = {}          # (file, place): places of assignments and ifs around it
statements = []     # (file, place)

def only_dirties(f, file, arms):
    """Does an if nothing but dirty, or set flags of dirtying?"""
    values = [v for v in f.values if within(v[1], arms)]
    stated = [place for name, place in statements
              if name == file and within(place, arms)]
    return (values or stated) and all(sets_flag(f, *v) for v in values) and \
        f.dirtying.issuperset(stated) and \
        not any(within(jump, arms) for jump in f.jumps)

def decides(p):
    """Does the answer make a flag of dirtying, or guard nothing else?"""
    f = settled(p)
    around = asked.get((p.file, start(p)), [])
    return any(sets_flag(f, *v) for v in f.values if v[1] in around) or \
        any(only_dirties(f, p.file, f.ifs[place][2])
            for place in around if place in f.ifs)

@stated depends on tested@
identifier callee;
position p;
@@
 callee@p(...);

@script:python@
p << stated.p;
@@
statements.append((p[0].file, start(p[0])))

@value depends on tested@
expression left;
position p, q;
@@
(
 left =@p <+... iter_is_iovec@q(...) ...+>
|
 left |=@p <+... iter_is_iovec@q(...) ...+>
)

@script:python@
p << value.p;
q << value.q;
@@
asked.setdefault((q[0].file, start(q[0])), []).append(start(p[0]))

@guard depends on tested disable neg_if, drop_else@
statement S1, S2;
position p, q;
@@
(
 if@p (<+... iter_is_iovec@q(...) ...+>) S1 else S2
|
 if@p (<+... iter_is_iovec@q(...) ...+>) S1
)

@script:python@
p << guard.p;
q << guard.q;
@@
asked.setdefault((q[0].file, start(q[0])), []).append(start(p[0]))

@wrong depends on tested@
position p;
@@
 iter_is_iovec@p(...)

@script:python@
p << wrong.p;
@@
if not decides(p[0]):
    cocci.include_match(False)

@depends on context@
position wrong.p;
@@
* iter_is_iovec@p(...)

@depends on patch@
position wrong.p;
@@
- iter_is_iovec@p
+ user_backed_iter
  (...)

@script:python depends on report || org@
p << wrong.p;
@@
tell(p[0], "iter_is_iovec() decides whether pages are dirtied but misses ITER_UBUF, use user_backed_iter()")
