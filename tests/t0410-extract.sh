#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The extract series: shapes are known by what code does, not by its names.

. ./lib.sh
share_facts

sign_as_jane

tree=$(kernel 6.12)
small=$work/small
part_of_kernel "$tree" "$small" drivers/vhost drivers/block/ublk_drv.c \
	fs/ceph fs/nfs fs/9p net/9p net/ceph lib/iov_iter.c mm/gup.c

# Other names.
sed -i 's/ublk_copy_user_pages/move_guest_data/g' "$small/drivers/block/ublk_drv.c"
sed -i 's/put_bvecs/drop_vectors/g; s/should_dirty/written_to/g' \
	"$small/fs/ceph/file.c"

# A completion that puts the pages itself, as that of 7.3 does.
python3 - "$small/fs/ceph/addr.c" <<'EOF'
import re, sys
text = open(sys.argv[1]).read()
text, n = re.subn(r"ceph_put_page_vector\(osd_data->pages,\s*(calc_pages_for\("
                  r"[^()]*\)), false\);", r"""int n = \1;

		for (int i = 0; i < n; i++)
			put_page(osd_data->pages[i]);
		kvfree(osd_data->pages);""", text)
assert n == 1
open(sys.argv[1], "w").write(text)
EOF

check "the series is written" \
	"$DIOPIN" series extract -C "$small" -o "$work/out"
check "what puts pages in a loop only frees their array" sh -c "
	sed -n '/^diff.*ceph.addr.c/,/^-- /p' '$work'/out/*.patch >'$work/lend'
	grep -q '^-.*put_page(osd_data->pages' '$work/lend' &&
	grep -q '^-.*int n = ' '$work/lend' && grep -q '^ .*kvfree(osd_data' '$work/lend'"
check "seven conversions, what they need, one cover letter" \
	test "$(find "$work/out" -name '*.patch' | wc -l)" -eq 9
check "a function of another name is converted" \
	sh -c "sed -n '/move_guest_data/,/^diff/p' $work/out/*.patch |
		grep -q '^+.*iov_iter_extract_pages('"
check "a flag of another name carries the pin" \
	grep -q '^+.*drop_vectors(bvecs, num_pages, written_to, is_pinned)' \
	"$work"/out/0004*
check "no reference is taken in any patch" \
	sh -c "! cat $work/out/000[1-9]* | grep '^+.*iov_iter_get_pages'"
check "each carries its semantic patch" \
	test "$(cat "$work"/out/000[1-8]* | grep -cE '^// </?smpl>')" -eq 16
check "no place of a text was left empty" \
	sh -c "! grep -E '@[A-Z]+@' $work/out/*"

# What does not compile is left out.  A compiler that dislikes what it is told.
mkdir -p "$work/data/scripts"
ln -s "$top/checkers" "$top/cocci" "$work/data/"
cat >"$work/data/scripts/prove-series" <<'EOF'
for patch in "$2"/*.patch; do
	if grep -q "$DISLIKED" "$patch"; then
		echo "FAILED ${patch##*/}: does not compile: $BECAUSE"
		exit 1
	fi
	echo "ok ${patch##*/}"
done
[ "$BROKEN" != yes ] || { echo "prove-series: bison is missing" >&2; exit 3; }
EOF
part_of_kernel "$tree" "$work/two" drivers/block/ublk_drv.c fs/nfs \
	lib/iov_iter.c mm/gup.c
status=0
env DIOPIN_DATA="$work/data" DISLIKED='^diff .*ublk_drv' BECAUSE='no such thing' \
	"$DIOPIN" series extract --prove -C "$work/two" -o "$work/proven" \
	>"$work/text" || status=$?
check "with a conversion that does not compile the status is 1" test $status -eq 1
check "it is left out" sh -c "! grep -q '^diff .*ublk_drv' $work/proven/*.patch"
check "the cover letter says why" sh -c "tr -s ' \n' ' ' \
	<$work/proven/0000-cover-letter.patch |
	grep -q 'ublk.* does not stand the proof: does not compile: no such thing'"
check "the others are there" \
	test "$(find "$work/proven" -name "*.patch" | wc -l)" -eq 3
check "and the log of the proof" \
	test "$(grep -c '^ok ' "$work/proven/proof.log")" -eq 2
fails "a proof that cannot be made" 3 'cannot be proven: .*bison is missing' \
	env DIOPIN_DATA="$work/data" DISLIKED=none-such BROKEN=yes "$DIOPIN" \
	series extract --prove -C "$work/two" -o "$work/unproven"
check "leaves no series" test ! -e "$work/unproven"

# No room for what a series is made in.
mkdir "$work/disk"
fails "a full disk for scratch files" 3 'No space left\|is the disk full' \
	small_disk "$work/disk" env TMPDIR="$work/disk" \
	"$DIOPIN" series extract -C "$work/two" -o "$work/unproven"
check "leaves no series" test ! -e "$work/unproven"
check "nor anything else" test ! -s "$work/fails.out"

# Nobody's name is on a list.
anonymous()
{
	env -u GIT_AUTHOR_NAME -u GIT_AUTHOR_EMAIL -u GIT_COMMITTER_NAME \
		-u GIT_COMMITTER_EMAIL GIT_CONFIG_GLOBAL=/dev/null \
		GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=user.useConfigOnly \
		GIT_CONFIG_VALUE_0=true "$@"
}
status=0
anonymous "$DIOPIN" series extract -C "$small" --list >"$work/list" || status=$?
check "a list asks for no name" test $status -eq 0
check "it has each site of the series" \
	test "$(grep -c ': in the series, the pages ' "$work/list")" -ge 8

# Linux before 6.3 has nothing to extract pages with.
old=$work/old
mkdir -p "$old/fs/ceph" "$old/lib"
(cd "$(kernel 6.1)" && tar -c Makefile Kconfig include/linux lib/iov_iter.c \
	fs/ceph/file.c) | tar -x -C "$old"
status=0
"$DIOPIN" series extract -C "$old" -o "$work/none" 2>"$work/err" || status=$?
check "a tree without iov_iter_extract_pages() is refused" test $status -eq 2
check "in one sentence that names it" \
	sh -c "test \$(wc -l <$work/err) -eq 1 &&
		grep -q 'iov_iter_extract_pages().*6\.3' $work/err"
check "and nothing is written" test ! -e "$work/none"

# What looks like a known shape, and is none.
odd=$work/odd
part_of_kernel "$tree" "$odd" drivers/block/ublk_drv.c lib/iov_iter.c
sed -i 's/for (i = 0; i < nr_pages; i++) {/for (i = 0; i < nr_pages;) {/
	s/put_page(iter.pages\[i\])/put_page(iter.pages[i++])/' \
	"$odd/drivers/block/ublk_drv.c"
"$DIOPIN" series extract -C "$odd" --list >"$work/list"
check "a release that counts is not put under a condition" \
	grep -q ': left, .* counts in the call that lets go' "$work/list"

done_testing
