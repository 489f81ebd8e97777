#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# "diopin review" on real files of Linux 6.12: conversions that are half done,
# and what it costs.  Costs are CPU time, as the machine may have others to
# serve, and are compared with each other.

. ./lib.sh
. ./review.sh

linux=$(kernel 6.12)
tree=$work/tree
mkdir "$tree"
(
	cd "$linux" || exit 3
	find include arch/x86/include arch/x86/entry/syscalls fs/nfs net/rds -type f
	find . -name 'Kconfig*' -o -name Makefile -o -name Kbuild
) | tar -C "$linux" -T - -cf - | tar -C "$tree" -xf -
git -C "$tree" init -q
git -C "$tree" config user.name "Jane Developer"
git -C "$tree" config user.email jane@example.org
# one pack, quickly
git -C "$tree" config core.bigFileThreshold 1
git -C "$tree" config core.compression 0
git -C "$tree" add -f -A
git -C "$tree" commit -qm base

# cost TIMES COMMAND... - the least of its CPU time in milliseconds (others on
# the machine can only add to it); its output goes to $work/out
cost()
{
	python3 -c 'import resource, subprocess, sys
def used():
	r = resource.getrusage(resource.RUSAGE_CHILDREN)
	return r.ru_utime + r.ru_stime
costs = []
for i in range(int(sys.argv[1])):
	before = used()
	subprocess.call(sys.argv[2:], stdout=open("'"$work"'/out", "w"))
	costs.append(used() - before)
print(int(min(costs) * 1000))' "$@"
}

sed -i 's/iov_iter_get_pages_alloc2(iter, &pagevec,/iov_iter_extract_pages(iter, \&pagevec,/; s/rsize, &pgbase)/rsize, 0, 0, \&pgbase)/; s/wsize, &pgbase)/wsize, 0, 0, \&pgbase)/' \
	"$tree/fs/nfs/direct.c"
commit "nfs: Extract pages"
first=$(cost 1 "$DIOPIN" review -C "$tree")
check "a conversion that forgot a release says so, where it is" grep -q \
	'^fs/nfs/direct.c:[0-9]*:[0-9]*: warning: put_page() lets go of references, but iov_iter_extract_pages() took pins.*\[put-on-pinned\]$' \
	"$work/out"
check "and names the way there" grep -q \
	'note: .* gives them to nfs_direct_release_pages()$' "$work/out"
cp "$work/out" "$work/want"
second=$(cost 3 "$DIOPIN" review -C "$tree")
same "the second time it says the same" "$work/want" "$work/out"
echo "# CPU: $first ms first, $second ms again"
check "at two thirds of the cost at most" test $((second * 3)) -lt $((first * 2))

printf '\n/* nothing */\n' >>"$tree/fs/nfs/nfs4proc.c"
commit "nfs: Nothing"
nothing=$(cost 5 "$DIOPIN" review -C "$tree")
echo "# CPU: $nothing ms for a commit of no interest"
check "a commit of no interest is cheap" test $((nothing * 8)) -lt "$first"
check "and silent" test ! -s "$work/out"

sed -i '/nents = ret;/,/WARN_ON/s/ret = -ENOMEM;/unpin_user_pages(pages, nents);\n\t\t\t&/' \
	"$tree/net/rds/rdma.c"
commit "rds: Unpin pages when there is no memory"
review
says "a leak that is mended" 0 \
	'^net/rds/rdma.c:357:2: note: no longer so: .*\[leak-on-error\]$'
check "nothing of a header or a Makefile was lost" test ! -s "$work/err"
git -C "$tree" format-patch -q --stdout -1 >"$work/mail"
git -C "$tree" reset -q --hard HEAD~
review --mbox="$work/mail"
says "the same as a mail" 0 '^net/rds/rdma.c:357:2: note: no longer so: '

done_testing
