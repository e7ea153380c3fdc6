#include "world.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/jitter.h"

enum { STEPS_MAX = 200000 };

static const char *const names[SUBJECTS] = {"p-1", "p-2", "p-3", "coffee", "kiosk-3"};
static const char *const site_ids[SITES] = {"kiosk-1", "kiosk-2", "kiosk-3", "board", "desk"};

const char *subject_name(int subject)
{
	return names[subject];
}

enum subject_kind subject_kind_of(int subject)
{
	return subject < PEOPLE ? SUBJECT_PERSON : SUBJECT_PLACE;
}

int subject_number(enum subject_kind kind, const char *id)
{
	for (int i = 0; i < SUBJECTS; i++) {
		if (subject_kind_of(i) == kind && strcmp(names[i], id) == 0)
			return i;
	}
	return -1;
}

int64_t world_chance(struct world *world, int64_t low, int64_t high)
{
	return jitter(&world->random, low, high);
}

bool world_one_in(struct world *world, int64_t n)
{
	return world_chance(world, 1, n) == 1;
}

int64_t world_wall_ms(const struct world *world)
{
	return world->base_ms + world->now_ms;
}

void world_trace(const struct world *world, const char *format, ...)
{
	va_list arguments;

	if (!world->trace)
		return;
	int64_t ms = world_wall_ms(world) + 3600 * 1000;
	printf("%02d:%02d:%02d.%03d ", (int)(ms / 3600000 % 24), (int)(ms / 60000 % 60),
	       (int)(ms / 1000 % 60), (int)(ms % 1000));
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
}

void world_fault(struct world *world, const char *format, ...)
{
	va_list arguments;

	if (world->fault[0])
		return;
	va_start(arguments, format);
	vsnprintf(world->fault, sizeof world->fault, format, arguments);
	va_end(arguments);
	world_trace(world, "FAULT: %s", world->fault);
}

static void site_prepare(struct world *world, int number)
{
	struct site *site = &world->sites[number];

	site->number = number;
	site->id = site_ids[number];
	site->role = number == BOARD_SITE  ? ROLE_BOARD
		     : number == DESK_SITE ? ROLE_DESK
					   : ROLE_KIOSK;
	site->clock = CLOCK_SYNCED;
	site->skew_ms = world_chance(world, -1500, 1500);
	site->mono_offset_ms = world_chance(world, 10000, 10000000);
	site->boot = 1;
	site->broker = world->bridged && number % 2;
	site->connected = site->denied = site->was_denied = site->removed = false;
	site->slow = site->slow_disk = false;
	site->session_ends_ms = 0;
	for (int i = 0; i < SUBJECTS; i++)
		site->disk[i].there = false;
	queue_empty(&site->down);
	queue_empty(&site->up);
	queue_empty(&site->jobs);
	queue_empty(&site->touches);
	site_start(world, site, false);
}

void world_start(struct world *world, uint64_t seed)
{
	const int64_t monday_s = civil_days(2026, 11, 23) * 86400 - 3600;

	world->seed = seed;
	world->random = seed * UINT64_C(0x9E3779B97F4A7C15) | 1;
	for (int i = 0; i < 4; i++)
		world_chance(world, 0, 1);
	world->now_ms = 0;
	int64_t minute = world_one_in(world, 4) ? world_chance(world, 18 * 60, 18 * 60 + 40)
						: world_chance(world, 8 * 60, 17 * 60);
	world->base_ms = (monday_s + minute * 60) * 1000;
	world->bridged = world_one_in(world, 5);
	world->parted = world->calm = false;
	world->words_count = world->said_count = world->published = 0;
	world->published_ms = 0;
	world->wild = world->touching = false;
	world->fault[0] = '\0';
	for (int i = 0; i < PEOPLE; i++)
		world->gone[i] = world->gone_document[i] = false;
	for (int i = 0; i < BROKERS; i++) {
		memset(world->brokers[i].held, 0, sizeof world->brokers[i].held);
		queue_empty(&world->brokers[i].to_other);
	}
	memset(world->loose, 0, sizeof world->loose);
	for (int i = 0; i < SITES; i++)
		site_prepare(world, i);
}

void world_finish(struct world *world)
{
	for (int i = 0; i < SITES; i++) {
		if (world->sites[i].office)
			site_stop(&world->sites[i]);
	}
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t site_due_ms(const struct site *site)
{
	if (!site->office)
		return sooner(site->on_at_ms, queue_due_ms(&site->up));
	int64_t due_ms = sooner(site->wake_ms, site->up_at_ms);
	due_ms = sooner(due_ms, site->down_at_ms);
	due_ms = sooner(due_ms, queue_due_ms(&site->up));
	due_ms = sooner(due_ms, site->connected ? queue_due_ms(&site->down) : INT64_MAX);
	due_ms = sooner(due_ms, queue_due_ms(&site->touches));
	return sooner(due_ms, queue_due_ms(&site->jobs));
}

static void touch(struct world *world, struct site *site)
{
	struct packet packet = queue_take(&site->touches);
	int64_t before[SUBJECTS];
	struct event event = {.kind = EVENT_TOUCH, .target = packet.target};

	world_trace(world, "%s is touched: %d %s", site->id, packet.target.kind, packet.target.id);
	for (int i = 0; i < SUBJECTS; i++) {
		const struct subject *subject = site_subject(site, i);
		before[i] = subject && subject->has_best ? subject->best.v : -1;
	}
	world->touching = true;
	site_step(world, site, &event);
	world->touching = false;
	for (int i = 0; i < SUBJECTS; i++) {
		const struct subject *subject = site_subject(site, i);
		if (subject && subject->has_best && subject->best.v != before[i] &&
		    subject->unsent && strcmp(subject->best.by, site->id) == 0)
			rules_word(world, site, i, subject->implied);
	}
}

static void connect(struct world *world, struct site *site)
{
	if (site->told_up)
		site_take(world, site, &(struct packet){.kind = PACKET_DOWN});
	site->down_at_ms = INT64_MAX;
	broker_connect(world, site);
}

/* What of a site is due now; one thing at a time. */
static void site_run(struct world *world, struct site *site)
{
	int64_t now_ms = world->now_ms;
	struct packet packet;

	if (queue_due_ms(&site->up) <= now_ms) {
		packet = queue_take(&site->up);
		broker_take(world, site, &packet);
	} else if (!site->office) {
		site_start(world, site, world_one_in(world, 2));
	} else if (site->down_at_ms <= now_ms) {
		site->down_at_ms = INT64_MAX;
		site_take(world, site, &(struct packet){.kind = PACKET_DOWN});
	} else if (site->up_at_ms <= now_ms) {
		connect(world, site);
	} else if (site->connected && queue_due_ms(&site->down) <= now_ms) {
		packet = queue_take(&site->down);
		site_take(world, site, &packet);
	} else if (queue_due_ms(&site->jobs) <= now_ms) {
		packet = queue_take(&site->jobs);
		site_disk(world, site, &packet);
	} else if (queue_due_ms(&site->touches) <= now_ms) {
		touch(world, site);
	} else {
		site_step(world, site, &(struct event){.kind = EVENT_TICK});
	}
}

static int64_t world_due_ms(const struct world *world, int64_t limit_ms, int *who)
{
	int64_t due_ms = limit_ms;

	*who = -1;
	for (int i = 0; i < SITES + BROKERS; i++) {
		int64_t ms = i < SITES ? site_due_ms(&world->sites[i])
				       : queue_due_ms(&world->brokers[i - SITES].to_other);
		if (ms < due_ms) {
			due_ms = ms;
			*who = i;
		}
	}
	return due_ms;
}

void world_run(struct world *world, int64_t until_ms)
{
	int who, steps = 0;

	while (!world->fault[0]) {
		int64_t due_ms = world_due_ms(world, until_ms, &who);
		if (due_ms > world->now_ms)
			world->now_ms = due_ms;
		if (who < 0)
			return;
		if (++steps > STEPS_MAX)
			world_fault(world, "%s never comes to rest",
				    who < SITES ? site_ids[who] : "the bridge");
		if (who < SITES) {
			site_run(world, &world->sites[who]);
		} else {
			struct packet packet = queue_take(&world->brokers[who - SITES].to_other);
			broker_bridge(world, who - SITES, &packet);
		}
	}
}
