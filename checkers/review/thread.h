/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mails that came one by one, put together again as threads.
 */
#ifndef DIOPIN_REVIEW_THREAD_H
#define DIOPIN_REVIEW_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "../base/base.h"

/* A mail of a thread: "3/7" is number 3, the cover letter 0. */
struct letter {
	char *name;		/* of its file: the hash of its Message-ID */
	unsigned int nr, of;	/* 0 if its subject says none */
	time_t came;
};

/* A directory with the mails of one thread, in their order. */
struct thread {
	char *dir;
	struct letter *letter;
	size_t n;
};

/*
 * What a mail is called and where it belongs: the hashes of its Message-ID, and
 * of its thread and version, which are the same for what is no part of a
 * series.  Returns -1 if the file cannot be read; else the caller frees both.
 */
int letter_identify(const char *path, char **name, char **thread);

/* Read the mails in @dir; free with thread_free(). */
void thread_read(struct thread *thread, const char *dir);
void thread_free(struct thread *thread);

/* Are all patches there, or has none come for as long as one waits? */
bool thread_is_ready(const struct thread *thread, time_t now);

/* Write all mails as one mailbox. */
void thread_write(const struct thread *thread, const char *path);

#endif
