/*
 * Values inside a document that is being read: each knows where it stands and where its faults
 * go. For the files of this layer.
 *
 * value_* reads one value; field_* one field of an object, that must be there (REQUIRED) or
 * may be left out (OPTIONAL). All return true when a good value was there, and then only fill
 * *out; what is wrong becomes a fault with a sentence that says what would be right.
 */
#ifndef PRAATJE_PROTOCOL_VALUE_H
#define PRAATJE_PROTOCOL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "core/config.h"
#include "protocol/fault.h"
#include "protocol/words.h"

struct value {
	const json_t *json; /* NULL: the field isn't there */
	struct faults *faults;
	char pointer[POINTER_SIZE];
};

enum need {
	OPTIONAL,
	REQUIRED,
};

/* Whether a text may be without anything that can be seen. */
enum blank {
	BLANK_REFUSED,
	BLANK_ALLOWED,
};

/* The whole document. */
void value_root(struct value *, const json_t *document, struct faults *);

/* Adds a fault of the value. */
void value_fault(const struct value *, enum fault_code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A fault of type: says what the value is, then right, such as "give a text". */
void value_wrong_type(const struct value *, const char *right);

/* The field key of object; its json is NULL where it isn't there. */
void value_field(const struct value *object, const char *key, struct value *out);

/* The item at index of array. */
void value_item(const struct value *array, size_t index, struct value *out);

/* Like value_field; true when it is there, else a fault with right where it is REQUIRED. */
bool value_needed(const struct value *object, const char *key, enum need, const char *right,
		  struct value *out);

/* Warns of fields of object whose names are not among the count of known. */
void value_known(const struct value *object, const char *const *known, size_t count);

bool value_is_object(const struct value *);
bool value_integer(const struct value *, int64_t min, int64_t max, int64_t *out);
bool value_id(const struct value *, char out[ID_SIZE]);
/* *out is the index in words. */
bool value_word(const struct value *, const struct words *, int *out);
/* Copies a text of at most chars_max characters and size - 1 bytes. */
bool value_text(const struct value *, int chars_max, enum blank, char *out, size_t size);
/* The same for a text of any characters, but at least one. */
bool value_any_text(const struct value *, int chars_max, char *out, size_t size);

bool field_integer(const struct value *object, const char *key, enum need, int64_t min, int64_t max,
		   int64_t *out);
bool field_int(const struct value *object, const char *key, enum need, int min, int max, int *out);
bool field_number(const struct value *object, const char *key, enum need, double min, double max,
		  double *out);
bool field_bool(const struct value *object, const char *key, enum need, bool *out);
bool field_id(const struct value *object, const char *key, enum need, char out[ID_SIZE]);
bool field_word(const struct value *object, const char *key, enum need, const struct words *,
		int *out);
bool field_text(const struct value *object, const char *key, enum need, int chars_max, enum blank,
		char *out, size_t size);
bool field_hash(const struct value *object, const char *key, enum need, char out[HASH_SIZE]);
bool field_object(const struct value *object, const char *key, enum need, struct value *out);
/* An array of at most max items; *count is how many it has. */
bool field_array(const struct value *object, const char *key, enum need, int max, struct value *out,
		 int *count);

/* 64 hexadecimal digits; out gets them in lower case. */
bool value_hash(const struct value *, char out[HASH_SIZE]);

/* rev: a whole number from 0; *out stays as it is where it isn't given. */
void field_rev(const struct value *object, int64_t *out);

#endif
