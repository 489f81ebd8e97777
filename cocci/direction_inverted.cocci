// SPDX-License-Identifier: GPL-2.0-only
/// An iterator is a source (ITER_SOURCE, formerly WRITE), from which data is
/// taken, or a destination (ITER_DEST, READ), into which it is put.  One that
/// is used against what it was set up for fails with a warning in newer trees.
/// In older ones it works until pages are taken from it: those of a read are
/// then held without write access, and the data goes where nobody looks.
///
//# The set-up, with a constant, and the use must stand in one function and
//# name the iterator, or the message that it is in, alike.  Uses in functions
//# that this one calls are seen by diopin scan, not here.
//# Silent where the function sets the iterator up both ways, and where
//# anybody whose use of it one file does not tell is given it.
//# There is no patch: which of the two is wrong is for the reader to see.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --include-headers
// Keywords: iov_iter, ITER_SOURCE, ITER_DEST, READ, WRITE

virtual report
virtual context
virtual org

@initialize:python@
@@
import re

FILL = """
    copy_to_iter copy_to_iter_full _copy_to_iter copy_mc_to_iter
    _copy_mc_to_iter copy_page_to_iter copy_page_to_iter_nofault
    copy_folio_to_iter iov_iter_zero fault_in_iov_iter_writeable vfs_iter_read
    vfs_iocb_iter_read call_read_iter ->read_iter generic_file_read_iter
    filemap_read seq_read_iter sock_recvmsg inet_recvmsg ->recvmsg
    skb_copy_datagram_iter skb_copy_datagram_msg
    skb_copy_and_csum_datagram_msg skb_copy_and_hash_datagram_iter
    csum_and_copy_to_iter hash_and_copy_to_iter memcpy_to_msg
    rxrpc_kernel_recv_data
""".split()
DRAIN = """
    copy_from_iter copy_from_iter_full copy_from_iter_nocache
    copy_from_iter_full_nocache copy_from_iter_flushcache _copy_from_iter
    _copy_from_iter_nocache _copy_from_iter_flushcache copy_page_from_iter
    copy_page_from_iter_atomic copy_folio_from_iter
    copy_folio_from_iter_atomic fault_in_iov_iter_readable vfs_iter_write
    vfs_iocb_iter_write call_write_iter ->write_iter generic_perform_write
    sock_sendmsg sock_sendmsg_nosec tcp_sendmsg_locked inet_sendmsg ->sendmsg
    ->sendmsg_locked skb_copy_datagram_from_iter
    skb_copy_datagram_from_iter_full csum_and_copy_from_iter
    csum_and_copy_from_iter_full zerocopy_sg_from_iter skb_splice_from_iter
    memcpy_from_msg rxrpc_kernel_send_data
""".split()
NEUTRAL = """
    iov_iter_advance iov_iter_revert iov_iter_truncate iov_iter_reexpand
    iov_iter_count iov_iter_npages iov_iter_single_seg_count
    iov_iter_alignment iov_iter_gap_alignment iov_iter_is_aligned
    iov_iter_type iov_iter_save_state iov_iter_restore
    iov_iter_extract_will_pin iov_iter_is_kvec iov_iter_is_bvec
    iov_iter_is_discard iov_iter_is_xarray iov_iter_is_folioq user_backed_iter
    iter_is_iovec iter_is_ubuf msg_data_left
""".split()
WAYS = {"ITER_SOURCE": FILL, "WRITE": FILL, "ITER_DEST": DRAIN, "READ": DRAIN}

ways = {}           # (file, function, iterator): directions that it gets
untold = set()      # the same: somebody may do anything with it
inverted = {}       # (file, line, column) of a set-up: what is wrong

def plain(text):
    return "".join(str(text).split())

def key(p, it):
    return p.file, p.current_element, plain(it)

def named(user):
    """A member that points to a function goes by "->" and its name."""
    return re.sub(r".*(->|\.)", "->", plain(user))

def note_use(s, it, f, way, user):
    name = named(user)
    if name not in FILL + DRAIN + NEUTRAL and name != f:
        untold.add(key(s, it))
    elif name in WAYS.get(plain(way), []):
        text = "%s() sets %s up as a destination, and %s() takes data from it"
        if name in FILL:
            text = "%s() sets %s up as a source, and %s() copies into it"
        inverted.setdefault((s.file, s.line, s.column),
                            text % (f, plain(it), plain(user)))

def is_wrong(s, it):
    return (s.file, s.line, s.column) in inverted and \
        key(s, it) not in untold and len(ways[key(s, it)]) == 1

@initialize:python depends on report@
@@
tell = coccilib.report.print_report

@initialize:python depends on org@
@@
tell = coccilib.org.print_todo

@setup@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
expression it, way, E1, E2, E3, E4;
position s;
@@
(
 iov_iter_init@s(\(&it\|it\), way, ...)
|
 iov_iter_ubuf@s(\(&it\|it\), way, ...)
|
 iov_iter_kvec@s(\(&it\|it\), way, ...)
|
 iov_iter_bvec@s(\(&it\|it\), way, ...)
|
 iov_iter_xarray@s(\(&it\|it\), way, ...)
|
 iov_iter_folio_queue@s(\(&it\|it\), way, ...)
|
 iov_iter_discard@s(\(&it\|it\), way, ...)
|
 import_ubuf@s(way, E1, E2, \(&it\|it\))
|
 import_single_range@s(way, E1, E2, E3, \(&it\|it\))
|
 import_iovec@s(way, E1, E2, E3, E4, \(&it\|it\))
)

@script:python@
it << setup.it;
way << setup.way;
s << setup.s;
@@
ways.setdefault(key(s[0], it), set()).add(plain(way))

@used exists@
identifier f;
expression setup.it, user, E;
position setup.s;
@@
 f@s(...)
  ... when != it = E
      when any
 user(..., \(&it\|it\), ...)

@script:python@
f << used.f;
user << used.user;
it << setup.it;
way << setup.way;
s << setup.s;
@@
note_use(s[0], it, f, way, user)

@message@
identifier f;
expression msg;
position setup.s;
@@
 f@s(..., \(&msg.msg_iter\|&msg->msg_iter\), ...)

@passed exists@
identifier f;
expression setup.it, message.msg, user, E;
position setup.s;
@@
 f@s(...)
  ... when != it = E
      when any
 user(..., \(&msg\|msg\), ...)

@script:python@
f << passed.f;
user << passed.user;
it << setup.it;
way << setup.way;
s << setup.s;
@@
note_use(s[0], it, f, way, user)

@script:python@
it << setup.it;
s << setup.s;
@@
if not is_wrong(s[0], it):
    cocci.include_match(False)

@wrong@
identifier f;
position setup.s;
@@
* f@s(...)

@script:python depends on report || org@
s << setup.s;
f << wrong.f;
@@
tell(s[0], inverted[(s[0].file, s[0].line, s[0].column)])
