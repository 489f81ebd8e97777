#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Bugs put into files of real kernels, and changes that are none: what is found
# at the right function, and what is left alone.  bench/missed.tsv names the
# bugs that are not found yet, and why.

. ./lib.sh

# bench NAME [OPTION...] - the cases of bench/NAME.json
bench()
{
	name=$1
	shift
	status=0
	bench/run "$@" "bench/$name.json" >"$work/bench" 2>"$work/err" ||
		status=$?
	check "$name: every case applies" test "$status" -le 1
	: >"$work/none"
	grep '^false' "$work/bench" >"$work/false"
	same "$name: no look-alike is flagged" "$work/none" "$work/false"
	cut -f 1 bench/missed.tsv | sort >"$work/known"
	grep '^missed' "$work/bench" | awk '{ print $2 }' | sort |
		comm -23 - "$work/known" >"$work/missed"
	same "$name: nothing is missed but what is known to be" "$work/none" \
		"$work/missed"
	echo "# $name: $(tail -n 1 "$work/bench")"
}

# Both take minutes; all of the second: bench/run bench/cases.json
bench known
bench cases --split dev
done_testing
