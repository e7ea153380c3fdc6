#include "admin/difference.h"

#include <stdlib.h>
#include <string.h>

enum { POINTER_LIMIT = 512 };

/* Adds what differs below pointer to list. */
static void compare(json_t *list, const char *pointer, const json_t *before, const json_t *after);

static void add(json_t *list, const char *pointer, const json_t *before, const json_t *after)
{
	json_t *item = json_object();

	json_object_set_new(item, "pointer", json_string(pointer));
	if (before)
		json_object_set_new(item, "before", json_deep_copy(before));
	if (after)
		json_object_set_new(item, "after", json_deep_copy(after));
	json_array_append_new(list, item);
}

static void compare_objects(json_t *list, const char *pointer, const json_t *before,
			    const json_t *after)
{
	char below[POINTER_LIMIT];
	const char *key;
	json_t *value;
	bool top = pointer[0] == '\0';

	json_object_foreach((json_t *)before, key, value)
	{
		snprintf(below, sizeof(below), "%.300s/%.200s", pointer, key);
		if (!top || strcmp(key, "rev") != 0)
			compare(list, below, value, json_object_get(after, key));
	}
	json_object_foreach((json_t *)after, key, value)
	{
		snprintf(below, sizeof(below), "%.300s/%.200s", pointer, key);
		if (!json_object_get(before, key) && (!top || strcmp(key, "rev") != 0))
			add(list, below, NULL, value);
	}
}

static void compare_arrays(json_t *list, const char *pointer, const json_t *before,
			   const json_t *after)
{
	char below[POINTER_LIMIT];
	size_t old = json_array_size(before), new = json_array_size(after);

	for (size_t i = 0; i < old || i < new; i++) {
		snprintf(below, sizeof(below), "%.480s/%zu", pointer, i);
		compare(list, below, json_array_get(before, i), json_array_get(after, i));
	}
}

static void compare(json_t *list, const char *pointer, const json_t *before, const json_t *after)
{
	if (json_is_object(before) && json_is_object(after))
		compare_objects(list, pointer, before, after);
	else if (json_is_array(before) && json_is_array(after))
		compare_arrays(list, pointer, before, after);
	else if (!before || !after || !json_equal(before, after))
		add(list, pointer, before, after);
}

json_t *difference_json(const json_t *before, const json_t *after)
{
	json_t *list = json_array();

	if (before || after)
		compare(list, "", before, after);
	return list;
}

bool difference_none(const json_t *before, const json_t *after)
{
	json_t *list = difference_json(before, after);
	bool none = before && after && json_array_size(list) == 0;

	json_decref(list);
	return none;
}

static char *text_of(const json_t *value)
{
	return value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15))
		     : NULL;
}

void difference_print(FILE *file, const json_t *before, const json_t *after)
{
	json_t *list = difference_json(before, after), *item;
	size_t index;

	json_array_foreach(list, index, item)
	{
		char *old = text_of(json_object_get(item, "before"));
		char *new = text_of(json_object_get(item, "after"));

		fprintf(file, "  %s%s%s -> %s\n",
			json_string_value(json_object_get(item, "pointer")),
			json_string_length(json_object_get(item, "pointer")) ? ": " : "",
			old ? old : "(nothing)", new ? new : "(nothing)");
		free(old);
		free(new);
	}
	json_decref(list);
	fflush(file);
}
