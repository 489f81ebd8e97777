#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What bash completes; its options are those of --help.

. ./lib.sh

mkdir "$work/bin"
ln -s "$DIOPIN" "$work/bin/diopin"

# complete WORD... - what the last of the words may become, a line each
complete()
{
	PATH=$work/bin:$PATH bash -c '
		. "$0/scripts/completion.bash"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_diopin
		for word in "${COMPREPLY[@]}"; do echo "$word"; done' "$top" "$@" | sort
}

# offers EXPECTED WORD... - the words that are offered, and no others
offers()
{
	expected=$1
	shift
	echo "$expected" | tr ' ' '\n' | sort >"$work/expected"
	complete "$@" >"$work/offered"
	same "$* is offered $expected" "$work/expected" "$work/offered"
}

offers "scan series" diopin s
offers "--format=" diopin scan --fo
offers "counts counts-json" diopin scan --format = co
offers "counts counts-json" diopin scan -f co
offers "reply" diopin review --format = r
offers "sparse" diopin scan --engine = s
offers "extract mark-dirty should-dirty" diopin series ""
offers "leak-on-error legacy-user" diopin explain le
offers "--staged" diopin review --sta
offers "--claim=" diopin audit --cl
for command in scan series review audit explain; do
	complete diopin $command -- >"$work/offered"
	"$DIOPIN" $command --help | grep -oE '^  (-.,|   ) --[a-z-]+=?' |
		grep -oE -- '--[a-z-]+=?' | sort >"$work/expected"
	same "$command: all options of the help, and no others" \
		"$work/expected" "$work/offered"
done
done_testing
