/* What screens show: pure questions about the office. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/hours.h"
#include "core/office.h"

const struct person *office_roster(const struct office *office, int i)
{
	return &office->people[office->roster[i]];
}

struct person_name office_person_name(const struct person *person)
{
	const char *name = person->config.name;
	struct person_name shown;

	if (person->namesakes)
		snprintf(shown.text, sizeof shown.text, "%s %d", name,
			 person->namesakes_before + 1);
	else
		snprintf(shown.text, sizeof shown.text, "%s", name);
	return shown;
}

enum notice office_notice(const struct office *office)
{
	const struct person *owner = office_person(office, office->self.person);
	bool desk = office->self.role == ROLE_DESK;

	if (office->self_gone)
		return NOTICE_REMOVED;
	if (office->link_refused && !office->met)
		return NOTICE_REFUSED;
	if (!office->met && !office->configured)
		return NOTICE_SEARCHING;
	if (!office->configured && !office->roster_count)
		return office->office_seen ? NOTICE_UNUSABLE : NOTICE_NOT_CONFIGURED;
	if (desk && !(owner && owner->configured))
		return NOTICE_NO_OWNER;
	if (office->self.role == ROLE_KIOSK && !office->roster_count)
		return NOTICE_NO_PEOPLE;
	return NOTICE_NONE;
}

enum screen_kind office_screen(const struct office *office)
{
	static const enum screen_kind asides[] = {
	    [ASIDE_INFO] = SCREEN_INFO,
	    [ASIDE_PERSON] = SCREEN_PERSON,
	    [ASIDE_CLEAN] = SCREEN_CLEAN,
	    [ASIDE_IDENTIFY] = SCREEN_IDENTIFY,
	};

	if (office->aside.kind != ASIDE_NONE)
		return asides[office->aside.kind];
	if (office->adoption.step != ADOPTION_NONE)
		return SCREEN_STRANGER;
	if (office_notice(office) != NOTICE_NONE)
		return SCREEN_NOTICE;
	if (office->aside.night)
		return SCREEN_NIGHT;
	switch (office->self.role) {
	case ROLE_BOARD:
		return SCREEN_BOARD;
	case ROLE_DESK:
		return SCREEN_DESK;
	default:
		return office->visit.sheet ? SCREEN_SHEET : SCREEN_HOME;
	}
}

enum language office_language(const struct office *office)
{
	if (office->visit.language_set)
		return office->visit.language;
	if (office->self.lang_set)
		return office->self.lang;
	return office->config.lang;
}

bool office_speaks(const struct office *office, enum language language)
{
	return language == LANGUAGE_NL || language == LANGUAGE_EN ||
	       language == office->config.lang ||
	       (office->self.lang_set && language == office->self.lang);
}

enum language office_next_language(const struct office *office)
{
	enum language next = office_language(office);

	do
		next = (next + 1) % LANGUAGE_COUNT;
	while (!office_speaks(office, next));
	return next;
}

const struct show *office_show(const struct office *office)
{
	return office->self.show_set ? &office->self.show : &office->config.show;
}

bool office_stale(const struct office *office, const struct moment *now)
{
	return !office->me.in_step && now->mono_ms - office->link_since.mono_ms >= STALE_MS;
}

static struct standing standing_of(const struct subject *subject, const struct moment *now)
{
	struct standing standing = {
	    .presence = subject_presence(subject, now),
	    .kind = "",
	    .place = "",
	    .left_s = -1,
	};

	if (standing.presence == PRESENCE_AWAY)
		return standing;
	const struct statement *best = &subject->best;
	standing.since = best->since;
	standing.place = best->place;
	if (standing.presence == PRESENCE_HERE)
		return standing;
	standing.kind = best->kind;
	standing.side = best->side;
	standing.come = best->come;
	if (!subject->until.set)
		return standing;
	standing.left_s = deadline_left_ms(&subject->until, now) / 1000;
	if (moment_trusted(now))
		standing.until_s = subject->until.wall_s ? subject->until.wall_s
							 : moment_wall_s(now) + standing.left_s;
	return standing;
}

/* What was tapped here since the connection was lost is known even when the rest is stale. */
static bool tapped_since(const struct office *office, const struct subject *subject)
{
	return subject->has_best && strcmp(subject->best.by, office->me.device) == 0 &&
	       subject->said_mono_ms >= office->link_since.mono_ms;
}

struct standing office_standing(const struct office *office, const struct person *person,
				const struct moment *now)
{
	struct standing standing = standing_of(&person->subject, now);

	if (office_stale(office, now) && !tapped_since(office, &person->subject)) {
		standing =
		    (struct standing){.unknown = true, .kind = "", .place = "", .left_s = -1};
	}
	return standing;
}

static int count_at_least(const struct office *office, enum presence least,
			  const struct moment *now)
{
	int count = 0;

	for (int i = 0; i < office->roster_count; i++)
		count += office_standing(office, office_roster(office, i), now).presence >= least;
	return count;
}

int office_count_open(const struct office *office, const struct moment *now)
{
	return count_at_least(office, PRESENCE_OPEN, now);
}

int office_count_here(const struct office *office, const struct moment *now)
{
	return count_at_least(office, PRESENCE_HERE, now);
}

static void add_row(struct row *rows, int max, int *count, const struct row *row)
{
	if (*count < max)
		rows[*count] = *row;
	++*count;
}

static void add_people(const struct office *office, const struct moment *now, bool named,
		       struct row *rows, int max, int *count)
{
	for (int i = 0; i < office->roster_count; i++) {
		const struct person *person = office_roster(office, i);
		struct row row = {named ? person : NULL, named,
				  office_standing(office, person, now)};
		if (row.standing.presence == PRESENCE_OPEN &&
		    named == (person->config.wall != WALL_COUNT))
			add_row(rows, max, count, &row);
	}
}

static int longer_open_first(const void *left, const void *right)
{
	const struct standing *a = &((const struct row *)left)->standing;
	const struct standing *b = &((const struct row *)right)->standing;

	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	int places = strcmp(a->place, b->place);
	return places ? places : strcmp(a->kind, b->kind);
}

/* Who has no name here doesn't stand where the alphabet would give it away. */
int office_rows(const struct office *office, const struct moment *now, struct row *rows, int max)
{
	int count = 0;

	add_people(office, now, true, rows, max, &count);
	int named = count < max ? count : max;
	add_people(office, now, false, rows, max, &count);
	for (int i = 0; i < office->signals_count && !office_stale(office, now); i++) {
		struct row row = {NULL, false, standing_of(&office->signals[i].subject, now)};
		if (row.standing.presence != PRESENCE_OPEN)
			continue;
		row.standing.place = office->signals[i].place;
		add_row(rows, max, &count, &row);
	}
	int shown = count < max ? count : max;
	qsort(rows + named, (size_t)(shown - named), sizeof *rows, longer_open_first);
	return count;
}

int office_listed(const struct office *office, const struct moment *now, const struct person **list,
		  int max)
{
	int count = 0;

	for (int i = 0; i < office->roster_count; i++) {
		const struct person *person = office_roster(office, i);
		enum presence presence = office_standing(office, person, now).presence;
		bool here = presence == PRESENCE_HERE || presence == PRESENCE_FOCUS;
		if (!here || person->config.wall != WALL_NAME)
			continue;
		if (count < max)
			list[count] = person;
		count++;
	}
	return count;
}

const char *office_place_name(const struct office *office, const char *id, enum language language)
{
	const struct place *place = office_config_place(&office->config, id);

	if (place)
		return place->name.in[language];
	for (int i = 0; i < office->devices_count; i++) {
		const struct office_device *device = &office->devices[i];
		if (strcmp(device->id, id) == 0 && device->config.name[0])
			return device->config.name;
	}
	return id;
}

const char *office_here_name(const struct office *office, enum language language)
{
	if (office->self.place[0])
		return office_place_name(office, office->self.place, language);
	return office->self.name[0] ? office->self.name : office->me.device;
}

const struct kind *office_kind(const struct office *office, const char *id)
{
	return office_config_kind(&office->config, id);
}

int office_minutes_lit(const struct office *office)
{
	const struct office_config *config = &office->config;

	if (office->visit.minutes)
		return office->visit.minutes;
	for (int i = 1; i < config->kinds_count; i++) {
		if (config->kinds[i].minutes != config->kinds[0].minutes)
			return 0;
	}
	return config->kinds_count ? config->kinds[0].minutes : 0;
}

static const struct subject *subject_of(const struct office *office, enum subject_kind kind,
					const char *id)
{
	if (kind == SUBJECT_PERSON) {
		const struct person *person = office_person(office, id);
		return person ? &person->subject : NULL;
	}
	for (int i = 0; i < office->signals_count; i++) {
		if (strcmp(office->signals[i].place, id) == 0)
			return &office->signals[i].subject;
	}
	return NULL;
}

bool office_undo_offered(const struct office *office, const struct moment *now)
{
	const struct undo *undo = &office->visit.undo;
	const struct subject *subject = subject_of(office, undo->subject, undo->id);

	if (!undo->offered || !subject || !subject->has_best)
		return false;
	if (subject->best.v != undo->v || strcmp(subject->best.by, office->me.device) != 0)
		return false;
	return !undo->confirmed || now->mono_ms < undo->until_mono_ms;
}

bool office_done_shown(const struct office *office, const struct moment *now)
{
	const struct visit *visit = &office->visit;

	if (visit->hint != HINT_NONE)
		return true;
	if (!visit->done)
		return false;
	return visit->done_held ||
	       (visit->undo.confirmed && now->mono_ms < visit->undo.until_mono_ms);
}

struct prompt_choice office_prompt(const struct office *office, int built_in_count,
				   const struct moment *now)
{
	if (!moment_trusted(now))
		return (struct prompt_choice){PROMPT_NONE, 0};
	struct local_time local = office_local(office, moment_wall_s(now));
	return prompt_of_day(&office->config, office->id, built_in_count,
			     civil_days(local.year, local.month, local.day));
}

struct local_time office_local(const struct office *office, int64_t utc_s)
{
	return zone_local(&office->config.zone, utc_s);
}
