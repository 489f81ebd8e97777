/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reviewing mails as they come, for cron.
 */
#ifndef DIOPIN_REVIEW_SERVE_H
#define DIOPIN_REVIEW_SERVE_H

/*
 * Review each file in @dir/new against @tree (and @base, which may be NULL),
 * once for each Message-ID.  A mail goes to a directory of @dir/threads first;
 * the patches of a series are judged together when all have come, or when none
 * came for six hours.  What there is to say of a thread, the hash of whose first
 * Message-ID is H, becomes
 *
 *	@dir/replies/H		the answers, if there are findings
 *	@dir/failed/H		why it could not be judged, and how often
 *
 * and its mails move to @dir/done.  What could not be judged stays in threads/
 * and is tried again by the next run, three times in all.
 *
 * A file appears whole or not at all, and a thread counts as done when a mark
 * in its directory says so: a run that is killed before that does it again and
 * writes the same.  Two runs at once take turns.  Returns the exit status: that
 * a mail has findings is none of ours.
 */
int serve_mails(const char *dir, const char *tree, const char *base);

#endif
