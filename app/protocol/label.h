/* Texts in each language: a plain string, or an object with "nl", "en" or another language. */
#ifndef PRAATJE_PROTOCOL_LABEL_H
#define PRAATJE_PROTOCOL_LABEL_H

#include "protocol/value.h"

/*
 * Reads a name or hint. Where one language is missing another serves. As the
 * other value_* and field_* functions: *out is filled only when true is returned.
 */
bool value_label(const struct value *, enum blank, struct label *out);
bool field_label(const struct value *object, const char *key, enum blank, struct label *out);

/* The text of a prompt, in the same way; of an object that has the other fields too. */
bool value_prompt(const struct value *, const char *const *others, size_t others_count,
		  struct prompt *out);

/* Writes a plain string where all languages say the same. */
void json_put_label(json_t *object, const char *key, const struct label *);
void json_append_prompt(json_t *array, const struct prompt *);
/* The prompt's text as fields of object. */
void json_put_prompt(json_t *object, const struct prompt *);

#endif
