#include "protocol/status.h"

#include <limits.h>

#include "core/statement.h"
#include "protocol/json.h"
#include "protocol/value.h"

enum { TEMPERATURE_MIN = -100, TEMPERATURE_MAX = 200, VERSION_CHARS_MAX = STATUS_VERSION_SIZE - 1 };

static void field_stuck(const struct value *root, struct status *out)
{
	struct value array, item;
	int count;

	if (!field_array(root, "stuck", OPTIONAL, STATUS_STUCK_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		value_id(&item, out->stuck[i]);
	}
	out->stuck_count = count;
}

static void read_status(const struct value *root, struct status *out)
{
	static const char *const known[] = {"online",      "conn",      "boot",        "version",
					    "role",        "clock",     "unsent",      "stuck",
					    "temperature", "throttled", "certificate", "at"};
	const struct words roles = words_role(), clocks = words_clock();
	int word;

	value_known(root, known, sizeof(known) / sizeof(*known));
	field_bool(root, "online", REQUIRED, &out->online);
	field_integer(root, "conn", REQUIRED, 0, STATEMENT_V_MAX, &out->conn);
	field_integer(root, "boot", REQUIRED, 0, STATEMENT_V_MAX, &out->boot);
	field_text(root, "version", REQUIRED, VERSION_CHARS_MAX, BLANK_REFUSED, out->version,
		   sizeof(out->version));
	if (field_word(root, "role", REQUIRED, &roles, &word))
		out->role = (enum role)word;
	if (field_word(root, "clock", REQUIRED, &clocks, &word))
		out->clock = (enum clock_trust)word;
	field_int(root, "unsent", REQUIRED, 0, INT_MAX, &out->unsent);
	field_stuck(root, out);
	out->temperature_set = field_number(root, "temperature", OPTIONAL, TEMPERATURE_MIN,
					    TEMPERATURE_MAX, &out->temperature);
	out->throttled_set = field_bool(root, "throttled", OPTIONAL, &out->throttled);
	field_integer(root, "certificate", OPTIONAL, 1, STATEMENT_V_MAX, &out->certificate);
	field_integer(root, "at", REQUIRED, 0, STATEMENT_V_MAX, &out->at);
}

bool status_decode(const void *payload, size_t size, struct status *out, struct faults *faults)
{
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	*out = (struct status){0};
	value_root(&root, document, faults);
	read_status(&root, out);
	json_decref(document);
	return faults->count == 0;
}

char *status_encode(const struct status *status)
{
	const struct words clocks = words_clock();
	json_t *object = json_object();

	json_put_bool(object, "online", status->online);
	json_put_integer(object, "conn", status->conn);
	json_put_integer(object, "boot", status->boot);
	json_put_text(object, "version", status->version);
	json_put_text(object, "role", role_name(status->role));
	json_put_text(object, "clock", clocks.list[status->clock]);
	json_put_integer(object, "unsent", status->unsent);
	if (status->stuck_count) {
		json_t *stuck = json_put_array(object, "stuck");
		for (int i = 0; i < status->stuck_count; i++)
			json_append_text(stuck, status->stuck[i]);
	}
	if (status->temperature_set)
		json_put_number(object, "temperature", status->temperature);
	if (status->throttled_set)
		json_put_bool(object, "throttled", status->throttled);
	if (status->certificate)
		json_put_integer(object, "certificate", status->certificate);
	json_put_integer(object, "at", status->at);
	return document_dump(object);
}
