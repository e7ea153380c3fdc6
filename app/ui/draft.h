/* A scene being made: what the screens need for it, and the pieces they make it of. */
#ifndef PRAATJE_UI_DRAFT_H
#define PRAATJE_UI_DRAFT_H

#include "core/office.h"
#include "ui/metrics.h"
#include "ui/roster.h"
#include "ui/scene.h"
#include "ui/text.h"

struct draft {
	struct scene *scene;
	struct texts *texts;
	struct roster_plan *plan; /* kept from scene to scene */
	const struct office *office;
	const struct moment *now;
	struct metrics metrics;
	enum language language;
	struct target lit; /* what a finger is on; TARGET_NONE: nothing */
};

/* Adds a text with its left top at x, y; returns where its lines are. */
struct area draft_text(struct draft *, const char *text, const struct text_style *, uint32_t color,
		       double x, double y, struct text_limit);
/* The same on one line that ends at right, no wider than width. */
struct area draft_text_right(struct draft *, const char *text, const struct text_style *,
			     uint32_t color, double right, double y, double width);
/* The same on one line in the middle of area. */
struct area draft_text_centred(struct draft *, const char *text, const struct text_style *,
			       uint32_t color, struct area);

/*
 * A person's name on one line, no wider than width: the number that namesakes have stays to be seen
 * where the name ends in an ellipsis. person NULL: someone. Returns where it is.
 */
struct area draft_name(struct draft *, const struct person *, const struct text_style *,
		       uint32_t color, double x, double y, double width);

/* How large text would be within limit. */
struct area draft_measure(struct draft *, const char *text, const struct text_style *,
			  struct text_limit);

/* Whole pixels for a limit, one line unless said otherwise. */
struct text_limit draft_limit(double width, int lines);

/* The ink of what stands on a target: it changes with its box. */
uint32_t draft_ink(const struct draft *, const struct target *, uint32_t color);

/* A box that is a target: brighter or darker while a finger is on it. state may be NULL. */
void draft_key(struct draft *, struct area, struct box_style, const struct target *,
	       const char *text, const char *state);

/*
 * The clock, whose text goes on it afterwards: a key around area, grown to where a finger can hit
 * it. Who this device is can also be asked where no time is known.
 */
void draft_clock_key(struct draft *, struct area, const char *time);

/* A key with its label in the middle, an icon before it unless icon is ICON_COUNT. */
struct key_style {
	struct box_style box;
	struct text_style label;
	uint32_t color;
	enum icon icon;
	double icon_size, gap;
};
/* The width it needs for all of its label. */
double draft_labelled_key_width(struct draft *, const struct key_style *, const char *label);
/* The style with its label set smaller, to the smallest part of its size, to fit in width. */
struct key_style draft_fitting_key(struct draft *, const struct key_style *, const char *label,
				   double width, double smallest);
void draft_labelled_key(struct draft *, struct area, const struct key_style *,
			const struct target *, const char *label);

/* A target without an id or with one. */
struct target target_plain(enum target_kind);
struct target target_numbered(enum target_kind, int number);
struct target target_of(enum target_kind, const char *id);

#endif
