#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The should-dirty series: refused where data would be lost, else written.

. ./lib.sh
share_facts

sign_as_jane

tree=$(kernel 6.12)
small=$work/small
part_of_kernel "$tree" "$small" block fs/direct-io.c fs/iomap \
	fs/bcachefs/fs-io-direct.c mm/page-writeback.c mm/gup.c lib/iov_iter.c
# Names lie: a flag is known by what it does.
sed -i 's/DIO_SHOULD_DIRTY/DIO_OTHER_NAME/g' "$small/block/fops.c"

fails "a tree that cleans pinned pages" 2 \
	'not safe.*do not ask whether the folio is pinned.*mm/page-writeback.c:[0-9]*: ' \
	"$DIOPIN" series should-dirty -C "$small" -o "$work/out"
check "and nothing is written" test ! -e "$work/out"

check "asked for by name it is written" \
	"$DIOPIN" series should-dirty --rfc -C "$small" -o "$work/out"
check "four conversions, one removal, one cover letter" \
	test "$(find "$work/out" -name '*.patch' | wc -l)" -eq 6
check "each is for discussion only" \
	test "$(cat "$work"/out/* | grep -c '^Subject: \[RFC PATCH ./5\] ')" -eq 6
check "the cover letter shows how data are lost" \
	grep -q '^mm/page-writeback.c:[0-9]*: .* cleans the folio, pinned or not' \
	"$work"/out/0000*
check "a patch says that its flag knew but part of user memory" sh -c \
	"cat $work/out/0002* | grep -q '^  should_dirty asks iter_is_iovec(), which'"
check "those of flags that meant just that say nothing" test \
	"$(cat "$work"/out/000[1345]* | grep -c 'changes whose pages')" -eq 0
check "comments that name the function still are told" \
	grep -q '^  fs/direct-io.c:[0-9]*$' "$work"/out/0000*
check "no place of a text was left empty" \
	sh -c "! grep -E '@[A-Z]+@' $work/out/*"

# A flag of that name that is another's.
cp -r "$small" "$work/twin"
cat >>"$work/twin/fs/iomap/direct-io.c" <<'EOF'

struct twin {
	unsigned int flags;
};

void twin_mark(struct twin *twin, bool busy)
{
	if (busy)
		twin->flags |= IOMAP_DIO_DIRTY;
}
EOF
check "beside a twin it is written as well" \
	"$DIOPIN" series should-dirty --rfc -C "$work/twin" -o "$work/twins"
check "the flag that is also another's stays, and is named" sh -c \
	"! grep -q '^-.*|= IOMAP_DIO_DIRTY' $work/twins/* &&
		grep -q 'fs/iomap/direct-io.c: IOMAP_DIO_DIRTY' $work/twins/0000*"

mkdir "$work/disk"
fails "a full disk" 3 'is the disk full' small_disk "$work/disk" \
	"$DIOPIN" series should-dirty --rfc -C "$small" -o "$work/disk/out"
check "has no part of a series on it" test ! -s "$work/fails.out"

git -C "$small" init -q
git -C "$small" add -f block fs include
git -C "$small" commit -qm base
check "it applies" sh -c "git -C $small am -q $work/out/000[1-5]*"
check "nobody calls bio_check_pages_dirty()" \
	sh -c "! grep -rn 'bio_check_pages_dirty(bio)' $small/block $small/fs"
check "nor is it defined" \
	sh -c "! grep -rnE 'void bio_check_pages_dirty|bio_dirty_fn' $small/block $small/include"
check "flags have gone, whatever their names" \
	sh -c "! grep -nE 'should_dirty|OTHER_NAME|IOMAP_DIO_DIRTY' \
		$small/block/fops.c $small/fs/direct-io.c $small/fs/iomap/direct-io.c"
check "reads are dirtied before submission as they were" \
	test "$(cat "$small/block/fops.c" "$small/fs/direct-io.c" \
		"$small/fs/iomap/direct-io.c" | grep -c 'bio_set_pages_dirty(bio);')" -eq 4
check "a flag that is still asked stays, and is named" sh -c \
	"grep -q 'should_dirty' $small/fs/bcachefs/fs-io-direct.c &&
		grep -q 'fs/bcachefs/fs-io-direct.c: should_dirty' $work/out/0000*"

done_testing
