/* What the disk is to know of the documents: gathered for a moment, then handed over at once. */
#include <stdlib.h>
#include <string.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"

enum { GATHER_MS = 250 };

void device_keep(struct device *device, enum store_change_kind kind, const char *topic,
		 const struct store_document *document)
{
	struct keeping *keeping = &device->keeping;

	if (!device->store)
		return;
	if (keeping->count == keeping->room) {
		int room = keeping->room ? 2 * keeping->room : 16;
		struct store_change *changes =
		    realloc(keeping->changes, (size_t)room * sizeof *changes);
		if (!changes)
			return;
		keeping->changes = changes;
		keeping->room = room;
	}
	struct store_change change = {.kind = kind};
	if (document)
		change.document = *document;
	change.document.topic = strdup(topic);
	change.document.payload = malloc(change.document.payload_size + 1);
	if (!change.document.topic || !change.document.payload) {
		free(change.document.topic);
		free(change.document.payload);
		return;
	}
	if (change.document.payload_size)
		memcpy(change.document.payload, document->payload, document->payload_size);
	if (!keeping->count)
		keeping->due_ms = clock_now().mono_ms + GATHER_MS;
	keeping->changes[keeping->count++] = change;
}

static void changes_free(struct keeping *keeping)
{
	for (int i = 0; i < keeping->count; i++) {
		free(keeping->changes[i].document.topic);
		free(keeping->changes[i].document.payload);
	}
	keeping->count = 0;
}

void device_keep_now(struct device *device)
{
	struct keeping *keeping = &device->keeping;

	if (!keeping->count)
		return;
	if (store_change(device->store, keeping->changes, keeping->count) == 0)
		changes_free(keeping);
	else
		keeping->due_ms = clock_now().mono_ms + GATHER_MS; /* the disk is behind */
}

void device_keep_finish(struct device *device)
{
	device_keep_now(device);
	changes_free(&device->keeping);
	free(device->keeping.changes);
	device->keeping = (struct keeping){0};
}

static void prove(struct device *device, const struct probation_document *good)
{
	struct store_document kept = {0};
	struct topic topic;

	memcpy(kept.hash, good->hash, HASH_SIZE);
	device_keep(device, STORE_PROVE, good->topic, &kept);
	if (!topic_parse_relative(good->topic, &topic))
		return;
	struct document *document = documents_find(&device->documents, topic.kind, topic.id);
	if (document)
		memcpy(document->proven, good->hash, HASH_SIZE);
}

void device_keep_tick(struct device *device, int64_t mono_ms)
{
	struct probation_document good;

	if (probation_due_ms(device->probation) <= mono_ms) {
		while (probation_next(device->probation, mono_ms, &good))
			prove(device, &good);
	}
	if (device->keeping.count && device->keeping.due_ms <= mono_ms)
		device_keep_now(device);
}

int64_t device_keep_due_ms(const struct device *device)
{
	int64_t due_ms = probation_due_ms(device->probation);

	if (device->keeping.count && device->keeping.due_ms < due_ms)
		due_ms = device->keeping.due_ms;
	return due_ms;
}
