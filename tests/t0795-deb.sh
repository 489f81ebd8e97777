#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The Debian package: lintian has nothing to say, and what it has in it works.

. ./lib.sh

DEBFULLNAME="Jane Developer"
DEBEMAIL=jane@kernel.org
export DEBFULLNAME DEBEMAIL
check "a package is made" "$top/scripts/make-deb" "$work/out"
deb=$(find "$work/out" -name 'diopin_*.deb')
check "lintian accepts it" sh -c "
	lintian --allow-root --fail-on=error,warning '$deb' >'$work/lint' 2>&1 ||
		{ cat '$work/lint'; exit 1; }"
check "what it depends on has engines and libraries" sh -c "
	dpkg-deb -f '$deb' Depends | grep coccinelle | grep libxml2 | grep -q libjson-c"
dpkg-deb -x "$deb" "$work/root"
tree=$work/tree
fake_tree "$tree"
echo 'void f(struct bio *b) { bio_release_pages(b, true); }' >"$tree/fs/f.c"
"$work/root/usr/bin/diopin" scan -C "$tree" --engine=cocci -f html >"$work/page" 2>"$work/err"
check "unpacked, it scans, with its own rules and stylesheet" \
	grep -q bio_release_pages "$work/page"
check "and makes a series" sh -c "
	'$work/root/usr/bin/diopin' series --list -C '$tree' 2>&1 | grep -q ."
for page in diopin.1 diopin.5 diopin-sparse.1; do
	man --warnings -l "$top"/checkers/*/$page >"$work/man" 2>"$work/err"
	check "$page is a page that man has nothing to say of" sh -c "
		test ! -s '$work/err' && test -s '$work/man'"
done
fails "nobody made it" 2 "who are you" env -u DEBFULLNAME -u DEBEMAIL \
	GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=/nowhere \
	sh -c "cd / && '$top/scripts/make-deb' '$work/out'"

done_testing
