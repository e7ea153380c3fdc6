/* The parts of a hallway display. */
#ifndef PRAATJE_UI_BOARD_H
#define PRAATJE_UI_BOARD_H

#include "ui/draft.h"
#include "ui/phrase.h"

enum {
	BOARD_FEW = 3,   /* so many are shown in one column, and their hints with them */
	BOARD_SOME = 8,  /* so many in two columns */
	BOARD_ROWS = 60, /* the most that are shown at all */
	BOARD_PAIRS = 6, /* the most that are named together, on every board alike */
	BOARD_SWAY = 4,  /* pixels that everything moves over the hour, at most, either way */
};

struct board {
	struct row rows[BOARD_ROWS];
	int rows_count; /* those shown */
	int more;       /* those that are not */
	struct phrase here, offline, prompt;
};

/* Rows of one column: icon, name, hint, place and end. */
void board_add_few(struct draft *, const struct board *, struct area);
/* Smaller, in columns; whether the prompt fits into a cell that is left over, and is to stand
 * there.
 */
bool board_many_prompts(struct draft *, const struct board *, struct area);
void board_add_many(struct draft *, const struct board *, struct area, bool prompts);
/* Clock, date, who else is here, prompt. */
void board_add_side(struct draft *, const struct board *, struct area);

/* What stands beside the rows: a fault of the connection, else who might meet; text may be "". */
struct board_remark {
	char text[BOARD_PAIRS * LOCALE_SENTENCE_SIZE];
	uint32_t color;
	struct text_style style;
};

/* It set at size, or smaller rather than cut, to two thirds. */
struct board_remark board_remark(struct draft *, const struct board *, double size,
				 struct text_limit);

/* ---- What all rows are made of ---- */

struct person_name board_row_name(const struct draft *, const struct row *);
struct phrase board_row_place(const struct draft *, const struct row *);
struct phrase board_row_place_until(const struct draft *, const struct row *);
/* The same with what the signal adds, where there is one line for all of it: that it is for an ear,
 * and that one may come. */
struct phrase board_row_under(const struct draft *, const struct row *, bool ear, bool come);

/* What the row's signal adds in words: that one may come, or has an ear for an idea; else "". */
const char *board_row_addition(const struct draft *, const struct row *);

/* Width of text in ems of its size, about the same at any size. */
double board_ems(struct draft *, const char *text, const struct text_style *);
/* The same for the widest of the names, except those so long that they had better be cut. */
double board_widest_name(struct draft *, const struct board *);
/* Whether one of them is as long as that. */
bool board_name_too_long(struct draft *, const struct board *);

/* How names, and the lines under them, are set. */
struct text_style board_name_style(double size);
struct text_style board_under_style(double size);

/* A name and the lines under it, in the middle of area's height; an empty line takes no room. */
struct board_words {
	const struct row *row;
	const char *under, *last;
	double name_size, under_size, between;
	int name_lines;
};
void board_add_words(struct draft *, const struct board_words *, struct area);

/* The row's icon at the left of area; takes its place, and gap, off it. */
void board_add_icon(struct draft *, const struct row *, double size, double gap, struct area *);

#endif
