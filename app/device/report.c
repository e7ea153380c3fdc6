/* device/<d>/report: which configuration this device has, and what it refused. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"
#include "protocol/hash.h"
#include "protocol/suggest.h"

enum {
	REPORT_EXPIRY_S = 30 * 24 * 3600,
	QUIET_MS = 300,   /* several changes at once are told together */
	LATEST_MS = 2000, /* after the first of them */
};

void device_report_changed(struct device *device)
{
	struct saying *saying = &device->report;
	int64_t now_ms = clock_now().mono_ms;

	if (!saying->changed)
		saying->latest_ms = now_ms + LATEST_MS;
	saying->changed = true;
	saying->due_ms =
	    now_ms + QUIET_MS < saying->latest_ms ? now_ms + QUIET_MS : saying->latest_ms;
}

void device_report_anew(struct device *device)
{
	free(device->report.said);
	device->report.said = NULL;
	device_report_changed(device);
}

int64_t device_report_due_ms(const struct device *device)
{
	return device->report.changed && device->conn ? device->report.due_ms : INT64_MAX;
}

/* ---- What it says ---- */

static void add_applied(const struct device *device, struct report *report, enum topic_kind kind,
			const char *id)
{
	const struct document *document = documents_find(&device->documents, kind, id);

	if (!document || !document->in_force)
		return;
	struct report_applied *applied = &report->applied[report->applied_count++];
	document_topic(document, applied->topic);
	applied->rev = document->rev;
	memcpy(applied->hash, document->hash, HASH_SIZE);
}

static void add_people(const struct device *device, struct report *report)
{
	const struct documents *documents = &device->documents;
	struct hash_line *lines = calloc((size_t)documents->count + 1, sizeof *lines);

	for (int i = 0; lines && i < documents->count; i++) {
		const struct document *document = &documents->list[i];
		if (document->kind != TOPIC_CONFIG_PERSON || !document->in_force)
			continue;
		struct hash_line *line = &lines[report->people_count++];
		memcpy(line->id, document->id, ID_SIZE);
		line->rev = document->rev;
		memcpy(line->hash, document->hash, HASH_SIZE);
	}
	hash_people(lines, report->people_count, report->people_hash);
	free(lines);
}

static void add_errors(const struct device *device, struct report *report)
{
	const struct documents *documents = &device->documents;

	for (int i = 0; i < documents->count; i++) {
		const struct document *document = &documents->list[i];
		for (int j = 0; j < document->errors_count; j++) {
			if (report->errors_count < REPORT_ERRORS_MAX)
				report->errors[report->errors_count++] = document->errors[j];
		}
	}
}

static const char *nearest_place(const struct office_config *office, const char *id)
{
	const char *ids[PLACES_MAX];

	for (int i = 0; i < office->places_count; i++)
		ids[i] = office->places[i].id;
	return suggest_word(id, ids, office->places_count);
}

/* Ids in this device's own document that nothing has: it is used as far as it goes. */
static void find_unknown_ids(const struct office *office, struct faults *faults)
{
	const struct person *owner = office_person(office, office->self.person);
	const char *place = office->self.place;
	const char *near = nearest_place(&office->config, place);

	faults_init(faults);
	if (place[0] && office->configured && !office_config_place(&office->config, place)) {
		if (near)
			fault_add(faults, "/place", FAULT_UNKNOWN_ID,
				  "This office has no place \"%s\". Did you mean \"%s\"?", place,
				  near);
		else
			fault_add(faults, "/place", FAULT_UNKNOWN_ID,
				  "This office has no place \"%s\": give the id of one in "
				  "config/office.",
				  place);
	}
	if (office->self.person[0] && !(owner && owner->configured))
		fault_add(
		    faults, "/person", FAULT_UNKNOWN_ID,
		    "Nobody on the roster has this id: give that of a document config/person.");
}

static void add_unknown_ids(const struct device *device, struct report *report)
{
	const char *id = device->options->settings.device;
	const struct document *own = documents_find(&device->documents, TOPIC_CONFIG_DEVICE, id);
	char topic[REPORT_TOPIC_SIZE];
	struct faults faults;

	if (!own || !own->in_force)
		return;
	document_topic(own, topic);
	find_unknown_ids(device->office, &faults);
	report_add_faults(report, topic, own->rev, &faults);
}

/* A disk that fails concerns whoever looks after the device. */
static void add_disk(const struct device *device, struct report *report)
{
	char topic[REPORT_TOPIC_SIZE];
	struct faults faults;

	faults_init(&faults);
	if (device->disk_hangs)
		fault_add(&faults, "", FAULT_NOT_KEPT, "%s", DISK_HANGS_TEXT);
	if (device->disk_error[0])
		fault_add(&faults, "", FAULT_NOT_KEPT, "%s", device->disk_error);
	snprintf(topic, sizeof topic, "device/%s", device->options->settings.device);
	report_add_faults(report, topic, 0, &faults);
}

static enum report_source source(const struct device *device)
{
	for (int i = 0; i < device->documents.count; i++) {
		if (device->documents.list[i].in_force)
			return device->documents_live ? REPORT_LIVE : REPORT_KEPT;
	}
	return REPORT_BUILT_IN;
}

static char *make_report(const struct device *device)
{
	struct report *report = calloc(1, sizeof *report);

	if (!report)
		return NULL;
	report->source = source(device);
	add_applied(device, report, TOPIC_CONFIG_OFFICE, "");
	add_applied(device, report, TOPIC_CONFIG_DEVICE, device->options->settings.device);
	add_people(device, report);
	add_disk(device, report);
	add_errors(device, report);
	add_unknown_ids(device, report);
	char *payload = report_encode(report);
	free(report);
	return payload;
}

void device_report_tick(struct device *device, int64_t mono_ms)
{
	struct saying *saying = &device->report;

	if (mono_ms < device_report_due_ms(device) || !device->window || device->quiet)
		return;
	char *payload = make_report(device);
	saying->changed = false;
	if (!payload || (saying->said && strcmp(payload, saying->said) == 0)) {
		free(payload);
		return;
	}
	if (device_publish_own(device, TOPIC_REPORT, payload, REPORT_EXPIRY_S) == -EAGAIN) {
		device_report_changed(device);
		free(payload);
		return;
	}
	free(saying->said);
	saying->said = payload;
}
