// SPDX-License-Identifier: GPL-2.0-only
/*
 * The little that all XML formats need: see xml.h.
 */
#include "xml.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../base/base.h"

static void must(int result)
{
	if (result < 0)
		die(EXIT_INCOMPLETE, "out of memory");
}

void xml_begin(struct xml *x)
{
	x->buffer = xmlBufferCreate();
	x->writer = x->buffer ? xmlNewTextWriterMemory(x->buffer, 0) : NULL;
	must(x->writer ? 0 : -1);
	must(xmlTextWriterSetIndent(x->writer, 1));
	must(xmlTextWriterStartDocument(x->writer, NULL, "UTF-8", NULL));
}

void xml_open(struct xml *x, const char *element)
{
	must(xmlTextWriterStartElement(x->writer, BAD_CAST element));
}

void xml_close(struct xml *x)
{
	must(xmlTextWriterEndElement(x->writer));
}

/* Bytes that are no UTF-8, or characters that XML 1.0 has no place for. */
static char *clean(char *s)
{
	bool utf8 = xmlCheckUTF8(BAD_CAST s);

	for (unsigned char *p = (unsigned char *)s; *p; p++) {
		if ((*p < ' ' && !strchr("\t\n", *p)) || (*p >= 0x80 && !utf8))
			*p = '?';
	}
	return s;
}

static char *format(const char *fmt, va_list ap)
{
	char *s;

	if (vasprintf(&s, fmt, ap) < 0)
		die(EXIT_INCOMPLETE, "out of memory");
	return clean(s);
}

void xml_attribute(struct xml *x, const char *name, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = format(fmt, ap);
	va_end(ap);
	must(xmlTextWriterWriteAttribute(x->writer, BAD_CAST name, BAD_CAST s));
	free(s);
}

void xml_text(struct xml *x, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = format(fmt, ap);
	va_end(ap);
	must(xmlTextWriterWriteString(x->writer, BAD_CAST s));
	free(s);
}

void xml_print(struct xml *x, FILE *out)
{
	must(xmlTextWriterEndDocument(x->writer));
	xmlFreeTextWriter(x->writer);
	fputs((const char *)xmlBufferContent(x->buffer), out);
	xmlBufferFree(x->buffer);
}
