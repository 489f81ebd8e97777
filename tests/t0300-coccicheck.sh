#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The rule files of cocci/ under the kernel's own coccicheck.

. ./lib.sh

coccicheck=$top/scripts/coccicheck

# run MODE KDIR M [COCCI] - status in $status, output in $work/out
run()
{
	status=0
	MODE=$1 KDIR=$2 M=$3 COCCI=${4:-} "$coccicheck" >"$work/out" 2>"$work/err" ||
		status=$?
}

# found RULE COUNT - as the summary of the last run has it
found()
{
	grep -Eq "^ *$2 $1\.cocci\$" "$work/out"
}

# The header block of the kernel's own rule files; each parses.
for rule in "$top"/cocci/*.cocci "$top"/cocci/engine/*.cocci; do
	name=$(basename "$rule" .cocci)
	check "$name: SPDX line first" sh -c \
		"head -n 1 $rule | grep -qx '// SPDX-License-Identifier: GPL-2.0-only'"
	check "$name: description" grep -q '^/// [A-Za-z]' "$rule"
	for key in Confidence Copyright Options Keywords; do
		check "$name: one line of $key" \
			test "$(grep -c "^// $key: " "$rule")" -eq 1
	done
	check "$name: knows attributes and iterators that hide functions" sh -c \
		"grep -q 'attribute name __free;' $rule && grep -q 'iterator name scoped_guard' $rule"
	check "$name: matches no name by a regular expression" \
		sh -c "! grep -nE '^[a-z ]*(identifier|expression)[^;]*=~' $rule"
	mode=$(sed -n 's/^virtual \(.*, *\)\{0,1\}report.*/-D report/p' "$rule" | head -n 1)
	# shellcheck disable=SC2086 # nothing, or two words
	check "$name: parses" spatch --parse-cocci $mode "$rule"
done

# All modes that a rule declares, on a part of each tree.
for version in 6.1 6.12 7.2; do
	tree=$(kernel $version)
	: >"$work/before"
	for mode in report context org patch; do
		run $mode "$tree" block
		check "$version: MODE=$mode finds something, and the status says so" \
			test $status -eq 1
		check "$version: MODE=$mode: bio_release_pages() may get true 3 times" \
			found bio_release_pages 3
	done
	run report "$tree" block
	check "$version: files are named from the top of the tree" \
		grep -q '^block/fops.c:' "$work/out"
	check "$version: nothing was written into the tree" \
		test -z "$(find "$tree" -newer "$work/before" -print -quit)"
done
run report "$(kernel 6.1)" block
check "6.1: the block layer takes references 3 times" found iov_iter_get_pages 3
check "6.1: three places set a flag in block/" found should_dirty 3
run report "$(kernel 6.12)" net/tls
check "6.12: TLS takes references once" found iov_iter_get_pages 1
run report "$(kernel 6.12)" fs/quota
check "a directory without anything ends with 0" test $status -eq 0

# Functions that spatch loses without being told.
cat >"$work/hidden.c" <<'END'
static void one(struct bio *bio)
{
	char *buf __free(kfree) = NULL;

	bio_release_pages(bio, true);
}

static void two(struct bio *bio)
{
	guard(mutex)(&lock);
	bio_release_pages(bio, true);
}

static void three(struct bio *bio)
{
	scoped_guard(mutex, &lock) {
		bio_release_pages(bio, true);
	}
}
END
spatch --very-quiet --no-includes -D report \
	--cocci-file "$top/cocci/bio_release_pages.cocci" "$work/hidden.c" >"$work/out"
check "functions with __free(), guard() and scoped_guard() are not lost" \
	test "$(grep -c 'hidden.c:' "$work/out")" -eq 3

# The patch is right for any argument, and is no more on the second time.
cat >"$work/args.c" <<'END'
static void f(struct bio *bio, struct dio *dio, bool a, bool b)
{
	bio_release_pages(bio, a || b);
	if (a)
		bio_release_pages(&dio->bio, true);
	bio_release_pages(bio, false);
}
END
cat >"$work/want" <<'END'
if((a||b)&&bio_flagged(bio,BIO_PAGE_PINNED))bio_set_pages_dirty(bio);
if(a){if(bio_flagged(&dio->bio,BIO_PAGE_PINNED))bio_set_pages_dirty(&dio->bio);
END
patch_args()
{
	spatch --very-quiet --no-includes --in-place -D patch \
		--cocci-file "$top/cocci/bio_release_pages.cocci" \
		"$work/args.c" >"$work/log"
}
patch_args
tr -d ' \t\n' <"$work/args.c" >"$work/tokens"
while read -r line; do
	check "the patch has $line" grep -qF "$line" "$work/tokens"
done <"$work/want"
cp "$work/args.c" "$work/once.c"
patch_args
same "the patch changes nothing the second time" "$work/once.c" "$work/args.c"

# Statuses.
tree=$(kernel 6.12)
run report "" ""
check "no KDIR is wrong usage" test $status -eq 2
run frob "$tree" block
check "an unknown mode is wrong usage" test $status -eq 2
run report "$work" ""
check "what is no kernel tree is wrong usage" test $status -eq 2
run report "$tree" no/such/dir
check "a directory that is not there is wrong usage" test $status -eq 2
echo 'nonsense' >"$work/bad.cocci"
printf 'virtual report\n@@ expression e; @@\n)(\n' >>"$work/bad.cocci"
run report "$tree" block "$work/bad.cocci"
check "a rule that does not parse is a failure" test $status -eq 3
check "and is told in a sentence" test "$(wc -l <"$work/err")" -eq 1

done_testing
