/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a file of a kernel tree is compiled: the arguments a compiler needs to
 * see in it what the kernel's build would.
 *
 * They come from a configured build if there is one, else from a synthetic
 * configuration that is made from the tree's Kconfig files and headers: of x86,
 * and for code below arch/ of its own architecture, as far as arch.h knows it.
 * Nothing of the tree is executed for the latter; for the former, make -n may
 * be asked.
 */
#ifndef DIOPIN_FLAGS_H
#define DIOPIN_FLAGS_H

#include "../base/base.h"
#include "../tree/tree.h"

struct flags;

/*
 * @build is a configured directory (O=), which may be the tree itself, or
 * NULL for the synthetic configuration, whose headers are then made below
 * scratch_dir().  Ends the run with a sentence if @build is not one of @tree.
 */
struct flags *flags_open(const struct tree *tree, const char *build);
void flags_close(struct flags *flags);

/*
 * Tell which files will be asked for, relative to the tree: finding out about
 * all of them at once is quicker.  It need not be called.
 */
void flags_prepare(struct flags *flags, const struct strv *files);

/*
 * Add the arguments for @file, relative to the tree, to @argv: neither the
 * compiler's name nor the file nor -c or -o are among them.  Paths in them
 * are absolute or relative to the tree.  Returns the name of the
 * configuration, for people ("synthetic", "/path/to/build"), or NULL if the
 * file is not compiled under it; then nothing was added.
 */
const char *flags_for(struct flags *flags, const char *file,
		      struct strv *argv);

/* Are these arguments for another machine, and nothing to a compiler of this? */
bool flags_are_cross(const struct flags *flags, const char *file);

#endif
