/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The little that all XML formats need of libxml2's writer.
 */
#ifndef DIOPIN_REPORT_XML_H
#define DIOPIN_REPORT_XML_H

#include <libxml/xmlwriter.h>
#include <stdio.h>

struct xml {
	xmlBufferPtr buffer;
	xmlTextWriterPtr writer;
};

void xml_begin(struct xml *x);
void xml_open(struct xml *x, const char *element);
void xml_close(struct xml *x);

/* @fmt makes the text; what XML cannot carry becomes "?". */
void xml_attribute(struct xml *x, const char *name, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void xml_text(struct xml *x, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Print the document and free it. */
void xml_print(struct xml *x, FILE *out);

#endif
