/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where one must not sleep: interrupts, what runs after them, locks.
 */
#ifndef DIOPIN_CONTEXT_H
#define DIOPIN_CONTEXT_H

#include "../join/graph.h"

/* As what a use makes a function run where it must not sleep; NULL: it does
 * not. */
const char *atomic_context(const struct use *use);

/* Does a function leave something to a thread that may sleep? */
bool is_deferral(const char *name);

/* 1: a call takes a lock under which one must not sleep, -1: it drops one,
 * 0: neither. */
int locking(const char *name);

#endif
