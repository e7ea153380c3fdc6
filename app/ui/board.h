/* The parts of a hallway display. */
#ifndef PRAATJE_UI_BOARD_H
#define PRAATJE_UI_BOARD_H

#include "ui/draft.h"
#include "ui/phrase.h"

enum {
	BOARD_FEW = 3,    /* so many are shown in one column, and their hints with them */
	BOARD_SOME = 8,   /* so many in two columns */
	BOARD_ROWS = 60,  /* the most that are shown at all */
	BOARD_PAIRS = 16, /* the most that are named together */
};

struct board {
	struct row rows[BOARD_ROWS];
	int rows_count; /* those shown */
	int more;       /* those that are not */
	struct phrase here, offline;
	const char *prompt;
};

/* A row of one column: icon, name and hint; place and end beside them where there is room. */
void board_add_few(struct draft *, const struct board *, struct area);
/* Smaller, in columns; the prompt fills a cell that is left over: then true. */
bool board_add_many(struct draft *, const struct board *, struct area);
/* Clock, date, who else is here, prompt. */
void board_add_side(struct draft *, const struct board *, struct area);

/* What both kinds of row say; the name is borrowed. */
const char *board_row_name(const struct draft *, const struct row *);

#endif
