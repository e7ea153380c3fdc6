#include "admin/doctor.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "admin/find.h"
#include "admin/memory.h"
#include "admin/reports.h"
#include "protocol/hash.h"
#include "protocol/report.h"

enum { CLOCKS_APART_S = 5 * 60 };

static void look_at_clock(struct doctor *doctor, const char *id, const struct status *status)
{
	if (status->clock == CLOCK_NONE)
		doctor_find(doctor, "Let it reach a time server: timedatectl there says why not.",
			    "%s doesn't know what time it is.", id);
	else if (status->at - time(NULL) > CLOCKS_APART_S)
		doctor_find(doctor, "See timedatectl on both.",
			    "The clock of %s is ahead of the one here.", id);
}

static void look_at_status(struct doctor *doctor, const char *id, const struct status *status)
{
	if (!status->online)
		doctor_find(doctor,
			    "Is it on, and on the network? praatjectl device remove takes it out "
			    "of the office.",
			    "%s is offline.", id);
	else if (!reports_online(&doctor->hand.book, id))
		doctor_find(doctor, "Is it on, and on the network?",
			    "%s says that it is online, but hasn't been heard for a quarter of an "
			    "hour.",
			    id);
	look_at_clock(doctor, id, status);
	doctor_certificate(doctor, id, status->certificate,
			   "praatjectl device renew, where the broker is, makes it a new file.");
	if (strcmp(status->version, PRAATJE_VERSION) != 0)
		doctor_find(doctor, "Bring both to the same version.",
			    "%s has version %s; this program is %s.", id, status->version,
			    PRAATJE_VERSION);
	if (status->stuck_count > 0)
		doctor_find(doctor, "See praatje --panel-check there, and hw/wiring.md.",
			    "A button of %s is stuck.", id);
	if (status->online && status->unsent > 0)
		doctor_find(doctor, "See praatjectl device log: may it write?",
			    "%s can't get rid of %d signals.", id, status->unsent);
}

static bool goes_by(const struct report *report, const struct book *book, const char *topic)
{
	const struct book_entry *entry = book_get(book, topic);
	char hash[HASH_SIZE];

	if (!entry)
		return true;
	hash_payload(entry->payload, entry->size, hash);
	for (int i = 0; i < report->applied_count; i++) {
		if (strcmp(report->applied[i].topic, topic) == 0)
			return strcmp(report->applied[i].hash, hash) == 0;
	}
	return false;
}

static void look_at_report(struct doctor *doctor, const char *id, const struct report *report)
{
	const struct book *book = &doctor->hand.book;
	char own[TOPIC_TEXT_SIZE], people_hash[HASH_SIZE];
	struct topic topic = topic_make(TOPIC_CONFIG_DEVICE, NULL, id);

	for (int i = 0; i < report->errors_count; i++)
		doctor_find(doctor, "Put the document right and apply it again.",
			    "%s refuses %s: %s%s%s", id, report->errors[i].topic,
			    report->errors[i].pointer, report->errors[i].pointer[0] ? ": " : "",
			    report->errors[i].message);
	if (report->errors_count > 0 || !reports_online(book, id))
		return;
	topic_format_relative(&topic, own);
	reports_people_hash(book, people_hash);
	if (!goes_by(report, book, "config/office") || !goes_by(report, book, own) ||
	    strcmp(report->people_hash, people_hash) != 0)
		doctor_find(doctor, "praatjectl device restart makes it read all of it anew.",
			    "%s doesn't go by what the broker has.", id);
}

static void look_at(struct doctor *doctor, const char *id)
{
	struct topic topic = topic_make(TOPIC_REPORT, NULL, id);
	char text[TOPIC_TEXT_SIZE];
	struct device_config config;
	struct status status;
	struct faults faults;
	struct report *report = memory_new(sizeof(*report));
	bool configured = book_device(&doctor->hand.book, id, &config);
	bool has_status = book_status(&doctor->hand.book, id, &status);

	topic_format_relative(&topic, text);
	const struct book_entry *entry = book_get(&doctor->hand.book, text);
	doctor->devices++;
	if (!configured)
		doctor_find(doctor,
			    "praatjectl device set ID role=... makes it one of the office, "
			    "praatjectl device remove clears it away.",
			    "%s is there, but nobody configured it.", id);
	if (!has_status)
		doctor_find(doctor, "Install it, or take it out: praatjectl device remove.",
			    "%s is configured, but has never been online.", id);
	else
		look_at_status(doctor, id, &status);
	if (entry && report_decode(entry->payload, entry->size, report, &faults))
		look_at_report(doctor, id, report);
	else if (has_status)
		doctor_find(doctor, "Bring it to the version of this program.",
			    "%s doesn't say what configuration it goes by.", id);
	free(report);
}

void doctor_devices(struct doctor *doctor)
{
	int count;
	struct found *devices = find_all(&doctor->hand.book, NAMES_DEVICE, &count);

	for (int i = 0; i < count; i++)
		look_at(doctor, devices[i].id);
	free(devices);
}
