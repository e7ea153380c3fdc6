/* What link and store have to tell becomes the core's events. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "device/device.h"
#include "device/log.h"
#include "protocol/state.h"
#include "protocol/status.h"
#include "protocol/topic.h"

enum { HEAR_MS = 25, AWAIT_MS = 3000, AGAIN_MIN_MS = 4000, AGAIN_MAX_MS = 5 * 60 * 1000 };

/* MQTT 5, 2.4: reason codes by which a broker shuts a device out. */
enum { BAD_USER = 0x86, NOT_AUTHORISED = 0x87, BANNED = 0x8A };

static void hear_statement(struct device *device, const struct topic *topic,
			   const struct link_event *message)
{
	struct statement statement;
	struct faults faults;
	bool person = topic->kind == TOPIC_STATE;
	struct event event = {
	    .kind = EVENT_STATEMENT,
	    .subject = person ? SUBJECT_PERSON : SUBJECT_PLACE,
	    .expiry_s = message->expiry_s,
	};

	id_copy(event.id, topic->id);
	if (message->payload_size) {
		bool good = person ? state_decode(message->payload, message->payload_size,
						  &statement, &faults)
				   : someone_decode(message->payload, message->payload_size,
						    &statement, &faults);
		/* What nobody can read says nothing: what it overwrote is said again. */
		if (good)
			event.statement = &statement;
		else
			log_line("link", "a statement is refused: %s: %s", faults.list[0].pointer,
				 faults.list[0].message);
	}
	device_step(device, &event);
}

/* A device that sees itself called offline says its status again. */
static void hear_status(struct device *device, const struct link_event *message)
{
	struct status status;
	struct faults faults;

	if (!status_decode(message->payload, message->payload_size, &status, &faults))
		return;
	if (!status.online && device->conn)
		device_announce(device, true);
}

static void hear_message(struct device *device, const struct link_event *message)
{
	struct topic topic;

	if (!topic_parse(device->options->settings.office, message->topic, &topic))
		return;
	switch (topic.kind) {
	case TOPIC_STATE:
	case TOPIC_SOMEONE:
		hear_statement(device, &topic, message);
		break;
	case TOPIC_CONFIG_OFFICE:
	case TOPIC_CONFIG_PERSON:
	case TOPIC_CONFIG_DEVICE:
		device_hear_document(device, &topic, message);
		break;
	case TOPIC_TALLY:
		device_hear_tally(device, topic.id, message);
		break;
	case TOPIC_STATUS:
		hear_status(device, message);
		break;
	case TOPIC_COMMAND:
	case TOPIC_COMMAND_ALL:
		device_command(device, message);
		break;
	default:
		break;
	}
}

static void hear_down(struct device *device, const struct link_event *link)
{
	int reason = link->reason;

	device->conn = 0;
	device_fault(device, "link", "no connection: %s", link->text);
	device_step(device, &(struct event){
				.kind = EVENT_LINK_DOWN,
				.not_let_in = reason == BAD_USER || reason == NOT_AUTHORISED ||
					      reason == BANNED,
			    });
}

static bool is_sync(const struct device *device, const char *text)
{
	struct topic topic;

	return topic_parse(device->options->settings.office, text, &topic) &&
	       topic.kind == TOPIC_SYNC;
}

static void try_again_later(struct device *device)
{
	int64_t wait_ms = device->again_wait_ms ? device->again_wait_ms * 2 : AGAIN_MIN_MS;

	device->again_wait_ms = wait_ms < AGAIN_MAX_MS ? wait_ms : AGAIN_MAX_MS;
	device->again_ms = loop_now_ms() + device->again_wait_ms;
}

/* PUBACKs for statements carry their v; those for other topics are of no interest. */
static void hear_answer(struct device *device, const struct link_event *link)
{
	struct topic topic;
	struct event event = {.kind = EVENT_ACKED, .v = link->number};

	/* Only "not authorised" is for good; a quota or a busy broker is tried again. */
	if (link->kind == LINK_REFUSED)
		event.kind = link->reason == NOT_AUTHORISED ? EVENT_REFUSED : EVENT_UNSAID;

	if (link->kind == LINK_REFUSED)
		device_fault(device, "link", "the broker refuses: %s", link->text);
	/* Without it nothing gets in step. A broker may learn later who this is. */
	if (link->kind == LINK_REFUSED && !link->number && is_sync(device, link->topic))
		try_again_later(device);
	if (!link->number || !topic_parse(device->options->settings.office, link->topic, &topic))
		return;
	event.subject = topic.kind == TOPIC_STATE ? SUBJECT_PERSON : SUBJECT_PLACE;
	id_copy(event.id, topic.id);
	device_step(device, &event);
}

static void hear(struct device *device, const struct link_event *link)
{
	switch (link->kind) {
	case LINK_UP:
		device->conn = link->conn;
		device->certificates.own_s = link->own_ends_s;
		device->certificates.broker_s = link->broker_ends_s;
		log_line("link", "connected");
		device_step(device, &(struct event){.kind = EVENT_LINK_UP});
		device_documents_up(device);
		device_report_anew(device);
		device_announce(device, true);
		break;
	case LINK_SYNCED:
		device->again_ms = INT64_MAX;
		device->again_wait_ms = 0;
		device_documents_synced(device);
		device_step(device, &(struct event){.kind = EVENT_LINK_SYNCED});
		break;
	case LINK_DOWN:
		hear_down(device, link);
		break;
	case LINK_MESSAGE:
		hear_message(device, link);
		break;
	case LINK_ACKED:
	case LINK_REFUSED:
		hear_answer(device, link);
		break;
	}
}

void device_hear_link(struct device *device)
{
	int64_t until_ms = loop_now_ms() + HEAR_MS;
	struct link_event event;

	while (link_next(device->link, &event)) {
		hear(device, &event);
		link_event_finish(&event);
		if (loop_now_ms() >= until_ms)
			break;
	}
}

static void restore(struct device *device, const struct store_record *record)
{
	struct topic topic;
	struct statement statement;
	struct faults faults;
	struct event event = {
	    .kind = EVENT_RESTORED,
	    .statement = &statement,
	    .implied = record->implied,
	    .at_mono_ms = record->at_mono_ms,
	};

	if (!topic_parse_relative(record->topic, &topic))
		return;
	event.subject = topic.kind == TOPIC_STATE ? SUBJECT_PERSON : SUBJECT_PLACE;
	id_copy(event.id, topic.id);
	size_t size = strlen(record->payload);
	bool good = topic.kind == TOPIC_STATE
			? state_decode(record->payload, size, &statement, &faults)
			: someone_decode(record->payload, size, &statement, &faults);
	if (good)
		device_step(device, &event);
}

/* kind: EVENT_KEPT or EVENT_UNKEPT. */
static void kept(struct device *device, const struct store_record *record, enum event_kind kind)
{
	struct topic topic;
	struct event event = {.kind = kind, .v = record->v};

	if (!topic_parse_relative(record->topic, &topic))
		return;
	event.subject = topic.kind == TOPIC_STATE ? SUBJECT_PERSON : SUBJECT_PLACE;
	id_copy(event.id, topic.id);
	device_step(device, &event);
}

/* What is no statement's own failure is the disk's. */
static void failed(struct device *device, const struct store_event *event)
{
	device_fault(device, "store", "%s", event->text);
	if (event->record.topic) {
		kept(device, &event->record, EVENT_UNKEPT);
		return;
	}
	snprintf(device->disk_error, sizeof device->disk_error, "%s", event->text);
	device_report_changed(device);
}

void device_hear_store(struct device *device)
{
	struct store_event event;

	while (store_next(device->store, &event)) {
		switch (event.kind) {
		case STORE_DOCUMENT:
			device_restore_document(device, &event.document);
			break;
		case STORE_COMMAND:
			device_remember_command(device, event.text);
			break;
		case STORE_TALLY:
			device_restore_tally(device, event.text);
			break;
		case STORE_RECORD:
			restore(device, &event.record);
			break;
		case STORE_KEPT:
			kept(device, &event.record, EVENT_KEPT);
			break;
		case STORE_FAILED:
			failed(device, &event);
			break;
		case STORE_LOADED:
			device->loaded = true;
			break;
		}
		store_event_finish(&event);
	}
}

void device_await_store(struct device *device)
{
	int64_t until_ms = loop_now_ms() + AWAIT_MS;

	while (device->store && !device->loaded) {
		struct pollfd fd = {.fd = store_fd(device->store), .events = POLLIN};
		int64_t left_ms = until_ms - loop_now_ms();
		if (left_ms <= 0 || poll(&fd, 1, (int)left_ms) == 0)
			break;
		device_hear_store(device);
	}
	if (device->store && !device->loaded)
		log_warning("store", "the disk is slow: begins without what it kept");
}
