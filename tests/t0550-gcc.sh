#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The GCC plugin: what it says of small files and of real ones, with every
# compiler that it was built for; that it changes no object; how it fails.

. ./lib.sh

make -s -C "$top" all build/print-flags >"$work/make" 2>&1 || {
	not_ok "build the plugins" "$work/make"
	done_testing
	exit 0
}
plugins=$top/build/gcc-plugin
schema=$top/checkers/facts/facts.rng
use="-fplugin=$plugins/diopin.so"
arg=-fplugin-arg-diopin
versions=$(ls "$plugins" | sed -n 's/^diopin-\([0-9]*\)\.so$/\1/p')

check "there is a plugin for gcc-12" test -f "$plugins/diopin-12.so"
for version in $versions; do
	for case in gcc/*.c; do
		name=$(sed -n 's/^ \* check-name: //p' "$case")
		./gcc-case --expected "$case" >"$work/want"
		CC=gcc-$version ./gcc-case "$case" 2>&1 | sed 's/ *$//' >"$work/got"
		same "GCC $version: $name" "$work/want" "$work/got"
	done
done

# facts_of FILE... - facts of small files, one after the other
facts_of()
{
	for file; do
		gcc-12 -O2 -w "$use" "$arg-facts=-" "$arg-only" -S -o /dev/null \
			"$file" || return 1
	done
}

for case in gcc/*.c; do
	facts_of "$case" >"$work/${case##*/}.xml"
done
check "facts fit the schema" \
	xmllint --noout --relaxng "$schema" "$work"/*.c.xml

#
# Objects
#

# With debugging information, but for the command line that it records.
object="-w -g -gno-record-gcc-switches"

# unchanged COMPILER FLAG... FILE - the object is the same with the plugin
unchanged()
{
	rm -f "$work/with.o" "$work/without.o"
	"$@" $object -c -o "$work/without.o" &&
		"$@" $object "$use" "$arg-facts=$work/object.xml" -c \
			-o "$work/with.o" &&
		cmp "$work/with.o" "$work/without.o" &&
		grep -q '<flow' "$work/object.xml"
}

for version in $versions; do
	for case in gcc/*.c; do
		check "GCC $version makes the same object of $case" \
			unchanged "gcc-$version" -O2 "$case"
	done
done

# real_flags VERSION FILE - as a line for the shell
real_flags()
{
	"$top/build/print-flags" "$(kernel "$1")" - "$work" "$2" |
		sed "s/'/'\\\\''/g; s/.*/'&'/" | tr '\n' ' '
}

# unchanged_real VERSION FILE
unchanged_real()
{
	flags=$(real_flags "$1" "$2")
	(cd "$(kernel "$1")" && eval "unchanged gcc-12 $flags $2")
}

for file in block/bio.c block/fops.c fs/nfs/direct.c lib/iov_iter.c \
	net/core/skbuff.c; do
	check "the same object of $file of Linux 6.12" unchanged_real 6.12 "$file"
done
check "the same object of mm/gup.c of Linux 6.1" unchanged_real 6.1 mm/gup.c
check "the same object of fs/splice.c of Linux 7.2" \
	unchanged_real 7.2 fs/splice.c

#
# In the build of a kernel
#

mkdir -p "$work/tree/fs" "$work/facts"
for i in 1 2 3 4 5 6 7 8; do
	cat >"$work/tree/fs/f$i.c" <<-END
		struct bio;
		void bio_release_pages(struct bio *bio, _Bool mark_dirty);
		void end_io$i(struct bio *bio) { bio_release_pages(bio, 1); }
	END
done
echo 'int nothing(int x) { return x; }' >"$work/tree/fs/other.c"
cat >"$work/tree/Makefile" <<END
FLAGS = $use $arg-facts-dir=$work/facts $arg-tree=$work/tree
all: $(seq -f 'fs/f%g.o' -s ' ' 8) fs/other.o
%.o: %.c
	gcc-12 -O2 \$(FLAGS) -c -o \$@ \$<
END
check "a parallel build writes facts as it goes" \
	make -s -C "$work/tree" -j8
ls "$work/facts" >"$work/got"
seq -f 'fs+f%g.c.xml' 8 >"$work/want"
same "one file for each source that names something of interest" \
	"$work/want" "$work/got"
check "they are whole" \
	xmllint --noout --relaxng "$schema" "$work"/facts/*.xml
check "they tell files relative to the tree" \
	grep -q '<unit file="fs/f3.c"/>' "$work/facts/fs+f3.c.xml"
fails "a directory that cannot be written to stops the build" 1 \
	'^diopin: cannot write .*nowhere.*: No such file' \
	gcc-12 -O2 "$use" "$arg-facts-dir=$work/nowhere" \
	"$arg-tree=$work/tree" -c -o "$work/no.o" "$work/tree/fs/f1.c"
check "and leaves no object" test ! -e "$work/no.o"
check "diopin reads them" sh -c '
	printf "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n" >"$1/Makefile"
	mkdir -p "$1/include/linux"
	: >"$1/Kconfig"
	"$2" scan -C "$1" --facts="$3" | grep "fs/f3.c:3:.*dirty-release"
' sh "$work/tree" "$DIOPIN" "$work/facts/fs+f3.c.xml"

#
# Failures
#

sed 's/return x/return y/' "$work/tree/fs/other.c" >"$work/broken.c"
fails "a file that does not compile: status 1, one sentence" 1 \
	'broken.c:1: .*y.* undeclared' facts_of "$work/broken.c"
check "and no facts" test ! -s "$work/fails.out"
fails "a header that is not there" 1 'broken.c:1: .*nowhere.h: No such file' \
	sh -c 'echo "#include <nowhere.h>" >"$1" && shift && "$@"' sh \
	"$work/broken.c" gcc-12 "$use" "$arg-facts=-" "$arg-only" -S \
	-o /dev/null "$work/broken.c"
fails "an argument that there is not" 1 "no argument 'fact=x'" \
	gcc-12 "$use" "$arg-fact=x" -S -o /dev/null gcc/loop.c
fails "nowhere to write to" 1 'facts=FILE or facts-dir=DIR' \
	gcc-12 "$use" -S -o /dev/null gcc/loop.c

mkdir "$work/mismatch"
cp "$plugins/diopin.so" "$work/mismatch"
fails "a compiler that there is no plugin for" 1 \
	'^diopin: there is no plugin for GCC 12.*diopin-12.so' \
	gcc-12 "-fplugin=$work/mismatch/diopin.so" "$arg-facts=-" \
	-S -o /dev/null gcc/loop.c
if [ -f "$plugins/diopin-11.so" ]; then
	cp "$plugins/diopin-11.so" "$work/mismatch/diopin-12.so"
	fails "a plugin of another compiler" 1 '^diopin: .* GCC 1[12]' \
		gcc-12 "-fplugin=$work/mismatch/diopin.so" "$arg-facts=-" \
		-S -o /dev/null gcc/loop.c
else
	skip "a plugin of another compiler" "there is none"
fi

#
# Real trees, without a build
#

# calls_missed TREE - calls of interfaces that Coccinelle sees in a function of
# which there is a flow, and the plugin does not see there
calls_missed()
{
	"$DIOPIN" scan -C "$1" --engine=cocci --write-facts="$work/cocci-$2" \
		>/dev/null 2>&1
	python3 ./calls-missed "$work/gcc-$2" "$work/cocci-$2"
}

# Of 6.12 t0200 compares what the engines say.
for version in 6.1 7.2; do
	tree=$(kernel "$version")
	"$DIOPIN" scan -C "$tree" --engine=gcc --write-facts="$work/gcc-$version" \
		-f jsonl -k coverage >"$work/coverage" 2>/dev/null
	files=$(grep -c '"file":"[^"]*\.c"' "$work/coverage")
	covered=$(grep '"file":"[^"]*\.c"' "$work/coverage" |
		grep -c '"covered":true')
	check "$version: $covered of $files files covered, at least 90 %" \
		test $((covered * 10)) -ge $((files * 9))
	check "$version: the facts fit the schema" xmllint --noout \
		--relaxng "$schema" "$work/gcc-$version"/*.xml
	find "$work/gcc-$version" -size +3000k >"$work/large"
	check "$version: no file has more than 3 MB of facts" \
		test ! -s "$work/large"
	calls_missed "$tree" "$version" >"$work/missed"
	check "$version: no call is missed that Coccinelle sees" \
		test ! -s "$work/missed"
done

done_testing
