/* Who is named together (product rule 12): the same on every board. */
#include <stdlib.h>
#include <string.h>

#include "core/office.h"

enum { PAIR_SHOWN_S = 10 * 60, OPEN_MAX = 256 };

struct candidate {
	const struct person *person;
	int64_t since;
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
			out[count++] = (struct candidate){person, standing.since};
	}
	return count;
}

int office_pairs(const struct office *office, const struct moment *now, struct pair *pairs, int max)
{
	struct candidate open[OPEN_MAX];
	int open_count = gather(office, now, open), count = 0;

	if (!moment_trusted(now))
		return 0;
	qsort(open, (size_t)open_count, sizeof *open, longer_open_first);
	for (int i = 0; i + 1 < open_count; i += 2) {
		int64_t shown_until_s = open[i + 1].since + PAIR_SHOWN_S;
		if (moment_wall_s(now) >= shown_until_s)
			continue;
		if (count < max)
			pairs[count] =
			    (struct pair){open[i].person, open[i + 1].person, shown_until_s};
		count++;
	}
	return count;
}
