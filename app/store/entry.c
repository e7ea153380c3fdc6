#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

static char no_memory[] = "There is not enough memory.";

void store_event_finish(struct store_event *event)
{
	free(event->record.topic);
	free(event->record.payload);
	if (event->text != no_memory)
		free(event->text);
	*event = (struct store_event){.kind = event->kind};
}

void entries_append(struct entries *entries, struct entry *entry)
{
	entry->next = NULL;
	*entries->end = entry;
	entries->end = &entry->next;
}

struct entry *entries_take(struct entries *entries)
{
	struct entry *entry = entries->first;

	if (!entry)
		return NULL;
	entries->first = entry->next;
	if (!entries->first)
		entries->end = &entries->first;
	return entry;
}

void entry_destroy(struct entry *entry)
{
	if (!entry)
		return;
	store_event_finish(&entry->event);
	free(entry);
}

void entries_finish(struct entries *entries)
{
	struct entry *entry;

	while ((entry = entries_take(entries)))
		entry_destroy(entry);
}

struct entry *entry_create(enum store_event_kind kind, const struct store_record *record)
{
	struct entry *entry = calloc(1, sizeof(*entry));

	if (!entry)
		return NULL;
	entry->event.kind = kind;
	if (!record)
		return entry;
	struct store_record *copy = &entry->event.record;
	*copy = *record;
	copy->topic = strdup(record->topic);
	copy->payload = record->payload ? strdup(record->payload) : NULL;
	if (!copy->topic || (record->payload && !copy->payload)) {
		entry_destroy(entry);
		return NULL;
	}
	return entry;
}

void entry_fail(struct entry *entry, const char *text)
{
	if (!entry)
		return;
	entry->event.kind = STORE_FAILED;
	entry->event.text = strdup(text);
	if (!entry->event.text)
		entry->event.text = no_memory;
}
