#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What facts cost from the door to the records, in instructions: no clock, so
# no other load, can make it fail.

. ./lib.sh
. ./review.sh

# In thousands for one file, about twice what it takes with gcc -O2 today.
MOST=8000

# instructions FILES - in thousands, of a scan of facts of that many files, in
#	$counted
instructions()
{
	tree=$work/$1
	fake_tree "$tree"
	can_compile "$tree"
	for i in $(seq "$1"); do
		{
			good | sed "s/bar_/good${i}_/"
			bad | sed "s/bar_/bad${i}_/"
			echo "static void end$i(struct bio *b)"
			echo '{ if (b->bi_status) return; bio_release_pages(b, true); }'
		} >"$tree/fs/f$i.c"
	done
	"$DIOPIN" scan -C "$tree" --engine=sparse --write-facts="$tree/facts" \
		>"$tree/direct" 2>"$work/log"
	set --
	for facts in "$tree"/facts/*.xml; do
		set -- "$@" --facts="$facts"
	done
	valgrind --tool=callgrind --callgrind-out-file=/dev/null \
		"$DIOPIN" scan -C "$tree" --no-cache "$@" \
		>"$tree/read" 2>"$tree/log"
	same "the facts of $i files say what the engine said" \
		"$tree/direct" "$tree/read"
	counted=$(awk '/Collected :/ { printf "%d", $4 / 1000 }' "$tree/log")
}

instructions 10
few=$counted
instructions 20
more=$counted
instructions 40
many=$counted
echo "# $few, $more, $many thousand instructions for 10, 20, 40 files"
check "one file takes no more than $MOST thousand instructions" \
	test $(((more - few) / 10)) -le "$MOST" -a "$more" -gt "$few"
check "nor much more if there are more files" \
	test $((many - more)) -le $(((more - few) * 3))

done_testing
