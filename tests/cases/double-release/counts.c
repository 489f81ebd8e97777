// SPDX-License-Identifier: GPL-2.0-only
struct page; struct m { struct page **page_list; int nr_pages, write; };
int genwqe_user_vmap(struct m *m, unsigned long data)
{
	int rc = -22;
	m->page_list = kcalloc(m->nr_pages, 8, 1);
	if (!m->page_list)
		return -12;
	rc = pin_user_pages_fast(data, m->nr_pages, 0, m->page_list);
	if (rc < 0)
		goto fail_pin_user_pages;
	if (rc < m->nr_pages) {
		unpin_user_pages_dirty_lock(m->page_list, rc, m->write);
		rc = -14;
		goto fail_free_user_pages;
	}
	return 0;
 fail_free_user_pages:
	unpin_user_pages_dirty_lock(m->page_list, m->nr_pages, m->write);
 fail_pin_user_pages:
	kfree(m->page_list);
	m->page_list = 0;
	return rc;
}

/*
 * check-name: what was got, and then all
 * check-command: diopin scan -k double-release
 * check-exit: 1
 * check-output-start
 * fs/case.c:19:2: warning: the hold that pin_user_pages_fast() took on the pages of m->page_list is let go of a second time [double-release]
 * fs/case.c:9:7: note:   pin_user_pages_fast() takes hold of the pages of m->page_list
 * fs/case.c:7:7: note:   with m->page_list true
 * fs/case.c:10:6: note:   with rc < 0 false
 * fs/case.c:12:6: note:   with rc < m->nr_pages true
 * fs/case.c:13:3: note:   unpin_user_pages_dirty_lock() lets go the first time
 * fs/case.c:19:2: note:   and again here
 * check-output-end
 */
