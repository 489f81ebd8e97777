#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# How a file is compiled, on real trees: a compiler understands it with the
# flags of the synthetic configuration, and those of a build are taken.

. ./lib.sh

make -s -C "$top" print-flags >"$work/make" 2>&1 || {
	not_ok "build print-flags" "$work/make"
	done_testing
	exit 1
}
flags=$top/build/print-flags

# Share of the files that must compile, in percent (all but drivers of other
# architectures do), and one of how many files is looked at.
FLOOR=92
SAMPLE=6

# compile_all TREE FLAGS FILES - the files that a compiler cannot read, with
# the flags that print-flags wrote to FLAGS
compile_all()
{
	python3 - "$@" <<'END_PYTHON'
import concurrent.futures, subprocess, sys
tree, flags, names = sys.argv[1:]
files = open(names).read().split()
args = [[]]
for line in open(flags).read().splitlines():
    if line:
        args[-1].append(line)
    else:
        args.append([])
args += [[]] * (len(files) - len(args))
def compile(file, args):
    command = ['gcc', '-fsyntax-only', '-w'] + args + [file]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True)
    return done.stderr.split('\n')[0] if done.returncode else None
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    jobs = {f: pool.submit(compile, f, a) for f, a in zip(files, args) if a}
for file in files:
    if file not in jobs:
        print('none', file)
    elif jobs[file].result():
        print('failed', file, jobs[file].result())
END_PYTHON
}

for version in 6.1 6.12 7.2; do
	tree=$(kernel $version)
	(cd "$tree" && rg --no-config -l -w -g '*.c' \
		-g '!/arch/[!x]*' -g '!/arch/xtensa' -g '!/tools' \
		-e '(bio_)?iov_iter_(get|extract)_(bvec_)?pages\w*' \
		-e '(pin|get)_user_pages\w*' -e 'bio_release_pages' \
		-e 'unpin_user_page\w*' -e '__?blockdev_direct_IO') |
		LC_ALL=C sort | awk "NR % $SAMPLE == 3" >"$work/files"
	mkdir "$work/$version"
	# shellcheck disable=SC2046 # file names of a kernel have no spaces
	"$flags" "$tree" - "$work/$version" $(cat "$work/files") \
		>"$work/flags" 2>"$work/err"
	check "$version: not a word" test ! -s "$work/err"
	compile_all "$tree" "$work/flags" "$work/files" >"$work/left"
	all=$(wc -l <"$work/files")
	left=$(wc -l <"$work/left")
	share=$((100 * (all - left) / (all ? all : 1)))
	echo "# $version: $((all - left)) of $all files, $share %"
	if [ "$all" -gt 10 ] && [ "$share" -ge $FLOOR ]; then
		ok "$version: the compiler understands $FLOOR % of the files"
	else
		not_ok "$version: the compiler understands $FLOOR % of the files" \
			"$work/left"
	fi
	rm -rf "${work:?}/$version"
done

# --- a build

tree=$(kernel 6.12)
build=$work/build
file=lib/iov_iter.c
make -s -C "$tree" O="$build" tinyconfig >"$work/log" 2>&1 &&
	fails "a build directory that is not prepared" 2 'run make prepare' \
		"$flags" "$tree" "$build" "$work" $file &&
	make -s -j2 -C "$tree" O="$build" lib/iov_iter.o >>"$work/log" 2>&1
check "a kernel can be built" test -s "$build/lib/iov_iter.o"

# What a shell makes of the remembered command, less what is about output.
python3 - "$tree" "$build" >"$work/want" <<'END_PYTHON'
import re, shlex, sys
tree, build = sys.argv[1:]
text = open(build + '/lib/.iov_iter.o.cmd').readline()
words = shlex.split(text.split(':= ', 1)[1])[1:]
words = words[:words.index('-c')]
for word in words:
    if word.startswith('-Wp,-M') or word.startswith('-fmacro-prefix-map'):
        continue
    option, path = re.match('(-I)?(.*)', word).groups()
    option = option or ''
    if path.startswith(tree):
        path = path[len(tree) + 1:]
    elif option:
        path = build + '/' + path.removeprefix('./')
    print(option + path)
END_PYTHON
"$flags" "$tree" "$build" "$work" $file >"$work/got"
same "the command of an object is taken as it is" "$work/want" "$work/got"

mkdir "$work/bin"
printf '#!/bin/sh\ntouch %s/asked\nexec %s "$@"\n' "$work" \
	"$(command -v make)" >"$work/bin/make"
chmod +x "$work/bin/make"
PATH=$work/bin:$PATH "$flags" "$tree" "$build" "$work" $file >"$work/got"
check "make is not asked about an object that is up to date" \
	test ! -e "$work/asked"
touch "$build/include/config/MMU"
PATH=$work/bin:$PATH "$flags" "$tree" "$build" "$work" $file >"$work/got"
check "make is asked about one that is not" test -e "$work/asked"
same "it says the same" "$work/want" "$work/got"
"$flags" "$tree" "$build" "$work" fs/splice.c nothing/x.c mm/gup.c \
	>"$work/got"
sed 's/iov_iter/splice/; s/"lib/"fs/; s,\(-I.*\)lib$,\1fs,' "$work/want" |
	sort >"$work/want.splice"
sed '/^$/,$d' "$work/got" | sort >"$work/got.splice"
same "make is asked about files that were never compiled" \
	"$work/want.splice" "$work/got.splice"
check "no flags for a file that is not compiled" \
	test "$(grep -c '^$' "$work/got")" -eq 2
printf '%s\n' fs/splice.c mm/gup.c >"$work/files"
sed '/^$/{N;/^\n$/D}' "$work/got" >"$work/flags"
compile_all "$tree" "$work/flags" "$work/files" >"$work/left"
check "a compiler understands files with the flags of a build" \
	test ! -s "$work/left"

fails "a build directory of another tree" 2 'is not a build directory of' \
	"$flags" "$(kernel 6.1)" "$build" "$work" $file
fails "a build directory that is none" 2 'is not a configured build' \
	"$flags" "$tree" "$work" "$work" $file
fails "no build directory" 2 'cannot open the build directory' \
	"$flags" "$tree" "$work/nowhere" "$work" $file

# --- as other versions remember it, in the tree itself

small=$work/small
fake_tree "$small"
mkdir -p "$small/include/generated" "$small/fs"
touch "$small/.config" "$small/include/generated/bounds.h" "$small/fs/x.c"
cat >"$small/fs/.x.o.cmd" <<'END_CMD'
cmd_fs/x.o := ccache gcc -Wp,-MMD,fs/.x.o.d  -nostdinc -isystem /usr/lib/inc -I./include -I /opt/y/../z -include ./include/k.h -D'S(s)=$(pound)s' -DP='"$$a b"' -DQ=\"c\" -fplugin=./scripts/p.so -fplugin-arg-p-x -DMODULE -c -o fs/x.o fs/x.c ; ./tools/objtool orc fs/x.o

source_fs/x.o := fs/x.c

deps_fs/x.o := \
    $(wildcard include/config/FOO) \
  include/k.h \

fs/x.o: $(deps_fs/x.o)
END_CMD
touch "$small/include/k.h" "$small/fs/x.o"
cat >"$work/want" <<'END_WANT'
-nostdinc
-isystem
/usr/lib/inc
-Iinclude
-I/opt/z
-include
include/k.h
-DS(s)=#s
-DP="$a b"
-DQ="c"
-DMODULE
END_WANT
"$flags" "$small" "$small" "$work" fs/x.c >"$work/got"
same "older versions' way to remember a command" "$work/want" "$work/got"
touch -d tomorrow "$small/include/k.h"
"$flags" "$small" "$small" "$work" fs/x.c >"$work/got"
same "an old command is better than none, if make has nothing to say" \
	"$work/want" "$work/got"

done_testing
