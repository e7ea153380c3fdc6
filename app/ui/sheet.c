/* The sheet: what one person can say, one tap each. */
#include <glib.h>
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/sheet.h"
#include "ui/theme.h"

static const double smallest_title = 0.7;

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

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
	struct person_name called = office_person_name(sheet->person);
	const char *name = called.text;
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

/* Upright the title goes on on a second line; else it is set smaller to fit on one. */
static struct text_limit title_limit(const struct draft *draft, double width)
{
	return draft_limit(width, draft->metrics.portrait ? 2 : 1);
}

static struct text_style title_style(struct draft *draft, const struct sheet *sheet,
				     const char *title, double width)
{
	struct text_style style = sheet->title;
	double wanted = texts_width(draft->texts, title, &style);

	if (wanted > width && !draft->metrics.portrait)
		style.size = floor(style.size * fmax(width / wanted, smallest_title));
	return style;
}

static double heading_height(struct draft *draft, const struct sheet *sheet, double width)
{
	struct phrase title = sheet_title(draft, sheet);
	struct text_style style = title_style(draft, sheet, title.text, width);
	struct area size = draft_measure(draft, title.text, &style, title_limit(draft, width));

	return size.h + metrics_near(&draft->metrics, 6, 9) + text_line_height(&sheet->quiet);
}

static void add_heading(struct draft *draft, const struct sheet *sheet, struct area area)
{
	struct phrase title = sheet_title(draft, sheet);
	double y = area.y + (area.h - heading_height(draft, sheet, area.w)) / 2;
	struct text_style style = title_style(draft, sheet, title.text, area.w);
	struct area at =
	    draft_text(draft, title.text, &style, COLOR_INK, area.x, y, title_limit(draft, area.w));

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
	struct key_style close = sheet_filled_key(sheet), undo = sheet_outlined_key(sheet);
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

void screen_sheet(struct draft *draft)
{
	const struct metrics *metrics = &draft->metrics;
	struct sheet sheet = sheet_make(draft);
	struct area body = {0, 0, metrics->width, metrics->height};

	if (!sheet.person)
		return;
	scene_move(draft->scene);
	body = area_inset(body, metrics_near(metrics, 14, 24), metrics_near(metrics, 12, 28));
	add_top(draft, &sheet, &body);
	struct area others =
	    area_take_bottom(&body, sheet_others_height(draft, &sheet, body.w), sheet.gap);
	struct area times = area_take_bottom(
	    &body, fmax(metrics_near(metrics, 62, 96), metrics_key(metrics)), sheet.gap);
	sheet_add_kinds(draft, &sheet, body);
	sheet_add_lengths(draft, &sheet, times);
	sheet_add_others(draft, &sheet, others);
}
