/* What the broker holds, against the best statement known: adopted, or put back. */
#include <string.h>

#include "core/jitter.h"
#include "core/subject_private.h"

enum {
	V_ROOM = 1 << 30,
	V_FOLLOWS_MAX = 1010, /* so far at most a tap puts itself above what was seen */
};

static bool may_say(const struct subject *subject, const struct speaker *me)
{
	bool own = subject->has_best && subject_mine(subject, me);

	return me->speaks && !subject->denied && (own || me->stands_in);
}

/* Best isn't on the broker, and this device can't bring it there: others may, for a while. */
static void resign_later(struct subject *subject, const struct moment *now)
{
	if (!subject->has_best || subject->resign_due || subject->holding == HOLDING_REFUSED)
		return;
	subject->resign_due = true;
	subject->resign_mono_ms = now->mono_ms + SUBJECT_RESIGN_MS;
}

/* Has best said again soon: by its author first, by a kiosk that stands in later. */
static void put_back(struct subject *subject, struct speaker *me, const struct moment *now)
{
	/* What the broker sends before that comes back is older there: it is about to be replaced.
	 */
	if (subject->removed || (subject->has_best && subject->under_way))
		return;
	if (!may_say(subject, me))
		resign_later(subject, now);
	else if (subject->has_best && subject_mine(subject, me))
		subject_say_at(subject, now->mono_ms + jitter(&me->random, 200, 500), true);
	else
		subject_say_at(subject, now->mono_ms + jitter(&me->random, 2000, 5000), true);
}

/* Three times is enough: after that what the broker holds counts. */
static bool repairs_exhausted(const struct subject *subject)
{
	return subject->repairs >= SUBJECT_REPAIRS_MAX && subject->repaired_v == subject->best.v &&
	       strcmp(subject->repaired_by, subject->best.by) == 0;
}

/* An implied check-in gives way to a live state that it couldn't know of. */
static bool gives_way(const struct subject *subject, const struct statement *heard,
		      const struct moment *now)
{
	if (!subject->unsent || !subject->implied || heard->presence == PRESENCE_AWAY)
		return false;
	return !heard->ends || !moment_trusted(now) || heard->ends > moment_wall_s(now);
}

static void hold(struct subject *subject, enum holding holding, const struct statement *heard)
{
	subject->holding = holding;
	subject->has_other = false;
	subject->held_v = heard ? heard->v : 0;
	if (heard)
		id_copy(subject->held_by, heard->by);
}

static enum subject_change hear_nothing(struct subject *subject, struct speaker *me,
					const struct moment *now)
{
	hold(subject, HOLDING_NOTHING, NULL);
	if (!subject->has_best || (!me->in_step && !subject->removed))
		return SUBJECT_SAME;
	bool holds_good = !subject->removed && subject_counts(subject, now) &&
			  moment_trusted(now) && !repairs_exhausted(subject);
	if (subject->unsent || holds_good) {
		put_back(subject, me, now);
		return SUBJECT_SAME;
	}
	subject_forget_best(subject);
	return SUBJECT_CHANGED;
}

/*
 * What is not above what was seen is no news: then it is this clock that went back. Nor is what
 * was tapped where that was seen: it must be above it.
 */
static bool too_far_ahead(const struct subject *subject, const struct statement *heard,
			  const struct moment *now)
{
	/* So near the end of the numbers nobody could ever say anything newer. */
	if (heard->v > STATEMENT_V_MAX - V_ROOM)
		return true;
	return now->clock == CLOCK_SYNCED && heard->v > now->wall_ms + SUBJECT_AHEAD_MS &&
	       heard->v > subject->highest_v + V_FOLLOWS_MAX;
}

static void hear_other(struct subject *subject, const struct statement *heard, int64_t expiry_s,
		       int64_t day_end_s, const struct moment *now)
{
	subject->has_other = true;
	subject->other = *heard;
	subject->other_until = subject_reckon_until(heard, expiry_s, day_end_s != 0, now);
	subject->other_ends = subject_reckon_day(heard, expiry_s, day_end_s, now);
}

enum subject_change subject_hear(struct subject *subject, struct speaker *me,
				 const struct statement *heard, int64_t expiry_s, int64_t day_end_s,
				 const struct moment *now)
{
	if (!heard)
		return hear_nothing(subject, me, now);
	if (too_far_ahead(subject, heard, now)) {
		hold(subject, HOLDING_REFUSED, heard);
		if (me->in_step)
			put_back(subject, me, now);
		return SUBJECT_SAME;
	}
	hold(subject, HOLDING_STATEMENT, heard);
	if (heard->v > subject->highest_v)
		subject->highest_v = heard->v;

	int order = subject->has_best ? statement_compare(heard, &subject->best) : 1;
	bool believed = !moment_trusted(now) && !subject->unsent;
	if (order == 0) {
		subject->best.left = heard->left;
		if (heard->until)
			subject->best.until = heard->until;
		if (heard->ends)
			subject->best.ends = heard->ends;
		subject->best.expiry = heard->expiry;
		subject_reckon_ends(subject, expiry_s, day_end_s, now);
		subject->say_due = subject->resign_due = subject->under_way = false;
		return SUBJECT_SAME;
	}
	if (order > 0 || believed || gives_way(subject, heard, now))
		return subject_adopt(subject, heard, expiry_s, day_end_s, now);
	hear_other(subject, heard, expiry_s, day_end_s, now);
	if (!me->in_step)
		return SUBJECT_SAME;
	if (repairs_exhausted(subject))
		return subject_adopt(subject, heard, expiry_s, day_end_s, now);
	put_back(subject, me, now);
	return SUBJECT_SAME;
}

void subject_link_up(struct subject *subject)
{
	subject->holding = HOLDING_UNKNOWN;
	subject->has_other = false;
	subject->denied = false;
	subject_quieten(subject);
}

void subject_link_synced(struct subject *subject, struct speaker *me, const struct moment *now)
{
	if (subject->holding == HOLDING_UNKNOWN)
		subject->holding = HOLDING_NOTHING;
	if (subject->holding == HOLDING_REFUSED)
		put_back(subject, me, now);
	/* It had ended before this device was in step: it is not forgotten on the broker yet. */
	if (!subject->has_best && subject->holding == HOLDING_STATEMENT && me->stands_in &&
	    moment_trusted(now)) {
		subject->clear_due = true;
		subject->clear_mono_ms = now->mono_ms + jitter(&me->random, 2000, 5000);
	}
	if (!subject->has_best || subject->removed)
		return;
	if (subject->unsent) {
		subject_say_at(subject, now->mono_ms, false);
		return;
	}
	if (subject_holds_best(subject))
		return;
	if (subject->holding == HOLDING_NOTHING &&
	    (!moment_trusted(now) || !subject_counts(subject, now))) {
		subject_forget_best(subject);
		return;
	}
	if (!moment_trusted(now))
		return;
	if (!may_say(subject, me))
		resign_later(subject, now);
	else if (subject_mine(subject, me))
		subject_say_at(subject, now->mono_ms, false);
	else
		subject_say_at(subject, now->mono_ms + jitter(&me->random, 2000, 5000), false);
}

bool subject_acked(struct subject *subject, int64_t v)
{
	if (!subject->unsent || subject->best.v != v)
		return false;
	subject->unsent = subject->implied = subject->provisional = false;
	return true;
}

bool subject_refused(struct subject *subject, int64_t v, const struct moment *now)
{
	if (!subject->has_best || subject->best.v != v)
		return false;
	/* Said again for want of a PUBACK, though the broker had it: then it counts. */
	if (subject->unsent && !subject_holds_best(subject)) {
		subject_withdraw(subject);
		return true;
	}
	subject->unsent = subject->implied = subject->provisional = false;
	subject_quieten(subject);
	subject->denied = true;
	if (!subject_holds_best(subject))
		resign_later(subject, now);
	return true;
}

enum subject_change subject_recheck(struct subject *subject, struct speaker *me,
				    const struct moment *now)
{
	int64_t limit_v = now->wall_ms + SUBJECT_AHEAD_MS;
	bool refuses = subject->has_best && subject->best.v > limit_v;

	if (subject->holding == HOLDING_STATEMENT && subject->held_v > limit_v)
		subject->holding = HOLDING_REFUSED;
	if (subject->has_other && subject->other.v > limit_v)
		subject->has_other = false;
	if (refuses)
		subject_withdraw(subject);
	if (subject->highest_v > limit_v)
		subject->highest_v = subject->has_best ? subject->best.v : 0;
	if (me->in_step && subject->holding == HOLDING_REFUSED)
		put_back(subject, me, now);
	return refuses ? SUBJECT_CHANGED : SUBJECT_SAME;
}
