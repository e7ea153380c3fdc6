#include "core/office.h"

#include <stdlib.h>
#include <string.h>

#include "core/office_private.h"

struct office *office_create(const char *office_id, const char *device_id,
			     const struct device_config *options, uint64_t seed,
			     const struct moment *now)
{
	struct office *office = calloc(1, sizeof *office);
	if (!office)
		return NULL;
	/* Zeroed and untouched pages cost nothing, so room for the largest office is free. */
	office->people = calloc(PEOPLE_MAX, sizeof *office->people);
	office->roster = calloc(PEOPLE_MAX, sizeof *office->roster);
	office->signals = calloc(SIGNALS_MAX, sizeof *office->signals);
	office->devices = calloc(DEVICES_MAX, sizeof *office->devices);
	office->counting.heard = calloc(DEVICES_MAX, sizeof *office->counting.heard);
	if (!office->people || !office->roster || !office->signals || !office->devices ||
	    !office->counting.heard) {
		office_destroy(office);
		return NULL;
	}
	id_copy(office->id, office_id);
	id_copy(office->me.device, device_id);
	office->me.random = seed | 1;
	office->options = office->self = *options;
	office->link = LINK_STATE_NEVER;
	office->link_since = *now;
	office->clock = now->clock;
	office->aside.awake_until_mono_ms = now->mono_ms + AWAKE_AT_START_MS;
	office->brightness_asked = -1;
	office_config_default(&office->config);
	return office;
}

void office_destroy(struct office *office)
{
	if (!office)
		return;
	free(office->people);
	free(office->roster);
	free(office->signals);
	free(office->devices);
	free(office->counting.heard);
	free(office);
}

static struct person *find_person(const struct office *office, const char *id)
{
	for (int i = 0; i < office->people_count; i++) {
		if (strcmp(office->people[i].id, id) == 0)
			return &office->people[i];
	}
	return NULL;
}

const struct person *office_person(const struct office *office, const char *id)
{
	return find_person(office, id);
}

/* Nothing is to be said, emptied or taken off the disk any more. */
static bool at_rest(const struct subject *subject)
{
	return !subject->unsent && !subject->kept_v && !subject->clear_due && !subject->has_waiting;
}

/* The slot of somebody who isn't on the roster; of a stranger with a state only if evict. */
static struct person *free_person(struct office *office, bool evict)
{
	for (int i = 0; i < office->people_count; i++) {
		struct person *person = &office->people[i];
		if (!person->configured && at_rest(&person->subject) &&
		    (evict || !person->subject.has_best))
			return person;
	}
	return NULL;
}

static struct person *make_person(struct office *office, const char *id, bool evict)
{
	struct person *person = find_person(office, id);
	if (person)
		return person;
	if (office->people_count < PEOPLE_MAX)
		person = &office->people[office->people_count++];
	else
		person = free_person(office, evict);
	if (!person)
		return NULL;
	*person = (struct person){0};
	id_copy(person->id, id);
	return person;
}

struct person *office_person_make(struct office *office, const char *id)
{
	return make_person(office, id, false);
}

struct person *office_person_admit(struct office *office, const char *id)
{
	return make_person(office, id, true);
}

static struct signal *free_signal(struct office *office, bool evict)
{
	for (int i = 0; i < office->signals_count; i++) {
		struct signal *signal = &office->signals[i];
		if (at_rest(&signal->subject) && (evict || !signal->subject.has_best))
			return signal;
	}
	return NULL;
}

struct signal *office_signal_make(struct office *office, const char *place)
{
	bool known =
	    office_config_place(&office->config, place) || strcmp(place, office->me.device) == 0;
	struct signal *signal;

	for (int i = 0; i < office->signals_count; i++) {
		if (strcmp(office->signals[i].place, place) == 0)
			return &office->signals[i];
	}
	if (office->signals_count < SIGNALS_MAX)
		signal = &office->signals[office->signals_count++];
	else
		signal = free_signal(office, known);
	if (!signal)
		return NULL;
	*signal = (struct signal){0};
	id_copy(signal->place, place);
	return signal;
}

struct subject *office_subject(struct office *office, enum subject_kind kind, const char *id)
{
	if (kind == SUBJECT_PLACE) {
		struct signal *signal = office_signal_make(office, id);
		return signal ? &signal->subject : NULL;
	}
	struct person *person = office_person_make(office, id);
	return person ? &person->subject : NULL;
}

struct speaker *office_speaker(struct office *office, enum subject_kind kind, const char *id)
{
	bool own = kind == SUBJECT_PERSON && strcmp(office->self.person, id) == 0;

	office->me.stands_in = office->self.role == ROLE_KIOSK && !office->self_gone;
	office->me.speaks =
	    office->me.stands_in || (office->self.role == ROLE_DESK && own && !office->self_gone);
	return &office->me;
}

int64_t office_day_end(const struct office *office, const struct moment *now)
{
	return hours_day_end(&office->config, moment_wall_s(now));
}

static int roster_compare(const struct person *a, const struct person *b)
{
	int order = strcmp(a->config.sort, b->config.sort);
	if (order == 0)
		order = strcmp(a->config.name, b->config.name);
	return order ? order : strcmp(a->id, b->id);
}

/* Everyone of that name learns that person came (1) or went (-1). */
static void count_namesakes(struct office *office, struct person *person, int by)
{
	for (int i = 0; i < office->roster_count; i++) {
		struct person *other = &office->people[office->roster[i]];
		if (other == person || strcmp(other->config.name, person->config.name) != 0)
			continue;
		person->namesakes += by;
		other->namesakes += by;
		if (strcmp(other->id, person->id) < 0)
			person->namesakes_before += by;
		else
			other->namesakes_before += by;
	}
}

void office_roster_remove(struct office *office, struct person *person)
{
	int index = (int)(person - office->people), kept = 0;

	for (int i = 0; i < office->roster_count; i++) {
		if (office->roster[i] != index)
			office->roster[kept++] = office->roster[i];
	}
	if (kept == office->roster_count)
		return;
	office->roster_count = kept;
	count_namesakes(office, person, -1);
}

/* Insertion where it belongs: a roster changes by one person at a time. */
void office_roster_put(struct office *office, struct person *person)
{
	int low = 0, high;

	office_roster_remove(office, person);
	high = office->roster_count;
	while (low < high) {
		int middle = (low + high) / 2;
		if (roster_compare(&office->people[office->roster[middle]], person) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	memmove(&office->roster[low + 1], &office->roster[low],
		(size_t)(office->roster_count - low) * sizeof *office->roster);
	office->roster[low] = (int)(person - office->people);
	office->roster_count++;
	count_namesakes(office, person, 1);
}
