// SPDX-License-Identifier: GPL-2.0-only
/*
 * A page for people: one self-contained HTML file.
 *
 * This writes the records as XML; what they look like is all in html.xsl.
 * What a tree calls its things is text there, never markup.
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>

#include "../engine/engine.h"
#include "progress.h"
#include "report.h"
#include "xml.h"

static void put_subsystem(struct xml *x, const char *file)
{
	char *name = subsystem_of(file);

	xml_attribute(x, "subsystem", "%s", name);
	free(name);
}

/* One step of a path or of the evidence for a claim. */
static void put_step(struct xml *x, struct json_object *step)
{
	xml_open(x, "step");
	json_object_object_foreach(step, key, value)
		xml_attribute(x, key, "%s", json_object_get_string(value));
	xml_close(x);
}

/* A list of words is one attribute, other lists are elements. */
static void put_list(struct xml *x, const char *name, struct json_object *list)
{
	struct strv words = { 0 };
	char *text;

	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *item = json_object_array_get_idx(list, i);

		if (!json_object_is_type(item, json_type_object))
			strv_add(&words, json_object_get_string(item));
	}
	text = strv_join(&words, ", ");
	if (*text)
		xml_attribute(x, name, "%s", text);
	free(text);
	strv_free(&words);
}

static void put_steps(struct xml *x, struct json_object *list)
{
	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *item = json_object_array_get_idx(list, i);

		if (json_object_is_type(item, json_type_object))
			put_step(x, item);
	}
}

static void put_record(struct xml *x, const struct record *r)
{
	xml_open(x, "record");
	xml_attribute(x, "kind", "%s", r->kind);
	xml_attribute(x, "file", "%s", r->file);
	xml_attribute(x, "line", "%d", r->line);
	xml_attribute(x, "in", "%s", r->function);
	xml_attribute(x, "message", "%s", r->message);
	put_subsystem(x, r->file);
	json_object_object_foreach(r->fields, key, value) {
		if (json_object_is_type(value, json_type_array))
			put_list(x, key, value);
		else
			xml_attribute(x, key, "%s",
				      json_object_get_string(value));
	}
	/* Elements come after all attributes. */
	json_object_object_foreach(r->fields, name, list) {
		(void)name;
		if (json_object_is_type(list, json_type_array))
			put_steps(x, list);
	}
	xml_close(x);
}

/* The directory's own name: where it lies is nobody's business. */
static void put_tree(struct xml *x, const char *tree)
{
	char *path = realpath(tree, NULL);
	const char *name = path ? strrchr(path, '/') : NULL;

	xml_attribute(x, "tree", "%s", name && name[1] ? name + 1 : tree);
	free(path);
}

static char *to_xml(const struct report *report)
{
	struct xml x;
	char *text = NULL;
	size_t len;
	FILE *f;

	xml_begin(&x);
	xml_open(&x, "report");
	put_tree(&x, report->tree);
	xml_attribute(&x, "complete", "%d", report->status != EXIT_INCOMPLETE);
	for (size_t i = 0; i < report->records->n; i++)
		put_record(&x, &report->records->record[i]);
	progress_put(&x, report);
	xml_close(&x);
	f = open_memstream(&text, &len);
	if (!f)
		die(EXIT_INCOMPLETE, "out of memory");
	xml_print(&x, f);
	fclose(f);
	return text;
}

static void print(FILE *out, const struct report *report)
{
	char *path = data_file("checkers/report/html.xsl");
	char *text = to_xml(report);
	xmlDocPtr sheet = xmlReadFile(path, NULL, XML_PARSE_NONET |
				      XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xsltStylesheetPtr style = sheet ? xsltParseStylesheetDoc(sheet) : NULL;
	xmlDocPtr doc = xmlReadMemory(text, strlen(text), "report.xml", NULL,
				      XML_PARSE_NONET | XML_PARSE_HUGE);
	xmlDocPtr page = style && doc ?
		xsltApplyStylesheet(style, doc, NULL) : NULL;
	xmlChar *html = NULL;
	int len = 0;

	if (!page || xsltSaveResultToString(&html, &len, page, style))
		die(EXIT_INCOMPLETE, "%s cannot be used; is diopin installed "
		    "whole?", path);
	fwrite(html, 1, len, out);
	xmlFree(html);
	xmlFreeDoc(page);
	xmlFreeDoc(doc);
	xsltFreeStylesheet(style);
	free(text);
	free(path);
}

const struct format html_format = {
	.name = "html",
	.summary = "one page for people, with the flow of each hold",
	.of_scans = true,
	.print = print,
};
