#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The formats for machines: of a review that finds something, of one that does
# not, of one that could not be done, and of a scan.
#
# SARIF's published schema is taken from an npm package if npm can be reached;
# protocols/ has what the other machines take, with recorded samples.

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"
bad >"$tree/fs/bar.c"
commit 'bar: <Forget> "it" & 100%, all'
git -C "$tree" tag bad
good | sed 's/bar_check(addr)/bar_check(addr + 1)/' >"$tree/fs/bar.c"
commit "bar: Remember"
git -C "$tree" tag good
echo 'int more(void);' >>"$tree/fs/other.c"
commit "other: Nothing"
{ good; echo '@@@ no C'; } >"$tree/fs/bar.c"
commit "bar: Break"
git -C "$tree" tag broken
git -C "$tree" checkout -q --detach bad

# json EXPR - is that true of the JSON in $work/out, which is called o?
json()
{
	python3 -c "import json, sys
o = json.load(open('$work/out'))
assert $1, o" 2>&1
}

# SARIF.
schema=
if python3 -c 'import jsonschema' 2>/dev/null &&
   (cd "$work" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0) >"$work/log" 2>&1; then
	tar -xzf "$work"/microsoft-jest-sarif-*.tgz -C "$work" \
		package/lib/schemas/sarif-2.1.0-rtm.5.json &&
		schema=$work/package/lib/schemas/sarif-2.1.0-rtm.5.json
fi
for what in bad good broken; do
	review --format=sarif $what
	check "SARIF of a review: $what" ./sarif-check "$work/out"
	if [ -n "$schema" ]; then
		check "SARIF of a review fits the schema: $what" \
			./sarif-check "$work/out" "$schema"
	else
		skip "SARIF of a review fits the schema: $what" "no npm, or no jsonschema"
	fi
	cp "$work/out" "$work/$what.sarif"
done
cp "$work/bad.sarif" "$work/out"
check "a new finding is new, with its path" json \
	"[r['baselineState'] for r in o['runs'][0]['results']] == ['new'] and len(o['runs'][0]['results'][0]['codeFlows'][0]['threadFlows'][0]['locations']) == 4"
cp "$work/good.sarif" "$work/out"
check "one that went is absent" json \
	"[r['baselineState'] for r in o['runs'][0]['results']] == ['absent']"
cp "$work/broken.sarif" "$work/out"
check "a failure is no result" json \
	"not o['runs'][0]['results'] and not o['runs'][0]['invocations'][0]['executionSuccessful']"
"$DIOPIN" scan -C "$tree" --format=sarif >"$work/out"
check "SARIF of a scan" ./sarif-check "$work/out"
# A fix that is certain, made.
for case in put-on-pinned/member unpin-on-ref/member misses-ubuf/flag; do
	fake_tree "$work/mend"
	cp "cases/$case.c" "$work/mend/fs/case.c"
	"$DIOPIN" scan -C "$work/mend" --format=sarif >"$work/out"
	check "SARIF with a fix: $case" ./sarif-check "$work/out"
	if [ -n "$schema" ]; then
		check "fits the published schema: $case" \
			./sarif-check "$work/out" "$schema"
	fi
	python3 -c '
import json, sys
result = json.load(open(sys.argv[1]))["runs"][0]["results"]
[fix] = [f for r in result for f in r.get("fixes", [])]
[change] = fix["artifactChanges"]
[new] = change["replacements"]
path = sys.argv[2] + "/" + change["artifactLocation"]["uri"]
lines = open(path).read().split("\n")
at = new["deletedRegion"]
line = lines[at["startLine"] - 1]
lines[at["startLine"] - 1] = (line[:at["startColumn"] - 1] +
                              new["insertedContent"]["text"] +
                              line[at["endColumn"] - 1:])
open(path, "w").write("\n".join(lines))' "$work/out" "$work/mend"
	check "once that is done there is no finding: $case" \
		"$DIOPIN" scan -C "$work/mend" -k finding
done
"$DIOPIN" scan -C "$tree" --format=sarif >"$work/out"
sed 's/"uri":"fs/"uri":"\/fs/; s/"uri": *"fs/"uri":"\/fs/' "$work/out" >"$work/broken"
fails "the check would see an absolute path" 1 'not relative' \
	./sarif-check "$work/broken"

# JSON lines.
review --format=jsonl bad
check "JSON lines say what became of a finding, and in which change" json \
	"o['state'] == 'added' and o['title'].startswith('bar: <Forget>') and len(o['commit']) == 40 and o['rule'] == 'leak-on-error'"
review --format=jsonl broken
check "and what was not judged" json "o['kind'] == 'not-judged'"

# The protocols themselves.
for protocol in protocols/*.json; do
	check "${protocol#*/}: samples fit, what is wrong does not" \
		./protocol-check $protocol
done

# fits PROTOCOL - is what $work/out says in it?
fits()
{
	./protocol-check "protocols/$1.json" "$work/out"
}

# Annotations.
review --format=github bad
says "annotations of GitHub" 1 \
	'^::warning file=fs/bar.c,line=9,col=3,title=leak-on-error::the pages .*%0Afs/bar.c:4: '
check "are one line each" test "$(wc -l <"$work/out")" -eq 1
review --format=github good
says "nothing to annotate" 0 ''
review --format=github broken
says "what was not judged is an error" 3 '^::error title=not judged::bar: Break: '
for what in bad good broken; do
	"$DIOPIN" review -C "$tree" --format=github $what 2>"$work/err" |
		python3 -c 'import json, sys
json.dump(sys.stdin.read().splitlines(), sys.stdout)' >"$work/out"
	check "annotations are what the runner takes: $what" fits github
done

# XML.
for format in checkstyle junit; do
	for what in bad good broken; do
		review --format=$format $what
		check "$format of a review: $what" \
			xmllint --noout --relaxng schemas/$format.rng "$work/out"
		cp "$work/out" "$work/$what.$format"
	done
	"$DIOPIN" scan -C "$tree" --format=$format >"$work/out"
	check "$format of a scan" \
		xmllint --noout --relaxng schemas/$format.rng "$work/out"
	sed 's/name=/nom=/' "$work/out" >"$work/broken"
	check "the schema of $format refuses what is wrong" \
		sh -c "! xmllint --noout --relaxng schemas/$format.rng '$work/broken'"
done
check "checkstyle has the finding" grep -q \
	'<error line="9" column="3" severity="warning" message="the pages .*" source="diopin.leak-on-error"/>' \
	"$work/bad.checkstyle"
check "JUnit fails the change" grep -q \
	'tests="1" failures="1" errors="0"' "$work/bad.junit"
check "passes another" grep -q 'tests="1" failures="0" errors="0"' "$work/good.junit"
check "and has an error of its own" grep -q \
	'tests="1" failures="0" errors="1"' "$work/broken.junit"

# b4: a mail on stdin, a JSON array on stdout, status 0.
for what in bad good broken; do
	git -C "$tree" format-patch -q --stdout -1 $what >"$work/$what.mbox"
done
# b4 TAG STATUS - what b4 would show
b4()
{
	git -C "$tree" checkout -q --detach "$1~"
	"$DIOPIN" review -C "$tree" --format=b4 --mbox=- <"$work/$1.mbox" \
		>"$work/out" 2>"$work/err" &&
		fits b4 && json "[(r['tool'], r['status']) for r in o] == [('diopin', '$2')]"
}
check "b4: a finding fails" b4 bad fail
check "b4: none passes" b4 good pass
check "b4: what was not judged warns" b4 broken warn
printf 'From: a@example.org\nSubject: [PATCH 0/3] Cover\nMessage-Id: <0@x>\n\nHello\n' >"$work/cover"
"$DIOPIN" review -C "$tree" --format=b4 --mbox=- <"$work/cover" >"$work/out"
check "b4: nothing to say of a cover letter" json "o == []"
git -C "$tree" checkout -q --detach bad

# Patchwork: POST /api/patches/ID/checks/
# patchwork TAG STATE
patchwork()
{
	review --format=patchwork "$1"
	fits patchwork && json "o['state'] == '$2' and o['context'] == 'diopin' and o['description']"
}
check "patchwork: a finding" patchwork bad fail
check "patchwork: none" patchwork good success
check "patchwork: a failure of our own is no failure of the patch" \
	patchwork broken warning

# NIPA: run in the tree, as its core/test.py does.
# nipa TAG STATUS DESCRIPTION
nipa()
{
	git -C "$tree" checkout -q --detach "$1"
	DIOPIN=$DIOPIN python3 - "$top/scripts/nipa/diopin" "$tree" >"$work/out" <<'END'
import json, os, subprocess, sys
path, tree = sys.argv[1:]
with open(os.path.join(path, "info.json")) as f:
    info = json.load(f)
command = [os.path.join(path, info["run"][0])] + info["run"][1:]
rfd, wfd = os.pipe()
run = subprocess.run(command, cwd=tree, pass_fds=[wfd], capture_output=True,
                     text=True, env=dict(os.environ, DESC_FD=str(wfd)))
os.close(wfd)
with os.fdopen(rfd) as f:
    desc = f.read()
json.dump({"info": info, "retcode": run.returncode, "desc": desc,
           "stdout": run.stdout, "stderr": run.stderr}, sys.stdout)
END
	fits nipa && json "o['retcode'] == $2 and o['desc'].startswith('$3')"
}
check "NIPA: a finding" nipa bad 1 '1 new finding'
check "NIPA: with the details" json \
	"o['stdout'].startswith('fs/bar.c:9:3: warning') or '\\nfs/bar.c:9:3: warning' in o['stdout']"
check "NIPA: none" nipa good 0 'nothing new'
check "NIPA: not judged" nipa broken 250 'not judged: fs/bar.c'

fails "formats of reviews are not for scans" 2 "there is no format 'b4'" \
	"$DIOPIN" scan -C "$tree" --format=b4
fails "a format that is none" 2 "there is no format 'pdf'; see diopin review" \
	"$DIOPIN" review -C "$tree" --format=pdf

done_testing
