#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A series sent again: its number, and what changed since; several at once.

. ./lib.sh
share_facts

sign_as_jane

small=$work/small
part_of_kernel "$(kernel 6.12)" "$small" block fs/direct-io.c fs/iomap \
	fs/bcachefs/fs-io-direct.c lib/iov_iter.c mm/gup.c
check "the series is written" \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/v1"

# What was sent before lacked the last patch, said other things, and had one
# more that touches a file of its own.
cp -r "$work/v1" "$work/sent"
last=$(find "$work/sent" -name '[0-9]*.patch' | sort | tail -n 1)
rm "$last"
sed -i 's/^A direct/One direct/; s/^Subject: .*1\/.*\] /&whatever: /' \
	"$work"/sent/0001-*
git -C "$small" init -q
git -C "$small" add -f Makefile
git -C "$small" commit -qm base
sed -i '1s/^/# Nothing.\n/' "$small/Makefile"
git -C "$small" commit -qam 'Makefile: Say nothing'
git -C "$small" format-patch -q -o "$work/sent" --start-number=9 HEAD~
git -C "$small" reset -q --hard HEAD~
rm -rf "$small/.git"

check "it is written again, with the changes since" \
	"$DIOPIN" series mark-dirty -C "$small" --changes-since="$work/sent" \
	-o "$work/v2"
cover=$work/v2/v2-0000-cover-letter.patch
patches=$(find "$work/v1" -name '000[1-9]*' | wc -l)
check "as the second version" \
	test "$(cat "$work"/v2/* | grep -c "^Subject: \[PATCH v2 ./$patches\] ")" \
	-eq $((patches + 1))
check "with the same patches" sh -c "cat $work/v1/000[1-9]* | grep '^[-+]' \
	>$work/one; cat $work/v2/v2-000[1-9]* | grep '^[-+]' | diff - $work/one"
check "the cover letter tells of the change" grep -q '^Range-diff' "$cover"
check "of a patch that changed" grep -qE '^ *1: +[0-9a-f]+ ! +1: ' "$cover"
check "of one that is the same" grep -qE '^ *2: +[0-9a-f]+ = +2: ' "$cover"
check "of one that is new" grep -qE "^ *-: +-+ > +$patches: " "$cover"
check "of one that went" grep -qE '^ *[0-9]: +[0-9a-f]+ < +-: +-+ ' "$cover"

fails "a directory without mails" 2 'small has no patches of git format-patch' \
	"$DIOPIN" series mark-dirty -C "$small" -o "$work/v3" \
	--changes-since="$work/small"
sed -i 's/^-\t/-\tanother /' "$work"/sent/0002-*
fails "mails for another tree" 2 'do not apply to .*small' \
	"$DIOPIN" series mark-dirty -C "$small" -v 3 \
	--changes-since="$work/sent" -o "$work/v3"
for n in 0 x -1 1000; do
	fails "-v $n" 2 "takes a number from 1 on, not '$n'" \
		"$DIOPIN" series mark-dirty -C "$small" -v "$n" -o "$work/v3"
done
check "and nothing was written" test ! -e "$work/v3"

#
# More than one.
#

fails "both, of which this part of a tree has nothing for one" 1 \
	'can be converted' "$DIOPIN" series -C "$small" -o "$work/both"
check "the other is there" test -f "$work/both/mark-dirty/0000-cover-letter.patch"
check "as it is alone" sh -c "cat $work/v1/0* | grep '^[-+]' >$work/one
	cat $work/both/mark-dirty/0* | grep '^[-+]' | diff - $work/one"
check "that alone" test "$(ls "$work/both")" = mark-dirty
check "--only is the same as a name" sh -c "'$DIOPIN' series --list \
	-C '$small' --only=mark-dirty >'$work/only'
	'$DIOPIN' series mark-dirty --list -C '$small' | cmp - '$work/only'"
fails "one of them is unknown" 2 "there is no series 'foo'" \
	"$DIOPIN" series mark-dirty foo -C "$small" -o "$work/none"
mkdir "$work/bin" "$work/old"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/spatch"
chmod +x "$work/bin/spatch"
status=0
PATH=$work/bin:$PATH "$DIOPIN" series -C "$small" -o "$work/none" \
	>"$work/log" 2>&1 || status=$?
check "what fails is told" test "$status" -eq 3
check "and leaves nothing" test ! -e "$work/none"
status=0
PATH=$work/bin:$PATH "$DIOPIN" series -C "$small" -o "$work/old" \
	>"$work/log" 2>&1 || status=$?
check "nor in a directory that was there" test -z "$(ls -A "$work/old")"

done_testing
