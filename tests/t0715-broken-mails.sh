#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Mails that are broken at random, a few of those of "make fuzz".

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"
bad >"$tree/fs/bar.c"
commit "bar: Forget"
git -C "$tree" format-patch -q --stdout -1 >"$work/patch.mbox"
git -C "$tree" reset -q --hard HEAD~1
check "20 broken mails do no harm, nor are they taken for good" \
	python3 ./break-mails "$top/build/diopin-asan" "$tree" "$work/patch.mbox" 20

done_testing
