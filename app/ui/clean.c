/* Half a minute in which a screen can be wiped: it counts down and has nothing to touch. */
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

void screen_clean(struct draft *draft)
{
	const struct metrics *metrics = &draft->metrics;
	double shortest = fmin(metrics->width, metrics->height);
	const char *title = locale_text(draft->language, SENTENCE_CLEAN_TITLE);
	struct phrase left = phrase_count(draft, PLURAL_SECONDS_LEFT, draft->office->aside.left_s);
	struct area area = {0, 0, metrics->width, metrics->height};
	struct text_style large = {
	    .size = round(shortest * 0.08), .weight = 700, .spacing = -0.02, .line = 1.15};
	struct text_style small = {.size = round(shortest * 0.05), .weight = 500, .tabular = true};

	area = area_inset(area, round(shortest * 0.07), 0);
	struct text_limit limit = draft_limit(area.w, 0);
	double height = draft_measure(draft, title, &large, limit).h;
	double y = (area.h - height - small.size - text_line_height(&small)) / 2;
	draft_text(draft, title, &large, COLOR_INK, area.x, y, limit);
	draft_text(draft, left.text, &small, COLOR_INK_QUIET, area.x, y + height + small.size,
		   draft_limit(area.w, 1));
}
