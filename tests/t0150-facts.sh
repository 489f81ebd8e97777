#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Facts files: good ones are read, all others are refused with file and line.

. ./lib.sh

tree=$work/tree
fake_tree "$tree"
cat >"$tree/fs/foo.c" <<'END'
static void foo_end_io(struct bio *bio)
{
	if (bio->bi_status)
		return;
	bio_release_pages(bio, true);
}
END
"$DIOPIN" scan -C "$tree" --engine=cocci --write-facts="$work/kept" >"$work/direct"
good=$(echo "$work"/kept/*.xml)
check "an engine's facts can be kept" test -s "$good"
check "they fit the schema by another reader, too" \
	xmllint --noout --relaxng "$top/checkers/facts/facts.rng" "$good"
"$DIOPIN" scan -C "$tree" --facts="$good" >"$work/read" 2>"$work/err"
same "facts read from a file say the same" "$work/direct" "$work/read"

# refused TEXT PATTERN - what lies in $bad is refused
bad=$work/bad.xml
refused()
{
	fails "refused: $1" 3 "$2" "$DIOPIN" scan -C "$tree" --facts="$bad"
}

# root LINE - a file with LINE as its second
root()
{
	printf '<facts version="1" engine="cocci" config="any">\n%s\n</facts>' \
		"$1" >"$bad"
}

: >"$bad"
refused "an empty file" 'bad.xml:1: refused as facts'
echo 'hello' >"$bad"
refused "no XML at all" 'bad.xml:1: refused'
head -n 3 "$good" >"$bad"
refused "the first half of a file" 'bad.xml:[345]: refused'
echo '<facts version="2" engine="cocci" config="any"/>' >"$bad"
refused "another version" 'bad.xml:1: refused'
root '<findings/>'
refused "an unknown element" 'bad.xml:2: refused'
root '<call file="a.c" line="x" col="1" in="" name="f"/>'
refused "a line that is no number" 'bad.xml:2: refused'
root '<call file="a.c" col="1" in="" name="f"/>'
refused "a call without a line" 'bad.xml:2: refused'
root '<flow file="a.c" line="1" col="1" in="f"><block id="0"><next to="7"/></block></flow>'
refused "a flow that leads nowhere" 'bad.xml:[0-9]*: refused.*block that is not there'
root '<flow file="a.c" line="1" col="1" in="f"/>'
refused "a flow without a block" 'bad.xml:2: refused'
root '<arg expr="x"/>'
refused "an argument of nothing" 'bad.xml:2: refused'
root '<call file="" line="1" col="1" in="" name="f"/>'
refused "a place without a file" 'bad.xml:2: refused'
cat >"$bad" <<'END'
<?xml version="1.0"?>
<!DOCTYPE facts [
 <!ENTITY a "aaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<facts version="1" engine="cocci" config="&c;"/>
END
refused "a document type, and with it entities that multiply" 'bad.xml'
fails "refused: a file that is not there" 3 "cannot read the facts file" \
	"$DIOPIN" scan -C "$tree" --facts="$work/nowhere.xml"

# Broken at random: never a crash, never a hang, and never a 0 for facts that
# say less than the good ones.
check "200 broken facts files do no harm" \
	python3 ./break-facts "$top/build/diopin-asan" "$tree" "$good" 200
can_compile "$tree"
"$DIOPIN" scan -C "$tree" --engine=sparse --write-facts="$work/flow" >"$work/log"
check "nor do 100 that have the flow of a function" \
	python3 ./break-facts "$top/build/diopin-asan" "$tree" "$work"/flow/*.xml 100

done_testing
