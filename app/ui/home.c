/* A kiosk's home: greeting, roster, and beneath it how many are open and here. */
#include <math.h>

#include "ui/done.h"
#include "ui/groups.h"
#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"
#include "ui/tile.h"

/* How much smaller a rail's label may be set to fit. */
static const double smallest_label = 0.7;

enum { MORNING = 5, NOON = 12, EVENING = 18, PROMPT_LINES = 2 };

/* ---- The top: greeting, language key, clock ---- */

static const char *greeting(const struct draft *draft)
{
	if (!moment_trusted(draft->now))
		return locale_text(draft->language, SENTENCE_GREETING);
	int hour = office_local(draft->office, moment_wall_s(draft->now)).hour;
	enum sentence sentence = hour < MORNING   ? SENTENCE_GREETING
				 : hour < NOON    ? SENTENCE_GREETING_MORNING
				 : hour < EVENING ? SENTENCE_GREETING_AFTERNOON
						  : SENTENCE_GREETING_EVENING;
	return locale_text(draft->language, sentence);
}

static void add_clock(struct draft *draft, struct area *top, double gap)
{
	struct text_style style = {
	    .size = metrics_near(&draft->metrics, 22, 34), .weight = 500, .tabular = true};
	struct phrase clock = phrase_clock(draft);

	double width = texts_width(draft->texts, clock.text, &style);
	struct area place =
	    area_take_right(top, fmax(width, metrics_key(&draft->metrics) + 1), gap);
	draft_clock_key(draft, place, clock.text);
	if (!clock.text[0])
		return;
	place.x += place.w - width;
	draft_text(draft, clock.text, &style, COLOR_INK_QUIET, place.x,
		   place.y + (place.h - text_line_height(&style)) / 2, draft_limit(width + 1, 1));
}

static void add_language_key(struct draft *draft, struct area *top, double gap)
{
	const struct metrics *metrics = &draft->metrics;
	struct target target = target_plain(TARGET_LANGUAGE);
	struct key_style style = {
	    .box = {COLOR_NONE, COLOR_LINE, fmax(2, floor(metrics->px_per_mm / 4)),
		    metrics_near(metrics, 12, 16), CORNERS_ALL},
	    .label = {.size = metrics_near(metrics, 18, 26), .weight = 600},
	    .color = COLOR_INK_QUIET,
	    .icon = ICON_COUNT,
	};

	char *label = g_ascii_strup(language_name(office_next_language(draft->office)), -1);

	draft_labelled_key(draft, area_take_right(top, metrics_near(metrics, 58, 88), gap), &style,
			   &target, label);
	g_free(label);
}

static void add_top(struct draft *draft, struct area top)
{
	double gap = metrics_near(&draft->metrics, 18, 24);
	struct text_style style = {
	    .size = metrics_near(&draft->metrics, 26, 38), .weight = 700, .spacing = -0.02};
	const char *text = greeting(draft);

	add_clock(draft, &top, gap);
	add_language_key(draft, &top, gap);
	if (draft->plan->rail || texts_width(draft->texts, text, &style) > top.w)
		text = locale_text(draft->language, SENTENCE_GREETING);
	draft_text(draft, text, &style, COLOR_INK, top.x,
		   top.y + (top.h - text_line_height(&style)) / 2, draft_limit(top.w, 1));
}

/* ---- The foot: counts and prompt, on one line where there is room ---- */

struct foot {
	struct phrase open, here, offline;
	bool anyone_open, known;
	struct text_style strong, quiet, alert;
	double between; /* from the open count to the other */
	double counts_width;
	struct phrase prompt;
};

static struct foot foot_make(struct draft *draft)
{
	double size = metrics_near(&draft->metrics, 17, 26);
	int open = office_count_open(draft->office, draft->now);
	int here = office_count_here(draft->office, draft->now);
	struct foot foot = {
	    .open = phrase_count(draft, PLURAL_OPEN, open),
	    .here = phrase_count(draft, PLURAL_IN_OFFICE, here),
	    .offline = phrase_offline(draft),
	    .anyone_open = open > 0,
	    .known = !office_stale(draft->office, draft->now),
	    .strong = {.size = size, .weight = 700},
	    .quiet = {.size = size, .weight = 400},
	    .alert = {.size = size, .weight = 600},
	    .between = metrics_near(&draft->metrics, 24, 22),
	    .prompt = phrase_prompt(draft),
	};

	if (!foot.known)
		return foot;
	foot.counts_width = texts_width(draft->texts, foot.open.text,
					foot.anyone_open ? &foot.strong : &foot.quiet) +
			    foot.between + texts_width(draft->texts, foot.here.text, &foot.quiet);
	return foot;
}

static void add_counts(struct draft *draft, const struct foot *foot, double x, double y)
{
	const struct text_style *style = foot->anyone_open ? &foot->strong : &foot->quiet;
	double dot = fmax(2, round(foot->quiet.size * 0.14)), line = text_line_height(style);
	uint32_t color = foot->anyone_open ? COLOR_OPEN : COLOR_INK_QUIET;

	if (!foot->known)
		return;
	struct area open = draft_text(draft, foot->open.text, style, color, x, y,
				      draft_limit(draft->metrics.width, 1));
	struct area middle = {x + open.w + (foot->between - dot) / 2, y + line / 2, dot, dot};
	scene_add_box(draft->scene, middle,
		      &(struct box_style){COLOR_INK_QUIET, COLOR_NONE, 0, dot / 2, CORNERS_ALL});
	draft_text(draft, foot->here.text, &foot->quiet, COLOR_INK_QUIET,
		   x + open.w + foot->between, y, draft_limit(draft->metrics.width, 1));
}

/* The prompt gives way to what is to be said of the connection. */
static const char *beside(const struct foot *foot)
{
	return foot->offline.text[0] ? foot->offline.text : foot->prompt.text;
}

static const struct text_style *beside_style(const struct foot *foot)
{
	return foot->offline.text[0] ? &foot->alert : &foot->quiet;
}

static bool on_one_line(struct draft *draft, const struct foot *foot, double width)
{
	double other = texts_width(draft->texts, beside(foot), beside_style(foot));
	return foot->counts_width + other + 2 * foot->between <= width;
}

static void set_lines(struct foot *foot, double line)
{
	foot->strong.line = foot->quiet.line = foot->alert.line = line;
}

static double foot_height(struct draft *draft, struct foot *foot, double width)
{
	double lines = foot->known ? 1 : 0;

	if (on_one_line(draft, foot, width))
		return text_line_height(&foot->quiet);
	set_lines(foot, 1.35);
	struct area other = draft_measure(draft, beside(foot), beside_style(foot),
					  draft_limit(width, PROMPT_LINES));
	return lines * text_line_height(&foot->quiet) + other.h;
}

static void add_foot(struct draft *draft, const struct foot *foot, struct area area)
{
	uint32_t color = foot->offline.text[0] ? COLOR_ALERT : COLOR_INK_QUIET;
	const struct text_style *style = beside_style(foot);

	add_counts(draft, foot, area.x, area.y);
	if (foot->quiet.line > 0) {
		double y = area.y + (foot->known ? text_line_height(&foot->quiet) : 0);
		draft_text(draft, beside(foot), style, color, area.x, y,
			   draft_limit(area.w, PROMPT_LINES));
		return;
	}
	draft_text_right(draft, beside(foot), style, color, area.x + area.w, area.y, area.w);
}

/* ---- The roster ---- */

static bool shows_someone(const struct office *office)
{
	return !office->self.panel[0];
}

static void plan_roster(struct draft *draft, struct area area)
{
	const struct metrics *metrics = &draft->metrics;
	struct grid none = {1, 1, 0};
	struct text_style name = tile_name_style(metrics, &none, (struct area){0});
	struct roster_space space = {
	    .whole = area,
	    .rail_width = metrics_near(metrics, 76, 120),
	    .rail_gap = metrics_near(metrics, 10, 14),
	    .key_gap = fmax(metrics_near(metrics, 6, 9), metrics_mm(metrics, 1)),
	    .tile_gap = fmax(metrics_near(metrics, 8, 12), metrics_mm(metrics, 1)),
	    .tile_margin = tile_least_margin(metrics),
	    .tile_words = tile_widest_state(draft, &name),
	    .name = name,
	    .someone = shows_someone(draft->office),
	};

	roster_plan_make(draft->plan, draft->office, metrics, draft->texts, &space);
}

static void add_rail_key(struct draft *draft, const struct roster_key *key, struct area area,
			 bool current)
{
	struct target target = target_numbered(TARGET_RAIL, key->page);
	struct key_style style = {
	    .box = {current ? COLOR_INK : COLOR_RAISED, COLOR_NONE, 0,
		    metrics_near(&draft->metrics, 10, 14), CORNERS_ALL},
	    .label = {.size = metrics_near(&draft->metrics, 17, 26), .weight = 600},
	    .color = current ? COLOR_GROUND : COLOR_INK_QUIET,
	    .icon = ICON_COUNT,
	};

	style = draft_fitting_key(draft, &style, key->label, area.w, smallest_label);
	draft_labelled_key(draft, area, &style, &target, key->label);
}

static void add_rail(struct draft *draft, struct area *area, int page)
{
	const struct metrics *metrics = &draft->metrics;
	const struct roster_plan *plan = draft->plan;
	struct area rail =
	    area_take_right(area, metrics_near(metrics, 76, 120), metrics_near(metrics, 10, 14));
	struct grid keys = {1, plan->keys_count,
			    fmax(metrics_near(metrics, 6, 9), metrics_mm(metrics, 1))};

	for (int i = 0; i < plan->keys_count; i++) {
		bool current = i == roster_plan_key(plan, page);
		add_rail_key(draft, &plan->keys[i], grid_cell(&keys, rail, 0, i), current);
	}
}

static void add_page(struct draft *draft, int page, struct area area)
{
	const struct roster_plan *plan = draft->plan;
	struct text_style name = tile_name_style(&draft->metrics, &plan->grid, area);
	int begin = plan->first[page], count = plan->first[page + 1] - begin;
	double width = grid_cell(&plan->grid, area, 0, 0).w;
	struct tile_style style = tile_style_of(draft, &name, width, begin, begin + count);
	for (int i = 0; i < count; i++) {
		struct area cell =
		    grid_cell(&plan->grid, area, i % plan->grid.columns, i / plan->grid.columns);
		tile_person(draft, office_roster(draft->office, begin + i), cell, &style);
	}
	if (shows_someone(draft->office))
		tile_someone(draft,
			     grid_cell(&plan->grid, area, count % plan->grid.columns,
				       count / plan->grid.columns),
			     &style);
}

static void add_roster(struct draft *draft, struct area area)
{
	const struct visit *visit = &draft->office->visit;
	int page = roster_plan_page(draft->plan, visit->page);

	if (draft->plan->rail)
		add_rail(draft, &area, page);
	if (visit->groups && roster_plan_grouped(draft->plan, page))
		groups_add(draft, roster_plan_key(draft->plan, page), area);
	else
		add_page(draft, page, area);
}

void screen_home(struct draft *draft)
{
	const struct metrics *metrics = &draft->metrics;
	double gap = metrics_near(metrics, 8, 20);
	struct area body = {0, 0, metrics->width, metrics->height};
	struct foot foot = foot_make(draft);

	body = area_inset(body, metrics_near(metrics, 14, 24), metrics_near(metrics, 10, 28));
	double top = fmax(metrics_near(metrics, 47, 76), metrics_key(metrics));
	struct area head = area_take_top(&body, top, gap);
	struct area below = area_take_bottom(&body, foot_height(draft, &foot, body.w), gap);
	plan_roster(draft, body);
	add_top(draft, head);
	add_roster(draft, body);
	add_foot(draft, &foot, below);
	if (office_done_shown(draft->office, draft->now))
		done_add(draft);
}
