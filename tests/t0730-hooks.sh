#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Where reviews hang: hooks of git, and mails that come in.

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"
export DIOPIN

# pre-commit
ln -s "$top/scripts/hooks/pre-commit" "$tree/.git/hooks/pre-commit"
bad >"$tree/fs/bar.c"
fails "pre-commit refuses a bug" 1 'fs/bar.c:9:3: warning\|bar.c' \
	sh -c "git -C '$tree' commit -qam 'bar: Forget' 2>&1 | tee '$work/log' | head -n 1 >&2; git -C '$tree' diff --quiet HEAD && exit 0; exit 1"
check "and says which" grep -q '^fs/bar.c:9:3: warning: .*leak-on-error' "$work/log"
good | sed 's/-1/-2/' >"$tree/fs/bar.c"
check "lets others pass" git -C "$tree" commit -qam "bar: Two"
{ good; echo '@@@'; } >"$tree/fs/bar.c"
check "and what it cannot judge" git -C "$tree" commit -qam "bar: Break"
git -C "$tree" reset -q --hard HEAD~
rm "$tree/.git/hooks/pre-commit"

# sendemail-validate, as git send-email calls it
good >"$tree/fs/bar.c"
git -C "$tree" commit -qam "bar: Begin again"
base=$(git -C "$tree" rev-parse HEAD)
bad >"$tree/fs/bar.c"
git -C "$tree" commit -qam "bar: Forget"
git -C "$tree" format-patch -q --thread -o "$work/mails" -1
# validate FILE
validate()
{
	(cd "$tree" && "$top/scripts/hooks/sendemail-validate" "$1")
}
mail=$work/mails/0001-bar-Forget.patch
check "a patch of a commit that is here is judged there" \
	sh -c "cd '$tree' && ! '$top/scripts/hooks/sendemail-validate' '$mail'"
sed 's/^From [0-9a-f]*/From 0000000000000000000000000000000000000000/' "$mail" >"$work/other.patch"
check "any other is applied; one that cannot be passes" validate "$work/other.patch"
git -C "$tree" reset -q --hard "$base"
check "if it can be, it is judged" \
	sh -c "cd '$tree' && ! '$top/scripts/hooks/sendemail-validate' '$work/other.patch'"

# Mails as they come, for cron.
box=$work/box
mkdir -p "$box/new"
cp "$mail" "$box/new/1"
cp "$mail" "$box/new/2"		# by another list
good | sed 's/-1/-3/' >"$tree/fs/bar.c"
git -C "$tree" commit -qam "bar: Three"
git -C "$tree" format-patch -q --thread --stdout -1 >"$box/new/3"
git -C "$tree" reset -q --hard "$base"
sed 's/bar_check/bar_chick/; s/^Message-Id: </&x/' "$mail" >"$box/new/4"

# serve - once
serve()
{
	status=0
	"$DIOPIN" review -C "$tree" --serve-mbox="$box" >"$work/out" 2>"$work/err" || status=$?
}
serve
check "mails are reviewed: one could not be" test "$status" -eq 3
check "the same mail twice is answered once" \
	test "$(find "$box/replies" -type f | wc -l)" -eq 1
check "with a reply" grep -q '^In-Reply-To: <' "$box"/replies/*
check "what could not be judged is told apart" \
	grep -q '^try 1 of 3: status 3' "$box"/failed/*
check "it stays, and all others are done" test -z "$(ls "$box/new")" -a \
	"$(find "$box/threads" -type f | wc -l)" -eq 1 -a \
	"$(find "$box/done" -type f | wc -l)" -eq 2
serve
serve
check "after three times it is done as well" test -z "$(ls "$box/threads")" -a \
	"$(find "$box/done" -type f | wc -l)" -eq 3
check "and the reason stays" grep -q '^try 3 of 3: status 3' "$box"/failed/*
cp -r "$box/replies" "$work/replies"
cp "$mail" "$box/new/5"
serve
check "a mail that comes again is not answered again" \
	diff -r "$work/replies" "$box/replies"
check "and none is left" test "$status" -eq 0 -a -z "$(ls "$box/new")"

# A failure of ours, which passes.
rm -r "$box"
mkdir -p "$box/new"
cp "$mail" "$box/new/1"
(
	trap '' XFSZ
	ulimit -f 1
	serve
	exit $status
)
check "no room to work in is a failure" test $? -eq 3
check "and no answer" test -z "$(ls "$box/replies")"
serve
check "the next run judges the mail" test "$status" -eq 0 -a \
	"$(find "$box/replies" -type f | wc -l)" -eq 1

# A series in mails of their own, in no order.
rm -r "$box"
mkdir -p "$box/new"
good | sed 's/-1/-4/' >"$tree/fs/bar.c"
git -C "$tree" commit -qam "bar: Four"
bad | sed 's/-1/-4/' >"$tree/fs/bar.c"
git -C "$tree" commit -qam "bar: Forget again"
bad | sed 's/-1/-5/' >"$tree/fs/bar.c"
git -C "$tree" commit -qam "bar: Five"
git -C "$tree" format-patch -q --thread --cover-letter -o "$work/thread" -3
git -C "$tree" format-patch -q --stdout -1 >"$work/late"
tip=$(git -C "$tree" rev-parse HEAD)
git -C "$tree" reset -q --hard "$base"
cp "$work"/thread/0002* "$work"/thread/0000* "$box/new"
serve
check "a series of which patches are missing is waited for" test "$status" -eq 0 \
	-a "$(find "$box/threads" -type f | wc -l)" -eq 2 \
	-a -z "$(find "$box/replies" "$box/failed" "$box/done" -type f)"
cp "$work"/thread/0003* "$work"/thread/0001* "$box/new"
serve
check "it is judged when all are there" test "$status" -eq 0 -a \
	"$(find "$box/replies" -type f | wc -l)" -eq 1 -a \
	"$(find "$box/done" -type f | wc -l)" -eq 4 -a -z "$(ls "$box/threads")"
cat "$work"/thread/* >"$work/all.mbox"
"$DIOPIN" review -C "$tree" --mbox="$work/all.mbox" --format=reply >"$work/want"
cat "$box"/replies/* >"$work/got"
check "the bug is told where it comes in" \
	grep -q '^Subject: Re: .*2/3. bar: Forget again' "$work/got"
same "as of a mailbox that has them all" "$work/want" "$work/got"
rm -r "$box"
mkdir -p "$box/new"
cp "$work"/thread/000[12]* "$box/new"
touch -d '7 hours ago' "$box"/new/*
serve
check "one that stays incomplete is judged as far as it goes" \
	test "$(find "$box/replies" -type f | wc -l)" -eq 1

# What does not apply yet.
rm -r "$box"
mkdir -p "$box/new"
cp "$work/late" "$box/new"
serve
check "a patch whose base is not here is a failure" test "$status" -eq 3 -a \
	"$(find "$box/failed" -type f | wc -l)" -eq 1
git -C "$tree" reset -q --hard "$tip~1"
serve
check "which is forgotten when it is judged" test "$status" -eq 0 -a \
	"$(find "$box/done" -type f | wc -l)" -eq 1 -a -z "$(ls "$box/failed")"
git -C "$tree" reset -q --hard "$base"

# Killed at any point, it does what is left the next time.
rm -r "$box"
mkdir -p "$box/new"
for n in 1 2 3; do
	sed "s/^Message-Id: </&$n/" "$mail" >"$box/new/$n"
done
for delay in 0.05 0.2 0.5 1 2 4; do
	"$DIOPIN" review -C "$tree" --serve-mbox="$box" >"$work/log" 2>&1 &
	pid=$!
	sleep "$delay"
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
done
serve
check "kill -9 at any point loses no reply" \
	test "$(find "$box/replies" -type f | grep -vc '\.new$')" -eq 3
check "and doubles none" sh -c "cat '$box'/replies/* | grep -c '^In-Reply-To' | grep -qx 3"
check "each is whole" sh -c "tail -qn 2 '$box'/replies/* | grep -c '^diopin ' | grep -qx 3"
"$DIOPIN" review -C "$tree" --serve-mbox="$box" >"$work/log" 2>&1 &
serve
wait
check "two at once take turns" test "$status" -eq 0
fails "a directory that is not there" 2 'cannot write into' \
	"$DIOPIN" review -C "$tree" --serve-mbox="$work/nowhere"

check "the hooks for pre-commit name what is there" \
	test -x "$top/$(sed -n 's/^  entry: //p' "$top/.pre-commit-hooks.yaml")"
check "the example for GitHub is YAML" python3 -c "
import sys
try:
    import yaml
except ImportError:
    sys.exit(0)
assert yaml.safe_load(open('$top/scripts/github-actions.yml'))['jobs']
assert yaml.safe_load(open('$top/.pre-commit-hooks.yaml'))[0]['id'] == 'diopin'"

done_testing
