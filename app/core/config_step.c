/* The steps that take over configuration. */
#include <string.h>

#include "core/office_private.h"

static void configure_office(struct office *office, const struct office_config *config)
{
	office->configured = config != NULL;
	office->office_seen = config != NULL;
	if (config)
		office->config = *config;
	else
		office_config_default(&office->config);
}

static void close_sheet_of(struct office *office, const struct person *person)
{
	if (office->visit.sheet && strcmp(office->visit.person, person->id) == 0)
		office->visit.sheet = false;
}

static void remove_person(struct office *office, struct person *person, const struct moment *now)
{
	if (person->configured)
		office_roster_remove(office, person);
	person->configured = false;
	person->gone = true;
	close_sheet_of(office, person);
	subject_remove(&person->subject, office_speaker(office, SUBJECT_PERSON, person->id), now);
}

static void configure_person(struct office *office, const char *id,
			     const struct person_config *config, const struct moment *now)
{
	struct person *person =
	    config ? office_person_admit(office, id) : office_person_make(office, id);

	if (!person)
		return;
	if (!config) {
		remove_person(office, person, now);
		return;
	}
	if (person->configured)
		office_roster_remove(office, person); /* under the name that they had */
	person->config = *config;
	person->configured = person->seen = true;
	person->gone = false;
	subject_take_back(&person->subject);
	office_roster_put(office, person);
}

/* Who stands at a kiosk that is no kiosk any more is done there. */
static void become(struct office *office, const struct device_config *config)
{
	if (config->role != office->self.role)
		office->visit.sheet = office->visit.done = office->visit.undo.offered = false;
	office->self = *config;
	office->brightness_asked = -1;
}

static void configure_self(struct office *office, const struct device_config *config)
{
	office->self_gone = !config;
	office->self_configured = config != NULL;
	become(office, config ? config : &office->options);
}

static struct office_device *find_device(const struct office *office, const char *id)
{
	for (int i = 0; i < office->devices_count; i++) {
		if (strcmp(office->devices[i].id, id) == 0)
			return &office->devices[i];
	}
	return NULL;
}

static void configure_device(struct office *office, const char *id,
			     const struct device_config *config, const struct moment *now)
{
	struct office_device *device = find_device(office, id);

	if (strcmp(id, office->me.device) == 0) {
		configure_self(office, config);
		office_merge(office, now);
	}
	if (!config) {
		if (device)
			*device = office->devices[--office->devices_count];
		return;
	}
	if (!device) {
		if (office->devices_count == DEVICES_MAX)
			return;
		device = &office->devices[office->devices_count++];
		id_copy(device->id, id);
	}
	device->config = *config;
	device->seen = true;
}

/* The broker has one: what is kept of it holds. */
static void mark_seen(struct office *office, const struct event *event)
{
	struct office_device *device = find_device(office, event->id);

	if (event->kind == EVENT_OFFICE)
		office->office_seen = true;
	else if (event->kind == EVENT_DEVICE && device)
		device->seen = true;
	else if (event->kind == EVENT_PERSON && office_person(office, event->id))
		office_person_make(office, event->id)->seen = true;
}

bool office_configure(struct office *office, const struct event *event, const struct moment *now)
{
	if (event->same) {
		mark_seen(office, event);
		return true;
	}
	switch (event->kind) {
	case EVENT_OFFICE:
		configure_office(office, event->office);
		office_date_days(office, now);
		return true;
	case EVENT_PERSON:
		configure_person(office, event->id, event->person, now);
		return true;
	case EVENT_DEVICE:
		configure_device(office, event->id, event->device, now);
		return true;
	default:
		return false;
	}
}

void office_forget_seen(struct office *office)
{
	office->office_seen = false;
	for (int i = 0; i < office->people_count; i++)
		office->people[i].seen = false;
	for (int i = 0; i < office->devices_count; i++)
		office->devices[i].seen = false;
}

static void drop_person(struct office *office, struct person *person)
{
	close_sheet_of(office, person);
	office_roster_remove(office, person);
	person->configured = false;
	person->gone = true;
}

void office_drop_unseen(struct office *office)
{
	if (!office->office_seen)
		return; /* the broker lost its data: what is kept still holds */
	for (int i = 0; i < office->people_count; i++) {
		if (office->people[i].configured && !office->people[i].seen)
			drop_person(office, &office->people[i]);
	}
	for (int i = office->devices_count - 1; i >= 0; i--) {
		if (office->devices[i].seen)
			continue;
		if (strcmp(office->devices[i].id, office->me.device) == 0) {
			office->self_configured = false;
			become(office, &office->options);
		}
		office->devices[i] = office->devices[--office->devices_count];
	}
}

void office_ask_brightness(struct office *office, int percent, const struct moment *now)
{
	office->brightness_asked = percent;
	office->brightness_until_s = office_day_end(office, now);
}

void office_brightness_tick(struct office *office, const struct moment *now)
{
	if (office->brightness_asked >= 0 && moment_wall_s(now) >= office->brightness_until_s)
		office->brightness_asked = -1;
}
