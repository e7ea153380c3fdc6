/*
 * What is on the screen, as a flat list from back to front: boxes, texts and icons, and the
 * targets a finger can touch. Two scenes can be compared, so that only what differs is painted.
 */
#ifndef PRAATJE_UI_SCENE_H
#define PRAATJE_UI_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/config.h"
#include "core/target.h"
#include "ui/geometry.h"
#include "ui/text.h"

enum item_kind {
	ITEM_BOX,
	ITEM_TEXT,
	ITEM_ICON,
};

/* Corners of a box that are round. */
enum corners {
	CORNERS_NONE = 0,
	CORNERS_LEFT = 1,
	CORNERS_RIGHT = 2,
	CORNERS_ALL = CORNERS_LEFT | CORNERS_RIGHT,
};

struct item {
	enum item_kind kind;
	struct rect painted; /* the pixels it may touch */
	struct area area;    /* box: its outside; icon: its square; text: its lines */
	uint32_t color;      /* of text and icon; a box's fill */
	uint32_t border;     /* box */
	double border_width;
	double radius;
	enum corners corners;
	enum icon icon;
	int text; /* where in the scene's words */
	struct text_style style;
	struct text_limit limit;
	bool cut;     /* the text ends in an ellipsis */
	bool covered; /* something lies over it: nobody can read it */
};

/* Borrowed from the scene. */
struct scene_target {
	struct target target;
	const char *text;  /* what it says */
	const char *state; /* of persons: away, here, focus, open or unknown; else NULL */
	struct rect rect;
};

struct scene_text {
	const char *text;
	struct rect rect;
	double size; /* of the font, in pixels */
	uint32_t color;
	bool cut; /* not all of it fits: it ends in an ellipsis */
};

struct scene {
	int width, height;
	int shift_x, shift_y; /* of what is added from now on */
	uint32_t ground;
	int moving_from; /* the items from here on may slide in; -1: none */
	struct item *items;
	int items_count, items_room;
	struct scene_spot {
		struct target target;
		int text; /* where in the words */
		const char *state;
		struct rect rect;
		bool covered;
	} * spots;
	int spots_count, spots_room;
	char *words;
	int words_size, words_room;
};

/* An empty scene; finish frees what it holds. */
void scene_init(struct scene *);
void scene_finish(struct scene *);
/* Empties it for a screen of that size. */
void scene_clear(struct scene *, int width, int height, uint32_t ground);

/* ---- Adding, from back to front ---- */

/* All that is added from now on lies so many pixels to the right and further down. */
void scene_shift(struct scene *, int x, int y);

struct box_style {
	uint32_t fill, border; /* COLOR_NONE: none */
	double border_width, radius;
	enum corners corners;
};
void scene_add_box(struct scene *, struct area, const struct box_style *);
void scene_add_icon(struct scene *, enum icon, double x, double y, double size, uint32_t color);
/* A text with the left top of its lines at x, y; laid is its layout. */
void scene_add_text(struct scene *, const char *text, double x, double y, uint32_t color,
		    const struct text_style *, struct text_limit, const struct text_layout *laid);
/* state is a string that outlives the scene, or NULL. */
void scene_add_target(struct scene *, const struct target *, const char *text, const char *state,
		      struct rect);
/* What is added from now on may slide in. */
void scene_move(struct scene *);
/* What was added so far and lies at least partly under rect can't be read or touched any more. */
void scene_cover(struct scene *, struct rect);

/* ---- Asking ---- */

/* What a finger at x, y touches. */
bool scene_hit(const struct scene *, int x, int y, struct target *out);
/*
 * What a person can touch and read now. *i is 0 at first and is moved on; false at the end:
 *	for (int i = 0; scene_next_target(scene, &i, &target);)
 */
bool scene_next_target(const struct scene *, int *i, struct scene_target *out);
bool scene_next_text(const struct scene *, int *i, struct scene_text *out);

#endif
