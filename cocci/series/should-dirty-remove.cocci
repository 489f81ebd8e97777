// SPDX-License-Identifier: GPL-2.0-only
/// Remove bio_check_pages_dirty(), which nobody calls, and its worker.
///
//# Run it on the definition and the declaration as one group.
//
// Confidence: High
// Copyright: (C) 2026 The diopin authors
// Options: --no-includes --very-quiet
// Keywords: bio_check_pages_dirty, bio_set_pages_dirty

@work@
attribute name __free;
iterator name scoped_guard, scoped_cond_guard;
declarer name DECLARE_WORK, DEFINE_SPINLOCK;
identifier w;
@@
 bio_check_pages_dirty(...) { <+... schedule_work(&w) ...+> }
@lock@
identifier lk;
expression f;
@@
 bio_check_pages_dirty(...) { <+... spin_lock_irqsave(&lk, f) ...+> }
@queue@
identifier ls, b;
@@
 bio_check_pages_dirty(struct bio *b) { <+... ls = b; ...+> }
@worker@
identifier work.w, fn;
declarer name DECLARE_WORK;
@@
- static DECLARE_WORK(w, fn);
@@
identifier worker.fn, p;
@@
- static void fn(struct work_struct *p);
@@
identifier worker.fn, p;
@@
- static void fn(struct work_struct *p) { ... }
@@
identifier lock.lk;
declarer name DEFINE_SPINLOCK;
@@
- static DEFINE_SPINLOCK(lk);
@@
identifier queue.ls;
@@
- static struct bio *ls;
@@
identifier b;
@@
- void bio_check_pages_dirty(struct bio *b) { ... }
@@
identifier b;
@@
(
- void bio_check_pages_dirty(struct bio *b);
|
- extern void bio_check_pages_dirty(struct bio *b);
)
@@
declarer name EXPORT_SYMBOL_GPL;
@@
- EXPORT_SYMBOL_GPL(bio_check_pages_dirty);
