/* The keys of the sheet. */
#include "ui/sheet.h"

#include <math.h>
#include <string.h>

#include "locale/locale.h"
#include "ui/theme.h"

enum { LENGTHS = 4, OTHERS_MAX = 3 };

static const int lengths[LENGTHS] = {15, 30, 60, 120};

struct key_style sheet_outlined_key(const struct sheet *sheet)
{
	return (struct key_style){
	    .box = {COLOR_NONE, COLOR_LINE, sheet->border, sheet->radius, CORNERS_ALL},
	    .label = sheet->key,
	    .color = COLOR_INK,
	    .icon = ICON_COUNT,
	};
}

struct key_style sheet_filled_key(const struct sheet *sheet)
{
	struct key_style style = sheet_outlined_key(sheet);

	style.box.fill = COLOR_INK;
	style.box.border = COLOR_NONE;
	style.color = COLOR_GROUND;
	return style;
}

/* ---- What one can be open for ---- */

struct kind_look {
	struct text_style name, hint;
	double padding, icon, between;
	uint32_t ground, ink;
};

/* While somebody is open, the others than their kind are quieter. */
static struct kind_look kind_look(const struct draft *draft, const struct sheet *sheet,
				  const struct kind *kind)
{
	const struct metrics *metrics = &draft->metrics;
	bool open = sheet->standing.presence == PRESENCE_OPEN;
	bool loud = !open || strcmp(sheet->standing.kind, kind->id) == 0;

	return (struct kind_look){
	    .name = {.size = metrics_near(metrics, 28, 42), .weight = 750, .spacing = -0.02},
	    .hint = {.size = metrics_near(metrics, 17, 26), .weight = 500},
	    .padding = metrics_near(metrics, 18, 28),
	    .icon = metrics_near(metrics, 56, 88),
	    .between = metrics_near(metrics, 4, 6),
	    .ground = loud ? COLOR_OPEN : COLOR_RAISED,
	    .ink = loud ? COLOR_OPEN_INK : COLOR_OPEN,
	};
}

/* The icon stands above the words or, where that is too low, before them. */
static void add_kind(struct draft *draft, const struct sheet *sheet, const struct kind *kind,
		     struct area area)
{
	struct kind_look look = kind_look(draft, sheet, kind);
	struct target target = target_of(TARGET_KIND, kind->id);
	struct box_style box = {look.ground, COLOR_NONE, 0, metrics_near(&draft->metrics, 18, 28),
				CORNERS_ALL};
	const char *name = kind->name.in[draft->language], *hint = kind->hint.in[draft->language];
	double words = text_line_height(&look.name) + look.between + text_line_height(&look.hint);
	struct area inner = area_inset(area, look.padding, look.padding);
	bool above = inner.h - words >= look.icon * 1.4;
	struct area at = {inner.x, inner.y, look.icon, look.icon};

	draft_key(draft, area, box, &target, name, NULL);
	if (!above) {
		at.y = area.y + (area.h - look.icon) / 2;
		area_take_left(&inner, look.icon, look.padding);
		inner = area_inset(inner, 0, (inner.h - words) / 2);
	}
	scene_add_icon(draft->scene, kind->icon, at.x, at.y, look.icon, look.ink);
	struct text_limit limit = draft_limit(inner.w, 1);
	struct area lower = area_take_bottom(&inner, text_line_height(&look.hint), look.between);
	struct area upper = area_take_bottom(&inner, text_line_height(&look.name), 0);
	draft_text(draft, name, &look.name, look.ink, upper.x, upper.y, limit);
	draft_text(draft, hint, &look.hint, look.ink, lower.x, lower.y, limit);
}

void sheet_add_kinds(struct draft *draft, const struct sheet *sheet, struct area area)
{
	const struct office_config *config = &draft->office->config;
	bool across = !draft->metrics.portrait;
	int count = config->kinds_count > 0 ? config->kinds_count : 1;
	struct grid grid = {across ? count : 1, across ? 1 : count, sheet->gap};

	for (int i = 0; i < config->kinds_count; i++)
		add_kind(draft, sheet, &config->kinds[i],
			 grid_cell(&grid, area, across ? i : 0, across ? 0 : i));
}

/* ---- How long, and what else ---- */

void sheet_add_lengths(struct draft *draft, const struct sheet *sheet, struct area area)
{
	struct grid grid = {LENGTHS, 1, sheet->gap};
	int lit = office_minutes_lit(draft->office);
	struct key_style off = sheet_outlined_key(sheet), on = sheet_filled_key(sheet);

	for (int i = 0; i < LENGTHS; i++) {
		struct target target = target_numbered(TARGET_MINUTES, lengths[i]);
		char label[32];
		locale_length(label, sizeof label, draft->language, lengths[i]);
		draft_labelled_key(draft, grid_cell(&grid, area, i, 0),
				   lengths[i] == lit ? &on : &off, &target, label);
	}
}

struct other {
	enum target_kind target;
	enum sentence label;
	enum icon icon;
	uint32_t color;
};

static const struct other other_end_open = {TARGET_HERE, SENTENCE_END_OPEN, ICON_HERE, COLOR_INK};
static const struct other other_end_focus = {TARGET_HERE, SENTENCE_END_FOCUS, ICON_HERE, COLOR_INK};
static const struct other other_focus = {TARGET_FOCUS, SENTENCE_FOCUS, ICON_FOCUS, COLOR_FOCUS};
static const struct other other_leave = {TARGET_LEAVE, SENTENCE_LEAVE, ICON_LEAVE, COLOR_INK};

static int choose_others(const struct sheet *sheet, const struct other *others[OTHERS_MAX])
{
	bool open = sheet->standing.presence == PRESENCE_OPEN;
	bool focus = sheet->standing.presence == PRESENCE_FOCUS;
	int count = 0;

	if (open)
		others[count++] = &other_end_open;
	others[count++] = focus ? &other_end_focus : &other_focus;
	others[count++] = &other_leave;
	return count;
}

static struct key_style other_style(const struct draft *draft, const struct sheet *sheet,
				    const struct other *other)
{
	return (struct key_style){
	    .box = {COLOR_RAISED, COLOR_NONE, 0, sheet->radius, CORNERS_ALL},
	    .label = sheet->key,
	    .color = other->color,
	    .icon = other->icon,
	    .icon_size = metrics_near(&draft->metrics, 24, 36),
	    .gap = metrics_near(&draft->metrics, 10, 14),
	};
}

/* How many of them fit side by side; the first has a row of its own when not all do. */
static int others_beside(struct draft *draft, const struct sheet *sheet, double width)
{
	const struct other *others[OTHERS_MAX];
	int count = choose_others(sheet, others);
	double room = (width - (count - 1) * sheet->gap) / count;

	for (int i = 0; i < count; i++) {
		struct key_style style = other_style(draft, sheet, others[i]);
		const char *label = locale_text(draft->language, others[i]->label);
		if (draft_labelled_key_width(draft, &style, label) > room)
			return count - 1;
	}
	return count;
}

double sheet_others_height(struct draft *draft, const struct sheet *sheet, double width)
{
	const struct metrics *metrics = &draft->metrics;
	const struct other *others[OTHERS_MAX];
	double key = fmax(metrics_near(metrics, 60, 96), metrics_key(metrics));
	bool one_row = choose_others(sheet, others) == OTHERS_MAX
			   ? others_beside(draft, sheet, width) == OTHERS_MAX
			   : true;

	return one_row ? key : 2 * key + sheet->gap;
}

static void add_other(struct draft *draft, const struct sheet *sheet, const struct other *other,
		      struct area area)
{
	struct target target = target_plain(other->target);
	struct key_style style = other_style(draft, sheet, other);

	draft_labelled_key(draft, area, &style, &target,
			   locale_text(draft->language, other->label));
}

void sheet_add_others(struct draft *draft, const struct sheet *sheet, struct area area)
{
	const struct other *others[OTHERS_MAX];
	int count = choose_others(sheet, others), first = 0;

	if (count == OTHERS_MAX && others_beside(draft, sheet, area.w) < count) {
		double key = (area.h - sheet->gap) / 2;
		add_other(draft, sheet, others[first++], area_take_top(&area, key, sheet->gap));
	}
	struct grid grid = {count - first, 1, sheet->gap};
	for (int i = first; i < count; i++)
		add_other(draft, sheet, others[i], grid_cell(&grid, area, i - first, 0));
}
