/* The sheet: what one person can say, one tap each. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

enum { LENGTHS = 4 };

static const int lengths[LENGTHS] = {15, 30, 60, 120};

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

struct sheet {
	const struct person *person;
	struct standing standing;
	bool checked_in; /* just now, by the tap that opened it */
	bool undo;
	double gap, radius, border;
	struct text_style title, quiet, strong, key, closing;
};

static struct sheet sheet_make(const struct draft *draft)
{
	const struct metrics *metrics = &draft->metrics;
	const struct visit *visit = &draft->office->visit;
	struct sheet sheet = {
	    .person = office_person(draft->office, visit->person),
	    .checked_in = visit->checked_in,
	    .gap = fmax(metrics_near(metrics, 10, 16), metrics_mm(metrics, 1)),
	    .radius = metrics_near(metrics, 14, 20),
	    .border = fmax(2, floor(metrics->px_per_mm / 4)),
	    .title = {.size = metrics_near(metrics, 28, 42), .weight = 700, .spacing = -0.02},
	    .quiet = {.size = metrics_near(metrics, 18, 27), .weight = 400},
	    .strong = {.size = metrics_near(metrics, 18, 27), .weight = 700},
	    .key = {.size = metrics_near(metrics, 20, 30), .weight = 600},
	    .closing = {.size = metrics_near(metrics, 19, 29), .weight = 600},
	};

	if (sheet.person)
		sheet.standing = office_standing(draft->office, sheet.person, draft->now);
	sheet.undo = visit->checked_in && office_undo_offered(draft->office, draft->now);
	return sheet;
}

/* ---- The top: who it is and how they stand ---- */

static struct phrase sheet_title(const struct draft *draft, const struct sheet *sheet)
{
	const char *name = sheet->person->config.name;
	struct phrase phrase;

	if (sheet->standing.presence == PRESENCE_OPEN)
		SAY(phrase, draft, YOU_ARE_OPEN, name,
		    phrase_a_kind(draft, sheet->standing.kind).text);
	else if (sheet->standing.presence == PRESENCE_FOCUS)
		SAY(phrase, draft, YOU_ARE_IN_FOCUS, name);
	else if (sheet->checked_in)
		SAY(phrase, draft, SHEET_CHECKED_IN, name);
	else
		SAY(phrase, draft, SHEET_HERE, name);
	return phrase;
}

static bool has_end(const struct sheet *sheet)
{
	return sheet->standing.presence == PRESENCE_OPEN ||
	       sheet->standing.presence == PRESENCE_FOCUS;
}

/* "Ook open voor iemand? Bij de", and the place in bold after it. */
static void add_question(struct draft *draft, const struct sheet *sheet, double x, double y,
			 double width)
{
	const char *place = office_here_name(draft->office, draft->language);
	const char *ask = locale_text(draft->language, sheet->checked_in ? SENTENCE_SHEET_ALSO_OPEN
									 : SENTENCE_SHEET_OPEN);
	char question[LOCALE_SENTENCE_SIZE];

	g_snprintf(question, sizeof question, "%s %s", ask, phrase_at(draft, place));
	struct area asked = draft_text(draft, question, &sheet->quiet, COLOR_INK_QUIET, x, y,
				       draft_limit(width, 1));
	double space = round(sheet->quiet.size * 0.28), left = width - asked.w - space;
	if (left > sheet->quiet.size)
		draft_text(draft, place, &sheet->strong, COLOR_INK, x + asked.w + space, y,
			   draft_limit(left, 1));
}

static double heading_height(struct draft *draft, const struct sheet *sheet, double width)
{
	struct phrase title = sheet_title(draft, sheet);
	struct area size = draft_measure(draft, title.text, &sheet->title, draft_limit(width, 2));

	return size.h + metrics_near(&draft->metrics, 6, 9) + text_line_height(&sheet->quiet);
}

static void add_heading(struct draft *draft, const struct sheet *sheet, struct area area)
{
	struct phrase title = sheet_title(draft, sheet);
	double y = area.y + (area.h - heading_height(draft, sheet, area.w)) / 2;
	struct area at = draft_text(draft, title.text, &sheet->title, COLOR_INK, area.x, y,
				    draft_limit(area.w, 2));

	y += at.h + metrics_near(&draft->metrics, 6, 9);
	if (!has_end(sheet)) {
		add_question(draft, sheet, area.x, y, area.w);
		return;
	}
	struct phrase more =
	    phrase_place_until(draft, sheet->standing.place, sheet->standing.until_s);
	draft_text(draft, more.text, &sheet->quiet, COLOR_INK_QUIET, area.x, y,
		   draft_limit(area.w, 1));
}

/* ---- Closing it ---- */

static struct key_style outlined(const struct sheet *sheet)
{
	return (struct key_style){
	    .box = {COLOR_NONE, COLOR_LINE, sheet->border, sheet->radius, CORNERS_ALL},
	    .label = sheet->key,
	    .color = COLOR_INK,
	    .icon = ICON_COUNT,
	};
}

static struct key_style filled(const struct sheet *sheet)
{
	struct key_style style = outlined(sheet);

	style.box.fill = COLOR_INK;
	style.box.border = COLOR_NONE;
	style.color = COLOR_GROUND;
	return style;
}

static double closing_key_width(struct draft *draft, const struct sheet *sheet, const char *label,
				double padding)
{
	double width = round(texts_width(draft->texts, label, &sheet->closing)) + 2 * padding;
	return fmax(width, metrics_large_key(&draft->metrics));
}

/* The keys that end it, at the right of area; takes their place off it. */
static void add_closing_keys(struct draft *draft, const struct sheet *sheet, struct area *area,
			     bool share)
{
	const struct metrics *metrics = &draft->metrics;
	struct key_style close = filled(sheet), undo = outlined(sheet);
	struct target to_close = target_plain(TARGET_CLOSE), to_undo = target_plain(TARGET_UNDO);
	const char *done = locale_text(draft->language, SENTENCE_CLOSE);
	const char *back = locale_text(draft->language, SENTENCE_UNDO);
	double half = sheet->undo ? (area->w - sheet->gap) / 2 : area->w;
	double width = closing_key_width(draft, sheet, done, metrics_near(metrics, 30, 44));

	close.label = undo.label = sheet->closing;
	close.box.radius = undo.box.radius = metrics_near(metrics, 12, 18);
	draft_labelled_key(draft, area_take_right(area, share ? half : width, sheet->gap), &close,
			   &to_close, done);
	if (!sheet->undo)
		return;
	width = closing_key_width(draft, sheet, back, metrics_near(metrics, 20, 28));
	draft_labelled_key(draft, area_take_right(area, share ? half : width, sheet->gap), &undo,
			   &to_undo, back);
}

static void add_top(struct draft *draft, const struct sheet *sheet, struct area *body)
{
	const struct metrics *metrics = &draft->metrics;
	double height = fmax(metrics_near(metrics, 78, 124), metrics_large_key(metrics));

	if (metrics->portrait) {
		struct area bottom = area_take_bottom(body, height, sheet->gap);
		double heading = heading_height(draft, sheet, body->w);
		add_heading(draft, sheet, area_take_top(body, heading, 2 * sheet->gap));
		add_closing_keys(draft, sheet, &bottom, true);
		return;
	}
	struct area top = area_take_top(body, height, sheet->gap);
	add_closing_keys(draft, sheet, &top, false);
	add_heading(draft, sheet, top);
}

/* ---- What one can be open for ---- */

/* While somebody is open, the others than their kind are quieter. */
static void add_kind(struct draft *draft, const struct sheet *sheet, const struct kind *kind,
		     struct area area)
{
	const struct metrics *metrics = &draft->metrics;
	bool open = sheet->standing.presence == PRESENCE_OPEN;
	bool loud = !open || strcmp(sheet->standing.kind, kind->id) == 0;
	uint32_t color = loud ? COLOR_OPEN_INK : COLOR_OPEN;
	struct target target = target_of(TARGET_KIND, kind->id);
	struct text_style name = {
	    .size = metrics_near(metrics, 28, 42), .weight = 750, .spacing = -0.02};
	struct text_style hint = {.size = metrics_near(metrics, 17, 26), .weight = 500};
	const char *label = kind->name.in[draft->language];
	double padding = metrics_near(metrics, 18, 28), icon = metrics_near(metrics, 56, 88);
	struct box_style box = {loud ? COLOR_OPEN : COLOR_RAISED, COLOR_NONE, 0,
				metrics_near(metrics, 18, 28), CORNERS_ALL};

	draft_key(draft, area, box, &target, label, NULL);
	struct area inner = area_inset(area, padding, padding);
	struct text_limit limit = draft_limit(inner.w, 1);
	struct area lower = area_take_bottom(&inner, text_line_height(&hint), 0);
	draft_text(draft, kind->hint.in[draft->language], &hint, color, lower.x, lower.y, limit);
	area_take_bottom(&inner, metrics_near(metrics, 4, 6), 0);
	struct area upper = area_take_bottom(&inner, text_line_height(&name), 0);
	draft_text(draft, label, &name, color, upper.x, upper.y, limit);
	icon = fmin(icon, inner.h);
	if (icon >= hint.size)
		scene_add_icon(draft->scene, kind->icon, inner.x, inner.y, icon, color);
}

static void add_kinds(struct draft *draft, const struct sheet *sheet, struct area area)
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

static void add_lengths(struct draft *draft, const struct sheet *sheet, struct area area)
{
	struct grid grid = {LENGTHS, 1, sheet->gap};
	int lit = office_minutes_lit(draft->office);
	struct key_style off = outlined(sheet), on = filled(sheet);

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

static void add_others(struct draft *draft, const struct sheet *sheet, struct area area)
{
	const struct metrics *metrics = &draft->metrics;
	bool open = sheet->standing.presence == PRESENCE_OPEN;
	bool focus = sheet->standing.presence == PRESENCE_FOCUS;
	const struct other *others[3];
	int count = 0;

	if (open)
		others[count++] = &other_end_open;
	others[count++] = focus ? &other_end_focus : &other_focus;
	others[count++] = &other_leave;
	struct grid grid = {count, 1, sheet->gap};
	for (int i = 0; i < count; i++) {
		struct target target = target_plain(others[i]->target);
		struct key_style style = {
		    .box = {COLOR_RAISED, COLOR_NONE, 0, sheet->radius, CORNERS_ALL},
		    .label = sheet->key,
		    .color = others[i]->color,
		    .icon = others[i]->icon,
		    .icon_size = metrics_near(metrics, 24, 36),
		    .gap = metrics_near(metrics, 10, 14),
		};
		draft_labelled_key(draft, grid_cell(&grid, area, i, 0), &style, &target,
				   locale_text(draft->language, others[i]->label));
	}
}

void screen_sheet(struct draft *draft)
{
	const struct metrics *metrics = &draft->metrics;
	struct sheet sheet = sheet_make(draft);
	struct area body = {0, 0, metrics->width, metrics->height};

	if (!sheet.person)
		return;
	body = area_inset(body, metrics_near(metrics, 14, 24), metrics_near(metrics, 12, 28));
	add_top(draft, &sheet, &body);
	struct area others = area_take_bottom(
	    &body, fmax(metrics_near(metrics, 60, 96), metrics_key(metrics)), sheet.gap);
	struct area times = area_take_bottom(
	    &body, fmax(metrics_near(metrics, 62, 96), metrics_key(metrics)), sheet.gap);
	add_kinds(draft, &sheet, body);
	add_lengths(draft, &sheet, times);
	add_others(draft, &sheet, others);
}
