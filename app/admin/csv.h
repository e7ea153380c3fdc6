/* Comma-separated values, RFC 4180. */
#ifndef PRAATJE_ADMIN_CSV_H
#define PRAATJE_ADMIN_CSV_H

#include <stdbool.h>

enum { CSV_FIELDS_MAX = 32, CSV_ERROR_SIZE = 128 };

struct csv {
	char *next; /* where the next record begins */
	int line;   /* of that, from 1 */
	int record_line;
	char *fields[CSV_FIELDS_MAX];
	int count;
	char error[CSV_ERROR_SIZE]; /* empty: none */
};

/* Reads text, which is changed and must outlast it. A byte order mark is passed over. */
void csv_init(struct csv *, char *text);

/* The next record that isn't empty into fields; false at the end, or with error. */
bool csv_next(struct csv *);

#endif
