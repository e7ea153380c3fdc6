/*
 * The rules, worked out from what was seen to happen and not from what the devices think: the
 * largest (v, by) of what people said counts, timers end it, the day ends all.
 */
#include <string.h>

#include "world.h"

enum {
	MINUTE_MS = 60 * 1000,
	STALE_AFTER_MS = 15 * MINUTE_MS,
	CLOCKS_DIFFER_MS = 5 * 1000,
	LATE_MS = 90 * 1000, /* a timer may be said so much later by somebody else */
};

int64_t rules_day_end_ms(const struct world *world, int64_t wall_ms)
{
	const int64_t day_ms = 24 * 60 * MINUTE_MS, zone_ms = 60 * MINUTE_MS;
	int64_t midnight = (wall_ms + zone_ms) / day_ms * day_ms - zone_ms;
	int64_t close = midnight + (18 * 60 + 30) * (int64_t)MINUTE_MS;

	return (wall_ms < close ? close : midnight + day_ms) - world->base_ms;
}

static bool near(int64_t a, int64_t b)
{
	return a - b <= 2 && b - a <= 2; /* timers count up by one */
}

static struct word *find_word(struct world *world, int subject, const char *by, int64_t v)
{
	for (int i = world->words_count - 1; i >= 0; i--) {
		struct word *word = &world->words[i];
		bool same = near(word->statement.v, v) || near(word->first_v, v);
		if (word->subject == subject && same && strcmp(word->statement.by, by) == 0)
			return word;
	}
	return NULL;
}

/* Two without a clock, neither of which had heard the other, can hit on the same v. */
static void note_collision(struct world *world, const struct word *word)
{
	for (const struct word *other = world->words; other < word; other++) {
		if (other->subject == word->subject && other->site != word->site &&
		    near(other->statement.v, word->statement.v))
			world->loose[word->subject] = true;
	}
}

/* Five minutes after it has ended; that a signal was taken back lasts no longer than its message.
 */
int64_t rules_forgotten_ms(const struct word *word)
{
	int64_t over_ms = word->subject < PEOPLE ? word->day_ends_ms : word->until_ms;

	if (word->statement.taken_back || over_ms == INT64_MAX)
		return over_ms;
	return over_ms + 5 * MINUTE_MS;
}

/* At that very moment some have the one before still, and some have forgotten it. */
static void note_forgetting(struct world *world, const struct word *word)
{
	for (const struct word *other = world->words; other < word; other++) {
		int64_t since_ms = word->said_ms - rules_forgotten_ms(other);
		if (other->subject == word->subject && since_ms > -CLOCKS_DIFFER_MS &&
		    since_ms < CLOCKS_DIFFER_MS)
			world->loose[word->subject] = true;
	}
}

void rules_word(struct world *world, struct site *site, int number, bool implied)
{
	const struct subject *subject = site_subject(site, number);
	struct moment now = site_now(world, site);
	const struct statement *best = &subject->best;

	if (world->words_count == WORDS_MAX)
		return;
	struct word *word = &world->words[world->words_count++];
	*word = (struct word){
	    .subject = number,
	    .site = site->number,
	    .statement = *best,
	    .first_v = best->v,
	    .said_ms = world->now_ms,
	    .until_ms = INT64_MAX,
	    .day_ends_ms = rules_day_end_ms(world, world_wall_ms(world)),
	    .implied = implied,
	    .undated = subject->provisional,
	    .known_at = 1U << site->number,
	};
	if (best->presence >= PRESENCE_FOCUS && subject->until.set)
		word->until_ms = world->now_ms + deadline_left_ms(&subject->until, &now);
	if (best->taken_back)
		word->statement.presence = PRESENCE_AWAY;
	note_collision(world, word);
	note_forgetting(world, word);
	int64_t wall_ms = world_wall_ms(world);
	if (rules_day_end_ms(world, wall_ms - 10000) != rules_day_end_ms(world, wall_ms + 10000))
		world->loose[number] = true; /* clocks differ about which day it belongs to */
	world_trace(world, "%s said of %s: %s, v %lld%s", site->id, subject_name(number),
		    presence_name(best->presence), (long long)best->v, implied ? ", implied" : "");
}

void rules_dated(struct world *world, struct site *site, int number, int64_t old_v)
{
	const struct statement *best = &site_subject(site, number)->best;
	struct word *word = find_word(world, number, site->id, old_v);

	if (!word || strcmp(best->by, site->id) != 0)
		return;
	word->statement.v = best->v;
	word->undated = false;
}

/* It starts anew, or believes the broker: only what it has on its disk it still says. */
static void forget(struct word *word, const struct site *site)
{
	const struct record *record = &site->disk[word->subject];
	bool own = word->site == site->number && strcmp(word->statement.by, site->id) == 0;

	if (!own || word->acked || !record->there || !near(record->statement.v, word->statement.v))
		word->known_at &= ~(1U << site->number);
}

/* Of when it was said only its v tells, which is above the highest that was seen. */
static void lose_time(const struct world *world, struct word *word)
{
	word->denied = true;
	if (word->until_ms != INT64_MAX)
		word->until_ms = word->statement.v - world->base_ms + word->statement.left * 1000;
}

void rules_boot(struct world *world, const struct site *site, bool power_lost)
{
	for (int i = 0; i < world->words_count; i++) {
		struct word *word = &world->words[i];
		if (word->site != site->number)
			continue;
		word->acked &= !site->disk[word->subject].there; /* it doesn't know any more */
		if (word->undated && power_lost && !word->arrived)
			lose_time(world, word);
		word->outlived |= !word->arrived && power_lost;
	}
	for (int i = 0; i < world->words_count; i++)
		forget(&world->words[i], site);
}

void rules_heard(struct world *world, const struct site *site, const struct letter *letter)
{
	const struct statement *heard = &letter->statement;
	const struct word *same =
	    letter->empty ? NULL : find_word(world, letter->subject, heard->by, heard->v);

	for (int i = 0; i < world->words_count; i++) {
		struct word *word = &world->words[i];
		if (word == same)
			word->known_at |= 1U << site->number;
		else if (word->subject == letter->subject && site->clock == CLOCK_NONE)
			forget(word, site);
	}
}

void rules_believe(struct world *world, const struct site *site)
{
	for (int i = 0; i < SUBJECTS && site->clock == CLOCK_NONE; i++) {
		struct letter nothing = {.subject = i, .empty = true};
		const struct letter *letter = broker_holds(world, site->broker, i);
		rules_heard(world, site, letter ? letter : &nothing);
	}
}

void rules_fate(struct world *world, const struct site *site, int subject, int64_t v,
		enum word_fate fate)
{
	struct word *word = find_word(world, subject, site->id, v);

	if (!word)
		return;
	word->done |= fate != WORD_DENIED;
	word->acked |= fate == WORD_ACKED;
	/* What it stood for on this device is as little allowed. */
	for (int i = 0; fate == WORD_DENIED && i < world->words_count; i++) {
		struct word *other = &world->words[i];
		if (other <= word && other->site == site->number && other->subject == subject)
			other->denied = true;
	}
}

static bool same_outcome(const struct statement *a, const struct statement *b)
{
	return a->presence == b->presence && a->taken_back == b->taken_back && a->side == b->side &&
	       strcmp(a->kind, b->kind) == 0;
}

static void check_outcome(struct world *world, const struct statement *statement, int subject)
{
	for (int i = world->said_count - 1; i >= 0; i--) {
		const struct said *said = &world->said[i];
		if (said->subject != subject || statement_compare(&said->statement, statement) != 0)
			continue;
		if (!same_outcome(&said->statement, statement))
			world_fault(world, "%s v %lld by %s was said twice with different outcomes",
				    subject_name(subject), (long long)statement->v, statement->by);
		return;
	}
	if (world->said_count < SAID_MAX)
		world->said[world->said_count++] =
		    (struct said){subject, *statement, world->now_ms + statement->expiry * 1000};
}

void rules_arrived(struct world *world, const struct letter *letter)
{
	const struct statement *statement = &letter->statement;
	struct word *word =
	    letter->empty ? NULL : find_word(world, letter->subject, statement->by, statement->v);

	if (word)
		word->arrived = true;
	if (!letter->empty)
		check_outcome(world, statement, letter->subject);
}

/*
 * With a clock that is hours slow the next v is 10 above the highest seen, and once the topic was
 * emptied, for by that clock all had ended, nobody has seen any: it begins anew.
 */
void rules_emptied(struct world *world, const struct letter *letter)
{
	int kept = 0;

	if (!letter->empty || !world->wild)
		return;
	for (int i = 0; i < world->said_count; i++) {
		if (world->said[i].subject != letter->subject)
			world->said[kept++] = world->said[i];
	}
	world->said_count = kept;
}

void rules_said(struct world *world, const struct site *site, const struct statement *statement,
		int subject)
{
	bool own = strcmp(statement->by, site->id) == 0;
	bool may = site->role == ROLE_KIOSK || (site->role == ROLE_DESK && subject == 0);
	const struct word *word = find_word(world, subject, statement->by, statement->v);

	if (!may)
		world_fault(world, "%s may say nothing of %s", site->id, subject_name(subject));
	if (site->office->self_gone)
		world_fault(world, "%s was removed and speaks", site->id);
	if (site->clock == CLOCK_NONE && !own)
		world_fault(world, "%s has no clock and speaks for others", site->id);
	if (site->clock == CLOCK_NONE && own && !world->touching && word && word->acked &&
	    word->statement.v == statement->v)
		world_fault(world, "%s has no clock and repairs", site->id);
}

/* Whether anything that somebody said can make it so now. */
static bool justified(const struct world *world, const struct site *site, int subject)
{
	if (world->loose[subject])
		return true;
	for (int i = 0; i < world->words_count; i++) {
		const struct word *word = &world->words[i];
		bool known = word->arrived || word->site == site->number;
		if (word->subject == subject && known && word->statement.presence &&
		    word->day_ends_ms + LATE_MS > world->now_ms)
			return true;
	}
	return false;
}

static bool said_since(const struct world *world, const struct site *site, int subject,
		       int64_t since_ms)
{
	for (int i = 0; i < world->words_count; i++) {
		const struct word *word = &world->words[i];
		if (word->subject == subject && word->site == site->number &&
		    word->said_ms >= since_ms)
			return true;
	}
	return false;
}

static void look_at(struct world *world, struct site *site, int subject)
{
	const struct person *person = office_person(site->office, subject_name(subject));
	struct moment now = site_now(world, site);
	bool stale = site->out_since_ms != INT64_MAX &&
		     world->now_ms - site->out_since_ms > STALE_AFTER_MS + 1000;

	if (!person || !person->configured)
		return;
	struct standing standing = office_standing(site->office, person, &now);
	if (stale && !standing.unknown && !said_since(world, site, subject, site->out_since_ms))
		world_fault(world, "%s shows %s as if it were live", site->id,
			    subject_name(subject));
	bool shown = !standing.unknown && standing.presence != PRESENCE_AWAY;
	if (shown && site->office->clock != CLOCK_NONE && !world->wild &&
	    !justified(world, site, subject))
		world_fault(world, "%s shows %s, who is away", site->id, subject_name(subject));
}

void rules_look(struct world *world)
{
	for (int i = 0; i < SITES; i++) {
		for (int subject = 0; subject < PEOPLE && world->sites[i].office; subject++)
			look_at(world, &world->sites[i], subject);
	}
}
