/* A hallway display: who is open, where, until when, at a glance from afar. */
#include "ui/board.h"

#include <glib.h>
#include <math.h>

#include "ui/screens.h"
#include "ui/theme.h"

enum { FOOT_LINES = 3, SWAY_MINUTES = 60 };

#define FAR(draft, px) metrics_far(&(draft)->metrics, px)

static struct board board_make(struct draft *draft)
{
	int here = office_count_here(draft->office, draft->now);
	struct board board = {
	    .here = phrase_count(draft, PLURAL_IN_OFFICE, here),
	    .offline = phrase_offline(draft),
	    .prompt = phrase_prompt(draft),
	};
	int count = office_rows(draft->office, draft->now, board.rows, BOARD_ROWS);

	board.rows_count = count < BOARD_ROWS ? count : BOARD_ROWS;
	board.more = count - board.rows_count;
	if (board.more) {
		board.rows_count--; /* its cell says how many more there are */
		board.more++;
	}
	board.here.text[0] = g_ascii_toupper(board.here.text[0]);
	return board;
}

static struct text_style title_style(const struct draft *draft)
{
	return (struct text_style){.size = FAR(draft, 54), .weight = 700, .spacing = -0.02};
}

/* Title and clock with one baseline; close: to what is under them. Returns the height. */
static double add_head(struct draft *draft, struct area area, bool close)
{
	struct text_style title = title_style(draft);
	struct text_style clock = {.size = FAR(draft, 92), .weight = 700, .spacing = -0.03};
	struct phrase time = phrase_clock(draft);
	const char *words = locale_text(draft->language, SENTENCE_BOARD_TITLE);
	double height = text_line_height(&title);

	clock.line = close ? 0.8 : 0;
	clock.tabular = close;
	struct area corner = {area.x + area.w, area.y, 0, height};
	if (!time.text[0])
		draft_clock_key(draft, corner, "");
	if (time.text[0]) {
		double title_base = text_baseline(&title), clock_base = text_baseline(&clock);
		double base = fmax(title_base, clock_base);
		corner.w = texts_width(draft->texts, time.text, &clock);
		corner.x -= corner.w;
		corner.h = text_line_height(&clock);
		draft_clock_key(draft, corner, time.text);
		struct area at =
		    draft_text_right(draft, time.text, &clock, COLOR_INK, area.x + area.w,
				     area.y + base - clock_base, area.w);
		area.w -= at.w + title.size;
		height = fmax(base - clock_base + text_line_height(&clock),
			      base - title_base + text_line_height(&title));
		area.y += base - title_base;
	}
	draft_text(draft, words, &title, COLOR_INK, area.x, area.y, draft_limit(area.w, 1));
	return height;
}

/* ---- Up to three: one column, and everyone else at the side ---- */

static void add_few(struct draft *draft, const struct board *board)
{
	struct area body = {0, 0, draft->metrics.width, draft->metrics.height};
	struct area side = draft->metrics.portrait
			       ? area_take_bottom(&body, round(body.h * 0.42), 0)
			       : area_take_right(&body, FAR(draft, 500), 0);
	struct text_style title = title_style(draft);
	double gap = FAR(draft, 26);

	board_add_side(draft, board, side);
	body = area_inset(body, FAR(draft, 52), 0);
	area_take_top(&body, FAR(draft, 52), 0);
	area_take_bottom(&body, FAR(draft, 48), 0);
	struct area head = area_take_top(&body, text_line_height(&title), gap);
	draft_text(draft, locale_text(draft->language, SENTENCE_BOARD_TITLE), &title, COLOR_INK,
		   head.x, head.y, draft_limit(head.w, 1));
	struct text_limit limit = draft_limit(body.w, 2);
	struct board_remark remark = board_remark(draft, board, FAR(draft, 44), limit);
	if (remark.text[0]) {
		double height = draft_measure(draft, remark.text, &remark.style, limit).h;
		struct area foot = area_take_bottom(&body, height, gap);
		draft_text(draft, remark.text, &remark.style, remark.color, foot.x, foot.y, limit);
	}
	board_add_few(draft, board, body);
}

/* ---- More: in columns ---- */

/* What stands under the columns: who is here, and beside it (upright: under it) the remark. */
struct foot {
	struct board_remark remark;
	struct text_style quiet;
	struct text_limit limit; /* of the remark */
	bool under;
};

static struct foot foot_make(struct draft *draft, const struct board *board, double width)
{
	struct foot foot = {.quiet = {.size = FAR(draft, 40), .weight = 400},
			    .under = draft->metrics.portrait};
	double left = ceil(texts_width(draft->texts, board->here.text, &foot.quiet));

	foot.limit = draft_limit(foot.under ? width : width - left - FAR(draft, 104), FOOT_LINES);
	foot.remark = board_remark(draft, board, foot.quiet.size, foot.limit);
	return foot;
}

static double foot_height(struct draft *draft, const struct foot *foot)
{
	const struct board_remark *remark = &foot->remark;
	double line = text_line_height(&foot->quiet);

	if (!remark->text[0])
		return line;
	double height = draft_measure(draft, remark->text, &remark->style, foot->limit).h;
	return foot->under ? line + height : fmax(line, height);
}

static void add_foot(struct draft *draft, const struct board *board, const struct foot *foot,
		     struct area area)
{
	const struct board_remark *remark = &foot->remark;
	struct area size = draft_measure(draft, remark->text, &remark->style, foot->limit);
	double x = foot->under ? area.x : area.x + area.w - size.w;
	double y = foot->under ? area.y + text_line_height(&foot->quiet) : area.y;

	draft_text(draft, board->here.text, &foot->quiet, COLOR_INK_QUIET, area.x, area.y,
		   draft_limit(area.w, 1));
	if (remark->text[0])
		draft_text(draft, remark->text, &remark->style, remark->color, x, y, foot->limit);
}

static void add_many(struct draft *draft, const struct board *board)
{
	double padding = FAR(draft, 52), gap = FAR(draft, 26);
	struct area body = {0, 0, draft->metrics.width, draft->metrics.height};

	body = area_inset(body, padding, padding);
	double head = add_head(draft, body, true);
	area_take_top(&body, head, gap);
	struct foot foot = foot_make(draft, board, body.w);
	struct area rows = body;
	area_take_bottom(&rows, foot_height(draft, &foot), gap);
	bool prompts = board_many_prompts(draft, board, rows);
	if (!prompts && !foot.remark.text[0])
		g_strlcpy(foot.remark.text, board->prompt.text, sizeof foot.remark.text);
	struct area area = area_take_bottom(&body, foot_height(draft, &foot), gap);
	board_add_many(draft, board, body, prompts);
	add_foot(draft, board, &foot, area);
}

/* ---- Nobody, or nobody known ---- */

/* The kiosk to go to: one with a place of its own rather than one without. */
static const struct device_config *some_kiosk(const struct office *office)
{
	const struct device_config *found = NULL;

	for (int i = 0; i < office->devices_count; i++) {
		const struct device_config *config = &office->devices[i].config;
		if (config->role != ROLE_KIOSK || !config->place[0])
			continue;
		if (!found || (config->panel[0] && !found->panel[0]))
			found = config;
	}
	return found;
}

static struct phrase how_to_start(const struct draft *draft)
{
	const struct device_config *kiosk = some_kiosk(draft->office);
	struct phrase phrase;

	if (!kiosk) {
		locale_fill(phrase.text, sizeof phrase.text, draft->language, SENTENCE_START, NULL,
			    0);
		return phrase;
	}
	const char *name = office_place_name(draft->office, kiosk->place, draft->language);
	struct phrase place = phrase_the_place(draft, name);
	if (kiosk->panel[0])
		locale_say(phrase.text, sizeof phrase.text, draft->language, START_BUTTON,
			   place.text);
	else
		locale_say(phrase.text, sizeof phrase.text, draft->language, START_AT, place.text);
	return phrase;
}

static void add_headline(struct draft *draft, const char *title, const char *more, struct area area)
{
	struct text_style large = {
	    .size = FAR(draft, 150), .weight = 800, .spacing = -0.04, .line = 1.05};
	struct text_style small = {.size = FAR(draft, 54), .weight = 400};
	struct text_limit narrow = draft_limit(fmin(FAR(draft, 1500), area.w), 0);
	struct text_limit wide = draft_limit(area.w, 0);
	double between = FAR(draft, 36);
	double height = draft_measure(draft, title, &large, narrow).h;
	double below = draft_measure(draft, more, &small, wide).h;
	double y = area.y + (area.h - height - between - below) / 2;

	draft_text(draft, title, &large, COLOR_INK, area.x, y, narrow);
	draft_text(draft, more, &small, COLOR_INK_QUIET, area.x, y + height + between, wide);
}

static void add_empty(struct draft *draft, const struct board *board)
{
	bool stale = office_stale(draft->office, draft->now);
	struct area body = {0, 0, draft->metrics.width, draft->metrics.height};
	struct text_style quiet = {.size = FAR(draft, 40), .weight = 400};
	struct text_style alert = {.size = FAR(draft, 40), .weight = 600};
	bool offline = board->offline.text[0] != '\0';
	const struct text_style *style = offline ? &alert : &quiet;
	const char *right = offline ? board->offline.text : board->prompt.text;
	double left = 0;

	body = area_inset(body, FAR(draft, 56), FAR(draft, 56));
	area_take_top(&body, add_head(draft, body, false), 0);
	if (!stale)
		left = ceil(texts_width(draft->texts, board->here.text, &quiet)) + FAR(draft, 56);
	struct text_limit limit = draft_limit(body.w - left, FOOT_LINES);
	struct area size = draft_measure(draft, right, style, limit);
	struct area foot = area_take_bottom(&body, size.h, 0);
	if (!stale)
		draft_text(draft, board->here.text, &quiet, COLOR_INK_QUIET, foot.x, foot.y,
			   draft_limit(left, 1));
	draft_text(draft, right, style, offline ? COLOR_ALERT : COLOR_INK_QUIET,
		   foot.x + foot.w - size.w, foot.y, limit);
	struct phrase start = how_to_start(draft);
	enum sentence title = stale ? SENTENCE_STALE_TITLE : SENTENCE_NOBODY_YET;
	const char *more = stale ? locale_text(draft->language, SENTENCE_STALE_WHY) : start.text;
	add_headline(draft, locale_text(draft->language, title), more, body);
}

/* To and fro within the hour: from 4 pixels one way to 4 the other. */
static int sway(int64_t minute)
{
	int at = (int)(minute % SWAY_MINUTES);
	int there = at < SWAY_MINUTES / 2 ? at : SWAY_MINUTES - at;

	return there * 4 * BOARD_SWAY / SWAY_MINUTES - BOARD_SWAY;
}

void screen_board(struct draft *draft)
{
	struct board board = board_make(draft);
	int64_t minute = draft->now->wall_ms / 60000;

	/* A board shows much the same all day: no pixel should for long. */
	scene_shift(draft->scene, sway(minute), sway(minute + SWAY_MINUTES / 4));
	if (!board.rows_count)
		add_empty(draft, &board);
	else if (board.rows_count <= BOARD_FEW)
		add_few(draft, &board);
	else
		add_many(draft, &board);
}
