#include "admin/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/memory.h"
#include "protocol/config.h"
#include "protocol/zone_load.h"

static void office_default(struct book *book)
{
	office_config_default(book->office);
	/* Without zone files times are told in UTC. */
	zone_load(book->office->tz, &book->office->zone);
}

void book_init(struct book *book)
{
	*book = (struct book){.office = memory_new(sizeof(*book->office))};
	office_default(book);
}

static void entry_destroy(struct book_entry *entry)
{
	free(entry->topic);
	free(entry->payload);
	free(entry->told);
	free(entry);
}

void book_finish(struct book *book)
{
	for (int i = 0; i < book->count; i++)
		entry_destroy(book->entries[i]);
	free(book->entries);
	free(book->office);
}

/* The place where topic stands or would stand. */
static int book_find(const struct book *book, const char *topic, bool *there)
{
	int low = 0, high = book->count;

	*there = false;
	while (low < high) {
		int middle = (low + high) / 2;
		int order = strcmp(topic, book->entries[middle]->topic);

		if (order == 0) {
			*there = true;
			return middle;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static struct book_entry *book_insert(struct book *book, int at, const char *topic,
				      const struct topic *parsed)
{
	struct book_entry *entry = memory_new(sizeof(*entry));

	if (book->count == book->capacity) {
		book->capacity = book->capacity ? 2 * book->capacity : 64;
		book->entries =
		    memory_grow(book->entries, (size_t)book->capacity * sizeof(book->entries[0]));
	}
	memmove(&book->entries[at + 1], &book->entries[at],
		(size_t)(book->count - at) * sizeof(book->entries[0]));
	book->entries[at] = entry;
	book->count++;
	entry->topic = memory_copy(topic);
	entry->parsed = *parsed;
	return entry;
}

/* A document that is wrong leaves the last good one, as it does on devices. */
static void office_take(struct book *book, const struct link_event *event)
{
	struct office_config *office = memory_new(sizeof(*office));
	struct faults faults;

	if (event->payload_size == 0)
		office_default(book);
	else if (office_config_decode(event->payload, event->payload_size, office, &faults))
		*book->office = *office;
	free(office);
}

struct book_entry *book_put(struct book *book, const char *topic, const struct link_event *event)
{
	struct topic parsed;
	bool there;

	if (!topic_parse_relative(topic, &parsed))
		return NULL;
	int at = book_find(book, topic, &there);
	struct book_entry *entry =
	    there ? book->entries[at] : book_insert(book, at, topic, &parsed);
	free(entry->payload);
	entry->payload = memory_copy_bytes(event->payload, event->payload_size);
	entry->size = event->payload_size;
	entry->expiry_s = event->expiry_s;
	if (parsed.kind == TOPIC_CONFIG_OFFICE)
		office_take(book, event);
	return entry;
}

void book_take(void *book, const char *topic, const struct link_event *event)
{
	book_put(book, topic, event);
}

struct book_entry *book_get(const struct book *book, const char *topic)
{
	bool there;
	int at = book_find(book, topic, &there);

	return there && book->entries[at]->size > 0 ? book->entries[at] : NULL;
}

static const struct book_entry *about(const struct book *book, enum topic_kind kind, const char *id)
{
	char text[TOPIC_TEXT_SIZE];
	struct topic topic = topic_make(kind, NULL, id);

	return topic_format_relative(&topic, text) ? book_get(book, text) : NULL;
}

bool book_person(const struct book *book, const char *id, struct person_config *out)
{
	const struct book_entry *entry = about(book, TOPIC_CONFIG_PERSON, id);
	struct faults faults;
	bool gone;

	return entry && person_config_decode(entry->payload, entry->size, out, &gone, &faults) &&
	       !gone;
}

bool book_device(const struct book *book, const char *id, struct device_config *out)
{
	const struct book_entry *entry = about(book, TOPIC_CONFIG_DEVICE, id);
	struct faults faults;
	bool gone;

	return entry && device_config_decode(entry->payload, entry->size, out, &gone, &faults) &&
	       !gone;
}

bool book_status(const struct book *book, const char *id, struct status *out)
{
	const struct book_entry *entry = about(book, TOPIC_STATUS, id);
	struct faults faults;

	return entry && status_decode(entry->payload, entry->size, out, &faults);
}

void book_person_name(const struct book *book, const char *id, char to[NAME_SIZE])
{
	struct person_config person;

	snprintf(to, NAME_SIZE, "%s", book_person(book, id, &person) ? person.name : id);
}

/* A kiosk without a place stands at itself. */
void book_place_name(const struct book *book, const char *id, char to[NAME_SIZE])
{
	const struct place *place = office_config_place(book->office, id);
	struct device_config device;

	if (place)
		snprintf(to, NAME_SIZE, "%s", place->name.in[book->office->lang]);
	else if (book_device(book, id, &device) && device.name[0])
		snprintf(to, NAME_SIZE, "%s", device.name);
	else
		snprintf(to, NAME_SIZE, "%s", id);
}

void book_kind_name(const struct book *book, const char *id, char to[NAME_SIZE])
{
	const struct kind *kind = office_config_kind(book->office, id);

	snprintf(to, NAME_SIZE, "%s", kind ? kind->name.in[book->office->lang] : id);
}
