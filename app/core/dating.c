/* A better clock came: what was said and believed before it is looked at again. */
#include <string.h>

#include "core/office_private.h"

/* Undo is still about the statement, though that has another v now. */
static void follow_v(struct office *office, enum subject_kind kind, const char *id, int64_t from,
		     int64_t to)
{
	struct undo *undo = &office->visit.undo;

	if (undo->v == from && undo->subject == kind && strcmp(undo->id, id) == 0)
		undo->v = to;
}

/*
 * When it was tapped, by the clock of now. In an earlier boot and without a clock only this is
 * known: after the v that it was put above. 0: that isn't today, so nobody knows which day it was.
 */
static int64_t tapped_ms(const struct office *office, const struct subject *subject,
			 const struct moment *now)
{
	const struct office_config *config = &office->config;

	if (subject->said_mono_ms >= 0)
		return now->wall_ms - (now->mono_ms - subject->said_mono_ms);
	int64_t v_s = subject->best.v / 1000;
	bool today = v_s <= moment_wall_s(now) &&
		     hours_day_end(config, v_s) == hours_day_end(config, moment_wall_s(now));
	return today ? subject->best.v : 0;
}

void office_date_unsent(struct office *office, struct subject *subject, enum subject_kind kind,
			const char *id, const struct moment *now)
{
	int64_t ms = tapped_ms(office, subject, now), v = subject->best.v;
	int64_t off_ms = v > ms ? v - ms : ms - v;
	bool wrong =
	    subject->said_mono_ms >= 0 && now->clock == CLOCK_SYNCED && off_ms > SUBJECT_AHEAD_MS;

	if (!subject->unsent || !(subject->provisional || wrong))
		return;
	if (!ms) {
		subject_withdraw(subject);
		office->undated++;
		return;
	}
	subject_date(subject, office_speaker(office, kind, id), ms,
		     hours_day_end(&office->config, ms / 1000), now);
	follow_v(office, kind, id, v, subject->best.v);
}

/* On which day somebody without a clock said it shows only now: by how long it would last yet. */
static void date_day(const struct office *office, struct subject *subject, const struct moment *now)
{
	struct deadline *ends = &subject->ends;
	int64_t said_ms = now->wall_ms - (now->mono_ms - ends->said_mono_ms);

	if (!moment_trusted(now))
		return;
	if (!subject->has_best || !ends->set || subject->best.ends || subject->unsent)
		return;
	ends->wall_s = hours_day_end(&office->config, said_ms / 1000);
	ends->mono_ms = now->mono_ms + ends->wall_s * 1000 - now->wall_ms;
}

void office_restore(struct office *office, struct subject *subject, const struct event *event,
		    const struct moment *now)
{
	struct speaker *me = office_speaker(office, event->subject, event->id);
	int64_t day_end_s = event->subject == SUBJECT_PERSON ? office_day_end(office, now) : 0;

	subject_restore(subject, event->statement, event->implied, event->at_mono_ms, day_end_s,
			now);
	if (moment_trusted(now))
		office_date_unsent(office, subject, event->subject, event->id, now);
	if (me->in_step)
		subject_link_synced(subject, me, now);
}

int64_t office_within_the_day(const struct office *office, int64_t ends_s, const struct moment *now)
{
	int64_t near_s = (now->wall_ms + SUBJECT_AHEAD_MS) / 1000;

	if (!office->configured || now->clock != CLOCK_SYNCED || ends_s <= near_s)
		return ends_s;
	int64_t limit_s = hours_day_end(&office->config, near_s);
	return ends_s < limit_s ? ends_s : limit_s;
}

static void limit_day(const struct office *office, struct statement *statement,
		      struct deadline *ends, const struct moment *now)
{
	int64_t limit_s = office_within_the_day(office, ends->wall_s, now);

	if (!ends->set || limit_s == ends->wall_s)
		return;
	ends->wall_s = limit_s;
	ends->mono_ms = now->mono_ms + limit_s * 1000 - now->wall_ms;
	if (statement->ends)
		statement->ends = limit_s;
}

/* It waited for this moment. */
static void end_waiting(struct office *office, struct subject *subject, enum subject_kind kind,
			const char *id, const struct moment *now)
{
	struct statement waiting = subject->waiting;
	struct event event = {
	    .subject = kind,
	    .statement = &waiting,
	    .implied = subject->waiting_implied,
	    .at_mono_ms = -1,
	};

	if (!subject->has_waiting)
		return;
	subject->has_waiting = false;
	id_copy(event.id, id);
	office_restore(office, subject, &event, now);
}

void office_clock_improved(struct office *office, const struct moment *now)
{
	bool had_none = office->clock == CLOCK_NONE;
	enum subject_kind kind;
	struct subject *subject;
	const char *id;

	for (int i = 0; office_subject_at(office, i, &kind, &id, &subject); i++) {
		office_date_unsent(office, subject, kind, id, now);
		end_waiting(office, subject, kind, id, now);
		date_day(office, subject, now);
		limit_day(office, &subject->best, &subject->ends, now);
		limit_day(office, &subject->other, &subject->other_ends, now);
		if (now->clock == CLOCK_SYNCED)
			subject_recheck(subject, office_speaker(office, kind, id), now);
	}
	/* What it left to others for want of a clock, and what ended meanwhile. */
	if (had_none)
		office_merge(office, now);
}

void office_date_days(struct office *office, const struct moment *now)
{
	enum subject_kind kind;
	struct subject *subject;
	const char *id;

	for (int i = 0; office_subject_at(office, i, &kind, &id, &subject); i++)
		date_day(office, subject, now);
}
