#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The command line: help, exit statuses, and what is said when things go wrong.

. ./lib.sh

tree=$work/tree
fake_tree "$tree"
cat >"$tree/fs/foo.c" <<'END'
static void foo_end_io(struct bio *bio)
{
	bio_release_pages(bio, true);
}
END

# Help and version.
for command in "" scan series explain; do
	# shellcheck disable=SC2086 # no command is a command too
	"$DIOPIN" $command --help >"$work/help" 2>&1
	check "diopin $command --help ends well" test $? -eq 0
	check "diopin $command --help fits a screen" \
		test "$(wc -l <"$work/help")" -le 24
	check "diopin $command --help has an example" grep -q '^Example: ' "$work/help"
	check "diopin $command --help has no line over 80 columns" \
		sh -c "! grep -q '.\{81\}' $work/help"
done
check "--version names the program and a number" \
	sh -c "'$DIOPIN' --version | grep -q '^diopin [0-9]'"
for rule in acquire dirty-flag dirty-release legacy-user coverage; do
	"$DIOPIN" explain $rule >"$work/explain"
	check "explain $rule tells the limits or what is lost" \
		grep -Eq '^Limits: |lost' "$work/explain"
	check "explain lists $rule" sh -c "'$DIOPIN' explain | grep -q '^$rule '"
done

"$DIOPIN" explain bio_release_pages >"$work/explain"
check "explain tells what a function of the kernel does" \
	grep -q 'dirties only if argument 2 is true' "$work/explain"

# Wrong usage.
fails "no command" 2 "" "$DIOPIN"
fails "an unknown command" 2 "no command 'scam'" "$DIOPIN" scam
"$DIOPIN" scan --frobnicate 2>"$work/err"
check "an unknown option ends with 2" test $? -eq 2
check "and points to the help" grep -q "Try 'diopin scan --help'" "$work/err"
fails "an unknown format" 2 "no format 'yaml'" "$DIOPIN" scan --format=yaml
fails "an unknown kind" 2 "no kind 'foo'" "$DIOPIN" scan --kind=foo
fails "an unknown engine" 2 "no engine 'clang'" "$DIOPIN" scan --engine=clang
fails "an unknown rule" 2 "no rule 'foo'" "$DIOPIN" explain foo
fails "an unknown series" 2 "no series 'foo'" \
	"$DIOPIN" series foo -C "$tree" -o "$work/series"
fails "a series without a directory" 2 "takes -o DIR or --list" \
	"$DIOPIN" series mark-dirty -C "$tree"
for jobs in 0 -1 two 9999 ""; do
	fails "--jobs='$jobs'" 2 "a number from 1 to" "$DIOPIN" scan --jobs="$jobs"
done

# Not a tree, half a tree.
fails "no such directory" 2 "cannot open" "$DIOPIN" scan -C "$work/nowhere"
mkdir "$work/empty"
fails "not a kernel tree" 2 "is not a kernel tree" "$DIOPIN" scan -C "$work/empty"
echo "all:" >"$work/empty/Makefile"
fails "some other project" 2 "states no VERSION" "$DIOPIN" scan -C "$work/empty"
cp "$tree/Makefile" "$work/empty/Makefile"
fails "half a kernel tree" 2 "half a kernel tree: no Kconfig" \
	"$DIOPIN" scan -C "$work/empty"
fails "a file for a tree" 2 "is not a kernel tree" \
	"$DIOPIN" scan -C "$tree/Makefile"

# A good run says nothing on stderr.
"$DIOPIN" scan -C "$tree" >"$work/out" 2>"$work/err"
check "a good run ends with 0" test $? -eq 0
check "and says nothing on stderr" test ! -s "$work/err"
check "and finds what is there" grep -q 'dirty-release' "$work/out"
"$DIOPIN" scan -C "$tree" fs/bar.c >"$work/out"
check "a path narrows the report" test ! -s "$work/out"
(cd "$tree" && "$DIOPIN" scan ./fs/) >"$work/out"
check "a path may be written in any way" grep -q 'fs/foo.c' "$work/out"

# Installed, it finds what belongs to it.
check "make install" make -s -C "$top" install PREFIX=/usr DESTDIR="$work/package"
"$work/package/usr/bin/diopin" scan -C "$tree" >"$work/out" 2>"$work/err"
check "the installed program works" grep -q 'dirty-release' "$work/out"
check "the man page is installed" \
	test -s "$work/package/usr/share/man/man1/diopin.1"

# What it needs is missing, fails, or is killed.
mkdir "$work/bin"
for tool in rg git sh perl; do
	ln -s "$(command -v $tool)" "$work/bin/$tool"
done
fails "spatch is missing" 3 "install the package coccinelle" \
	env PATH="$work/bin" "$DIOPIN" scan -C "$tree"
printf '#!/bin/sh\nkill -9 $$\n' >"$work/bin/spatch"
chmod +x "$work/bin/spatch"
env PATH="$work/bin" "$DIOPIN" scan -C "$tree" >"$work/out" 2>"$work/err"
check "a killed engine ends with 3" test $? -eq 3
check "and is told with its signal" \
	grep -q 'engine cocci was killed by signal 9' "$work/err"
printf '#!/bin/sh\necho oh no >&2\nexit 1\n' >"$work/bin/spatch"
env PATH="$work/bin" "$DIOPIN" scan -C "$tree" >"$work/out" 2>"$work/err"
check "an engine that fails ends with 3" test $? -eq 3
check "and its words are passed on" grep -q 'status 1: oh no' "$work/err"
rm "$work/bin/rg"
fails "rg is missing" 3 "install the package ripgrep" \
	env PATH="$work/bin" "$DIOPIN" scan -C "$tree" --no-cache
fails "a full disk" 3 "cannot write the output" \
	sh -c "'$DIOPIN' scan -C '$tree' >/dev/full"
fails "no room for the facts" 3 "cannot create" \
	"$DIOPIN" scan -C "$tree" --write-facts="$tree/Makefile/facts"
fails "no scratch directory" 3 "cannot create a directory" \
	env TMPDIR="$work/nowhere/at/all" "$DIOPIN" scan -C "$tree" --no-cache

# A file that cannot be read.
if [ "$(id -u)" -eq 0 ]; then
	nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
else
	nobody=
fi
cp "$tree/fs/foo.c" "$tree/fs/secret.c"
chmod 000 "$tree/fs/secret.c"
chmod 755 "$work"
mkdir -m 777 "$work/tmp"
$nobody env TMPDIR="$work/tmp" "$DIOPIN" scan -C "$tree" >"$work/out" 2>"$work/err"
check "an unreadable file ends with 3" test $? -eq 3
check "and is told on stderr" grep -q 'cannot read .*fs/secret.c' "$work/err"
check "and as coverage" grep -q 'fs/secret.c:1:1: warning: .*coverage' "$work/out"
check "while the others are reported" grep -q 'fs/foo.c.*dirty-release' "$work/out"
rm -f "$tree/fs/secret.c"

# Odd files do no harm.
printf 'static void x(void)\n{\n\tbio_release_pages(b, "\\001\\377 \001 \377");\n}\n' \
	>"$tree/fs/odd.c"
printf '/* bio_release_pages(b, true) ' >"$tree/fs/open.c"
ln -s /etc/passwd "$tree/fs/link.c"
ln -s . "$tree/fs/loop"
"$DIOPIN" scan -C "$tree" >"$work/out" 2>"$work/err"
check "odd bytes, an open comment and links do no harm" test $? -eq 0
check "and a string with them is quoted as XML can" \
	grep -q 'fs/odd.c:3:2.*dirty-release' "$work/out"
rm -f "$tree/fs/odd.c" "$tree/fs/open.c" "$tree/fs/link.c" "$tree/fs/loop"

# An interrupt leaves nothing behind.
printf '#!/bin/sh\nsleep 60\n' >"$work/bin/spatch"
ln -s "$(command -v rg)" "$work/bin/rg"
ln -s "$(command -v sleep)" "$work/bin/sleep"
python=$(python3 -c "import sys; print(sys.executable)")
mkdir "$work/scratch"
for number in 2 15; do
	signal=$(kill -l $number)
	env PATH="$work/bin" TMPDIR="$work/scratch" \
		"$python" "$top/tests/send-signal" "$signal" "$DIOPIN" scan -C "$tree" \
		>"$work/out" 2>&1
	status=$?
	check "SIG$signal ends it by that signal (status $status)" \
		test $status -eq $((128 + number))
	check "SIG$signal leaves no scratch directory" \
		test -z "$(ls "$work/scratch")"
	check "SIG$signal leaves no child" sh -c "! pgrep -f '$work/bin/[s]patch'"
done

done_testing
