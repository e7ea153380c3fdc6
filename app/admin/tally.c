/* praatjectl tally: how often people were open, month by month, and for what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "admin/command.h"
#include "admin/contact.h"
#include "admin/file.h"
#include "admin/out.h"
#include "admin/table.h"
#include "admin/tally_months.h"
#include "admin/tally_plot.h"

enum { MONTHS_DEFAULT = 12, CELL_SIZE = 32 };

struct row {
	char cells[TABLE_COLUMNS_MAX][CELL_SIZE];
	int count;
};

/* What is too little to be told stands there as such. */
static void put_count(struct row *row, int64_t count)
{
	char *cell = row->cells[row->count++];

	if (count < TALLY_TOLD_FROM)
		snprintf(cell, CELL_SIZE, "< %d", TALLY_TOLD_FROM);
	else
		snprintf(cell, CELL_SIZE, "%lld", (long long)count);
}

static void put_percent(struct row *row, int percent)
{
	char *cell = row->cells[row->count++];

	if (percent >= 0)
		snprintf(cell, CELL_SIZE, "%d %%", percent);
	else
		cell[0] = '\0';
}

static void add_row(struct table *table, const struct tally_months *months,
		    const struct tally_month *month, bool former)
{
	struct row row = {.count = 1};
	const char *cells[TABLE_COLUMNS_MAX];
	int relation = tally_relation(month->relation, month->task);

	snprintf(row.cells[0], CELL_SIZE, "%04d-%02d", month->date.year, month->date.month);
	for (int i = 0; i < months->office->kinds_count; i++)
		put_count(&row, month->of[i]);
	if (former)
		put_count(&row, month->former);
	put_count(&row, month->signals);
	put_percent(&row, relation);
	put_percent(&row, relation < 0 ? -1 : 100 - relation);
	for (int i = 0; i < row.count; i++)
		cells[i] = row.cells[i];
	table_add(table, cells);
}

static bool any_former(const struct tally_months *months)
{
	for (int i = 0; i < months->count; i++) {
		if (months->list[i].former > 0)
			return true;
	}
	return false;
}

static void print_sum(const struct tally_months *months)
{
	int64_t signals = 0;
	double relation = 0, task = 0;

	for (int i = 0; i < months->count; i++) {
		signals += months->list[i].signals;
		relation += months->list[i].relation;
		task += months->list[i].task;
	}
	int percent = tally_relation(relation, task);
	if (percent >= 0)
		out_line("Of %lld signals, %d %% was for the relation and %d %% for the task.",
			 (long long)signals, percent, 100 - percent);
}

static void print_table(const struct tally_months *months)
{
	const struct office_config *office = months->office;
	const char *heading[TABLE_COLUMNS_MAX] = {"MONTH"};
	bool former = any_former(months);
	struct table table;
	int columns = 1;

	for (int i = 0; i < office->kinds_count; i++)
		heading[columns++] = office->kinds[i].name.in[office->lang];
	if (former)
		heading[columns++] = "FORMER";
	heading[columns++] = "ALL";
	heading[columns++] = "RELATION";
	heading[columns++] = "TASK";
	table_init(&table, columns, heading);
	for (int i = 0; i < months->count; i++)
		add_row(&table, months, &months->list[i], former);
	table_print(&table);
	table_finish(&table);
	print_sum(months);
}

static json_t *count_json(int64_t count)
{
	return count < TALLY_TOLD_FROM ? json_null() : json_integer(count);
}

static void print_json(const struct tally_months *months)
{
	for (int i = 0; i < months->count; i++) {
		const struct tally_month *month = &months->list[i];
		int relation = tally_relation(month->relation, month->task);
		json_t *kinds = json_object();
		char date[CELL_SIZE];

		snprintf(date, sizeof(date), "%04d-%02d", month->date.year, month->date.month);
		for (int j = 0; j < months->office->kinds_count; j++)
			json_object_set_new(kinds, months->office->kinds[j].id,
					    count_json(month->of[j]));
		out_json(json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "month", date, "kinds", kinds,
				   "former", count_json(month->former), "signals",
				   count_json(month->signals), "relation",
				   relation < 0 ? json_null() : json_integer(relation), "task",
				   relation < 0 ? json_null() : json_integer(100 - relation)));
	}
}

static int write_plot(const struct tally_months *months, const char *path)
{
	char *svg = tally_plot(months);
	bool prints = strcmp(path, "-") == 0;
	int result = 0;

	if (svg && prints)
		fputs(svg, stdout);
	else if (svg)
		result = file_write(path, svg, strlen(svg));
	if (result < 0 || !svg)
		complain("%s: cannot be written: %s", path, svg ? strerror(-result) : "no memory");
	free(svg);
	return result < 0 || !svg ? EX_IOERR : prints ? out_status() : EX_OK;
}

static int tell(const struct tally_months *months, const struct admin_options *options)
{
	if (months->count == 0) {
		complain("no kiosk has counted a signal in that time");
		return EX_OK;
	}
	int status = options->svg ? write_plot(months, options->svg) : EX_OK;
	if (options->svg && strcmp(options->svg, "-") == 0)
		return status;
	if (options->json)
		print_json(months);
	else
		print_table(months);
	return status;
}

static int read_count(const char *text, int *count)
{
	char *end;

	*count = MONTHS_DEFAULT;
	if (!text)
		return EX_OK;
	long number = strtol(text, &end, 10);
	if (end == text || *end || number < 1 || number > TALLY_MONTHS_MAX) {
		complain("--months '%s': kiosks keep 1 to %d months", text, TALLY_MONTHS_MAX);
		return EX_USAGE;
	}
	*count = (int)number;
	return EX_OK;
}

static int read_book(struct book *book, const struct admin_options *options)
{
	static const char *const filters[] = {"config/#", "device/+/tally"};
	struct contact contact;
	int status = contact_open(&contact, options, filters, 2);

	if (status == EX_OK) {
		status = contact_sync(&contact, book_take, book);
		contact_close(&contact);
	}
	return status;
}

int admin_tally(const struct admin_options *options)
{
	struct tally_months months;
	struct book book;
	int count, status = read_count(options->months, &count);

	if (status != EX_OK)
		return status;
	book_init(&book);
	status = read_book(&book, options);
	if (status == EX_OK) {
		struct local_time today = zone_local(&book.office->zone, time(NULL));
		struct date last = {today.year, today.month, 0};
		bool whole = tally_months_make(&book, &last, count, &months);
		status = tell(&months, options);
		status = status == EX_OK && !whole ? EX_DATAERR : status;
	}
	book_finish(&book);
	return status;
}
