#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# "diopin review --mbox": series of mails, replies to them, and what comes in
# mails that nobody should trust.

. ./lib.sh
. ./review.sh

tree=$work/tree
git_tree "$tree"
base=$(git -C "$tree" rev-parse HEAD)

# A series: harmless, a bug, its fix.
echo 'int more(void);' >>"$tree/fs/other.c"
commit "other: More"
bad >"$tree/fs/bar.c"
commit "bar: Forget"
good | sed 's/bar_check(addr)/bar_check(addr, 1)/' >"$tree/fs/bar.c"
commit "bar: Remember"
git -C "$tree" format-patch -q --thread --cover-letter -o "$work/mails" "$base"
git -C "$tree" reset -q --hard "$base"
sed -i 's/^From: Jane/To: list@example.org\nCc: Joe <joe@example.org>,\n  ann@example.org\n&/' \
	"$work"/mails/*.patch
cat "$work"/mails/*.patch >"$work/series.mbox"
forget=$(echo "$work"/mails/0002*)

review --mbox="$work/series.mbox"
says "a series of mails" 1 '^2/3 bar: Forget:$'
check "the bug is told" grep -q '^fs/bar.c:9:3: warning:.*leak-on-error' "$work/out"
check "and its fix" grep -q '^3/3 bar: Remember:$' "$work/out"
check "nothing of the others" sh -c "! grep -q '1/3' '$work/out'"

# In another order, with a reply that quotes a patch, from stdin.
{
	cat "$work"/mails/0003*
	printf 'From ann Mon Sep 17 00:00:00 2001\nFrom: ann@example.org\nSubject: Re: [PATCH 2/3] bar: Forget\n\n'
	sed -n '/^---$/,$p' "$forget"
	cat "$forget" "$work"/mails/0000* "$work"/mails/0001*
} >"$work/mixed.mbox"
cp "$work/out" "$work/want"
status=0
"$DIOPIN" review -C "$tree" --mbox=- <"$work/mixed.mbox" >"$work/out" 2>"$work/err" || status=$?
same "the order of mails and replies among them mean nothing" "$work/want" "$work/out"

# The newest version counts.
sed 's/\[PATCH 2\/3\]/[PATCH v2 1\/1]/; s/bar: Forget/bar: Again/' "$forget" >"$work/v2.mbox"
cat "$work/series.mbox" >>"$work/v2.mbox"
review --mbox="$work/v2.mbox"
says "an older version in the same thread is left aside" 1 '^fs/bar.c:9:3: warning'
check "and not told of" sh -c "! grep -q 'Remember' '$work/out'"

# Ways to write a mail.
python3 - "$forget" "$work" <<'END'
import email, email.policy, sys
mail = email.message_from_file(open(sys.argv[1]))
body = mail.get_payload()
for name in "base64", "quoted-printable":
    m = email.message.EmailMessage(policy=email.policy.SMTP)
    for k in "From", "Subject", "Date", "Message-Id":
        m[k] = mail[k]
    m.set_content(body, cte=name)
    open(sys.argv[2] + "/" + name + ".eml", "wb").write(m.as_bytes())
END
for name in base64 quoted-printable; do
	review --mbox="$work/$name.eml"
	says "a mail as $name, with lines that end in CR LF" 1 '^fs/bar.c:9:3: warning'
done

# What it applies to.
good | sed 's/-1/-2/' >"$tree/fs/bar.c"
commit "bar: Elsewhere"
review --mbox="$forget"
says "a patch for another base is not judged" 3 \
	'^not judged: it does not apply to .*: .*fs/bar.c'
review --mbox="$work/series.mbox"
says "nor what comes after it" 3 "not judged: it comes after 'bar: Forget', which does not"
review --mbox="$forget" --base="$base"
says "--base names another one" 1 '^fs/bar.c:9:3: warning'
{ cat "$forget"; echo "base-commit: $base"; } >"$work/based.mbox"
review --mbox="$work/based.mbox"
says "so does base-commit in a mail" 1 '^fs/bar.c:9:3: warning'
fails "a base that is none" 2 "there is no commit 'nowhere'" \
	"$DIOPIN" review -C "$tree" --mbox="$work/series.mbox" --base=nowhere
git -C "$tree" reset -q --hard "$base"

# The answer.
review --mbox="$work/series.mbox" --format=reply
id=$(sed -n 's/^Message-Id: //p' "$forget")
cover=$(sed -n 's/^Message-Id: //p' "$work"/mails/0000*)
sed -n '1,/^$/p' "$work/out" >"$work/header"
cat >"$work/want" <<END
From diopin Mon Sep 17 00:00:00 2001
To: Jane Developer <jane@example.org>
Cc: list@example.org, Joe <joe@example.org>, ann@example.org
Subject: Re: [PATCH 2/3] bar: Forget
In-Reply-To: $id
References: $cover $id
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit

END
python3 - "$work/header" >"$work/got" <<'END'
import re, sys
# unfolded, as a reader of mails would
sys.stdout.write(re.sub(r"\n[ \t]+", " ", open(sys.argv[1]).read()))
END
same "a reply goes to where the patch came from" "$work/want" "$work/got"
sed '1,/^$/d; s/^On .* wrote:$/On DAY wrote:/' "$work/out" >"$work/got"
cat >"$work/want" <<'END'
On DAY wrote:

> --- a/fs/bar.c
> +++ b/fs/bar.c
>  	if (n < 0)
>  		return n;
>  	if (bar_check(addr)) {
> -		unpin_user_pages(pages, n);

fs/bar.c:9: the pages that pin_user_pages_fast() holds in pages are not let go of on this error return [leak-on-error]
END
head -n "$(wc -l <"$work/want")" "$work/got" >"$work/head"
same "quotes what it is about, and says what is wrong below" "$work/want" "$work/head"
check "in one mail, as the other patches are fine" \
	sh -c "grep -c '^From ' '$work/out' | grep -qx 1"
check "without a tag in anyone's name" \
	sh -c "! grep -Eiq '^ *(reviewed|acked|tested|signed-off|reported)[a-z-]*-by:' '$work/out'"
check "git takes it for a mail" \
	git mailinfo "$work/msg" "$work/patch" <"$work/out"
git -C "$tree" format-patch -q --stdout -1 >"$work/good.mbox"
fails "a reply to no mail" 2 'a reply needs a mail' \
	"$DIOPIN" review -C "$tree" --format=reply HEAD

# Mails that nobody should trust.
# hostile TEXT PATTERN - the mail in $work/evil is not judged, for that reason
touch "$work/before"
hostile()
{
	review --mbox="$work/evil"
	if [ "$status" -eq 3 ] && cat "$work/out" "$work/err" | grep -q -e "$2" &&
	   [ "$(cat "$work/out" "$work/err" | wc -l)" -le 2 ]; then
		ok "$1"
	else
		echo "status $status" >>"$work/err"
		cat "$work/out" "$work/err" >"$work/both"
		not_ok "$1" "$work/both"
	fi
}

# mail TITLE - what is on stdin as a mail
mail()
{
	printf 'From x Mon Sep 17 00:00:00 2001\nFrom: Eve <eve@example.org>\nSubject: [PATCH] %s\nMessage-Id: <1@example.org>\nDate: Mon, 17 Sep 2001 00:00:00 +0000\n\ntext\n---\n' "$1"
	cat
}

added='new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/PATH
@@ -0,0 +1 @@
+int f(void) { return put_page(0); }
'
for path in ../../evil.c /evil.c fs/../../evil.c .git/hooks/post-index-change fs/.git/config; do
	printf 'diff --git a/PATH b/PATH\n%s' "$added" | sed "s|PATH|$path|" |
		mail evil >"$work/evil"
	hostile "a path that leads out: $path" 'not judged: it does not apply\|not judged: it touches'
done
{
	printf 'diff --git a/fs/out b/fs/out\nnew file mode 120000\nindex 0000000..1111111\n--- /dev/null\n+++ b/fs/out\n@@ -0,0 +1 @@\n+%s\n\\ No newline at end of file\n' "$work"
	printf 'diff --git a/PATH b/PATH\n%s' "$added" | sed "s|PATH|fs/out/evil.c|"
} | mail link >"$work/evil"
hostile "a file below a symbolic link" 'not judged: it does not apply'
printf 'diff --git a/fs/bar.c b/fs/bar.c\nindex 1234567..89abcde 100644\nBinary files a/fs/bar.c and b/fs/bar.c differ\n' |
	mail binary >"$work/evil"
hostile "a binary patch" 'not judged: it does not apply.*binary\|full index'
sed -n '/^diff/,$p' "$forget" | sed 's/^@@.*/@@ -1,99999999 +1,99999999 @@/' |
	mail numbers >"$work/evil"
hostile "a diff whose numbers are wrong" 'not judged: it does not apply.*corrupt'
head -c 100000 /dev/urandom | tr -d '\n' >"$work/evil"
review --mbox="$work/evil"
check "noise is no patch" sh -c "test $status -eq 3 -o $status -eq 0 && ! test -s '$work/out'"
{ mail zero <"$forget"; printf '\0\0\0'; } >"$work/evil"
review --mbox="$work/evil"
check "a NUL is no crash" test "$status" -le 3
: >"$work/evil"
fails "no mail at all" 2 'there is no mail in' \
	"$DIOPIN" review -C "$tree" --mbox="$work/evil"
fails "a file that is not there" 2 'cannot read the mail' \
	"$DIOPIN" review -C "$tree" --mbox="$work/nothing"
truncate -s 65M "$work/evil"
fails "more than a thread can be" 3 'is larger than 64 MiB' \
	"$DIOPIN" review -C "$tree" --mbox="$work/evil"
python3 -c "print('/* ' + 'x' * (9 << 20) + ' */')" >"$tree/fs/large.c"
commit "large: Add"
review
says "a file that is too large" 3 'not judged: fs/large.c is larger than 8 MiB'
git -C "$tree" reset -q --hard "$base"
check "nothing was written beside" \
	sh -c "! find '$work' /evil.c -newer '$work/before' -name 'evil.c' 2>/dev/null | grep ."
check "nor into the repository" git -C "$tree" fsck --strict
check "nor left in it" sh -c "! git -C '$tree' fsck --unreachable --no-reflogs 2>/dev/null | grep -v ' commit \| tree \| blob ' | grep ."

# What a tree and its repository would like to have run.
cat >"$work/run" <<END
#!/bin/sh
touch "$work/was-run"
cat
END
chmod +x "$work/run"
git -C "$tree" config filter.evil.clean "$work/run"
git -C "$tree" config filter.evil.smudge "$work/run"
git -C "$tree" config diff.evil.textconv "$work/run"
git -C "$tree" config diff.evil.command "$work/run"
git -C "$tree" config core.fsmonitor "$work/run"
git -C "$tree" config core.hooksPath "$work"
cp "$work/run" "$work/post-index-change"
cp "$work/run" "$tree/.git/hooks/post-index-change"
echo '*.c filter=evil diff=evil' >"$tree/.gitattributes"
bad >"$tree/fs/bar.c"
rm -f "$work/was-run"
review --worktree
says "a tree with filters and hooks" 1 '^fs/bar.c:9:3: warning'
review --mbox="$work/series.mbox"
printf 'all:\n\ttouch %s/was-run\n$(shell touch %s/was-run)\n' "$work" "$work" >>"$tree/Makefile"
printf '$(shell touch %s/was-run)\nobj-y += $(shell touch %s/was-run)\n' "$work" "$work" >"$tree/fs/Makefile"
printf 'config X\n\tdef_bool $(shell,touch %s/was-run)\n' "$work" >"$tree/Kconfig"
review --worktree
says "a tree with Makefiles that do something" 1 '^fs/bar.c:9:3: warning'
check "nothing of it is run" test ! -e "$work/was-run"

done_testing
