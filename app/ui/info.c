/* Plain lists in words: who this device is, and all that is known about a person. */
#include <assert.h>
#include <glib.h>
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

enum { FACTS_MAX = 8, VALUE_LINES = 5 };

struct fact {
	enum sentence label;
	struct phrase value;
};

struct list {
	struct phrase title;
	struct fact facts[FACTS_MAX];
	int count;
	bool cleaning; /* it can be asked for here */
};

/* What isn't known takes no line. */
static void add_fact(struct list *list, enum sentence label, const char *value)
{
	if (!value[0])
		return;
	assert(list->count < FACTS_MAX);
	struct fact *fact = &list->facts[list->count++];
	fact->label = label;
	g_strlcpy(fact->value.text, value, sizeof fact->value.text);
}

/* ---- Who this device is ---- */

static struct phrase broker_words(const struct draft *draft)
{
	const struct office *office = draft->office;
	bool up = office->link == LINK_STATE_UP || office->link == LINK_STATE_SYNCED;
	struct phrase phrase;

	if (up)
		SAY(phrase, draft, INFO_CONNECTED, office->facts.broker);
	else
		SAY(phrase, draft, INFO_NOT_CONNECTED, office->facts.broker);
	return phrase;
}

static struct phrase error_words(const struct draft *draft)
{
	const struct facts *facts = &draft->office->facts;
	const char *none = locale_text(draft->language, SENTENCE_INFO_NO_ERROR);
	struct phrase phrase;

	if (facts->error[0] && facts->error_s)
		SAY(phrase, draft, INFO_ERROR_AT, phrase_time(draft, facts->error_s).text,
		    facts->error);
	else
		g_strlcpy(phrase.text, facts->error[0] ? facts->error : none, sizeof phrase.text);
	return phrase;
}

static struct list device_list(const struct draft *draft)
{
	static const enum sentence trust[] = {
	    [CLOCK_NONE] = SENTENCE_INFO_CLOCK_NONE,
	    [CLOCK_RTC] = SENTENCE_INFO_CLOCK_RTC,
	    [CLOCK_SYNCED] = SENTENCE_INFO_CLOCK_SYNCED,
	};
	const struct office *office = draft->office;
	const struct facts *facts = &office->facts;
	const char *address = facts->address[0]
				  ? facts->address
				  : locale_text(draft->language, SENTENCE_INFO_NO_ADDRESS);
	struct list list = {.cleaning = true};

	SAY(list.title, draft, INFO_TITLE,
	    office->self.name[0] ? office->self.name : office->me.device);
	add_fact(&list, SENTENCE_INFO_DEVICE, office->me.device);
	add_fact(&list, SENTENCE_INFO_OFFICE, office->id);
	add_fact(&list, SENTENCE_INFO_ADDRESS, address);
	add_fact(&list, SENTENCE_INFO_BROKER, broker_words(draft).text);
	add_fact(&list, SENTENCE_INFO_ERROR, error_words(draft).text);
	add_fact(&list, SENTENCE_INFO_VERSION, facts->version);
	add_fact(&list, SENTENCE_INFO_CLOCK,
		 locale_text(draft->language, trust[draft->now->clock]));
	return list;
}

/* ---- What is known about a person ---- */

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

static const char *place_name(const struct draft *draft, const char *id)
{
	return id[0] ? office_place_name(draft->office, id, draft->language) : "";
}

static struct list person_list(const struct draft *draft)
{
	static const enum sentence walls[] = {
	    [WALL_OPEN] = SENTENCE_WALL_OPEN,
	    [WALL_NAME] = SENTENCE_WALL_NAME,
	    [WALL_COUNT] = SENTENCE_WALL_COUNT,
	};
	const struct person *person = office_person(draft->office, draft->office->aside.person);
	struct standing standing = office_standing(draft->office, person, draft->now);
	bool badges = person->config.badges_count > 0;
	struct list list = {0};

	g_strlcpy(list.title.text, person->config.name, sizeof list.title.text);
	add_fact(&list, SENTENCE_PERSON_NOW, presence_words(draft, &standing).text);
	if (standing.since && moment_trusted(draft->now))
		add_fact(&list, SENTENCE_PERSON_SINCE, phrase_time(draft, standing.since).text);
	if (standing.until_s)
		add_fact(&list, SENTENCE_PERSON_UNTIL, phrase_time(draft, standing.until_s).text);
	add_fact(&list, SENTENCE_PERSON_PLACE, place_name(draft, standing.place));
	add_fact(&list, SENTENCE_PERSON_WALL,
		 locale_text(draft->language, walls[person->config.wall]));
	add_fact(&list, SENTENCE_PERSON_BADGE,
		 locale_text(draft->language, badges ? SENTENCE_BADGE_SET : SENTENCE_BADGE_NONE));
	return list;
}

/* ---- Both ---- */

/* All lengths follow from the size of its text. */
struct look {
	struct text_style title, label, value;
	double label_width, value_width, between;
};

static struct look look_of(struct draft *draft, const struct list *list, double width, double size)
{
	struct look look = {
	    .title = {.size = round(size * 1.6), .weight = 700, .spacing = -0.02, .line = 1.25},
	    .label = {.size = size, .weight = 400, .line = 1.3},
	    .value = {.size = size, .weight = 600, .line = 1.3},
	    .between = round(size * 0.2),
	};

	for (int i = 0; i < list->count; i++) {
		const char *label = locale_text(draft->language, list->facts[i].label);
		look.label_width =
		    fmax(look.label_width, ceil(texts_width(draft->texts, label, &look.label)) + 1);
	}
	look.value_width = width - look.label_width - size;
	return look;
}

static double value_height(struct draft *draft, const struct look *look, const struct fact *fact)
{
	return draft_measure(draft, fact->value.text, &look->value,
			     draft_limit(look->value_width, VALUE_LINES))
	    .h;
}

static double title_height(struct draft *draft, const struct look *look, const struct list *list,
			   double width)
{
	return draft_measure(draft, list->title.text, &look->title, draft_limit(width, VALUE_LINES))
	    .h;
}

static double list_height(struct draft *draft, const struct look *look, const struct list *list,
			  double width)
{
	double height = title_height(draft, look, list, width) + look->between;

	for (int i = 0; i < list->count; i++)
		height += look->between + value_height(draft, look, &list->facts[i]);
	return height;
}

/* The largest size up to a comfortable one at which everything fits. */
static struct look look_make(struct draft *draft, const struct list *list, struct area area)
{
	double shortest = fmin(draft->metrics.width, draft->metrics.height);
	double size = fmax(metrics_near(&draft->metrics, 22, 32), round(shortest * 0.03));
	struct look look = look_of(draft, list, area.w, size);

	while (size > 8 && list_height(draft, &look, list, area.w) > area.h)
		look = look_of(draft, list, area.w, --size);
	return look;
}

static void add_facts(struct draft *draft, const struct list *list, struct area area)
{
	struct look look = look_make(draft, list, area);
	double y = area.y + title_height(draft, &look, list, area.w) + look.between;

	draft_text(draft, list->title.text, &look.title, COLOR_INK, area.x, area.y,
		   draft_limit(area.w, VALUE_LINES));
	for (int i = 0; i < list->count; i++) {
		const struct fact *fact = &list->facts[i];
		y += look.between;
		draft_text(draft, locale_text(draft->language, fact->label), &look.label,
			   COLOR_INK_QUIET, area.x, y, draft_limit(look.label_width, 1));
		draft_text(draft, fact->value.text, &look.value, COLOR_INK,
			   area.x + area.w - look.value_width, y,
			   draft_limit(look.value_width, VALUE_LINES));
		y += value_height(draft, &look, fact);
	}
}

static void add_keys(struct draft *draft, const struct list *list, struct area area, double gap)
{
	const struct metrics *metrics = &draft->metrics;
	struct target close = target_plain(TARGET_CLOSE), clean = target_plain(TARGET_CLEAN);
	struct key_style style = {
	    .box = {COLOR_INK, COLOR_NONE, 0, metrics_near(metrics, 14, 20), CORNERS_ALL},
	    .label = {.size = fmax(metrics_near(metrics, 20, 30), round(area.h * 0.3)),
		      .weight = 600},
	    .color = COLOR_GROUND,
	    .icon = ICON_COUNT,
	};
	struct grid grid = {list->cleaning ? 2 : 1, 1, gap};

	draft_labelled_key(draft, grid_cell(&grid, area, grid.columns - 1, 0), &style, &close,
			   locale_text(draft->language, SENTENCE_CLOSE));
	if (!list->cleaning)
		return;
	style.box = (struct box_style){COLOR_RAISED, COLOR_NONE, 0, style.box.radius, CORNERS_ALL};
	style.color = COLOR_INK;
	draft_labelled_key(draft, grid_cell(&grid, area, 0, 0), &style, &clean,
			   locale_text(draft->language, SENTENCE_CLEAN));
}

static void add_list(struct draft *draft, const struct list *list)
{
	const struct metrics *metrics = &draft->metrics;
	double shortest = fmin(metrics->width, metrics->height);
	double gap = fmax(metrics_near(metrics, 10, 16), metrics_mm(metrics, 1));
	double key = fmax(metrics_near(metrics, 62, 96), metrics_key(metrics));
	struct area body = {0, 0, metrics->width, metrics->height};

	body = area_inset(body, round(shortest * 0.05), round(shortest * 0.04));
	struct area keys = area_take_bottom(&body, fmax(key, round(shortest * 0.07)), gap);
	add_facts(draft, list, body);
	add_keys(draft, list, keys, gap);
}

void screen_info(struct draft *draft)
{
	struct list list = device_list(draft);

	add_list(draft, &list);
}

void screen_person(struct draft *draft)
{
	struct list list = person_list(draft);

	add_list(draft, &list);
}
