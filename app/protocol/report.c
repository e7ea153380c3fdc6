#include "protocol/report.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/statement.h"
#include "protocol/json.h"
#include "protocol/topic.h"
#include "protocol/value.h"

void report_add_faults(struct report *report, const char *topic, int64_t rev,
		       const struct faults *faults)
{
	for (int i = 0; i < faults->count && report->errors_count < REPORT_ERRORS_MAX; i++) {
		const struct fault *fault = &faults->list[i];
		struct report_error *error = &report->errors[report->errors_count++];

		*error = (struct report_error){.rev = rev};
		snprintf(error->topic, sizeof(error->topic), "%s", topic);
		snprintf(error->code, sizeof(error->code), "%s", fault_code_name(fault->code));
		memcpy(error->pointer, fault->pointer, sizeof(error->pointer));
		memcpy(error->message, fault->message, sizeof(error->message));
	}
}

static void read_applied(const struct value *value, const char *topic,
			 struct report_applied *applied)
{
	static const char *const known[] = {"rev", "hash"};

	*applied = (struct report_applied){0};
	memcpy(applied->topic, topic, strlen(topic) + 1);
	if (!value_is_object(value))
		return;
	value_known(value, known, sizeof(known) / sizeof(*known));
	field_rev(value, &applied->rev);
	field_hash(value, "hash", REQUIRED, applied->hash);
}

static bool is_applied_topic(const char *text)
{
	struct topic topic;

	return topic_parse_relative(text, &topic) &&
	       (topic.kind == TOPIC_CONFIG_OFFICE || topic.kind == TOPIC_CONFIG_DEVICE);
}

static void field_applied(const struct value *root, struct report *out)
{
	struct value applied, value;
	const char *key;
	json_t *ignored;

	if (!field_object(root, "applied", REQUIRED, &applied))
		return;
	json_object_foreach((json_t *)applied.json, key, ignored)
	{
		value_field(&applied, key, &value);
		if (!is_applied_topic(key)) {
			fault_warn(value.faults, value.pointer, FAULT_UNKNOWN_FIELD,
				   "This is no topic of a document, so it is ignored.");
		} else if (out->applied_count == REPORT_APPLIED_MAX) {
			value_fault(&applied, FAULT_TOO_MANY,
				    "There may be at most %d documents here.", REPORT_APPLIED_MAX);
			return;
		} else {
			read_applied(&value, key, &out->applied[out->applied_count++]);
		}
	}
}

static void field_people(const struct value *root, struct report *out)
{
	static const char *const known[] = {"count", "hash"};
	struct value people;

	if (!field_object(root, "people", REQUIRED, &people))
		return;
	value_known(&people, known, sizeof(known) / sizeof(*known));
	field_int(&people, "count", REQUIRED, 0, INT_MAX, &out->people_count);
	field_hash(&people, "hash", REQUIRED, out->people_hash);
}

static void read_error(const struct value *value, struct report_error *error)
{
	static const char *const known[] = {"topic", "rev", "pointer", "code", "message"};

	if (!value_is_object(value))
		return;
	value_known(value, known, sizeof(known) / sizeof(*known));
	field_text(value, "topic", REQUIRED, REPORT_TOPIC_SIZE - 1, BLANK_REFUSED, error->topic,
		   sizeof(error->topic));
	field_rev(value, &error->rev);
	field_text(value, "pointer", REQUIRED, POINTER_SIZE - 1, BLANK_ALLOWED, error->pointer,
		   sizeof(error->pointer));
	field_text(value, "code", REQUIRED, REPORT_CODE_SIZE - 1, BLANK_REFUSED, error->code,
		   sizeof(error->code));
	field_text(value, "message", REQUIRED, SENTENCE_SIZE - 1, BLANK_REFUSED, error->message,
		   sizeof(error->message));
}

static void field_errors(const struct value *root, struct report *out)
{
	struct value array, item;
	int count;

	if (!field_array(root, "errors", REQUIRED, REPORT_ERRORS_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		read_error(&item, &out->errors[i]);
	}
	out->errors_count = count;
}

bool report_decode(const void *payload, size_t size, struct report *out, struct faults *faults)
{
	static const char *const known[] = {"source", "applied", "people", "errors"};
	const struct words sources = words_source();
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;
	int source;

	if (!document)
		return false;
	*out = (struct report){0};
	value_root(&root, document, faults);
	value_known(&root, known, sizeof(known) / sizeof(*known));
	if (field_word(&root, "source", REQUIRED, &sources, &source))
		out->source = (enum report_source)source;
	field_applied(&root, out);
	field_people(&root, out);
	field_errors(&root, out);
	json_decref(document);
	return faults->count == 0;
}

static void put_applied(json_t *object, const struct report *report)
{
	json_t *applied = json_put_object(object, "applied");

	for (int i = 0; i < report->applied_count; i++) {
		const struct report_applied *one = &report->applied[i];
		json_t *item = json_put_object(applied, one->topic);
		json_put_integer(item, "rev", one->rev);
		json_put_text(item, "hash", one->hash);
	}
}

static void put_errors(json_t *object, const struct report *report, int count)
{
	json_t *errors = json_put_array(object, "errors");

	for (int i = 0; i < count; i++) {
		const struct report_error *error = &report->errors[i];
		json_t *item = json_append_object(errors);
		json_put_text(item, "topic", error->topic);
		json_put_integer(item, "rev", error->rev);
		json_put_text(item, "pointer", error->pointer);
		json_put_text(item, "code", error->code);
		json_put_text(item, "message", error->message);
	}
}

static char *encode(const struct report *report, int errors)
{
	const struct words sources = words_source();
	json_t *object = json_object();

	json_put_text(object, "source", sources.list[report->source]);
	put_applied(object, report);
	json_t *people = json_put_object(object, "people");
	json_put_integer(people, "count", report->people_count);
	json_put_text(people, "hash", report->people_hash);
	put_errors(object, report, errors);
	return document_dump(object);
}

char *report_encode(const struct report *report)
{
	int errors = report->errors_count;
	char *text = encode(report, errors);

	while (strlen(text) > DOCUMENT_SIZE_MAX && errors > 0) {
		free(text);
		text = encode(report, --errors);
	}
	return text;
}
