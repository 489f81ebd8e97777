// SPDX-License-Identifier: GPL-2.0-only
/*
 * The little that all JSON formats need: see json.h.
 */
#include "json.h"

#include "../base/base.h"

void json_put(struct json_object *object, const char *key,
	      struct json_object *value)
{
	if (!value || json_object_object_add(object, key, value))
		die(EXIT_INCOMPLETE, "out of memory");
}

void json_append(struct json_object *array, struct json_object *value)
{
	if (!value || json_object_array_add(array, value))
		die(EXIT_INCOMPLETE, "out of memory");
}

void json_print(FILE *out, struct json_object *object, bool pretty)
{
	int flags = JSON_C_TO_STRING_NOSLASHESCAPE |
		(pretty ? JSON_C_TO_STRING_PRETTY : JSON_C_TO_STRING_PLAIN);

	fprintf(out, "%s\n", json_object_to_json_string_ext(object, flags));
	json_object_put(object);
}
