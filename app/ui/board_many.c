/* More than three who are open: smaller, in columns. */
#include <glib.h>
#include <math.h>

#include "ui/board.h"
#include "ui/theme.h"

#define FAR(draft, px) metrics_far(&(draft)->metrics, px)

/* Everything of a cell in ems of its name: paddings, icon, gap, and the line below. */
static const double padding_em = 0.43, icon_em = 1.095, gap_em = 0.333, under_em = 0.4286;
static const double name_of_height = 0.465, widest_under_em = 14;

static double widest_under(struct draft *draft, const struct board *board)
{
	struct text_style style = board_under_style(1);
	double widest = 1;

	for (int i = 0; i < board->rows_count; i++) {
		struct phrase under = board_row_under(draft, &board->rows[i]);
		widest = fmax(widest, board_ems(draft, under.text, &style));
	}
	return fmin(widest, widest_under_em);
}

static double name_that_fits(const struct grid *grid, struct area area, double ems_needed)
{
	struct area cell = grid_cell(grid, area, 0, 0);
	double across = ems_needed + 2 * padding_em + icon_em + gap_em;

	return floor(fmin(cell.h * name_of_height, cell.w / across));
}

static struct grid grid_of(const struct draft *draft, int count, int columns)
{
	int rows = (count + columns - 1) / columns;
	return (struct grid){columns, rows, FAR(draft, rows > 5 ? 14 : 22)};
}

/* Two columns for some (one on an upright screen); for more, the most legible. */
static struct grid choose_grid(const struct draft *draft, int count, struct area area, double need)
{
	int from = count > BOARD_SOME || draft->metrics.portrait ? 1 : 2;
	int to = count > BOARD_SOME ? count : from;
	struct grid best = grid_of(draft, count, from);

	for (int columns = from; columns <= to; columns++) {
		struct grid grid = grid_of(draft, count, columns);
		if (name_that_fits(&grid, area, need) > name_that_fits(&best, area, need))
			best = grid;
	}
	return best;
}

static void add_cell(struct draft *draft, const struct row *row, double name, struct area area)
{
	struct box_style box = {COLOR_OPEN, COLOR_NONE, 0, fmin(FAR(draft, 28), round(name / 3)),
				CORNERS_ALL};
	struct area inner = area_inset(area, round(name * padding_em), 0);
	struct phrase under = board_row_under(draft, row);
	struct board_words words = {
	    .row = row,
	    .name_lines = 1,
	    .under = under.text,
	    .last = "",
	    .name_size = name,
	    .under_size = round(name * under_em),
	    .between = round(name * 0.12),
	};

	scene_add_box(draft->scene, area, &box);
	board_add_icon(draft, row, round(name * icon_em), round(name * gap_em), &inner);
	board_add_words(draft, &words, inner);
}

static void add_more(struct draft *draft, int more, double name, struct area area)
{
	struct text_style style = {.size = round(name * 0.7), .weight = 600};
	struct phrase phrase;
	char number[16];

	g_snprintf(number, sizeof number, "%d", more);
	locale_say(phrase.text, sizeof phrase.text, draft->language, AND_MORE, number);
	draft_text_centred(draft, phrase.text, &style, COLOR_OPEN, area);
}

/* The one quiet sentence in a cell that is left over. */
struct prompt_cell {
	struct area area, inner;
	struct text_style style;
	double height; /* of the sentence */
};

/* False where the prompt would have to be smaller than what is under a name. */
static bool fit_prompt(struct draft *draft, const char *prompt, double name,
		       struct prompt_cell *cell)
{
	double margin = fmin(FAR(draft, 40), round(cell->area.w * 0.08));

	cell->style = (struct text_style){.size = FAR(draft, 44), .weight = 600, .line = 1.25};
	cell->inner = area_inset(cell->area, margin, FAR(draft, 12));
	struct text_limit limit = draft_limit(cell->inner.w, 0);
	double least = fmin(cell->style.size, round(name * under_em));
	while (draft_measure(draft, prompt, &cell->style, limit).h > cell->inner.h &&
	       cell->style.size > least)
		cell->style.size = fmax(floor(cell->style.size * 0.9), least);
	cell->height = draft_measure(draft, prompt, &cell->style, limit).h;
	return prompt[0] && cell->height <= cell->inner.h;
}

static void add_prompt(struct draft *draft, const char *prompt, const struct prompt_cell *cell)
{
	struct box_style box = {COLOR_NONE, COLOR_LINE, FAR(draft, 4), FAR(draft, 28), CORNERS_ALL};
	const struct area *inner = &cell->inner;

	scene_add_box(draft->scene, cell->area, &box);
	draft_text(draft, prompt, &cell->style, COLOR_INK, inner->x,
		   inner->y + (inner->h - cell->height) / 2, draft_limit(inner->w, 0));
}

/* How the rows lie in an area. */
struct many {
	struct grid grid;
	int count;
	double name;
	bool prompts; /* in the cell that is left over */
	struct prompt_cell prompt;
};

static struct many many_make(struct draft *draft, const struct board *board, struct area area)
{
	double need = fmax(board_widest_name(draft, board), under_em * widest_under(draft, board));
	struct many many = {.count = board->rows_count + (board->more > 0)};

	many.grid = choose_grid(draft, many.count, area, need);
	many.name = name_that_fits(&many.grid, area, need);
	int columns = many.grid.columns;
	if (many.count == columns * many.grid.rows)
		return many;
	many.prompt.area = grid_cell(&many.grid, area, many.count % columns, many.count / columns);
	many.prompts = fit_prompt(draft, board->prompt.text, many.name, &many.prompt);
	return many;
}

bool board_many_prompts(struct draft *draft, const struct board *board, struct area area)
{
	return many_make(draft, board, area).prompts;
}

void board_add_many(struct draft *draft, const struct board *board, struct area area, bool prompts)
{
	struct many many = many_make(draft, board, area);

	for (int i = 0; i < many.count; i++) {
		int column = i % many.grid.columns, row = i / many.grid.columns;
		struct area cell = grid_cell(&many.grid, area, column, row);
		if (i < board->rows_count)
			add_cell(draft, &board->rows[i], many.name, cell);
		else
			add_more(draft, board->more, many.name, cell);
	}
	if (prompts && many.prompts)
		add_prompt(draft, board->prompt.text, &many.prompt);
}
