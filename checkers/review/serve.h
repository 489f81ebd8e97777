/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reviewing mails as they come, for cron.
 */
#ifndef DIOPIN_REVIEW_SERVE_H
#define DIOPIN_REVIEW_SERVE_H

/*
 * Review each file in @dir/new against @tree (and @base, which may be NULL),
 * once for each Message-ID.  What there is to say of a mail with the hash H of
 * its Message-ID becomes
 *
 *	@dir/replies/H		the answer, if there are findings
 *	@dir/failed/H		why it could not be judged
 *	@dir/done/H		the mail itself, last
 *
 * A file appears whole or not at all, and a mail counts as done when it has
 * moved to done/: a run that is killed before that does it again and writes
 * the same.  Two runs at once take turns.  Returns the exit status: that a
 * mail has findings is none of ours.
 */
int serve_mails(const char *dir, const char *tree, const char *base);

#endif
