// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of the cache as files: see entry.h.
 *
 * The key and the checksum stand in a processing instruction behind the root
 * element, so that the whole is still a facts file.
 */
#include "entry.h"

#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DAY (24 * 60 * 60)
#define KEPT_DAYS 30

uint64_t entry_hash(uint64_t h, const void *data, size_t len)
{
	const unsigned char *p = data;

	for (size_t i = 0; i < len; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	return h;
}

bool entry_takes(const char *path)
{
	for (const char *p = path; *p; p++) {
		if (*p <= ' ' || *p == '?' || *p >= 0x7f)
			return false;
	}
	return true;
}

static char *entry_path(const char *dir, const char *key)
{
	uint64_t h = entry_hash(ENTRY_HASH_START, key, strlen(key));

	return xasprintf("%s/%02x/%014" PRIx64 ".xml", dir,
			 (unsigned int)(h >> 56), h & 0xffffffffffffff);
}

/* What ends an entry of that key whose facts are @len bytes of @xml. */
static char *seal(const char *key, const char *xml, size_t len)
{
	return xasprintf("\n<?diopin %016" PRIx64 " %s?>\n",
			 entry_hash(ENTRY_HASH_START, xml, len), key);
}

/* What an entry keeps, without its seal; NULL if it is not whole. */
static char *read_entry(const char *path, const char *key)
{
	size_t len = 0, n;
	char *text = read_whole_file(path, &len), *end;
	bool whole;

	if (!text)
		return NULL;
	end = seal(key, text, 0);
	n = strlen(end);
	free(end);
	if (len < n) {
		free(text);
		return NULL;
	}
	end = seal(key, text, len - n);
	whole = !memcmp(text + len - n, end, n);
	free(end);
	if (!whole) {
		free(text);
		return NULL;
	}
	text[len - n] = '\0';
	return text;
}

char *entry_read(const char *dir, const char *key)
{
	char *path = entry_path(dir, key);
	char *text = read_entry(path, key);

	/* It was used: it stays for another month. */
	if (text)
		utimensat(AT_FDCWD, path, NULL, 0);
	free(path);
	return text;
}

char *entry_find(const char *dir, const char *key, uint64_t *hash)
{
	char *text = entry_read(dir, key);
	char *path = text ? entry_path(dir, key) : NULL;

	if (text)
		*hash = entry_hash(ENTRY_HASH_START, text, strlen(text));
	free(text);
	return path;
}

/* With all directories above it, as far as that can be done. */
static void make_directories(const char *dir)
{
	char *copy = xstrdup(dir);

	for (char *p = copy + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		mkdir(copy, 0700);
		*p = '/';
	}
	mkdir(copy, 0700);
	free(copy);
}

void entry_write(const char *dir, const char *key, const char *xml, size_t len)
{
	char *path = entry_path(dir, key), *end = seal(key, xml, len);
	char *parent = xstrndup(path, strrchr(path, '/') - path);
	char *partial = xasprintf("%s.XXXXXX", path);
	bool written;
	FILE *f;
	int fd;

	make_directories(parent);
	fd = mkostemp(partial, O_CLOEXEC);
	f = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (f) {
		written = fwrite(xml, 1, len, f) == len && fputs(end, f) >= 0;
		if (fclose(f))
			written = false;
		if (!written || rename(partial, path))
			unlink(partial);
	} else if (fd >= 0) {
		close(fd);
		unlink(partial);
	}
	free(partial);
	free(parent);
	free(end);
	free(path);
}

static time_t expired_before;

static int expire(const char *path, const struct stat *st, int type,
		  struct FTW *where)
{
	(void)where;
	if (type == FTW_F && st->st_mtime < expired_before)
		unlink(path);
	return 0;
}

void entries_expire(const char *dir)
{
	char *stamp = xasprintf("%s/expired", dir);
	time_t now = time(NULL);
	struct stat st;
	int fd;

	if (!access(dir, W_OK) &&
	    (stat(stamp, &st) || st.st_mtime < now - DAY)) {
		fd = open(stamp, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd >= 0) {
			futimens(fd, NULL);
			close(fd);
		}
		expired_before = now - KEPT_DAYS * DAY;
		nftw(dir, expire, 16, FTW_PHYS);
	}
	free(stamp);
}
