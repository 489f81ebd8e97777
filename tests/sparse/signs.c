// SPDX-License-Identifier: GPL-2.0-only
#define assert_that(condition)						\
	do {								\
		__attribute__((noreturn)) extern void assert_fails(void);	\
		if (!(condition))					\
			assert_fails();					\
	} while (0)
#define is_signed_type(type) ((type)(-1) < (type)1)
#define sign_use(x) (is_signed_type(typeof(x)) ? 2 : 1)

struct foo { unsigned int len; unsigned char bits; };

int auto_types(struct foo *foo, unsigned long offset, long n)
{
	__auto_type len = foo->len - offset;
	__auto_type rest = (1UL << 12) - offset;
	__auto_type up = n + 0u + 0ul + 0ull;
	__auto_type narrow = foo->bits - foo->bits;
	__auto_type shifted = n << 1ul;

	assert_that(sign_use(len) & sign_use(rest) & 1);
	assert_that(sign_use(n) == 2);
	assert_that(sign_use(up) == 1);
	assert_that(sign_use(narrow) == 2);
	assert_that(sign_use(shifted) == 2);
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


int bounds(struct foo *foo, unsigned int n)
{
	__auto_type most = 8192;

	do {
		__attribute__((noreturn)) extern void __compiletime_assert_1(void);

		if (!(__builtin_constant_p(most) && most >= 0))
			__compiletime_assert_1();
	} while (0);
	assert_that(sizeof(_Bool) == 1);
	return get_user_pages_fast(0, n < most ? n : most, 0, 0);
}

/*
 * check-name: constants are compared as C does, and assertions hold
 * check-output-start
 * unit signs.c
 * signs.c:13:5: function int auto_types(struct foo *foo, unsigned long offset, long n) to 27
 * signs.c:15:14: auto_types: unsigned long len
 * signs.c:16:14: auto_types: unsigned long rest
 * signs.c:17:14: auto_types: unsigned long long up
 * signs.c:18:14: auto_types: int narrow
 * signs.c:19:14: auto_types: long shifted
 * signs.c:26:2: auto_types: return get_user_pages_fast(0, len, 0, 0)
 * signs.c:13:5: flow of auto_types
 *    0  15:18 len = foo->len - offset
 *       16:19 rest = (1UL << 12) - offset
 *       17:17 up = n + 0u + 0ul + 0ull
 *       18:21 narrow = foo->bits - foo->bits
 *       19:22 shifted = n << 1ul
 *       26:9 get_user_pages_fast(0 {int; 0}, len {unsigned long}, 0 {int; 0}, 0 {int; 0})
 *       26:2 return get_user_pages_fast(0, len, 0, 0)
 * signs.c:29:5: function int numbers() to 40
 * signs.c:39:2: numbers: return 1
 * signs.c:29:5: flow of numbers
 *    0  39:2 return 1
 * signs.c:43:5: function int bounds(struct foo *foo, unsigned int n) to 55
 * signs.c:45:14: bounds: int most
 * signs.c:54:2: bounds: return get_user_pages_fast(0, n < most ? n : most, 0, 0)
 * signs.c:43:5: flow of bounds
 *    0  45:19 most = 8192
 *       54:9 get_user_pages_fast(0 {int; 0}, n < most ? n : most {unsigned int}, 0 {int; 0}, 0 {int; 0})
 *       54:2 return get_user_pages_fast(0, n < most ? n : most, 0, 0)
 * check-output-end
 */
