/* praatjectl device show: all that is known about a device. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>

#include "admin/command.h"
#include "admin/find.h"
#include "admin/hand.h"
#include "admin/layout.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "admin/reports.h"
#include "admin/standing.h"
#include "admin/table.h"
#include "protocol/report.h"

/* What a topic of the device holds; NULL: nothing. */
static const struct book_entry *entry_of(const struct book *book, enum topic_kind kind,
					 const char *id)
{
	struct topic topic = topic_make(kind, NULL, id);
	char text[TOPIC_TEXT_SIZE];

	return topic_format_relative(&topic, text) ? book_get(book, text) : NULL;
}

static json_t *document_of(const struct book *book, enum topic_kind kind, const char *id)
{
	const struct book_entry *entry = entry_of(book, kind, id);

	return entry ? json_loadb(entry->payload, entry->size, 0, NULL) : NULL;
}

static void show_json(const struct book *book, const char *id)
{
	static const struct {
		const char *name;
		enum topic_kind kind;
	} parts[] = {{"configuration", TOPIC_CONFIG_DEVICE},
		     {"status", TOPIC_STATUS},
		     {"report", TOPIC_REPORT}};
	json_t *all = json_pack("{s:s, s:b}", "id", id, "online", reports_online(book, id));

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		json_t *document = document_of(book, parts[i].kind, id);

		if (document)
			json_object_set_new(all, parts[i].name, document);
	}
	out_json(all);
}

static void row(struct table *table, const char *what, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void row(struct table *table, const char *what, const char *format, ...)
{
	char words[SENTENCE_SIZE + 256];
	const char *cells[] = {what, words};
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	table_add(table, cells);
}

static void configuration_rows(struct table *table, const struct book *book, const char *id)
{
	struct device_config config;
	char words[NAME_SIZE];

	if (!book_device(book, id, &config)) {
		row(table, "name", "none: nobody has configured it");
		return;
	}
	row(table, "name", "%s", config.name);
	row(table, "role", "%s", role_name(config.role));
	if (config.place[0]) {
		book_place_name(book, config.place, words);
		row(table, "place", "%s", words);
	}
	if (config.person[0]) {
		book_person_name(book, config.person, words);
		row(table, "person", "%s", words);
	}
}

static void online_row(struct table *table, const struct book *book, const char *id,
		       const struct status *status)
{
	char at[CLOCK_TEXT_SIZE] = "";

	clock_text(book, status->at, at);
	if (!status->online)
		row(table, "online", "no");
	else
		row(table, "online", "%s; it said so at %s",
		    reports_online(book, id) ? "yes" : "silent for a quarter of an hour", at);
}

static void day_row(struct table *table, const char *name, int64_t at_s)
{
	time_t at = (time_t)at_s;
	char day[16];
	struct tm tm;

	if (gmtime_r(&at, &tm) && strftime(day, sizeof(day), "%Y-%m-%d", &tm))
		row(table, name, "ends on %s", day);
}

static void status_rows(struct table *table, const struct book *book, const char *id)
{
	static const char *const clocks[] = {[CLOCK_NONE] = "it doesn't know what time it is",
					     [CLOCK_RTC] = "not synchronised, but trusted",
					     [CLOCK_SYNCED] = "synchronised"};
	struct status status;

	if (!book_status(book, id, &status)) {
		row(table, "online", "never yet");
		return;
	}
	online_row(table, book, id, &status);
	row(table, "version", "%s", status.version);
	row(table, "clock", "%s", clocks[status.clock]);
	row(table, "unsent", "%d", status.unsent);
	for (int i = 0; i < status.stuck_count; i++)
		row(table, "stuck", "the %s button", status.stuck[i]);
	if (status.temperature_set)
		row(table, "temperature", "%.1f degrees%s", status.temperature,
		    status.throttled_set && status.throttled ? ", slowed down" : "");
	if (status.certificate)
		day_row(table, "certificate", status.certificate);
}

static void report_rows(struct table *table, const struct report *report)
{
	static const char *const sources[] = {[REPORT_LIVE] = "the broker's configuration",
					      [REPORT_KEPT] = "what it kept on disk",
					      [REPORT_BUILT_IN] = "what is built in"};

	row(table, "goes by", "%s", sources[report->source]);
	for (int i = 0; i < report->applied_count; i++)
		row(table, "", "%s rev %lld", report->applied[i].topic,
		    (long long)report->applied[i].rev);
	row(table, "", "%d people", report->people_count);
	for (int i = 0; i < report->errors_count; i++)
		row(table, "refuses", "%s: %s%s%s", report->errors[i].topic,
		    report->errors[i].pointer, report->errors[i].pointer[0] ? ": " : "",
		    report->errors[i].message);
}

static void show_configuration(const struct book *book, const char *id)
{
	json_t *document = document_of(book, TOPIC_CONFIG_DEVICE, id);
	char *words = document ? layout_json(document) : NULL;

	if (words)
		out_line("\n%s", words);
	free(words);
	json_decref(document);
}

static void show(const struct book *book, const char *id)
{
	const char *const heading[] = {"id", id};
	const struct book_entry *entry = entry_of(book, TOPIC_REPORT, id);
	struct report *report = memory_new(sizeof(*report));
	struct faults faults;
	struct table table;

	table_init(&table, 2, heading);
	configuration_rows(&table, book, id);
	status_rows(&table, book, id);
	if (entry && report_decode(entry->payload, entry->size, report, &faults))
		report_rows(&table, report);
	table_print(&table);
	show_configuration(book, id);
	table_finish(&table);
	free(report);
}

int admin_device_show(const struct admin_options *options)
{
	struct hand hand;
	struct found found;
	int status = hand_open(&hand, options);

	if (status == EX_OK)
		status = find_one(&hand.book, NAMES_DEVICE, options->args[0], &found);
	if (status == EX_OK && options->json)
		show_json(&hand.book, found.id);
	else if (status == EX_OK)
		show(&hand.book, found.id);
	hand_close(&hand);
	return status;
}
