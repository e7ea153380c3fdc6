#include "core/buttons.h"

#include <string.h>
#include <strings.h>

#include "core/office_private.h"

const char *button_name(enum button button)
{
	static const char *const names[] = {"yellow", "blue", "white"};

	return names[button];
}

/* Who is meant by a press: the owner of a desk, or the one whose sheet is open. */
static const struct person *whom(const struct office *office)
{
	const struct visit *visit = &office->visit;

	if (office->self.role == ROLE_DESK)
		return office_person(office, office->self.person);
	return visit->sheet ? office_person(office, visit->person) : NULL;
}

/* Yellow and blue say it, and once more end it; white comes and goes. */
static struct target target_for(const struct office *office, enum button button,
				const struct person *person, const struct moment *now)
{
	enum presence presence = office_standing(office, person, now).presence;
	struct target target = {.kind = TARGET_HERE};

	if (button == BUTTON_YELLOW && presence != PRESENCE_OPEN) {
		target.kind = TARGET_KIND;
		id_copy(target.id, office->config.kinds[0].id);
	} else if (button == BUTTON_BLUE && presence != PRESENCE_FOCUS) {
		target.kind = TARGET_FOCUS;
	} else if (button == BUTTON_WHITE && presence == PRESENCE_HERE) {
		/* On a sheet that has just checked them in it means that they are done. */
		bool arrived = office->self.role == ROLE_KIOSK && office->visit.checked_in;
		target.kind = arrived ? TARGET_CLOSE : TARGET_LEAVE;
	}
	return target;
}

static void touch(struct office *office, const struct target *target, const struct moment *now)
{
	visit_touch(office, &(struct event){.kind = EVENT_TOUCH, .target = *target}, now);
}

static bool usable(const struct office *office)
{
	enum notice notice = office_notice(office);

	return office->self.role != ROLE_BOARD &&
	       (notice == NOTICE_NONE || notice == NOTICE_NO_PEOPLE);
}

static void press(struct office *office, enum button button, const struct moment *now)
{
	const struct person *person = whom(office);
	int64_t before_v = office->visit.undo.v;

	office->buttons.said_v[button] = 0;
	if (aside_press(office, now) || !usable(office))
		return;
	if (person) {
		struct target target = target_for(office, button, person, now);
		touch(office, &target, now);
	} else if (button == BUTTON_YELLOW) {
		touch(office, &(struct target){.kind = TARGET_SOMEONE}, now);
	} else {
		visit_hint(office, HINT_NAME_FIRST, now);
	}
	if (office->visit.undo.v != before_v)
		office->buttons.said_v[button] = office->visit.undo.v;
}

static void act(struct office *office, enum button button, int acts, const struct moment *now)
{
	struct buttons *buttons = &office->buttons;

	if (acts & GESTURE_PRESSED)
		press(office, button, now);
	if (acts & GESTURE_HELD && buttons->said_v[button]) {
		visit_take_back(office, buttons->said_v[button], now);
		buttons->said_v[button] = 0;
	}
}

void buttons_event(struct office *office, const struct event *event, const struct moment *now)
{
	struct gesture *gesture = &office->buttons.gestures[event->button];
	int acts = event->kind == EVENT_BUTTON
		       ? gesture_edge(gesture, event->down, event->at_mono_ms)
		       : gesture_level(gesture, event->down, now->mono_ms);

	act(office, event->button, acts, now);
}

void buttons_tick(struct office *office, const struct moment *now)
{
	for (int i = 0; i < BUTTON_COUNT; i++) {
		int acts = gesture_tick(&office->buttons.gestures[i], now->mono_ms);
		act(office, (enum button)i, acts, now);
	}
}

int64_t buttons_wake_ms(const struct office *office)
{
	int64_t wake_ms = INT64_MAX;

	for (int i = 0; i < BUTTON_COUNT; i++) {
		int64_t ms = gesture_wake_ms(&office->buttons.gestures[i]);
		wake_ms = ms < wake_ms ? ms : wake_ms;
	}
	return wake_ms;
}

bool office_button_stuck(const struct office *office, enum button button)
{
	return office->buttons.gestures[button].stuck;
}

bool office_button_busy(const struct office *office, enum button button)
{
	return gesture_wake_ms(&office->buttons.gestures[button]) != INT64_MAX;
}

const struct person *office_badge_owner(const struct office *office, const char *hash)
{
	for (int i = 0; i < office->roster_count; i++) {
		const struct person *person = office_roster(office, i);
		for (int j = 0; j < person->config.badges_count; j++) {
			if (strcasecmp(person->config.badges[j], hash) == 0)
				return person;
		}
	}
	return NULL;
}

/* A badge checks its owner in; again opens the sheet. */
static void badge_on_kiosk(struct office *office, const struct person *owner,
			   const struct moment *now)
{
	struct target target = {.kind = TARGET_PERSON};
	struct visit *visit = &office->visit;

	id_copy(target.id, owner->id);
	touch(office, &target, now);
	if (!visit->checked_in)
		return;
	visit->sheet = false;
	visit->done = true;
	visit->done_passed_on_later = false;
}

void badge_event(struct office *office, const char *hash, const struct moment *now)
{
	const struct person *owner = office_badge_owner(office, hash);
	bool own = owner && strcmp(owner->id, office->self.person) == 0;

	if (aside_badge(office, now) || !usable(office))
		return;
	if (office->self.role == ROLE_KIOSK && owner)
		badge_on_kiosk(office, owner, now);
	else if (office->self.role == ROLE_KIOSK)
		visit_hint(office, HINT_BADGE_UNKNOWN, now);
	else if (own && office_standing(office, owner, now).presence == PRESENCE_AWAY)
		touch(office, &(struct target){.kind = TARGET_HERE}, now);
}
