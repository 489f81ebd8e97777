// SPDX-License-Identifier: GPL-2.0-only
#define assert_that(condition)						\
	do {								\
		__attribute__((noreturn)) extern void assert_fails(void);	\
		if (!(condition))					\
			assert_fails();					\
	} while (0)
#define is_signed_type(type) ((type)(-1) < (type)1)
#define sign_use(x) (is_signed_type(typeof(x)) ? 2 : 1)

struct foo { unsigned int len; };

int auto_types(struct foo *foo, unsigned long offset, long n)
{
	__auto_type len = foo->len - offset;
	__auto_type rest = (1UL << 12) - offset;

	assert_that(sign_use(len) & sign_use(rest) & 1);
	assert_that(sign_use(n) == 2);
	return get_user_pages_fast(0, len, 0, 0);
}

int numbers(void)
{
	assert_that((unsigned long)-1 > 1);
	assert_that((unsigned int)-1 > 1);
	assert_that(-1 > 1u);
	assert_that(-1 < 1);
	assert_that((long)-1 < 4294967295u);
	assert_that((unsigned char)-1 > 0);
	assert_that((signed char)-1 < 0);
	assert_that((void *)-1 > (void *)1);
	return 1;
}

/*
 * check-name: which signs count when constants are compared
 * check-output-start
 * unit signs.c
 * signs.c:13:5: function int auto_types(struct foo *foo, unsigned long offset, long n) to 21
 * signs.c:15:14: auto_types: unsigned long len
 * signs.c:16:14: auto_types: unsigned long rest
 * signs.c:20:2: auto_types: return get_user_pages_fast(0, len, 0, 0)
 * signs.c:13:5: flow of auto_types
 *    0  15:18 len = foo->len - offset
 *       16:19 rest = (1UL << 12) - offset
 *       20:9 get_user_pages_fast(0 {int; 0}, len {unsigned long}, 0 {int; 0}, 0 {int; 0})
 *       20:2 return get_user_pages_fast(0, len, 0, 0)
 * signs.c:23:5: function int numbers() to 34
 * signs.c:33:2: numbers: return 1
 * signs.c:23:5: flow of numbers
 *    0  33:2 return 1
 * check-output-end
 */
