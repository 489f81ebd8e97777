#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The oracle on one kernel, as it is and broken; "make oracle" does more.

. ./lib.sh

ORACLE_CACHE=$kernels/oracle
DIOPIN_CACHE=$kernels
TMPDIR=$work
export ORACLE_CACHE DIOPIN_CACHE TMPDIR

./oracle/run 6.12 6.12-redirty >"$work/out" 2>&1
grep '^#' "$work/out"
check "6.12: no test fails that is not known to" grep -q '^ok - 6.12: ' "$work/out"
check "6.12 that dirties nothing when a read is done loses data" \
	grep -q '^ok - 6.12-redirty: ' "$work/out"

# known TEXT STATUS VERSION LINE... - what comes of a console with these lines
judged()
{
	text=$1
	want=$2
	kernel=$3
	shift 3
	printf '%s\n' "$@" >"$work/console"
	got=0
	./oracle/judge it "$kernel" "$work/console" >"$work/log" || got=$?
	check "$text" test "$got" -eq "$want"
}
last='# the oracle has spoken'
judged "all is well" 0 6.12 'ok 1 - data read raw sync' "$last"
judged "a test that fails" 1 6.12 'not ok 1 - data read raw sync' "$last"
judged "one that is known to" 0 6.1 'not ok 1 - fork raw sync # why' "$last"
judged "one that was to fail, and does not" 1 6.1 'ok 1 - fork raw sync' "$last"
judged "known on another kernel" 1 6.12 'not ok 1 - fork raw sync' "$last"
judged "a guest that died" 1 6.12 'ok 1 - data read raw sync' '# begin fork'
judged "a guest that said nothing" 1 6.12 "$last"

mkdir "$work/tmp"
TMPDIR=$work/tmp ./oracle/run 6.12 >"$work/log" 2>&1 &
run=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	pgrep -f "$work/tmp/.*/disk" >"$work/pids" && break
	sleep 1
done
check "QEMU runs" test -s "$work/pids"
kill "$run"
wait "$run"
check "an interrupt ends it" test -z "$(pgrep -f "$work/tmp/.*/disk")"
check "and leaves nothing behind" test -z "$(ls "$work/tmp")"

done_testing
