#include "ui/list.h"

#include <assert.h>
#include <glib.h>
#include <math.h>

#include "ui/theme.h"

enum { VALUE_LINES = 5 };

void list_add(struct list *list, enum sentence label, const char *value)
{
	if (!value[0])
		return;
	assert(list->count < LIST_FACTS_MAX);
	struct fact *fact = &list->facts[list->count++];
	fact->label = label;
	g_strlcpy(fact->value.text, value, sizeof fact->value.text);
}

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

void list_show(struct draft *draft, const struct list *list)
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
