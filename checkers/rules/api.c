// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of interfaces: see api.h.
 *
 * A new interface is one row here.  Only names that the kernel offers to
 * others belong here, never a function, file or line of one tree.
 */
#include "api.h"

#include <string.h>

#include "../base/base.h"

#define NO_ARG (-1)

static const struct api apis[] = {
	/* Acquire.  include/linux/uio.h, lib/iov_iter.c */
	{ "iov_iter_get_pages*", ROLE_ACQUIRE | ROLE_SELECT, HOLD_REF,
	  0, 1, NO_ARG, .generic = true,
	  .source = "lib/iov_iter.c: __iov_iter_get_pages_alloc()" },
	{ "iov_iter_extract_pages", ROLE_ACQUIRE | ROLE_SELECT, HOLD_EXTRACT,
	  0, 1, NO_ARG, .generic = true, .since = "6.3",
	  .source = "lib/iov_iter.c: iov_iter_extract_pages()" },
	{ "iov_iter_extract_bvecs", ROLE_ACQUIRE | ROLE_SELECT, HOLD_EXTRACT,
	  0, 1, NO_ARG, .generic = true, .since = "7.0",
	  .source = "lib/iov_iter.c: iov_iter_extract_bvecs()" },
	{ "extract_iter_to_sg", ROLE_ACQUIRE | ROLE_SELECT, HOLD_EXTRACT,
	  0, 2, NO_ARG, .generic = true, .since = "6.3",
	  .source = "lib/scatterlist.c: extract_iter_to_sg()" },
	{ "netfs_extract_user_iter", ROLE_ACQUIRE | ROLE_SELECT, HOLD_EXTRACT,
	  0, 2, NO_ARG, .since = "6.3",
	  .source = "fs/netfs/iterator.c: netfs_extract_user_iter()" },
	{ "bio_iov_iter_get_pages", ROLE_ACQUIRE | ROLE_SELECT, HOLD_FLAGGED,
	  1, 0, NO_ARG, .source = "block/bio.c: bio_iov_iter_get_pages()" },

	/*
	 * Hold by user address.  mm/gup.c; Documentation/core-api/
	 * pin_user_pages.rst.  Until 6.4 some had one more argument at the end.
	 */
	{ "pin_user_pages_fast*", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_PIN,
	  NO_ARG, 3, NO_ARG, .count_arg = 1, .flags_arg = 2,
	  .source = "mm/gup.c: pin_user_pages_fast()" },
	{ "pin_user_pages_remote", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_PIN,
	  NO_ARG, 4, NO_ARG, .count_arg = 2, .flags_arg = 3,
	  .source = "mm/gup.c: pin_user_pages_remote()" },
	{ "pin_user_pages_unlocked", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_PIN,
	  NO_ARG, 2, NO_ARG, .count_arg = 1, .flags_arg = 3,
	  .source = "mm/gup.c: pin_user_pages_unlocked()" },
	{ "pin_user_pages_locked", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_PIN,
	  NO_ARG, 3, NO_ARG, .count_arg = 1, .flags_arg = 2,
	  .source = "mm/gup.c: pin_user_pages_locked(), gone by 6.1" },
	{ "pin_user_pages", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_PIN,
	  NO_ARG, 3, NO_ARG, .count_arg = 1, .flags_arg = 2,
	  .source = "mm/gup.c: pin_user_pages()" },
	{ "get_user_pages_fast*", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_REF,
	  NO_ARG, 3, NO_ARG, .count_arg = 1, .flags_arg = 2,
	  .source = "mm/gup.c: get_user_pages_fast()" },
	{ "get_user_pages_remote", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_REF,
	  NO_ARG, 4, NO_ARG, .count_arg = 2, .flags_arg = 3,
	  .source = "mm/gup.c: get_user_pages_remote()" },
	{ "get_user_pages_unlocked", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_REF,
	  NO_ARG, 2, NO_ARG, .count_arg = 1, .flags_arg = 3,
	  .source = "mm/gup.c: get_user_pages_unlocked()" },
	{ "get_user_pages_locked", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_REF,
	  NO_ARG, 3, NO_ARG, .count_arg = 1, .flags_arg = 2,
	  .source = "mm/gup.c: get_user_pages_locked(), gone by 6.1" },
	{ "get_user_pages", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_REF,
	  NO_ARG, 3, NO_ARG, .count_arg = 1, .flags_arg = 2,
	  .source = "mm/gup.c: get_user_pages()" },

	{ "memfd_pin_folios", ROLE_PIN | ROLE_SELECT_FLOW, HOLD_PIN,
	  NO_ARG, 3, NO_ARG, .count_arg = 4, .since = "6.11",
	  .source = "mm/gup.c: memfd_pin_folios()" },

	/* Release, with or without dirtying.  include/linux/bio.h, mm/gup.c */
	{ "bio_release_pages", ROLE_RELEASE | ROLE_DIRTY | ROLE_SELECT,
	  HOLD_FLAGGED, NO_ARG, 0, 1, .dirty_sleeps = true,
	  .source = "include/linux/bio.h: bio_release_pages()" },
	{ "bio_check_pages_dirty", ROLE_RELEASE | ROLE_DIRTY | ROLE_SELECT,
	  HOLD_FLAGGED, NO_ARG, 0, NO_ARG,
	  .source = "block/bio.c: bio_check_pages_dirty()" },
	{ "unpin_user_pages_dirty_lock", ROLE_RELEASE | ROLE_DIRTY | ROLE_SELECT,
	  HOLD_PIN, NO_ARG, 0, 2, .dirty_sleeps = true,
	  .source = "mm/gup.c: unpin_user_pages_dirty_lock()" },
	{ "unpin_user_page_range_dirty_lock",
	  ROLE_RELEASE | ROLE_DIRTY | ROLE_SELECT,
	  HOLD_PIN, NO_ARG, 0, 2, .dirty_sleeps = true, .since = "5.13",
	  .source = "mm/gup.c: unpin_user_page_range_dirty_lock()" },
	{ "put_page", ROLE_RELEASE, HOLD_REF, NO_ARG, 0, NO_ARG,
	  .source = "include/linux/mm.h: put_page()" },
	{ "folio_put*", ROLE_RELEASE, HOLD_REF, NO_ARG, 0, NO_ARG,
	  .source = "include/linux/mm.h: folio_put()" },
	{ "release_pages", ROLE_RELEASE, HOLD_REF, NO_ARG, 0, NO_ARG,
	  .source = "mm/swap.c: release_pages()" },
	{ "unpin_user_page", ROLE_RELEASE | ROLE_SELECT_FLOW,
	  HOLD_PIN, NO_ARG, 0, NO_ARG,
	  .source = "mm/gup.c: unpin_user_page()" },
	{ "unpin_user_pages", ROLE_RELEASE | ROLE_SELECT_FLOW,
	  HOLD_PIN, NO_ARG, 0, NO_ARG,
	  .source = "mm/gup.c: unpin_user_pages()" },
	{ "unpin_user_folio", ROLE_RELEASE | ROLE_SELECT_FLOW,
	  HOLD_PIN, NO_ARG, 0, NO_ARG,
	  .source = "mm/gup.c: unpin_user_folio()" },
	{ "unpin_folio", ROLE_RELEASE | ROLE_SELECT_FLOW,
	  HOLD_PIN, NO_ARG, 0, NO_ARG,
	  .since = "6.11", .source = "mm/gup.c: unpin_folio()" },
	{ "unpin_folios", ROLE_RELEASE | ROLE_SELECT_FLOW,
	  HOLD_PIN, NO_ARG, 0, NO_ARG,
	  .since = "6.11", .source = "mm/gup.c: unpin_folios()" },

	/* Dirtying alone.  mm/page-writeback.c, block/bio.c */
	{ "bio_set_pages_dirty", ROLE_DIRTY | ROLE_SELECT, HOLD_NONE,
	  NO_ARG, 0, NO_ARG, .dirty_sleeps = true,
	  .source = "block/bio.c: bio_set_pages_dirty()" },
	{ "set_page_dirty_lock", ROLE_DIRTY | ROLE_SELECT, HOLD_NONE,
	  NO_ARG, 0, NO_ARG, .dirty_sleeps = true,
	  .source = "mm/page-writeback.c: set_page_dirty_lock()" },
	{ "folio_mark_dirty_lock", ROLE_DIRTY | ROLE_SELECT, HOLD_NONE,
	  NO_ARG, 0, NO_ARG, .dirty_sleeps = true, .since = "6.14",
	  .source = "mm/page-writeback.c: folio_mark_dirty_lock()" },
	{ "set_page_dirty", ROLE_DIRTY, HOLD_NONE, NO_ARG, 0, NO_ARG,
	  .source = "mm/folio-compat.c: set_page_dirty()" },
	{ "folio_mark_dirty", ROLE_DIRTY, HOLD_NONE, NO_ARG, 0, NO_ARG,
	  .source = "mm/page-writeback.c: folio_mark_dirty()" },

	/*
	 * What is done with pages without taking the hold over: it stays with
	 * the caller, who must let go if that fails.
	 */
	{ "sg_alloc_table_from_pages*", ROLE_BORROW | ROLE_LIST, HOLD_NONE,
	  NO_ARG, 1, NO_ARG, .source = "lib/scatterlist.c" },
	{ "sg_alloc_append_table_from_pages", ROLE_BORROW | ROLE_LIST, HOLD_NONE,
	  NO_ARG, 1, NO_ARG, .source = "lib/scatterlist.c" },
	{ "vmap", ROLE_BORROW | ROLE_LIST, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/vmalloc.c: vmap()" },
	{ "vm_map_ram", ROLE_BORROW | ROLE_LIST, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/vmalloc.c: vm_map_ram()" },
	{ "kmap", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "kmap_atomic", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "kmap_local_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "kvfree", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/slub.c: the array, not the pages" },
	{ "kvfree_sensitive", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/slub.c: the array, not the pages" },
	{ "kfree", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/slub.c: the array, not the pages" },
	{ "kfree_sensitive", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/slub.c: the array, not the pages" },
	{ "vfree", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/vmalloc.c: the array, not the pages" },
	{ "free_page", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/gfp.h: the array, not the pages" },
	{ "free_pages", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/gfp.h: the array, not the pages" },
	{ "free_pages_exact", ROLE_BORROW | ROLE_FREE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/gfp.h: the array, not the pages" },
	{ "folio_lock*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/pagemap.h" },
	{ "folio_unlock", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/filemap.c" },
	{ "folio_trylock", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/pagemap.h" },
	{ "folio_wait_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/filemap.c" },
	{ "folio_test_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/page-flags.h" },
	{ "folio_mapping", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/util.c" },
	{ "folio_size", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "folio_nr_pages", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "folio_mark_accessed", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/swap.c" },
	{ "lock_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/pagemap.h" },
	{ "unlock_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/folio-compat.c" },
	{ "trylock_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/pagemap.h" },
	{ "wait_on_page_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/folio-compat.c" },
	{ "Page*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/page-flags.h" },
	{ "page_mapping", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/folio-compat.c" },
	{ "page_pgoff", ROLE_BORROW, HOLD_NONE, NO_ARG, 1,
	  NO_ARG, .source = "include/linux/pagemap.h" },
	{ "page_size", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "page_to_nid", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "page_zonenum", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "is_zone_device_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mmzone.h" },
	{ "is_pci_p2pdma_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/memremap.h" },
	{ "is_zero_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "kunmap", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "kunmap_atomic", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "kunmap_local", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "memcpy_from_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 1,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "memcpy_to_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "memzero_page", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "zero_user*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "clear_highpage*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/highmem.h" },
	{ "copy_page_to_iter*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "lib/iov_iter.c" },
	{ "copy_page_from_iter*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "lib/iov_iter.c" },
	{ "flush_dcache_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "Documentation/core-api/cachetlb.rst" },
	{ "flush_cache_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "Documentation/core-api/cachetlb.rst" },
	{ "flush_kernel_*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "Documentation/core-api/cachetlb.rst" },
	{ "dma_map_page*", ROLE_BORROW | ROLE_LIST, HOLD_NONE,
	  NO_ARG, 1, NO_ARG, .source = "include/linux/dma-mapping.h" },

	/* Another hold on the same page: the caller's stays the caller's. */
	{ "get_page", ROLE_BORROW | ROLE_SHARE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "folio_get", ROLE_BORROW | ROLE_SHARE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/mm.h" },
	{ "folio_add_pin", ROLE_BORROW | ROLE_SHARE, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "mm/gup.c: folio_add_pin()" },

	/* Who uses a page of zeroes for direct I/O. */
	{ "largest_zero_folio", ROLE_SELECT_FLOW, HOLD_NONE, NO_ARG, NO_ARG,
	  NO_ARG, .since = "6.18", .source = "include/linux/huge_mm.h" },

	/* A bio, as it is handled without letting go of its pages. */
	{ "bio_put", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "block/bio.c: the bio, not its pages" },
	{ "bio_uninit", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "block/bio.c: the bio, not its pages" },
	{ "bio_get", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio.h: of the bio, not its pages" },
	{ "bio_set_flag", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio.h" },
	{ "bio_clear_flag", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio.h" },
	{ "bio_flagged", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio.h" },
	{ "bio_integrity", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio-integrity.h" },
	{ "submit_bio_wait", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "block/bio.c: comes back with the pages" },
	{ "IS_ERR*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/err.h" },
	{ "PTR_ERR*", ROLE_BORROW, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/err.h" },

	/* A bio on its way: its completion lets go of the pages. */
	{ "submit_bio", ROLE_MOVE, HOLD_NONE, NO_ARG, 0, NO_ARG,
	  .source = "block/blk-core.c: submit_bio()" },
	{ "submit_bio_noacct", ROLE_MOVE, HOLD_NONE, NO_ARG, 0, NO_ARG,
	  .source = "block/blk-core.c: submit_bio_noacct()" },
	{ "bio_endio*", ROLE_MOVE | ROLE_END, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "block/bio.c: bio_endio()" },
	{ "bio_io_error", ROLE_MOVE | ROLE_END, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio.h: bio_io_error()" },
	{ "bio_wouldblock_error", ROLE_MOVE | ROLE_END, HOLD_NONE, NO_ARG, 0,
	  NO_ARG, .source = "include/linux/bio.h: bio_wouldblock_error()" },

	/* Questions about an iterator.  include/linux/uio.h */
	{ "user_backed_iter", ROLE_USER_BACKED | ROLE_SELECT, HOLD_NONE,
	  0, NO_ARG, NO_ARG, .since = "6.0",
	  .source = "include/linux/uio.h: user_backed_iter()" },
	{ "iter_is_iovec", ROLE_USER_BACKED | ROLE_SELECT, HOLD_NONE,
	  0, NO_ARG, NO_ARG,
	  .source = "include/linux/uio.h: iter_is_iovec() (not ITER_UBUF)" },
	{ "iter_is_ubuf", ROLE_USER_BACKED | ROLE_SELECT, HOLD_NONE,
	  0, NO_ARG, NO_ARG, .since = "6.0",
	  .source = "include/linux/uio.h: iter_is_ubuf()" },

	/*
	 * What sets an iterator up: whoever is given it may let go of its
	 * pages.  iter_use.c knows which way it is meant to be used.
	 */
	{ "iov_iter_init", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  0, 2, NO_ARG, .source = "include/linux/uio.h: iov_iter_init()" },
	{ "iov_iter_ubuf", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  0, 2, NO_ARG, .source = "include/linux/uio.h: iov_iter_ubuf()" },
	{ "iov_iter_kvec", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  0, 2, NO_ARG, .source = "include/linux/uio.h: iov_iter_kvec()" },
	{ "iov_iter_bvec", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  0, 2, NO_ARG, .source = "include/linux/uio.h: iov_iter_bvec()" },
	{ "iov_iter_xarray", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  0, 2, NO_ARG, .source = "include/linux/uio.h: iov_iter_xarray()" },
	{ "iov_iter_folio_queue", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  0, 2, NO_ARG, .source = "include/linux/uio.h: iov_iter_folio_queue()" },
	{ "import_ubuf", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  3, 1, NO_ARG, .source = "include/linux/uio.h: import_ubuf()" },
	{ "import_single_range", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  4, 1, NO_ARG, .source = "include/linux/uio.h: import_single_range()" },
	{ "import_iovec", ROLE_MOVE | ROLE_SELECT_FLOW, HOLD_NONE,
	  5, 1, NO_ARG, .source = "include/linux/uio.h: import_iovec()" },

	/* The legacy direct-I/O library.  fs/direct-io.c */
	{ "blockdev_direct_IO", ROLE_LEGACY | ROLE_SELECT, HOLD_NONE,
	  2, NO_ARG, NO_ARG, .source = "include/linux/fs.h" },
	{ "__blockdev_direct_IO", ROLE_LEGACY | ROLE_SELECT, HOLD_NONE,
	  3, NO_ARG, NO_ARG, .source = "fs/direct-io.c" },
};

static const struct entry_point entries[] = {
	/* Direct I/O. */
	{ "address_space_operations", "direct_IO", NULL, "dio" },
	{ "p9_trans_module", "zc_request", NULL, "dio" },
	{ .name = "__blockdev_direct_IO", .class = "dio" },
	{ .name = "blockdev_direct_IO", .class = "dio" },
	{ .name = "iomap_dio_rw", .class = "dio" },
	{ .name = "__iomap_dio_rw", .class = "dio" },

	/* Block requests made from user memory.  include/linux/blk-mq.h */
	{ .name = "blk_rq_map_user", .class = "passthrough" },
	{ .name = "blk_rq_map_user_iov", .class = "passthrough" },
	{ .name = "blk_rq_map_user_io", .class = "passthrough" },
	{ .name = "blk_rq_integrity_map_user", .class = "passthrough" },

	/* Sockets.  include/linux/net.h, include/net/sock.h */
	{ "proto_ops", "getsockopt*", NULL, "device" },
	{ "proto_ops", "setsockopt*", NULL, "device" },
	{ NULL, "sendmsg*", NULL, "zerocopy" },
	{ NULL, "recvmsg", NULL, "zerocopy" },
	{ NULL, "sendpage", NULL, "zerocopy" },

	/* The page cache and its network library: kernel iterators only. */
	{ NULL, "issue_read", NULL, "buffered" },
	{ NULL, "issue_write", NULL, "buffered" },
	{ NULL, "issue_op", NULL, "buffered" },
	{ "address_space_operations", "read_folio", NULL, "buffered" },
	{ "address_space_operations", "readpage", NULL, "buffered" },
	{ "address_space_operations", "readpages", NULL, "buffered" },
	{ "address_space_operations", "readahead", NULL, "buffered" },
	{ "address_space_operations", "writepage", NULL, "buffered" },
	{ "address_space_operations", "writepages", NULL, "buffered" },

	/* Endpoints of their own. */
	{ NULL, "unlocked_ioctl", NULL, "device" },
	{ NULL, "uring_cmd", NULL, "device" },
	{ NULL, "handle_kick", NULL, "device" },
};

const char *const class_order[] = {
	"dio", "passthrough", "zerocopy", "splice", "crypto", "buffered",
	"device", "test", "api",
};
const size_t nr_classes = ARRAY_SIZE(class_order);

/* Structs that say where pages go, whatever the function is called. */
static const struct { const char *type, *class; } telling_types[] = {
	{ "struct kunit", "test" },
	{ "struct sk_buff", "zerocopy" },
	{ "struct sk_msg", "zerocopy" },
	{ "struct tls_record_info", "zerocopy" },
	{ "struct pipe_inode_info", "splice" },
	{ "struct splice_pipe_desc", "splice" },
	{ "struct af_alg_", "crypto" },
};

/* Functions whose caller says by calling them what it is about. */
static const struct { const char *name, *class; } telling_callees[] = {
	{ "skb_fill_page_desc*", "zerocopy" },
	{ "sk_msg_page_add", "zerocopy" },
	{ "alg_sk", "crypto" },
	{ "af_alg_*", "crypto" },
	{ "splice_to_pipe", "splice" },
	{ "add_to_pipe", "splice" },
};

static bool name_matches(const char *pattern, const char *name)
{
	size_t n = strlen(pattern);

	if (n && pattern[n - 1] == '*')
		return !strncmp(pattern, name, n - 1);
	return !strcmp(pattern, name);
}

/*
 * Rows by the first letter of their names, in the order of the table: most
 * names asked for are those of other functions.
 */
static unsigned short first[256], next[ARRAY_SIZE(apis)];

static void index_rows(void)
{
	for (size_t i = ARRAY_SIZE(apis); i; i--) {
		unsigned char c = apis[i - 1].name[0];

		next[i - 1] = first[c];
		first[c] = i;
	}
}

const struct api *api_find(const char *name)
{
	if (!first[(unsigned char)apis[0].name[0]])
		index_rows();
	for (size_t i = first[(unsigned char)name[0]]; i; i = next[i - 1]) {
		if (name_matches(apis[i - 1].name, name))
			return &apis[i - 1];
	}
	return NULL;
}

bool api_has_role(const char *name, unsigned int roles)
{
	const struct api *api = api_find(name);

	return api && (api->roles & roles);
}

bool api_is_counted(const char *name)
{
	return api_has_role(name, ROLE_SELECT);
}

const struct api *api_table(size_t *n)
{
	*n = ARRAY_SIZE(apis);
	return apis;
}

const struct entry_point *entry_find_function(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
		if (entries[i].name && !strcmp(entries[i].name, name))
			return &entries[i];
	}
	return NULL;
}

const struct entry_point *entry_find_member(const char *type,
					    const char *member)
{
	for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
		const struct entry_point *e = &entries[i];

		if (!e->member || !name_matches(e->member, member))
			continue;
		if (!e->type || !type || strstr(type, e->type))
			return e;
	}
	return NULL;
}

size_t class_rank(const char *class)
{
	size_t i;

	for (i = 0; i < nr_classes; i++) {
		if (class && !strcmp(class_order[i], class))
			break;
	}
	return i;
}

const char *class_of_type(const char *type)
{
	for (size_t i = 0; i < ARRAY_SIZE(telling_types); i++) {
		const char *hit = strstr(type, telling_types[i].type);
		char next;

		if (!hit)
			continue;
		next = hit[strlen(telling_types[i].type)];
		if (ends_with(telling_types[i].type, "_") ||
		    next == ' ' || next == '*' || !next)
			return telling_types[i].class;
	}
	return NULL;
}

const char *class_of_callee(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(telling_callees); i++) {
		if (name_matches(telling_callees[i].name, name))
			return telling_callees[i].class;
	}
	return NULL;
}
