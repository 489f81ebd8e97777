#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Three real kernels, seen by three engines, without any build.
#
# trees/VERSION.tsv holds what is right for each, read against the source:
# "KIND FILE FUNCTION WHAT...", made by ./inventory; trees/findings.tsv has a
# verdict for each finding, trees/series.tsv has what becomes of each acquire
# that takes references.

. ./lib.sh
share_facts

# The names whose calls are counted; see checkers/rules/api.c.
acquires="iov_iter_get_pages* iov_iter_extract_pages iov_iter_extract_bvecs
	bio_iov_iter_get_pages extract_iter_to_sg netfs_extract_user_iter"

# measured COMMAND... - prints the memory of its largest process, in MiB, and
# ends as the command does
measured()
{
	python3 -c '
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], "w")).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(status)' "$work/jsonl" "$@"
}

# share ENGINE - of the candidate files that it read, in percent
share()
{
	python3 -c '
import json, sys
for line in open(sys.argv[1]):
    r = json.loads(line)
    if r["file"] == "." and r["engine"] == sys.argv[2]:
        print(r["files_covered"] * 100 // r["files"])' "$work/jsonl" "$1"
}

# facts_of VERSION - the options that read what the engines said
facts_of()
{
	for facts in "$work/facts-$1"/*.xml; do
		echo "--facts=$facts"
	done
}

# count KIND
count()
{
	grep -c "^$1	" "$work/inventory"
}

# scan_tree VERSION LEGACY_USERS ENGINES
scan_tree()
{
	tree=$(kernel "$1")
	engines=$3
	: >"$work/before"
	status=0
	measured "$DIOPIN" scan -C "$tree" --engine="$engines" \
		--write-facts="$work/facts-$1" --format=jsonl >"$work/memory" \
		2>"$work/err" || status=$?
	check "$1: nothing that matters was lost, and there are findings" \
		test $status -eq 1
	check "$1: nothing to say on stderr" test ! -s "$work/err"
	check "$1: no process had more than 1 GiB" \
		test "$(cat "$work/memory")" -lt 1024
	echo "# $1: the largest process had $(cat "$work/memory") MiB"
	for engine in $(echo "$engines" | tr , ' '); do
		echo "# $1: $engine read $(share $engine) % of the candidate files"
		check "$1: $engine reads at least 90 % without any build" \
			test "$(share $engine)" -ge 90
	done
	python3 -c '
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
own = ("arm64", "powerpc", "riscv", "s390", "sparc")
read = [r["covered"] for r in rows
        if r["kind"] == "coverage" and r["engine"] == "sparse" and
        r["file"].endswith(".c") and r["file"].startswith("arch/") and
        r["file"].split("/")[1] in own]
print(read.count(True), read.count(False))' "$work/jsonl" >"$work/other"
	read -r others closed <"$work/other"
	# The others need what programs of a build write, or another choice
	# of the configuration.
	check "$1: sparse reads code of other machines: $others files" \
		test "$others" -ge 5 -a "$closed" -le 3
	check "$1: nothing was written into the tree" \
		test -z "$(find "$tree" -newer "$work/before" -print -quit)"
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
	grep "^$1	" trees/findings.tsv | cut -f 2-4 | sort >"$work/want"
	./inventory --findings <"$work/jsonl" >"$work/got"
	: >"$work/none"
	comm -13 "$work/want" "$work/got" >"$work/unread"
	same "$1: every finding was read and found true" "$work/none" \
		"$work/unread"
	# The words of a compiler, or a point release, may hide some.
	comm -23 "$work/want" "$work/got" >"$work/lost"
	check "$1: those that were read are found again, but for three: $(
		tr '\n\t' ';:' <"$work/lost")" \
		test "$(wc -l <"$work/lost")" -le 3
	# shellcheck disable=SC2046 # a list of options
	"$DIOPIN" scan -C "$tree" $(facts_of "$1") -k finding -f counts \
		>"$work/counts"
	check "$1: the counts by rule and subsystem sum up to the findings" \
		test "$(awk '{ n += $1 } END { print n + 0 }' "$work/counts")" \
		-eq "$(wc -l <"$work/got")"
	check "$1: file systems on fs/direct-io.c: $2" test "$(count legacy-user)" -eq "$2"
	check "$1: bio_release_pages() may get true in 4 places" test "$(
		grep '^dirty-release	' "$work/inventory" | cut -f4 |
			grep -cx bio_release_pages)" -eq 4

	# What the engines said, once more: where do they disagree?
	# shellcheck disable=SC2046 # a list of options
	"$DIOPIN" scan -C "$tree" $(facts_of "$1") --engines-disagree \
		-k acquire -k dirty-release -f jsonl >"$work/disagree"
	python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    if not r["conditional"]:
        print("\t".join([r["missed_by"], r["of"], r["file"], r["function"]]))
' <"$work/disagree" | sort >"$work/got"
	grep "^$1	" trees/disagreements.tsv | cut -f 2-5 | sort >"$work/want"
	same "$1: engines disagree only where the configuration or a known limit explains it" \
		"$work/want" "$work/got"
}

# A compiler takes as long as both others: it has one tree to read.
scan_tree 6.1 12 cocci,sparse
scan_tree 7.2 8 cocci,sparse
list_series 7.2
scan_tree 6.12 11 cocci,sparse,gcc
list_series 6.12
# A busy neighbour makes the same work cost more: of both.
tree=$(kernel 6.12)
(
	for again in 1 2 3 4 5 6 7 8 9 10; do
		rg -uu -l -w -g '*.[ch]' bio_release_pages "$tree" >"$work/text"
	done
	times
) >"$work/times"
floor=$(($(./cpu-ms "$work/times") / 1000))
("$DIOPIN" scan -C "$tree" --engine=cocci --no-cache >"$work/text"; times) >"$work/times"
cpu=$(($(./cpu-ms "$work/times") / 1000))
echo "# 6.12: an inventory takes $cpu s of CPU; looking for a word ten times, $floor s"
check "6.12: an inventory by Coccinelle takes less than 100 times what rg -l does" \
	test "$cpu" -lt $((floor * 10))

# 6.12 is at hand now: the other ways to look at it.
# shellcheck disable=SC2046 # a list of options
set -- $(facts_of 6.12)
"$DIOPIN" scan -C "$tree" "$@" --why "$(sed -n \
	's|.*"acquire","file":"\(fs/nfs/direct.c\)","line":\([0-9]*\).*|\1:\2|p' \
	"$work/jsonl" | head -n 1)" >"$work/why"
check "--why leads from a direct-I/O entry to nfs" sh -c "
	head -n 1 '$work/why' | grep -q 'dio, as this call is made for direct I/O only' &&
	tail -n 1 '$work/why' | grep -q 'calls iov_iter_get_pages_alloc2()'"
"$DIOPIN" scan -C "$tree" "$@" fs/ceph block/fops.c >"$work/text"
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
"$DIOPIN" scan -C "$work/git" --format=jsonl --jobs=7 --no-cache >"$work/in-git"
check "part of a tree still says something" grep -q '"kind":"acquire"' "$work/plain"
same "a git tree and other jobs give the same bytes" "$work/plain" "$work/in-git"

done_testing
