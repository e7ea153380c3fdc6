/* The done bar: what was just said, in a full sentence, with undo. */
#ifndef PRAATJE_UI_DONE_H
#define PRAATJE_UI_DONE_H

#include "ui/draft.h"

/* Adds it over what is there; what lies under it can't be touched any more. */
void done_add(struct draft *);

#endif
