#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The claims, held against a part of a real kernel and against altered ones.

. ./lib.sh
share_facts

#
# Part of a real tree, in which one thing after another is changed.
#

tree=$(kernel 6.12)
small=$work/small

# take FILE... - into the small tree
take()
{
	(cd "$tree" && tar cf - "$@") | tar xf - -C "$small"
}

# alter FILE PATTERN REPLACEMENT - fails if that changes nothing
alter()
{
	python3 - "$small/$1" "$2" "$3" <<'PYTHON'
import re
import sys

path, pattern, replacement = sys.argv[1:]
text = open(path).read()
changed = re.sub(pattern, replacement, text, count=1, flags=re.S)
if changed == text:
    sys.exit("nothing to change in " + path)
open(path, "w").write(changed)
PYTHON
}

# audit NAME [OPTION...] - of the small tree, into $work/NAME.jsonl
audit()
{
	name=$1
	shift
	status=0
	"$DIOPIN" audit -C "$small" -f jsonl "$@" >"$work/$name.jsonl" \
		2>"$work/$name.err" || status=$?
	./claims <"$work/$name.jsonl" >"$work/$name"
	check "$name: answered" test $status -eq 0
}

# holds NAME ID ANSWER TEXT
holds()
{
	check "$1: claim $2 is $3: $4" grep -qx "$2	$3" "$work/$1"
}

# shows NAME ID TEXT - there is such evidence
shows()
{
	check "$1: claim $2 shows: $3" grep -q "^$2	.*	$3" "$work/$1"
}

mkdir "$small"
take Makefile include arch/x86/include mm/page-writeback.c mm/folio-compat.c \
	mm/vmscan.c mm/gup.c fs/direct-io.c fs/internal.h fs/ext4/inode.c \
	fs/iomap/direct-io.c fs/iomap/trace.h block/bio.c block/fops.c \
	block/blk-map.c io_uring/rsrc.c io_uring/rw.c io_uring/memmap.c
(cd "$tree" && find . -name 'Kconfig*' -o -path './mm/*.h' \
	-o -path './block/*.h' -o -path './io_uring/*.h' \
	-o -path './fs/ext4/*.h') >"$work/list"
take -T "$work/list"
for fs in affs ext2 fat exfat hfs hfsplus jfs nilfs2 ntfs3 reiserfs udf ocfs2
do
	mkdir -p "$small/fs/$fs"
	cat >"$small/fs/$fs/dio.c" <<-C
	#include <linux/fs.h>
	ssize_t ${fs}_direct_IO(struct kiocb *iocb, struct iov_iter *iter)
	{
		return blockdev_direct_IO(iocb, NULL, iter, NULL);
	}
	C
done

audit plain
holds plain 1 true "those that it names and no other"
holds plain 2 partly "pages are pinned for writes, too"
holds plain 3 true "a flag decides each time"
holds plain 4 false "nobody asks but reclaim"
shows plain 4 "reclaim asks, for pageout()"
holds plain 5 partly "others pass true as well"
holds plain 6 partly "it must be guarded"
holds plain 7 true "registered buffers are only unpinned"
check "each line of evidence is quoted as it stands" python3 -c '
import json, sys
for line in open(sys.argv[1]):
    for e in json.loads(line)["evidence"]:
        text = open(sys.argv[2] + "/" + e["file"]).read().split("\n")
        assert text[e["line"] - 1].strip() == e["source"], e
' "$work/plain.jsonl" "$small"

# Everything otherwise, but one file system alone skips pinned folios.
alter fs/fat/dio.c 'return blockdev_direct_IO.*?;' \
	'return iomap_dio_rw(iocb, iter, NULL, NULL, 0, NULL, 0);'
alter fs/direct-io.c 'dio->should_dirty = user_backed_iter\(iter\) &&.*?;' \
	'dio->should_dirty = user_backed_iter(iter);'
alter fs/iomap/direct-io.c 'if \(dio->flags & IOMAP_DIO_DIRTY\)(\s+bio_set_pages)' \
	'\1'
alter fs/ext4/inode.c '(static int mpage_submit_folio.*?)(\tfolio_clear_dirty_for_io\(folio\);)(.*?)(\n\treturn err;)' \
	'\1\terr = 0;\n\tif (unlikely(folio_maybe_dma_pinned(folio)))\n\t\tgoto out;\n\2\3\nout:\4'
alter block/bio.c '(static void bio_dirty_fn)' \
	'void bio_drop(struct bio *bio)\n{\n\tbio_release_pages(bio, true);\n}\n\n\1'
alter block/bio.c '(void bio_set_pages_dirty\(struct bio \*bio\)\n{\n.*?;\n)' \
	'\1\tif (!bio_flagged(bio, BIO_PAGE_PINNED))\n\t\treturn;\n'
alter io_uring/rsrc.c '(\t\t\tunpin_user_folio\(folio, 1\);)' \
	'\t\t\tset_page_dirty_lock(&folio->page);\n\1'
audit altered
holds altered 1 partly "fat was converted away"
check "altered: and it is named" grep -q 'named but no user: fat' \
	"$work/altered.jsonl"
shows altered 2 "should_dirty is set for user memory, and nothing says"
holds altered 3 partly "iomap dirties whatever the flag says"
holds altered 4 partly "one file system asks"
shows altered 4 "mpage_submit_folio() leaves a pinned folio"
holds altered 5 partly "one more passes true"
shows altered 5 "bio_drop() passes true and is not named"
holds altered 6 true "the dirtying looks by itself"
holds altered 7 partly "one release dirties"

# Now what cleans refuses on every way; the rest is not needed any more.
rm -r "$small/block" "$small/io_uring" "$small/fs/iomap" "$small/mm/gup.c" \
	"$small/mm/vmscan.c" "$small/fs/direct-io.c" "$small"/fs/*/dio.c
alter mm/page-writeback.c '(bool folio_clear_dirty_for_io\(struct folio \*folio\)\n{.*?\tVM_BUG_ON_FOLIO.*?;\n)' \
	'\1\n\tif (folio_maybe_dma_pinned(folio))\n\t\treturn false;\n'
audit refusing --claim=4
holds refusing 4 true "the function that cleans refuses a pinned folio"

# A question about another folio, or an answer that bars nothing, is none.
alter mm/page-writeback.c 'if \(folio_maybe_dma_pinned\(folio\)\)\n\t\treturn false;' \
	'if (folio_maybe_dma_pinned(folio))\n\t\tret = false;'
alter fs/ext4/inode.c 'if \(unlikely\(folio_maybe_dma_pinned\(folio\)\)\)' \
	'if (folio_maybe_dma_pinned(folio_alloc(0, 0)))'
audit looking --claim=4
holds looking 4 false "who asks but does not heed does not refuse"

#
# What cannot be answered.
#

fake_tree "$work/fake"
"$DIOPIN" audit -C "$work/fake" -f jsonl >"$work/fake.jsonl" 2>&1
./claims <"$work/fake.jsonl" >"$work/got"
printf '%s\n' '1	false' '2	false' '3	false' '4	false' '5	false' '6	false' \
	'7	partly' >"$work/want"
same "a tree without any of it proves nothing" "$work/want" "$work/got"
fails "a directory that is no kernel tree" 2 "is not a kernel tree" \
	"$DIOPIN" audit -C "$work"
fails "a path" 2 "takes no PATH" "$DIOPIN" audit fs
fails "a claim that there is not" 2 "a number from 1 to 7" \
	"$DIOPIN" audit --claim=8
fails "an unknown format" 2 "no format 'x'" "$DIOPIN" audit -f x

done_testing
