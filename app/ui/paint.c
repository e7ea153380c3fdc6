#include "ui/paint.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "ui/icon.h"
#include "ui/theme.h"

static void set_color(cairo_t *cairo, uint32_t color)
{
	cairo_set_source_rgb(cairo, (color >> 16 & 0xFF) / 255.0, (color >> 8 & 0xFF) / 255.0,
			     (color & 0xFF) / 255.0);
}

static void box_path(cairo_t *cairo, struct area box, double radius, enum corners corners)
{
	double left = corners & CORNERS_LEFT ? radius : 0;
	double right = corners & CORNERS_RIGHT ? radius : 0;
	double x2 = box.x + box.w, y2 = box.y + box.h;

	cairo_new_sub_path(cairo);
	cairo_arc(cairo, x2 - right, box.y + right, right, -M_PI_2, 0);
	cairo_arc(cairo, x2 - right, y2 - right, right, 0, M_PI_2);
	cairo_arc(cairo, box.x + left, y2 - left, left, M_PI_2, M_PI);
	cairo_arc(cairo, box.x + left, box.y + left, left, M_PI, 3 * M_PI_2);
	cairo_close_path(cairo);
}

static void paint_box(cairo_t *cairo, const struct item *item)
{
	double half = item->border_width / 2;

	if (item->color != COLOR_NONE) {
		set_color(cairo, item->color);
		box_path(cairo, item->area, item->radius, item->corners);
		cairo_fill(cairo);
	}
	if (item->border != COLOR_NONE && item->border_width > 0) {
		set_color(cairo, item->border);
		cairo_set_line_width(cairo, item->border_width);
		box_path(cairo, area_inset(item->area, half, half), fmax(item->radius - half, 0),
			 item->corners);
		cairo_stroke(cairo);
	}
}

static void paint_text(cairo_t *cairo, const struct scene *scene, struct texts *texts,
		       const struct item *item)
{
	const struct text_layout *laid =
	    texts_layout(texts, scene->words + item->text, &item->style, item->limit);

	set_color(cairo, item->color);
	cairo_move_to(cairo, item->area.x + laid->offset_x, item->area.y + laid->offset_y);
	pango_cairo_show_layout(cairo, laid->layout);
}

static void paint_item(cairo_t *cairo, const struct scene *scene, struct texts *texts,
		       const struct item *item)
{
	switch (item->kind) {
	case ITEM_BOX:
		paint_box(cairo, item);
		break;
	case ITEM_TEXT:
		paint_text(cairo, scene, texts, item);
		break;
	case ITEM_ICON:
		set_color(cairo, item->color);
		icon_path(cairo, item->icon, item->area.x, item->area.y, item->area.w);
		cairo_fill(cairo);
		break;
	}
}

static bool touched(const struct damage *damage, const struct rect *rect)
{
	for (int i = 0; i < damage->count; i++) {
		if (rect_overlaps(&damage->rects[i], rect))
			return true;
	}
	return false;
}

void paint_scene(cairo_t *cairo, const struct scene *scene, int shift, struct texts *texts,
		 const struct damage *damage)
{
	for (int i = 0; i < damage->count; i++) {
		const struct rect *rect = &damage->rects[i];
		cairo_rectangle(cairo, rect->x, rect->y, rect->w, rect->h);
	}
	cairo_clip(cairo);
	set_color(cairo, scene->ground);
	cairo_paint(cairo);
	for (int i = 0; i < scene->items_count; i++) {
		struct rect painted = scene->items[i].painted;
		if (i == scene->moving_from)
			cairo_translate(cairo, 0, shift);
		if (scene->moving_from >= 0 && i >= scene->moving_from)
			painted.y += shift;
		if (touched(damage, &painted))
			paint_item(cairo, scene, texts, &scene->items[i]);
	}
}
