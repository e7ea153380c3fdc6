#include "admin/layout.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_LENGTH = 96, STEP = 2, FLAGS = JSON_ENCODE_ANY | JSON_REAL_PRECISION(15) };

static void lay(FILE *file, const json_t *value, size_t indent, size_t before);

static void lay_members(FILE *file, const json_t *object, size_t indent)
{
	const char *key, *comma = "";
	json_t *member;

	json_object_foreach((json_t *)object, key, member)
	{
		json_t *name = json_string(key);
		char *words = json_dumps(name, FLAGS);
		fprintf(file, "%s\n%*s%s: ", comma, (int)indent, "", words ? words : "");
		lay(file, member, indent, words ? strlen(words) + 2 : 0);
		comma = ",";
		free(words);
		json_decref(name);
	}
}

static void lay_items(FILE *file, const json_t *array, size_t indent)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		fprintf(file, "%s\n%*s", i ? "," : "", (int)indent, "");
		lay(file, json_array_get(array, i), indent, 0);
	}
}

/* before: how much stands on the line already, after the indent. */
static void lay(FILE *file, const json_t *value, size_t indent, size_t before)
{
	char *line = json_dumps(value, FLAGS);
	bool fits = line && indent + before + strlen(line) <= LINE_LENGTH;

	if (fits || (!json_is_object(value) && !json_is_array(value))) {
		fputs(line ? line : "null", file);
	} else {
		fputc(json_is_object(value) ? '{' : '[', file);
		if (json_is_object(value))
			lay_members(file, value, indent + STEP);
		else
			lay_items(file, value, indent + STEP);
		fprintf(file, "\n%*s%c", (int)indent, "", json_is_object(value) ? '}' : ']');
	}
	free(line);
}

char *layout_json(const json_t *value)
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	if (!file)
		return NULL;
	lay(file, value, 0, 0);
	if (fclose(file) == 0)
		return text;
	free(text);
	return NULL;
}
