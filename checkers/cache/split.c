// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts of many files, file by file: see split.h.
 */
#include "split.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

static xmlDocPtr new_document(xmlNodePtr like)
{
	xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNodePtr root = doc ? xmlDocCopyNode(like, doc, 2) : NULL;

	if (!root)
		die(EXIT_INCOMPLETE, "out of memory");
	xmlDocSetRootElement(doc, root);
	return doc;
}

/* The document as text, which the caller frees; the document goes. */
static char *write_document(xmlDocPtr doc, size_t *len)
{
	xmlChar *text = NULL;
	int n = 0;
	char *copy;

	xmlDocDumpMemoryEnc(doc, &text, &n, "UTF-8");
	if (!text)
		die(EXIT_INCOMPLETE, "out of memory");
	copy = xstrndup((char *)text, n);
	*len = n;
	xmlFree(text);
	xmlFreeDoc(doc);
	return copy;
}

/* The file that an element speaks of; -1 if it is none of them. */
static int file_of(xmlNodePtr node, const struct strv *files)
{
	xmlChar *file = xmlGetProp(node, BAD_CAST "file");
	int found = -1;

	for (size_t i = 0; file && found < 0 && i < files->n; i++) {
		if (!strcmp((char *)file, files->item[i]))
			found = i;
	}
	xmlFree(file);
	return found;
}

static bool divide(xmlNodePtr root, const struct strv *files, xmlDocPtr *docs)
{
	xmlNodePtr next;

	for (xmlNodePtr node = root->children; node; node = next) {
		int i;

		next = node->next;
		if (node->type != XML_ELEMENT_NODE)
			continue;
		i = file_of(node, files);
		if (i < 0)
			return false;
		xmlUnlinkNode(node);
		xmlAddChild(xmlDocGetRootElement(docs[i]), node);
		xmlAddChild(xmlDocGetRootElement(docs[i]),
			    xmlNewDocText(docs[i], BAD_CAST "\n"));
	}
	return true;
}

static struct facts_part *split_document(xmlDocPtr doc,
					 const struct strv *files)
{
	struct facts_part *parts = xcalloc(files->n, sizeof(*parts));
	xmlDocPtr *docs = xcalloc(files->n, sizeof(*docs));
	xmlNodePtr root = xmlDocGetRootElement(doc);
	bool done;

	for (size_t i = 0; i < files->n; i++)
		docs[i] = new_document(root);
	done = divide(root, files, docs);
	for (size_t i = 0; i < files->n; i++)
		parts[i].xml = write_document(docs[i], &parts[i].len);
	free(docs);
	if (done)
		return parts;
	facts_parts_free(parts, files->n);
	return NULL;
}

struct facts_part *facts_of_one(const char *path)
{
	struct facts_part *part = xcalloc(1, sizeof(*part));

	part->xml = read_whole_file(path, &part->len);
	if (part->xml)
		return part;
	free(part);
	return NULL;
}

struct facts_part *facts_split(const char *path, const struct strv *files)
{
	struct facts_part *parts;
	xmlDocPtr doc;

	doc = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR |
			  XML_PARSE_NOWARNING | XML_PARSE_NODICT);
	if (!doc)
		return NULL;
	parts = split_document(doc, files);
	xmlFreeDoc(doc);
	return parts;
}

void facts_parts_free(struct facts_part *parts, size_t n)
{
	for (size_t i = 0; parts && i < n; i++)
		free(parts[i].xml);
	free(parts);
}

char *facts_of_unread(const char *engine, const struct unread *unread,
		      size_t *len)
{
	xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNodePtr root = xmlNewNode(NULL, BAD_CAST "facts"), unit;

	xmlDocSetRootElement(doc, root);
	xmlNewProp(root, BAD_CAST "version", BAD_CAST "1");
	xmlNewProp(root, BAD_CAST "engine", BAD_CAST engine);
	xmlNewProp(root, BAD_CAST "config", BAD_CAST "");
	unit = xmlNewChild(root, NULL, BAD_CAST "unit", NULL);
	xmlNewProp(unit, BAD_CAST "file", BAD_CAST unread->file);
	xmlNewProp(unit, BAD_CAST "reason", BAD_CAST unread->reason);
	return write_document(doc, len);
}
