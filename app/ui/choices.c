#include "ui/choices.h"

#include <math.h>

#include "ui/theme.h"

static void offer(struct choices *choices, struct target target, enum sentence label, bool chosen)
{
	choices->list[choices->count++] = (struct choice){target, label, chosen};
}

static void offer_all(const struct draft *draft, struct choices *choices)
{
	const struct statement *said = &draft->office->visit.said;

	if (office_sides_offered(draft->office, draft->now)) {
		offer(choices, target_of(TARGET_SIDE, side_name(SIDE_ASK)), SENTENCE_SIDE_ASK,
		      said->side == SIDE_ASK);
		offer(choices, target_of(TARGET_SIDE, side_name(SIDE_OFFER)), SENTENCE_SIDE_OFFER,
		      said->side == SIDE_OFFER);
	}
	if (office_come_offered(draft->office, draft->now))
		offer(choices, target_plain(TARGET_COME), SENTENCE_COME, said->come);
}

static double widest_key(struct draft *draft, const struct choices *choices)
{
	double widest = 0;

	for (int i = 0; i < choices->count; i++) {
		const char *label = locale_text(draft->language, choices->list[i].label);
		widest = fmax(widest, draft_labelled_key_width(draft, &choices->style, label));
	}
	return widest;
}

struct choices choices_make(struct draft *draft, double width)
{
	const struct metrics *metrics = &draft->metrics;
	struct choices choices = {
	    .gap = fmax(metrics_near(metrics, 8, 12), metrics_mm(metrics, 1)),
	    .style = {.box = {COLOR_INK, COLOR_INK_LINE, fmax(2, floor(metrics->px_per_mm / 4)),
			      metrics_near(metrics, 12, 18), CORNERS_ALL},
		      .label = {.size = metrics_near(metrics, 17, 25), .weight = 600},
		      .color = COLOR_GROUND,
		      .icon = ICON_COUNT},
	};

	offer_all(draft, &choices);
	if (!choices.count)
		return choices;
	double need = widest_key(draft, &choices) + metrics_near(metrics, 16, 24);
	double fitting = floor((width + choices.gap) / (need + choices.gap));
	choices.columns = (int)fmin(fmax(fitting, 1), choices.count);
	choices.rows = (choices.count + choices.columns - 1) / choices.columns;
	double key = fmax(metrics_near(metrics, 47, 76), metrics_key(metrics));
	choices.height = choices.rows * (key + choices.gap) - choices.gap;
	return choices;
}

void choices_add(struct draft *draft, const struct choices *choices, struct area area)
{
	struct grid grid = {choices->columns, choices->rows, choices->gap};

	for (int i = 0; i < choices->count; i++) {
		const struct choice *choice = &choices->list[i];
		const char *label = locale_text(draft->language, choice->label);
		struct area cell = grid_cell(&grid, area, i % grid.columns, i / grid.columns);
		struct key_style style =
		    draft_fitting_key(draft, &choices->style, label, cell.w, 0.7);
		if (choice->chosen) {
			style.box.fill = COLOR_OPEN;
			style.box.border = COLOR_NONE;
			style.color = COLOR_OPEN_INK;
		}
		draft_labelled_key(draft, cell, &style, &choice->target, label);
	}
}
