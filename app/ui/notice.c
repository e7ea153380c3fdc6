/* Why there is nothing else to show, and what to do about it. */
#include <assert.h>
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

static const struct {
	enum sentence title, what_to_do;
} notices[] = {
    [NOTICE_SEARCHING] = {SENTENCE_SEARCHING_TITLE, SENTENCE_SEARCHING_DO},
    [NOTICE_NOT_CONFIGURED] = {SENTENCE_NOT_CONFIGURED_TITLE, SENTENCE_NOT_CONFIGURED_DO},
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

void screen_notice(struct draft *draft)
{
	enum notice notice = office_notice(draft->office);
	const char *title = locale_text(draft->language, notices[notice].title);
	const char *what_to_do = locale_text(draft->language, notices[notice].what_to_do);
	double shortest = fmin(draft->metrics.width, draft->metrics.height);
	struct area area = {0, 0, draft->metrics.width, draft->metrics.height};
	struct text_style large = {
	    .size = round(shortest * 0.1), .weight = 800, .spacing = -0.03, .line = 1.1};
	struct text_style small = {.size = round(shortest * 0.05), .weight = 500, .line = 1.35};

	area = area_inset(area, round(shortest * 0.07), 0);
	add_clock(draft, &small, area.x);
	struct text_limit limit = draft_limit(area.w, 0);
	struct area above = draft_measure(draft, title, &large, limit);
	struct area below = draft_measure(draft, what_to_do, &small, limit);
	double gap = small.size, y = (area.h - above.h - gap - below.h) / 2;
	draft_text(draft, title, &large, COLOR_INK, area.x, y, limit);
	draft_text(draft, what_to_do, &small, COLOR_INK_QUIET, area.x, y + above.h + gap, limit);
}
