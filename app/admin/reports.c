#include "admin/reports.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "admin/memory.h"
#include "admin/out.h"
#include "protocol/hash.h"
#include "protocol/report.h"

enum outcome {
	OUTCOME_WAITED, /* it hasn't said anything of it yet */
	OUTCOME_TAKEN,
	OUTCOME_REFUSED,
};

bool reports_online(const struct book *book, const char *id)
{
	struct status status;

	return book_status(book, id, &status) && status.online &&
	       (!status.at || time(NULL) - status.at <= DEVICE_SILENCE_S);
}

void reports_people_hash(const struct book *book, char to[HASH_SIZE])
{
	struct hash_line *lines = memory_new(((size_t)book->count + 1) * sizeof(*lines));
	int count = 0;

	for (int i = 0; i < book->count; i++) {
		const struct book_entry *entry = book->entries[i];
		struct person_config person;

		if (entry->parsed.kind != TOPIC_CONFIG_PERSON ||
		    !book_person(book, entry->parsed.id, &person))
			continue;
		memcpy(lines[count].id, entry->parsed.id, ID_SIZE);
		lines[count].rev = person.rev;
		hash_payload(entry->payload, entry->size, lines[count].hash);
		count++;
	}
	hash_people(lines, count, to);
	free(lines);
}

static bool has_applied(const struct report *report, const char *topic, const char *payload)
{
	char hash[HASH_SIZE];

	hash_payload(payload, strlen(payload), hash);
	for (int i = 0; i < report->applied_count; i++) {
		if (strcmp(report->applied[i].topic, topic) == 0)
			return strcmp(report->applied[i].hash, hash) == 0;
	}
	return false;
}

static bool has_refused(const struct report *report, const struct change *change)
{
	for (int i = 0; i < report->errors_count; i++) {
		if (strcmp(report->errors[i].topic, change->topic) == 0 &&
		    report->errors[i].rev == change->rev)
			return true;
	}
	return false;
}

/* A person that the device refuses for longer leaves its own hash out of step for good. */
static bool has_people(const struct report *report, const char people_hash[HASH_SIZE])
{
	for (int i = 0; i < report->errors_count; i++) {
		if (strncmp(report->errors[i].topic, "config/person/", 14) == 0)
			return true;
	}
	return strcmp(report->people_hash, people_hash) == 0;
}

/* By what the broker holds now: a change that another overtook is the other's matter. */
static bool is_taken(const struct book *book, const struct report *report, const char *id,
		     const struct change *change, const char people_hash[HASH_SIZE])
{
	const struct book_entry *entry = book_get(book, change->topic);

	if (strncmp(change->topic, "config/person/", 14) == 0)
		return has_people(report, people_hash);
	if (strcmp(change->topic, "config/office") == 0)
		return !entry || has_applied(report, change->topic, entry->payload);
	return strcmp(change->topic + strlen("config/device/"), id) != 0 || !entry ||
	       has_applied(report, change->topic, entry->payload);
}

static bool report_get(const struct book *book, const char *id, struct report *out)
{
	struct topic topic = topic_make(TOPIC_REPORT, NULL, id);
	char text[TOPIC_TEXT_SIZE];
	struct faults faults;
	const struct book_entry *entry =
	    topic_format_relative(&topic, text) ? book_get(book, text) : NULL;

	return entry && report_decode(entry->payload, entry->size, out, &faults);
}

static enum outcome outcome_of(const struct hand *hand, const char *id, struct report *report,
			       const char people_hash[HASH_SIZE])
{
	enum outcome outcome = OUTCOME_TAKEN;

	if (!report_get(&hand->book, id, report))
		return OUTCOME_WAITED;
	for (int i = 0; i < hand->count; i++) {
		if (!hand->changes[i].configures)
			continue;
		if (has_refused(report, &hand->changes[i]))
			return OUTCOME_REFUSED;
		if (!is_taken(&hand->book, report, id, &hand->changes[i], people_hash))
			outcome = OUTCOME_WAITED;
	}
	return outcome;
}

/* One that is being taken out says goodbye instead of a report. */
static bool leaves(const struct hand *hand, const char *id)
{
	struct topic topic = topic_make(TOPIC_CONFIG_DEVICE, NULL, id);
	char text[TOPIC_TEXT_SIZE];
	struct device_config config;

	topic_format_relative(&topic, text);
	for (int i = 0; i < hand->count; i++) {
		if (strcmp(hand->changes[i].topic, text) == 0)
			return !book_device(&hand->book, id, &config);
	}
	return false;
}

struct tally_of_devices {
	int taken, refused, waited, offline;
};

static void tell_device(const struct hand *hand, const char *id, const char *result,
			const struct report *report)
{
	json_t *line = json_pack("{s:s, s:s}", "device", id, "result", result);
	json_t *errors = json_array();

	for (int i = 0; report && i < report->errors_count; i++)
		json_array_append_new(
		    errors, json_pack("{s:s, s:I, s:s, s:s, s:s}", "topic", report->errors[i].topic,
				      "rev", (json_int_t)report->errors[i].rev, "pointer",
				      report->errors[i].pointer, "code", report->errors[i].code,
				      "message", report->errors[i].message));
	if (report)
		json_object_set(line, "errors", errors);
	json_decref(errors);
	if (hand->options->json)
		out_json(line);
	else
		json_decref(line);
}

static void tell_refused(const struct hand *hand, const char *id, const struct report *report)
{
	tell_device(hand, id, "refused", report);
	for (int i = 0; i < report->errors_count && !hand->options->json; i++)
		complain("%s refuses %s: %s%s%s (%s)", id, report->errors[i].topic,
			 report->errors[i].pointer, report->errors[i].pointer[0] ? ": " : "",
			 report->errors[i].message, report->errors[i].code);
}

static void look_at(const struct hand *hand, const char *id, const char people_hash[HASH_SIZE],
		    bool tells, struct tally_of_devices *tally)
{
	struct report *report = memory_new(sizeof(*report));

	if (!reports_online(&hand->book, id)) {
		tally->offline++;
		if (tells)
			tell_device(hand, id, "offline", NULL);
		free(report);
		return;
	}
	enum outcome outcome = outcome_of(hand, id, report, people_hash);
	if (outcome == OUTCOME_TAKEN) {
		tally->taken++;
		if (tells)
			tell_device(hand, id, "taken", NULL);
	} else if (outcome == OUTCOME_REFUSED) {
		tally->refused++;
		if (tells)
			tell_refused(hand, id, report);
	} else {
		tally->waited++;
		if (tells) {
			tell_device(hand, id, "silent", NULL);
			complain("%s is online, but hasn't said that it goes by this", id);
		}
	}
	free(report);
}

static struct tally_of_devices look(const struct hand *hand, bool tells)
{
	struct tally_of_devices tally = {0};
	char people_hash[HASH_SIZE];

	reports_people_hash(&hand->book, people_hash);
	for (int i = 0; i < hand->book.count; i++) {
		const struct book_entry *entry = hand->book.entries[i];
		struct device_config config;

		if (entry->parsed.kind == TOPIC_STATUS && entry->size > 0 &&
		    book_device(&hand->book, entry->parsed.id, &config) &&
		    !leaves(hand, entry->parsed.id))
			look_at(hand, entry->parsed.id, people_hash, tells, &tally);
	}
	return tally;
}

static void tell_tally(const struct hand *hand, const struct tally_of_devices *tally)
{
	if (hand->options->json)
		return;
	if (tally->taken == 1)
		out_line("1 device that is online goes by it.");
	else if (tally->taken > 1)
		out_line("%d devices that are online go by it.", tally->taken);
	if (tally->offline > 0)
		out_line("%d %s offline and will hear of it on return.", tally->offline,
			 tally->offline == 1 ? "device is" : "devices are");
}

static bool any_configures(const struct hand *hand)
{
	for (int i = 0; i < hand->count; i++) {
		if (hand->changes[i].configures)
			return true;
	}
	return false;
}

/* The next message into the book; EX_TEMPFAIL, not told, when time is up. */
static int hear(struct hand *hand)
{
	struct link_event event;
	int status = contact_next(&hand->contact, &event);

	if (status != EX_OK)
		return status;
	const char *topic =
	    event.kind == LINK_MESSAGE ? contact_relative(&hand->contact, event.topic) : NULL;
	if (topic) {
		const struct book_entry *entry = book_put(&hand->book, topic, &event);
		/* Whoever goes on reporting is worth waiting for. */
		if (entry && entry->parsed.kind == TOPIC_REPORT)
			contact_await(&hand->contact, "the reports of all devices");
	}
	link_event_finish(&event);
	return EX_OK;
}

int reports_wait(struct hand *hand)
{
	int status = EX_OK;

	if (!any_configures(hand))
		return EX_OK;
	contact_await(&hand->contact, "the reports of all devices");
	while (status == EX_OK && look(hand, false).waited > 0)
		status = hear(hand);
	struct tally_of_devices tally = look(hand, true);
	tell_tally(hand, &tally);
	if (status == EX_OK && tally.refused > 0)
		status = EX_PROTOCOL;
	return status;
}
