/* The parts of the sheet. */
#ifndef PRAATJE_UI_SHEET_H
#define PRAATJE_UI_SHEET_H

#include "ui/draft.h"

struct sheet {
	const struct person *person;
	struct standing standing;
	bool checked_in; /* just now, by the tap that opened it */
	bool undo;
	double gap, radius, border;
	struct text_style title, quiet, strong, key, closing;
};

/* Keys of it: with a border, and standing out. */
struct key_style sheet_outlined_key(const struct sheet *);
struct key_style sheet_filled_key(const struct sheet *);

/* What one can be open for, how long, and what else there is to say. */
void sheet_add_kinds(struct draft *, const struct sheet *, struct area);
void sheet_add_lengths(struct draft *, const struct sheet *, struct area);
double sheet_others_height(struct draft *, const struct sheet *, double width);
void sheet_add_others(struct draft *, const struct sheet *, struct area);

#endif
