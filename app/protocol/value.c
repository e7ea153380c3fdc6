/* Where values stand, and what every kind of value has in common. */
#include "protocol/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "protocol/suggest.h"
#include "protocol/text.h"

enum { KEY_CHARS_MAX = 60, QUOTE_CHARS_MAX = 24, QUOTE_SIZE = 4 * QUOTE_CHARS_MAX + 1 };

void value_root(struct value *value, const json_t *document, struct faults *faults)
{
	*value = (struct value){.json = document, .faults = faults};
}

void value_fault(const struct value *value, enum fault_code code, const char *format, ...)
{
	char message[SENTENCE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	g_vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	fault_add(value->faults, value->pointer, code, "%s", message);
}

static const char *type_name(const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "an array";
	case JSON_STRING:
		return "a text";
	case JSON_INTEGER:
		return "a whole number";
	case JSON_REAL:
		return "a number with a fraction";
	case JSON_TRUE:
	case JSON_FALSE:
		return "true or false";
	case JSON_NULL:
		break;
	}
	return "null";
}

void value_wrong_type(const struct value *value, const char *right)
{
	value_fault(value, FAULT_WRONG_TYPE, "This is %s: %s%s.", type_name(value->json), right,
		    json_is_null(value->json) ? ", or leave it out" : "");
}

/* Adds "/" and token, escaped as RFC 6901 says; false, and nothing, where it doesn't fit. */
static bool pointer_add(char pointer[POINTER_SIZE], const char *token)
{
	size_t start = strlen(pointer), length = start;

	if (length + 1 >= POINTER_SIZE)
		return false;
	pointer[length++] = '/';
	for (; *token; token++) {
		char escaped[3] = {*token};
		if (*token == '~' || *token == '/') {
			escaped[0] = '~';
			escaped[1] = *token == '~' ? '0' : '1';
		}
		if (length + strlen(escaped) >= POINTER_SIZE) {
			pointer[start] = '\0';
			return false;
		}
		memcpy(pointer + length, escaped, strlen(escaped));
		length += strlen(escaped);
	}
	pointer[length] = '\0';
	return true;
}

/* A key too long or too strange to be shown leaves the pointer at what holds it. */
static void point_at(struct value *out, const struct value *parent, const char *token)
{
	memcpy(out->pointer, parent->pointer, sizeof(out->pointer));
	enum text_check check = text_check(token, KEY_CHARS_MAX);
	if (check == TEXT_GOOD || check == TEXT_BLANK)
		pointer_add(out->pointer, token);
}

void value_field(const struct value *object, const char *key, struct value *out)
{
	out->json = json_object_get(object->json, key);
	out->faults = object->faults;
	point_at(out, object, key);
}

void value_item(const struct value *array, size_t index, struct value *out)
{
	char token[24];

	snprintf(token, sizeof(token), "%zu", index);
	out->json = json_array_get(array->json, index);
	out->faults = array->faults;
	point_at(out, array, token);
}

bool value_needed(const struct value *object, const char *key, enum need need, const char *right,
		  struct value *out)
{
	value_field(object, key, out);
	if (out->json)
		return true;
	if (need == REQUIRED)
		value_fault(out, FAULT_MISSING, "\"%s\" is missing: %s.", key, right);
	return false;
}

static void warn_of_field(const struct value *object, const char *key, const char *const *known,
			  size_t count)
{
	struct value field;
	char quoted[QUOTE_SIZE];

	value_field(object, key, &field);
	text_quote(key, QUOTE_CHARS_MAX, quoted, sizeof(quoted));
	const char *meant = suggest_word(key, known, (int)count);
	if (meant)
		fault_warn(field.faults, field.pointer, FAULT_UNKNOWN_FIELD,
			   "There is no field \"%s\", so it is ignored: did you mean \"%s\"?",
			   quoted, meant);
	else
		fault_warn(field.faults, field.pointer, FAULT_UNKNOWN_FIELD,
			   "There is no field \"%s\", so it is ignored.", quoted);
}

void value_known(const struct value *object, const char *const *known, size_t count)
{
	const char *key;
	json_t *ignored;

	json_object_foreach((json_t *)object->json, key, ignored)
	{
		bool found = false;
		for (size_t i = 0; i < count; i++)
			found = found || strcmp(key, known[i]) == 0;
		if (!found)
			warn_of_field(object, key, known, count);
	}
}

bool value_is_object(const struct value *value)
{
	if (json_is_object(value->json))
		return true;
	value_wrong_type(value, "give an object, {...}");
	return false;
}

bool field_object(const struct value *object, const char *key, enum need need, struct value *out)
{
	return value_needed(object, key, need, "give an object, {...}", out) &&
	       value_is_object(out);
}

bool field_array(const struct value *object, const char *key, enum need need, int max,
		 struct value *out, int *count)
{
	if (!value_needed(object, key, need, "give an array, [...]", out))
		return false;
	if (!json_is_array(out->json)) {
		value_wrong_type(out, "give an array, [...]");
		return false;
	}
	size_t size = json_array_size(out->json);
	if (size > (size_t)max) {
		value_fault(out, FAULT_TOO_MANY, "There are %zu of them: there may be at most %d.",
			    size, max);
		return false;
	}
	*count = (int)size;
	return true;
}
