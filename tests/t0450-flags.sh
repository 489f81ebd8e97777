#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# How a file is compiled, on small trees: what Kconfig files and Makefiles say
# is understood, nothing of a tree is executed or believed.

. ./lib.sh

make -s -C "$top" print-flags print-flags-asan >"$work/make" 2>&1 || {
	not_ok "build print-flags" "$work/make"
	done_testing
	exit 1
}
flags=$top/build/print-flags-asan
tree=$work/tree
out=$work/out

# new_tree - an empty tree with one file
new_tree()
{
	rm -rf "$tree"
	fake_tree "$tree"
	mkdir -p "$tree/fs/foo"
	echo 'int foo;' >"$tree/fs/foo/foo-bar.c"
}

# run_flags [FILE] - its flags; the generated headers are in $made
run_flags()
{
	rm -rf "$out"
	mkdir "$out"
	"$flags" "$tree" - "$out" "${1:-fs/foo/foo-bar.c}" >"$work/flags" \
		2>"$work/err"
	status=$?
	made=$(echo "$out"/*/flags/*)
	return $status
}

# survives TEXT - in time, without a word, with a configuration
survives()
{
	if timeout 20 sh -c '"$0" "$1" - "$2" fs/foo/foo-bar.c' "$flags" \
		"$tree" "$work" >"$work/flags" 2>"$work/err" &&
		[ ! -s "$work/err" ] && grep -q -x -e -D__KERNEL__ "$work/flags"
	then
		ok "survived: $1"
	else
		not_ok "survived: $1" "$work/err"
	fi
}

#
# Code of other machines.
#

new_tree
mkdir -p "$tree/arch/s390/include/asm" "$tree/arch/x86/include/asm" \
	"$tree/include/asm-generic" "$tree/arch/m68k" "$tree/drivers"
printf 'config S390\n\tdef_bool y\n' >"$tree/arch/s390/Kconfig"
printf 'config X86\n\tdef_bool y\n' >"$tree/arch/x86/Kconfig"
echo 'source "arch/$(SRCARCH)/Kconfig"' >"$tree/Kconfig"
echo 'generated-y += facility-defs.h' >"$tree/arch/s390/include/asm/Kbuild"
touch "$tree/arch/s390/include/asm/both.h" "$tree/arch/x86/include/asm/both.h" \
	"$tree/arch/s390/include/asm/cio.h" "$tree/include/asm-generic/div.h"
echo 'int a;' >"$tree/arch/s390/a.c"
run_flags arch/s390/a.c
check "code below arch/s390 is for that machine" \
	grep -qx -e --arch=s390x "$work/flags"
check "with its own configuration" \
	grep -q 'define CONFIG_S390 1' "$made/include/generated/autoconf.h"
check "and headers that its build would make" \
	test -f "$made/arch/s390/include/generated/asm/facility-defs.h" \
	-a -f "$made/arch/s390/include/generated/asm/div.h"
printf '#include <asm/both.h>\n#include <asm/cio.h>\n' >"$tree/drivers/a.c"
run_flags drivers/a.c
check "a driver with headers that only s390 has is for that machine" \
	grep -qx -e --arch=s390x "$work/flags"
printf '#include <asm/both.h>\n#include <asm/div.h>\n' >"$tree/drivers/a.c"
run_flags drivers/a.c
check "one with headers that all have is for x86" \
	grep -q 'define CONFIG_X86 1' "$made/include/generated/autoconf.h"
echo 'int a;' >"$tree/arch/m68k/a.c"
run_flags arch/m68k/a.c
check "a machine of which nothing is known" \
	sh -c "! grep -q __KERNEL__ '$work/flags'"

# repeat N TEXT
repeat()
{
	python3 -c 'import sys; sys.stdout.write(sys.argv[2] * int(sys.argv[1]))' \
		"$1" "$2"
}

# --- Kconfig

new_tree
cat >"$tree/Kconfig" <<'END_KCONFIG'
mainmenu "Test"
source "$(srctree)/fs/Kconfig"
config MODULES
	bool "modules"
	modules
config X86
	def_bool "$(SRCARCH)" = "x86"
config PROBE
	def_bool $(cc-option,-mfoo,(x)) && X86
config AS_KNOWS
	def_bool $(as-instr,wrussq %rax$(comma)(%rbx))
config NOT_ON_X86
	bool "other architectures'"
	depends on !X86
config SELECTED
	bool
config SILENT
	tristate
config IMPLIED
	tristate
config SELECTS
	tristate "selects"
	select SELECTED if X86
	select NEVER if NOT_ON_X86
	imply IMPLIED
	help
	  config IN_HELP
	   bool "no symbol"

	  The end of the text.
config NEVER
	bool
config ONLY_MODULE
	tristate "m"
	depends on m
config 6LOWPAN
	tristate "digits"
choice
	prompt "One of them"
	default SECOND if !NOT_ON_X86
	default FIRST
config FIRST
	bool "first"
config SECOND
	bool "second"
config THIRD
	bool "third"
endchoice
choice
	bool "The first that can be had"
config A_CANNOT
	bool "a"
	depends on NOT_ON_X86
config A_FIRST
	bool "b"
endchoice
if NOT_ON_X86
config HIDDEN
	def_bool y
endif
menu "Menu"
	visible if NOT_ON_X86
config PROMPTLESS
	bool "not asked, but on"
	default y if SECOND
config UNSEEN
	bool "not asked"
endmenu
config NUMBER
	int "number"
	range 2 SIXTY if X86
	default 100
config SIXTY
	int
	default 60
config HEXADECIMAL
	hex "hex"
	default 1f
config TEXT
	string "text"
	default "say \"hi\""
config NO_VALUE
	int
config BIG
	def_bool NUMBER > 9 && NUMBER != 61
config IF_DEPENDS
	bool "depends if"
	depends on NOT_ON_X86 if X86
config CIRCLE_A
	def_bool CIRCLE_B
config CIRCLE_B
	def_bool CIRCLE_A || X86
END_KCONFIG
printf 'config FS\n\tbool "fs" \\\n\t if !UNKNOWN\nsource "Kconfig"\n' \
	>"$tree/fs/Kconfig"
cat >"$work/want" <<'END_WANT'
#define CONFIG_6LOWPAN 1
#define CONFIG_AS_KNOWS 1
#define CONFIG_A_FIRST 1
#define CONFIG_BIG 1
#define CONFIG_CIRCLE_A 1
#define CONFIG_CIRCLE_B 1
#define CONFIG_FS 1
#define CONFIG_HEXADECIMAL 0x1f
#define CONFIG_IMPLIED 1
#define CONFIG_MODULES 1
#define CONFIG_NUMBER 60
#define CONFIG_ONLY_MODULE_MODULE 1
#define CONFIG_PROMPTLESS 1
#define CONFIG_SECOND 1
#define CONFIG_SELECTED 1
#define CONFIG_SELECTS 1
#define CONFIG_SIXTY 60
#define CONFIG_TEXT "say \"hi\""
#define CONFIG_X86 1
END_WANT
run_flags
LC_ALL=C sort "$made/include/generated/autoconf.h" >"$work/got"
same "Kconfig is understood" "$work/want" "$work/got"
cp -r "$made" "$work/first"
run_flags
check "the same configuration twice" diff -r "$work/first" "$made"

# --- headers

mkdir -p "$tree/include/asm-generic" "$tree/arch/x86/include/asm" \
	"$tree/arch/x86/include/uapi/asm" "$tree/arch/x86/entry/syscalls"
touch "$tree/include/asm-generic/own.h" "$tree/include/asm-generic/uapi.h" \
	"$tree/include/asm-generic/none.h" "$tree/arch/x86/include/asm/own.h" \
	"$tree/arch/x86/include/uapi/asm/uapi.h"
printf '# nr abi name\n0\tcommon\tread sys_read\n512\tx32 sig\tx\n%s' \
	'7 64 po+ll p' >"$tree/arch/x86/entry/syscalls/syscall_64.tbl"
run_flags
printf 'none.h\n' >"$work/want"
ls "$made/arch/x86/include/generated/asm" | grep -x '\(own\|uapi\|none\).h' \
	>"$work/got"
same "<asm/X.h> is generic where the architecture has none" "$work/want" \
	"$work/got"
printf '#define __NR_read (0)\n' >"$work/want"
grep '__NR_[a-r]' "$made/arch/x86/include/generated/uapi/asm/unistd_64.h" \
	>"$work/got"
same "the numbers of system calls" "$work/want" "$work/got"
printf '#define UTS_RELEASE "6.12.0"\n' >"$work/want"
same "the version" "$work/want" "$made/include/generated/utsrelease.h"

# --- Makefiles

cat >"$tree/fs/foo/Makefile" <<'END_MAKEFILE'
HERE := $(src)/inc
ccflags-y += -I$(HERE) -I $(srctree)/$(src)/other -DNAME='"a b"' -O3 \
	$(addprefix -I$(src)/,one two)
ccflags-$(CONFIG_X86) += -DON_X86
ccflags-$(CONFIG_NOT_ON_X86) += -DNOT_ON_X86
CFLAGS_foo-bar.o := -DTHIS_FILE -include $(src)/first.h
CFLAGS_other.o := -DOTHER_FILE
ccflags-y += -I/etc -I../../.. -I$(src)/../../../etc -include /etc/passwd
ccflags-y += $(shell touch executed) `touch executed`
include $(src)/more.mk fs/foo/Makefile
END_MAKEFILE
echo 'subdir-ccflags-y += -DMORE' >"$tree/fs/foo/more.mk"
echo 'subdir-ccflags-y := -DFROM_ABOVE' >"$tree/fs/Makefile"
run_flags
grep -e '^-I[^/]' -e '^-D' -e '^-O' -e '^fs' "$work/flags" |
	sed -n '/^-Iinclude/d; /^-Iarch/d; p' | LC_ALL=C sort -u >"$work/got"
LC_ALL=C sort >"$work/want" <<'END_WANT'
-DCC_HAVE_ASM_GOTO
-DCC_USING_FENTRY
-DFROM_ABOVE
-DKBUILD_BASENAME="foo_bar"
-DKBUILD_MODFILE="fs/foo/foo-bar"
-DKBUILD_MODNAME="foo_bar"
-DMORE
-DNAME="a b"
-DON_X86
-DTHIS_FILE
-D__KBUILD_MODNAME=kmod_foo_bar
-D__KERNEL__
-Ifs/foo
-Ifs/foo/inc
-Ifs/foo/one
-Ifs/foo/other
-Ifs/foo/two
-O2
fs/foo/first.h
END_WANT
same "Makefiles are understood" "$work/want" "$work/got"
check "no directory outside of the tree" sh -c "! grep etc '$work/flags'"
check "nothing of a Makefile was executed" test ! -e executed -a \
	! -e "$tree/executed"
mkdir -p "$tree/fs/split/main" "$tree/fs/split/part"
echo 'ccflags-y := -I$(src)/../part/inc' >"$tree/fs/split/main/Makefile"
run_flags fs/split/part/x.c
check "a Makefile that lies beside the directory" \
	grep -q -x -e -Ifs/split/part/inc "$work/flags"
for file in arch/mips/x.c tools/x.c; do
	run_flags $file
	check "no flags for $file" test ! -s "$work/flags"
done

# --- what no kernel has

new_tree
printf 'config A\n\tbool "a"\nsource "Kconfig"\nsource "./Kconfig"\n' \
	>"$tree/Kconfig"
survives "a file that is its own source"
head -c 100000 /dev/zero >"$tree/Kconfig"
survives "NUL bytes"
{ printf 'config A\n\tbool "'; repeat 3000000 x; echo '"'; } >"$tree/Kconfig"
survives "a line of 3 MB"
{ printf 'config A\n\tdef_bool '; repeat 500000 '('; } >"$tree/Kconfig"
survives "parentheses without end"
{ printf 'config A\n\tdef_bool y'; repeat 500000 ' && A'; } >"$tree/Kconfig"
survives "an expression without end"
repeat 500000 'if A
' >"$tree/Kconfig"
survives "blocks without end"
python3 -c 'for i in range(99999): print(f"config A{i}\n def_bool A{i + 1}")' \
	>"$tree/Kconfig"
survives "symbols that hang on each other"
printf 'config\nif\nif (\nendif\nendmenu\nsource\nselect\nrange 1\nchoice\n' \
	>"$tree/Kconfig"
survives "words without their objects"
: >"$tree/Kconfig"
{ printf 'A := x\n'; repeat 999 'A := $(A)$(A)
'; } >"$tree/fs/foo/Makefile"
survives "a variable that doubles"
{ printf 'ccflags-y := '; repeat 99999 '$(addprefix -I,'; } \
	>"$tree/fs/foo/Makefile"
survives "references without end"
seq -f 'A%g := x' 300000 >"$tree/fs/foo/Makefile"
survives "variables without end"
rm "$tree/fs/foo/Makefile"
mkfifo "$tree/fs/foo/Makefile" "$tree/fs/foo/Kbuild"
survives "pipes"
real=$(kernel 6.12)
cat >"$work/garble" <<'END_PYTHON'
import random, sys
seed, text = int(sys.argv[1]), bytearray(open(sys.argv[2], 'rb').read())
random.seed(seed)
for i in range(10 ** (seed % 4)):
    at = random.randrange(len(text))
    text[at:at + random.randrange(9)] = random.choice(
        [b'', b'"', b'(', b'\n', b'\\\n', b'if ', b'choice\n', b'\0', b'$('])
sys.stdout.buffer.write(text)
END_PYTHON
for seed in 1 2 3 4 5 6 7 8; do
	python3 "$work/garble" $seed "$real/arch/x86/Kconfig" >"$tree/Kconfig"
	survives "a garbled file ($seed)"
done

# --- files that are not the tree's

new_tree
printf 'config SECRET\n\tdef_bool y\n' >"$work/outside"
ln -s "$work/outside" "$tree/fs/Kconfig"
printf 'source "fs/Kconfig"\nsource "../outside"\nsource "%s"\n' \
	"$work/outside" >"$tree/Kconfig"
run_flags
check "no file outside of the tree is read" \
	sh -c "! grep SECRET '$made/include/generated/autoconf.h'"

# --- nothing is executed, of the tree or otherwise

mkdir "$work/bin"
for program in sh bash make gcc cc ld perl python3 awk; do
	printf '#!/bin/sh\ntouch %s/executed\n' "$work" >"$work/bin/$program"
	chmod +x "$work/bin/$program"
done
mkdir -p "$work/kept"
PATH=$work/bin "$flags" "$real" - "$work/kept" fs/splice.c >"$work/flags" 2>&1
check "flags of a real tree" grep -q -x -e -D__KERNEL__ "$work/flags"
check "no program was executed for them" test ! -e "$work/executed"

done_testing
