/* What a message means, in a sentence. */
#ifndef PRAATJE_ADMIN_SENTENCE_H
#define PRAATJE_ADMIN_SENTENCE_H

#include "admin/book.h"

/*
 * The sentence for what entry says now, to be released with free(); present: it is how things
 * are, not something that just happened. NULL: nothing that people would want to read.
 */
char *sentence_make(const struct book *, const struct book_entry *, bool present);

#endif
