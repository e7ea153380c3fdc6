/* What the done bar lets one add to an open signal: come to me, and the sides of an idea. */
#ifndef PRAATJE_UI_CHOICES_H
#define PRAATJE_UI_CHOICES_H

#include "locale/locale.h"
#include "ui/draft.h"

enum { CHOICES_MAX = 3 };

/* The keys, and how they lie: in rows of columns, within a width. */
struct choices {
	struct choice {
		struct target target;
		enum sentence label;
		bool chosen;
	} list[CHOICES_MAX];
	int count, columns, rows;
	struct key_style style;
	double gap, height; /* of all rows; 0 when nothing is offered */
};

/* What is offered now, laid out for a bar that is width pixels wide inside. */
struct choices choices_make(struct draft *, double width);
void choices_add(struct draft *, const struct choices *, struct area);

#endif
