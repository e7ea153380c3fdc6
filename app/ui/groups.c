#include "ui/groups.h"

#include <math.h>

#include "ui/theme.h"

static const double aimed_key_mm = 18, smallest_label = 0.6;

static struct text_style label_style(const struct draft *draft)
{
	return (struct text_style){.size = metrics_near(&draft->metrics, 22, 34), .weight = 600};
}

static double widest_label(struct draft *draft, const struct key_style *style, int begin, int end)
{
	double widest = 0;

	for (int i = begin; i < end; i++) {
		const char *label = draft->plan->groups[i].label;
		widest = fmax(widest, draft_labelled_key_width(draft, style, label));
	}
	return widest;
}

/* As near to squares as their labels and their number leave room for. */
static struct grid choose_grid(const struct draft *draft, struct area area, int count, double width)
{
	const struct metrics *metrics = &draft->metrics;
	double gap = fmax(metrics_near(metrics, 8, 12), metrics_mm(metrics, 1));
	double least = metrics_key(metrics);
	struct grid best = {0, 0, gap};
	double best_height = 0;

	for (int columns = 1; columns <= count; columns++) {
		struct grid grid = {columns, (count + columns - 1) / columns, gap};
		struct area cell = grid_cell(&grid, area, 0, 0);
		double height = fmin(cell.h, cell.w);
		if (floor(cell.h) < least || floor(cell.w) < fmax(width, least) ||
		    height <= best_height)
			continue;
		best = grid;
		best_height = height;
	}
	return best;
}

static void add_group(struct draft *draft, const struct key_style *style, int group,
		      struct area area)
{
	const char *label = draft->plan->groups[group].label;
	struct target target = target_numbered(TARGET_GROUP, group);
	struct key_style fitting = draft_fitting_key(draft, style, label, area.w, smallest_label);

	draft_labelled_key(draft, area, &fitting, &target, label);
}

/* Keys of one size, no larger than a finger likes: a few don't grow to fill the screen. */
static struct area within(const struct draft *draft, const struct grid *grid, struct area area)
{
	double most = metrics_mm(&draft->metrics, 2 * aimed_key_mm);

	area.h = fmin(area.h, grid->rows * (most + grid->gap) - grid->gap);
	return area;
}

void groups_add(struct draft *draft, int key, struct area area)
{
	const struct metrics *metrics = &draft->metrics;
	int begin = draft->plan->keys[key].page, end = roster_plan_key_end(draft->plan, key);
	struct key_style style = {
	    .box = {COLOR_RAISED, COLOR_NONE, 0, metrics_near(metrics, 14, 20), CORNERS_ALL},
	    .label = label_style(draft),
	    .color = COLOR_INK,
	    .icon = ICON_COUNT,
	};
	double width =
	    fmax(widest_label(draft, &style, begin, end), metrics_mm(metrics, aimed_key_mm));
	struct grid grid = choose_grid(draft, area, end - begin, width);

	if (!grid.columns)
		grid = choose_grid(draft, area, end - begin, width * smallest_label);
	if (!grid.columns)
		grid = choose_grid(draft, area, end - begin, 0);
	area = within(draft, &grid, area);
	for (int i = begin; i < end && grid.columns; i++) {
		int at = i - begin;
		add_group(draft, &style, i,
			  grid_cell(&grid, area, at % grid.columns, at / grid.columns));
	}
}
