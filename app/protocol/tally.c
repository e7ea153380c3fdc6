#include "protocol/tally.h"

#include <stdio.h>
#include <string.h>

#include "core/statement.h"
#include "protocol/hours_field.h"
#include "protocol/json.h"
#include "protocol/value.h"

enum span_kind {
	SPAN_DAY,
	SPAN_MONTH,
};

static bool span_date_parse(const char *text, enum span_kind kind, struct date *out)
{
	char day[16];

	if (kind == SPAN_DAY)
		return date_parse(text, out);
	if (strlen(text) != strlen("2026-11"))
		return false;
	snprintf(day, sizeof(day), "%s-01", text);
	if (!date_parse(day, out))
		return false;
	out->day = 0;
	return true;
}

static void span_date_format(const struct date *date, char to[40])
{
	int length = snprintf(to, 40, "%04d-%02d", date->year, date->month);

	if (date->day)
		snprintf(to + length, 40 - (size_t)length, "-%02d", date->day);
}

static void read_counts(const struct value *object, struct tally_span *out)
{
	struct value value;
	const char *key;
	json_t *ignored;

	json_object_foreach((json_t *)object->json, key, ignored)
	{
		if (out->counts_count == TALLY_KINDS_MAX) {
			value_fault(object, FAULT_TOO_MANY,
				    "There are more kinds here than %d: leave the smallest out.",
				    TALLY_KINDS_MAX);
			return;
		}
		struct tally_count *count = &out->counts[out->counts_count++];
		value_field(object, key, &value);
		if (!id_parse(key, count->kind))
			value_fault(
			    &value, FAULT_NOT_AN_ID,
			    "Counts stand under a kind's id, 1 to 32 of a-z, 0-9 and \"-\".");
		value_integer(&value, 0, STATEMENT_V_MAX, &count->count);
	}
}

static void read_span(const struct value *value, const char *key, enum span_kind kind,
		      struct tally_span *out)
{
	*out = (struct tally_span){0};
	if (!span_date_parse(key, kind, &out->date))
		value_fault(value, FAULT_BAD_DATE, "Counts stand under a %s, such as \"%s\".",
			    kind == SPAN_DAY ? "day" : "month",
			    kind == SPAN_DAY ? "2026-11-23" : "2026-11");
	if (value_is_object(value))
		read_counts(value, out);
}

static void field_spans(const struct value *root, const char *field, enum span_kind kind,
			struct tally_span *spans, int max, int *count)
{
	struct value object, value;
	const char *key;
	json_t *ignored;

	if (!field_object(root, field, REQUIRED, &object))
		return;
	if (json_object_size(object.json) > (size_t)max) {
		value_fault(&object, FAULT_TOO_MANY,
			    "There are %zu of them: only the last %d are kept.",
			    json_object_size(object.json), max);
		return;
	}
	json_object_foreach((json_t *)object.json, key, ignored)
	{
		value_field(&object, key, &value);
		read_span(&value, key, kind, &spans[(*count)++]);
	}
}

bool tally_decode(const void *payload, size_t size, struct tally *out, struct faults *faults)
{
	static const char *const known[] = {"days", "months"};
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	*out = (struct tally){0};
	value_root(&root, document, faults);
	value_known(&root, known, sizeof(known) / sizeof(*known));
	field_spans(&root, "days", SPAN_DAY, out->days, TALLY_DAYS_MAX, &out->days_count);
	field_spans(&root, "months", SPAN_MONTH, out->months, TALLY_MONTHS_MAX, &out->months_count);
	json_decref(document);
	return faults->count == 0;
}

static void put_spans(json_t *object, const char *field, const struct tally_span *spans, int count)
{
	json_t *all = json_put_object(object, field);

	for (int i = 0; i < count; i++) {
		char date[40];
		span_date_format(&spans[i].date, date);
		json_t *span = json_put_object(all, date);
		for (int j = 0; j < spans[i].counts_count; j++)
			json_put_integer(span, spans[i].counts[j].kind, spans[i].counts[j].count);
	}
}

char *tally_encode(const struct tally *tally)
{
	json_t *object = json_object();

	put_spans(object, "days", tally->days, tally->days_count);
	put_spans(object, "months", tally->months, tally->months_count);
	return document_dump(object);
}
