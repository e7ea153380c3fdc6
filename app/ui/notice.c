/* Why there is nothing else to show, and what to do about it. */
#include <assert.h>
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

enum { SMALLEST = 14 }; /* pixels, of a text that must fit */

static const struct {
	enum sentence title, what_to_do;
} notices[] = {
    [NOTICE_SEARCHING] = {SENTENCE_SEARCHING_TITLE, SENTENCE_SEARCHING_DO},
    [NOTICE_NOT_CONFIGURED] = {SENTENCE_NOT_CONFIGURED_TITLE, SENTENCE_NOT_CONFIGURED_DO},
    [NOTICE_UNUSABLE] = {SENTENCE_UNUSABLE_TITLE, SENTENCE_UNUSABLE_DO},
    [NOTICE_NO_PEOPLE] = {SENTENCE_NO_PEOPLE_TITLE, SENTENCE_NO_PEOPLE_DO},
    [NOTICE_REFUSED] = {SENTENCE_REFUSED_TITLE, SENTENCE_REFUSED_DO},
    [NOTICE_REMOVED] = {SENTENCE_REMOVED_TITLE, SENTENCE_REMOVED_DO},
    [NOTICE_NO_OWNER] = {SENTENCE_NO_OWNER_TITLE, SENTENCE_NO_OWNER_DO},
};

static_assert(sizeof notices / sizeof *notices == NOTICE_NO_OWNER + 1, "each notice has its words");

static void add_clock(struct draft *draft, const struct text_style *style, double margin)
{
	struct phrase clock = phrase_clock(draft);
	double width = texts_width(draft->texts, clock.text, style);
	double right = draft->metrics.width - margin;

	draft_clock_key(draft, (struct area){right - width, margin, width, style->size},
			clock.text);
	if (clock.text[0])
		draft_text_right(draft, clock.text, style, COLOR_INK_QUIET, right, margin, right);
}

/* A title and what to do about it, in one of the languages. */
struct words {
	const char *title, *what_to_do;
	struct text_style large, small;
	uint32_t color;
};

static struct words words_in(const struct draft *draft, enum language language, double size)
{
	enum notice notice = office_notice(draft->office);

	return (struct words){
	    .title = locale_text(language, notices[notice].title),
	    .what_to_do = locale_text(language, notices[notice].what_to_do),
	    .large = {.size = round(size * 2), .weight = 800, .spacing = -0.03, .line = 1.1},
	    .small = {.size = round(size), .weight = 500, .line = 1.35},
	    .color = COLOR_INK,
	};
}

static double words_height(struct draft *draft, const struct words *words, double width)
{
	struct text_limit limit = draft_limit(width, 0);

	return draft_measure(draft, words->title, &words->large, limit).h +
	       round(words->small.size / 2) +
	       draft_measure(draft, words->what_to_do, &words->small, limit).h;
}

static double add_words(struct draft *draft, const struct words *words, struct area area)
{
	struct text_limit limit = draft_limit(area.w, 0);
	double y = area.y;

	y += draft_text(draft, words->title, &words->large, words->color, area.x, y, limit).h;
	y += round(words->small.size / 2);
	y += draft_text(draft, words->what_to_do, &words->small, COLOR_INK_QUIET, area.x, y, limit)
		 .h;
	return y;
}

int notice_languages(const struct draft *draft, enum language to[LANGUAGE_COUNT])
{
	int count = 0;

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		enum language language = (draft->language + i) % LANGUAGE_COUNT;
		if (office_speaks(draft->office, language))
			to[count++] = language;
	}
	return count;
}

/* What keeps it from the broker, for who came to mend that; empty while they are connected. */
static struct phrase obstacle(const struct draft *draft)
{
	enum link_state link = draft->office->link;

	if (link == LINK_STATE_UP || link == LINK_STATE_SYNCED)
		return (struct phrase){0};
	return phrase_error(draft);
}

/* All that is said, in one size. */
struct plan {
	struct words words[LANGUAGE_COUNT];
	int count;
	struct phrase wrong;
	struct text_style plain;
	double between, height;
};

static void plan_make(struct plan *plan, struct draft *draft, double size, double width)
{
	enum language said[LANGUAGE_COUNT];

	plan->count = notice_languages(draft, said);
	plan->wrong = obstacle(draft);
	plan->plain = (struct text_style){.size = round(size * 0.8), .weight = 500, .line = 1.35};
	plan->between = round(size * 1.8);
	plan->height = -plan->between;
	for (int i = 0; i < plan->count; i++) {
		struct words *words = &plan->words[i];
		*words = words_in(draft, said[i], i == 0 ? size : size * 0.8);
		words->large.size = i == 0 ? words->large.size : round(size * 1.1);
		plan->height += words_height(draft, words, width) + plan->between;
	}
	if (plan->wrong.text[0])
		plan->height +=
		    draft_measure(draft, plan->wrong.text, &plan->plain, draft_limit(width, 0)).h +
		    plan->between;
}

/* Whoever stands here may read only one of the languages, and can't set it yet: all are told. */
void screen_notice(struct draft *draft)
{
	double shortest = fmin(draft->metrics.width, draft->metrics.height);
	double size = round(shortest * 0.05), margin = round(shortest * 0.07), top;
	struct area area = {0, 0, draft->metrics.width, draft->metrics.height};
	struct text_style clock = {.size = size, .weight = 500};
	struct plan plan;

	area = area_inset(area, margin, 0);
	top = margin + 2 * clock.size;
	plan_make(&plan, draft, size, area.w);
	while (top + plan.height + margin > area.h && size > SMALLEST)
		plan_make(&plan, draft, --size, area.w);
	add_clock(draft, &clock, margin);
	area.y = fmax((area.h - plan.height) / 2, top);
	for (int i = 0; i < plan.count; i++)
		area.y = add_words(draft, &plan.words[i], area) + plan.between;
	if (plan.wrong.text[0])
		draft_text(draft, plan.wrong.text, &plan.plain, COLOR_ALERT, area.x, area.y,
			   draft_limit(area.w, 0));
}
