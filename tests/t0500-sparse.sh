#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The sparse engine: small cases, bad input, real files of three kernels, and
# as the checker of a kernel's own build.

. ./lib.sh

engine=$top/build/diopin-sparse
schema=$top/checkers/facts/facts.rng

# valid FILE... - facts that another reader finds right, too
valid()
{
	xmllint --noout --relaxng "$schema" "$@"
}

for file in sparse/*.c; do
	name=$(sed -n 's/^ \* check-name: //p' "$file")
	sed -n '/^ \* check-output-start$/,/^ \* check-output-end$/p' "$file" |
		sed '1d;$d;s/^ \* \{0,1\}//' >"$work/want"
	./sparse-case "$file" 2>&1 | sed 's/ *$//' >"$work/got"
	same "$name" "$work/want" "$work/got"
done

for file in sparse/check/*.c; do
	grep -n '/\* found \*/' "$file" | cut -d : -f 1 >"$work/want"
	"$engine" "$file" 2>&1 | sed -n 's/^[^:]*:\([0-9]*\):[0-9]*: warning: .* \[[a-z-]*\]$/\1/p' >"$work/got"
	same "warns in ${file##*/} where it is sure, nowhere else" \
		"$work/want" "$work/got"
done

#
# Bad input: one sentence, status 1, no half of a facts file.
#

cd "$work" || exit 1
echo '#include "nowhere.h"' >missing.c
fails "a header that is missing" 1 "^missing.c:1:10: error: unable to open" \
	"$engine" --facts missing.c
check "says nothing on stdout then" test ! -s "$work/fails.out"
printf 'int f(void)\n{\n\treturn (1;\n}\n' >syntax.c
fails "a syntax error" 1 "^syntax.c:3:" "$engine" --facts syntax.c
check "says nothing on stdout then, either" test ! -s "$work/fails.out"
printf 'int f(void)\n{\0 return 1;\0 }\n' >nul.c
fails "NUL bytes" 1 "^nul.c:2:" "$engine" --facts nul.c
fails "a file that is not there" 1 "^nowhere.c: No such file" \
	"$engine" --facts nowhere.c
fails "no file at all" 1 "one C file" "$engine" --facts
echo 'int f(void) { return g("x"); }' >fine.c
fails "output that cannot be written" 1 "cannot write" \
	sh -c '"$1" --facts fine.c >/dev/full' - "$engine"
printf 'int f(void) { g("a\001\377\303\251 \357\277\277<&>"); return 1; }\n' \
	>bytes.c
"$engine" --facts bytes.c >bytes.xml
check "bytes that XML cannot carry" valid bytes.xml
check "become question marks" grep -q '&quot;a??é ???&lt;&amp;&gt;' bytes.xml
mkdir facts
python3 -c 'for i in range(200): print("int f%d(void) { return g(); }" % i)' >big.c
status=0
sh -c 'ulimit -f 1; "$1" --facts-dir=facts big.c' - "$engine" 2>"$work/log" ||
	status=$?
check "it is killed while it writes" test "$status" -gt 128
check "and leaves no facts file" test -z "$(ls facts)"
rmdir facts 2>"$work/log" || rm -f facts/.[0-9]*
cd "$top/tests" || exit 1

# Broken at random: a sentence or valid facts, never a crash.
check "300 broken C files do no harm" \
	python3 ./break-sources "$top/build/diopin-sparse-asan" "$schema" 300

#
# Real files: every call that tokens show is seen, at its line.
#

export LC_ALL=C
names="iov_iter_get_pages* iov_iter_extract_pages bio_iov_iter_get_pages
	bio_release_pages bio_set_pages_dirty bio_check_pages_dirty put_page
	unpin_user_page unpin_user_pages unpin_user_pages_dirty_lock
	set_page_dirty_lock user_backed_iter iter_is_iovec"
# shellcheck disable=SC2086 # a list of words
pattern=$(printf '%s|' $names | sed 's/[*]/[a-z0-9_]*/g; s/|$//')
make -s -C "$top" print-flags >"$work/log" 2>&1 ||
	not_ok "build print-flags" "$work/log"

# engine_on TREE CASE FILE... - facts of files under made-up flags
engine_on()
{
	tree=$1
	dir=$2
	shift 2
	mkdir -p "$dir/flags" "$dir/tree"
	for file; do
		"$top/build/print-flags" "$tree" - "$dir/flags" "$file" \
			>"$dir/args"
		mkdir -p "$dir/tree/$(dirname "$file")"
		cp "$tree/$file" "$dir/tree/$file"
		(cd "$tree" && tr '\n' '\0' <"$dir/args" |
			xargs -0 sh -c '"$@"' - "$engine" --facts "$file") \
			>"$dir/$(echo "$file" | tr / _).xml" || return 1
	done
}

files="fs/direct-io.c fs/nfs/direct.c block/bio.c block/blk-map.c
	net/9p/trans_virtio.c drivers/vhost/scsi.c"
for version in 6.1 6.12 7.2; do
	tree=$(kernel $version)
	# shellcheck disable=SC2086 # lists of words
	check "Linux $version: six files are read" \
		engine_on "$tree" "$work/$version" $files
	check "Linux $version: the facts fit the schema" \
		valid "$work/$version"/*.xml
	# shellcheck disable=SC2086
	./lexical-count "$work/$version/tree" $names | sort >"$work/want"
	for facts in "$work/$version"/*.xml; do
		./dump-facts --calls "$facts"
	done | sort -u >"$work/calls"
	# shellcheck disable=SC2086
	printf '^%s:\n' $files | grep -f - "$work/calls" |
		grep -E " ($pattern)\$" >"$work/got"
	check "Linux $version: tokens show calls" test -s "$work/want"
	same "Linux $version: all of them are seen" "$work/want" "$work/got"
done

#
# CHECK=, in the kernel's own build.  From 7.2 on kbuild tries the checker
# first, and goes on without if it does not like it.
#

mkdir "$work/kbuild" "$work/kfacts"
printf 'CONFIG_64BIT=y\nCONFIG_BLOCK=y\n' >"$work/config"
kbuild()
{
	make -C "$tree" O="$work/kbuild" KCONFIG_ALLCONFIG="$work/config" \
		"$@" >"$work/kbuild.log" 2>&1 || {
		tail "$work/kbuild.log"
		return 1
	}
}
check "Linux 7.2: configure" kbuild tinyconfig
check "Linux 7.2: build with the checker" kbuild C=1 \
	CHECK="$engine --facts-dir=$work/kfacts" fs/direct-io.o block/bio.o
check "the checker was not switched off" \
	grep -q '^ *CHECK .*block/bio.c$' "$work/kbuild.log"
check "objects were made" test -s "$work/kbuild/block/bio.o"
check "facts of the files were written" \
	valid "$work/kfacts/fs!direct-io.c.xml" "$work/kfacts/block!bio.c.xml"
check "they name files relative to the tree" \
	grep -q '<function file="include/linux/bio.h"' \
	"$work/kfacts/block!bio.c.xml"

done_testing
