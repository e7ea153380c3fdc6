/* What differs between two documents, in lines for people. */
#ifndef PRAATJE_ADMIN_DIFFERENCE_H
#define PRAATJE_ADMIN_DIFFERENCE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/*
 * Writes a line for every value that differs, such as "  /wall: "open" -> "name"", to file.
 * Either may be NULL: there is none. The rev isn't looked at.
 */
void difference_print(FILE *file, const json_t *before, const json_t *after);

/* The same as a list of {pointer, before, after}. */
json_t *difference_json(const json_t *before, const json_t *after);

/* Whether nothing but the rev differs. */
bool difference_none(const json_t *before, const json_t *after);

#endif
