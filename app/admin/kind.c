/* praatjectl kind: what one can be open for. */
#include <stdio.h>

#include "admin/command.h"
#include "admin/item.h"
#include "admin/listing.h"
#include "admin/out.h"
#include "admin/table.h"

static const struct item_list kinds = {"kinds", NAMES_KIND};

int admin_kind_add(const struct admin_options *options)
{
	return item_add(options, &kinds);
}

int admin_kind_rename(const struct admin_options *options)
{
	return item_rename(options, &kinds);
}

int admin_kind_set(const struct admin_options *options)
{
	return item_set(options, &kinds);
}

int admin_kind_remove(const struct admin_options *options)
{
	return item_remove(options, &kinds);
}

static void list(const struct book *book, const struct admin_options *options)
{
	const char *heading[3 + LANGUAGE_COUNT] = {"ID", "ICON", "MINUTES"};
	struct table table;
	char minutes[16];

	listing_languages(heading + 3);
	table_init(&table, 3 + LANGUAGE_COUNT, heading);
	for (int i = 0; i < book->office->kinds_count; i++) {
		const struct kind *kind = &book->office->kinds[i];

		snprintf(minutes, sizeof(minutes), "%d", kind->minutes);
		const char *cells[3 + LANGUAGE_COUNT] = {kind->id, icon_name(kind->icon), minutes};
		for (int j = 0; j < LANGUAGE_COUNT; j++)
			cells[3 + j] = kind->name.in[j];
		table_add(&table, cells);
		if (options->json)
			out_json(listing_names(json_pack("{s:s, s:s, s:i, s:i}", "id", kind->id,
							 "icon", icon_name(kind->icon), "minutes",
							 kind->minutes, "weight", kind->weight),
					       &kind->name));
	}
	if (!options->json)
		table_print(&table);
	table_finish(&table);
}

int admin_kind_list(const struct admin_options *options)
{
	return listing_run(options, "config/office", list);
}
