/* Up to three who are open: one column, as large as fits. */
#include <math.h>

#include "ui/board.h"
#include "ui/theme.h"

#define FAR(draft, px) metrics_far(&(draft)->metrics, px)

static const double capital_em = 0.7273, least_capital_mm = 25;
/* How much larger names must get for a row to give up its right side. */
static const double worth_it = 1.25;

enum arrangement {
	BESIDE,  /* hint under the name; place and end at the right */
	STACKED, /* hint under the name; place and end under that */
	SHORT,   /* place and end under the name; no hint */
	WRAPPED, /* the same, the name on two lines */
};

/* All of a row's lengths follow from the size of its name. */
struct few {
	enum arrangement arrangement;
	double name, small, icon, gap, padding;
};

/* What has to fit, in ems. */
struct need {
	double name, right, hint, last, all;
	double width, height; /* of a row, in pixels */
};

static const char *hint_of(const struct draft *draft, const struct row *row)
{
	const struct kind *kind = office_kind(draft->office, row->standing.kind);
	const char *addition = board_row_addition(draft, row);

	if (addition[0])
		return addition;
	return kind ? kind->hint.in[draft->language] : row->standing.kind;
}

static struct text_style right_style(double size)
{
	return (struct text_style){.size = size, .weight = 600};
}

static double right_ems(struct draft *draft, const struct row *row)
{
	struct text_style style = right_style(1);
	struct phrase until = phrase_until(draft, row->standing.until_s);
	double place = board_ems(draft, board_row_place(draft, row).text, &style);

	return fmax(place, board_ems(draft, until.text, &style));
}

static struct need need_of(struct draft *draft, const struct board *board, struct area row)
{
	struct need need = {
	    .name = board_widest_name(draft, board), .width = row.w, .height = row.h};

	struct text_style under = {.size = 1, .weight = 550};

	for (int i = 0; i < board->rows_count; i++) {
		struct phrase last = board_row_place_until(draft, &board->rows[i]);
		struct phrase all = board_row_under(draft, &board->rows[i], true, true);
		double hint = board_ems(draft, hint_of(draft, &board->rows[i]), &under);
		need.right = fmax(need.right, right_ems(draft, &board->rows[i]));
		need.hint = fmax(need.hint, hint);
		need.last = fmax(need.last, board_ems(draft, last.text, &under));
		need.all = fmax(need.all, board_ems(draft, all.text, &under));
	}
	return need;
}

static struct few few_of(const struct draft *draft, double name, enum arrangement arrangement)
{
	return (struct few){
	    .arrangement = arrangement,
	    .name = name,
	    .small = fmin(round(name * 0.375), FAR(draft, 64)),
	    .icon = round(name * 1.03),
	    .gap = FAR(draft, 40),
	    .padding = FAR(draft, 48),
	};
}

static bool fits(const struct few *few, const struct need *need)
{
	double width = 2 * few->padding + few->icon + few->gap + need->name * few->name;

	if (few->arrangement == BESIDE && need->right > 0)
		width += few->gap + need->right * few->small;
	return width <= need->width;
}

/* What stands under a name gets smaller rather than cut, down to half its size. */
static struct few with_small_fitting(struct few few, const struct need *need)
{
	double room = need->width - 2 * few.padding - few.icon - few.gap - 2;
	double ems = fmax(need->hint, need->last);

	if (few.arrangement == BESIDE)
		ems = need->hint + need->right;
	if (few.arrangement == SHORT || few.arrangement == WRAPPED)
		ems = need->all;
	if (few.arrangement == BESIDE && need->right > 0)
		room -= few.gap;
	if (ems * few.small > room)
		few.small = fmax(floor(room / ems), round(few.small / 2));
	return few;
}

/* The largest names at which a row of that arrangement fits. */
static struct few largest(const struct draft *draft, const struct need *need,
			  enum arrangement arrangement)
{
	double share = arrangement == STACKED ? 0.43 : 0.507;
	double name = fmin(round(need->height * share), FAR(draft, 240));
	struct few few = few_of(draft, name, arrangement);

	while (!fits(&few, need) && name > 1)
		few = few_of(draft, --name, arrangement);
	return with_small_fitting(few, need);
}

/* Whether every name goes on two lines of few's row, broken between words. */
static bool wraps(struct draft *draft, const struct board *board, const struct few *few,
		  const struct need *need)
{
	struct text_style style = board_name_style(few->name);
	double width = need->width - 2 * few->padding - few->icon - few->gap;

	for (int i = 0; i < board->rows_count; i++) {
		struct person_name name = board_row_name(draft, &board->rows[i]);
		if (texts_widest_word(draft->texts, name.text, &style, 0) > width ||
		    texts_layout(draft->texts, name.text, &style, draft_limit(width, 2))->cut)
			return false;
	}
	return true;
}

/* The largest names that go on two lines, down to least; else a name of 0. */
static struct few wrapped(struct draft *draft, const struct board *board, const struct need *need,
			  double least)
{
	double name = fmin(round(need->height * 0.33), FAR(draft, 240));
	struct few few = few_of(draft, name, WRAPPED);

	while (name >= least && !wraps(draft, board, &few, need))
		few = few_of(draft, --name, WRAPPED);
	if (name < least)
		few.name = 0;
	return with_small_fitting(few, need);
}

static struct few choose(struct draft *draft, const struct board *board, const struct need *need)
{
	double least = ceil(least_capital_mm * draft->metrics.px_per_mm / capital_em);
	struct few beside = largest(draft, need, BESIDE);
	struct few stacked = largest(draft, need, STACKED);
	struct few brief = largest(draft, need, SHORT);
	struct few two_lines = wrapped(draft, board, need, least);

	if (two_lines.name > 0 &&
	    (board_name_too_long(draft, board) || two_lines.name > stacked.name * worth_it))
		return two_lines;
	if (beside.name >= least && beside.name * worth_it >= stacked.name)
		return beside;
	if (stacked.name >= least)
		return stacked;
	if (brief.name >= least)
		return brief;
	/* Names end in an ellipsis rather than can't be read. */
	return with_small_fitting(few_of(draft, fmin(least, round(need->height * 0.507)), SHORT),
				  need);
}

static void add_right(struct draft *draft, const struct row *row, const struct few *few,
		      struct area *inner)
{
	struct text_style style = right_style(few->small);
	struct phrase place = board_row_place(draft, row);
	struct phrase until = phrase_until(draft, row->standing.until_s);
	double line = text_line_height(&style);
	double width = fmax(texts_width(draft->texts, place.text, &style),
			    texts_width(draft->texts, until.text, &style));
	int lines = (place.text[0] != '\0') + (until.text[0] != '\0');
	double y = inner->y + (inner->h - lines * line) / 2;

	if (!lines)
		return;
	struct area at = area_take_right(inner, ceil(width) + 1, few->gap / 2);
	if (place.text[0]) {
		draft_text_right(draft, place.text, &style, COLOR_OPEN_INK, at.x + at.w, y, at.w);
		y += line;
	}
	if (until.text[0])
		draft_text_right(draft, until.text, &style, COLOR_OPEN_INK, at.x + at.w, y, at.w);
}

static void add_row(struct draft *draft, const struct row *row, const struct few *few,
		    struct area area)
{
	struct box_style box = {COLOR_OPEN, COLOR_NONE, 0, FAR(draft, 32), CORNERS_ALL};
	struct phrase place_until = board_row_place_until(draft, row);
	struct phrase under = board_row_under(draft, row, true, true);
	struct area inner = area_inset(area, few->padding, 0);
	struct board_words words = {
	    .row = row,
	    .name_lines = few->arrangement == WRAPPED ? 2 : 1,
	    .under = few->arrangement == SHORT || few->arrangement == WRAPPED ? under.text
									      : hint_of(draft, row),
	    .last = few->arrangement == STACKED ? place_until.text : "",
	    .name_size = few->name,
	    .under_size = few->small,
	    .between = round(few->name * 0.11),
	};

	scene_add_box(draft->scene, area, &box);
	board_add_icon(draft, row, few->icon, few->gap, &inner);
	if (few->arrangement == BESIDE)
		add_right(draft, row, few, &inner);
	board_add_words(draft, &words, inner);
}

void board_add_few(struct draft *draft, const struct board *board, struct area area)
{
	struct grid grid = {1, board->rows_count, FAR(draft, 26)};
	struct need need = need_of(draft, board, grid_cell(&grid, area, 0, 0));
	struct few few = choose(draft, board, &need);

	for (int i = 0; i < board->rows_count; i++)
		add_row(draft, &board->rows[i], &few, grid_cell(&grid, area, 0, i));
}
