/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Macros that spatch cannot parse where they stand, in a shape that it can.
 * Given to spatch with --macro-file.
 */

/* include/linux/cleanup.h: the second argument is a statement. */
#define scoped_cond_guard(_name, _fail, args...) while (_name(args))
#define cond_guard(_name, _fail, args...) _name(args)
