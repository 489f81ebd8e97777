// SPDX-License-Identifier: GPL-2.0-only
/*
 * Breaks facts files at random and judges them, all in one process, which is
 * many times faster than tests/break-facts, for "make fuzz".
 *
 *	fuzz-facts TREE FACTS COUNT FIRST
 *
 * Inputs have numbers, from FIRST on, which make them what they are.  To be
 * linked with all of diopin, built with sanitizers.  A crash, a hang, or a
 * survey that is called complete although calls of interest are gone ends it
 * with the number.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../checkers/base/proc.h"
#include "../checkers/rules/rule.h"

#define SECONDS 20

static unsigned long state;	/* of the generator, xorshift */
static unsigned long number;

static unsigned long below(unsigned long n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % n;
}

static void tell(const char *what)
{
	dprintf(STDOUT_FILENO, "number %lu: %s\n", number, what);
	_exit(1);
}

static void hangs(int sig)
{
	(void)sig;
	tell("it hangs");
}

/* Replace @cut bytes at @at by @n of @with. */
static void splice(char **text, size_t *len, size_t at, size_t cut,
		   const char *with, size_t n)
{
	char *whole;

	if (cut > *len - at)
		cut = *len - at;
	whole = xcalloc(1, *len - cut + n + 1);
	memcpy(whole, *text, at);
	memcpy(whole + at, with, n);
	memcpy(whole + at + n, *text + at + cut, *len - at - cut);
	free(*text);
	*text = whole;
	*len += n - cut;
}

static void break_once(char **text, size_t *len)
{
	static const char *const pieces[] = {
		"<param decl=\"x\"/>", "<flow file=\"fs/bar.c\" line=\"1\" "
		"col=\"1\" in=\"f\"><block id=\"0\"><stop/></block></flow>",
		"<block id=\"0\">", "</flow>", "&amp;", "]]>", "-1", "9999999999",
		"in=\"\"", "-&gt;", "[", "(", "* &amp;", "<next to=\"0\"/>",
	};
	const char *piece = pieces[below(ARRAY_SIZE(pieces))];
	size_t at = below(*len), n = 1 + below(80);
	char byte = (char)below(256);
	char *copy;

	switch (below(5)) {
	case 0:
		splice(text, len, at, 1, &byte, 1);
		break;
	case 1:
		splice(text, len, at, n / 2 + 1, "", 0);
		break;
	case 2:
		splice(text, len, at, 0, piece, strlen(piece));
		break;
	case 3:
		copy = xstrndup(*text + at, n < *len - at ? n : *len - at);
		splice(text, len, at, 0, copy, strlen(copy));
		free(copy);
		break;
	default:
		/* a digit: lines, columns, ids of blocks */
		at += strcspn(*text + at, "0123456789");
		byte = (char)('0' + below(10));
		if (at < *len)
			splice(text, len, at, 1, &byte, 1);
	}
}

/* Calls that the lexical witness counts. */
static size_t count_calls(const char *text)
{
	size_t n = 0;

	while ((text = strstr(text, "name=\"bio_release_pages\""))) {
		text++;
		n++;
	}
	return n;
}

/* Judge what stands in a facts file; is it said to be all? */
static bool judge(const char *tree, const char *path)
{
	struct survey_options options = {
		.tree = tree, .findings = true,
		.open_names = rules_open_names, .near_names = rules_near_names,
	};
	struct survey survey;
	struct records records = { 0 };
	bool complete;

	strv_add(&options.facts, path);
	survey_run(&survey, &options);
	complete = survey_is_complete(&survey);
	rules_run(&survey, &records);
	records_free(&records);
	survey_free(&survey);
	strv_free(&options.facts);
	return complete;
}

int main(int argc, char **argv)
{
	size_t good_len = 0, len, calls;
	char *good, *path;
	unsigned long end;

	if (argc != 5)
		die(EXIT_USAGE, "fuzz-facts TREE FACTS COUNT FIRST");
	good = read_whole_file(argv[2], &good_len);
	if (!good || !good_len)
		die(EXIT_USAGE, "cannot read %s", argv[2]);
	calls = count_calls(good);
	path = xasprintf("%s/broken.xml", scratch_dir());
	signal(SIGALRM, hangs);
	number = strtoul(argv[4], NULL, 10);
	for (end = number + strtoul(argv[3], NULL, 10); number < end; number++) {
		char *text = xcalloc(1, good_len + 1);

		memcpy(text, good, len = good_len);
		state = (number + 1) * 0x9e3779b97f4a7c15u;
		for (unsigned long i = 1 + below(4); i && len; i--)
			break_once(&text, &len);
		write_whole_file(path, text, len);
		alarm(SECONDS);
		if (judge(argv[1], path) && count_calls(text) < calls)
			tell("it is called complete");
		alarm(0);
		free(text);
	}
	free(path);
	free(good);
	return 0;
}
