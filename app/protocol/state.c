#include "protocol/state.h"

#include <stdint.h>

#include "protocol/json.h"
#include "protocol/value.h"

/* Until long after anybody cares, and yet so that sums of two stay exact everywhere. */
static const int64_t time_max_s = (INT64_C(1) << 43) - 1;
/* MQTT's longest expiry interval. */
static const int64_t length_max_s = UINT32_MAX;

/* What states and someone-signals share. */
static void read_common(const struct value *root, struct statement *out)
{
	field_integer(root, "v", REQUIRED, 0, STATEMENT_V_MAX, &out->v);
	field_id(root, "by", REQUIRED, out->by);
	field_integer(root, "since", REQUIRED, 0, time_max_s, &out->since);
	field_integer(root, "until", OPTIONAL, 0, time_max_s, &out->until);
	field_integer(root, "expiry", REQUIRED, 0, length_max_s, &out->expiry);
}

static void read_come(const struct value *root, struct statement *out)
{
	struct value come;

	value_field(root, "come", &come);
	if (!come.json)
		return;
	if (!json_is_boolean(come.json))
		value_wrong_type(&come, "give true, or leave it out");
	else if (!json_is_true(come.json))
		value_fault(&come, FAULT_OUT_OF_RANGE,
			    "\"come\" can only be true: leave it out instead.");
	out->come = json_is_true(come.json);
}

static void read_kind(const struct value *root, struct statement *out, bool presence_good)
{
	bool needed = presence_good && out->presence == PRESENCE_OPEN;

	field_id(root, "kind", needed ? REQUIRED : OPTIONAL, out->kind);
}

static void read_state(const struct value *root, struct statement *out)
{
	static const char *const known[] = {"v",    "by",    "presence", "since", "kind", "side",
					    "come", "place", "until",    "left",  "ends", "expiry"};
	const struct words presences = words_presence(), sides = words_side();
	int presence, side;

	value_known(root, known, sizeof(known) / sizeof(*known));
	read_common(root, out);
	bool good = field_word(root, "presence", REQUIRED, &presences, &presence);
	if (good)
		out->presence = (enum presence)presence;
	read_kind(root, out, good);
	if (field_word(root, "side", OPTIONAL, &sides, &side))
		out->side = (enum side)(SIDE_ASK + side);
	read_come(root, out);
	field_id(root, "place", OPTIONAL, out->place);
	field_integer(root, "left", OPTIONAL, 0, length_max_s, &out->left);
	field_integer(root, "ends", OPTIONAL, 0, time_max_s, &out->ends);
}

/* until 0 says that the signal was taken back, and then nothing is left either. */
static void read_taken_back(const struct value *root, struct statement *out)
{
	struct value until;

	value_field(root, "until", &until);
	if (!json_is_integer(until.json) || json_integer_value(until.json) != 0)
		return;
	out->taken_back = true;
	if (out->left > 0)
		value_fault(&until, FAULT_OUT_OF_RANGE,
			    "0 says that it was taken back, and then \"left\" must be 0 too.");
}

static void read_someone(const struct value *root, struct statement *out)
{
	static const char *const known[] = {"v", "by", "kind", "since", "until", "left", "expiry"};

	value_known(root, known, sizeof(known) / sizeof(*known));
	out->presence = PRESENCE_OPEN;
	read_common(root, out);
	field_id(root, "kind", REQUIRED, out->kind);
	field_integer(root, "left", REQUIRED, 0, length_max_s, &out->left);
	read_taken_back(root, out);
}

static bool decode(const void *payload, size_t size, struct statement *out, struct faults *faults,
		   void (*read)(const struct value *, struct statement *))
{
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	value_root(&root, document, faults);
	statement_init(out);
	read(&root, out);
	json_decref(document);
	return faults->count == 0;
}

bool state_decode(const void *payload, size_t size, struct statement *out, struct faults *faults)
{
	return decode(payload, size, out, faults, read_state);
}

bool someone_decode(const void *payload, size_t size, struct statement *out, struct faults *faults)
{
	return decode(payload, size, out, faults, read_someone);
}

/* A time that isn't given is 0, a length -1. */
static void put_if(json_t *object, const char *key, int64_t number, int64_t not_given)
{
	if (number != not_given)
		json_put_integer(object, key, number);
}

char *state_encode(const struct statement *statement)
{
	json_t *object = json_object();

	json_put_integer(object, "v", statement->v);
	json_put_text(object, "by", statement->by);
	json_put_text(object, "presence", presence_name(statement->presence));
	json_put_integer(object, "since", statement->since);
	json_put_text_unless_empty(object, "kind", statement->kind);
	if (statement->side != SIDE_NONE)
		json_put_text(object, "side", side_name(statement->side));
	if (statement->come)
		json_put_bool(object, "come", true);
	json_put_text_unless_empty(object, "place", statement->place);
	put_if(object, "until", statement->until, 0);
	put_if(object, "left", statement->left, -1);
	put_if(object, "ends", statement->ends, 0);
	put_if(object, "expiry", statement->expiry, -1);
	return document_dump(object);
}

char *someone_encode(const struct statement *statement)
{
	json_t *object = json_object();

	json_put_integer(object, "v", statement->v);
	json_put_text(object, "by", statement->by);
	json_put_text_unless_empty(object, "kind", statement->kind);
	json_put_integer(object, "since", statement->since);
	if (statement->taken_back || statement->until)
		json_put_integer(object, "until", statement->taken_back ? 0 : statement->until);
	if (statement->taken_back || statement->left >= 0)
		json_put_integer(object, "left", statement->taken_back ? 0 : statement->left);
	put_if(object, "expiry", statement->expiry, -1);
	return document_dump(object);
}
