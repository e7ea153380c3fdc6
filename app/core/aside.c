/* Long presses, cleaning and the night. */
#include "core/aside.h"

#include "core/office_private.h"

static const int shown_ms[] = {
    [ASIDE_NONE] = 0,         [ASIDE_INFO] = ASIDE_OPEN_MS,   [ASIDE_PERSON] = ASIDE_OPEN_MS,
    [ASIDE_CLEAN] = CLEAN_MS, [ASIDE_IDENTIFY] = IDENTIFY_MS,
};

void aside_show(struct office *office, enum aside_kind kind, const struct moment *now)
{
	struct aside *aside = &office->aside;

	aside->kind = kind;
	aside->until_mono_ms = now->mono_ms + shown_ms[kind];
}

static void stay_awake(struct aside *aside, const struct moment *now)
{
	aside->moved_mono_ms = now->mono_ms;
	aside->awake_until_mono_ms = now->mono_ms + AWAKE_MS;
}

void aside_wake(struct office *office, const struct moment *now)
{
	/* Somebody came and wasn't sensed: the sensor isn't to be relied on. */
	if (office->aside.still)
		office->aside.senses = false;
	stay_awake(&office->aside, now);
}

void aside_movement(struct office *office, bool begins, const struct moment *now)
{
	office->aside.senses = true;
	office->aside.moving = begins;
	stay_awake(&office->aside, now);
}

bool aside_touch(struct office *office, const struct event *event, const struct moment *now)
{
	struct aside *aside = &office->aside;
	bool dark = aside->night && aside->kind != ASIDE_IDENTIFY;

	aside_wake(office, now);
	if (dark || aside->kind == ASIDE_CLEAN)
		return true;
	if (aside->kind == ASIDE_NONE)
		return false;
	aside_show(office, aside->kind, now);
	if (event->target.kind == TARGET_CLOSE || aside->kind == ASIDE_IDENTIFY)
		aside->kind = ASIDE_NONE;
	else if (event->target.kind == TARGET_CLEAN && aside->kind == ASIDE_INFO)
		aside_show(office, ASIDE_CLEAN, now);
	return true;
}

bool aside_press(struct office *office, const struct moment *now)
{
	struct aside *aside = &office->aside;
	bool nothing = aside->night || aside->kind == ASIDE_CLEAN;

	aside_wake(office, now);
	if (!nothing)
		aside->kind = ASIDE_NONE;
	return nothing;
}

bool aside_badge(struct office *office, const struct moment *now)
{
	office->aside.night = false;
	return aside_press(office, now);
}

static bool on_roster(const struct office *office, const char *id)
{
	const struct person *person = office_person(office, id);
	return person && person->configured;
}

void aside_long_press(struct office *office, const struct event *event, const struct moment *now)
{
	const struct target *target = &event->target;
	struct aside *aside = &office->aside;
	bool dark = aside->night;

	aside_wake(office, now);
	if (dark || aside->kind != ASIDE_NONE)
		return;
	if (target->kind == TARGET_CLOCK) {
		aside_show(office, ASIDE_INFO, now);
	} else if (target->kind == TARGET_PERSON && on_roster(office, target->id)) {
		aside_show(office, ASIDE_PERSON, now);
		id_copy(aside->person, target->id);
	}
}

static bool anyone_here(const struct office *office, const struct moment *now)
{
	struct row row;

	return office_rows(office, now, &row, 1) > 0 || office_count_here(office, now) > 0;
}

static void tick_night(struct office *office, const struct moment *now)
{
	struct aside *aside = &office->aside;
	bool used = true;

	aside->night_change_s = 0;
	if (office->config.hours_count && moment_trusted(now))
		used = hours_near(&office->config, moment_wall_s(now), NIGHT_MARGIN_S,
				  &aside->night_change_s);
	aside->unused = !used && !anyone_here(office, now);
	aside->still =
	    aside->senses && !aside->moving && now->mono_ms - aside->moved_mono_ms >= STILL_MS;
	aside->night = aside->still || (aside->unused && !aside->moving &&
					now->mono_ms >= aside->awake_until_mono_ms);
}

void aside_tick(struct office *office, const struct moment *now)
{
	struct aside *aside = &office->aside;
	int64_t left_ms = aside->until_mono_ms - now->mono_ms;

	tick_night(office, now);
	if (left_ms <= 0 || (aside->kind == ASIDE_PERSON && !on_roster(office, aside->person)))
		aside->kind = ASIDE_NONE;
	aside->left_s = aside->kind == ASIDE_CLEAN ? (int)((left_ms + 999) / 1000) : 0;
}

/* The night begins and ends by the wall clock. */
static int64_t night_wake_ms(const struct aside *aside, const struct moment *now)
{
	int64_t wake_ms = INT64_MAX;

	if (aside->night_change_s && moment_trusted(now))
		wake_ms = now->mono_ms + aside->night_change_s * 1000 - now->wall_ms;
	if (aside->moving)
		return wake_ms;
	if (aside->unused && !aside->night && aside->awake_until_mono_ms < wake_ms)
		wake_ms = aside->awake_until_mono_ms;
	if (aside->senses && !aside->still && aside->moved_mono_ms + STILL_MS < wake_ms)
		wake_ms = aside->moved_mono_ms + STILL_MS;
	return wake_ms;
}

int64_t aside_wake_ms(const struct office *office, const struct moment *now)
{
	const struct aside *aside = &office->aside;
	int64_t wake_ms = night_wake_ms(aside, now), due_ms = INT64_MAX;

	if (aside->kind == ASIDE_CLEAN)
		due_ms = aside->until_mono_ms - (int64_t)(aside->left_s - 1) * 1000;
	else if (aside->kind != ASIDE_NONE)
		due_ms = aside->until_mono_ms;
	return due_ms < wake_ms ? due_ms : wake_ms;
}

int office_brightness(const struct office *office, const struct moment *now)
{
	const struct aside *aside = &office->aside;
	int percent = office->self.brightness >= 0 ? office->self.brightness : 100;
	bool open = !office->config.hours_count || !moment_trusted(now) ||
		    hours_open(&office->config, moment_wall_s(now));

	if (office_screen(office) == SCREEN_NIGHT)
		return 0;
	if (office->brightness_asked >= 0)
		return office->brightness_asked;
	if (open || aside->moving || now->mono_ms < aside->awake_until_mono_ms)
		return percent;
	return (percent * DIM_PERCENT + 99) / 100;
}
