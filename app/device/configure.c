/*
 * Documents of configuration, from the broker and from the disk: checked, taken over or refused,
 * put on probation, kept. What is in force stays in force until a better one came.
 */
#include <stdlib.h>
#include <string.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"
#include "protocol/config.h"
#include "protocol/hash.h"

struct offer {
	const struct topic *topic;
	const void *payload;
	size_t size;
	char hash[HASH_SIZE];
	bool from_disk;
	bool proven; /* on disk as one that counts as good */
};

/* What the log calls it: it names nobody. */
static const char *call(const struct topic *topic)
{
	if (topic->kind == TOPIC_CONFIG_OFFICE)
		return "config/office";
	return topic->kind == TOPIC_CONFIG_PERSON ? "a document of config/person"
						  : "a document of config/device";
}

static enum event_kind event_kind(const struct topic *topic)
{
	if (topic->kind == TOPIC_CONFIG_OFFICE)
		return EVENT_OFFICE;
	return topic->kind == TOPIC_CONFIG_PERSON ? EVENT_PERSON : EVENT_DEVICE;
}

static bool is_self(const struct device *device, const struct topic *topic)
{
	return topic->kind == TOPIC_CONFIG_DEVICE &&
	       strcmp(topic->id, device->options->settings.device) == 0;
}

/* ---- Reading ---- */

/* A document as the core takes it. */
struct content {
	struct event event;
	bool gone;
	int64_t rev;
	union {
		struct office_config office;
		struct person_config person;
		struct device_config device;
	};
};

static bool read_content(const struct offer *offer, struct content *content, struct faults *faults)
{
	bool good = true;

	content->gone = offer->size == 0;
	if (content->gone)
		return true;
	switch (offer->topic->kind) {
	case TOPIC_CONFIG_OFFICE:
		good = office_config_decode(offer->payload, offer->size, &content->office, faults);
		content->rev = content->office.rev;
		content->event.office = &content->office;
		break;
	case TOPIC_CONFIG_PERSON:
		good = person_config_decode(offer->payload, offer->size, &content->person,
					    &content->gone, faults);
		content->rev = content->person.rev;
		content->event.person = &content->person;
		break;
	default:
		good = device_config_decode(offer->payload, offer->size, &content->device,
					    &content->gone, faults);
		content->rev = content->device.rev;
		content->event.device = &content->device;
	}
	return good;
}

/* ---- Taking over ---- */

static void tell_core(struct device *device, const struct topic *topic, struct event *event)
{
	enum role before = device->office->self.role;

	event->kind = event_kind(topic);
	memcpy(event->id, topic->id, ID_SIZE); /* the office has none */
	device_step(device, event);
	if (device->office->self.role != before && device->conn)
		device_announce(device, true);
}

static void drop(struct device *device, struct document *document)
{
	char topic[REPORT_TOPIC_SIZE];

	document_topic(document, topic);
	probation_end(device->probation, topic);
	device_keep(device, STORE_DROP, topic, NULL);
	documents_remove(&device->documents, document);
}

static void take_gone(struct device *device, const struct offer *offer, struct document *document)
{
	drop(device, document);
	tell_core(device, offer->topic, &(struct event){0});
	if (is_self(device, offer->topic))
		device->leave_due = true;
}

static void log_refusal(const struct offer *offer, const struct faults *faults)
{
	for (int i = 0; i < faults->count; i++) {
		const char *pointer = faults->list[i].pointer;
		log_warning("config", "%s is refused: %s%s%s", call(offer->topic), pointer,
			    pointer[0] ? ": " : "", faults->list[i].message);
	}
}

/* With each connection it comes again: that is told once. */
static void refuse(struct device *device, const struct offer *offer, struct document *document,
		   int64_t rev, const struct faults *faults)
{
	if (strcmp(document->refused, offer->hash) != 0)
		log_refusal(offer, faults);
	document_refuse(document, rev, offer->hash, faults);
	if (!offer->from_disk)
		tell_core(device, offer->topic, &(struct event){.same = true});
}

static void refuse_aside(struct device *device, const struct offer *offer,
			 struct document *document)
{
	struct faults faults;

	faults_init(&faults);
	fault_add(
	    &faults, "", FAULT_PUT_ASIDE,
	    "The program ended unexpectedly twice within a minute of using this, so %s: change "
	    "it, and it is tried again.",
	    document->in_force ? "the one before it is in force" : "it isn't used");
	refuse(device, offer, document, 0, &faults);
}

/* New ones are written down before they are used: they might be the end of the program. */
static void try_out(struct device *device, const struct offer *offer,
		    const struct document *document, int64_t rev)
{
	char topic[REPORT_TOPIC_SIZE];
	struct moment now = clock_now();

	document_topic(document, topic);
	if (strcmp(offer->hash, document->proven) == 0) {
		probation_end(device->probation, topic);
		if (!offer->from_disk)
			device_keep(device, STORE_GIVE_UP, topic, NULL);
		return;
	}
	probation_begin(device->probation, topic, offer->hash, now.mono_ms);
	if (offer->from_disk)
		return;
	struct store_document kept = {
	    .rev = rev, .payload = (char *)offer->payload, .payload_size = offer->size};
	memcpy(kept.hash, offer->hash, HASH_SIZE);
	device_keep(device, STORE_TRY, topic, &kept);
}

static void take_over(struct device *device, const struct offer *offer, struct document *document,
		      struct content *content)
{
	try_out(device, offer, document, content->rev);
	document->in_force = true;
	document->rev = content->rev;
	memcpy(document->hash, offer->hash, HASH_SIZE);
	document_forgive(document);
	tell_core(device, offer->topic, &content->event);
	if (is_self(device, offer->topic))
		device->leave_due = false;
}

static void warn(const struct offer *offer, const struct faults *faults)
{
	for (int i = 0; i < faults->warnings_count; i++)
		log_warning("config", "%s: %s: %s", call(offer->topic), faults->warnings[i].pointer,
			    faults->warnings[i].message);
}

static void judge(struct device *device, const struct offer *offer, struct document *document)
{
	struct content *content = calloc(1, sizeof *content);
	struct faults faults;

	if (!content)
		return;
	faults_init(&faults);
	if (!read_content(offer, content, &faults)) {
		refuse(device, offer, document, content->rev, &faults);
	} else if (content->gone) {
		take_gone(device, offer, document);
	} else {
		warn(offer, &faults);
		take_over(device, offer, document, content);
	}
	free(content);
}

static void consider(struct device *device, struct offer *offer)
{
	struct document *document =
	    documents_make(&device->documents, offer->topic->kind, offer->topic->id);
	char topic[REPORT_TOPIC_SIZE];

	if (!document)
		return;
	document_topic(document, topic);
	document->seen = document->seen || !offer->from_disk;
	if (offer->proven)
		memcpy(document->proven, offer->hash, HASH_SIZE);
	device_report_changed(device);
	if (document->in_force && strcmp(document->hash, offer->hash) == 0) {
		document_forgive(document);
		tell_core(device, offer->topic, &(struct event){.same = true});
	} else if (offer->size && probation_aside(device->probation, topic, offer->hash)) {
		refuse_aside(device, offer, document);
	} else {
		judge(device, offer, document);
	}
}

void device_hear_document(struct device *device, const struct topic *topic,
			  const struct link_event *message)
{
	struct offer offer = {
	    .topic = topic, .payload = message->payload, .size = message->payload_size};

	hash_payload(offer.payload, offer.size, offer.hash);
	device->documents_live = true;
	consider(device, &offer);
}

void device_restore_document(struct device *device, const struct store_document *kept)
{
	struct topic topic;
	struct offer offer = {
	    .topic = &topic,
	    .payload = kept->payload,
	    .size = kept->payload_size,
	    .from_disk = true,
	    .proven = kept->proven,
	};

	if (!topic_parse_relative(kept->topic, &topic))
		return;
	const struct document *known = documents_find(&device->documents, topic.kind, topic.id);
	if (device->office->met || (known && known->seen))
		return; /* the disk was so slow that the broker spoke first */
	hash_payload(offer.payload, offer.size, offer.hash);
	if (strcmp(offer.hash, kept->hash) == 0)
		consider(device, &offer);
	else
		device_fault(device, "store", "%s is damaged on disk and not used", call(&topic));
}

/* ---- The connection ---- */

void device_documents_up(struct device *device)
{
	device->documents_live = false;
	for (int i = 0; i < device->documents.count; i++)
		device->documents.list[i].seen = false;
	device_report_changed(device);
}

/* What the core drops by the same rule, when this event is over. */
void device_documents_synced(struct device *device)
{
	struct documents *documents = &device->documents;
	const struct document *office = documents_find(documents, TOPIC_CONFIG_OFFICE, "");

	device_report_changed(device);
	if (!office || !office->seen)
		return; /* the broker lost its data: what is kept still holds */
	for (int i = documents->count - 1; i >= 0; i--) {
		if (!documents->list[i].seen)
			drop(device, &documents->list[i]);
	}
}
