#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# One set of facts from several engines: witnesses, disagreements, call
# chains, findings and baselines, on a small tree.  t0200 has the real ones.

. ./lib.sh

tree=$work/tree
fake_tree "$tree"
cat >"$tree/fs/foo.c" <<'END'
struct req { struct page **pages; int need_unpin; };

static long foo_take(struct req *req, struct iov_iter *iter)
{
	unsigned long off;
	long n;

	n = iov_iter_get_pages2(iter, req->pages, 4096, 1, &off);
#ifdef CONFIG_NOBODY_SETS_THIS
	bio_release_pages(req, true);
#endif
	return n;
}

static long foo_direct_IO(struct kiocb *iocb, struct iov_iter *iter)
{
	struct req req;

	return foo_take(&req, iter);
}

static const struct address_space_operations foo_aops = {
	.direct_IO = foo_direct_IO,
};
END
cat >"$tree/fs/bar.c" <<'END'
static int bar_map(unsigned long addr)
{
	struct page *pages[16];
	int n = pin_user_pages_fast(addr, 16, 0, pages);

	if (n < 0)
		return n;
	if (bar_check(addr))
		return -1;
	unpin_user_pages(pages, n);
	return 0;
}
END

# scan OPTION... - status in $status, output in $work/out
scan()
{
	status=0
	"$DIOPIN" scan -C "$tree" "$@" >"$work/out" 2>"$work/err" || status=$?
}

# has TEXT PATTERN
has()
{
	check "$1" grep -q -e "$2" "$work/out"
}

scan --engine=cocci,sparse -k acquire -f jsonl
has "a fact that two engines saw names both" \
	'"line":8,.*"engines":\["cocci","sparse"\]'
check "and is one fact" test "$(wc -l <"$work/out")" -eq 2
scan --engine=sparse -k acquire -f jsonl
has "one engine alone says the same" '"line":8,.*"class":"dio".*"engines":\["sparse"\]'
scan --engine=cocci -k acquire -f jsonl
has "the other as well" '"line":8,.*"class":"dio".*"engines":\["cocci"\]'

scan --engine=sparse --write-facts="$work/kept"
check "facts name the configuration they were seen under" \
	grep -q '^<facts .*engine="sparse" config="synthetic">' "$work"/kept/*.xml

scan --engine=cocci,sparse --engines-disagree
check "disagreements are told" test "$(wc -l <"$work/out")" -eq 1
has "with what the configuration has to do with it" \
	'fs/foo.c:10:.* sparse did not see this dirty-release, which not every configuration compiles'
fails "one engine cannot disagree" 2 'two engines' \
	"$DIOPIN" scan -C "$tree" --engine=cocci --engines-disagree
fails "an engine that is none" 2 "no engine 'gdb'" \
	"$DIOPIN" scan -C "$tree" --engine=gdb

scan --why fs/foo.c:8
cat >"$work/want" <<'END'
fs/foo.c:23:3: note: dio, as .direct_IO is an entry point [why]
fs/foo.c:23:3: note: .direct_IO of foo_aops is foo_direct_IO() [why]
fs/foo.c:19:9: note: foo_direct_IO() calls foo_take() [why]
fs/foo.c:8:6: note: foo_take() calls iov_iter_get_pages2() [why]
END
same "--why prints the chain, from the entry point down" "$work/want" "$work/out"
fails "--why of a line without an acquire" 2 'there is no acquire at fs/foo.c:9' \
	"$DIOPIN" scan -C "$tree" --why fs/foo.c:9
fails "--why without a line" 2 'takes FILE:LINE' \
	"$DIOPIN" scan -C "$tree" --why fs/foo.c

# Findings, their path and their baseline.
scan -k leak-on-error
check "a finding makes the exit status 1" test "$status" -eq 1
cat >"$work/want" <<'END'
fs/bar.c:9:3: warning: the pages that pin_user_pages_fast() holds in pages are not let go of on this error return [leak-on-error]
fs/bar.c:4:10: note:   pin_user_pages_fast() takes hold of the pages of pages
fs/bar.c:6:6: note:   with n < 0 false
fs/bar.c:8:6: note:   with bar_check(addr) true
fs/bar.c:9:3: note:   returns an error, and nothing has let go
END
same "a finding comes with the path that proves it" "$work/want" "$work/out"
scan -k finding --write-baseline="$work/known"
scan -k finding --baseline="$work/known"
check "what is in the baseline is not told again" \
	test "$status" -eq 0 -a ! -s "$work/out"
sed -i '1i /* lines */\n/* that */\n/* shift */' "$tree/fs/bar.c"
scan -k finding --baseline="$work/known"
check "not even if its lines have shifted" test "$status" -eq 0 -a ! -s "$work/out"
sed -i 's/bar_map/bar_remap/' "$tree/fs/bar.c"
scan -k finding --baseline="$work/known"
check "another function's is new" test "$status" -eq 1
echo 'hello' >"$work/known"
fails "a baseline that is none" 2 'known:1: this is no line of a baseline' \
	"$DIOPIN" scan -C "$tree" --baseline="$work/known"
fails "a baseline that is not there" 2 'cannot read the baseline' \
	"$DIOPIN" scan -C "$tree" --baseline="$work/nowhere"

# An inventory alone does not look at files that only findings need.
scan -k acquire -f jsonl -k coverage
check "who wants the inventory waits for nothing else" \
	sh -c "! grep -q 'fs/bar.c' '$work/out'"

# A file that one engine cannot read is told, and the others go on.
printf 'int f(void) { return bio_release_pages(a, true); } @ @\n' >"$tree/fs/bad.c"
scan -k coverage -f jsonl --engine=cocci,sparse
has "why an engine did not read a file" \
	'"file":"fs/bad.c".*"engine":"sparse".*"covered":false,"reason":"fs/bad.c:1'
rm "$tree/fs/bad.c"
mkdir "$work/nowhere-build"
fails "a build directory that is none" 2 'nowhere-build' \
	"$DIOPIN" scan -C "$tree" --engine=sparse --build="$work/nowhere-build"

done_testing
