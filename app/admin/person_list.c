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

/* As kiosks order the roster. */
struct line {
	const char *id; /* the book's */
	struct person_config person;
};

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

static void list_one(struct listing *listing, const struct line *line)
{
	struct admin_standing standing = {.presence = PRESENCE_AWAY};

	if (!standing_of(listing->book, line->id, &standing))
		standing.presence = PRESENCE_AWAY;
	if (listing->json)
		tell_json(line->id, &line->person, &standing);
	else
		tell_row(listing, line->id, &line->person, &standing);
}

static int line_compare(const void *a, const void *b)
{
	const struct line *one = a, *other = b;
	int order = strcmp(one->person.sort, other->person.sort);

	return order ? order : strcmp(one->id, other->id);
}

/* Everybody on the roster, in order; to be freed. */
static struct line *lines_make(const struct book *book, int *count)
{
	struct line *lines = memory_new(((size_t)book->count + 1) * sizeof(*lines));

	*count = 0;
	for (int i = 0; i < book->count; i++) {
		const struct topic *topic = &book->entries[i]->parsed;

		if (topic->kind != TOPIC_CONFIG_PERSON ||
		    !book_person(book, topic->id, &lines[*count].person))
			continue;
		lines[*count].id = topic->id;
		*count += 1;
	}
	qsort(lines, (size_t)*count, sizeof(*lines), line_compare);
	return lines;
}

static void list(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"ID", "NAME", "WALL", "PRESENCE"};
	struct listing listing = {.book = book, .json = options->json};

	table_init(&listing.table, 4, heading);
	struct line *lines = lines_make(book, &listing.count);
	for (int i = 0; i < listing.count; i++)
		list_one(&listing, &lines[i]);
	free(lines);
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
