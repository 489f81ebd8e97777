# SPDX-License-Identifier: GPL-2.0-only
#
# TAP helpers for the scripts in this directory; they are run from here.

top=$(cd .. && pwd)
DIOPIN=${DIOPIN:-$top/build/diopin}
tests=0
work=$(mktemp -d)
# Kernels are shared between runs; facts that were kept are not.
kernels=${DIOPIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/diopin}
DIOPIN_CACHE=$work/cache
export DIOPIN_CACHE
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# ok TEXT - a test that passed
ok()
{
	tests=$((tests + 1))
	echo "ok $tests - $1"
}

# not_ok TEXT [FILE] - a test that failed; FILE says why
not_ok()
{
	tests=$((tests + 1))
	echo "not ok $tests - $1"
	if [ $# -gt 1 ]; then
		head -n 40 "$2" | sed 's/^/# /'
	fi
}

# skip TEXT REASON
skip()
{
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# check TEXT COMMAND... - passes if the command does
check()
{
	text=$1
	shift
	if "$@" >"$work/check.log" 2>&1; then
		ok "$text"
	else
		not_ok "$text" "$work/check.log"
	fi
}

# same TEXT EXPECTED ACTUAL - passes if the files are the same
same()
{
	if diff -u "$2" "$3" >"$work/same.log" 2>&1; then
		ok "$1"
	else
		not_ok "$1" "$work/same.log"
	fi
}

# fails TEXT STATUS PATTERN COMMAND... - passes if the command ends with STATUS
# and says one line on stderr that has PATTERN (empty: says nothing)
fails()
{
	text=$1
	want=$2
	pattern=$3
	shift 3
	got=0
	"$@" >"$work/fails.out" 2>"$work/fails.err" || got=$?
	lines=$(wc -l <"$work/fails.err")
	if [ "$got" -ne "$want" ]; then
		echo "exit status $got, not $want" >>"$work/fails.err"
		not_ok "$text" "$work/fails.err"
	elif [ -n "$pattern" ] && [ "$lines" -ne 1 ]; then
		echo "$lines lines on stderr" >>"$work/fails.err"
		not_ok "$text" "$work/fails.err"
	elif ! grep -q -e "$pattern" "$work/fails.err"; then
		echo "no '$pattern' on stderr" >>"$work/fails.err"
		not_ok "$text" "$work/fails.err"
	else
		ok "$text"
	fi
}

# fake_tree DIR - the least that passes for a kernel tree
fake_tree()
{
	mkdir -p "$1/include/linux" "$1/fs"
	printf 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n' >"$1/Makefile"
	: >"$1/Kconfig"
}

# can_compile DIR - a made-up tree in which a compiler has what it reads first
can_compile()
{
	for header in kconfig compiler_types compiler-version; do
		: >"$1/include/linux/$header.h"
	done
}

# share_facts - use what engines said of files in other tests of this run, too:
# for tests of parts of real kernels, which are not about what is kept
share_facts()
{
	DIOPIN_CACHE=${SHARED_FACTS:-$DIOPIN_CACHE}
}

# kernel VERSION - the directory of a real kernel tree
kernel()
{
	DIOPIN_CACHE=$kernels "$top/scripts/fetch-kernel" "$1" 2>"$work/fetch.log" || {
		not_ok "fetch Linux $1" "$work/fetch.log"
		exit 0
	}
}

# list_series VERSION - each site of the extract series, and each left with its
# reason; what the engines said of the files is at hand
list_series()
{
	"$DIOPIN" series extract -C "$(kernel "$1")" --list >"$work/text"
	sed -n 's/^\([^:]*\):[0-9]*: \([A-Za-z0-9_]*\)(): /\1\t\2\t/p' \
		"$work/text" >"$work/got"
	grep "^$1	" trees/series.tsv | cut -f 2-4 >"$work/want"
	same "$1: the extract series has what it should" "$work/want" "$work/got"
}

# small_disk DIR COMMAND... - run it with a disk of 16 KiB at DIR, and say what
# it left there; ends as the command does
small_disk()
{
	unshare -rm sh -c '
		mount -t tmpfs -o size=16k none "$1" || exit 99
		disk=$1
		shift
		"$@"
		status=$?
		ls -A "$disk"
		exit $status' sh "$@"
}

# sign_as_jane - who git takes the tests for, whatever it knows
sign_as_jane()
{
	GIT_AUTHOR_NAME="Jane Developer"
	GIT_AUTHOR_EMAIL=jane@example.org
	GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME
	GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
	export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME \
		GIT_COMMITTER_EMAIL
}

# part_of_kernel TREE DIR PATH... - that part of it, and what makes a tree: its
# headers, Kconfig files, and what names maintainers
part_of_kernel()
{
	tree_whole=$1
	tree_part=$2
	shift 2
	mkdir "$tree_part"
	(
		cd "$tree_whole" || exit
		{
			echo Makefile Kconfig .clang-format MAINTAINERS COPYING
			echo CREDITS Kbuild README scripts/get_maintainer.pl
			echo include arch/x86/include "$@"
			find . -name 'Kconfig*' -not -path './Documentation/*'
		} | xargs tar -c
	) | tar -x -C "$tree_part"
	for dir in Documentation arch drivers init ipc kernel lib; do
		mkdir -p "$tree_part/$dir"
	done
}

# spatch_rule MODE RULE FILE [OPTION...] - the rule on one file, without make
spatch_rule()
{
	spatch_mode=$1
	spatch_file=$top/cocci/$2.cocci
	shift 2
	spatch --very-quiet --no-includes --include-headers -D "$spatch_mode" \
		--cocci-file "$spatch_file" "$@"
}

# finds RULE FILE TEXT - the rule reports the lines marked "found", no other
finds()
{
	grep -n '/\* found \*/' "$2" | cut -d : -f 1 >"$work/want"
	spatch_rule report "$1" "$2" --no-show-diff 2>&1 | cut -d : -f 2 |
		sort -n >"$work/got"
	same "$1: $3" "$work/want" "$work/got"
}

# tokens FILE - one a line
tokens()
{
	sed 's/\([^A-Za-z0-9_]\)/\n\1\n/g' "$1" | sed '/^[[:space:]]*$/d'
}

# patches RULE BEFORE AFTER TEXT - the patch makes the one of the other, and
# finds nothing to do the second time
patches()
{
	cp "$2" "$work/patched.c"
	spatch_rule patch "$1" "$work/patched.c" --in-place >"$work/log" 2>&1
	tokens "$3" >"$work/want"
	tokens "$work/patched.c" >"$work/got"
	same "$1: the patch is right for $4" "$work/want" "$work/got"
	cp "$work/patched.c" "$work/once.c"
	spatch_rule patch "$1" "$work/patched.c" --in-place >"$work/log" 2>&1
	same "$1: nothing is left to patch, $4" "$work/once.c" "$work/patched.c"
}

done_testing()
{
	echo "1..$tests"
}
