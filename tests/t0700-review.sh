#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What "diopin review" says of commits, the index, the worktree and mails, on a
# tree of few files.

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"

# Commits.
bad >"$tree/fs/bar.c"
commit "bar: Forget"
review
says "a commit that adds a finding" 1 \
	'^fs/bar.c:9:3: warning: the pages that pin_user_pages_fast() holds .*\[leak-on-error\]$'
check "with the path that proves it" \
	grep -q 'fs/bar.c:4:10: note:   pin_user_pages_fast() takes hold' "$work/out"
check "and which commit that is" grep -q '("bar: Forget"):$' "$work/out"

bad | sed 's/bar_check(addr)/bar_check(addr + 1)/' >"$tree/fs/bar.c"
commit "bar: Touch"
review
says "what was there in a function that is touched" 0 \
	'^fs/bar.c:9:3: note: was so before: .*\[leak-on-error\]$'

echo 'int more(void) { return put_page(0); }' >>"$tree/fs/bar.c"
commit "bar: Add"
review
says "what was there elsewhere is not told again" 0 ''

good >"$tree/fs/bar.c"
commit "bar: Remember"
review
says "a commit that removes a finding" 0 \
	'^fs/bar.c:9:3: note: no longer so: .*\[leak-on-error\]$'

echo 'int more(void);' >>"$tree/fs/other.c"
commit "other: More"
review
says "a commit that touches nothing of interest" 0 ''
check "and says nothing at all" test ! -s "$work/err"

review HEAD~5..HEAD
says "a bug that is added and fixed in a series is told" 1 '("bar: Forget"):$'
check "at its place, and where it was fixed" \
	sh -c "grep -c '^fs/bar.c:9:3: .*leak-on-error' '$work/out' | grep -qx 3"

git -C "$tree" mv fs/bar.c fs/baz.c
bad >"$tree/fs/baz.c"
commit "bar: Forget and rename"
review
says "a renamed file's new finding is told" 1 '^fs/baz.c:9:3: warning'
git -C "$tree" mv fs/baz.c fs/bar.c
commit "bar: Rename"
review
says "a file that is only renamed has no new finding" 0 ''
git -C "$tree" reset -q --hard HEAD~2

# A header that changes what a file means, without the file itself.
sed 's/unpin_user_pages(pages, n);/PUT(pages, n);/; 1i #include "bar.h"' \
	"$tree/fs/bar.c" >"$work/bar.c"
cp "$work/bar.c" "$tree/fs/bar.c"
echo '#define PUT(p, n) unpin_user_pages(p, n)' >"$tree/fs/bar.h"
commit "bar: Use a macro"
review
says "what a header of its own defines is known" 0 ''
git -C "$tree" reset -q --hard HEAD~

# An engine that hangs is stopped, and nothing is said to be well.
mkdir "$work/hang"
cp "$DIOPIN" "$work/hang/diopin"
printf '#!/bin/sh\nexec sleep 1234\n' >"$work/hang/diopin-sparse"
chmod +x "$work/hang/diopin-sparse"
bad | sed 's/bar_/new_/' >"$tree/fs/new.c"
commit "bar: Begin anew"
own=$DIOPIN
DIOPIN=$work/hang/diopin
DIOPIN_DATA=$top
export DIOPIN_DATA
review
DIOPIN=$own
unset DIOPIN_DATA
says "what an engine hangs over is not judged" 3 '^not judged: an engine failed'
check "which engine, which file" \
	grep -q 'engine sparse was stopped after 60 s over fs/new.c' "$work/err"
check "it is gone" sh -c "! pgrep -f 'sleep [1]234'"
git -C "$tree" reset -q --hard HEAD~

# The index and the worktree.
bad >"$tree/fs/bar.c"
git -C "$tree" add fs/bar.c
good >"$tree/fs/bar.c"
cp "$tree/.git/index" "$work/index"
find "$tree" -type f | sort >"$work/files"
review --staged
says "--staged judges what is staged" 1 '^fs/bar.c:9:3: warning'
review --worktree
says "--worktree judges what lies there" 0 ''
same "neither changes the index" "$work/index" "$tree/.git/index"
bad >"$tree/fs/bar.c"
git -C "$tree" reset -q
review --staged
says "nothing is staged" 0 ''
cp "$tree/.git/index" "$work/index"
review --worktree
says "a change that is not staged" 1 '^fs/bar.c:9:3: warning'
same "the index is left alone" "$work/index" "$tree/.git/index"
find "$tree" -type f | sort >"$work/files.now"
same "nothing is written into the repository" "$work/files" "$work/files.now"
rm "$tree/fs/bar.c"
review --worktree
says "a file that is deleted" 0 ''
git -C "$tree" checkout -q .

# As a hook of git is run.
bad >"$tree/fs/bar.c"
status=0
(
	cd "$tree" || exit 3
	cp .git/index .git/index.other
	GIT_INDEX_FILE=.git/index.other git add fs/bar.c
	GIT_INDEX_FILE=.git/index.other GIT_DIR=.git "$DIOPIN" review --staged
) >"$work/out" 2>"$work/err" || status=$?
says "the index that git's environment names" 1 '^fs/bar.c:9:3: warning'
rm "$tree/.git/index.other"
git -C "$tree" checkout -q .

# Repositories without a worktree.
git clone -q --bare "$tree" "$work/bare.git" 2>"$work/log"
status=0
"$DIOPIN" review -C "$work/bare.git" HEAD~4 >"$work/out" 2>"$work/err" || status=$?
says "a bare repository" 1 '^fs/bar.c:9:3: warning'
git clone -q --depth 1 "file://$tree" "$work/shallow" 2>"$work/log"
fails "a history that is cut off" 3 'cut off at .*: fetch the commit before' \
	"$DIOPIN" review -C "$work/shallow"

# What cannot be reviewed.
review "$(git -C "$tree" rev-list --max-parents=0 HEAD)"
says "the first commit of all is not judged" 3 \
	'not judged: it is the first commit'
fails "a range that is none" 2 "'no-such' is no range of commits" \
	"$DIOPIN" review -C "$tree" no-such
fails "a range that is an option" 2 "'--output=x' is no range\|unrecognized" \
	"$DIOPIN" review -C "$tree" -- --output=x
fails "two ranges" 2 'give one range of commits' \
	"$DIOPIN" review -C "$tree" HEAD HEAD~
fails "a range and the index" 2 'give one of a range' \
	"$DIOPIN" review -C "$tree" --staged HEAD
fails "a base without mails" 2 '.-base is for --mbox' \
	"$DIOPIN" review -C "$tree" --base=HEAD HEAD
fails "a directory that is no repository" 2 'cannot be read as a git repository' \
	"$DIOPIN" review -C "$work/cache"
mkdir "$work/letters"
git -C "$work/letters" init -q
echo 'bio_release_pages(a, true)' >"$work/letters/a.c"
git -C "$work/letters" add a.c
git -C "$work/letters" -c user.name=a -c user.email=a@b commit -qm a
echo 'int f(void) { bio_release_pages(a, true); }' >"$work/letters/a.c"
fails "a repository of something else" 2 'is not a kernel tree: it has no Makefile' \
	"$DIOPIN" review -C "$work/letters" --worktree
git -C "$work/letters" checkout -q --orphan nothing
fails "a branch without a commit" 2 'nothing was committed in' \
	"$DIOPIN" review -C "$work/letters" --staged

# A file that the engine cannot read is told, not passed over.
{ good; echo '@@@ this is no C @@@'; } >"$tree/fs/bar.c"
commit "bar: Break"
review
says "a file that cannot be read" 3 'not judged: fs/bar.c was not read: '
git -C "$tree" reset -q --hard HEAD~

# Engines that are led astray by what they read.
cat >"$tree/fs/end.c" <<'END'
static void end(struct bio *bio)
{
	bio_release_pages(bio, false);
}
END
bad >"$tree/fs/bar.c"
commit "bar: Forget, end: Add"
real=$(command -v spatch)
mkdir "$work/bin"
# engine COMMAND - spatch does that first
engine()
{
	printf '#!/bin/sh\n%s\nexec "%s" "$@"\n' "$1" "$real" >"$work/bin/spatch"
	chmod +x "$work/bin/spatch"
	status=0
	PATH=$work/bin:$PATH "$DIOPIN" review -C "$tree" --no-cache \
		>"$work/out" 2>"$work/err" || status=$?
}
engine "touch '$work/escaped' 2>/dev/null"
says "an engine that would write somewhere" 1 '^fs/bar.c:9:3: warning'
if bwrap --unshare-all --ro-bind / / true 2>/dev/null; then
	check "cannot" test ! -e "$work/escaped"
else
	skip "cannot" "no bubblewrap that works"
fi
engine "exec python3 -c 'bytearray(5 << 30)'"
case $DIOPIN in
*asan) skip "an engine that takes too much memory" "not with sanitizers" ;;
*) says "an engine that takes too much memory" 3 '^not judged: an engine failed' ;;
esac
engine "kill -9 \$\$"
says "an engine that is killed is not taken for a pass" 3 \
	'^not judged: an engine failed'
check "nor for a finding" sh -c "! grep -q warning '$work/out'"

check "the scratch directory is gone" \
	sh -c "mkdir '$work/tmp' && TMPDIR='$work/tmp' '$DIOPIN' review -C '$tree' HEAD >'$work/log'; test -z \"\$(ls -A '$work/tmp')\""

done_testing
