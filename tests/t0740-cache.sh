#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Facts that are kept between runs: when they are used again, and when not.

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"
echo 'static void end(struct bio *b) { bio_release_pages(b, false); }' >"$work/end.c"

# worse, better - bad and good with something for Coccinelle to look at
worse()
{
	bad
	cat "$work/end.c"
}

better()
{
	good
	cat "$work/end.c"
}

worse >"$tree/fs/bar.c"
real=$(command -v spatch)

# spatch that counts how often it is run
mkdir -p "$work/bin"
cat >"$work/bin/spatch" <<END
#!/bin/sh
echo run >>"$work/runs"
exec "$real" "\$@"
END
cat >"$work/bin/rg" <<END
#!/bin/sh
echo run >>"$work/passes"
exec "$(command -v rg)" "\$@"
END
chmod +x "$work/bin/spatch" "$work/bin/rg"
PATH=$work/bin:$PATH

# scan - output in $work/out, $runs is how often spatch was started; what a
#	whole scan before said is forgotten
scan()
{
	rm -rf "$DIOPIN_CACHE/results"
	scan_again "$@"
}

scan_again()
{
	: >"$work/runs"
	: >"$work/passes"
	"$DIOPIN" scan -C "$tree" "$@" >"$work/out" 2>"$work/err"
	runs=$(wc -l <"$work/runs")
}

scan
cp "$work/out" "$work/first"
check "the first time an engine is run" test "$runs" -gt 0
check "and finds something" grep -q 'leak-on-error' "$work/first"
scan
check "the second time none is" test "$runs" -eq 0
same "and the output is the same" "$work/first" "$work/out"
scan --no-cache
check "--no-cache runs them" test "$runs" -gt 0
same "with the same output" "$work/first" "$work/out"
scan -j 1
same "whatever the number of jobs" "$work/first" "$work/out"

better >"$tree/fs/bar.c"
scan
check "a file that changed is looked at again" test "$runs" -gt 0
check "and what it says now is told" sh -c "! grep -q leak-on-error '$work/out'"
worse >"$tree/fs/bar.c"
scan
check "a file that is again what it was is not" test "$runs" -eq 0
same "and the output is again what it was" "$work/first" "$work/out"

# Headers count for engines that compile.
sed '1i #include <linux/put.h>' "$tree/fs/bar.c" | sed 's/return -1/PUT; return -1/' >"$work/bar.c"
cp "$work/bar.c" "$tree/fs/bar.c"
echo '#define PUT ' >"$tree/include/linux/put.h"
scan
check "a macro that does nothing" grep -q 'leak-on-error' "$work/out"
echo '#define PUT unpin_user_pages(pages, n)' >"$tree/include/linux/put.h"
scan
check "a header that changed is noticed" sh -c "! grep -q leak-on-error '$work/out'"
check "by the engine that reads it" test "$runs" -eq 0
rm "$tree/include/linux/put.h"
worse >"$tree/fs/bar.c"

# A file that includes others' code depends on that.
printf '#include "bar.c"\n' >"$tree/fs/all.c"
good | sed 's/bar_/baz_/' >>"$tree/fs/all.c"
scan -k coverage
sed -i 's/n < 0/n <= 0/' "$tree/fs/bar.c"
scan -k coverage
check "who includes code is looked at again" test "$runs" -gt 0
rm "$tree/fs/all.c"
worse >"$tree/fs/bar.c"

# Damage.
entries=$DIOPIN_CACHE/facts
damage()
{
	text=$1
	scan
	find "$entries" -name '*.xml' | while read -r file; do
		eval "$2"
	done
	scan
	check "$text is made anew" test "$runs" -gt 0
	same "$text: the output is right" "$work/first" "$work/out"
	check "$text: nothing is said" test ! -s "$work/err"
}
damage "an entry that is empty" ': >"$file"'
damage "an entry that was cut short" 'truncate -s -40 "$file"'
damage "an entry with a wrong byte" 'sed -i "s/bar_map/bar_mop/" "$file"'
damage "another key's entry" 'sed -i "s/fs.bar.c?>/fs.foo.c?>/" "$file"'
damage "an entry that is a directory" 'rm "$file"; mkdir "$file"'
find "$entries" -name '*.xml' -type d -exec rm -r {} +

# No cache to be had.
for dir in /proc/nowhere "$work/first"; do
	DIOPIN_CACHE=$dir "$DIOPIN" scan -C "$tree" >"$work/out" 2>"$work/err"
	same "no cache at $dir is no failure" "$work/first" "$work/out"
done

# Two at once, and killed at any point.
rm -rf "$entries"
for delay in 0.1 0.5 1 2; do
	"$DIOPIN" scan -C "$tree" >"$work/log" 2>&1 &
	pid=$!
	sleep "$delay"
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	rm -rf "$entries/none"
done
"$DIOPIN" scan -C "$tree" >"$work/other" 2>"$work/log" &
scan
wait
same "after kill -9, the output is right" "$work/first" "$work/out"
same "and of two at once" "$work/first" "$work/other"

# What a whole scan said.
results=$DIOPIN_CACHE/results
scan
for format in text jsonl sarif counts; do
	"$DIOPIN" scan --no-cache -C "$tree" -f $format >"$work/no-cache"
	scan_again -f $format
	same "what was kept is said again as $format" "$work/no-cache" "$work/out"
done
check "and is read, not found again" \
	sh -c "rm -r '$entries' && '$DIOPIN' scan -C '$tree' >/dev/null;
	       test ! -e '$entries'"
scan_again fs/nothing
check "a PATH narrows what was kept" test ! -s "$work/out"
scan_again -k acquire
check "an inventory alone is another result" sh -c "! grep -q leak-on-error '$work/out'"
better >"$tree/fs/bar.c"
scan_again
check "a C file that changed is noticed" sh -c "! grep -q leak-on-error '$work/out'"
worse >"$tree/fs/bar.c"
for damage in ': >"$file"' 'truncate -s -40 "$file"' \
	'sed -i "s/leak/lick/" "$file"'; do
	scan
	find "$results" -name '*.xml' | while read -r file; do
		eval "$damage"
	done
	scan_again
	same "a result after $damage is made anew" "$work/first" "$work/out"
done
echo 'void f(void) { iov_iter_get_pages2(' >"$tree/fs/broken.c"
scan
check "what missed something is not kept" test ! -e "$results"
rm "$tree/fs/broken.c"

# Which file has which word.
changes()
{
	scan_again
	check "$1: ripgrep need not look again" test ! -s "$work/passes"
	"$DIOPIN" scan --no-cache -C "$tree" >"$work/no-cache"
	same "$1: the output is right" "$work/no-cache" "$work/out"
}
scan
worse | sed 's/bar_/new_/' >"$tree/fs/new.c"
changes "a new file"
check "and what it does is told" grep -q 'fs/new.c.*leak-on-error' "$work/out"
echo 'int none(void);' >"$tree/fs/new.c"
changes "a file that has none of the words any more"
worse | sed 's/bar_/new_/' >"$tree/fs/other.c"
changes "a file that has some now"
git -C "$tree" checkout -q fs/other.c
rm "$tree/fs/new.c"
changes "a file that is gone"
same "all is as it was" "$work/first" "$work/out"
for damage in ': >"$file"' 'truncate -s -40 "$file"' \
	'sed -i "s/bar.c/baz.c/" "$file"'; do
	rm -rf "$results"
	find "$DIOPIN_CACHE/words" -name '*.xml' | while read -r file; do
		eval "$damage"
	done
	scan_again
	same "words after $damage: the output is right" "$work/first" "$work/out"
	check "they are looked for anew" test -s "$work/passes"
done
printf '\0' >"$tree/fs/binary.c"
scan
rm "$tree/fs/binary.c"
scan
same "after a file that is no text, too" "$work/first" "$work/out"

# What a scan rests on: what does not change that changes no record.
rests()
{
	scan_again
	check "$1: engines look $2 times" test "$runs" -eq "$2"
	"$DIOPIN" scan --no-cache -C "$tree" >"$work/no-cache"
	same "$1: the output is right" "$work/no-cache" "$work/out"
}
scan
: >>"$tree/fs/other.c"
touch "$tree/fs/other.c"
rests "a file of no interest" 0
rm -rf "$entries"
touch "$tree/fs/other.c"
rests "the same without facts" 0
echo >>"$tree/fs/bar.c"
rests "a line that says nothing" 1
sed -i '1i /* one line more */' "$tree/fs/bar.c"
rests "a line that moves all" 1
find "$results" -name '*.xml' | while read -r file; do
	sed -i 's/leak-on/lick-on/' "$file"
done
touch "$tree/fs/other.c"
rests "records that are damaged" 0
echo '/* new */' >>"$tree/include/linux/kconfig.h"
rests "a header that changed" 0
worse >"$tree/fs/bar.c"

# What reviews keep: headers laid out.
worse >"$tree/fs/bar.c"
commit "bar: Forget"
review
cp "$work/out" "$work/first"
skeletons=$DIOPIN_CACHE/skeletons
: >"$work/runs"
review
check "a second review runs no engine" test ! -s "$work/runs"
same "and says the same" "$work/first" "$work/out"
find "$skeletons" -name kconfig.h -exec truncate -s 1 {} +
rm -rf "$entries"
review
same "a header that is damaged is laid out anew" "$work/first" "$work/out"
rm -r "$skeletons"/*/include
review
same "so are all that are gone" "$work/first" "$work/out"
for i in 1 2 3 4 5 6; do
	echo "int f$i(void);" >"$tree/include/linux/new$i.h"
	worse | sed "s/-1/-$i/" >"$tree/fs/bar.c"
	commit "bar: $i"
	echo "/* $i */" >>"$tree/fs/bar.c"
	commit "bar: again $i"
	review
done
check "of many, few are kept" test "$(find "$skeletons" -mindepth 1 -maxdepth 1 -type d | wc -l)" -le 4

done_testing
