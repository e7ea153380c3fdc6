#include "admin/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/find.h"
#include "admin/out.h"

enum { FIELD_SIZE = 64 };

/* What is written is a text, whatever it looks like. */
static bool is_text(const char *field)
{
	static const char *const texts[] = {"name",   "hint", "sort", "panel", "wall",
					    "role",   "lang", "icon", "tz",    "place",
					    "person", "from", "until"};
	enum language language;

	if (language_parse(field, &language))
		return true;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (strcmp(texts[i], field) == 0)
			return true;
	}
	return false;
}

static json_t *value_make(const char *field, const char *text)
{
	json_t *value = is_text(field)
			    ? NULL
			    : json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

	return value ? value : json_string(text);
}

/* The object that holds the parts of a field; a text becomes one in each language. */
static json_t *part_of(json_t *object, const char *field)
{
	json_t *part = json_object_get(object, field);

	if (json_is_object(part))
		return part;
	json_t *made = json_object();
	for (int i = 0; json_is_string(part) && i <= LANGUAGE_EN; i++)
		json_object_set(made, language_name((enum language)i), part);
	json_object_set_new(object, field, made);
	return made;
}

static int refer(const struct book *book, enum command_names names, const char *value,
		 struct found *found)
{
	if (*value)
		return find_one(book, names, value, found);
	return EX_OK;
}

static int put(json_t *object, const char *field, const char *value)
{
	json_t *made = *value ? value_make(field, value) : NULL;

	if (*value && !made) {
		complain("%s: that isn't valid UTF-8", field);
		return EX_USAGE;
	}
	if (made)
		json_object_set_new(object, field, made);
	else
		json_object_del(object, field);
	return EX_OK;
}

int field_set_one(const struct book *book, json_t *object, const char *field, const char *value)
{
	struct found found;
	enum language language;
	const char *dot = strchr(field, '.');
	char head[FIELD_SIZE];
	int status = EX_OK;

	if (!value)
		return EX_OK;
	if (language_parse(field, &language))
		return put(part_of(object, "name"), field, value);
	if (dot) {
		snprintf(head, sizeof(head), "%.*s", (int)(dot - field), field);
		return put(part_of(object, head), dot + 1, value);
	}
	if (strcmp(field, "place") == 0 || strcmp(field, "person") == 0) {
		status = refer(book, field[1] == 'l' ? NAMES_PLACE : NAMES_PERSON, value, &found);
		value = *value ? found.id : value;
	}
	return status == EX_OK ? put(object, field, value) : status;
}

int field_set(const struct book *book, json_t *object, char *const *words, int count)
{
	char field[FIELD_SIZE];

	for (int i = 0; i < count; i++) {
		const char *equals = strchr(words[i], '=');

		if (!equals || equals == words[i] || equals - words[i] >= FIELD_SIZE) {
			complain("'%s': write FIELD=VALUE, such as wall=count", words[i]);
			return EX_USAGE;
		}
		snprintf(field, sizeof(field), "%.*s", (int)(equals - words[i]), words[i]);
		if (strcmp(field, "rev") == 0 || strcmp(field, "gone") == 0) {
			complain("%s isn't set by hand", field);
			return EX_USAGE;
		}
		int status = field_set_one(book, object, field, equals + 1);
		if (status != EX_OK)
			return status;
	}
	return EX_OK;
}
