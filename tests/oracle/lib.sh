# SPDX-License-Identifier: GPL-2.0-only
#
# What the scripts of the oracle share: where kernels are kept, a directory that
# goes, and commands that an interrupt reaches.

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
cache=${ORACLE_CACHE:-${DIOPIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/diopin}/oracle}
work=$(mktemp -d)
child=

clean_up()
{
	if [ -n "$child" ]; then
		kill "$child" 2>/dev/null || :
		wait
	fi
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# waited COMMAND... - in the background: a shell hears of no signal while it
# waits for a command in front
waited()
{
	"$@" &
	child=$!
	waited_status=0
	wait "$child" || waited_status=$?
	child=
	return $waited_status
}
