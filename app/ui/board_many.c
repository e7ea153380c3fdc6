/* More than three who are open: smaller, in columns. */
#include <glib.h>
#include <math.h>

#include "ui/board.h"
#include "ui/theme.h"

#define FAR(draft, px) metrics_far(&(draft)->metrics, px)

/* Everything of a cell in ems of its name: paddings, icon, gap, and the lines below. */
static const double padding_em = 0.43, icon_em = 1.095, gap_em = 0.333, under_em = 0.4286;
static const double widest_under_em = 14, least_under = 0.8;
/* How much of a cell's height is the name's: with one line below it, and with two. */
static const double name_of_height[] = {0.465, 0.36};

/* The one quiet sentence in a cell that is left over. */
struct prompt_cell {
	struct area area, inner;
	struct text_style style;
	double height; /* of the sentence */
};

/* How the rows lie in an area, and how all of them are set. */
struct many {
	struct grid grid;
	int count;
	double name, under;
	bool stacked; /* what a signal adds stands on a line of its own */
	bool prompts; /* in the cell that is left over */
	struct prompt_cell prompt;
};

static double under_ems(struct draft *draft, const struct row *row, bool stacked)
{
	struct text_style style = board_under_style(1);
	struct phrase one = board_row_under(draft, row, true, true);

	if (!stacked)
		return board_ems(draft, one.text, &style);
	return fmax(board_ems(draft, board_row_place_until(draft, row).text, &style),
		    board_ems(draft, board_row_addition(draft, row), &style));
}

static double widest_under(struct draft *draft, const struct board *board, bool stacked)
{
	double widest = 1;

	for (int i = 0; i < board->rows_count; i++)
		widest = fmax(widest, under_ems(draft, &board->rows[i], stacked));
	return fmin(widest, widest_under_em);
}

static double name_that_fits(const struct grid *grid, struct area area, double ems_needed,
			     bool stacked)
{
	struct area cell = grid_cell(grid, area, 0, 0);
	double across = ems_needed + 2 * padding_em + icon_em + gap_em;

	return floor(fmin(cell.h * name_of_height[stacked], cell.w / across));
}

static struct grid grid_of(const struct draft *draft, int count, int columns)
{
	int rows = (count + columns - 1) / columns;
	return (struct grid){columns, rows, FAR(draft, rows > 5 ? 14 : 22)};
}

/* Two columns for some (one on an upright screen); for more, the most legible. */
static struct many many_of(struct draft *draft, const struct board *board, struct area area,
			   bool stacked)
{
	int count = board->rows_count + (board->more > 0);
	int from = count > BOARD_SOME || draft->metrics.portrait ? 1 : 2;
	int to = count > BOARD_SOME ? count : from;
	double need =
	    fmax(board_widest_name(draft, board), under_em * widest_under(draft, board, stacked));
	struct many best = {.stacked = stacked};

	for (int columns = from; columns <= to; columns++) {
		struct grid grid = grid_of(draft, count, columns);
		double name = name_that_fits(&grid, area, need, stacked);
		if (columns > from && name <= best.name)
			continue;
		best.grid = grid;
		best.name = name;
	}
	best.under = round(best.name * under_em);
	return best;
}

static bool adds(const struct draft *draft, const struct board *board)
{
	for (int i = 0; i < board->rows_count; i++) {
		if (board_row_addition(draft, &board->rows[i])[0])
			return true;
	}
	return false;
}

/* Room for text in a cell. */
static double room(const struct many *many, struct area area)
{
	double beside = 2 * round(many->name * padding_em) + round(many->name * icon_em) +
			round(many->name * gap_em);
	return grid_cell(&many->grid, area, 0, 0).w - beside;
}

/* All lines below names somewhat smaller rather than one of them cut; false where that isn't
 * enough. */
static bool shrink_under(struct draft *draft, const struct board *board, struct many *many,
			 double width)
{
	double widest = 1, least = many->under * least_under;

	for (int i = 0; i < board->rows_count; i++)
		widest = fmax(widest, under_ems(draft, &board->rows[i], many->stacked));
	double size = fmin(many->under, floor((width - 1) / widest));
	many->under = fmax(size, ceil(least));
	return size >= least;
}

/* One line below a name; two where that would cut words, or where two are larger letters. */
static struct many choose(struct draft *draft, const struct board *board, struct area area)
{
	struct many one = many_of(draft, board, area, false);
	struct many two = many_of(draft, board, area, true);
	bool whole = shrink_under(draft, board, &one, room(&one, area));
	shrink_under(draft, board, &two, room(&two, area));
	bool larger = two.name + two.under > one.name + one.under;

	return adds(draft, board) && (!whole || larger) ? two : one;
}

/* What fits on a line: where and until when above all, then the ear, then that one may come. */
static struct phrase under_that_fits(struct draft *draft, const struct row *row, double size,
				     double width)
{
	struct text_style style = board_under_style(size);
	struct phrase under = board_row_under(draft, row, true, true);

	for (int left_out = 1; left_out <= 2; left_out++) {
		if (!texts_layout(draft->texts, under.text, &style, draft_limit(width, 1))->cut)
			break;
		under = board_row_under(draft, row, left_out < 2, false);
	}
	return under;
}

static void add_cell(struct draft *draft, const struct row *row, const struct many *many,
		     struct area area)
{
	double name = many->name;
	struct box_style box = {COLOR_OPEN, COLOR_NONE, 0, fmin(FAR(draft, 28), round(name / 3)),
				CORNERS_ALL};
	struct area inner = area_inset(area, round(name * padding_em), 0);

	scene_add_box(draft->scene, area, &box);
	board_add_icon(draft, row, round(name * icon_em), round(name * gap_em), &inner);
	struct phrase under = many->stacked ? board_row_place_until(draft, row)
					    : under_that_fits(draft, row, many->under, inner.w);
	struct board_words words = {
	    .row = row,
	    .name_lines = 1,
	    .under = under.text,
	    .last = many->stacked ? board_row_addition(draft, row) : "",
	    .name_size = name,
	    .under_size = many->under,
	    .between = round(name * 0.12),
	};
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

static struct many many_make(struct draft *draft, const struct board *board, struct area area)
{
	struct many many = choose(draft, board, area);
	int columns = many.grid.columns;

	many.count = board->rows_count + (board->more > 0);
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
			add_cell(draft, &board->rows[i], &many, cell);
		else
			add_more(draft, board->more, many.name, cell);
	}
	if (prompts && many.prompts)
		add_prompt(draft, board->prompt.text, &many.prompt);
}
