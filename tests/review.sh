# SPDX-License-Identifier: GPL-2.0-only
#
# For tests of "diopin review": a tree of few files in git.  Needs lib.sh.

GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

# git_tree DIR - a made-up kernel tree, with one commit
git_tree()
{
	fake_tree "$1"
	can_compile "$1"
	good >"$1/fs/bar.c"
	echo 'int other(void);' >"$1/fs/other.c"
	git -C "$1" init -q
	git -C "$1" config user.name "Jane Developer"
	git -C "$1" config user.email jane@example.org
	git -C "$1" add -A
	git -C "$1" commit -qm "bar: Begin"
}

# good - a function that lets go of its pages on every way
good()
{
	cat <<'END'
static int bar_map(unsigned long addr)
{
	struct page *pages[16];
	int n = pin_user_pages_fast(addr, 16, 0, pages);

	if (n < 0)
		return n;
	if (bar_check(addr)) {
		unpin_user_pages(pages, n);
		return -1;
	}
	unpin_user_pages(pages, n);
	return 0;
}
END
}

# bad - the same, which forgets them on one
bad()
{
	good | sed '9d'
}

# commit TITLE - all that is changed in $tree
commit()
{
	git -C "$tree" add -A
	git -C "$tree" commit -qm "$1"
}

# review OPTION... - status in $status, output in $work/out and $work/err
review()
{
	status=0
	"$DIOPIN" review -C "$tree" "$@" >"$work/out" 2>"$work/err" || status=$?
}

# says TEXT STATUS PATTERN - the last review ended so and has a line like that;
# an empty pattern: it was silent
says()
{
	if [ "$status" -ne "$2" ]; then
		echo "exit status $status, not $2" >>"$work/err"
		cat "$work/out" >>"$work/err"
		not_ok "$1" "$work/err"
	elif [ -z "$3" ] && [ -s "$work/out" ]; then
		not_ok "$1" "$work/out"
	elif [ -n "$3" ] && ! grep -q -e "$3" "$work/out"; then
		not_ok "$1" "$work/out"
	else
		ok "$1"
	fi
}
