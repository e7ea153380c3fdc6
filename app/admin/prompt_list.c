/* praatjectl prompt list and plan: which prompts there are, and on which days they come. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "admin/command.h"
#include "admin/listing.h"
#include "admin/out.h"
#include "admin/prompt.h"
#include "admin/table.h"
#include "core/prompt.h"
#include "core/zone.h"
#include "locale/locale.h"

enum { WEEK_DAYS = 7, DATE_SIZE = 48, WHEN_SIZE = 160, PLAN_DAYS = 14, PLAN_DAYS_MAX = 366 };

static void write_date(char to[DATE_SIZE], const struct date *date)
{
	snprintf(to, DATE_SIZE, "%04d-%02d-%02d", date->year, date->month, date->day);
}

/* "off", "any day", or "days 1,5 from 2026-12-01 until 2026-12-24". */
static void write_when(char to[WHEN_SIZE], const struct prompt *prompt)
{
	char days[2 * WEEK_DAYS + 8] = "", from[DATE_SIZE], until[DATE_SIZE];

	for (int day = 1; day <= WEEK_DAYS; day++) {
		size_t length = strlen(days);
		if (prompt->days >> (day - 1) & 1)
			snprintf(days + length, sizeof(days) - length, "%s%d",
				 length ? "," : "days ", day);
	}
	write_date(from, &prompt->from);
	write_date(until, &prompt->until);
	snprintf(to, WHEN_SIZE, "%s%s%s%s%s%s%s%s", days, days[0] && prompt->from.year ? " " : "",
		 prompt->from.year ? "from " : "", prompt->from.year ? from : "",
		 (days[0] || prompt->from.year) && prompt->until.year ? " " : "",
		 prompt->until.year ? "until " : "", prompt->until.year ? until : "",
		 prompt_scheduled(prompt) ? "" : "any day");
	if (prompt->off)
		snprintf(to, WHEN_SIZE, "off");
}

static json_t *row_json(int number, const struct prompt *prompt)
{
	json_t *row = json_pack("{s:i, s:i, s:b}", "number", number, "weight", prompt->weight,
				"off", prompt->off);
	char date[DATE_SIZE];

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		json_object_set_new(row, language_name((enum language)i),
				    json_string(prompt->in[i]));
	if (prompt->days)
		json_object_set_new(row, "days", json_array());
	for (int day = 1; day <= WEEK_DAYS; day++) {
		if (prompt->days >> (day - 1) & 1)
			json_array_append_new(json_object_get(row, "days"), json_integer(day));
	}
	write_date(date, &prompt->from);
	if (prompt->from.year)
		json_object_set_new(row, "from", json_string(date));
	write_date(date, &prompt->until);
	if (prompt->until.year)
		json_object_set_new(row, "until", json_string(date));
	return row;
}

static void tell_built_in(const struct office_config *office)
{
	if (office->built_in == BUILT_IN_NEVER)
		complain("the built-in prompts are off");
	else if (office->built_in == BUILT_IN_TOO)
		complain("the built-in prompts come too, with a weight of 1 each");
	else if (office->prompts_count == 0)
		complain("the office has no prompts of its own: screens show the built-in ones");
}

static void list_own(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"NUMBER", "WEIGHT", "WHEN", "TEXT"};
	const struct office_config *office = book->office;
	char number[16], weight[16], when[WHEN_SIZE];
	struct table table;

	table_init(&table, 4, heading);
	for (int i = 0; i < office->prompts_count; i++) {
		const struct prompt *prompt = &office->prompts[i];

		snprintf(number, sizeof(number), "%d", i + 1);
		snprintf(weight, sizeof(weight), "%d", prompt->weight);
		write_when(when, prompt);
		const char *cells[] = {number, weight, when, prompt->in[office->lang]};
		table_add(&table, cells);
		if (options->json)
			out_json(row_json(i + 1, prompt));
	}
	if (!options->json && office->prompts_count > 0)
		table_print(&table);
	tell_built_in(office);
	table_finish(&table);
}

static void list_built_in(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"NUMBER", "WHEN", "TEXT"};
	const struct office_config *office = book->office;
	struct table table;
	char name[32];

	table_init(&table, 3, heading);
	for (int number = 1; number <= locale_prompts_count(); number++) {
		bool off = office->built_in_off[number];
		const char *text = locale_prompt(office->lang, number);

		snprintf(name, sizeof(name), "built-in:%d", number);
		const char *cells[] = {name, off ? "off" : "any day", text};
		table_add(&table, cells);
		if (options->json)
			out_json(json_pack("{s:s, s:b, s:s}", "number", name, "off", off,
					   language_name(office->lang), text));
	}
	if (!options->json)
		table_print(&table);
	table_finish(&table);
}

int admin_prompt_list(const struct admin_options *options)
{
	if (options->args_count == 0)
		return listing_run(options, "config/office", list_own);
	if (strcmp(options->args[0], "built-in") == 0)
		return listing_run(options, "config/office", list_built_in);
	complain("'%s': write prompt list, or prompt list built-in", options->args[0]);
	return EX_USAGE;
}

static int days_asked(const struct admin_options *options)
{
	char *end;
	long days = options->args_count ? strtol(options->args[0], &end, 10) : PLAN_DAYS;

	if (options->args_count && (end == options->args[0] || *end))
		return 0;
	return days < 1 || days > PLAN_DAYS_MAX ? 0 : (int)days;
}

static void plan_day(const struct book *book, const struct admin_options *options, int64_t day,
		     struct table *table)
{
	const struct office_config *office = book->office;
	struct prompt_choice choice =
	    prompt_of_day(office, options->settings.office, locale_prompts_count(), day);
	const char *text = "";
	char date_text[DATE_SIZE], name[32] = "none";
	struct date date;

	if (choice.source == PROMPT_OWN)
		text = office->prompts[choice.number - 1].in[office->lang];
	if (choice.source == PROMPT_BUILT_IN)
		text = locale_prompt(office->lang, choice.number);
	if (choice.source != PROMPT_NONE)
		snprintf(name, sizeof(name), "%s%d",
			 choice.source == PROMPT_OWN ? "" : "built-in:", choice.number);
	civil_from_days(day, &date.year, &date.month, &date.day);
	write_date(date_text, &date);
	const char *cells[] = {date_text, name, text};
	table_add(table, cells);
	if (options->json)
		out_json(
		    json_pack("{s:s, s:s, s:s}", "date", date_text, "number", name, "text", text));
}

static void plan(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"DATE", "NUMBER", "TEXT"};
	struct local_time today = zone_local(&book->office->zone, time(NULL));
	int64_t first = civil_days(today.year, today.month, today.day);
	struct table table;

	table_init(&table, 3, heading);
	for (int i = 0; i < days_asked(options); i++)
		plan_day(book, options, first + i, &table);
	if (!options->json)
		table_print(&table);
	table_finish(&table);
}

int admin_prompt_plan(const struct admin_options *options)
{
	if (days_asked(options))
		return listing_run(options, "config/office", plan);
	complain("'%s': give a number of days from 1 to %d", options->args[0], PLAN_DAYS_MAX);
	return EX_USAGE;
}
