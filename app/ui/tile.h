/* A person on a kiosk's home: a key with their name and state. */
#ifndef PRAATJE_UI_TILE_H
#define PRAATJE_UI_TILE_H

#include "ui/draft.h"

/* How the names on tiles of about that size are set. */
struct text_style tile_name_style(const struct metrics *, const struct grid *, struct area page);
/* The width of the widest state that a tile may have to show under a name set like that. */
double tile_widest_state(struct draft *, const struct text_style *name);

/* What a tile keeps free beside a name, on each side, at least. */
double tile_least_margin(const struct metrics *);

/* What the tiles of a page have in common. */
struct tile_style {
	struct text_style name;
	double margin; /* beside a name, on each side */
};
/* For the people from begin to before end, in cells of width pixels. */
struct tile_style tile_style_of(struct draft *, const struct text_style *name, double width,
				int begin, int end);

void tile_person(struct draft *, const struct person *, struct area, const struct tile_style *);
/* "Iemand": lit up as open while somebody unnamed is open at this kiosk. */
void tile_someone(struct draft *, struct area, const struct tile_style *);

/* The word of a person's state as the `screen` command tells it. */
const char *tile_state_name(const struct standing *);

#endif
