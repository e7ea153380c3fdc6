/* How somebody is now, told from what the broker holds. */
#ifndef PRAATJE_ADMIN_STANDING_H
#define PRAATJE_ADMIN_STANDING_H

#include "admin/book.h"
#include "core/statement.h"
#include "core/zone.h"

struct admin_standing {
	enum presence presence;     /* as it counts now */
	struct statement statement; /* what was said */
	int64_t until_s;            /* end of open and focus, since 1970 UTC; 0: none */
};

/* The standing that the payload of a state or someone topic tells; false when it is wrong. */
bool standing_read(const struct book *, const struct book_entry *, struct admin_standing *out);

/* "is open for Plannetje at koffiehoek until 09:42", to be released with free(). */
char *standing_words(const struct book *, const struct admin_standing *);

enum { CLOCK_TEXT_SIZE = 8 };

/* Seconds since 1970 UTC as HH:MM in the office's zone. */
void clock_text(const struct book *, int64_t utc_s, char to[CLOCK_TEXT_SIZE]);

#endif
