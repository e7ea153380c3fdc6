/* What the rows of a board are made of. */
#include <glib.h>
#include <math.h>

#include "ui/board.h"
#include "ui/theme.h"

/* Text is measured at this size, whatever it is set at: its layout is kept. */
enum { MEASURED_AT = 100 };

static const double widest_em = 7;

struct person_name board_row_name(const struct draft *draft, const struct row *row)
{
	struct person_name name;

	if (row->named)
		return office_person_name(row->person);
	g_strlcpy(name.text, locale_text(draft->language, SENTENCE_SOMEONE), sizeof name.text);
	return name;
}

struct phrase board_row_place(const struct draft *draft, const struct row *row)
{
	return phrase_place_until(draft, row->standing.place, 0);
}

struct phrase board_row_place_until(const struct draft *draft, const struct row *row)
{
	return phrase_place_until(draft, row->standing.place, row->standing.until_s);
}

struct phrase board_row_under(const struct draft *draft, const struct row *row, bool ear, bool come)
{
	struct phrase place = board_row_place_until(draft, row), under = place;

	if (ear && row->standing.side == SIDE_OFFER)
		locale_say(under.text, sizeof under.text, draft->language, ROW_EAR_TOO, place.text);
	place = under;
	if (come && row->standing.come)
		locale_say(under.text, sizeof under.text, draft->language, ROW_COME_TOO,
			   place.text);
	return under;
}

const char *board_row_addition(const struct draft *draft, const struct row *row)
{
	bool ear = row->standing.side == SIDE_OFFER;

	if (row->standing.come)
		return locale_text(draft->language,
				   ear ? SENTENCE_ROW_EAR_COME : SENTENCE_ROW_COME);
	return ear ? locale_text(draft->language, SENTENCE_ROW_EAR) : "";
}

struct text_style board_name_style(double size)
{
	return (struct text_style){.size = size, .weight = 800, .spacing = -0.035, .line = 1};
}

struct text_style board_under_style(double size)
{
	return (struct text_style){.size = size, .weight = 550};
}

double board_ems(struct draft *draft, const char *text, const struct text_style *style)
{
	struct text_style measured = *style;

	measured.size = MEASURED_AT;
	return text[0] ? texts_width(draft->texts, text, &measured) / MEASURED_AT : 0;
}

static double widest_name(struct draft *draft, const struct board *board)
{
	struct text_style style = board_name_style(MEASURED_AT);
	double widest = 1;

	for (int i = 0; i < board->rows_count; i++) {
		struct person_name name = board_row_name(draft, &board->rows[i]);
		widest = fmax(widest, board_ems(draft, name.text, &style));
	}
	return widest;
}

double board_widest_name(struct draft *draft, const struct board *board)
{
	return fmin(widest_name(draft, board), widest_em);
}

bool board_name_too_long(struct draft *draft, const struct board *board)
{
	return widest_name(draft, board) > widest_em;
}

/* Adds the name; returns the height of its lines. */
static double add_name(struct draft *draft, const struct board_words *words,
		       const struct text_style *style, struct area area)
{
	struct person_name name = board_row_name(draft, words->row);
	struct text_limit limit = draft_limit(area.w, words->name_lines);

	if (words->name_lines == 1) {
		draft_name(draft, words->row->named ? words->row->person : NULL, style,
			   COLOR_OPEN_INK, area.x, area.y, area.w);
		return text_line_height(style);
	}
	return draft_text(draft, name.text, style, COLOR_OPEN_INK, area.x, area.y, limit).h;
}

void board_add_words(struct draft *draft, const struct board_words *words, struct area area)
{
	struct text_style name = board_name_style(words->name_size);
	struct text_style under = board_under_style(words->under_size);
	const char *const lines[] = {words->under, words->last};
	struct text_limit limit = draft_limit(area.w, words->name_lines);
	double line = text_line_height(&under);
	double height =
	    draft_measure(draft, board_row_name(draft, words->row).text, &name, limit).h;

	for (int i = 0; i < 2; i++)
		height += lines[i][0] ? line + (i == 0 ? words->between : 0) : 0;
	area.y += (area.h - height) / 2;
	double y = area.y + add_name(draft, words, &name, area) + words->between;
	for (int i = 0; i < 2; i++) {
		if (!lines[i][0])
			continue;
		draft_text(draft, lines[i], &under, COLOR_OPEN_INK, area.x, y,
			   draft_limit(area.w, 1));
		y += line;
	}
}

void board_add_icon(struct draft *draft, const struct row *row, double size, double gap,
		    struct area *area)
{
	struct area at = area_take_left(area, size, gap);

	scene_add_icon(draft->scene, phrase_kind_icon(draft, row->standing.kind), at.x,
		       at.y + (at.h - size) / 2, size, COLOR_OPEN_INK);
}
