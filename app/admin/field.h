/* FIELD=VALUE on the command line, into documents. */
#ifndef PRAATJE_ADMIN_FIELD_H
#define PRAATJE_ADMIN_FIELD_H

#include <jansson.h>

#include "admin/book.h"

/*
 * Sets each of the words, such as "wall=count", "show.motion=false" or "place=coffee corner", in
 * object; "field=" takes the field out, "nl=" and "en=" mean name.nl and name.en. What a place or a
 * person belongs in may be its name. EX_OK, or EX_USAGE (told).
 */
int field_set(const struct book *, json_t *object, char *const *words, int count);

/* The same for one field; value may be NULL: nothing is done. */
int field_set_one(const struct book *, json_t *object, const char *field, const char *value);

#endif
