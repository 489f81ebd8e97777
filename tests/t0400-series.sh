#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The mark-dirty series: written, and proven by compiling each step, where
# bios have BIO_PAGE_PINNED and where they have not.

. ./lib.sh
share_facts

sign_as_jane

# subjects DIR - of the patches, unfolded
subjects()
{
	for mail in "$1"/000[1-9]*; do
		git mailinfo /dev/null /dev/null <"$mail" | sed -n 's/^Subject: //p'
	done
}

# write_series VERSION GUARD OPTION - "--prove", "" for a proof afterwards, or
# "--unproven" for none
write_series()
{
	tree=$(kernel "$1")
	out=$work/series-$1
	: >"$work/before"
	prove=$3
	[ "$prove" != --unproven ] || prove=
	# shellcheck disable=SC2086 # an option or none
	check "$1: the series is written" \
		"$DIOPIN" series mark-dirty $prove -C "$tree" -o "$out"
	check "$1: nothing was written into the tree" \
		test -z "$(find "$tree" -newer "$work/before" -print -quit)"
	check "$1: nothing is left beside it" \
		test "$(find "$work" -maxdepth 1 -name 'series-*' | wc -l)" -eq 1
	check "$1: four conversions, one removal, one cover letter" \
		test "$(find "$out" -name '*.patch' | wc -l)" -eq 6

	subjects "$out" >"$work/subjects"
	check "$1: five subjects" test "$(wc -l <"$work/subjects")" -eq 5
	check "$1: subjects are unique" \
		test "$(sort -u "$work/subjects" | wc -l)" -eq 5
	check "$1: subjects have at most 75 columns" \
		sh -c "! grep -q '.\{76\}' $work/subjects"
	check "$1: subjects begin with a subsystem" \
		sh -c "! grep -vE '^[a-z0-9_/-]+: [a-z]' $work/subjects"
	check "$1: each is signed off by who runs it, and by nobody else" \
		sh -c "test \$(cat $out/000[1-5]* | grep -c '^Signed-off-by: Jane Developer <jane@example.org>') -eq 5 &&
			test \$(cat $out/* | grep -c '^Signed-off-by: ') -eq 5"
	check "$1: no tag in another's name" \
		sh -c "! cat $out/* | grep -E '^(Reviewed|Tested|Acked|Suggested)-by: '"
	check "$1: each carries its semantic patch" \
		test "$(cat "$out"/000[1-5]* | grep -cE '^// </?smpl>')" -eq 10
	check "$1: the block layer's list gets a copy" \
		grep -q 'linux-block@vger.kernel.org' "$out/0000-cover-letter.patch"
	check "$1: the guard is this tree's" grep -q "$2" \
		"$out/0000-cover-letter.patch"
	check "$1: no place of a text was left empty" \
		sh -c "! grep -E '@[A-Z]+@' $out/*"
	if [ -n "$prove" ]; then
		check "$1: the proof lies beside it" test \
			"$(grep -c '^ok 000[1-5]' "$out/proof.log")" -eq 5
		check "$1: and the cover letter says so" grep -q \
			'^Each step was compiled ' "$out/0000-cover-letter.patch"
	else
		check "$1: it says that it was not compiled" grep -q \
			'^Not compiled' "$out/0000-cover-letter.patch"
		[ "$3" = --unproven ] || check "$1: it stands the proof" \
			"$top/scripts/prove-series" "$tree" "$out"
	fi
	mv "$out" "$work/done-$1"
}

write_series 6.12 '^  bio_flagged(bio, BIO_PAGE_PINNED)$' --prove
write_series 7.2 '^  bio_flagged(bio, BIO_PAGE_PINNED)$' --unproven
# 6.1 has no BIO_PAGE_PINNED; what is written must be right for 6.1.
write_series 6.1 '^  !bio_flagged(bio, BIO_NO_PAGE_REF)$' ''

# The proof can fail: a patch that forgets a caller.
tree=$(kernel 6.12)
cp -r "$work/done-6.12" "$work/broken"
sed -i '/^diff --git a.fs.iomap/,/^diff --git a.include/{/^diff --git a.include/!d}' \
	"$work"/broken/0005*
"$top/scripts/prove-series" "$tree" "$work/broken" >"$work/log" 2>&1
check "a series that forgets a caller is not proven" test $? -eq 1
check "and what failed is named" grep -q '^FAILED .*fs/iomap\|^FAILED 0005' "$work/log"

# A tree in git: base-commit, prefixes from history, no dirty files.
small=$work/small
mkdir "$small"
(
	cd "$tree" || exit
	{
		echo Makefile Kconfig .clang-format MAINTAINERS COPYING CREDITS Kbuild
		echo README scripts/get_maintainer.pl
		grep -rl bio_release_pages --include='*.[ch]' .
	} | xargs tar -c
	# What get_maintainer.pl takes for the top of a tree.
	for dir in Documentation arch drivers init ipc kernel lib; do
		mkdir -p "$small/$dir"
	done
) | tar -x -C "$small"
(
	cd "$small" || exit
	git init -q .
	git add -f .
	git commit -qm "block: Begin"
	echo >>fs/direct-io.c
	git commit -qam "direct-io: Add a line"
	echo >>fs/direct-io.c
	git commit -qam "direct-io: Add another"
)
check "a series for a tree in git" \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/in-git"
check "names the commit it is for" grep -q \
	"^base-commit: $(git -C "$small" rev-parse HEAD)\$" \
	"$work/in-git/0000-cover-letter.patch"
check "takes prefixes from its history" \
	grep -q '^Subject: .*direct-io: ' "$work"/in-git/0004*
check "applies to it" sh -c "cd $small && git am -q $work/in-git/000[1-5]*"
"$DIOPIN" series mark-dirty -C "$small" -o "$work/again" 2>"$work/err"
check "has nothing left to do then" grep -q 'nothing left to do' "$work/err"
git -C "$small" reset -q --hard HEAD~5
echo >>"$small/fs/direct-io.c"
fails "a file that is not committed" 2 'differs from the last commit' \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/again"
git -C "$small" checkout -q .

# All or nothing.
fails "a directory that is not empty" 2 'is not empty' \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/in-git"
fails "a directory in a place that is not there" 2 'cannot write' \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/no/where"
fails "no name in git" 2 'git does not know who you are' \
	env -u GIT_COMMITTER_NAME -u GIT_COMMITTER_EMAIL -u EMAIL \
	GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null \
	GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=user.useConfigOnly GIT_CONFIG_VALUE_0=true \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/again"
fake_tree "$work/fake"
fails "a tree without bio_release_pages()" 2 'there is nothing to convert' \
	"$DIOPIN" series mark-dirty -C "$work/fake" -o "$work/again"
mkdir "$work/disk"
fails "a full disk" 3 'is the disk full' small_disk "$work/disk" \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/disk/out"
check "has no part of a series on it" test ! -s "$work/fails.out"
cp -r "$small" "$work/moving"
rm -rf "$work/moving/.git"
mkdir "$work/bin"
printf '#!/bin/sh\necho >>%s/fs/direct-io.c\nexec %s "$@"\n' "$work/moving" \
	"$(command -v spatch)" >"$work/bin/spatch"
chmod +x "$work/bin/spatch"
fails "a tree that changes underneath" 3 \
	'moving/fs/direct-io.c changed while the series was made' \
	env PATH="$work/bin:$PATH" "$DIOPIN" series mark-dirty \
	-C "$work/moving" -o "$work/again"
# A condition that nobody states cannot be guessed.
cp -r "$small" "$work/odd"
sed -i '/if (bio_flagged(bio, BIO_PAGE_PINNED))/d' "$work/odd/include/linux/bio.h"
rm -rf "$work/odd/.git"
fails "a bio_release_pages() without a condition" 2 'states no condition' \
	"$DIOPIN" series mark-dirty -C "$work/odd" -o "$work/again"
check "and none of these left anything" \
	test "$(find "$work" -maxdepth 1 -name 'again*' | wc -l)" -eq 0
mkdir "$work/scratch"
python3 ./send-signal INT env TMPDIR="$work/scratch" \
	"$DIOPIN" series mark-dirty -C "$tree" -o "$work/again" >"$work/log" 2>&1
check "an interrupt leaves no series" \
	test "$(find "$work" -maxdepth 1 -name 'again*' | wc -l)" -eq 0
check "and no scratch directory" test -z "$(ls "$work/scratch")"

done_testing
