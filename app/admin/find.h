/* Ids from what people call things. */
#ifndef PRAATJE_ADMIN_FIND_H
#define PRAATJE_ADMIN_FIND_H

#include "admin/book.h"
#include "admin/command.h"

struct found {
	char id[ID_SIZE];
	char name[NAME_SIZE]; /* in the office's language */
};

/*
 * The person, place, kind or device that text is the id or the name of, in either language and
 * whatever its case. EX_OK; EX_USAGE, told: there is none, with one nearly called so, or there are
 * several, listed.
 */
int find_one(const struct book *, enum command_names, const char *text, struct found *out);

/* All of them, to be released with free(). */
struct found *find_all(const struct book *, enum command_names, int *count);

/* The word for one of them. */
const char *find_word(enum command_names);

#endif
