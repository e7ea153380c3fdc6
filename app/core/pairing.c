/*
 * Who is named together (product rule 12): the same on every board. Half an idea and an ear come
 * before that rule.
 */
#include <stdlib.h>
#include <string.h>

#include "core/office.h"

enum { PAIR_SHOWN_S = 10 * 60, OPEN_MAX = 256 };

struct candidate {
	const struct person *person;
	int64_t since;
	enum side side;
};

static int longer_open_first(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	return strcmp(a->person->id, b->person->id);
}

static int gather(const struct office *office, const struct moment *now, struct candidate *out)
{
	int count = 0;

	for (int i = 0; i < office->roster_count && count < OPEN_MAX; i++) {
		const struct person *person = office_roster(office, i);
		struct standing standing = office_standing(office, person, now);
		if (standing.presence == PRESENCE_OPEN && person->config.wall != WALL_COUNT)
			out[count++] = (struct candidate){person, standing.since, standing.side};
	}
	return count;
}

/* Moves the one at from to the place at to; those between move up. */
static void move(struct candidate *open, int from, int to)
{
	struct candidate moved = open[from];

	memmove(&open[to + 1], &open[to], (size_t)(from - to) * sizeof *open);
	open[to] = moved;
}

static int next_with(const struct candidate *open, int from, int count, enum side side)
{
	while (from < count && open[from].side != side)
		from++;
	return from;
}

/* Half an idea and an ear are for one another: those neighbour first, the longest open before. */
static void ears_to_ideas(struct candidate *open, int count)
{
	for (int done = 0; done + 1 < count; done += 2) {
		int ask = next_with(open, done, count, SIDE_ASK);
		int ear = next_with(open, done, count, SIDE_OFFER);
		if (ask == count || ear == count)
			return;
		int first = ask < ear ? ask : ear, second = ask < ear ? ear : ask;
		move(open, first, done);
		move(open, second, done + 1);
	}
}

int office_pairs(const struct office *office, const struct moment *now, struct pair *pairs, int max)
{
	struct candidate open[OPEN_MAX];
	int open_count = gather(office, now, open), count = 0;

	if (!moment_trusted(now))
		return 0;
	qsort(open, (size_t)open_count, sizeof *open, longer_open_first);
	ears_to_ideas(open, open_count);
	for (int i = 0; i + 1 < open_count; i += 2) {
		int64_t later_s =
		    open[i].since > open[i + 1].since ? open[i].since : open[i + 1].since;
		int64_t shown_until_s = later_s + PAIR_SHOWN_S;
		if (moment_wall_s(now) >= shown_until_s)
			continue;
		if (count < max)
			pairs[count] =
			    (struct pair){open[i].person, open[i + 1].person, shown_until_s};
		count++;
	}
	return count;
}
