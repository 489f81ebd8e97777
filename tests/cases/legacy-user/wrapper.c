// SPDX-License-Identifier: GPL-2.0-only
static inline ssize_t blockdev_direct_IO(struct kiocb *iocb,
					 struct inode *inode,
					 struct iov_iter *iter,
					 get_block_t get_block)
{
	return __blockdev_direct_IO(iocb, inode, inode->i_sb->s_bdev, iter,
				    get_block, NULL, DIO_LOCKING);
}

static ssize_t foo_direct_IO(struct kiocb *iocb, struct iov_iter *iter)
{
	return blockdev_direct_IO(iocb, foo_inode(iocb), iter, foo_get_block);
}

/*
 * check-name: the header's wrapper is not a user of fs/direct-io.c
 * check-command: diopin scan --kind=legacy-user
 * check-path: fs/foofs/inode.c
 * check-output-start
 * fs/foofs/inode.c:13:9: note: foofs does direct I/O through blockdev_direct_IO() of fs/direct-io.c [legacy-user]
 * check-output-end
 */
