#include "ui/phrase.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

static struct phrase plain(const char *text)
{
	struct phrase phrase;

	snprintf(phrase.text, sizeof phrase.text, "%s", text);
	return phrase;
}

/* Within a sentence a kind's name begins small, unless it is an abbreviation like "VVE". */
static struct phrase begin_small(const char *name, bool small)
{
	struct phrase phrase;
	const char *rest = g_utf8_next_char(name);
	char first[8] = "";

	if (!small || !*name || (*rest && g_unichar_isupper(g_utf8_get_char(rest))))
		return plain(name);
	first[g_unichar_to_utf8(g_unichar_tolower(g_utf8_get_char(name)), first)] = '\0';
	snprintf(phrase.text, sizeof phrase.text, "%s%s", first, rest);
	return phrase;
}

enum icon phrase_kind_icon(const struct draft *draft, const char *kind)
{
	const struct kind *found = office_kind(draft->office, kind);
	return found ? found->icon : ICON_CHAT;
}

struct phrase phrase_kind(const struct draft *draft, const char *kind)
{
	const struct kind *found = office_kind(draft->office, kind);
	return begin_small(found ? found->name.in[draft->language] : kind,
			   locale_begins_small(draft->language));
}

struct phrase phrase_a_kind(const struct draft *draft, const char *kind)
{
	struct phrase name = phrase_kind(draft, kind), phrase;
	const struct kind *found = office_kind(draft->office, kind);
	const char *own =
	    found ? locale_a_kind(draft->language, kind, found->name.in[draft->language]) : NULL;

	if (own)
		return plain(own);
	if (name.text[0] && strchr("aeiou", name.text[0]))
		SAY(phrase, draft, AN_KIND, name.text);
	else
		SAY(phrase, draft, A_KIND, name.text);
	return phrase;
}

/* Names of devices, and names with an article of their own, take none. */
static bool takes_article(const char *name)
{
	return !g_unichar_isupper(g_utf8_get_char(name)) && !locale_has_article(name);
}

struct phrase phrase_the_place(const struct draft *draft, const char *name)
{
	struct phrase phrase;

	if (!takes_article(name))
		return plain(name);
	SAY(phrase, draft, THE_PLACE, name);
	return phrase;
}

const char *phrase_at(const struct draft *draft, const char *place_name)
{
	return locale_text(draft->language,
			   takes_article(place_name) ? SENTENCE_AT_THE : SENTENCE_AT);
}

struct phrase phrase_time(const struct draft *draft, int64_t utc_s)
{
	struct local_time local = office_local(draft->office, utc_s);
	char time[LOCALE_TIME_SIZE];

	locale_time(time, &local);
	return plain(time);
}

struct phrase phrase_until(const struct draft *draft, int64_t until_s)
{
	struct phrase phrase;

	if (!until_s)
		return plain("");
	SAY(phrase, draft, UNTIL, phrase_time(draft, until_s).text);
	return phrase;
}

struct phrase phrase_place_until(const struct draft *draft, const char *place, int64_t until_s)
{
	const char *name = place[0] ? office_place_name(draft->office, place, draft->language) : "";
	struct phrase phrase;

	if (!name[0])
		return phrase_until(draft, until_s);
	if (!until_s)
		return plain(name);
	SAY(phrase, draft, PLACE_UNTIL, name, phrase_time(draft, until_s).text);
	return phrase;
}

struct phrase phrase_clock(const struct draft *draft)
{
	if (!moment_trusted(draft->now))
		return plain("");
	return phrase_time(draft, moment_wall_s(draft->now));
}

struct phrase phrase_date(const struct draft *draft)
{
	struct local_time local = office_local(draft->office, moment_wall_s(draft->now));
	char date[LOCALE_DATE_SIZE];

	if (!moment_trusted(draft->now))
		return plain("");
	locale_date(date, draft->language, &local);
	return plain(date);
}

struct phrase phrase_offline(const struct draft *draft)
{
	const struct office *office = draft->office;
	bool stale = office_stale(office, draft->now);
	struct phrase phrase;

	if (office->link == LINK_STATE_UP || office->link == LINK_STATE_SYNCED)
		return plain("");
	if (!moment_trusted(&office->link_since))
		return plain(
		    locale_text(draft->language, stale ? SENTENCE_STALE : SENTENCE_OFFLINE));
	struct phrase since = phrase_time(draft, moment_wall_s(&office->link_since));
	if (stale)
		SAY(phrase, draft, STALE_SINCE, since.text);
	else
		SAY(phrase, draft, OFFLINE_SINCE, since.text);
	return phrase;
}

struct phrase phrase_week(const struct draft *draft)
{
	struct phrase phrase = {""};
	struct week week;

	if (!office_week(draft->office, draft->now, &week))
		return phrase;
	struct phrase times = phrase_count(draft, PLURAL_TIMES, week.signals);
	struct phrase of_top = phrase_count(draft, PLURAL_TIMES, week.of_top);
	struct phrase kind = phrase_a_kind(draft, week.top ? week.top->id : "");
	if (!week.top)
		SAY(phrase, draft, WEEK, times.text);
	else if (week.of_top == week.signals)
		SAY(phrase, draft, WEEK_ONLY, times.text, kind.text);
	else
		SAY(phrase, draft, WEEK_KIND, times.text, of_top.text, kind.text);
	return phrase;
}

struct phrase phrase_prompt(const struct draft *draft)
{
	struct phrase week = phrase_week(draft);
	struct prompt_choice choice =
	    office_prompt(draft->office, locale_prompts_count(), draft->now);

	if (week.text[0])
		return week;
	switch (choice.source) {
	case PROMPT_OWN:
		return plain(draft->office->config.prompts[choice.number - 1].in[draft->language]);
	case PROMPT_BUILT_IN:
		return plain(locale_prompt(draft->language, choice.number));
	case PROMPT_NONE:
		break;
	}
	return plain("");
}

struct phrase phrase_error(const struct draft *draft)
{
	const struct facts *facts = &draft->office->facts;
	struct phrase phrase = plain(facts->error);

	if (facts->error[0] && facts->error_s)
		SAY(phrase, draft, INFO_ERROR_AT, phrase_time(draft, facts->error_s).text,
		    facts->error);
	return phrase;
}

struct phrase phrase_count(const struct draft *draft, enum plural plural, int count)
{
	struct phrase phrase;

	locale_count(phrase.text, sizeof phrase.text, draft->language, plural, count);
	return phrase;
}
