/* JSON strictly in, compactly out. For the files of this layer. */
#ifndef PRAATJE_PROTOCOL_JSON_H
#define PRAATJE_PROTOCOL_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "protocol/fault.h"

enum {
	DOCUMENT_SIZE_MAX = 16 * 1024, /* configuration, states and commands */
	ANSWER_SIZE_MAX = 1024 * 1024,
};

/*
 * Reads a payload of at most size_max bytes that must be one JSON object without a key twice.
 * Starts faults anew; NULL, and a fault at "", where it isn't one. Release with json_decref().
 */
json_t *document_load(const void *payload, size_t size, size_t size_max, struct faults *faults);

/* The object as compact JSON, to be released with free(). Releases object too. */
char *document_dump(json_t *object);

/* Each adds a field at the end of object. Text that isn't valid UTF-8 is made so. */
void json_put_integer(json_t *object, const char *key, int64_t number);
void json_put_number(json_t *object, const char *key, double number);
void json_put_bool(json_t *object, const char *key, bool yes);
void json_put_text(json_t *object, const char *key, const char *text);
void json_put_text_unless_empty(json_t *object, const char *key, const char *text);

/* Adds an empty object or array and returns it, borrowed from its owner. */
json_t *json_put_object(json_t *object, const char *key);
json_t *json_put_array(json_t *object, const char *key);
json_t *json_append_object(json_t *array);
void json_append_text(json_t *array, const char *text);
void json_append_integer(json_t *array, int64_t number);

#endif
