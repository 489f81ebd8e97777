#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A scan in shards says what a scan at one go says, byte for byte.

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"
for i in 1 2 3 4 5; do
	mkdir "$tree/fs/$i"
	bad | sed "s/bar/part$i/g" >"$tree/fs/$i/part.c"
done
# What leads to this one is not in its file: merge must look at it.
sed -i 's/^static int bar_map/int bar_map/' "$tree/fs/bar.c"
cat >"$tree/fs/caller.c" <<'END'
int bar_map(unsigned long addr);
int bar_call(unsigned long addr) { return bar_map(addr); }
END

"$DIOPIN" scan -C "$tree" -f jsonl >"$work/whole"
check "there is something to find" grep -q leak-on-error "$work/whole"
for n in 1 2 3; do
	rm -rf "$work/shards"
	for i in $(seq $n); do
		"$DIOPIN" scan -C "$tree" --shard="$i/$n" \
			--write-facts="$work/shards/$i" >"$work/said"
		check "shard $i of $n says nothing" test ! -s "$work/said"
	done
	status=0
	"$DIOPIN" merge -C "$tree" -f jsonl "$work"/shards/* >"$work/merged" ||
		status=$?
	same "$n shards say what one scan says" "$work/whole" "$work/merged"
	check "and end as it does" test $status -eq 1
done
check "a file is in one shard" test "$(grep -l 'fs/3/part.c' "$work"/shards/*/sparse*.xml | wc -l)" -eq 1
"$DIOPIN" merge -C "$tree" -f jsonl "$work/shards/2" "$work/shards/1" \
	>"$work/merged" 2>"$work/err"
same "a shard that is missing is made up for" "$work/whole" "$work/merged"

for wrong in 0/2 3/2 1 1/2x x; do
	fails "no shard: $wrong" 2 "takes I/N" "$DIOPIN" scan -C "$tree" \
		--shard=$wrong --write-facts="$work/w"
done
fails "a shard that goes nowhere" 2 "needs --write-facts" \
	"$DIOPIN" scan -C "$tree" --shard=1/2
fails "merging nothing" 2 "takes the directories" "$DIOPIN" merge -C "$tree"
fails "merging what is not there" 2 "cannot read" \
	"$DIOPIN" merge -C "$tree" "$work/nowhere"
mkdir "$work/empty"
fails "merging no facts" 2 "has no facts" "$DIOPIN" merge -C "$tree" "$work/empty"
truncate -s -100 "$(find "$work/shards/1" -name '*.xml' | head -n 1)"
check "merging facts that were cut short is incomplete" sh -c "
	'$DIOPIN' merge -C '$tree' '$work/shards/1' >'$work/out' 2>'$work/err'
	test \$? -eq 3"

# The recipe.
"$top/scripts/scan-parallel" 3 -C "$tree" -f jsonl >"$work/parallel" 2>"$work/err"
same "scan-parallel says the same" "$work/whole" "$work/parallel"
fails "scan-parallel without a number" 2 "Usage" "$top/scripts/scan-parallel" x

done_testing
