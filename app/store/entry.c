#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

static char no_memory[] = "There is not enough memory.";

void store_event_finish(struct store_event *event)
{
	free(event->record.topic);
	free(event->record.payload);
	free(event->document.topic);
	free(event->document.payload);
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
	for (int i = 0; i < entry->changes_count; i++) {
		free(entry->changes[i].document.topic);
		free(entry->changes[i].document.payload);
	}
	free(entry->changes);
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

static bool document_copy(struct store_document *to, const struct store_document *from)
{
	*to = *from;
	to->topic = strdup(from->topic);
	to->payload = malloc(from->payload_size + 1);
	if (to->payload && from->payload_size)
		memcpy(to->payload, from->payload, from->payload_size);
	return to->topic && to->payload;
}

struct entry *entry_create_document(const struct store_document *document)
{
	struct entry *entry = entry_create(STORE_DOCUMENT, NULL);

	if (!entry || document_copy(&entry->event.document, document))
		return entry;
	entry_destroy(entry);
	return NULL;
}

struct entry *entry_create_text(enum store_event_kind kind, enum job job, const char *text)
{
	struct entry *entry = entry_create(kind, NULL);

	if (!entry)
		return NULL;
	entry->job = job;
	entry->event.text = strdup(text);
	if (entry->event.text)
		return entry;
	entry_destroy(entry);
	return NULL;
}

struct entry *entry_create_changes(const struct store_change *changes, int count)
{
	struct entry *entry = entry_create(STORE_LOADED, NULL);

	if (!entry)
		return NULL;
	entry->job = JOB_CHANGE;
	entry->changes = calloc((size_t)count, sizeof(*changes));
	bool copied = entry->changes != NULL;
	for (int i = 0; copied && i < count; i++) {
		entry->changes[i].kind = changes[i].kind;
		entry->changes_count = i + 1;
		copied = document_copy(&entry->changes[i].document, &changes[i].document);
	}
	if (copied)
		return entry;
	entry_destroy(entry);
	return NULL;
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
