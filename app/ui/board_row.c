/* The rows of a board, as large as fits. */
#include <glib.h>
#include <math.h>

#include "ui/board.h"
#include "ui/theme.h"

#define FAR(draft, px) metrics_far(&(draft)->metrics, px)

static const double capital_em = 0.7273, few_capital_mm = 25;
/* Names wider than so many ems end in an ellipsis rather than make all others small. */
static const double widest_em = 7;
static const struct text_style name_em = {.size = 100, .weight = 800, .spacing = -0.035, .line = 1};

static struct text_style name_style(double size)
{
	struct text_style style = name_em;

	style.size = size;
	return style;
}

static double ems(struct draft *draft, const char *text, const struct text_style *style)
{
	return texts_width(draft->texts, text, style) / style->size;
}

static double widest_name(struct draft *draft, const struct board *board)
{
	double widest = 1;

	for (int i = 0; i < board->rows_count; i++)
		widest = fmax(widest, ems(draft, board_row_name(draft, &board->rows[i]), &name_em));
	return fmin(widest, widest_em);
}

static struct phrase place_and_end(const struct draft *draft, const struct row *row)
{
	return phrase_place_until(draft, row->standing.place, row->standing.until_s);
}

/* ---- One column ---- */

/* All of a row's lengths follow from the size of its name. */
struct few {
	double name, small, icon, gap, padding;
	bool beside; /* place and end at the right; else under the name */
};

static const char *hint_of(const struct draft *draft, const struct row *row)
{
	const struct kind *kind = office_kind(draft->office, row->standing.kind);
	return kind ? kind->hint.in[draft->language] : row->standing.kind;
}

static struct phrase place_of(const struct draft *draft, const struct row *row)
{
	return phrase_place_until(draft, row->standing.place, 0);
}

static double right_width(struct draft *draft, const struct row *row, double size)
{
	struct text_style style = {.size = size, .weight = 600};
	double place = texts_width(draft->texts, place_of(draft, row).text, &style);
	double until =
	    texts_width(draft->texts, phrase_until(draft, row->standing.until_s).text, &style);

	return fmax(place, until);
}

static struct few few_of(const struct draft *draft, double name, bool beside)
{
	return (struct few){
	    .name = name,
	    .small = fmin(round(name * 0.375), FAR(draft, 64)),
	    .icon = round(name * 1.03),
	    .gap = FAR(draft, 40),
	    .padding = FAR(draft, 48),
	    .beside = beside,
	};
}

/* What is left for the name of the row that has least, in ems of it. */
static double room_in_ems(struct draft *draft, const struct board *board, const struct few *few,
			  double width)
{
	double right = 0;

	for (int i = 0; i < board->rows_count && few->beside; i++)
		right = fmax(right, right_width(draft, &board->rows[i], few->small) + few->gap);
	return (width - 2 * few->padding - few->icon - few->gap - right) / few->name;
}

static struct few fit_few(struct draft *draft, const struct board *board, struct area row)
{
	double widest = widest_name(draft, board);
	double most = fmin(round(row.h * 0.507), FAR(draft, 240));
	double least = ceil(few_capital_mm * draft->metrics.px_per_mm / capital_em);

	least = fmin(least, most);
	for (double name = most; name >= least; name -= fmax(1, floor(name / 50))) {
		struct few few = few_of(draft, name, true);
		if (room_in_ems(draft, board, &few, row.w) >= widest)
			return few;
	}
	for (double name = most; name > least; name -= fmax(1, floor(name / 50))) {
		struct few few = few_of(draft, name, false);
		if (room_in_ems(draft, board, &few, row.w) >= widest)
			return few;
	}
	return few_of(draft, least, false);
}

static void add_right(struct draft *draft, const struct row *row, const struct few *few,
		      struct area *inner)
{
	struct text_style style = {.size = few->small, .weight = 600};
	struct phrase place = place_of(draft, row);
	struct phrase until = phrase_until(draft, row->standing.until_s);
	double line = text_line_height(&style), width = right_width(draft, row, few->small);
	int lines = (place.text[0] != '\0') + (until.text[0] != '\0');
	double y = inner->y + (inner->h - lines * line) / 2;

	if (!lines)
		return;
	struct area at = area_take_right(inner, ceil(width) + 1, few->gap);
	if (place.text[0]) {
		draft_text_right(draft, place.text, &style, COLOR_OPEN_INK, at.x + at.w, y, at.w);
		y += line;
	}
	if (until.text[0])
		draft_text_right(draft, until.text, &style, COLOR_OPEN_INK, at.x + at.w, y, at.w);
}

/* Name and what is under it, in the middle of area's height. */
static void add_words(struct draft *draft, const char *name, double size, const char *under,
		      double small, double between, struct area area)
{
	struct text_style large = name_style(size);
	struct text_style style = {.size = small, .weight = 550};
	double height = text_line_height(&large) + between + text_line_height(&style);
	double y = area.y + (area.h - height) / 2;

	draft_text(draft, name, &large, COLOR_OPEN_INK, area.x, y, draft_limit(area.w, 1));
	draft_text(draft, under, &style, COLOR_OPEN_INK, area.x,
		   y + text_line_height(&large) + between, draft_limit(area.w, 1));
}

static void add_icon(struct draft *draft, const struct row *row, double size, double gap,
		     struct area *inner)
{
	struct area at = area_take_left(inner, size, gap);

	scene_add_icon(draft->scene, phrase_kind_icon(draft, row->standing.kind), at.x,
		       at.y + (at.h - size) / 2, size, COLOR_OPEN_INK);
}

static void add_few_row(struct draft *draft, const struct row *row, const struct few *few,
			struct area area)
{
	struct box_style box = {COLOR_OPEN, COLOR_NONE, 0, FAR(draft, 32), CORNERS_ALL};
	struct phrase under = place_and_end(draft, row);
	struct area inner = area_inset(area, few->padding, 0);

	scene_add_box(draft->scene, area, &box);
	add_icon(draft, row, few->icon, few->gap, &inner);
	if (few->beside)
		add_right(draft, row, few, &inner);
	add_words(draft, board_row_name(draft, row), few->name,
		  few->beside ? hint_of(draft, row) : under.text, few->small,
		  round(few->name * 0.11), inner);
}

void board_add_few(struct draft *draft, const struct board *board, struct area area)
{
	struct grid grid = {1, board->rows_count, FAR(draft, 26)};
	struct few few = fit_few(draft, board, grid_cell(&grid, area, 0, 0));

	for (int i = 0; i < board->rows_count; i++)
		add_few_row(draft, &board->rows[i], &few, grid_cell(&grid, area, 0, i));
}

/* ---- Columns ---- */

static double widest_under(struct draft *draft, const struct board *board)
{
	static const struct text_style style = {.size = 100, .weight = 550};
	double widest = 1;

	for (int i = 0; i < board->rows_count; i++) {
		struct phrase under = place_and_end(draft, &board->rows[i]);
		widest = fmax(widest, ems(draft, under.text, &style));
	}
	return fmin(widest, 2 * widest_em);
}

/* Everything of a cell in ems of its name: paddings, icon, gap, and the line below. */
static const double cell_padding = 0.43, cell_icon = 1.095, cell_gap = 0.333, cell_under = 0.4286;

static double name_that_fits(const struct grid *grid, struct area area, double ems_needed)
{
	struct area cell = grid_cell(grid, area, 0, 0);
	double across = ems_needed + 2 * cell_padding + cell_icon + cell_gap;

	return floor(fmin(cell.h * 0.465, cell.w / across));
}

static struct grid grid_of(const struct draft *draft, int count, int columns)
{
	int rows = (count + columns - 1) / columns;
	return (struct grid){columns, rows, FAR(draft, rows > 5 ? 14 : 22)};
}

/* Two columns for some (one on an upright screen); for more, the most legible. */
static struct grid choose_grid(const struct draft *draft, int count, struct area area, double need)
{
	bool portrait = draft->metrics.portrait;
	int from = count <= BOARD_SOME ? (portrait ? 1 : 2) : 1;
	int to = count <= BOARD_SOME ? from : count;
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
	struct area inner = area_inset(area, round(name * cell_padding), 0);

	scene_add_box(draft->scene, area, &box);
	add_icon(draft, row, round(name * cell_icon), round(name * cell_gap), &inner);
	add_words(draft, board_row_name(draft, row), name, place_and_end(draft, row).text,
		  round(name * cell_under), round(name * 0.12), inner);
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

static void add_prompt(struct draft *draft, const char *prompt, struct area area)
{
	struct box_style box = {COLOR_NONE, COLOR_LINE, FAR(draft, 4), FAR(draft, 28), CORNERS_ALL};
	struct text_style style = {.size = FAR(draft, 44), .weight = 600, .line = 1.25};
	struct area inner = area_inset(area, FAR(draft, 40), FAR(draft, 12));
	struct text_limit limit = draft_limit(inner.w, 0);

	scene_add_box(draft->scene, area, &box);
	while (draft_measure(draft, prompt, &style, limit).h > inner.h && style.size > 12)
		style.size = floor(style.size * 0.9);
	double height = draft_measure(draft, prompt, &style, limit).h;
	draft_text(draft, prompt, &style, COLOR_INK, inner.x, inner.y + (inner.h - height) / 2,
		   limit);
}

bool board_add_many(struct draft *draft, const struct board *board, struct area area)
{
	double need = fmax(widest_name(draft, board), cell_under * widest_under(draft, board));
	int count = board->rows_count + (board->more > 0);
	struct grid grid = choose_grid(draft, count, area, need);
	double name = name_that_fits(&grid, area, need);

	for (int i = 0; i < count; i++) {
		struct area cell = grid_cell(&grid, area, i % grid.columns, i / grid.columns);
		if (i < board->rows_count)
			add_cell(draft, &board->rows[i], name, cell);
		else
			add_more(draft, board->more, name, cell);
	}
	if (count == grid.columns * grid.rows)
		return false;
	add_prompt(draft, board->prompt,
		   grid_cell(&grid, area, count % grid.columns, count / grid.columns));
	return true;
}
