#include "core/subject.h"

#include <string.h>

#include "core/jitter.h"

enum {
	AHEAD_LIMIT_MS = 5 * 60 * 1000,    /* a v further ahead is refused by synced devices */
	CLOCKLESS_EXPIRY_S = 12 * 60 * 60, /* of what is said without a clock */
	V_STEP = 10,
	V_ROOM = 1 << 30,
};

int64_t deadline_left_ms(const struct deadline *deadline, const struct moment *now)
{
	if (!deadline->set)
		return INT64_MAX;
	if (moment_trusted(now) && deadline->wall_s)
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
	if (!moment_trusted(now))
		return;
	if (wall_s)
		deadline->mono_ms = now->mono_ms + wall_s * 1000 - now->wall_ms;
	else
		deadline->wall_s = moment_wall_s(now) + length_s;
}

/* Works out when best ends, from what it says and from what the broker left of its expiry. */
static void reckon_ends(struct subject *subject, int64_t expiry_s, int64_t day_end_s,
			const struct moment *now)
{
	const struct statement *best = &subject->best;
	int64_t remains = expiry_s >= 0 ? expiry_s : best->expiry;
	int64_t age = expiry_s >= 0 && best->expiry > expiry_s ? best->expiry - expiry_s : 0;

	if (remains < 0)
		remains = CLOCKLESS_EXPIRY_S;
	subject->until = subject->ends = (struct deadline){0};
	bool ends_itself = signals(best) && (best->until || best->left >= 0 || !day_end_s);
	if (best->taken_back)
		deadline_set(&subject->until, 0, remains, now);
	else if (ends_itself)
		deadline_set(&subject->until, best->until,
			     best->left >= 0 ? best->left - age : remains, now);
	if (!day_end_s)
		return;
	int64_t ends_s = best->ends;
	if (!ends_s && moment_trusted(now))
		ends_s = day_end_s;
	deadline_set(&subject->ends, ends_s, remains, now);
}

static void quieten(struct subject *subject)
{
	subject->say_due = subject->say_repairs = subject->clear_due = false;
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

/* Has best said again soon: by its author first, by a kiosk that stands in later. */
static void put_back(struct subject *subject, struct speaker *me, const struct moment *now)
{
	if (!me->speaks || subject->denied)
		return;
	if (subject->has_best && mine(subject, me))
		say_at(subject, now->mono_ms + jitter(&me->random, 200, 500), true);
	else if (me->stands_in)
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

void subject_say(struct subject *subject, struct speaker *me, const struct statement *said,
		 const struct moment *now)
{
	bool trusted = moment_trusted(now);
	struct statement *best = &subject->best;
	int64_t v = subject->highest_v + V_STEP;

	if (trusted && now->wall_ms > v)
		v = now->wall_ms;
	if (v > STATEMENT_V_MAX)
		v = STATEMENT_V_MAX;
	forget_best(subject);
	subject->has_best = true;
	*best = *said;
	best->v = v;
	id_copy(best->by, me->device);
	if (!best->since)
		best->since = trusted ? moment_wall_s(now) : v / 1000;
	if (!trusted)
		best->until = best->ends = 0;
	best->expiry = said->taken_back ? said->expiry : CLOCKLESS_EXPIRY_S;
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
	subject->held_v = heard ? heard->v : 0;
	if (heard)
		id_copy(subject->held_by, heard->by);
}

static bool holds_best(const struct subject *subject)
{
	return subject->has_best && subject->holding == HOLDING_STATEMENT &&
	       subject->held_v == subject->best.v &&
	       strcmp(subject->held_by, subject->best.by) == 0;
}

static enum subject_change hear_nothing(struct subject *subject, struct speaker *me,
					const struct moment *now)
{
	hold(subject, HOLDING_NOTHING, NULL);
	if (!subject->has_best || !me->in_step)
		return SUBJECT_SAME;
	bool holds_good =
	    subject_live(subject, now) && moment_trusted(now) && !repairs_exhausted(subject);
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
	return now->clock == CLOCK_SYNCED && heard->v > now->wall_ms + AHEAD_LIMIT_MS &&
	       heard->v > subject->highest_v;
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
		subject->best.expiry = heard->expiry;
		reckon_ends(subject, expiry_s, day_end_s, now);
		subject->say_due = false;
		return SUBJECT_SAME;
	}
	if (order > 0 || believed || gives_way(subject, heard, now))
		return adopt(subject, heard, expiry_s, day_end_s, now);
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
	quieten(subject);
}

void subject_link_synced(struct subject *subject, struct speaker *me, const struct moment *now)
{
	if (subject->holding == HOLDING_UNKNOWN)
		subject->holding = HOLDING_NOTHING;
	if (subject->denied)
		forget_best(subject);
	if (subject->holding == HOLDING_REFUSED)
		put_back(subject, me, now);
	if (!subject->has_best)
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
	if (!me->speaks || !moment_trusted(now))
		return;
	if (mine(subject, me))
		say_at(subject, now->mono_ms, false);
	else if (me->stands_in)
		say_at(subject, now->mono_ms + jitter(&me->random, 2000, 5000), false);
}

bool subject_acked(struct subject *subject, int64_t v)
{
	if (!subject->unsent || subject->best.v != v)
		return false;
	subject->unsent = subject->implied = subject->provisional = false;
	return true;
}

bool subject_refused(struct subject *subject, int64_t v)
{
	if (!subject->has_best || subject->best.v != v)
		return false;
	subject->unsent = false;
	subject->denied = true;
	quieten(subject);
	return true;
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
	adopt(subject, kept, kept->expiry, day_end_s, now);
	if (kept->v > subject->highest_v)
		subject->highest_v = kept->v;
	subject->unsent = true;
	subject->implied = implied;
	subject->provisional = clockless;
	subject->said_mono_ms = at_mono_ms;
}

void subject_remove(struct subject *subject, struct speaker *me, const struct moment *now)
{
	bool author = subject->has_best && mine(subject, me);
	bool held = subject->holding == HOLDING_STATEMENT || subject->holding == HOLDING_REFUSED;

	forget_best(subject);
	if (!held || !me->speaks || !(author || me->stands_in))
		return;
	subject->clear_due = true;
	subject->clear_mono_ms = now->mono_ms + (author ? 0 : jitter(&me->random, 2000, 5000));
}

void subject_clock_came(struct subject *subject, struct speaker *me, int64_t tapped_s,
			int64_t day_end_s, const struct moment *now)
{
	struct statement *best = &subject->best;

	if (!subject->has_best || !subject->unsent || !subject->provisional)
		return;
	if (tapped_s * 1000 > best->v)
		best->v = tapped_s * 1000;
	best->since = tapped_s;
	best->ends = subject->ends.set ? day_end_s : 0;
	if (best->left >= 0) {
		best->until = tapped_s + best->left;
		if (best->ends && best->until > best->ends)
			best->until = best->ends;
	}
	subject->highest_v = best->v > subject->highest_v ? best->v : subject->highest_v;
	subject->provisional = false;
	reckon_ends(subject, best->expiry, best->ends, now);
	if (me->in_step)
		say_at(subject, now->mono_ms, false);
}
