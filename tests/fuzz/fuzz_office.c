/* A device's whole step, fed with statements in any order and at any time: it never rests wrong. */
#include <assert.h>
#include <string.h>

#include "core/office.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static struct event next_event(const unsigned char bytes[4], struct statement *statement,
			       const struct moment *now)
{
	struct event event = {.kind = (enum event_kind)(bytes[0] % (EVENT_OFFICE)), .expiry_s = -1};

	id_copy(event.id, bytes[1] & 1 ? "p-1" : "p-2");
	event.subject = bytes[1] & 2 ? SUBJECT_PLACE : SUBJECT_PERSON;
	statement_init(statement);
	id_copy(statement->by, bytes[1] & 4 ? "kiosk" : "other");
	id_copy(statement->kind, "chat");
	statement->presence = (enum presence)(bytes[2] % 4);
	statement->v = now->wall_ms + (bytes[3] - 128) * 1000;
	statement->until = now->wall_ms / 1000 + bytes[3];
	event.statement = statement;
	event.v = statement->v;
	if (bytes[1] & 8)
		event.kind = EVENT_TOUCH;
	event.target.kind = (enum target_kind)(bytes[2] % (TARGET_CLOCK + 1));
	id_copy(event.target.id, event.target.kind == TARGET_KIND ? "chat" : event.id);
	event.target.number = bytes[3];
	return event;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct moment now = {1795421520000, 1000000, CLOCK_SYNCED};
	struct device_config options;
	struct statement statement;
	struct effects effects;

	device_config_default(&options);
	struct office *office = office_create("demo", "kiosk", &options, 7, &now);
	assert(office);
	struct person_config person;
	person_config_default(&person);
	struct event arrives = {.kind = EVENT_PERSON, .id = "p-1", .person = &person};
	core_step(office, &arrives, now, &effects);
	for (; size >= 4; data += 4, size -= 4) {
		struct event event = next_event(data, &statement, &now);
		core_step(office, &event, now, &effects);
		assert(effects.count <= EFFECTS_MAX);
		now.wall_ms += data[0] * 5000;
		now.mono_ms += data[0] * 5000;
		now.clock = data[1] & 16 ? CLOCK_NONE : CLOCK_SYNCED;
	}
	office_destroy(office);
	return 0;
}
