#include "protocol/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

/* Numbers keep as many digits as a double has for sure. */
enum { DIGITS = 15 };

static void *allocate(size_t size)
{
	void *memory = malloc(size);

	if (!memory) {
		fputs("out of memory for JSON\n", stderr);
		abort();
	}
	return memory;
}

/*
 * jansson's reader doesn't notice that memory for a token ran out, and then writes beyond what it
 * has (2.14, lex_save). So it never runs out of it: the program ends instead, as GLib has it end.
 * Before main, because no other function of jansson may have been called.
 */
__attribute__((constructor)) static void give_memory(void)
{
	json_set_alloc_funcs(allocate, free);
}

static void add_load_fault(struct faults *faults, const json_error_t *error)
{
	int line = error->line, column = error->column;

	switch (json_error_code(error)) {
	case json_error_duplicate_key:
		fault_add(faults, "", FAULT_DUPLICATE_KEY,
			  "The same key stands twice in one object, at line %d, column %d: keep "
			  "one of them.",
			  line, column);
		break;
	case json_error_invalid_utf8:
	case json_error_null_character:
	case json_error_null_byte_in_key:
		fault_add(faults, "", FAULT_BAD_TEXT,
			  "A text at line %d, column %d holds bytes or characters that no text may "
			  "hold: write it in UTF-8, without NUL.",
			  line, column);
		break;
	case json_error_numeric_overflow:
		fault_add(faults, "", FAULT_OUT_OF_RANGE,
			  "The number at line %d, column %d is larger than any number here may be.",
			  line, column);
		break;
	case json_error_stack_overflow:
		fault_add(
		    faults, "", FAULT_TOO_DEEP,
		    "This has more levels of objects and arrays than any document of Praatje.");
		break;
	default:
		fault_add(faults, "", FAULT_NOT_JSON,
			  "This isn't JSON: it goes wrong at line %d, column %d.", line, column);
	}
}

json_t *document_load(const void *payload, size_t size, size_t size_max, struct faults *faults)
{
	json_error_t error;

	faults_init(faults);
	if (size > size_max) {
		fault_add(faults, "", FAULT_TOO_LONG,
			  "The document has %zu bytes: it may have at most %zu.", size, size_max);
		return NULL;
	}
	if (size == 0) {
		fault_add(faults, "", FAULT_NOT_JSON,
			  "The document is empty: a JSON object belongs here.");
		return NULL;
	}
	json_t *document =
	    json_loadb(payload, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!document) {
		add_load_fault(faults, &error);
		return NULL;
	}
	if (json_is_object(document))
		return document;
	fault_add(faults, "", FAULT_WRONG_TYPE,
		  "The document as a whole must be a JSON object: {...}.");
	json_decref(document);
	return NULL;
}

char *document_dump(json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));

	if (!text)
		abort();
	json_decref(object);
	return text;
}

/* These only fail where the caller is wrong. */
static void put(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) < 0)
		abort();
}

static json_t *append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) < 0)
		abort();
	return value;
}

static json_t *make_text(const char *text)
{
	char *valid = g_utf8_make_valid(text, -1);
	json_t *made = json_string(valid);

	g_free(valid);
	return made;
}

void json_put_integer(json_t *object, const char *key, int64_t number)
{
	put(object, key, json_integer(number));
}

void json_put_number(json_t *object, const char *key, double number)
{
	bool whole = fabs(number) < 1e9 && floor(number) == number;

	put(object, key, whole ? json_integer((json_int_t)number) : json_real(number));
}

void json_put_bool(json_t *object, const char *key, bool yes)
{
	put(object, key, json_boolean(yes));
}

void json_put_text(json_t *object, const char *key, const char *text)
{
	put(object, key, make_text(text));
}

void json_put_text_unless_empty(json_t *object, const char *key, const char *text)
{
	if (text[0] != '\0')
		json_put_text(object, key, text);
}

json_t *json_put_object(json_t *object, const char *key)
{
	json_t *value = json_object();

	put(object, key, value);
	return value;
}

json_t *json_put_array(json_t *object, const char *key)
{
	json_t *value = json_array();

	put(object, key, value);
	return value;
}

json_t *json_append_object(json_t *array)
{
	return append(array, json_object());
}

void json_append_text(json_t *array, const char *text)
{
	append(array, make_text(text));
}

void json_append_integer(json_t *array, int64_t number)
{
	append(array, json_integer(number));
}
