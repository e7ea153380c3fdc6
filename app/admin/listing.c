#include "admin/listing.h"

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
