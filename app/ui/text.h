/*
 * Laid-out text. Layouts are made once and kept, the ones used least recently making room:
 * making them is most of what a frame costs.
 */
#ifndef PRAATJE_UI_TEXT_H
#define PRAATJE_UI_TEXT_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

struct text_style {
	double size;    /* of the font, in pixels */
	int weight;     /* 100 to 900 */
	double spacing; /* between letters, in ems */
	double line;    /* height of a line, in ems; 0: the font's own */
	bool tabular;   /* digits of one width */
};

/* Where it has to fit. */
struct text_limit {
	int width; /* in pixels; 0: as wide as it is */
	int lines; /* at most; what doesn't fit ends in an ellipsis. 0: any number */
};

struct text_layout {
	PangoLayout *layout;
	double width, height; /* of the lines, height as the style has it */
	double offset_x;      /* where the layout's own origin is, from the left top */
	double offset_y;
	double ink_x, ink_y, ink_w, ink_h; /* what is painted, from the left top */
	double baseline;                   /* of the first line, from the top */
	bool cut;                          /* ends in an ellipsis */
};

struct texts;

/* NULL when no fonts can be had. Destroy accepts NULL. */
struct texts *texts_create(void);
void texts_destroy(struct texts *);

/* The layout of text, which is UTF-8. Borrowed: valid until the next call. */
const struct text_layout *texts_layout(struct texts *, const char *text, const struct text_style *,
				       struct text_limit);

/* Its width on one line, in pixels. */
double texts_width(struct texts *, const char *text, const struct text_style *);

/* The same of its widest word; words of fewer bytes than that are passed over. */
double texts_widest_word(struct texts *, const char *text, const struct text_style *,
			 size_t skip_shorter);

/* Height of one line in the style, and from its top to its baseline, in pixels. */
double text_line_height(const struct text_style *);
double text_baseline(const struct text_style *);

#endif
