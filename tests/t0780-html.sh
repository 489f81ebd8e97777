#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The page for people: all that the records say is on it, whatever a tree calls
# its things, and nothing comes from elsewhere.

. ./lib.sh
. ./review.sh

tree="$work/a<b>&c"
git_tree "$tree"
hostile='x<script>alert("1")</script>&amp;.c'
mkdir "$tree/fs/x<script>alert(\"1\")<"
bad | sed 's/bar_map/bar_map_again/' >"$tree/fs/$hostile"
{
	bad
	echo 'static long bar_read(struct iov_iter *i)'
	echo '{ struct page *p[4]; unsigned long o;'
	echo '  return iov_iter_get_pages2(i, p, 99, 4, &o); }'
} >"$tree/fs/bar.c"

page()
{
	command=$1
	shift
	status=0
	"$DIOPIN" "$command" -C "$tree" -f html "$@" >"$work/page.html" \
		2>"$work/err" || status=$?
}

# on_page TEXT XPATH - is that on the page?
on_page()
{
	check "$1" test "$(xmllint --html --nowarning --xpath "boolean($2)" \
		"$work/page.html" 2>/dev/null)" = true
}

page scan
check "a scan with findings ends as ever" test $status -eq 1
cp "$work/page.html" "$work/first.html"
on_page "a finding has its rule and function" \
	"//article[h3[contains(., 'leak-on-error') and contains(., 'bar_map()')]]"
on_page "and the flow of the hold, one circle a step" \
	"//article[count(.//circle) > 1 and count(.//circle) = count(.//ol/li)]"
on_page "a site stands under its subsystem" \
	"//tbody[tr/th = 'fs']//td[code = 'iov_iter_get_pages2']"
on_page "progress counts this tree" "//text[starts-with(., 'this tree: 1 by reference')]"
on_page "coverage is told" "//section[@id = 'coverage']//li"
on_page "the title is the tree's own name" "//title[contains(., 'a<b>&c')]"
check "where it lies is not told" sh -c "! grep -q '$work' '$work/page.html'"
on_page "names from the tree are text" "//*[contains(text(), 'alert(')]"
on_page "never markup" "not(//script | //iframe | //object | //link | //img)"
check "nothing comes from elsewhere" \
	sh -c "! grep -E '(src|href)=\"[^#]|@import|url\(' '$work/page.html'"
page scan --jobs=1 --no-cache
same "the same records make the same page" "$work/first.html" "$work/page.html"

"$DIOPIN" scan -C "$tree" -f jsonl >"$work/6.0.jsonl"
page scan --compare="$work/6.0.jsonl" --compare="$work/6.0.jsonl"
on_page "a bar for each tree that is compared" \
	"count(//section[@id = 'progress']//text[starts-with(., '6.0: 1 by')]) = 2"
fails "a tree to compare with that is not there" 2 'cannot read .*nowhere' \
	"$DIOPIN" scan -C "$tree" -f html --compare="$work/nowhere"
echo '{"kind": "acq' >"$work/broken.jsonl"
fails "one that is broken" 2 'broken.jsonl:1: this is not what' \
	"$DIOPIN" scan -C "$tree" -f html --compare="$work/broken.jsonl"
fails "a review has no page" 2 "there is no format 'html'" \
	"$DIOPIN" review -C "$tree" -f html
mkdir -p "$work/data/checkers"
cp -r "$top/cocci" "$work/data"
cp -r "$top/checkers/facts" "$work/data/checkers"
fails "without the stylesheet there is none" 3 'is diopin installed whole' \
	env DIOPIN_DATA="$work/data" "$DIOPIN" scan -C "$tree" -f html

page audit --claim=5
on_page "an audit's claim, its answer and its evidence" \
	"//section[@id = 'claims']//h3[contains(., 'Claim 5')]"

done_testing
