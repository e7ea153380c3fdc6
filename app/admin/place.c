/* praatjectl place: the named spots of the office. */
#include "admin/command.h"
#include "admin/item.h"
#include "admin/listing.h"
#include "admin/out.h"
#include "admin/table.h"

static const struct item_list places = {"places", NAMES_PLACE};

int admin_place_add(const struct admin_options *options)
{
	return item_add(options, &places);
}

int admin_place_rename(const struct admin_options *options)
{
	return item_rename(options, &places);
}

int admin_place_remove(const struct admin_options *options)
{
	return item_remove(options, &places);
}

static void list(const struct book *book, const struct admin_options *options)
{
	const char *heading[1 + LANGUAGE_COUNT] = {"ID"};
	struct table table;

	listing_languages(heading + 1);
	table_init(&table, 1 + LANGUAGE_COUNT, heading);
	for (int i = 0; i < book->office->places_count; i++) {
		const struct place *place = &book->office->places[i];
		const char *cells[1 + LANGUAGE_COUNT] = {place->id};

		for (int j = 0; j < LANGUAGE_COUNT; j++)
			cells[1 + j] = place->name.in[j];
		table_add(&table, cells);
		if (options->json)
			out_json(listing_names(json_pack("{s:s}", "id", place->id), &place->name));
	}
	if (!options->json && book->office->places_count > 0)
		table_print(&table);
	if (book->office->places_count == 0)
		complain("there are no places yet; praatjectl place add NAME adds one");
	table_finish(&table);
}

int admin_place_list(const struct admin_options *options)
{
	return listing_run(options, "config/office", list);
}
