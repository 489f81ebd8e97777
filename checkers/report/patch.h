/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A change that was judged, for those formats that tell of it.
 */
#ifndef DIOPIN_PATCH_H
#define DIOPIN_PATCH_H

#include "../base/base.h"

/* Header fields of a mail, as they stood in it; NULL if there was none. */
struct mail_header {
	char *from, *to, *cc, *subject, *date, *message_id, *references;
};

struct patch {
	size_t nr, of;		/* "3/7" */
	char *commit;		/* NULL if it is none */
	char *title;		/* first line of its message */
	char *failure;		/* one sentence why it was not judged, or NULL */
	char *diff;		/* as git writes it, NULL if it was not needed */
	struct mail_header mail;
};

#endif
