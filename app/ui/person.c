/* All that is known about a person, for whoever holds a name. */
#include <glib.h>
#include <string.h>

#include "ui/list.h"
#include "ui/screens.h"

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

static struct phrase presence_words(const struct draft *draft, const struct standing *standing)
{
	static const enum sentence plain[] = {
	    [PRESENCE_AWAY] = SENTENCE_DESK_AWAY,
	    [PRESENCE_HERE] = SENTENCE_DESK_HERE,
	    [PRESENCE_FOCUS] = SENTENCE_DESK_FOCUS,
	};
	struct phrase phrase;

	if (standing->presence == PRESENCE_OPEN)
		SAY(phrase, draft, DESK_OPEN, phrase_a_kind(draft, standing->kind).text);
	else
		locale_fill(phrase.text, sizeof phrase.text, draft->language,
			    standing->unknown ? SENTENCE_DESK_UNKNOWN : plain[standing->presence],
			    NULL, 0);
	return phrase;
}

/* What was said with it: half an idea or an ear, and that one may come over. */
static struct phrase also_words(const struct draft *draft, const struct standing *standing)
{
	const char *side =
	    standing->side == SIDE_NONE
		? ""
		: locale_text(draft->language,
			      standing->side == SIDE_ASK ? SENTENCE_SIDE_ASK : SENTENCE_SIDE_OFFER);
	const char *come = standing->come ? locale_text(draft->language, SENTENCE_COME) : "";
	struct phrase phrase;

	g_snprintf(phrase.text, sizeof phrase.text, "%s%s%s", side, *side && *come ? ". " : "",
		   come);
	return phrase;
}

/* When and where it was tapped, and whether only this device knows of it yet. */
static struct phrase said_words(const struct draft *draft, const struct subject *subject)
{
	const struct statement *said = &subject->best;
	const char *device = office_place_name(draft->office, said->by, draft->language);
	struct phrase where, phrase;

	if (moment_trusted(draft->now) && !subject->provisional)
		g_snprintf(where.text, sizeof where.text, "%s, %s",
			   phrase_time(draft, said->v / 1000).text, device);
	else
		g_strlcpy(where.text, device, sizeof where.text);
	if (!subject->unsent)
		return where;
	SAY(phrase, draft, SAID_UNSENT, where.text);
	return phrase;
}

static void add_said(struct list *list, const struct draft *draft, const struct subject *subject,
		     const struct standing *standing)
{
	if (standing->unknown || !subject->has_best)
		return;
	list_add(list, SENTENCE_PERSON_SAID, said_words(draft, subject).text);
	if (subject->ends.set && subject->ends.wall_s)
		list_add(list, SENTENCE_PERSON_ENDS, phrase_time(draft, subject->ends.wall_s).text);
}

/* As far as letters tell that have no marks; others are told rather once too often. */
static bool sorts_by_name(const struct person_config *config)
{
	char *name = g_str_to_ascii(config->name, "C"), *sort = g_str_to_ascii(config->sort, "C");
	bool same = g_ascii_strcasecmp(name, sort) == 0 && !strchr(name, '?');

	g_free(name);
	g_free(sort);
	return same;
}

/* What the roster says of them, for as long as they stand on it. */
static void add_config(struct list *list, const struct draft *draft, const struct person *person)
{
	static const enum sentence walls[] = {
	    [WALL_OPEN] = SENTENCE_WALL_OPEN,
	    [WALL_NAME] = SENTENCE_WALL_NAME,
	    [WALL_COUNT] = SENTENCE_WALL_COUNT,
	};
	const struct person_config *config = &person->config;
	enum sentence badge = config->badges_count > 0 ? SENTENCE_BADGE_SET : SENTENCE_BADGE_NONE;

	list_add(list, SENTENCE_PERSON_WALL, locale_text(draft->language, walls[config->wall]));
	list_add(list, SENTENCE_PERSON_BADGE, locale_text(draft->language, badge));
	if (!sorts_by_name(config))
		list_add(list, SENTENCE_PERSON_SORT, config->sort);
	list_add(list, SENTENCE_PERSON_ID, person->id);
}

static const char *place_name(const struct draft *draft, const char *id)
{
	return id[0] ? office_place_name(draft->office, id, draft->language) : "";
}

static struct list person_list(const struct draft *draft)
{
	const struct person *person = office_person(draft->office, draft->office->aside.person);
	struct standing standing = office_standing(draft->office, person, draft->now);
	struct list list = {0};

	g_strlcpy(list.title.text, person->config.name, sizeof list.title.text);
	list_add(&list, SENTENCE_PERSON_NOW, presence_words(draft, &standing).text);
	list_add(&list, SENTENCE_PERSON_ALSO, also_words(draft, &standing).text);
	if (standing.since && moment_trusted(draft->now))
		list_add(&list, SENTENCE_PERSON_SINCE, phrase_time(draft, standing.since).text);
	if (standing.until_s)
		list_add(&list, SENTENCE_PERSON_UNTIL, phrase_time(draft, standing.until_s).text);
	list_add(&list, SENTENCE_PERSON_PLACE, place_name(draft, standing.place));
	add_said(&list, draft, &person->subject, &standing);
	add_config(&list, draft, person);
	list_add(&list, SENTENCE_PERSON_MORE, locale_text(draft->language, SENTENCE_MORE_NONE));
	return list;
}

void screen_person(struct draft *draft)
{
	struct list list = person_list(draft);

	list_show(draft, &list);
}
