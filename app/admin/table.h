/* Rows of texts, printed as columns that stand under one another. */
#ifndef PRAATJE_ADMIN_TABLE_H
#define PRAATJE_ADMIN_TABLE_H

enum { TABLE_COLUMNS_MAX = 40 };

struct table {
	int columns;
	int rows;
	int capacity;
	char **cells; /* rows times columns */
};

/* Starts a table whose first row, of copies, is the heading. */
void table_init(struct table *, int columns, const char *const *heading);
void table_finish(struct table *);

/* Adds a row of copies. */
void table_add(struct table *, const char *const *cells);

/* Prints all rows to standard output. */
void table_print(const struct table *);

#endif
