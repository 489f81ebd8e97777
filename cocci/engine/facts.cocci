// SPDX-License-Identifier: GPL-2.0-only
/// Facts of a file for diopin: definitions, declarations, calls,
/// assignments, branches, jumps and initialisers, as XML on stdout.
///
/// It states what the code says and judges nothing; the schema is
/// checkers/facts/facts.rng.
///
//# Run by diopin; it has no mode of coccicheck and reports no defects.
//# Switches and loops are not described.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: iov_iter, page pinning, facts

@initialize:python@
@@
import sys
from xml.sax.saxutils import quoteattr

# What XML 1.0 cannot carry, and bytes that were not UTF-8.
BAD = {c: "?" for c in list(range(32)) + [0xfffe, 0xffff]
       + list(range(0xd800, 0xe000))}

def write(line):
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")

def text(value):
    return quoteattr(" ".join(str(value).split()).translate(BAD))

def emit(tag, where, children=(), **fields):
    out = ["<%s file=%s line=\"%s\" col=\"%d\"" % (tag, text(where.file),
           where.line, int(where.column) + 1)]
    out += [" %s=%s" % (k, text(v)) for k, v in fields.items()]
    out.append(">%s</%s>" % ("".join(children), tag) if children else "/>")
    write("".join(out))

def inside(where):
    """Name of the function around, empty outside of any."""
    name = where.current_element
    return "" if name == "something_else" else name

def arm(when, where):
    return ("<arm when=\"%s\" line=\"%s\" col=\"%d\" end-line=\"%s\" "
            "end-col=\"%d\"/>" % (when, where.line, int(where.column) + 1,
            where.line_end, int(where.column_end) + 1))

write('<facts version="1" engine="cocci" config="any">')

@defined@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
type T;
identifier f;
parameter list ps;
position p;
@@
 T f@p(ps) { ... when any
 }

@script:python@
T << defined.T;
f << defined.f;
ps << defined.ps;
p << defined.p;
@@
emit("function", p[0], ["<param decl=%s/>" % text(x) for x in ps.elements],
     name=f, type=T, **{"end-line": p[0].current_element_line_end})

@declared@
type T;
identifier x;
expression e;
position p;
@@
(
 T x@p;
|
 T x@p = e;
)

@script:python@
T << declared.T;
x << declared.x;
p << declared.p;
@@
if inside(p[0]):
    emit("declaration", p[0], name=x, type=T, **{"in": inside(p[0])})

@called@
expression f;
expression list es;
position p;
@@
 f@p(es)

@script:python@
f << called.f;
es << called.es;
p << called.p;
@@
emit("call", p[0], ["<arg expr=%s/>" % text(x) for x in es.elements],
     name=f, **{"in": inside(p[0])})

@assigned@
expression l, r;
assignment operator op;
position p;
@@
 l op@p r

@script:python@
l << assigned.l;
r << assigned.r;
op << assigned.op;
p << assigned.p;
@@
emit("assignment", p[0], left=l, op=op, right=r, **{"in": inside(p[0])})

@branched disable neg_if@
expression e;
statement S1, S2;
position p, a, b;
@@
(
 if@p (e) S1@a else S2@b
|
 if@p (e) S1@a
)

@script:python@
e << branched.e;
p << branched.p;
a << branched.a;
b << branched.b = [];
@@
emit("branch", p[0], [arm("true", a[0])] + [arm("false", x) for x in b[:1]],
     condition=e, **{"in": inside(p[0])})

@returned@
expression e;
position p;
@@
 return@p e;

@script:python@
e << returned.e;
p << returned.p;
@@
emit("jump", p[0], how="return", value=e, **{"in": inside(p[0])})

@returned_void@
position p;
@@
 return@p;

@script:python@
p << returned_void.p;
@@
emit("jump", p[0], how="return", **{"in": inside(p[0])})

@gone@
identifier l;
position p;
@@
 goto@p l;

@script:python@
l << gone.l;
p << gone.p;
@@
emit("jump", p[0], how="goto", value=l, **{"in": inside(p[0])})

@initialised@
type T;
identifier x, m;
expression e;
position p;
@@
 T x = { ..., .m@p = e, ... };

@script:python@
T << initialised.T;
x << initialised.x;
m << initialised.m;
e << initialised.e;
p << initialised.p;
@@
emit("member", p[0], type=T, object=x, name=m, value=e,
     **{"in": inside(p[0])})

@finalize:python@
@@
write("</facts>")
