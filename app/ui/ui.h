/*
 * The screen of a device, as a pure function of its office: an office becomes a scene, a scene
 * becomes pixels, and only what differs from the scene before is painted. Where the device's
 * configuration turns the picture, the scene has measures of its own; damage, pixels and pictures
 * are the screen's.
 */
#ifndef PRAATJE_UI_UI_H
#define PRAATJE_UI_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "core/moment.h"
#include "core/office.h"
#include "core/target.h"
#include "ui/geometry.h"
#include "ui/scene.h"

struct ui;

/* A screen of width by height pixels. NULL without memory or fonts; destroy accepts NULL. */
struct ui *ui_create(int width, int height);
void ui_destroy(struct ui *);

/* The screen has another size: the next scene is made for it, and painted whole. */
void ui_resize(struct ui *, int width, int height);

/* A finger is on this target; NULL: on none. Seen from the next scene on. */
void ui_press(struct ui *, const struct target *);

/* Makes the scene for office at now. True when something is to be painted. */
bool ui_compose(struct ui *, const struct office *, const struct moment *now);

/* Monotonic milliseconds when the next ui_compose is due for what slides in; INT64_MAX: none. */
int64_t ui_wake_ms(const struct ui *);

/* What is to be painted: at most max rectangles into out; returns how many. */
int ui_damage(const struct ui *, struct rect *out, int max);
/* Everything is: the pixels were lost. */
void ui_damage_all(struct ui *);

/*
 * Paints what is damaged and forgets about it. pixels are 32 bits each, 0xXXRRGGBB in the
 * machine's byte order, stride bytes a line; those outside of the damage are left alone, so they
 * must still be as the last ui_paint left them.
 */
void ui_paint(struct ui *, unsigned char *pixels, int stride);

/* What is on the screen now. Borrowed, until the next ui_compose. */
const struct scene *ui_scene(const struct ui *);
/* The screen's size; where a rectangle of the scene lies on it; and which pixel of the scene one
 * is. */
void ui_size(const struct ui *, int *width, int *height);
struct rect ui_to_screen(const struct ui *, struct rect);
void ui_to_scene(const struct ui *, int *x, int *y);
/* Pixels a millimetre of the last scene. */
double ui_px_per_mm(const struct ui *);
/* The target that turns the roster's page, or its groups, by steps (1: on, -1: back); false: there
 * is none. */
bool ui_turn(const struct ui *, int steps, struct target *out);

/* The screen as a PNG: into *bytes, for free(3); or to a file. 0 or -errno. */
int ui_png(struct ui *, unsigned char **bytes, size_t *size);
int ui_write_png(struct ui *, const char *path);

#endif
