/* praatjectl device list: which devices there are, and how they are. */
#include <stdio.h>
#include <sysexits.h>
#include <time.h>

#include "admin/book.h"
#include "admin/command.h"
#include "admin/listing.h"
#include "admin/out.h"
#include "admin/reports.h"
#include "admin/table.h"

struct row {
	const char *id;
	bool configured; /* else only its status is there */
	struct device_config config;
	bool has_status;
	struct status status;
};

static const char *online_word(const struct row *row)
{
	if (!row->has_status)
		return "never";
	if (!row->status.online)
		return "no";
	if (row->status.at && time(NULL) - row->status.at > DEVICE_SILENCE_S)
		return "silent";
	return "yes";
}

static void tell_json(const struct row *row)
{
	json_t *line = json_pack("{s:s, s:b, s:s}", "id", row->id, "configured", row->configured,
				 "online", online_word(row));

	if (row->configured)
		json_object_set_new(line, "role", json_string(role_name(row->config.role)));
	if (row->configured)
		json_object_set_new(line, "name", json_string(row->config.name));
	if (row->config.place[0])
		json_object_set_new(line, "place", json_string(row->config.place));
	if (row->has_status)
		json_object_set_new(line, "version", json_string(row->status.version));
	if (row->has_status && row->status.at)
		json_object_set_new(line, "at", json_integer(row->status.at));
	out_json(line);
}

static void tell_row(struct table *table, const struct book *book, const struct row *row)
{
	char place[NAME_SIZE] = "";
	const char *role = row->configured   ? role_name(row->config.role)
			   : row->has_status ? role_name(row->status.role)
					     : "";

	if (row->config.place[0])
		book_place_name(book, row->config.place, place);
	const char *cells[] = {row->id,
			       role,
			       row->configured ? row->config.name : "(not configured)",
			       place,
			       online_word(row),
			       row->has_status ? row->status.version : ""};
	table_add(table, cells);
}

static struct row row_make(const struct book *book, const char *id)
{
	struct row row = {.id = id};

	row.configured = book_device(book, id, &row.config);
	if (!row.configured)
		row.config = (struct device_config){0};
	row.has_status = book_status(book, id, &row.status);
	return row;
}

/* A device stands in the book under its configuration, its status or both: told once. */
static bool is_first_of(const struct book *book, const struct book_entry *entry)
{
	struct topic topic = topic_make(TOPIC_CONFIG_DEVICE, NULL, entry->parsed.id);
	char text[TOPIC_TEXT_SIZE];

	if (entry->parsed.kind == TOPIC_CONFIG_DEVICE)
		return true;
	return entry->parsed.kind == TOPIC_STATUS && topic_format_relative(&topic, text) &&
	       !book_get(book, text);
}

static void list(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"ID", "ROLE", "NAME", "PLACE", "ONLINE", "VERSION"};
	struct table table;
	int count = 0;

	table_init(&table, 6, heading);
	for (int i = 0; i < book->count; i++) {
		if (!is_first_of(book, book->entries[i]))
			continue;
		struct row row = row_make(book, book->entries[i]->parsed.id);
		if (!row.configured && !row.has_status)
			continue;
		count++;
		if (options->json)
			tell_json(&row);
		else
			tell_row(&table, book, &row);
	}
	if (count > 0 && !options->json)
		table_print(&table);
	if (count == 0)
		complain("there are no devices in '%s' yet; praatjectl apply adds them",
			 options->settings.office);
	table_finish(&table);
}

int admin_device_list(const struct admin_options *options)
{
	return listing_run(options, "device/+/status", list);
}
