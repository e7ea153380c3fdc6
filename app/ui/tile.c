#include "ui/tile.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ui/phrase.h"
#include "ui/theme.h"

enum { NAME_LINES = 4, SMALLER_STEPS = 4 };

static const double grow_from_mm = 23, grow_most = 2, smallest = 0.72;

/* What a tile says: the name, and apart from it the number that namesakes have. */
struct tile_text {
	const char *name, *number, *state;
};

/* How a state looks, and its word; icon ICON_COUNT: none. */
struct look {
	uint32_t fill, border, name, state;
	int weight;
	enum icon icon;
	const char *word;
};

static const struct look look_away = {
    COLOR_NONE, COLOR_AWAY_LINE, COLOR_INK_AWAY, COLOR_INK_AWAY, 500, ICON_COUNT, ""};
static const struct look look_unknown = {
    COLOR_NONE, COLOR_LINE, COLOR_INK_QUIET, COLOR_INK_QUIET, 500, ICON_COUNT, ""};
static const struct look look_here = {
    COLOR_HERE_GROUND, COLOR_NONE, COLOR_HERE, COLOR_INK_HERE, 700, ICON_COUNT, ""};
static const struct look look_focus = {
    COLOR_FOCUS_GROUND, COLOR_FOCUS_LINE, COLOR_HERE, COLOR_FOCUS, 700, ICON_FOCUS, ""};
static const struct look look_open = {COLOR_OPEN, COLOR_NONE, COLOR_OPEN_INK, COLOR_OPEN_INK, 700,
				      ICON_CHAT,  ""};

struct text_style tile_name_style(const struct metrics *metrics, const struct grid *grid,
				  struct area page)
{
	struct area cell = grid_cell(grid, page, 0, 0);
	double shortest = fmin(cell.w, cell.h) / metrics->px_per_mm;
	double grow = fmin(fmax(shortest / grow_from_mm, 1), grow_most);

	return (struct text_style){
	    .size = round(metrics_near(metrics, 19, 25) * grow),
	    .weight = 700,
	    .spacing = -0.01,
	    .line = 1.1,
	};
}

double tile_least_margin(const struct metrics *metrics)
{
	return metrics_near(metrics, 10, 14);
}

const char *tile_state_name(const struct standing *standing)
{
	return standing->unknown ? "unknown" : presence_name(standing->presence);
}

static struct look look_of(const struct draft *draft, const struct standing *standing)
{
	if (standing->unknown)
		return look_unknown;
	struct look look = look_away;
	switch (standing->presence) {
	case PRESENCE_AWAY:
		break;
	case PRESENCE_HERE:
		look = look_here;
		look.word = locale_text(draft->language, SENTENCE_STATE_HERE);
		break;
	case PRESENCE_FOCUS:
		look = look_focus;
		look.word = locale_text(draft->language, SENTENCE_STATE_FOCUS);
		break;
	case PRESENCE_OPEN:
		look = look_open;
		look.icon = phrase_kind_icon(draft, standing->kind);
		break;
	}
	return look;
}

/* How the word of a state and its icon are set under a name. */
struct state_style {
	struct text_style word;
	double icon, gap;
};

static struct state_style state_style_of(const struct metrics *metrics,
					 const struct text_style *name)
{
	double grow = name->size / metrics_near(metrics, 19, 25);
	double icon = round(metrics_near(metrics, 15, 20) * grow);

	return (struct state_style){
	    .word = {.size = round(metrics_near(metrics, 13, 18) * grow), .weight = 500},
	    .icon = icon,
	    .gap = fmax(6, round(icon * 0.3)),
	};
}

double tile_widest_state(struct draft *draft, const struct text_style *name)
{
	struct state_style style = state_style_of(&draft->metrics, name);
	const char *here = locale_text(draft->language, SENTENCE_STATE_HERE);
	const char *focus = locale_text(draft->language, SENTENCE_STATE_FOCUS);
	double with_icon = texts_width(draft->texts, focus, &style.word);

	for (int i = 0; i < draft->office->config.kinds_count; i++) {
		struct phrase kind = phrase_kind(draft, draft->office->config.kinds[i].id);
		with_icon = fmax(with_icon, texts_width(draft->texts, kind.text, &style.word));
	}
	return ceil(
	    fmax(texts_width(draft->texts, here, &style.word), style.icon + style.gap + with_icon));
}

/* The name, and what it is set with: smaller rather than broken within a word. */
struct fitted {
	struct text_style style;
	int lines;
	bool cut;
};

static bool goes_in(struct draft *draft, const char *name, double width,
		    const struct fitted *fitted)
{
	struct text_limit limit = draft_limit(width, fitted->lines);

	return texts_widest_word(draft->texts, name, &fitted->style, 0) <= width &&
	       !texts_layout(draft->texts, name, &fitted->style, limit)->cut;
}

static struct fitted fit_name(struct draft *draft, const char *name, struct area inner,
			      struct text_style style)
{
	struct fitted fitted = {style, 1, false};
	double usual = style.size, width = texts_width(draft->texts, name, &style);
	bool one_word = !strchr(name, ' ');

	if (width <= inner.w)
		return fitted;
	if (one_word) {
		fitted.style.size = floor(usual * fmax(inner.w / width, smallest));
		fitted.cut = texts_width(draft->texts, name, &fitted.style) > inner.w;
		return fitted;
	}
	for (int step = 0; step <= SMALLER_STEPS; step++) {
		fitted.style.size = floor(usual * (1 - (1 - smallest) * step / SMALLER_STEPS));
		double lines = floor(inner.h / text_line_height(&fitted.style));
		fitted.lines = (int)fmin(fmax(lines, 1), NAME_LINES);
		if (goes_in(draft, name, inner.w, &fitted))
			return fitted;
	}
	fitted.cut = true;
	return fitted;
}

static double state_height(const struct metrics *metrics, const struct text_style *name,
			   const struct look *look)
{
	struct state_style style = state_style_of(metrics, name);
	return look->word[0] ? text_line_height(&style.word) : 0;
}

static double state_width(struct draft *draft, const struct text_style *name,
			  const struct look *look)
{
	struct state_style style = state_style_of(&draft->metrics, name);
	double icon = look->icon == ICON_COUNT ? 0 : style.icon + style.gap;

	return look->word[0] ? icon + texts_width(draft->texts, look->word, &style.word) : 0;
}

static bool has_room_beside_state(struct draft *draft, const char *number, double width,
				  const struct text_style *style, const struct text_style *usual,
				  const struct look *look)
{
	double gap = text_line_height(style) / 4;

	return state_width(draft, usual, look) + gap + texts_width(draft->texts, number, style) <=
	       width;
}

/* What tells namesakes apart is to be seen even where the name is cut. */
static void add_name(struct draft *draft, const struct tile_text *text, struct area inner,
		     const struct text_style *usual, const struct look *look)
{
	struct text_style style = *usual;
	struct area above = inner;

	style.weight = look->weight;
	area_take_bottom(&above, state_height(&draft->metrics, usual, look), 0);
	struct fitted fitted = fit_name(draft, text->name, above, style);
	bool numbered = fitted.cut && text->number[0];
	double line = text_line_height(&style), number_y = inner.y + inner.h - line;
	if (numbered && !has_room_beside_state(draft, text->number, inner.w, &style, usual, look)) {
		number_y = above.y + above.h - line;
		area_take_bottom(&above, line, 0);
		fitted = fit_name(draft, text->name, above, style);
	}
	draft_text(draft, text->name, &fitted.style, look->name, inner.x, inner.y,
		   draft_limit(inner.w, fitted.lines));
	if (numbered)
		draft_text_right(draft, text->number, &style, look->name, inner.x + inner.w,
				 number_y, inner.w);
}

static void add_state(struct draft *draft, struct area inner, const struct text_style *name,
		      const struct look *look)
{
	struct state_style style = state_style_of(&draft->metrics, name);
	double line = text_line_height(&style.word), y = inner.y + inner.h - line, x = inner.x;

	if (look->icon != ICON_COUNT) {
		scene_add_icon(draft->scene, look->icon, x, y + (line - style.icon) / 2, style.icon,
			       look->state);
		x += style.icon + style.gap;
	}
	draft_text(draft, look->word, &style.word, look->state, x, y,
		   draft_limit(inner.x + inner.w - x, 1));
}

static void add_tile(struct draft *draft, struct area area, const struct look *look,
		     const struct target *target, const struct tile_text *text,
		     const struct tile_style *style)
{
	const struct metrics *metrics = &draft->metrics;
	double border = fmax(2, floor(metrics->px_per_mm / 4));
	struct box_style box = {look->fill, look->border, border,
				fmax(14, round(1.7 * metrics->px_per_mm)), CORNERS_ALL};
	double top = fmax(10, round(1.2 * metrics->px_per_mm));
	struct area inner = area_inset(area, style->margin, border + top);
	struct look shown = *look;

	draft_key(draft, area, box, target, text->name, text->state);
	shown.name = draft_ink(draft, target, look->name);
	shown.state = draft_ink(draft, target, look->state);
	add_name(draft, text, inner, &style->name, &shown);
	if (shown.word[0])
		add_state(draft, inner, &style->name, &shown);
}

struct tile_style tile_style_of(struct draft *draft, const struct text_style *name, double width,
				int begin, int end)
{
	const struct metrics *metrics = &draft->metrics;
	double border = fmax(2, floor(metrics->px_per_mm / 4));
	struct tile_style style = {*name, border + fmax(12, round(1.46 * metrics->px_per_mm))};
	const char *someone = locale_text(draft->language, SENTENCE_SOMEONE);
	double widest = texts_width(draft->texts, someone, name);

	for (int i = begin; i < end; i++) {
		struct person_name full = office_person_name(office_roster(draft->office, i));
		widest = fmax(widest, texts_width(draft->texts, full.text, name));
	}
	if (widest > width - 2 * style.margin)
		style.margin = tile_least_margin(metrics);
	/* Words that grew with the tile stay within it. */
	double word = tile_widest_state(draft, name), room = width - 2 * style.margin;
	if (word > room)
		style.name.size = floor(name->size * fmax(room / word, smallest));
	return style;
}

void tile_person(struct draft *draft, const struct person *person, struct area area,
		 const struct tile_style *style)
{
	struct standing standing = office_standing(draft->office, person, draft->now);
	struct look look = look_of(draft, &standing);
	struct target target = target_of(TARGET_PERSON, person->id);
	struct phrase kind = phrase_kind(draft, standing.kind);
	struct person_name name = office_person_name(person);

	if (standing.presence == PRESENCE_OPEN)
		look.word = kind.text;
	char number[16] = "";
	if (person->namesakes)
		snprintf(number, sizeof number, "%d", person->namesakes_before + 1);
	add_tile(draft, area, &look, &target,
		 &(struct tile_text){name.text, number, tile_state_name(&standing)}, style);
}

/* The kind that somebody unnamed is open for at this kiosk now, or NULL. */
static const char *someone_kind(const struct draft *draft)
{
	const struct office *office = draft->office;
	const char *here = office->self.place[0] ? office->self.place : office->me.device;

	for (int i = 0; i < office->signals_count; i++) {
		const struct signal *signal = &office->signals[i];
		if (strcmp(signal->place, here) == 0 && subject_live(&signal->subject, draft->now))
			return signal->subject.best.kind;
	}
	return NULL;
}

void tile_someone(struct draft *draft, struct area area, const struct tile_style *style)
{
	struct target target = target_plain(TARGET_SOMEONE);
	struct look look = look_unknown;
	const char *open_for = someone_kind(draft);
	struct phrase kind;

	if (open_for) {
		look = look_open;
		look.icon = phrase_kind_icon(draft, open_for);
		kind = phrase_kind(draft, open_for);
		look.word = kind.text;
	}
	add_tile(draft, area, &look, &target,
		 &(struct tile_text){locale_text(draft->language, SENTENCE_SOMEONE), "", NULL},
		 style);
}
