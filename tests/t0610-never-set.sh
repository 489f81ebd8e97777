#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A flag that nobody sets, and what headers of the user's interface say of its
# struct: one that is defined there is filled by programs, a word is no struct.

. ./lib.sh

tree=$work/tree
fake_tree "$tree"
mkdir "$tree/include/uapi"
cp cases/flag-not-carried/never.c "$tree/fs/case.c"

# found TEXT - is it said of dio, in a tree whose header has that text?
found()
{
	echo "$1" >"$tree/include/uapi/stat.h"
	"$DIOPIN" scan -C "$tree" --no-cache -k flag-not-carried >"$work/text"
	grep -q 'nobody sets aio->should_dirty' "$work/text" || return 2
	grep -q 'nobody sets dio->is_pinned' "$work/text"
}
check "a header that has nothing to do with it" found 'int stat;'
check "one that has its word" found '/* as for a dio, struct dio { */'
found 'struct dio { int is_pinned; };'
check "one that defines the struct" test $? -eq 1

done_testing
