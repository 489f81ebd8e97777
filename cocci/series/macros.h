/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Macros that begin a function, which spatch would not see as one otherwise.
 * Given to spatch with --macro-file when files are converted.
 */

/* include/linux/closure.h */
#define CLOSURE_CALLBACK(name) void name(struct work_struct *ws)
#define closure_type(name, type, member) \
	type *name = container_of(ws, type, member)
