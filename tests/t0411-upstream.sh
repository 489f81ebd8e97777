#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The extract series beside what people did: 6.1, with the interfaces of 6.12,
# converted, against 6.12.

. ./lib.sh
share_facts

sign_as_jane
old=$(kernel 6.1)
new=$(kernel 6.12)
tree=$work/tree
part_of_kernel "$old" "$tree" block fs/direct-io.c lib/iov_iter.c
for file in include/linux/uio.h include/linux/bio.h lib/iov_iter.c mm/gup.c; do
	mkdir -p "$tree/${file%/*}"
	cp "$new/$file" "$tree/$file"
done
sed -i 's/^\tBIO_NO_PAGE_REF,.*/&\n\tBIO_PAGE_PINNED,/' \
	"$tree/include/linux/blk_types.h"

check "the series is written" \
	"$DIOPIN" series extract -C "$tree" -o "$work/out"
check "three conversions, an export and a cover letter" \
	test "$(find "$work/out" -name '*.patch' | wc -l)" -eq 5
for patch in "$work"/out/000[1-9]*; do
	check "$(basename "$patch") pleases checkpatch --strict" \
		"$new/scripts/checkpatch.pl" --no-tree --strict --no-summary "$patch"
done
mkdir -p "$work/ours/block" "$work/ours/fs" "$work/ours/mm"
for file in block/bio.c block/blk-map.c fs/direct-io.c; do
	cp "$tree/$file" "$work/ours/$file"
done
cp "$tree/mm/gup.c" "$work/ours/mm"
check "it applies" sh -c "cat $work/out/000[1-9]* | patch -s -p1 -d $work/ours"

same=0
all=0
own=0
for file in block/bio.c block/blk-map.c fs/direct-io.c; do
	check "$file: each difference from upstream's conversion has its reason" \
		sh -c './upstream-share "$@" trees/upstream.tsv >"$0"' "$work/share" \
		"$tree/$file" "$work/ours/$file" "$new/$file"
	echo "# $file: $(tail -n 1 "$work/share")"
	set -- $(tail -n 1 "$work/share" | tr -dc '0-9 ')
	same=$((same + $1))
	all=$((all + $2))
	own=$((own + $3))
done
echo "# $same of $all statements that upstream changed, of $own without later work"
check "over 90 % of upstream's conversion is reproduced" \
	test $((same * 10)) -gt $((own * 9))
check "and there is something to reproduce" test "$own" -gt 50

# The flag of a bio must be free for pins.
sed -i 's/^\tbio_set_flag(bio, BIO_NO_PAGE_REF);/&\n\tbio_set_flag(bio, BIO_PAGE_PINNED);/' \
	"$tree/block/bio.c"
"$DIOPIN" series extract -C "$tree" --list >"$work/list"
check "where the flag stands for references, nothing is converted" \
	sh -c "! grep ': in the series' $work/list"
check "and that is the reason" test "$(grep -c \
	'bios that have BIO_PAGE_PINNED hold references in this tree' "$work/list")" -eq 4

# Pages of another array in the same file.
cp "$old/block/bio.c" "$tree/block/bio.c"
sed -i 's/^static inline unsigned dio_pages_present.*/static struct page *spare;\n\nstatic void drop_spare(struct dio *dio)\n{\n\tput_page(spare);\n}\n\n&/' \
	"$tree/fs/direct-io.c"
"$DIOPIN" series extract -C "$tree" --list >"$work/list"
check "a page that may be another's is told" grep -q \
	'dio_refill_pages(): left, drop_spare() handles a page that may be' "$work/list"
done_testing
