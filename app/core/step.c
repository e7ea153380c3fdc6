/* The one step: events in, effects out. */
#include <string.h>

#include "core/office_private.h"

static void link_up(struct office *office)
{
	enum subject_kind kind;
	struct subject *subject;
	const char *id;

	office->me.in_step = false;
	office->link_refused = false;
	office->link = LINK_STATE_UP;
	office_forget_seen(office);
	counting_link_up(office);
	for (int i = 0; office_subject_at(office, i, &kind, &id, &subject); i++)
		subject_link_up(subject);
}

void office_merge(struct office *office, const struct moment *now)
{
	enum subject_kind kind;
	struct subject *subject;
	const char *id;

	if (!office->me.in_step)
		return;
	for (int i = 0; office_subject_at(office, i, &kind, &id, &subject); i++)
		subject_link_synced(subject, office_speaker(office, kind, id), now);
	for (int i = 0; i < office->people_count; i++) {
		struct person *person = &office->people[i];
		if (person->gone)
			subject_remove(&person->subject,
				       office_speaker(office, SUBJECT_PERSON, person->id), now);
	}
}

static void link_synced(struct office *office, const struct moment *now)
{
	office->me.in_step = true;
	office->link = LINK_STATE_SYNCED;
	office->met = true;
	office->link_since = *now;
	office_drop_unseen(office);
	counting_link_synced(office);
	office_merge(office, now);
}

static void link_down(struct office *office, const struct moment *now)
{
	office->me.in_step = false;
	if (office->link == LINK_STATE_SYNCED)
		office->link_since = *now;
	if (office->link != LINK_STATE_NEVER)
		office->link = LINK_STATE_DOWN;
}

/* The end of the day on which it was said; one without a clock tells that by its expiry only. */
static int64_t day_end_of(const struct office *office, const struct event *event,
			  const struct moment *now)
{
	const struct statement *statement = event->statement;
	int64_t age_s = SUBJECT_CLOCKLESS_S - event->expiry_s;

	if (event->subject != SUBJECT_PERSON)
		return 0;
	if (!statement || statement->ends || event->expiry_s < 0 || age_s < 0)
		age_s = 0;
	return hours_day_end(&office->config, moment_wall_s(now) - age_s);
}

static void hear(struct office *office, const struct event *event, const struct moment *now)
{
	struct subject *subject = office_subject(office, event->subject, event->id);
	struct speaker *me = office_speaker(office, event->subject, event->id);
	struct statement heard;

	if (!subject)
		return;
	if (event->statement) {
		heard = *event->statement;
		heard.ends = office_within_the_day(office, heard.ends, now);
	}
	subject_hear(subject, me, event->statement ? &heard : NULL, event->expiry_s,
		     day_end_of(office, event, now), now);
	if (event->subject == SUBJECT_PERSON && office_person(office, event->id)->gone)
		subject_remove(subject, me, now);
}

static void restore(struct office *office, const struct event *event, const struct moment *now)
{
	struct subject *subject = office_subject(office, event->subject, event->id);
	const struct statement *kept = event->statement;

	if (!subject)
		return;
	/* Nobody knows how old it is. */
	if (!kept->taken_back && event->at_mono_ms < 0 && !moment_trusted(now)) {
		subject_wait(subject, kept, event->implied);
		return;
	}
	office_restore(office, subject, event, now);
}

static void confirm(struct office *office, const struct event *event, const struct moment *now)
{
	struct subject *subject = office_subject(office, event->subject, event->id);

	if (!subject)
		return;
	if (event->kind == EVENT_UNSAID) {
		subject_unsaid(subject, now);
		return;
	}
	if (event->kind == EVENT_UNKEPT) {
		subject_unkept(subject, event->v, now);
		visit_unkept(office, event, now);
		if (!office->me.in_step)
			counting_confirm(office, event, now);
		return;
	}
	if (event->kind == EVENT_REFUSED) {
		subject_refused(subject, event->v, now);
		visit_deny(office, event, now);
		return;
	}
	if (event->kind == EVENT_ACKED)
		subject_acked(subject, event->v);
	visit_confirm(office, event, event->kind == EVENT_ACKED, now);
	counting_confirm(office, event, now);
}

/* What people do where this device is. */
static void take_in_here(struct office *office, const struct event *event, const struct moment *now)
{
	switch (event->kind) {
	case EVENT_TOUCH:
		if (!aside_touch(office, event, now))
			visit_touch(office, event, now);
		break;
	case EVENT_LONG_PRESS:
		aside_long_press(office, event, now);
		break;
	case EVENT_WAKE:
		aside_wake(office, now);
		break;
	case EVENT_BUTTON:
	case EVENT_BUTTON_LEVEL:
		buttons_event(office, event, now);
		break;
	case EVENT_MOVEMENT:
		aside_movement(office, event->down, now);
		break;
	case EVENT_BADGE:
		badge_event(office, event->badge, now);
		break;
	case EVENT_ENROLLED:
		aside_wake(office, now);
		visit_hint(office, HINT_BADGE_READ, now);
		break;
	default:
		break;
	}
}

static void take_in(struct office *office, const struct event *event, const struct moment *now)
{
	if (office_configure(office, event, now))
		return;
	switch (event->kind) {
	case EVENT_LINK_UP:
		link_up(office);
		break;
	case EVENT_LINK_SYNCED:
		link_synced(office, now);
		break;
	case EVENT_LINK_DOWN:
		link_down(office, now);
		office->link_refused = event->not_let_in;
		break;
	case EVENT_STATEMENT:
		hear(office, event, now);
		break;
	case EVENT_RESTORED:
		restore(office, event, now);
		break;
	case EVENT_ACKED:
	case EVENT_KEPT:
	case EVENT_UNKEPT:
	case EVENT_REFUSED:
	case EVENT_UNSAID:
		confirm(office, event, now);
		break;
	case EVENT_TICK:
		buttons_tick(office, now);
		break;
	case EVENT_ADOPTION:
		office->adoption = *event->adoption;
		break;
	case EVENT_FACTS:
		office->facts = *event->facts;
		break;
	case EVENT_ASIDE:
		aside_show(office, event->aside, now);
		break;
	case EVENT_BRIGHTNESS:
		office_ask_brightness(office, event->percent, now);
		break;
	case EVENT_DISK:
		office->disk_hangs = event->hangs;
		break;
	case EVENT_TALLY:
	case EVENT_TALLY_KEPT:
		counting_hear(office, event);
		break;
	default:
		take_in_here(office, event, now);
	}
}

/* What closes by itself is no longer to be seen. */
static void pass_time(struct office *office, const struct moment *now, struct effects *effects)
{
	struct visit before;

	memcpy(&before, &office->visit, sizeof before);
	visit_tick(office, now);
	/* One is a copy of the other, padding and all. */
	/* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) */
	if (memcmp(&before, &office->visit, sizeof before) != 0)
		effects->redraw = true;
}

/* After all else: whether it is night depends on who is left. */
static void settle_aside(struct office *office, const struct moment *now, struct effects *effects)
{
	struct aside before;

	memcpy(&before, &office->aside, sizeof before);
	aside_tick(office, now);
	/* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) */
	if (memcmp(&before, &office->aside, sizeof before) != 0)
		effects->redraw = true;
}

void core_step(struct office *office, const struct event *event, struct moment now,
	       struct effects *effects)
{
	effects->count = 0;
	effects->redraw = event->kind != EVENT_TICK;
	if (now.clock > office->clock) {
		office_clock_improved(office, &now);
		effects->redraw = true;
	}
	office->clock = now.clock;
	take_in(office, event, &now);
	pass_time(office, &now, effects);
	counting_tick(office, &now);
	office_brightness_tick(office, &now);
	office_settle(office, &now, effects);
	settle_aside(office, &now, effects);
}

int64_t office_wake_ms(const struct office *office, const struct moment *now)
{
	int64_t wake_ms = visit_wake_ms(office), aside_ms = aside_wake_ms(office, now);

	int64_t buttons_ms = buttons_wake_ms(office), counting_ms = counting_wake_ms(office);

	wake_ms = aside_ms < wake_ms ? aside_ms : wake_ms;
	wake_ms = counting_ms < wake_ms ? counting_ms : wake_ms;
	wake_ms = buttons_ms < wake_ms ? buttons_ms : wake_ms;

	for (int i = 0; i < office->people_count; i++) {
		int64_t ms = subject_wake_ms(&office->people[i].subject, &office->me, now);
		wake_ms = ms < wake_ms ? ms : wake_ms;
	}
	for (int i = 0; i < office->signals_count; i++) {
		int64_t ms = subject_wake_ms(&office->signals[i].subject, &office->me, now);
		wake_ms = ms < wake_ms ? ms : wake_ms;
	}
	return wake_ms;
}
