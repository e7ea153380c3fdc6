#include "admin/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/memory.h"
#include "admin/out.h"
#include "protocol/config.h"
#include "protocol/suggest.h"

struct list {
	struct found *items;
	int count;
};

const char *find_word(enum command_names names)
{
	static const char *const words[] = {[NAMES_PERSON] = "person",
					    [NAMES_PLACE] = "place",
					    [NAMES_KIND] = "kind",
					    [NAMES_DEVICE] = "device"};

	return words[names];
}

static void add(struct list *list, const char *id, const char *name)
{
	list->items = memory_grow(list->items, ((size_t)list->count + 1) * sizeof(list->items[0]));
	struct found *found = &list->items[list->count++];
	snprintf(found->id, sizeof(found->id), "%s", id);
	snprintf(found->name, sizeof(found->name), "%s", name);
}

/* A label goes in once for each language in which it differs. */
static void add_label(struct list *list, const char *id, const struct label *label,
		      enum language first)
{
	add(list, id, label->in[first]);
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (strcmp(label->in[i], label->in[first]) != 0)
			add(list, id, label->in[i]);
	}
}

static void add_people(struct list *list, const struct book *book)
{
	struct person_config person;

	for (int i = 0; i < book->count; i++) {
		const struct topic *topic = &book->entries[i]->parsed;
		if (topic->kind == TOPIC_CONFIG_PERSON && book_person(book, topic->id, &person))
			add(list, topic->id, person.name);
	}
}

static void add_devices(struct list *list, const struct book *book)
{
	struct device_config device;
	struct status status;

	for (int i = 0; i < book->count; i++) {
		const struct topic *topic = &book->entries[i]->parsed;
		bool configured = book_device(book, topic->id, &device);

		if (topic->kind == TOPIC_CONFIG_DEVICE && configured)
			add(list, topic->id, device.name[0] ? device.name : topic->id);
		else if (topic->kind == TOPIC_STATUS && !configured &&
			 book_status(book, topic->id, &status))
			add(list, topic->id, topic->id);
	}
}

struct found *find_all(const struct book *book, enum command_names names, int *count)
{
	const struct office_config *office = book->office;
	struct list list = {.items = memory_new(sizeof(struct found))};

	if (names == NAMES_PERSON)
		add_people(&list, book);
	if (names == NAMES_DEVICE)
		add_devices(&list, book);
	for (int i = 0; names == NAMES_PLACE && i < office->places_count; i++)
		add_label(&list, office->places[i].id, &office->places[i].name, office->lang);
	for (int i = 0; names == NAMES_KIND && i < office->kinds_count; i++)
		add_label(&list, office->kinds[i].id, &office->kinds[i].name, office->lang);
	*count = list.count;
	return list.items;
}

/* Without case and accents, as rosters are ordered. */
static bool same_name(const char *a, const char *b)
{
	struct person_config one = {0}, other = {0};

	if (strlen(a) >= NAME_SIZE)
		return false;
	person_config_name(&one, a);
	person_config_name(&other, b);
	return strcmp(one.sort, other.sort) == 0;
}

static int complain_none(enum command_names names, const char *text, const struct found *items,
			 int count)
{
	for (int i = 0; i < count; i++) {
		if (!suggest_near(text, items[i].name) && !suggest_near(text, items[i].id))
			continue;
		complain("there is no %s '%s'; did you mean '%s' (%s)?", find_word(names), text,
			 items[i].name, items[i].id);
		return EX_USAGE;
	}
	complain("there is no %s '%s'; see praatjectl %s list", find_word(names), text,
		 find_word(names));
	return EX_USAGE;
}

static int complain_several(enum command_names names, const char *text, const struct found *items,
			    int count)
{
	complain("'%s' may be any of these; give the id:", text);
	for (int i = 0; i < count; i++) {
		if (same_name(text, items[i].name))
			fprintf(stderr, "  %s %s: %s\n", find_word(names), items[i].id,
				items[i].name);
	}
	return EX_USAGE;
}

static int choose(enum command_names names, const char *text, const struct found *items, int count,
		  struct found *out)
{
	const struct found *chosen = NULL;

	for (int i = 0; i < count; i++) {
		if (strcmp(items[i].id, text) != 0)
			continue;
		*out = items[i];
		return EX_OK;
	}
	for (int i = 0; i < count; i++) {
		if (!same_name(text, items[i].name))
			continue;
		if (chosen && strcmp(chosen->id, items[i].id) != 0)
			return complain_several(names, text, items, count);
		if (!chosen)
			chosen = &items[i];
	}
	if (!chosen)
		return complain_none(names, text, items, count);
	*out = *chosen;
	return EX_OK;
}

int find_one(const struct book *book, enum command_names names, const char *text, struct found *out)
{
	int count;
	struct found *items = find_all(book, names, &count);
	int status = choose(names, text, items, count, out);

	free(items);
	return status;
}
