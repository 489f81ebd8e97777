// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts as XML: see out.h.
 */
#include "out.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/parserInternals.h>
#include <libxml/xmlwriter.h>

#define XML(s) ((const xmlChar *)(s))

static xmlBufferPtr buffer;
static xmlTextWriterPtr writer;

void out_begin(const std::string &config)
{
	buffer = xmlBufferCreate();
	writer = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
	if (!writer) {
		fprintf(stderr, "diopin: out of memory\n");
		exit(1);
	}
	xmlTextWriterSetIndent(writer, 1);
	xmlTextWriterSetIndentString(writer, XML(""));
	out_start("facts");
	out_text("version", "1");
	out_text("engine", "gcc");
	out_text("config", config);
}

void out_start(const char *element)
{
	xmlTextWriterStartElement(writer, XML(element));
}

void out_end(void)
{
	xmlTextWriterEndElement(writer);
}

/* Bytes of the character at @s, 0 if XML cannot carry it. */
static int character_length(const char *s, size_t left)
{
	int n = left > 4 ? 4 : (int)left;
	int c = xmlGetUTF8Char(XML(s), &n);

	return c < 0 || !xmlIsCharQ(c) || c < ' ' ? 0 : n;
}

void out_text(const char *name, const std::string &value)
{
	std::string clean;

	for (size_t i = 0; i < value.size(); ) {
		int n = character_length(&value[i], value.size() - i);

		if (n)
			clean.append(value, i, n);
		else
			clean += '?';
		i += n ? n : 1;
	}
	xmlTextWriterWriteAttribute(writer, XML(name), XML(clean.c_str()));
}

void out_number(const char *name, long value)
{
	out_text(name, std::to_string(value));
}

static int write_whole(FILE *f)
{
	size_t n = xmlBufferLength(buffer);
	bool good = fwrite(xmlBufferContent(buffer), 1, n, f) == n;

	good = fflush(f) == 0 && good;
	return good ? 0 : errno ? errno : EIO;
}

/* The permissions that a file made by open() would get. */
static mode_t file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

static int write_file(const std::string &path)
{
	std::string temporary = path + ".XXXXXX";
	int fd = mkstemp(&temporary[0]);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	int error = 0;

	if (!f)
		return errno;
	error = fchmod(fd, file_mode()) ? errno : write_whole(f);
	if (fclose(f) && !error)
		error = errno;
	if (!error && rename(temporary.c_str(), path.c_str()))
		error = errno;
	if (error)
		unlink(temporary.c_str());
	return error;
}

int out_finish(const std::string &path)
{
	int error;

	xmlTextWriterEndDocument(writer);
	xmlFreeTextWriter(writer);
	error = path == "-" ? write_whole(stdout) : write_file(path);
	xmlBufferFree(buffer);
	return error;
}
