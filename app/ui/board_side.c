/* The side of a board: clock, date, who else is here, today's prompt. */
#include <glib.h>
#include <math.h>

#include "ui/board.h"
#include "ui/theme.h"

enum { LISTED_MAX = 256 };

#define FAR(draft, px) metrics_far(&(draft)->metrics, px)

static void add_clock(struct draft *draft, struct area *body)
{
	struct text_style large = {
	    .size = FAR(draft, 100), .weight = 700, .spacing = -0.03, .line = 1, .tabular = true};
	struct text_style small = {.size = FAR(draft, 34), .weight = 400};
	struct phrase clock = phrase_clock(draft), date = phrase_date(draft);
	struct text_limit limit = draft_limit(body->w, 1);

	struct area at = {body->x, body->y, body->w, text_line_height(&large)};
	draft_clock_key(draft, at, clock.text);
	if (!clock.text[0])
		return;
	at = area_take_top(body, text_line_height(&large), FAR(draft, 10));
	draft_text(draft, clock.text, &large, COLOR_INK, at.x, at.y, limit);
	at = area_take_top(body, text_line_height(&small), FAR(draft, 26));
	draft_text(draft, date.text, &small, COLOR_INK_QUIET, at.x, at.y, limit);
}

static void add_count(struct draft *draft, const struct board *board, struct area *body)
{
	struct text_style style = {.size = FAR(draft, 38), .weight = 650};

	area_take_top(body, FAR(draft, 16), 0);
	struct area at = area_take_top(body, text_line_height(&style), FAR(draft, 26));
	draft_text(draft, board->here.text, &style, COLOR_INK, at.x, at.y, draft_limit(at.w, 1));
}

static void add_prompt(struct draft *draft, const char *prompt, struct area *body)
{
	if (!prompt[0])
		return;
	struct text_style style = {.size = FAR(draft, 38), .weight = 600, .line = 1.3};
	struct box_style rule = {COLOR_LINE, COLOR_NONE, 0, 0, CORNERS_NONE};
	struct text_limit limit = draft_limit(body->w, 6);
	double line = FAR(draft, 3), height = draft_measure(draft, prompt, &style, limit).h;
	struct area at = area_take_bottom(body, line + FAR(draft, 30) + height, FAR(draft, 26));

	scene_add_box(draft->scene, (struct area){at.x, at.y, at.w, line}, &rule);
	draft_text(draft, prompt, &style, COLOR_INK, at.x, at.y + at.h - height, limit);
}

static void add_listed(struct draft *draft, const struct person *person,
		       const struct text_style *style, struct area area)
{
	struct standing standing = office_standing(draft->office, person, draft->now);
	bool focus = standing.presence == PRESENCE_FOCUS;
	double icon = FAR(draft, 28), gap = FAR(draft, 10);
	double width = area.w - (focus ? icon + gap : 0);
	struct area at = draft_name(draft, person, style, focus ? COLOR_FOCUS : COLOR_INK_QUIET,
				    area.x, area.y, width);

	if (focus)
		scene_add_icon(draft->scene, ICON_FOCUS, at.x + at.w + gap,
			       area.y + (area.h - icon) / 2, icon, COLOR_FOCUS);
}

/* Down the first column, then the next, all about as long. */
static void add_list(struct draft *draft, struct area body)
{
	const struct person *list[LISTED_MAX];
	int count = office_listed(draft->office, draft->now, list, LISTED_MAX);
	struct text_style style = {.size = FAR(draft, 34), .weight = 400, .line = 1.6};
	double line = text_line_height(&style), gap = FAR(draft, 28);
	int columns = (int)fmax(1, floor((body.w + gap) / (FAR(draft, 180) + gap)));
	int room = columns * (int)floor(body.h / line);
	int all = count;

	count = count < LISTED_MAX ? count : LISTED_MAX;
	if (room < 1)
		return;
	int shown = all > room ? room - 1 : count;
	int rows = (shown + (all > shown) + columns - 1) / columns;
	for (int i = 0; i < shown + (all > shown); i++) {
		struct grid grid = {columns, 1, gap};
		struct area cell = grid_cell(&grid, body, i / rows, 0);
		cell = (struct area){cell.x, body.y + i % rows * line, cell.w, line};
		if (i < shown) {
			add_listed(draft, list[i], &style, cell);
			continue;
		}
		struct phrase phrase;
		char number[16];
		g_snprintf(number, sizeof number, "%d", all - shown);
		locale_say(phrase.text, sizeof phrase.text, draft->language, AND_MORE, number);
		draft_text(draft, phrase.text, &style, COLOR_INK_QUIET, cell.x, cell.y,
			   draft_limit(cell.w, 1));
	}
}

/* Where it ends at the screen's edge it goes on beyond, as all of it moves a little. */
static struct area beyond_edges(const struct metrics *metrics, struct area area)
{
	struct area wide = area_inset(area, -BOARD_SWAY, -BOARD_SWAY);

	if (metrics->portrait)
		area_take_top(&wide, BOARD_SWAY, 0);
	else
		area_take_left(&wide, BOARD_SWAY, 0);
	return wide;
}

void board_add_side(struct draft *draft, const struct board *board, struct area area)
{
	struct box_style ground = {COLOR_SIDE, COLOR_NONE, 0, 0, CORNERS_NONE};
	struct area body = area_inset(area, FAR(draft, 44), 0);

	scene_add_box(draft->scene, beyond_edges(&draft->metrics, area), &ground);
	area_take_top(&body, FAR(draft, 52), 0);
	area_take_bottom(&body, FAR(draft, 48), 0);
	add_clock(draft, &body);
	add_count(draft, board, &body);
	add_prompt(draft, board->prompt.text, &body);
	add_list(draft, body);
}
