/* A schedule of mishaps from a seed; each says enough of itself to be left out on its own. */
#include <string.h>

#include "core/jitter.h"
#include "world.h"

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS };

enum flavour {
	FLAVOUR_LOSS = 1,      /* brokers lose what they retain */
	FLAVOUR_REMOVAL = 2,   /* people and devices are removed */
	FLAVOUR_CLOCKS = 4,    /* some have no clock, or no synchronised one */
	FLAVOUR_WILD = 8,      /* clocks are off by hours and years */
	FLAVOUR_DENIAL = 16,   /* brokers refuse */
	FLAVOUR_STRANGER = 32, /* others write into the topics */
};

static int64_t gap_ms(uint64_t *random)
{
	int64_t dice = jitter(random, 0, 9);

	if (dice < 5)
		return jitter(random, 0, 3 * SECOND_MS);
	if (dice < 8)
		return jitter(random, 0, 30 * SECOND_MS);
	return jitter(random, 0, dice == 8 ? 5 * MINUTE_MS : 40 * MINUTE_MS);
}

static enum action_kind mishap(uint64_t *random, int flavours)
{
	static const struct {
		enum action_kind kind;
		int flavours;
	} kinds[] = {
	    {ACTION_DROP, 0},
	    {ACTION_DROP, 0},
	    {ACTION_RESTART, 0},
	    {ACTION_BROKER, 0},
	    {ACTION_PART, 0},
	    {ACTION_JOIN, 0},
	    {ACTION_SLOW, 0},
	    {ACTION_NOTHING, 0},
	    {ACTION_CLOCK, FLAVOUR_CLOCKS | FLAVOUR_WILD},
	    {ACTION_CLOCK, FLAVOUR_WILD},
	    {ACTION_PERSON, FLAVOUR_REMOVAL},
	    {ACTION_DEVICE, FLAVOUR_REMOVAL},
	    {ACTION_DENY, FLAVOUR_DENIAL},
	    {ACTION_STRAY, FLAVOUR_STRANGER},
	};
	for (;;) {
		int i = (int)jitter(random, 0, sizeof kinds / sizeof *kinds - 1);
		if (!kinds[i].flavours || kinds[i].flavours & flavours)
			return kinds[i].kind;
	}
}

static int flavours_of(uint64_t *random)
{
	int flavours = 0;

	for (int flavour = 1; flavour <= FLAVOUR_STRANGER; flavour *= 2) {
		if (jitter(random, 0, 4) == 0)
			flavours |= flavour;
	}
	return flavours;
}

void schedule_make(struct schedule *schedule, uint64_t seed)
{
	uint64_t random = seed * UINT64_C(0xD1342543DE82EF95) | 1;

	jitter(&random, 0, 1);
	int flavours = flavours_of(&random);
	schedule->seed = seed;
	schedule->count = (int)jitter(&random, 5, ACTIONS_MAX);
	for (int i = 0; i < schedule->count; i++) {
		bool tap = jitter(&random, 0, 9) < 6;
		schedule->actions[i] = (struct action){
		    .kind = tap ? ACTION_TAP : mishap(&random, flavours),
		    .after_ms = gap_ms(&random),
		    .site = (int)jitter(&random, 0, SITES - 1),
		    .subject = (int)jitter(&random, 0, SUBJECTS - 1),
		    .what = (int)jitter(&random, 0, 999),
		    .amount = jitter(&random, 0, 3) ? jitter(&random, 300, 20000)
						    : jitter(&random, 300, 70 * MINUTE_MS),
		};
		if (flavours & FLAVOUR_LOSS)
			schedule->actions[i].what += 1000;
		if (flavours & FLAVOUR_WILD)
			schedule->actions[i].what += 2000;
	}
}

static void touch(struct world *world, struct site *site, enum target_kind kind, const char *id,
		  int number, int64_t delay_ms)
{
	struct packet *packet = queue_put(world, &site->touches, PACKET_TOUCH, delay_ms);

	packet->target = (struct target){.kind = kind, .number = number};
	if (id)
		id_copy(packet->target.id, id);
}

static const struct {
	enum target_kind kind;
	const char *id;
	int number;
} keys[] = {
    {TARGET_KIND, "chat", 0}, {TARGET_KIND, "idea", 0}, {TARGET_KIND, "walk", 0},
    {TARGET_FOCUS, NULL, 0},  {TARGET_HERE, NULL, 0},   {TARGET_LEAVE, NULL, 0},
    {TARGET_LEAVE, NULL, 0},  {TARGET_UNDO, NULL, 0},   {TARGET_MINUTES, NULL, 15},
    {TARGET_CLOSE, NULL, 0},  {TARGET_NONE, NULL, 0},   {TARGET_SOMEONE, NULL, 0},
};

/* A name, then perhaps a length, then a key: what people do. */
static void tap(struct world *world, struct site *site, const struct action *action)
{
	int key = action->what % (int)(sizeof keys / sizeof *keys);
	int64_t at_ms = 0;

	if (!site->office || site->role == ROLE_BOARD || office_notice(site->office) != NOTICE_NONE)
		return;
	if (keys[key].kind == TARGET_SOMEONE ||
	    (keys[key].kind == TARGET_UNDO && action->what % 2)) {
		touch(world, site, keys[key].kind, NULL, 0, 0);
		return;
	}
	if (action->subject < PEOPLE && site->role == ROLE_KIOSK)
		touch(world, site, TARGET_PERSON, subject_name(action->subject), 0, 0);
	if (action->what % 7 == 0)
		touch(world, site, TARGET_MINUTES, NULL, action->what % 5 ? 5 : 60, at_ms += 300);
	if (keys[key].kind != TARGET_NONE)
		touch(world, site, keys[key].kind, keys[key].id, keys[key].number, at_ms + 400);
}

static void drop(struct world *world, struct site *site, int64_t for_ms)
{
	if (!site->office || !site->connected)
		return;
	broker_drop(world, site);
	site_connect_later(world, site, for_ms + world_chance(world, 500, 15000));
	world_trace(world, "%s loses its connection", site->id);
}

static void restart(struct world *world, struct site *site, const struct action *action)
{
	if (!site->office)
		return;
	broker_drop(world, site);
	site_stop(site);
	bool crash = action->what % 2;
	site->on_at_ms = world->now_ms + (crash ? 2000 : action->amount);
	rules_boot(world, site, !crash);
	if (!crash) {
		site->boot++;
		site->mono_offset_ms = -world->now_ms;
	}
	world_trace(world, "%s %s", site->id, crash ? "crashes" : "loses its power");
}

static void set_clock(struct world *world, struct site *site, const struct action *action)
{
	static const int64_t skews_ms[] = {0,
					   4 * MINUTE_MS,
					   -20 * MINUTE_MS,
					   3 * 60 * MINUTE_MS,
					   -5 * 60 * MINUTE_MS,
					   INT64_C(3650) * 24 * 60 * MINUTE_MS,
					   INT64_C(-365) * 24 * 60 * MINUTE_MS};
	static const enum clock_trust next[] = {CLOCK_SYNCED, CLOCK_RTC, CLOCK_NONE, CLOCK_NONE};
	bool wild = action->what >= 2000;

	site->clock = next[action->what % 4];
	/* Each side needs somebody who may put things back. */
	if (world->bridged && site->number < BROKERS && site->clock == CLOCK_NONE)
		site->clock = CLOCK_RTC;
	site->skew_ms = world_chance(world, -1500, 1500);
	if (site->clock == CLOCK_NONE)
		site->skew_ms = -world->base_ms;
	if (site->clock == CLOCK_RTC && wild) {
		world->wild = true;
		site->skew_ms += skews_ms[action->what / 4 % 7];
	}
	if (site->office && site->connected)
		rules_believe(world, site);
	if (site->office && site->wake_ms > world->now_ms + 500)
		site->wake_ms = world->now_ms + 500;
	world_trace(world, "%s has clock %d, off by %lld ms", site->id, site->clock,
		    (long long)site->skew_ms);
}

static void document(struct world *world, struct site *site, enum packet_kind kind, int number,
		     bool gone)
{
	if (!site->connected)
		return;
	struct packet *packet =
	    queue_put(world, &site->down, kind, world_chance(world, 1, world->calm ? 20 : 2000));
	packet->letter.subject = number;
	packet->letter.empty = gone;
}

/* The last person goes or comes back. */
static void change_person(struct world *world, const struct action *action)
{
	int person = PEOPLE - 1;

	world->gone[person] = !world->gone[person];
	world->gone_document[person] = action->what % 2;
	world->loose[person] = true;
	for (int i = 0; i < SITES; i++)
		document(world, &world->sites[i], PACKET_PERSON, person, world->gone[person]);
	world_trace(world, "%s %s", subject_name(person), world->gone[person] ? "goes" : "is back");
}

static void change_device(struct world *world)
{
	struct site *site = &world->sites[2];

	site->removed = !site->removed;
	for (int i = 0; i < SUBJECTS; i++)
		world->loose[i] = true;
	document(world, site, PACKET_DEVICE, site->number, site->removed);
}

/* Somebody writes over what stands there: nothing, or what was true once. */
static void stray(struct world *world, const struct action *action)
{
	struct letter letter = {.subject = action->subject, .empty = true};

	letter.expires_ms = INT64_MAX;
	if (action->what % 2 && world->said_count) {
		const struct said *said = &world->said[action->what % world->said_count];
		letter.subject = said->subject;
		letter.statement = said->statement;
		letter.empty = said->expires_ms <= world->now_ms;
		letter.expires_ms = letter.empty ? INT64_MAX : said->expires_ms;
	}
	for (int i = 0; i < SITES; i++) /* who isn't let can't put it back */
		world->loose[letter.subject] |= world->sites[i].denied;
	world_trace(world, "a stranger writes over %s", subject_name(letter.subject));
	broker_stray(world, world->bridged && action->what % 3 == 0, &letter);
}

static void act(struct world *world, const struct action *action)
{
	static const char *const names[] = {
	    "nothing", "a tap",    "a drop",   "a restart", "a broker", "parting",   "joining",
	    "a clock", "a person", "a device", "denial",    "slow",     "a stranger"};
	struct site *site = &world->sites[action->site];

	world_trace(world, "-- %s (%s, %d)", names[action->kind], site->id, action->what);
	switch (action->kind) {
	case ACTION_TAP:
		tap(world, site, action);
		break;
	case ACTION_DROP:
		drop(world, site, action->amount);
		break;
	case ACTION_RESTART:
		restart(world, site, action);
		break;
	case ACTION_BROKER:
		broker_restart(world, world->bridged && action->what % 2,
			       action->what / 1000 % 2 ? 1 + action->what % 3 : 0);
		break;
	case ACTION_PART:
		world->parted = world->bridged;
		break;
	case ACTION_JOIN:
		broker_join(world);
		break;
	case ACTION_CLOCK:
		set_clock(world, site, action);
		break;
	case ACTION_PERSON:
		change_person(world, action);
		break;
	case ACTION_DEVICE:
		change_device(world);
		break;
	case ACTION_DENY:
		site->denied = !site->denied;
		break;
	case ACTION_SLOW:
		site->slow = action->what % 2;
		site->slow_disk = action->what % 3 == 0;
		break;
	case ACTION_STRAY:
		stray(world, action);
		break;
	case ACTION_NOTHING:
		break;
	}
}

static void heal_site(struct world *world, struct site *site)
{
	/* Who was refused asks again at the next connection only. */
	if ((site->denied || site->was_denied) && site->connected)
		drop(world, site, 0);
	site->slow = site->slow_disk = site->denied = false;
	if (site->clock == CLOCK_RTC || site->number == 0) {
		site->clock = CLOCK_SYNCED;
		site->skew_ms = world_chance(world, -1500, 1500);
	}
	if (!site->office)
		site->on_at_ms = world->now_ms;
	else if (!site->connected)
		site_connect_later(world, site, world_chance(world, 500, 15000));
	if (site->office)
		site->wake_ms = world->now_ms;
}

static void heal(struct world *world)
{
	world_trace(world, "all is mended");
	world->calm = true;
	for (int i = 0; i < SITES; i++)
		heal_site(world, &world->sites[i]);
	world_run(world, world->now_ms + 20000);
	world->parted = world->bridged;
	broker_join(world);
}

static bool talk(const struct world *world)
{
	return world->now_ms - world->published_ms < 20 * SECOND_MS;
}

/*
 * Once all is well nobody has anything to say, except when something ends; by a clock that was
 * hours off a day may end at any time, which is said and then emptied.
 */
static void check_quiet(struct world *world)
{
	for (int i = 0; i < 2 && world->wild && talk(world); i++)
		world_run(world, world->now_ms + MINUTE_MS);
	if (talk(world))
		world_fault(world, "they still talk when there is nothing to say");
}

void schedule_play(const struct schedule *schedule, struct world *world)
{
	world_start(world, schedule->seed);
	for (int i = 0; i < schedule->count && !world->fault[0]; i++) {
		world_run(world, world->now_ms + schedule->actions[i].after_ms);
		act(world, &schedule->actions[i]);
		rules_look(world);
	}
	heal(world);
	world_run(world, world->now_ms + 6 * MINUTE_MS);
	if (!world->fault[0])
		outcome_settled(world);
	if (!world->fault[0])
		check_quiet(world);
	int64_t night_ms = rules_day_end_ms(world, world_wall_ms(world)) + 20 * MINUTE_MS;
	if ((night_ms + world->base_ms) / (60 * MINUTE_MS) % 24 < 20)
		night_ms += (5 * 60 + 30) * (int64_t)MINUTE_MS;
	world_run(world, night_ms);
	if (!world->fault[0])
		outcome_night(world);
	world_finish(world);
}

void schedule_shrink(struct schedule *schedule, struct world *world)
{
	for (int size = schedule->count / 2; size > 0; size /= 2) {
		for (int i = 0; i + size <= schedule->count;) {
			struct schedule less = *schedule;
			less.count -= size;
			memmove(&less.actions[i], &less.actions[i + size],
				(size_t)(less.count - i) * sizeof *less.actions);
			schedule_play(&less, world);
			if (world->fault[0])
				*schedule = less;
			else
				i += size;
		}
	}
	schedule_play(schedule, world);
}
