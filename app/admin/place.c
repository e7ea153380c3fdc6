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
	static const char *const heading[] = {"ID", "DUTCH", "ENGLISH"};
	struct table table;

	table_init(&table, 3, heading);
	for (int i = 0; i < book->office->places_count; i++) {
		const struct place *place = &book->office->places[i];
		const char *nl = place->name.in[LANGUAGE_NL], *en = place->name.in[LANGUAGE_EN];
		const char *cells[] = {place->id, nl, en};

		table_add(&table, cells);
		if (options->json)
			out_json(json_pack("{s:s, s:s, s:s}", "id", place->id, "nl", nl, "en", en));
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
