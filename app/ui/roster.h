/* How a roster lies on the screen: in one grid of tiles, or on pages with a rail beside them. */
#ifndef PRAATJE_UI_ROSTER_H
#define PRAATJE_UI_ROSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/office.h"
#include "ui/geometry.h"
#include "ui/metrics.h"
#include "ui/pages.h"
#include "ui/text.h"

struct roster_key {
	char label[PAGE_LABEL_SIZE];
	int page; /* the first that it stands for */
};

struct roster_plan {
	uint64_t made_of; /* what it was made of, boiled down; 0: nothing yet */
	struct grid grid; /* of a page */
	bool rail;
	int pages;
	int *first; /* the roster's number with whom each page begins, and the count at the end */
	int keys_count;
	struct roster_key *keys;
	struct roster_key *groups; /* one a page, where keys stand for several; else NULL */
};

/* What a plan is made for. */
struct roster_space {
	struct area whole; /* without a rail */
	double rail_width, rail_gap, key_gap;
	double tile_gap, tile_margin; /* between tiles; beside a name within its tile, at least */
	double tile_words;            /* the width of the widest state */
	struct text_style name;
	bool someone; /* a tile more on each page */
};

void roster_plan_init(struct roster_plan *);
void roster_plan_finish(struct roster_plan *);

/* Makes the plan anew when it was made of something else. */
void roster_plan_make(struct roster_plan *, const struct office *, const struct metrics *,
		      struct texts *, const struct roster_space *);

/* The page to be shown when page is asked for. */
int roster_plan_page(const struct roster_plan *, int page);
/* The key that stands for a page, and the page after the last that a key stands for. */
int roster_plan_key(const struct roster_plan *, int page);
int roster_plan_key_end(const struct roster_plan *, int key);
/* Whether a touch on the key of that page leads to a choice of groups first. */
bool roster_plan_grouped(const struct roster_plan *, int page);

#endif
