// SPDX-License-Identifier: GPL-2.0-only
/*
 * libFuzzer target for what diopin itself reads of mails and diffs: "make fuzz"
 * builds it, tests/fuzz-mail.seeds has a corpus to begin with.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../checkers/base/base.h"
#include "../checkers/report/diff.h"
#include "../checkers/review/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_header(const struct mail_header *h)
{
	const char *const fields[] = { h->from, h->to, h->cc, h->subject,
				       h->date, h->message_id, h->references };

	/* what goes into a reply's header must not begin a field of its own */
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		if (fields[i] && strpbrk(fields[i], "\r\n"))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xcalloc(1, size + 1);
	struct mail_header header;
	struct subject subject;
	struct diff diff;

	memcpy(text, data, size);
	mail_header_read(&header, text, size);
	check_header(&header);
	if (header.subject)
		subject_read(&subject, header.subject);
	mail_header_free(&header);
	diff_read(&diff, text);
	for (size_t i = 0; i < diff.n; i++) {
		const struct diff_line *l = &diff.line[i];

		if (l->text < text || l->text + l->len > text + size)
			abort();
	}
	diff_free(&diff);
	free(text);
	return 0;
}
