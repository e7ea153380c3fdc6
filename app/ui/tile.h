/* A person on a kiosk's home: a key with their name and state. */
#ifndef PRAATJE_UI_TILE_H
#define PRAATJE_UI_TILE_H

#include "ui/draft.h"

/* How the names on tiles of about that size are set. */
struct text_style tile_name_style(const struct metrics *, const struct grid *, struct area page);
/* What a tile keeps free beside a name, on each side, at least. */
double tile_least_margin(const struct metrics *);

void tile_person(struct draft *, const struct person *, struct area, const struct text_style *name);
/* "Iemand": lit up as open while somebody unnamed is open at this kiosk. */
void tile_someone(struct draft *, struct area, const struct text_style *name);

/* The word of a person's state as the `screen` command tells it. */
const char *tile_state_name(const struct standing *);

#endif
