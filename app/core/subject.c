/* What is best: said here, found on disk, withdrawn, removed, dated. */
#include <string.h>

#include "core/jitter.h"
#include "core/subject_private.h"

enum {
	V_STEP = 10,
	V_FIRST_MAX = 1 << 20, /* long before any clock */
	V_STEPS_MAX = 100,
};

void subject_quieten(struct subject *subject)
{
	subject->say_due = subject->say_repairs = subject->under_way = false;
	subject->clear_due = subject->resign_due = false;
}

void subject_forget_best(struct subject *subject)
{
	subject->has_best = subject->unsent = false;
	subject->implied = subject->provisional = false;
	subject->until = subject->ends = (struct deadline){0};
	subject_quieten(subject);
}

enum subject_change subject_adopt(struct subject *subject, const struct statement *statement,
				  int64_t expiry_s, int64_t day_end_s, const struct moment *now)
{
	subject_forget_best(subject);
	subject->has_best = true;
	subject->best = *statement;
	subject_reckon_ends(subject, expiry_s, day_end_s, now);
	return SUBJECT_CHANGED;
}

bool subject_mine(const struct subject *subject, const struct speaker *me)
{
	return strcmp(subject->best.by, me->device) == 0;
}

void subject_say_at(struct subject *subject, int64_t mono_ms, bool repairs)
{
	if (subject->say_due && subject->say_mono_ms <= mono_ms)
		return;
	subject->say_due = true;
	subject->say_repairs = repairs;
	subject->say_mono_ms = mono_ms;
}

bool subject_counts(const struct subject *subject, const struct moment *now)
{
	const struct deadline *end = subject->ends.set ? &subject->ends : &subject->until;
	return subject->has_best && deadline_left_ms(end, now) > 0;
}

bool subject_live(const struct subject *subject, const struct moment *now)
{
	return subject_counts(subject, now) && !subject->best.taken_back;
}

enum presence subject_presence(const struct subject *subject, const struct moment *now)
{
	if (!subject_live(subject, now))
		return PRESENCE_AWAY;
	if (statement_signals(&subject->best) && deadline_left_ms(&subject->until, now) <= 0)
		return PRESENCE_HERE;
	return subject->best.presence;
}

bool subject_holds_best(const struct subject *subject)
{
	return subject->has_best && subject->holding == HOLDING_STATEMENT &&
	       subject->held_v == subject->best.v &&
	       strcmp(subject->held_by, subject->best.by) == 0;
}

void subject_set_best_aside(struct subject *subject)
{
	if (!subject_holds_best(subject))
		return;
	subject->has_other = true;
	subject->other = subject->best;
	subject->other_until = subject->until;
	subject->other_ends = subject->ends;
}

void subject_withdraw(struct subject *subject)
{
	subject_forget_best(subject);
	if (!subject->has_other)
		return;
	subject->has_best = true;
	subject->best = subject->other;
	subject->until = subject->other_until;
	subject->ends = subject->other_ends;
	subject->has_other = false;
}

void subject_say(struct subject *subject, struct speaker *me, const struct statement *said,
		 const struct moment *now)
{
	bool trusted = moment_trusted(now);
	struct statement *best = &subject->best;
	int64_t v = subject->highest_v + V_STEP;

	if (trusted && now->wall_ms > v)
		v = now->wall_ms;
	/* Two runs without a clock must not say different things with the same v. */
	if (!trusted && !subject->highest_v)
		v = jitter(&me->random, V_STEP, V_FIRST_MAX);
	else if (!trusted && !subject->spoke)
		v = subject->highest_v + V_STEP * jitter(&me->random, 1, V_STEPS_MAX);
	subject->spoke = true;
	/* Timers count up by one: nor must that of another meet it. */
	if (!trusted)
		v += (V_STEP - v % V_STEP) % V_STEP;
	if (v > STATEMENT_V_MAX)
		v = STATEMENT_V_MAX;
	subject_set_best_aside(subject);
	subject_forget_best(subject);
	subject->has_waiting = false;
	subject->has_best = true;
	*best = *said;
	best->v = v;
	id_copy(best->by, me->device);
	if (!best->since)
		best->since = trusted ? moment_wall_s(now) : v / 1000;
	if (!trusted)
		best->until = best->ends = 0;
	if (!said->taken_back)
		best->expiry = best->ends ? best->ends - moment_wall_s(now) : SUBJECT_CLOCKLESS_S;
	subject_reckon_ends(subject, best->expiry, said->ends, now);
	subject->highest_v = v;
	subject->unsent = true;
	subject->denied = false;
	subject->provisional = !trusted;
	subject->said_mono_ms = now->mono_ms;
	subject_say_at(subject, now->mono_ms, false);
}

/* What is left of what was kept for a while. */
static int64_t kept_expiry_s(const struct statement *kept, int64_t at_mono_ms,
			     const struct moment *now)
{
	int64_t left_s = kept->expiry;

	if (kept->ends && moment_trusted(now))
		left_s = kept->ends - moment_wall_s(now);
	else if (kept->until && moment_trusted(now))
		left_s -= kept->left - (kept->until - moment_wall_s(now));
	else if (at_mono_ms >= 0)
		left_s -= (now->mono_ms - at_mono_ms) / 1000;
	return left_s > 0 ? left_s : 0;
}

void subject_restore(struct subject *subject, const struct statement *kept, bool implied,
		     int64_t at_mono_ms, int64_t day_end_s, const struct moment *now)
{
	bool clockless = !kept->until && !kept->ends && day_end_s;
	bool live = subject_presence(subject, now) != PRESENCE_AWAY;

	if (kept->v > subject->kept_v)
		subject->kept_v = kept->v;
	if (subject->has_best &&
	    (statement_compare(kept, &subject->best) <= 0 || (implied && live)))
		return;
	subject_set_best_aside(subject);
	subject_adopt(subject, kept, kept_expiry_s(kept, at_mono_ms, now), day_end_s, now);
	if (kept->v > subject->highest_v)
		subject->highest_v = kept->v;
	subject->unsent = true;
	subject->implied = implied;
	subject->provisional = clockless;
	subject->said_mono_ms = at_mono_ms;
}

void subject_wait(struct subject *subject, const struct statement *kept, bool implied)
{
	if (kept->v > subject->kept_v)
		subject->kept_v = kept->v;
	subject->has_waiting = !subject->unsent;
	subject->waiting = *kept;
	subject->waiting_implied = implied;
}

void subject_remove(struct subject *subject, struct speaker *me, const struct moment *now)
{
	bool author = subject->has_best && subject_mine(subject, me);
	bool held = subject->holding == HOLDING_STATEMENT || subject->holding == HOLDING_REFUSED;

	if (subject->unsent)
		subject_withdraw(subject);
	subject_quieten(subject);
	subject->removed = true;
	subject->has_waiting = false;
	if (subject->holding == HOLDING_NOTHING)
		subject_forget_best(subject);
	if (!held || !me->speaks || !(author || me->stands_in))
		return;
	subject->clear_due = true;
	subject->clear_mono_ms = now->mono_ms + (author ? 0 : jitter(&me->random, 2000, 5000));
}

void subject_take_back(struct subject *subject)
{
	if (!subject->removed)
		return;
	subject->removed = false;
	subject_quieten(subject);
	if (subject->has_other)
		subject_withdraw(subject);
}

static int64_t what_remains_s(int64_t end_s, const struct moment *now)
{
	int64_t left_s = end_s - moment_wall_s(now);

	return left_s > 0 ? left_s : 0;
}

void subject_date(struct subject *subject, struct speaker *me, int64_t tapped_ms, int64_t day_end_s,
		  const struct moment *now)
{
	struct statement *best = &subject->best;
	bool ahead = best->v > now->wall_ms + SUBJECT_AHEAD_MS;

	if (tapped_ms > best->v || ahead)
		best->v = tapped_ms;
	best->since = tapped_ms / 1000;
	best->ends = subject->ends.set ? day_end_s : 0;
	if (best->left >= 0 && !best->taken_back) {
		best->until = best->since + best->left;
		if (best->ends && best->until > best->ends)
			best->until = best->ends;
		best->left = what_remains_s(best->until, now);
	}
	if (best->ends)
		best->expiry = what_remains_s(best->ends, now);
	if (best->v > subject->highest_v || ahead)
		subject->highest_v = best->v;
	subject->provisional = false;
	subject_reckon_ends(subject, best->expiry, best->ends, now);
	if (me->in_step)
		subject_say_at(subject, now->mono_ms, false);
}
