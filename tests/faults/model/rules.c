/*
 * The rules, worked out from what was seen to happen and not from what the devices think: the
 * largest (v, by) of what people said counts, timers end it, the day ends all.
 */
#include <string.h>

#include "world.h"

enum {
	MINUTE_MS = 60 * 1000,
	STALE_AFTER_MS = 15 * MINUTE_MS,
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
	};
	if (best->presence >= PRESENCE_FOCUS && subject->until.set)
		word->until_ms = world->now_ms + deadline_left_ms(&subject->until, &now);
	if (best->taken_back)
		word->statement.presence = PRESENCE_AWAY;
	note_collision(world, word);
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

void rules_boot(struct world *world, const struct site *site, bool power_lost)
{
	for (int i = 0; i < world->words_count; i++) {
		struct word *word = &world->words[i];
		if (word->site != site->number)
			continue;
		word->acked &= !site->disk[word->subject].there; /* it doesn't know any more */
		word->denied |= word->undated && power_lost;
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
	if (site->clock == CLOCK_NONE && own && word && word->acked &&
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
	if (shown && site->clock != CLOCK_NONE && !world->wild && !justified(world, site, subject))
		world_fault(world, "%s shows %s, who is away", site->id, subject_name(subject));
}

void rules_look(struct world *world)
{
	for (int i = 0; i < SITES; i++) {
		for (int subject = 0; subject < PEOPLE && world->sites[i].office; subject++)
			look_at(world, &world->sites[i], subject);
	}
}

/* ---- What must be in the end ---- */

struct picture {
	enum presence presence;
	char kind[ID_SIZE];
};

/* Five minutes after it has ended a word is nowhere any more: what is said then begins anew. */
static bool forgotten(const struct world *world, const struct word *word)
{
	int64_t over_ms = word->subject < PEOPLE ? word->day_ends_ms : word->until_ms;

	for (const struct word *later = word + 1; later < world->words + world->words_count;
	     later++) {
		if (later->subject == word->subject && later->arrived && over_ms != INT64_MAX &&
		    later->said_ms > over_ms + 5 * MINUTE_MS)
			return true;
	}
	return false;
}

static const struct word *winner(const struct world *world, int subject)
{
	const struct word *best = NULL;

	for (int i = 0; i < world->words_count; i++) {
		const struct word *word = &world->words[i];
		bool larger = !best || statement_compare(&word->statement, &best->statement) > 0;
		if (word->subject == subject && word->arrived && larger && !forgotten(world, word))
			best = word;
	}
	return best;
}

static struct picture due(const struct world *world, int subject)
{
	const struct word *word = winner(world, subject);
	struct picture picture = {.presence = PRESENCE_AWAY};

	if (!word || (subject < PEOPLE && world->gone[subject]))
		return picture;
	picture.presence = word->statement.presence;
	if (subject < PEOPLE && word->day_ends_ms <= world->now_ms)
		picture.presence = PRESENCE_AWAY;
	else if (word->until_ms <= world->now_ms)
		picture.presence = subject < PEOPLE ? PRESENCE_HERE : PRESENCE_AWAY;
	if (picture.presence == PRESENCE_OPEN)
		strcpy(picture.kind, word->statement.kind);
	return picture;
}

static struct picture shown(const struct world *world, const struct site *site, int number)
{
	const struct subject *subject = site_subject(site, number);
	struct moment now = site_now(world, site);
	struct picture picture = {.presence = PRESENCE_AWAY};

	const struct person *person = office_person(site->office, subject_name(number));
	if (!subject || (number < PEOPLE && !person->configured))
		return picture;
	picture.presence = subject_presence(subject, &now);
	if (picture.presence == PRESENCE_OPEN)
		strcpy(picture.kind, subject->best.kind);
	return picture;
}

static struct picture held(const struct world *world, int number, int subject)
{
	const struct letter *letter = broker_holds(world, number, subject);
	struct picture picture = {.presence = PRESENCE_AWAY};

	if (!letter || letter->statement.taken_back)
		return picture;
	const struct statement *statement = &letter->statement;
	int64_t spare_ms = 5 * MINUTE_MS; /* a someone-signal's message outlives it by this */
	if (subject >= PEOPLE && letter->expires_ms - spare_ms <= world->now_ms + 1000)
		return picture;
	picture.presence = statement->presence;
	if (picture.presence == PRESENCE_OPEN)
		strcpy(picture.kind, statement->kind);
	return picture;
}

static bool differ(const struct picture *a, const struct picture *b)
{
	return a->presence != b->presence || strcmp(a->kind, b->kind) != 0;
}

static void check_picture(struct world *world, int subject, const char *who,
			  const struct picture *is, const struct picture *should)
{
	if (differ(is, should))
		world_fault(world, "%s has %s as %s %s, and it should be %s %s", who,
			    subject_name(subject), presence_name(is->presence), is->kind,
			    presence_name(should->presence), should->kind);
}

static void check_subject(struct world *world, int subject)
{
	bool gone = subject < PEOPLE && world->gone[subject];
	bool free = world->loose[subject] && !gone;
	struct picture should = free ? held(world, 0, subject) : due(world, subject);
	struct picture is;

	/* Who started afterwards has never heard of them, and leaves what stands there to expire.
	 */
	for (int i = 0; i <= world->bridged && !gone; i++) {
		is = held(world, i, subject);
		check_picture(world, subject, i ? "the other broker" : "the broker", &is, &should);
	}
	for (int i = 0; i < SITES; i++) {
		const struct site *site = &world->sites[i];
		is = shown(world, site, subject);
		if (!site->removed)
			check_picture(world, subject, site->id, &is, &should);
	}
}

/* What said "done" was heard, or something newer was, or its day is over. */
static void check_done(struct world *world)
{
	for (int i = 0; i < world->words_count && !world->wild; i++) {
		const struct word *word = &world->words[i];
		bool void_ = word->denied || word->implied || world->sites[word->site].removed ||
			     world->loose[word->subject];
		bool over = word->subject < PEOPLE ? word->day_ends_ms <= world->now_ms
						   : word->until_ms <= world->now_ms;
		if (!word->done || word->arrived || void_ || over)
			continue;
		const struct word *best = winner(world, word->subject);
		if (!best || statement_compare(&best->statement, &word->statement) < 0)
			world_fault(world, "%s said done of %s v %lld, and it is lost",
				    world->sites[word->site].id, subject_name(word->subject),
				    (long long)word->statement.v);
	}
}

static bool unsettled(const struct world *world, int64_t moment_ms)
{
	return moment_ms > world->now_ms - 7 * MINUTE_MS && moment_ms < world->now_ms + 15 * 1000;
}

static bool any_unsettled(const struct world *world)
{
	for (int i = 0; i < world->words_count; i++) {
		const struct word *word = &world->words[i];
		if (unsettled(world, word->until_ms) || unsettled(world, word->day_ends_ms))
			return true;
	}
	return false;
}

/* Three repairs, and a device gives in: then it is the broker that is right. */
static void note_worn_out(struct world *world)
{
	for (int i = 0; i < SITES * SUBJECTS; i++) {
		const struct subject *subject =
		    site_subject(&world->sites[i / SUBJECTS], i % SUBJECTS);
		if (subject && subject->repairs >= SUBJECT_REPAIRS_MAX)
			world->loose[i % SUBJECTS] = true;
	}
}

void rules_settled(struct world *world)
{
	for (int i = 0; i < 20 && any_unsettled(world); i++)
		world_run(world, world->now_ms + 150 * 1000);
	note_worn_out(world);
	check_done(world);
	for (int i = 0; i < SUBJECTS && !world->wild; i++)
		check_subject(world, i);
	rules_look(world);
}

void rules_night(struct world *world)
{
	for (int i = 0; i < SUBJECTS; i++) {
		for (int broker = 0; broker <= world->bridged; broker++) {
			if (broker_holds(world, broker, i))
				world_fault(world, "%s is still on broker %d at night",
					    subject_name(i), broker);
		}
		for (int k = 0; k < SITES; k++) {
			const struct site *site = &world->sites[k];
			const struct subject *subject = site_subject(site, i);
			if (subject && subject->has_best && site->clock != CLOCK_NONE)
				world_fault(world, "%s still knows of %s at night", site->id,
					    subject_name(i));
			if (site->disk[i].there && !site->removed && site->clock != CLOCK_NONE)
				world_fault(world, "%s is still on the disk of %s at night",
					    subject_name(i), site->id);
		}
	}
}
