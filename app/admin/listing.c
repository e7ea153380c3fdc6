#include "admin/listing.h"

#include <ctype.h>
#include <stdio.h>
#include <sysexits.h>

#include "admin/contact.h"

int listing_run(const struct admin_options *options, const char *filter,
		void (*list)(const struct book *, const struct admin_options *))
{
	const char *const filters[] = {"config/#", filter};
	struct contact contact;
	struct book book;

	book_init(&book);
	int status = contact_open(&contact, options, filters, 2);
	if (status == EX_OK) {
		status = contact_sync(&contact, book_take, &book);
		contact_close(&contact);
	}
	if (status == EX_OK)
		list(&book, options);
	book_finish(&book);
	return status;
}

void listing_languages(const char *heading[LANGUAGE_COUNT])
{
	static char names[LANGUAGE_COUNT][8];

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		snprintf(names[i], sizeof(names[i]), "%s", language_name((enum language)i));
		for (char *c = names[i]; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		heading[i] = names[i];
	}
}

json_t *listing_names(json_t *row, const struct label *name)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		json_object_set_new(row, language_name((enum language)i), json_string(name->in[i]));
	return row;
}
