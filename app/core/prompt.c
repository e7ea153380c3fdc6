#include "core/prompt.h"

#include <assert.h>

#include "core/zone.h"

enum { WEEK_DAYS = 7, CANDIDATES_MAX = PROMPTS_MAX + BUILT_IN_MAX };

/* One that may be today's. */
struct candidate {
	struct prompt_choice choice;
	int weight;
	uint32_t order; /* among those of its weight: another one in each office */
};

struct draw {
	struct candidate candidates[CANDIDATES_MAX];
	int count;
	int weights; /* of all candidates together: the turns of a round */
};

/* 1970-01-01 was a Thursday. */
static int weekday_of(int64_t day)
{
	return (int)((day % WEEK_DAYS + WEEK_DAYS + 3) % WEEK_DAYS);
}

static int64_t date_days(const struct date *date)
{
	return civil_days(date->year, date->month, date->day);
}

bool prompt_scheduled(const struct prompt *prompt)
{
	return prompt->days || prompt->from.year || prompt->until.year;
}

static bool is_for(const struct prompt *prompt, int64_t day, int weekday)
{
	if (prompt->off || (prompt->days && !(prompt->days >> weekday & 1)))
		return false;
	return (!prompt->from.year || date_days(&prompt->from) <= day) &&
	       (!prompt->until.year || day <= date_days(&prompt->until));
}

static bool any_scheduled(const struct office_config *config, int64_t day, int weekday)
{
	for (int i = 0; i < config->prompts_count; i++) {
		if (prompt_scheduled(&config->prompts[i]) &&
		    is_for(&config->prompts[i], day, weekday))
			return true;
	}
	return false;
}

/* FNV-1a, with its bits mixed once more: ids and numbers differ in few of them. */
static uint32_t order_of(const char *office_id, const struct prompt_choice *choice)
{
	uint32_t hash = 2166136261u;

	for (const char *c = office_id; *c; c++)
		hash = (hash ^ (uint8_t)*c) * 16777619u;
	hash = (hash ^ (uint32_t)choice->source) * 16777619u;
	hash = (hash ^ (uint32_t)choice->number) * 16777619u;
	hash = (hash ^ hash >> 16) * 0x85ebca6bu;
	return hash ^ hash >> 13;
}

static void add(struct draw *draw, const char *office_id, enum prompt_source source, int number,
		int weight)
{
	struct candidate *candidate = &draw->candidates[draw->count++];

	assert(weight >= 1);
	*candidate = (struct candidate){.choice = {source, number}, .weight = weight};
	candidate->order = order_of(office_id, &candidate->choice);
	draw->weights += weight;
}

static void add_own(struct draw *draw, const struct office_config *config, const char *office_id,
		    int64_t day, bool scheduled)
{
	for (int i = 0; i < config->prompts_count; i++) {
		const struct prompt *prompt = &config->prompts[i];

		if (prompt_scheduled(prompt) == scheduled && is_for(prompt, day, weekday_of(day)))
			add(draw, office_id, PROMPT_OWN, i + 1, prompt->weight);
	}
}

static void add_built_in(struct draw *draw, const struct office_config *config,
			 const char *office_id, int count)
{
	if (config->built_in == BUILT_IN_NEVER ||
	    (config->built_in == BUILT_IN_ALONE && draw->count > 0))
		return;
	for (int number = 1; number <= count; number++) {
		if (!config->built_in_off[number])
			add(draw, office_id, PROMPT_BUILT_IN, number, 1);
	}
}

/* Whether a weekday has the same scheduled prompts as that of day. */
static bool same_prompts(const struct office_config *config, int64_t day, int weekday)
{
	for (int i = 0; i < config->prompts_count; i++) {
		if (prompt_scheduled(&config->prompts[i]) &&
		    is_for(&config->prompts[i], day, weekday) !=
			is_for(&config->prompts[i], day, weekday_of(day)))
			return false;
	}
	return true;
}

/*
 * Only days on which somebody is there to read count, and only those that draw from the same
 * prompts: else some would fall on Sundays for ever.
 */
static uint8_t weekdays_of(const struct office_config *config, int64_t day)
{
	uint8_t open = config->hours_count ? 0 : 0x7f, same = 0;

	for (int i = 0; i < config->hours_count; i++)
		open |= config->hours[i].days;
	for (int weekday = 0; weekday < WEEK_DAYS; weekday++) {
		if (same_prompts(config, day, weekday))
			same |= (uint8_t)(1u << weekday);
	}
	return open & same ? open & same : same;
}

/* How many days of those weekdays there were before day, since the Monday before 1970-01-01. */
static int64_t days_before(uint8_t weekdays, int64_t day)
{
	int64_t count = 0, weeks = (day + 3) / WEEK_DAYS;

	for (int weekday = 0; weekday < WEEK_DAYS; weekday++) {
		if (weekdays >> weekday & 1)
			count += weeks + (weekday < weekday_of(day));
	}
	return count;
}

static bool goes_before(const struct candidate *one, const struct candidate *other)
{
	if (one->weight != other->weight)
		return one->weight > other->weight;
	if (one->order != other->order)
		return one->order > other->order;
	return one->choice.number < other->choice.number;
}

/* By weight, the heaviest first, then in the office's own order. */
static void sort(struct draw *draw)
{
	for (int i = 1; i < draw->count; i++) {
		struct candidate moved = draw->candidates[i];
		int j = i;
		for (; j > 0 && goes_before(&moved, &draw->candidates[j - 1]); j--)
			draw->candidates[j] = draw->candidates[j - 1];
		draw->candidates[j] = moved;
	}
}

/* Candidates of one weight, whose turns follow one another at the same distance in each round. */
struct group {
	int first, count;
	int turns, taken; /* in a round */
};

static int make_groups(const struct draw *draw, struct group groups[PROMPT_WEIGHT_MAX])
{
	int count = 0;

	for (int i = 0; i < draw->count; i++) {
		int weight = draw->candidates[i].weight;
		if (i == 0 || weight != draw->candidates[i - 1].weight)
			groups[count++] = (struct group){.first = i};
		groups[count - 1].count++;
		groups[count - 1].turns += weight;
	}
	return count;
}

/* Whether one's next turn comes earlier in the round: turn n of m lies at (n + 1/2) / m of it. */
static bool comes_before(const struct group *one, const struct group *other)
{
	return (int64_t)(2 * one->taken + 1) * other->turns <
	       (int64_t)(2 * other->taken + 1) * one->turns;
}

/* Who has that turn of a round, from 0. */
static const struct candidate *turn_of(const struct draw *draw, int64_t turn)
{
	struct group groups[PROMPT_WEIGHT_MAX], *next = groups;
	int count = make_groups(draw, groups);

	for (int64_t i = 0; i <= turn; i++) {
		next = groups;
		for (int j = 1; j < count; j++) {
			if (comes_before(&groups[j], next))
				next = &groups[j];
		}
		next->taken++;
	}
	return &draw->candidates[next->first + (next->taken - 1) % next->count];
}

struct prompt_choice prompt_of_day(const struct office_config *config, const char *office_id,
				   int built_in_count, int64_t day)
{
	struct draw draw = {.count = 0};

	assert(built_in_count >= 0 && built_in_count <= BUILT_IN_MAX);
	if (day < 0)
		day = 0; /* a clock from before 1970 */
	if (any_scheduled(config, day, weekday_of(day))) {
		add_own(&draw, config, office_id, day, true);
	} else {
		add_own(&draw, config, office_id, day, false);
		add_built_in(&draw, config, office_id, built_in_count);
	}
	if (!draw.count)
		return (struct prompt_choice){PROMPT_NONE, 0};
	sort(&draw);
	return turn_of(&draw, days_before(weekdays_of(config, day), day) % draw.weights)->choice;
}
