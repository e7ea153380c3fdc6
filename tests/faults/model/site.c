/* A device: the real core, and around it what the program, the link and the store do. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/state.h"
#include "world.h"

enum { BOOT_MS = 5000 };

struct moment site_now(const struct world *world, const struct site *site)
{
	return (struct moment){
	    .wall_ms = world_wall_ms(world) + site->skew_ms,
	    .mono_ms = world->now_ms + site->mono_offset_ms,
	    .clock = site->clock,
	};
}

const struct subject *site_subject(const struct site *site, int subject)
{
	const struct office *office = site->office;

	if (subject_kind_of(subject) == SUBJECT_PERSON) {
		const struct person *person = office_person(office, subject_name(subject));
		return person ? &person->subject : NULL;
	}
	for (int i = 0; i < office->signals_count; i++) {
		if (strcmp(office->signals[i].place, subject_name(subject)) == 0)
			return &office->signals[i].subject;
	}
	return NULL;
}

/* What the contract writes is what goes over the wire, and what its decoder makes of that. */
static bool through_the_wire(struct world *world, const struct effect *effect,
			     struct statement *out)
{
	bool person = effect->subject == SUBJECT_PERSON;
	struct faults faults;
	char *payload =
	    person ? state_encode(&effect->statement) : someone_encode(&effect->statement);

	assert(payload);
	bool good = person ? state_decode(payload, strlen(payload), out, &faults)
			   : someone_decode(payload, strlen(payload), out, &faults);
	if (!good)
		world_fault(world, "nobody can read %s: %s", payload, faults.list[0].message);
	free(payload);
	return good;
}

static void say(struct world *world, struct site *site, const struct effect *effect, int subject)
{
	struct letter letter = {.subject = subject, .empty = effect->kind == EFFECT_CLEAR};

	letter.expires_ms = INT64_MAX;
	if (!letter.empty) {
		if (!through_the_wire(world, effect, &letter.statement))
			return;
		letter.expires_ms = world->now_ms + letter.statement.expiry * 1000;
		rules_said(world, site, &letter.statement, subject);
	}
	world->published++;
	world->published_ms = world->now_ms;
	world_trace(world, "%s says %s %s v %lld by %s", site->id, subject_name(subject),
		    letter.empty ? "nothing" : presence_name(letter.statement.presence),
		    (long long)letter.statement.v, letter.statement.by);
	if (!site->connected)
		return;
	int64_t delay_ms = world_chance(world, 1, site->slow && !world->calm ? 3000 : 30);
	struct packet *packet = queue_put(world, &site->up, PACKET_LETTER, delay_ms);
	packet->letter = letter;
	packet->v = effect->statement.v;
}

static void keep(struct world *world, struct site *site, const struct effect *effect, int subject)
{
	int64_t delay_ms = world_chance(world, 0, site->slow_disk && !world->calm ? 4000 : 20);
	bool forget = effect->kind == EFFECT_FORGET;
	struct packet *job =
	    queue_put(world, &site->jobs, forget ? PACKET_FORGET : PACKET_KEEP, delay_ms);

	job->letter.subject = subject;
	job->v = effect->statement.v;
	job->implied = effect->implied;
	job->mono_ms = effect->at_mono_ms;
	if (!forget && !through_the_wire(world, effect, &job->letter.statement))
		site->jobs.count--;
}

static void carry(struct world *world, struct site *site, const struct effects *effects)
{
	for (int i = 0; i < effects->count; i++) {
		const struct effect *effect = &effects->list[i];
		int subject = subject_number(effect->subject, effect->id);
		if (subject < 0)
			world_fault(world, "%s speaks of a stranger", site->id);
		else if (effect->kind == EFFECT_SAY || effect->kind == EFFECT_CLEAR)
			say(world, site, effect, subject);
		else
			keep(world, site, effect, subject);
	}
}

static void note_provisional(const struct site *site, int64_t v[SUBJECTS])
{
	for (int i = 0; i < SUBJECTS; i++) {
		const struct subject *subject = site_subject(site, i);
		bool open = subject && subject->has_best && subject->unsent && subject->provisional;
		v[i] = open ? subject->best.v : -1;
	}
}

static void note_dated(struct world *world, struct site *site, const int64_t before[SUBJECTS])
{
	for (int i = 0; i < SUBJECTS; i++) {
		const struct subject *subject = before[i] < 0 ? NULL : site_subject(site, i);
		if (subject && subject->has_best && subject->unsent && !subject->provisional)
			rules_dated(world, site, i, before[i]);
	}
}

void site_step(struct world *world, struct site *site, const struct event *event)
{
	static struct effects effects; /* carried out before the next step */
	struct moment now = site_now(world, site);
	int64_t before[SUBJECTS];

	note_provisional(site, before);
	core_step(site->office, event, now, &effects);
	if (event->kind != EVENT_TOUCH)
		note_dated(world, site, before);
	carry(world, site, &effects);
	int64_t wake_ms = office_wake_ms(site->office, &now);
	site->wake_ms = wake_ms == INT64_MAX ? wake_ms : wake_ms - site->mono_offset_ms;
	if (!site->office->me.in_step && site->out_since_ms == INT64_MAX)
		site->out_since_ms = world->now_ms;
	else if (site->office->me.in_step)
		site->out_since_ms = INT64_MAX;
}

void site_person(struct world *world, struct site *site, int person, bool gone)
{
	struct person_config config;
	struct event event = {.kind = EVENT_PERSON, .person = gone ? NULL : &config};

	person_config_default(&config);
	strcpy(config.name, subject_name(person));
	strcpy(config.sort, subject_name(person));
	id_copy(event.id, subject_name(person));
	site_step(world, site, &event);
}

static void configure(struct world *world, struct site *site)
{
	static struct office_config config;

	if (!config.hours_count) {
		office_config_default(&config);
		config.zone.count = 1;
		config.zone.spans[0] = (struct zone_span){0, 3600};
	}
	site_step(world, site, &(struct event){.kind = EVENT_OFFICE, .office = &config});
	for (int i = 0; i < PEOPLE; i++) {
		if (!world->gone[i] || world->gone_document[i])
			site_person(world, site, i, world->gone[i]);
	}
}

static void restore(struct world *world, struct site *site, int64_t delay_ms)
{
	for (int i = 0; i < SUBJECTS; i++) {
		const struct record *record = &site->disk[i];
		if (!record->there)
			continue;
		struct packet *job = queue_put(world, &site->jobs, PACKET_RESTORED, delay_ms);
		job->letter.subject = i;
		job->letter.statement = record->statement;
		job->implied = record->implied;
		job->mono_ms = record->boot == site->boot ? record->mono_ms : -1;
	}
}

void site_start(struct world *world, struct site *site, bool knows_office)
{
	struct device_config options;
	struct moment now = site_now(world, site);

	device_config_default(&options);
	options.role = site->role;
	if (site->number < 2)
		strcpy(options.place, "coffee");
	if (site->number == DESK_SITE)
		strcpy(options.person, subject_name(0));
	site->office = office_create("demo", site->id, &options,
				     (uint64_t)world_chance(world, 1, INT32_MAX), &now);
	assert(site->office);
	site->on_at_ms = INT64_MAX;
	site->down_at_ms = INT64_MAX;
	site->told_up = false;
	site->out_since_ms = world->now_ms;
	if (knows_office)
		configure(world, site);
	restore(world, site, world_one_in(world, 4) ? world_chance(world, 0, 3000) : 0);
	site->up_at_ms = world->now_ms + world_chance(world, 1, 3000);
	site_step(world, site, &(struct event){.kind = EVENT_TICK});
}

void site_stop(struct site *site)
{
	office_destroy(site->office);
	site->office = NULL;
	site->wake_ms = site->up_at_ms = site->down_at_ms = INT64_MAX;
	queue_empty(&site->jobs); /* what the disk didn't have yet */
	queue_empty(&site->touches);
}

void site_connect_later(struct world *world, struct site *site, int64_t after_ms)
{
	if (!site->office)
		return;
	site->up_at_ms = world->now_ms + after_ms;
	if (site->told_up && site->down_at_ms == INT64_MAX)
		site->down_at_ms = world->now_ms + world_chance(world, 0, 7000);
}

static void take_letter(struct world *world, struct site *site, const struct letter *letter)
{
	int64_t left_ms = letter->expires_ms - world->now_ms;
	struct event event = {
	    .kind = EVENT_STATEMENT,
	    .subject = subject_kind_of(letter->subject),
	    .statement = letter->empty ? NULL : &letter->statement,
	    .expiry_s = letter->expires_ms == INT64_MAX ? -1 : left_ms / 1000,
	};

	if (left_ms <= 0)
		return;
	world_trace(world, "%s hears %s %s v %lld", site->id, subject_name(letter->subject),
		    letter->empty ? "nothing" : presence_name(letter->statement.presence),
		    letter->empty ? 0 : (long long)letter->statement.v);
	id_copy(event.id, subject_name(letter->subject));
	rules_heard(world, site, letter);
	site_step(world, site, &event);
}

static void take_answer(struct world *world, struct site *site, const struct packet *packet)
{
	int subject = packet->letter.subject;
	bool denied = packet->kind == PACKET_REFUSED;
	struct event event = {
	    .kind = denied ? EVENT_REFUSED : EVENT_ACKED,
	    .subject = subject_kind_of(subject),
	    .v = packet->v,
	};

	if (packet->letter.empty)
		return;
	id_copy(event.id, subject_name(subject));
	rules_fate(world, site, subject, packet->v, denied ? WORD_DENIED : WORD_ACKED);
	site_step(world, site, &event);
}

static void take_device(struct world *world, struct site *site, bool gone)
{
	struct event event = {.kind = EVENT_DEVICE};
	struct device_config config = site->office->options;

	event.device = gone ? NULL : &config;
	id_copy(event.id, site->id);
	site_step(world, site, &event);
}

static void take_synced(struct world *world, struct site *site)
{
	rules_believe(world, site);
	site_step(world, site, &(struct event){.kind = EVENT_LINK_SYNCED});
	world_trace(world, "%s is in step", site->id);
}

void site_take(struct world *world, struct site *site, const struct packet *packet)
{
	const struct letter *letter = &packet->letter;

	switch (packet->kind) {
	case PACKET_UP:
		site->told_up = true;
		site_step(world, site, &(struct event){.kind = EVENT_LINK_UP});
		break;
	case PACKET_DOWN:
		site->told_up = false;
		site_step(world, site, &(struct event){.kind = EVENT_LINK_DOWN});
		break;
	case PACKET_CONFIG:
		configure(world, site);
		if (site->office->self_gone != site->removed)
			take_device(world, site, site->removed);
		break;
	case PACKET_PERSON:
		site_person(world, site, letter->subject, letter->empty);
		break;
	case PACKET_DEVICE:
		take_device(world, site, letter->empty);
		break;
	case PACKET_LETTER:
		take_letter(world, site, letter);
		break;
	case PACKET_SYNCED:
		take_synced(world, site);
		break;
	case PACKET_ACKED:
	case PACKET_REFUSED:
		take_answer(world, site, packet);
		break;
	default:
		break;
	}
}

static void take_restored(struct world *world, struct site *site, const struct packet *job)
{
	int subject = job->letter.subject;
	struct event event = {
	    .kind = EVENT_RESTORED,
	    .subject = subject_kind_of(subject),
	    .statement = &job->letter.statement,
	    .implied = job->implied,
	    .at_mono_ms = job->mono_ms,
	};

	id_copy(event.id, subject_name(subject));
	site_step(world, site, &event);
	const struct subject *now = site_subject(site, subject);
	if (now && now->has_best && now->unsent && !now->provisional &&
	    now->said_mono_ms == job->mono_ms)
		rules_dated(world, site, subject, job->letter.statement.v);
}

static void take_kept(struct world *world, struct site *site, const struct packet *job)
{
	int subject = job->letter.subject;
	struct record *record = &site->disk[subject];
	struct event event = {.kind = EVENT_KEPT, .subject = subject_kind_of(subject), .v = job->v};

	if (!record->there || job->v >= record->statement.v)
		*record = (struct record){true, job->implied, job->letter.statement, job->mono_ms,
					  site->boot};
	id_copy(event.id, subject_name(subject));
	rules_fate(world, site, subject, job->v, WORD_KEPT);
	site_step(world, site, &event);
}

void site_disk(struct world *world, struct site *site, const struct packet *job)
{
	struct record *record = &site->disk[job->letter.subject];

	if (job->kind == PACKET_RESTORED)
		take_restored(world, site, job);
	else if (job->kind == PACKET_KEEP)
		take_kept(world, site, job);
	else if (record->there && record->statement.v <= job->v)
		record->there = false;
}
