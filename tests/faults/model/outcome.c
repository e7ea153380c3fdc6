/* What must be in the end, by the same rules: everywhere the same, and nothing at night. */
#include <string.h>

#include "world.h"

enum { MINUTE_MS = 60 * 1000 };

struct picture {
	enum presence presence;
	char kind[ID_SIZE];
};

/* What is said once a word is nowhere any more begins anew. */
static bool forgotten(const struct world *world, const struct word *word)
{
	int64_t forgotten_ms = rules_forgotten_ms(word);

	for (const struct word *later = word + 1; later < world->words + world->words_count;
	     later++) {
		if (later->subject == word->subject && later->arrived &&
		    later->said_ms > forgotten_ms)
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
		/* Nobody knows how old it is; it is said once its device has a clock. */
		void_ |= word->outlived && world->sites[word->site].clock == CLOCK_NONE;
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
		/* By the clock of who said it, which may be wrong. */
		int64_t says_ms = word->statement.until * 1000 - world->base_ms;
		if (unsettled(world, word->until_ms) || unsettled(world, word->day_ends_ms) ||
		    unsettled(world, says_ms))
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

/*
 * Who has no clock believes the broker and repairs nothing, and a board or a desk can't: what a
 * broker held for a moment only, and none of the others heard, is lost.
 */
static void note_unheard(struct world *world)
{
	for (int i = 0; i < SUBJECTS; i++) {
		const struct word *word = winner(world, i);
		bool known = !word;
		for (int k = 0; k < SITES && word; k++) {
			bool may = world->sites[k].role == ROLE_KIOSK || k == word->site;
			known |= may && word->known_at & 1U << k;
		}
		world->loose[i] |= !known;
	}
}

/*
 * Once nobody has a word any more nobody can hold it against a smaller one that lasts longer and
 * comes from where it wasn't heard.
 */
static void note_outlasted(struct world *world)
{
	for (int i = 0; i < world->words_count; i++) {
		const struct word *word = &world->words[i], *best = winner(world, word->subject);
		bool lasts = best && rules_forgotten_ms(word) > rules_forgotten_ms(best);
		if (lasts && word->arrived && rules_forgotten_ms(best) <= world->now_ms &&
		    word->known_at & ~best->known_at)
			world->loose[word->subject] = true;
	}
}

void outcome_settled(struct world *world)
{
	for (int i = 0; i < 20 && any_unsettled(world); i++)
		world_run(world, world->now_ms + 150 * 1000);
	note_worn_out(world);
	note_unheard(world);
	note_outlasted(world);
	check_done(world);
	for (int i = 0; i < SUBJECTS && !world->wild; i++)
		check_subject(world, i);
	rules_look(world);
}

static void check_night(struct world *world, int from, int to)
{
	for (int i = from; i < to; i++) {
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

void outcome_night(struct world *world)
{
	check_night(world, 0, PEOPLE);
	/* Without a clock a signal of half an hour may be given just before the day ends. */
	world_run(world, world->now_ms + 20 * MINUTE_MS);
	check_night(world, PEOPLE, SUBJECTS);
}
