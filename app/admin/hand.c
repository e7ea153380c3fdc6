#include "admin/hand.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/check.h"
#include "admin/difference.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "admin/reports.h"

enum { NOT_AUTHORISED = 0x87 };

static int open_with(struct hand *hand, const struct admin_options *options,
		     const char *const *filters, int count)
{
	*hand = (struct hand){.options = options};
	book_init(&hand->book);
	int status = contact_open(&hand->contact, options, filters, count);
	if (status == EX_OK)
		status = contact_sync(&hand->contact, book_take, &hand->book);
	return status;
}

/* The first three are what any change needs. */
static const char *const hand_filters[] = {"config/#", "device/+/status", "device/+/report",
					   "person/+/state", "place/+/someone"};

int hand_open(struct hand *hand, const struct admin_options *options)
{
	return open_with(hand, options, hand_filters, 3);
}

int hand_open_with_states(struct hand *hand, const struct admin_options *options)
{
	return open_with(hand, options, hand_filters, 5);
}

void hand_close(struct hand *hand)
{
	contact_close(&hand->contact);
	book_finish(&hand->book);
	for (int i = 0; i < hand->count; i++)
		free(hand->changes[i].payload);
	free(hand->changes);
}

static json_t *loaded(const struct hand *hand, const char *topic)
{
	const struct book_entry *entry = book_get(&hand->book, topic);

	return entry ? json_loadb(entry->payload, entry->size, 0, NULL) : NULL;
}

json_t *hand_get(const struct hand *hand, const char *topic)
{
	json_t *document = loaded(hand, topic);

	if (!json_is_true(json_object_get(document, "gone")))
		return document;
	json_decref(document);
	return NULL;
}

int64_t hand_rev(const struct hand *hand, const char *topic)
{
	json_t *document = loaded(hand, topic);
	int64_t rev = json_integer_value(json_object_get(document, "rev"));

	json_decref(document);
	return rev;
}

/* The rev stands first in a document that had none. */
static json_t *with_rev(json_t *after, int64_t rev)
{
	if (json_object_get(after, "rev")) {
		json_object_set_new(after, "rev", json_integer(rev));
		return after;
	}
	json_t *document = json_pack("{s:I}", "rev", (json_int_t)rev);
	json_object_update(document, after);
	json_decref(after);
	return document;
}

static int tell_faults(const char *topic, const struct faults *faults)
{
	for (int i = 0; i < faults->count; i++)
		complain("%s: %s: %s (%s)", topic, faults->list[i].pointer, faults->list[i].message,
			 fault_code_name(faults->list[i].code));
	for (int i = 0; i < faults->warnings_count; i++)
		complain("%s: %s: %s%s (%s)", topic, faults->warnings[i].pointer,
			 faults->warnings[i].code == FAULT_UNKNOWN_FIELD ? "" : "warning: ",
			 faults->warnings[i].message, fault_code_name(faults->warnings[i].code));
	return EX_DATAERR;
}

static bool has_unknown_field(const struct faults *faults)
{
	for (int i = 0; i < faults->warnings_count; i++) {
		if (faults->warnings[i].code == FAULT_UNKNOWN_FIELD)
			return true;
	}
	return false;
}

int hand_put(struct hand *hand, const char *topic, json_t *after)
{
	int64_t rev = hand_rev(hand, topic) + 1;
	struct faults faults;
	struct topic parsed;
	int status = EX_OK;

	after = with_rev(after, rev);
	char *payload = json_dumps(after, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(after);
	if (!payload || !check_topic(topic, &parsed)) {
		complain("%s: this can't be written as a document", topic);
		status = EX_DATAERR;
	} else {
		bool good = check_payload(&parsed, payload, &faults);

		if (!good || faults.warnings_count > 0)
			tell_faults(topic, &faults);
		if (!good || has_unknown_field(&faults))
			status = EX_DATAERR;
	}
	if (status == EX_OK)
		hand_put_payload(hand, topic, payload, rev);
	else
		complain("nothing was sent");
	free(payload);
	return status;
}

void hand_put_payload(struct hand *hand, const char *topic, const char *payload, int64_t rev)
{
	struct topic parsed;

	if (hand->count == hand->capacity) {
		hand->capacity = hand->capacity ? 2 * hand->capacity : 16;
		hand->changes =
		    memory_grow(hand->changes, (size_t)hand->capacity * sizeof(hand->changes[0]));
	}
	struct change *change = &hand->changes[hand->count++];
	*change = (struct change){.payload = memory_copy(payload), .rev = rev};
	snprintf(change->topic, sizeof(change->topic), "%s", topic);
	change->configures = check_topic(topic, &parsed);
}

static void tell_change(const struct hand *hand, const struct change *change, const char *result)
{
	if (hand->options->json)
		out_json(json_pack("{s:s, s:s}", "topic", change->topic, "result", result));
	else if (hand->lists)
		out_line("%s: %s", change->topic, result);
}

static int refused(const struct hand *hand, const struct link_event *event,
		   const struct change *change)
{
	tell_change(hand, change, "refused");
	complain("the broker refuses %s: %s%s", change->topic, event->text,
		 event->reason == NOT_AUTHORISED ? " Use the user name of an admin of this office."
						 : "");
	return event->reason == NOT_AUTHORISED ? EX_NOPERM : EX_IOERR;
}

/* Another's change that came before the broker took ours is gone with it. */
static void overtaken(struct hand *hand, const struct change *change,
		      const struct link_event *event)
{
	json_t *theirs = json_loadb(event->payload, event->payload_size, 0, NULL);
	json_t *ours = json_loads(change->payload, 0, NULL);

	hand->overtaken++;
	complain("somebody else changed %s in the same moment, and this overwrote it; what "
		 "differs, theirs and then ours:",
		 change->topic);
	difference_print(stderr, theirs, ours);
	json_decref(theirs);
	json_decref(ours);
}

static bool is_echo(const struct change *change, const struct link_event *event)
{
	return strlen(change->payload) == event->payload_size &&
	       memcmp(change->payload, event->payload, event->payload_size) == 0;
}

static void take_message(struct hand *hand, const struct link_event *event)
{
	const char *topic = contact_relative(&hand->contact, event->topic);
	const struct book_entry *entry = topic ? book_put(&hand->book, topic, event) : NULL;

	for (int i = 0; entry && i < hand->count; i++) {
		struct change *change = &hand->changes[i];

		if (change->configures && !change->taken && strcmp(change->topic, topic) == 0 &&
		    !is_echo(change, event))
			overtaken(hand, change, event);
	}
}

/* Takes one event in while the broker's word is waited for. */
static int take_event(struct hand *hand)
{
	struct link_event event;
	int status = contact_next(&hand->contact, &event);

	if (status != EX_OK)
		return status;
	if (event.kind == LINK_ACKED || event.kind == LINK_REFUSED) {
		struct change *change = &hand->changes[event.number - 1];

		hand->waiting--;
		change->taken = event.kind == LINK_ACKED;
		contact_await(&hand->contact, "the broker's word that it has the rest");
		if (change->taken)
			tell_change(hand, change, change->payload[0] ? "sent" : "emptied");
		else
			status = refused(hand, &event, change);
	} else if (event.kind == LINK_MESSAGE) {
		take_message(hand, &event);
	}
	link_event_finish(&event);
	return status;
}

static int send_one(struct hand *hand, int number)
{
	const struct change *change = &hand->changes[number];
	int error;

	/* The link takes only so much at once. */
	while ((error = contact_publish(&hand->contact, change->topic, change->payload, true, -1,
					number + 1)) == -EAGAIN) {
		int status = take_event(hand);
		if (status != EX_OK)
			return status;
	}
	if (error < 0) {
		complain("%s cannot be sent: %s", change->topic, strerror(-error));
		return error == -ENOTCONN ? EX_UNAVAILABLE : EX_IOERR;
	}
	hand->waiting++;
	return EX_OK;
}

static int send_all(struct hand *hand)
{
	int status = EX_OK;

	contact_await(&hand->contact, "the broker's word that it has the documents");
	for (int i = 0; i < hand->count && status == EX_OK; i++)
		status = send_one(hand, i);
	/* The rest is still heard after a refusal, so that every document is accounted for. */
	while (hand->waiting > 0 && (status == EX_OK || status == EX_NOPERM)) {
		int answer = take_event(hand);

		if (answer != EX_OK)
			status = answer;
		if (answer != EX_OK && answer != EX_NOPERM)
			break;
	}
	return status;
}

/* The echo of what was sent last tells that the book holds what the broker does. */
static void books_own(struct hand *hand)
{
	for (int i = 0; i < hand->count; i++) {
		const struct change *change = &hand->changes[i];
		const struct link_event event = {.payload = change->payload,
						 .payload_size = strlen(change->payload),
						 .expiry_s = -1};

		book_put(&hand->book, change->topic, &event);
	}
}

static void show(const struct hand *hand)
{
	for (int i = 0; i < hand->count; i++) {
		const struct change *change = &hand->changes[i];
		json_t *before = loaded(hand, change->topic);
		json_t *after = json_loads(change->payload, 0, NULL);

		if (hand->options->json) {
			json_t *line =
			    json_pack("{s:s, s:s, s:o}", "topic", change->topic, "result",
				      "would change", "difference", difference_json(before, after));
			out_json(line);
		} else {
			out_line("%s would change:", change->topic);
			difference_print(stdout, before, after);
		}
		json_decref(before);
		json_decref(after);
	}
}

int hand_commit(struct hand *hand, const char *sentence, ...)
{
	va_list arguments;

	if (hand->options->dry_run) {
		show(hand);
		return EX_OK;
	}
	if (hand->count == 0)
		return EX_OK;
	int status = send_all(hand);
	if (status != EX_OK)
		return status;
	if (sentence && !hand->options->json) {
		va_start(arguments, sentence);
		vprintf(sentence, arguments);
		va_end(arguments);
		out_line("%s", "");
	}
	books_own(hand);
	status = reports_wait(hand);
	return status == EX_OK && hand->overtaken > 0 ? EX_TEMPFAIL : status;
}
