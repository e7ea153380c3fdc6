/* Lists of what the broker holds: fetched whole, then told. */
#ifndef PRAATJE_ADMIN_LISTING_H
#define PRAATJE_ADMIN_LISTING_H

#include <jansson.h>

#include "admin/book.h"
#include "admin/options.h"

/*
 * Fetches the configuration and what lies under the relative filter, and hands it to list. EX_OK
 * or the exit status, told on standard error.
 */
int listing_run(const struct admin_options *, const char *filter,
		void (*list)(const struct book *, const struct admin_options *));

/* The headings of columns in each language: "NL", "EN". */
void listing_languages(const char *heading[LANGUAGE_COUNT]);

/* Adds the name in each language to a row, which is returned. */
json_t *listing_names(json_t *row, const struct label *name);

#endif
