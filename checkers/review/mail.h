/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mails with patches.  Git splits mailboxes and undoes MIME; here is only what
 * a reply needs to know of the header.
 */
#ifndef DIOPIN_REVIEW_MAIL_H
#define DIOPIN_REVIEW_MAIL_H

#include "../report/patch.h"

/*
 * Read the header of a mail: fields are unfolded and else as they stand there,
 * so what was encoded stays so.  Control characters become spaces.
 */
void mail_header_read(struct mail_header *h, const char *text, size_t len);
void mail_header_free(struct mail_header *h);

/* What the prefix of a subject says: "[PATCH net v2 3/7] Title". */
struct subject {
	unsigned int version;	/* 1 if it says none */
	unsigned int nr, of;	/* 0 if it says none */
	bool is_reply;
	const char *title;	/* points into the text */
};

void subject_read(struct subject *s, const char *text);

#endif
