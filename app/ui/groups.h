/* The groups that a rail key stands for, each a key to a page of the roster. */
#ifndef PRAATJE_UI_GROUPS_H
#define PRAATJE_UI_GROUPS_H

#include "ui/draft.h"

/* Fills area, beside the rail, with those of the plan's key. */
void groups_add(struct draft *, int key, struct area);

#endif
