/* Which device this is, large, for whoever looks for it in the building. */
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

/* The largest size at which text fits its width. */
static struct text_style style_make(struct draft *draft, const char *text, double size,
				    double width)
{
	struct text_style style = {.size = size, .weight = 800, .spacing = -0.03, .line = 1.1};

	while (style.size > 8 && texts_width(draft->texts, text, &style) > width)
		style.size -= fmax(1, round(style.size * 0.05));
	return style;
}

void screen_identify(struct draft *draft)
{
	const struct office *office = draft->office;
	const struct metrics *metrics = &draft->metrics;
	const char *name = office->self.name[0] ? office->self.name : office->me.device;
	double shortest = fmin(metrics->width, metrics->height);
	struct area all = {0, 0, metrics->width, metrics->height};
	struct area area = area_inset(all, round(shortest * 0.07), 0);
	struct box_style plain = {COLOR_NONE, COLOR_NONE, 0, 0, CORNERS_NONE};
	struct target close = target_plain(TARGET_CLOSE);
	struct text_style large = style_make(draft, name, round(shortest * 0.25), area.w);
	struct text_style small = {.size = round(shortest * 0.07), .weight = 500, .line = 1.35};
	struct phrase which;

	locale_say(which.text, sizeof which.text, draft->language, IDENTIFY, office->me.device,
		   office->id);
	struct text_limit limit = draft_limit(area.w, 2);
	double above = draft_measure(draft, name, &large, limit).h;
	double below = draft_measure(draft, which.text, &small, limit).h;
	double y = (area.h - above - small.size - below) / 2;
	draft_key(draft, all, plain, &close, name, NULL);
	draft_text(draft, name, &large, COLOR_INK, area.x, y, limit);
	draft_text(draft, which.text, &small, COLOR_INK_QUIET, area.x, y + above + small.size,
		   limit);
}
