/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The little that all JSON formats need of json-c.
 */
#ifndef DIOPIN_REPORT_JSON_H
#define DIOPIN_REPORT_JSON_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>

/* Add a member or an element, which is @object's or @array's then. */
void json_put(struct json_object *object, const char *key,
	      struct json_object *value);
void json_append(struct json_object *array, struct json_object *value);

/* Print and free; @pretty is for what people may read. */
void json_print(FILE *out, struct json_object *object, bool pretty);

#endif
