#include "admin/table.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "admin/memory.h"

void table_init(struct table *table, int columns, const char *const *heading)
{
	assert(columns <= TABLE_COLUMNS_MAX);
	*table = (struct table){.columns = columns};
	table_add(table, heading);
}

void table_finish(struct table *table)
{
	for (int i = 0; i < table->rows * table->columns; i++)
		free(table->cells[i]);
	free(table->cells);
}

void table_add(struct table *table, const char *const *cells)
{
	if (table->rows == table->capacity) {
		table->capacity = table->capacity ? 2 * table->capacity : 32;
		table->cells =
		    memory_grow(table->cells, (size_t)table->capacity * (size_t)table->columns *
						  sizeof(table->cells[0]));
	}
	for (int i = 0; i < table->columns; i++)
		table->cells[table->rows * table->columns + i] = memory_copy(cells[i]);
	table->rows++;
}

/* How many cells of a terminal the text takes. */
static int text_width(const char *text)
{
	wchar_t wide[512];
	size_t length = mbstowcs(wide, text, sizeof(wide) / sizeof(wide[0]));
	int width = length == (size_t)-1 ? -1 : wcswidth(wide, length);

	return width < 0 ? (int)strlen(text) : width;
}

void table_print(const struct table *table)
{
	int widths[TABLE_COLUMNS_MAX] = {0};

	for (int i = 0; i < table->rows * table->columns; i++) {
		int width = text_width(table->cells[i]);

		if (width > widths[i % table->columns])
			widths[i % table->columns] = width;
	}
	for (int i = 0; i < table->rows * table->columns; i++) {
		int column = i % table->columns;
		bool last = column == table->columns - 1;
		int gap = last ? 0 : widths[column] - text_width(table->cells[i]) + 2;

		printf("%s%*s%s", table->cells[i], gap, "", last ? "\n" : "");
	}
	fflush(stdout);
}
