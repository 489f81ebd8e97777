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
	grep -q 'status 3' "$box"/failed/*
check "all are done" test -z "$(ls "$box/new")" -a "$(find "$box/done" -type f | wc -l)" -eq 3
cp -r "$box/replies" "$work/replies"
cp "$mail" "$box/new/5"
serve
check "a mail that comes again is not answered again" \
	diff -r "$work/replies" "$box/replies"
check "and none is left" test "$status" -eq 0 -a -z "$(ls "$box/new")"

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
