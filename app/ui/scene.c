#include "ui/scene.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "ui/theme.h"

void scene_init(struct scene *scene)
{
	*scene = (struct scene){0};
}

void scene_finish(struct scene *scene)
{
	g_free(scene->items);
	g_free(scene->spots);
	g_free(scene->words);
	scene_init(scene);
}

void scene_clear(struct scene *scene, int width, int height, uint32_t ground)
{
	scene->width = width;
	scene->height = height;
	scene->shift_x = scene->shift_y = 0;
	scene->moving_from = -1;
	scene->ground = ground;
	scene->items_count = scene->spots_count = scene->words_size = 0;
}

void scene_shift(struct scene *scene, int x, int y)
{
	scene->shift_x = x;
	scene->shift_y = y;
}

/* Room for more in an array that grows by doubling. */
static int room_for(int count, int room, int first)
{
	room = room ? room : first;
	while (room < count)
		room *= 2;
	return room;
}

static int keep_words(struct scene *scene, const char *text)
{
	int at = scene->words_size, size = (int)strlen(text) + 1;
	int room = room_for(at + size, scene->words_room, 2048);

	if (room != scene->words_room)
		scene->words = g_realloc(scene->words, (gsize)room);
	scene->words_room = room;
	memcpy(scene->words + at, text, (size_t)size);
	scene->words_size += size;
	return at;
}

static struct item *add_item(struct scene *scene, enum item_kind kind, struct rect painted)
{
	int room = room_for(scene->items_count + 1, scene->items_room, 128);
	struct rect screen = {0, 0, scene->width, scene->height};

	if (room != scene->items_room)
		scene->items = g_renew(struct item, scene->items, room);
	scene->items_room = room;
	struct item *item = &scene->items[scene->items_count++];
	*item = (struct item){.kind = kind, .painted = rect_common(&painted, &screen)};
	return item;
}

/* The whole pixels around area; antialiasing may reach one further. */
static struct rect pixels_around(struct area area)
{
	int x = (int)floor(area.x), y = (int)floor(area.y);

	return (struct rect){x - 1, y - 1, (int)ceil(area.x + area.w) - x + 2,
			     (int)ceil(area.y + area.h) - y + 2};
}

void scene_add_box(struct scene *scene, struct area area, const struct box_style *style)
{
	struct rect rect = area_snap(area);

	rect.x += scene->shift_x;
	rect.y += scene->shift_y;
	struct item *item = add_item(scene, ITEM_BOX, rect);

	item->area = (struct area){rect.x, rect.y, rect.w, rect.h};
	item->color = style->fill;
	item->border = style->border;
	item->border_width = style->border_width;
	item->radius = fmin(style->radius, fmin(rect.w, rect.h) / 2);
	item->corners = style->corners;
}

void scene_add_icon(struct scene *scene, enum icon icon, double x, double y, double size,
		    uint32_t color)
{
	struct area area = {x + scene->shift_x, y + scene->shift_y, size, size};
	struct item *item = add_item(scene, ITEM_ICON, pixels_around(area));

	item->area = area;
	item->icon = icon;
	item->color = color;
}

void scene_add_text(struct scene *scene, const char *text, double x, double y, uint32_t color,
		    const struct text_style *style, struct text_limit limit,
		    const struct text_layout *laid)
{
	struct area lines = {x + scene->shift_x, y + scene->shift_y, laid->width, laid->height};
	struct area ink = {lines.x + laid->ink_x, lines.y + laid->ink_y, laid->ink_w, laid->ink_h};
	struct rect around_lines = pixels_around(lines), around_ink = pixels_around(ink);
	int words = keep_words(scene, text);
	struct item *item = add_item(scene, ITEM_TEXT, rect_around(&around_lines, &around_ink));

	item->area = lines;
	item->text = words;
	item->color = color;
	item->style = *style;
	item->limit = limit;
	item->cut = laid->cut;
}

void scene_add_target(struct scene *scene, const struct target *target, const char *text,
		      const char *state, struct rect rect)
{
	int room = room_for(scene->spots_count + 1, scene->spots_room, 64);

	if (room != scene->spots_room)
		scene->spots = g_renew(struct scene_spot, scene->spots, room);
	scene->spots_room = room;
	rect.x += scene->shift_x;
	rect.y += scene->shift_y;
	scene->spots[scene->spots_count++] = (struct scene_spot){
	    .target = *target, .text = keep_words(scene, text), .state = state, .rect = rect};
}

void scene_move(struct scene *scene)
{
	scene->moving_from = scene->items_count;
}

void scene_cover(struct scene *scene, struct rect rect)
{
	for (int i = 0; i < scene->spots_count; i++)
		scene->spots[i].covered |= rect_overlaps(&scene->spots[i].rect, &rect);
	for (int i = 0; i < scene->items_count; i++)
		scene->items[i].covered |= rect_overlaps(&scene->items[i].painted, &rect);
}

bool scene_hit(const struct scene *scene, int x, int y, struct target *out)
{
	for (int i = 0; i < scene->spots_count; i++) {
		const struct scene_spot *spot = &scene->spots[i];
		if (spot->covered || !rect_holds(&spot->rect, x, y))
			continue;
		*out = spot->target;
		return true;
	}
	return false;
}

bool scene_next_target(const struct scene *scene, int *i, struct scene_target *out)
{
	while (*i < scene->spots_count && scene->spots[*i].covered)
		++*i;
	if (*i >= scene->spots_count)
		return false;
	const struct scene_spot *spot = &scene->spots[(*i)++];
	*out =
	    (struct scene_target){spot->target, scene->words + spot->text, spot->state, spot->rect};
	return true;
}

bool scene_next_text(const struct scene *scene, int *i, struct scene_text *out)
{
	while (*i < scene->items_count &&
	       (scene->items[*i].covered || scene->items[*i].kind != ITEM_TEXT))
		++*i;
	if (*i >= scene->items_count)
		return false;
	const struct item *item = &scene->items[(*i)++];
	*out = (struct scene_text){
	    .text = scene->words + item->text,
	    .rect = area_snap(item->area),
	    .size = item->style.size,
	    .color = item->color,
	    .cut = item->cut,
	};
	return true;
}
