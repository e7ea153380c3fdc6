/* Texts in each language: a plain string, or an object with "nl", "en" or both. */
#ifndef PRAATJE_PROTOCOL_LABEL_H
#define PRAATJE_PROTOCOL_LABEL_H

#include "protocol/value.h"

/*
 * Reads a name or hint, or a prompt. Where one language is missing the other serves. As the
 * other value_* and field_* functions: *out is filled only when true is returned.
 */
bool value_label(const struct value *, enum blank, struct label *out);
bool value_prompt(const struct value *, struct prompt *out);
bool field_label(const struct value *object, const char *key, enum blank, struct label *out);

/* Writes a plain string where both languages say the same. */
void json_put_label(json_t *object, const char *key, const struct label *);
void json_append_prompt(json_t *array, const struct prompt *);

#endif
