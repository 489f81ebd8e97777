#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The extract series: shapes are known by what code does, not by its names.

. ./lib.sh

GIT_AUTHOR_NAME="Jane Developer"
GIT_AUTHOR_EMAIL=jane@example.org
GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME
GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

tree=$(kernel 6.12)
small=$work/small
mkdir "$small"
(
	cd "$tree" || exit
	{
		echo Makefile Kconfig .clang-format MAINTAINERS COPYING CREDITS
		echo Kbuild README scripts/get_maintainer.pl include
		echo arch/x86/include drivers/vhost drivers/block/ublk_drv.c
		echo fs/ceph fs/nfs fs/9p net/9p net/ceph lib/iov_iter.c mm/gup.c
		find . -name 'Kconfig*' -not -path './Documentation/*'
	} | xargs tar -c
) | tar -x -C "$small"
for dir in Documentation arch drivers init ipc kernel lib; do
	mkdir -p "$small/$dir"
done

# Other names.
sed -i 's/ublk_copy_user_pages/move_guest_data/g' "$small/drivers/block/ublk_drv.c"
sed -i 's/put_bvecs/drop_vectors/g; s/should_dirty/written_to/g' \
	"$small/fs/ceph/file.c"

check "the series is written" \
	"$DIOPIN" series extract -C "$small" -o "$work/out"
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

done_testing
