// SPDX-License-Identifier: GPL-2.0-only
/// A flag that says whether a read has to dirty its pages is set exactly
/// where the iterator is user-backed, which is where the pages get pinned:
/// BIO_PAGE_PINNED, or iov_iter_extract_will_pin(), says the same.
/// The flag may be a variable, a member, a bit of a word or one of its
/// values; that it decides over a dirtying call makes it one, not its name.
///
//# The flag must be used in the file that sets it: as the condition or the
//# argument of a dirtying call, also through copies and through parameters
//# of that file's functions.  Loop conditions, switches, return values and
//# set_bit() are not followed.
//# Members are told apart by name alone.
//
// Confidence: Medium
// Copyright: (C) 2026 The diopin authors
// Requires: 1.0.7
// Options: --no-includes --include-headers
// Keywords: should_dirty, user_backed_iter, iter_is_iovec, direct I/O

virtual report
virtual context
virtual org

@tested@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
@@
(
 user_backed_iter(...)
|
 iter_is_iovec(...)
)

@initialize:python@
@@
import re

TEST = re.compile(r"\b(user_backed_iter|iter_is_iovec)\(")

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

@set depends on tested@
expression left, right;
position p;
@@
(
 left =@p right
|
 left |=@p right
)

@script:python@
left << set.left;
right << set.right;
p << set.p;
@@
if not sets_flag(settled(p[0]), p[0].current_element, start(p[0]), plain(left), plain(right)):
    cocci.include_match(False)

@flag@
expression left, right;
position set.p;
@@
(
* left =@p right
|
* left |=@p right
)

@script:python depends on report || org@
left << flag.left;
right << flag.right;
p << set.p;
@@
flag = plain(right) if BITS.match(plain(right)) else plain(left)
tell(p[0], "%s, set for a user-backed iterator, decides whether pages are dirtied" % flag)
