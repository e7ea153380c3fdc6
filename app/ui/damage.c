#include "ui/damage.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static int64_t size_of(const struct rect *rect)
{
	return (int64_t)rect->w * rect->h;
}

/* One rectangle around both costs little more than both, or they overlap. */
static bool better_as_one(const struct rect *a, const struct rect *b)
{
	struct rect both = rect_around(a, b);
	return rect_overlaps(a, b) || size_of(&both) <= (size_of(a) + size_of(b)) * 5 / 4;
}

static void take_out(struct damage *damage, int i)
{
	damage->rects[i] = damage->rects[--damage->count];
}

/* The rect whose union with rect wastes least. */
static int cheapest(const struct damage *damage, const struct rect *rect)
{
	int best = 0;
	int64_t least = INT64_MAX;

	for (int i = 0; i < damage->count; i++) {
		struct rect both = rect_around(&damage->rects[i], rect);
		int64_t waste = size_of(&both) - size_of(&damage->rects[i]);
		if (waste < least) {
			least = waste;
			best = i;
		}
	}
	return best;
}

void damage_add(struct damage *damage, struct rect rect)
{
	if (rect_empty(&rect))
		return;
	for (int i = 0; i < damage->count;) {
		if (better_as_one(&damage->rects[i], &rect)) {
			rect = rect_around(&damage->rects[i], &rect);
			take_out(damage, i);
			i = 0; /* it grew: look at the others again */
		} else {
			i++;
		}
	}
	if (damage->count == DAMAGE_MAX) {
		int i = cheapest(damage, &rect);
		rect = rect_around(&damage->rects[i], &rect);
		take_out(damage, i);
		damage_add(damage, rect);
		return;
	}
	damage->rects[damage->count++] = rect;
}

/* An item boiled down to a number; equal items paint the same pixels. */
struct trace {
	uint64_t hash;
	struct rect painted;
};

static uint64_t add_bytes(uint64_t hash, const void *bytes, size_t count)
{
	const unsigned char *byte = bytes;

	while (count--)
		hash = (hash ^ *byte++) * UINT64_C(1099511628211);
	return hash;
}

#define ADD(hash, field) add_bytes((hash), &(field), sizeof(field))

static uint64_t hash_style(uint64_t hash, const struct item *item)
{
	hash = ADD(hash, item->style.size);
	hash = ADD(hash, item->style.weight);
	hash = ADD(hash, item->style.spacing);
	hash = ADD(hash, item->style.line);
	hash = ADD(hash, item->style.tabular);
	hash = ADD(hash, item->limit.width);
	return ADD(hash, item->limit.lines);
}

static struct trace trace_of(const struct scene *scene, const struct item *item)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	hash = ADD(hash, item->kind);
	hash = ADD(hash, item->area);
	hash = ADD(hash, item->color);
	hash = ADD(hash, item->border);
	hash = ADD(hash, item->border_width);
	hash = ADD(hash, item->radius);
	hash = ADD(hash, item->corners);
	hash = ADD(hash, item->icon);
	if (item->kind == ITEM_TEXT) {
		const char *text = scene->words + item->text;
		hash = hash_style(add_bytes(hash, text, strlen(text)), item);
	}
	return (struct trace){hash, item->painted};
}

static int trace_order(const void *a, const void *b)
{
	const struct trace *one = a, *other = b;
	return (one->hash > other->hash) - (one->hash < other->hash);
}

static struct trace *traces_of(const struct scene *scene)
{
	struct trace *traces = g_new(struct trace, (gsize)scene->items_count + 1);

	for (int i = 0; i < scene->items_count; i++)
		traces[i] = trace_of(scene, &scene->items[i]);
	qsort(traces, (size_t)scene->items_count, sizeof *traces, trace_order);
	return traces;
}

void damage_between(struct damage *damage, const struct scene *before, const struct scene *after)
{
	if (before->width != after->width || before->height != after->height ||
	    before->ground != after->ground) {
		damage_add(damage, (struct rect){0, 0, after->width, after->height});
		return;
	}
	struct trace *old = traces_of(before), *new = traces_of(after);
	int i = 0, j = 0;
	while (i < before->items_count || j < after->items_count) {
		bool old_left = i < before->items_count, new_left = j < after->items_count;
		if (old_left && new_left && old[i].hash == new[j].hash) {
			i++;
			j++;
		} else if (!new_left || (old_left && old[i].hash < new[j].hash)) {
			damage_add(damage, old[i++].painted);
		} else {
			damage_add(damage, new[j++].painted);
		}
	}
	g_free(old);
	g_free(new);
}
