#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The rule files of cocci/ under the kernel's own coccicheck.

. ./lib.sh

coccicheck=$top/scripts/coccicheck

# run MODE KDIR M [COCCI] - status in $status, output in $work/out
run()
{
	status=0
	MODE=$1 KDIR=$2 M=$3 COCCI=${4:-} "$coccicheck" >"$work/out" 2>"$work/err" ||
		status=$?
}

# modes RULE - that the file declares
modes()
{
	sed -n 's/^virtual \([a-z]*\)$/\1/p' "$top/cocci/$1.cocci"
}

rules=
for rule in "$top"/cocci/*.cocci; do
	rules="$rules $(basename "$rule" .cocci)"
done

# The header block of the kernel's own rule files; each parses in its modes.
for rule in "$top"/cocci/*.cocci "$top"/cocci/engine/*.cocci; do
	name=$(basename "$rule" .cocci)
	check "$name: SPDX line first" sh -c \
		"head -n 1 $rule | grep -qx '// SPDX-License-Identifier: GPL-2.0-only'"
	check "$name: description" grep -q '^/// [A-Za-z]' "$rule"
	check "$name: limits" grep -q '^//# [A-Za-z]' "$rule"
	for key in Confidence Copyright Options Keywords; do
		check "$name: one line of $key" \
			test "$(grep -c "^// $key: [^:]*\$" "$rule")" -eq 1
	done
	check "$name: knows attributes and iterators that hide functions" sh -c \
		"grep -q 'attribute name __free;' $rule && grep -q 'iterator name scoped_guard, scoped_cond_guard;' $rule"
	check "$name: matches no name by a regular expression" \
		sh -c "! grep -nE '^[a-z ]*(identifier|expression)[^;]*=~' $rule"
done
check "facts: parses" spatch --parse-cocci "$top/cocci/engine/facts.cocci"
for name in $rules; do
	check "$name: declares report, context and org, one a line" \
		test "$(modes "$name" | grep -cx -e report -e context -e org)" -eq 3
	for mode in $(modes "$name"); do
		check "$name: parses for $mode" \
			spatch --parse-cocci -D "$mode" "$top/cocci/$name.cocci"
	done
done
for name in should_dirty iter_is_iovec; do
	sed -n '/^\/\/ From here to/,/^\/\/ Here ends/p' "$top/cocci/$name.cocci" \
		>"$work/$name.part"
	check "$name: has the part in common" test -s "$work/$name.part"
done
same "should_dirty and iter_is_iovec agree on the part in common" \
	"$work/should_dirty.part" "$work/iter_is_iovec.part"

# block/ of each tree: what every rule that declares a mode finds; of one tree
# in all modes, of the others as reports.
expected()
{
	for name in $rules; do
		case $1:$name in
		*:bio_release_pages | *:should_dirty | 6.1:iov_iter_get_pages) n=3 ;;
		7.2:page_dirty_lock) n=1 ;;
		*) n=0 ;;
		esac
		echo "$name $n"
	done
}

for version in 6.1 6.12 7.2; do
	tree=$(kernel $version)
	: >"$work/before"
	case $version in
	6.12) in_modes="report context org patch" ;;
	*) in_modes=report ;;
	esac
	for mode in $in_modes; do
		expected $version | while read -r name n; do
			if modes "$name" | grep -qx $mode; then
				echo "$n $name.cocci"
			fi
		done >"$work/want"
		run $mode "$tree" block
		sed -n 's/^ *\([0-9]* [a-z_]*\.cocci\)$/\1/p' "$work/out" >"$work/got"
		same "$version: MODE=$mode finds what is there" "$work/want" "$work/got"
		check "$version: MODE=$mode ends with 1, and in silence" \
			test $status -eq 1 -a ! -s "$work/err"
		shown=$(grep -cE '^(block/.*:[0-9]+:[0-9]+-[0-9]+: |\* TODO )' "$work/out")
		case $mode in
		report | org)
			check "$version: MODE=$mode prints each of them" test "$shown" -eq \
				"$(awk '{ n += $1 } END { print n }' "$work/want")" ;;
		esac
		check "$version: MODE=$mode names files from the top of the tree" \
			sh -c "! grep -E '(^|view:|--- |-p )(\./|/|[a-z-]+\.c)' $work/out"
	done
	check "$version: nothing was written into the tree" \
		test -z "$(find "$tree" -newer "$work/before" -print -quit)"
done

tree=$(kernel 6.12)
run report "$tree" net/tls
check "6.12: TLS takes references once" \
	grep -q '^net/tls/tls_sw.c:[0-9]*:.* iov_iter_get_pages2()' "$work/out"
for mode in $(modes iter_is_iovec); do
	run "$mode" "$tree" ./fs/bcachefs/ "$top/cocci/iter_is_iovec.cocci"
	check "6.12: MODE=$mode: bcachefs forgets ITER_UBUF once" \
		grep -qx ' *1 iter_is_iovec.cocci' "$work/out"
done
check "6.12: where the flag is set, nowhere else" test \
	"$(grep '^[-+][^-+]' "$work/out" | tr -d '\t\n')" = \
	"-dio->should_dirty = iter_is_iovec(iter);+dio->should_dirty = user_backed_iter(iter);"
run report "$tree" fs/quota
check "6.12: members called mark_dirty in quota are nothing, status 0" \
	test $status -eq 0

# Exit statuses of scripts/coccicheck.
run report "" ""
check "no KDIR is wrong usage" test $status -eq 2
run frob "$tree" block
check "an unknown mode is wrong usage" test $status -eq 2
run report "$work" ""
check "what is no kernel tree is wrong usage" test $status -eq 2
run report "$tree" no/such/dir
check "a directory that is not there is wrong usage" test $status -eq 2
run report "$tree" block "$work/no-such.cocci"
check "a rule file that is not there is wrong usage" test $status -eq 2
run patch "$tree" block "$top/cocci/should_dirty.cocci"
check "a mode that the rule file does not have is wrong usage" test $status -eq 2
check "and is told in a sentence" grep -q "has no mode 'patch'" "$work/err"

printf 'virtual report\n@@ expression e; @@\n)(\n' >"$work/bad.cocci"
run report "$tree" block "$work/bad.cocci"
check "a rule that does not parse is a failure" test $status -eq 3
check "and is told in a sentence" test "$(wc -l <"$work/err")" -eq 1
sed 's/^\/\/ Requires:.*//; s/^virtual report/\/\/ Requires: 99.0\n&/' \
	"$top/cocci/bio_release_pages.cocci" >"$work/new.cocci"
run report "$tree" block "$work/new.cocci"
check "a rule that spatch is too old for is a failure" test $status -eq 3
check "and is told in a sentence" test "$(wc -l <"$work/err")" -eq 1

# fake_spatch COMMAND - in place of running a rule
fake_spatch()
{
	printf '#!/bin/sh\ncase "$*" in\n*--help* | *--version*) exec spatch "$@" ;;\nesac\n%s\n' \
		"$1" >"$work/spatch"
	chmod +x "$work/spatch"
	SPATCH=$work/spatch
	export SPATCH
}

fake_spatch "echo 'EXN: Timeout in block/fops.c' >&2"
run report "$tree" block "$top/cocci/bio_release_pages.cocci"
check "a file that spatch gave up on is a failure" test $status -eq 3
check "and is named" grep -q 'block/fops.c' "$work/err"
fake_spatch 'exit 255'
run report "$tree" block "$top/cocci/bio_release_pages.cocci"
check "a spatch that fails is a failure" test $status -eq 3
SPATCH=$work/no-such-spatch
run report "$tree" block
check "a missing spatch is a failure" test $status -eq 3
check "and is told in a sentence" test "$(wc -l <"$work/err")" -eq 1
unset SPATCH

# The kernel's .cocciconfig asks git, which knows no untracked file.
mkdir -p "$work/repo/mod"
git init -q "$work/repo" 2>"$work/log"
cat >"$work/repo/mod/cond.c" <<'END'
static int f(struct bio *bio)
{
	scoped_cond_guard(mutex_intr, return -EINTR, &lock)
		bio_release_pages(bio, true);
	return 0;
}
END
run report "$tree" "$work/repo/mod" "$top/cocci/bio_release_pages.cocci"
check "files that git does not track are seen, in a directory outside of the tree" \
	test $status -eq 1
check "scoped_cond_guard() hides nothing" \
	grep -q "^$work/repo/mod/cond.c:4:2-19: " "$work/out"

done_testing
