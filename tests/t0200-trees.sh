#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The inventory of three real kernels.
#
# trees/VERSION.tsv holds what is right for each, read against the source:
# "KIND FILE FUNCTION WHAT...", made by ./inventory.

. ./lib.sh

# The names whose calls are counted; see checkers/rules/api.c.
acquires="iov_iter_get_pages* iov_iter_extract_pages iov_iter_extract_bvecs
	bio_iov_iter_get_pages extract_iter_to_sg netfs_extract_user_iter"

# cpu_seconds FILE - of the children of a shell, from what times(1) printed
cpu_seconds()
{
	tail -n 1 "$1" | sed 's/[ms]/ /g' | awk '{ print int($1 * 60 + $2 + $3 * 60 + $4) }'
}

# count KIND
count()
{
	grep -c "^$1	" "$work/inventory"
}

scan_tree()
{
	tree=$(kernel "$1")
	: >"$work/before"
	(
		"$DIOPIN" scan -C "$tree" --format=jsonl >"$work/jsonl" 2>"$work/err"
		echo $? >"$work/status"
		times
	) >"$work/times"
	check "$1: nothing that matters was lost" test "$(cat "$work/status")" -eq 0
	check "$1: nothing to say on stderr" test ! -s "$work/err"
	check "$1: nothing was written into the tree" \
		test -z "$(find "$tree" -newer "$work/before" -print -quit)"
	echo "# $1: $(cpu_seconds "$work/times") s of CPU"

	# Recall: every call that a count of tokens sees, and no other.
	# shellcheck disable=SC2086 # a list of names
	./lexical-count "$tree" $acquires >"$work/counted"
	python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    if r["kind"] == "acquire" and "wrapper_of" not in r:
        print("%s:%d %s" % (r["file"], r["line"], r["api"]))
' <"$work/jsonl" | sort >"$work/found"
	sort -o "$work/counted" "$work/counted"
	check "$1: the count sees calls at all" test "$(wc -l <"$work/counted")" -ge 20
	same "$1: every acquiring call is found and no other" \
		"$work/counted" "$work/found"

	./inventory <"$work/jsonl" >"$work/inventory"
	same "$1: the inventory is right" "trees/$1.tsv" "$work/inventory"
	check "$1: file systems on fs/direct-io.c: $2" test "$(count legacy-user)" -eq "$2"
	check "$1: bio_release_pages() may get true in 4 places" test "$(
		grep '^dirty-release	' "$work/inventory" | cut -f4 |
			grep -cx bio_release_pages)" -eq 4
}

scan_tree 6.1 12
scan_tree 7.2 8
scan_tree 6.12 11
# A busy neighbour makes the same work cost more: the best of three counts.
cpu=$(cpu_seconds "$work/times")
for again in 2 3; do
	[ "$cpu" -ge 60 ] || break
	("$DIOPIN" scan -C "$tree" >"$work/text"; times) >"$work/times"
	cpu=$(cpu_seconds "$work/times")
	echo "# 6.12: run $again: $cpu s of CPU"
done
check "6.12: a whole scan takes less than 60 s of CPU" test "$cpu" -lt 60

# 6.12 is at hand now: the other ways to look at it.
tree=$(kernel 6.12)
"$DIOPIN" scan -C "$tree" fs/ceph block/fops.c >"$work/text"
grep -c '"kind":"coverage"' "$work/jsonl" >"$work/covered"
check "each candidate file has a row of coverage" test "$(cat "$work/covered")" -gt 80
check "text has one note for each record of these paths" test \
	"$(wc -l <"$work/text")" -eq \
	"$(grep -v '"kind":"coverage"' "$work/jsonl" |
		grep -cE '"file":"(fs/ceph/|block/fops.c)')"
check "text is in the form that editors read" \
	sh -c "! grep -vE '^(fs/ceph/[a-z]+|block/fops)\.c:[0-9]+:[0-9]+: note: .* \[[a-z-]+\]\$' $work/text"

# The same from a git tree, and whatever the number of jobs.
mkdir "$work/git"
for part in Makefile Kconfig include/linux/bio.h include/linux/uio.h \
	block/fops.c block/bio.c block/blk-map.c fs/iomap/direct-io.c; do
	mkdir -p "$work/git/$(dirname $part)"
	cp "$tree/$part" "$work/git/$part"
done
"$DIOPIN" scan -C "$work/git" --format=jsonl --jobs=1 >"$work/plain"
(
	cd "$work/git" || exit
	git init -q .
	git add .
	git -c user.name=x -c user.email=x@example.org commit -qm x
)
"$DIOPIN" scan -C "$work/git" --format=jsonl --jobs=7 >"$work/in-git"
check "part of a tree still says something" grep -q '"kind":"acquire"' "$work/plain"
same "a git tree and other jobs give the same bytes" "$work/plain" "$work/in-git"

done_testing
