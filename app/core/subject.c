#include "core/subject.h"

#include <string.h>

#include "core/jitter.h"

enum {
	V_STEP = 10,
	V_FIRST_MAX = 1 << 20, /* long before any clock */
	V_ROOM = 1 << 30,
};

int64_t deadline_left_ms(const struct deadline *deadline, const struct moment *now)
{
	if (!deadline->set)
		return INT64_MAX;
	if (now->clock == CLOCK_SYNCED && deadline->wall_s)
		return deadline->wall_s * 1000 - now->wall_ms;
	return deadline->mono_ms - now->mono_ms;
}

static bool signals(const struct statement *statement)
{
	return statement->presence == PRESENCE_OPEN || statement->presence == PRESENCE_FOCUS;
}

/* wall_s 0: only the length is known; it then counts from now. */
static void deadline_set(struct deadline *deadline, int64_t wall_s, int64_t length_s,
			 const struct moment *now)
{
	deadline->set = true;
	deadline->wall_s = wall_s;
	deadline->mono_ms = now->mono_ms + length_s * 1000;
	if (now->clock != CLOCK_SYNCED)
		return;
	if (wall_s)
		deadline->mono_ms = now->mono_ms + wall_s * 1000 - now->wall_ms;
	else
		deadline->wall_s = moment_wall_s(now) + length_s;
}

/* What is left of a statement that the broker held for a while. */
struct remains {
	int64_t expiry_s, age_s;
};

static struct remains reckon_remains(const struct statement *statement, int64_t expiry_s)
{
	struct remains remains = {expiry_s >= 0 ? expiry_s : statement->expiry, 0};

	if (expiry_s >= 0 && statement->expiry > expiry_s)
		remains.age_s = statement->expiry - expiry_s;
	if (remains.expiry_s < 0)
		remains.expiry_s = SUBJECT_CLOCKLESS_S;
	return remains;
}

static struct deadline reckon_until(const struct statement *statement, int64_t expiry_s,
				    bool person, const struct moment *now)
{
	struct remains remains = reckon_remains(statement, expiry_s);
	struct deadline until = {0};
	int64_t left_s = remains.expiry_s;
	bool ends_itself =
	    signals(statement) && (statement->until || statement->left >= 0 || !person);

	if (statement->left >= 0)
		left_s = statement->left - remains.age_s;
	else if (statement->until && moment_trusted(now))
		left_s = statement->until - moment_wall_s(now);
	if (statement->taken_back)
		deadline_set(&until, 0, remains.expiry_s, now);
	else if (ends_itself)
		deadline_set(&until, statement->until, left_s, now);
	return until;
}

/* day_end_s 0: a place, which has no day. */
static struct deadline reckon_day(const struct statement *statement, int64_t expiry_s,
				  int64_t day_end_s, const struct moment *now)
{
	int64_t left_s = reckon_remains(statement, expiry_s).expiry_s, ends_s = statement->ends;
	struct deadline ends = {0};

	if (!day_end_s)
		return ends;
	if (!ends_s && moment_trusted(now)) {
		ends_s = day_end_s;
		if (day_end_s - moment_wall_s(now) < left_s)
			left_s = day_end_s - moment_wall_s(now);
	}
	deadline_set(&ends, ends_s, left_s, now);
	return ends;
}

/* Works out when best ends, from what it says and from what the broker left of its expiry. */
static void reckon_ends(struct subject *subject, int64_t expiry_s, int64_t day_end_s,
			const struct moment *now)
{
	int64_t remains_s = reckon_remains(&subject->best, expiry_s).expiry_s;

	subject->clockless_mono_ms = now->mono_ms - (SUBJECT_CLOCKLESS_S - remains_s) * 1000;
	subject->until = reckon_until(&subject->best, expiry_s, day_end_s != 0, now);
	subject->ends = reckon_day(&subject->best, expiry_s, day_end_s, now);
}

static void quieten(struct subject *subject)
{
	subject->say_due = subject->say_repairs = subject->under_way = false;
	subject->clear_due = subject->resign_due = false;
}

static void forget_best(struct subject *subject)
{
	subject->has_best = subject->unsent = subject->denied = false;
	subject->implied = subject->provisional = false;
	subject->until = subject->ends = (struct deadline){0};
	quieten(subject);
}

static enum subject_change adopt(struct subject *subject, const struct statement *statement,
				 int64_t expiry_s, int64_t day_end_s, const struct moment *now)
{
	forget_best(subject);
	subject->has_best = true;
	subject->best = *statement;
	reckon_ends(subject, expiry_s, day_end_s, now);
	return SUBJECT_CHANGED;
}

static bool mine(const struct subject *subject, const struct speaker *me)
{
	return strcmp(subject->best.by, me->device) == 0;
}

static void say_at(struct subject *subject, int64_t mono_ms, bool repairs)
{
	if (subject->say_due && subject->say_mono_ms <= mono_ms)
		return;
	subject->say_due = true;
	subject->say_repairs = repairs;
	subject->say_mono_ms = mono_ms;
}

static bool may_say(const struct subject *subject, const struct speaker *me)
{
	bool own = subject->has_best && mine(subject, me);

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
	else if (subject->has_best && mine(subject, me))
		say_at(subject, now->mono_ms + jitter(&me->random, 200, 500), true);
	else
		say_at(subject, now->mono_ms + jitter(&me->random, 2000, 5000), true);
}

/* Three times is enough: after that what the broker holds counts. */
static bool repairs_exhausted(const struct subject *subject)
{
	return subject->repairs >= SUBJECT_REPAIRS_MAX && subject->repaired_v == subject->best.v &&
	       strcmp(subject->repaired_by, subject->best.by) == 0;
}

static bool counts_still(const struct subject *subject, const struct moment *now)
{
	const struct deadline *end = subject->ends.set ? &subject->ends : &subject->until;
	return subject->has_best && deadline_left_ms(end, now) > 0;
}

bool subject_live(const struct subject *subject, const struct moment *now)
{
	return counts_still(subject, now) && !subject->best.taken_back;
}

enum presence subject_presence(const struct subject *subject, const struct moment *now)
{
	if (!subject_live(subject, now))
		return PRESENCE_AWAY;
	if (signals(&subject->best) && deadline_left_ms(&subject->until, now) <= 0)
		return PRESENCE_HERE;
	return subject->best.presence;
}

static bool holds_best(const struct subject *subject)
{
	return subject->has_best && subject->holding == HOLDING_STATEMENT &&
	       subject->held_v == subject->best.v &&
	       strcmp(subject->held_by, subject->best.by) == 0;
}

/* Best is about to be another one: the broker still holds what it was. */
static void set_best_aside(struct subject *subject)
{
	if (!holds_best(subject))
		return;
	subject->has_other = true;
	subject->other = subject->best;
	subject->other_until = subject->until;
	subject->other_ends = subject->ends;
}

void subject_withdraw(struct subject *subject)
{
	forget_best(subject);
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
	/* Two boots without a clock must not say different things with the same v. */
	if (!trusted && !subject->highest_v)
		v = jitter(&me->random, V_STEP, V_FIRST_MAX);
	/* Timers count up by one: nor must that of another meet it. */
	if (!trusted)
		v += (V_STEP - v % V_STEP) % V_STEP;
	if (v > STATEMENT_V_MAX)
		v = STATEMENT_V_MAX;
	set_best_aside(subject);
	forget_best(subject);
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
	reckon_ends(subject, best->expiry, said->ends, now);
	subject->highest_v = v;
	subject->unsent = true;
	subject->provisional = !trusted;
	subject->said_mono_ms = now->mono_ms;
	say_at(subject, now->mono_ms, false);
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
	bool holds_good = !subject->removed && subject_live(subject, now) && moment_trusted(now) &&
			  !repairs_exhausted(subject);
	if (subject->unsent || holds_good) {
		put_back(subject, me, now);
		return SUBJECT_SAME;
	}
	forget_best(subject);
	return SUBJECT_CHANGED;
}

/* What is not above what was seen is no news: then it is this clock that went back. */
static bool too_far_ahead(const struct subject *subject, const struct statement *heard,
			  const struct moment *now)
{
	/* So near the end of the numbers nobody could ever say anything newer. */
	if (heard->v > STATEMENT_V_MAX - V_ROOM)
		return true;
	return now->clock == CLOCK_SYNCED && heard->v > now->wall_ms + SUBJECT_AHEAD_MS &&
	       heard->v > subject->highest_v;
}

static void hear_other(struct subject *subject, const struct statement *heard, int64_t expiry_s,
		       int64_t day_end_s, const struct moment *now)
{
	subject->has_other = true;
	subject->other = *heard;
	subject->other_until = reckon_until(heard, expiry_s, day_end_s != 0, now);
	subject->other_ends = reckon_day(heard, expiry_s, day_end_s, now);
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
		reckon_ends(subject, expiry_s, day_end_s, now);
		subject->say_due = subject->resign_due = subject->under_way = false;
		return SUBJECT_SAME;
	}
	if (order > 0 || believed || gives_way(subject, heard, now))
		return adopt(subject, heard, expiry_s, day_end_s, now);
	hear_other(subject, heard, expiry_s, day_end_s, now);
	if (!me->in_step)
		return SUBJECT_SAME;
	if (repairs_exhausted(subject))
		return adopt(subject, heard, expiry_s, day_end_s, now);
	put_back(subject, me, now);
	return SUBJECT_SAME;
}

void subject_link_up(struct subject *subject)
{
	subject->holding = HOLDING_UNKNOWN;
	subject->has_other = false;
	quieten(subject);
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
		say_at(subject, now->mono_ms, false);
		return;
	}
	if (holds_best(subject))
		return;
	if (subject->holding == HOLDING_NOTHING &&
	    (!moment_trusted(now) || !subject_live(subject, now))) {
		forget_best(subject);
		return;
	}
	if (!moment_trusted(now))
		return;
	if (!may_say(subject, me))
		resign_later(subject, now);
	else if (mine(subject, me))
		say_at(subject, now->mono_ms, false);
	else
		say_at(subject, now->mono_ms + jitter(&me->random, 2000, 5000), false);
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
	if (subject->unsent) {
		subject_withdraw(subject);
		return true;
	}
	quieten(subject);
	subject->denied = true;
	if (!holds_best(subject))
		resign_later(subject, now);
	return true;
}

/* What is left of what was kept for a while. */
static int64_t kept_expiry_s(const struct statement *kept, int64_t at_mono_ms,
			     const struct moment *now)
{
	int64_t left_s = kept->expiry;

	if (kept->ends && moment_trusted(now))
		left_s = kept->ends - moment_wall_s(now);
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
	set_best_aside(subject);
	adopt(subject, kept, kept_expiry_s(kept, at_mono_ms, now), day_end_s, now);
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
	bool author = subject->has_best && mine(subject, me);
	bool held = subject->holding == HOLDING_STATEMENT || subject->holding == HOLDING_REFUSED;

	if (subject->unsent)
		subject_withdraw(subject);
	quieten(subject);
	subject->removed = true;
	subject->has_waiting = false;
	if (subject->holding == HOLDING_NOTHING)
		forget_best(subject);
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
	quieten(subject);
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
		best->left = best->until - moment_wall_s(now);
	}
	if (best->ends)
		best->expiry = best->ends - moment_wall_s(now);
	if (best->v > subject->highest_v || ahead)
		subject->highest_v = best->v;
	subject->provisional = false;
	reckon_ends(subject, best->expiry, best->ends, now);
	if (me->in_step)
		say_at(subject, now->mono_ms, false);
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
