/* praatjectl person list: who is on the roster, and how they are. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/book.h"
#include "admin/command.h"
#include "admin/listing.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "admin/standing.h"
#include "admin/table.h"

struct listing {
	const struct book *book;
	struct table table;
	bool json;
	int count;
};

static bool standing_of(const struct book *book, const char *id, struct admin_standing *standing)
{
	struct topic topic = topic_make(TOPIC_STATE, NULL, id);
	char text[TOPIC_TEXT_SIZE];
	const struct book_entry *entry =
	    topic_format_relative(&topic, text) ? book_get(book, text) : NULL;

	return entry && standing_read(book, entry, standing);
}

static void tell_json(const char *id, const struct person_config *person,
		      const struct admin_standing *standing)
{
	json_t *line =
	    json_pack("{s:s, s:s, s:s, s:s}", "id", id, "name", person->name, "wall",
		      wall_name(person->wall), "presence", presence_name(standing->presence));

	if (standing->presence == PRESENCE_OPEN && standing->statement.kind[0])
		json_object_set_new(line, "kind", json_string(standing->statement.kind));
	if (standing->presence == PRESENCE_OPEN && standing->statement.place[0])
		json_object_set_new(line, "place", json_string(standing->statement.place));
	if (standing->presence >= PRESENCE_FOCUS && standing->until_s)
		json_object_set_new(line, "until", json_integer(standing->until_s));
	out_json(line);
}

static void tell_row(struct listing *listing, const char *id, const struct person_config *person,
		     const struct admin_standing *standing)
{
	char *words = standing_words(listing->book, standing);
	/* In a column of presences "is" says nothing. */
	const char *cells[] = {id, person->name, wall_name(person->wall),
			       strncmp(words, "is ", 3) == 0 ? words + 3 : words};

	table_add(&listing->table, cells);
	free(words);
}

static void list_one(struct listing *listing, const char *id)
{
	struct admin_standing standing = {.presence = PRESENCE_AWAY};
	struct person_config person;

	if (!book_person(listing->book, id, &person))
		return;
	if (!standing_of(listing->book, id, &standing))
		standing.presence = PRESENCE_AWAY;
	listing->count++;
	if (listing->json)
		tell_json(id, &person, &standing);
	else
		tell_row(listing, id, &person, &standing);
}

static void list(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"ID", "NAME", "WALL", "PRESENCE"};
	struct listing listing = {.book = book, .json = options->json};

	table_init(&listing.table, 4, heading);
	for (int i = 0; i < book->count; i++)
		if (book->entries[i]->parsed.kind == TOPIC_CONFIG_PERSON)
			list_one(&listing, book->entries[i]->parsed.id);
	if (listing.count > 0 && !options->json)
		table_print(&listing.table);
	if (listing.count == 0)
		complain("nobody is on the roster of '%s' yet; praatjectl apply adds people",
			 options->settings.office);
	table_finish(&listing.table);
}

int admin_person_list(const struct admin_options *options)
{
	return listing_run(options, "person/+/state", list);
}
