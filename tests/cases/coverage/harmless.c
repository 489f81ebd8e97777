// SPDX-License-Identifier: GPL-2.0-only
static int foo_broken(int n)
{
	switch (n) {
	case FOO_MIN...FOO_MAX:
		return 1;
	}
	return 0;
}

static void foo_whole(struct bio *bio)
{
	bio_release_pages(bio, true);
}

/*
 * check-name: a lost function that names nothing of interest does no harm
 * check-command: diopin scan --engine=cocci --kind=coverage --format=jsonl
 * check-output-start
 * {"kind":"coverage","file":".","line":1,"col":1,"function":"","engine":"cocci","complete":true,"files":1,"files_covered":1,"message":"cocci covered 1 of 1 candidate files"}
 * {"kind":"coverage","file":"fs/case.c","line":1,"col":1,"function":"","engine":"cocci","complete":true,"covered":true,"reason":"","functions":1,"calls":1,"lexical_calls":1,"missing":[],"others_saw":[],"lost_functions":["foo_broken"],"message":"cocci could not parse foo_broken(), which names nothing of interest"}
 * check-output-end
 */
