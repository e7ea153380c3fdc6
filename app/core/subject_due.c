/* What time makes of a subject: timers that speak, and what is due to be said or emptied. */
#include <string.h>

#include "core/jitter.h"
#include "core/subject_private.h"

enum {
	CLEAR_AFTER_MS = 5 * 60 * 1000, /* after the end, if nothing newer came */
	AWAY_EXPIRY_S = 10 * 60,        /* of the away that the day's end says */
	SIGNAL_EXPIRY_S = 5 * 60,       /* a someone-signal's message outlives its end by this */
	STAND_IN_MIN_MS = 30 * 1000,
	KEEP_AGAIN_MS = 60 * 1000,
	STAND_IN_MAX_MS = 60 * 1000,
};

static bool is_person(const struct subject *subject)
{
	return subject->ends.set;
}

/* Which timer has run out: PRESENCE_HERE for until, PRESENCE_AWAY for the day's end. */
static bool timer_ran_out(const struct subject *subject, const struct moment *now,
			  enum presence *says)
{
	int64_t until_ms = deadline_left_ms(&subject->until, now);
	int64_t ends_ms = deadline_left_ms(&subject->ends, now);
	enum presence presence = subject->best.presence;

	if (presence == PRESENCE_AWAY)
		return false;
	*says = PRESENCE_HERE;
	if (presence != PRESENCE_HERE && until_ms <= 0 && until_ms < ends_ms)
		return true;
	*says = PRESENCE_AWAY;
	return ends_ms <= 0;
}

/*
 * The timer's word: the ended statement's v + 1, its by and its since; away after open or focus
 * has v + 2, so that it never meets the here that a device with another clock says.
 */
static void timer_says(struct subject *subject, enum presence says, const struct moment *now)
{
	struct statement *best = &subject->best;

	subject_set_best_aside(subject);
	best->v += says == PRESENCE_AWAY && best->presence != PRESENCE_HERE ? 2 : 1;
	best->presence = says;
	best->kind[0] = '\0';
	if (says == PRESENCE_AWAY)
		best->place[0] = '\0';
	best->side = SIDE_NONE;
	best->come = false;
	best->until = 0;
	best->left = -1;
	/* What others said of the day's end is as wrong as their clock was. */
	if (says == PRESENCE_AWAY)
		best->ends = moment_trusted(now) ? subject->ends.wall_s : 0;
	subject->until = (struct deadline){0};
	if (best->v > subject->highest_v)
		subject->highest_v = best->v;
	/* Nothing of today stays on disk once the day has ended. */
	if (says == PRESENCE_AWAY)
		subject->unsent = subject->implied = subject->provisional = false;
}

static void plan_word(struct subject *subject, struct speaker *me, const struct moment *now)
{
	int64_t wait_ms = 0;

	if (!me->speaks || subject->denied || subject->removed)
		return;
	if (!subject_mine(subject, me)) {
		if (!me->stands_in || !moment_trusted(now))
			return;
		wait_ms = jitter(&me->random, STAND_IN_MIN_MS, STAND_IN_MAX_MS);
	}
	subject->say_due = true;
	subject->say_repairs = false;
	subject->say_mono_ms = now->mono_ms + wait_ms;
}

static void plan_clearing(struct subject *subject, struct speaker *me, const struct moment *now)
{
	bool person = is_person(subject);
	int64_t left_ms = deadline_left_ms(person ? &subject->ends : &subject->until, now);

	if (subject->clear_due || left_ms > 0)
		return;
	subject->clear_due = true;
	subject->clear_mono_ms = now->mono_ms + left_ms;
	if (!subject->best.taken_back) /* which lasts as long as its message anyway */
		subject->clear_mono_ms += CLEAR_AFTER_MS;
	/* Nobody says anything of a someone-signal then: its message expires by itself. */
	if (person && (!subject_mine(subject, me) || !me->speaks))
		subject->clear_mono_ms += jitter(&me->random, STAND_IN_MIN_MS, STAND_IN_MAX_MS);
}

enum subject_change subject_tick(struct subject *subject, struct speaker *me,
				 const struct moment *now)
{
	enum subject_change change = SUBJECT_SAME;
	enum presence says;

	bool had_ended = subject->clear_due;

	if (subject->resign_due && subject->resign_mono_ms <= now->mono_ms && me->in_step) {
		subject_withdraw(subject);
		change = SUBJECT_CHANGED;
	}

	while (subject->has_best && is_person(subject) && timer_ran_out(subject, now, &says)) {
		timer_says(subject, says, now);
		plan_word(subject, me, now);
		change = SUBJECT_CHANGED;
	}
	if (subject->has_best)
		plan_clearing(subject, me, now);
	if (subject->has_best && subject->clear_due && !had_ended)
		change = SUBJECT_CHANGED; /* a someone-signal is over */
	return change;
}

/* How long the broker is to hold it: to the day's end; 12 h where no clock told that. */
static int64_t day_left_s(const struct subject *subject, const struct moment *now)
{
	int64_t ends_s = deadline_left_ms(&subject->ends, now) / 1000;
	int64_t age_s = (now->mono_ms - subject->ends.said_mono_ms) / 1000;

	if (ends_s <= 0)
		return AWAY_EXPIRY_S;
	return subject->best.ends || moment_trusted(now) ? ends_s : SUBJECT_CLOCKLESS_S - age_s;
}

/* best with left and expiry as they are now. */
static struct statement worked_out(const struct subject *subject, const struct moment *now)
{
	struct statement out = subject->best;
	bool person = is_person(subject);
	int64_t until_s = deadline_left_ms(&subject->until, now) / 1000;

	if (out.taken_back) {
		out.until = out.left = 0;
		out.expiry = until_s;
	} else if (person) {
		out.left = subject->until.set ? until_s : -1;
		out.expiry = day_left_s(subject, now);
	} else {
		out.left = until_s > 0 ? until_s : 0;
		out.expiry = out.left + SIGNAL_EXPIRY_S;
	}
	/* Who has a clock knows the day of what was said without one. */
	if (person && !out.ends && moment_trusted(now))
		out.ends = subject->ends.wall_s;
	if (out.expiry < 1)
		out.expiry = 1;
	return out;
}

static bool other_lasts(const struct subject *subject, const struct moment *now)
{
	const struct deadline *end =
	    subject->other_ends.set ? &subject->other_ends : &subject->other_until;

	return subject->has_other && deadline_left_ms(end, now) > 0;
}

static enum subject_due take_clearing(struct subject *subject, const struct speaker *me,
				      const struct moment *now)
{
	bool held = subject->holding == HOLDING_STATEMENT || subject->holding == HOLDING_REFUSED;
	bool says = held && me->in_step && me->speaks &&
		    (me->stands_in || (subject->has_best && subject_mine(subject, me)));
	bool person = is_person(subject) || !subject->has_best;

	subject->clear_due = subject->say_due = false;
	/* Whether it is gone from the broker shows yet; whoever is removed may be back by then. */
	if (subject->removed && subject_live(subject, now))
		return says ? SUBJECT_CLEAR : SUBJECT_QUIET;
	/* What lasts longer has stood there meanwhile. */
	if (other_lasts(subject, now)) {
		subject_withdraw(subject);
		return SUBJECT_QUIET;
	}
	subject->has_best = subject->unsent = subject->implied = subject->provisional = false;
	subject->until = subject->ends = (struct deadline){0};
	return says && person ? SUBJECT_CLEAR : SUBJECT_QUIET;
}

static void count_repair(struct subject *subject)
{
	bool same = subject->repaired_v == subject->best.v &&
		    strcmp(subject->repaired_by, subject->best.by) == 0;

	subject->repairs = same ? subject->repairs + 1 : 1;
	subject->repaired_v = subject->best.v;
	id_copy(subject->repaired_by, subject->best.by);
}

/* Without a clock it says what was tapped here and no more, whatever was planned before. */
static bool lost_its_clock(const struct subject *subject, const struct speaker *me,
			   const struct moment *now)
{
	bool own = subject_mine(subject, me) && !subject->say_repairs;

	return !moment_trusted(now) && !subject->unsent && !own;
}

enum subject_due subject_take_due(struct subject *subject, const struct speaker *me,
				  const struct moment *now, struct statement *out)
{
	if (subject->clear_due && subject->clear_mono_ms <= now->mono_ms)
		return take_clearing(subject, me, now);
	if (!me->speaks)
		subject->say_due = false; /* the role changed meanwhile */
	if (!subject->say_due || subject->say_mono_ms > now->mono_ms || !me->in_step)
		return SUBJECT_QUIET;
	subject->say_due = false;
	if (lost_its_clock(subject, me, now)) {
		if (subject->say_repairs)
			subject_withdraw(subject);
		return SUBJECT_QUIET;
	}
	if (!subject->has_best)
		return SUBJECT_CLEAR;
	subject->under_way = true;
	if (subject->say_repairs && subject->holding != HOLDING_REFUSED)
		count_repair(subject);
	*out = worked_out(subject, now);
	subject->best.left = out->left;
	subject->best.expiry = out->expiry;
	return SUBJECT_SAY;
}

void subject_unsaid(struct subject *subject, const struct moment *now)
{
	subject->under_way = false;
	if (!subject->has_best || subject->say_due)
		return;
	subject->say_due = true;
	subject->say_repairs = false;
	subject->say_mono_ms = now->mono_ms + 1000;
}

void subject_unkept(struct subject *subject, int64_t v, const struct moment *now)
{
	if (subject->kept_v != v)
		return;
	subject->keep_again = true;
	subject->keep_mono_ms = now->mono_ms + KEEP_AGAIN_MS;
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t subject_wake_ms(const struct subject *subject, const struct speaker *me,
			const struct moment *now)
{
	int64_t wake_ms = INT64_MAX;

	if (subject->say_due && me->in_step)
		wake_ms = sooner(wake_ms, subject->say_mono_ms);
	if (subject->clear_due)
		wake_ms = sooner(wake_ms, subject->clear_mono_ms);
	if (subject->resign_due && me->in_step)
		wake_ms = sooner(wake_ms, subject->resign_mono_ms);
	if (subject->unsent && subject->keep_again)
		wake_ms = sooner(wake_ms, subject->keep_mono_ms);
	if (!subject->has_best || subject->clear_due)
		return wake_ms;
	if (subject->until.set)
		wake_ms = sooner(wake_ms, now->mono_ms + deadline_left_ms(&subject->until, now));
	if (subject->ends.set)
		wake_ms = sooner(wake_ms, now->mono_ms + deadline_left_ms(&subject->ends, now));
	return wake_ms;
}
