/* When a statement ends, by what it says and by what the broker left of its expiry. */
#include "core/subject_private.h"

int64_t deadline_left_ms(const struct deadline *deadline, const struct moment *now)
{
	if (!deadline->set)
		return INT64_MAX;
	if (now->clock == CLOCK_SYNCED && deadline->wall_s)
		return deadline->wall_s * 1000 - now->wall_ms;
	return deadline->mono_ms - now->mono_ms;
}

bool statement_signals(const struct statement *statement)
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

struct deadline subject_reckon_until(const struct statement *statement, int64_t expiry_s,
				     bool person, const struct moment *now)
{
	struct remains remains = reckon_remains(statement, expiry_s);
	struct deadline until = {0};
	int64_t left_s = remains.expiry_s;
	bool ends_itself =
	    statement_signals(statement) && (statement->until || statement->left >= 0 || !person);

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
struct deadline subject_reckon_day(const struct statement *statement, int64_t expiry_s,
				   int64_t day_end_s, const struct moment *now)
{
	int64_t left_s = reckon_remains(statement, expiry_s).expiry_s, ends_s = statement->ends;
	struct deadline ends = {.said_mono_ms =
				    now->mono_ms - (SUBJECT_CLOCKLESS_S - left_s) * 1000};

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
void subject_reckon_ends(struct subject *subject, int64_t expiry_s, int64_t day_end_s,
			 const struct moment *now)
{
	subject->until = subject_reckon_until(&subject->best, expiry_s, day_end_s != 0, now);
	subject->ends = subject_reckon_day(&subject->best, expiry_s, day_end_s, now);
}
