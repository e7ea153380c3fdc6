#include "ui/roster.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static const double aimed_tile_mm = 20, longest_word_mm = 22;
/* A tile looks as high as wide when it is this much wider: names are wide. */
static const double tile_shape = 1.3;
/* How much smaller than the others a name may be set to fit its tile. */
static const double tightest = 0.8;

void roster_plan_init(struct roster_plan *plan)
{
	*plan = (struct roster_plan){0};
}

void roster_plan_finish(struct roster_plan *plan)
{
	g_free(plan->first);
	g_free(plan->keys);
	g_free(plan->groups);
	roster_plan_init(plan);
}

int roster_plan_page(const struct roster_plan *plan, int page)
{
	if (page < 0)
		return 0;
	return page < plan->pages ? page : plan->pages - 1;
}

int roster_plan_key(const struct roster_plan *plan, int page)
{
	int key = 0;

	while (key + 1 < plan->keys_count && plan->keys[key + 1].page <= page)
		key++;
	return key;
}

int roster_plan_key_end(const struct roster_plan *plan, int key)
{
	return key + 1 < plan->keys_count ? plan->keys[key + 1].page : plan->pages;
}

bool roster_plan_grouped(const struct roster_plan *plan, int page)
{
	int key = roster_plan_key(plan, page);
	return plan->groups && roster_plan_key_end(plan, key) - plan->keys[key].page > 1;
}

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count)
{
	const unsigned char *byte = bytes;

	while (count--)
		hash = (hash ^ *byte++) * UINT64_C(1099511628211);
	return hash;
}

static uint64_t hash_all(const struct office *office, const struct metrics *metrics,
			 const struct roster_space *space)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	hash = hash_bytes(hash, &metrics->px_per_mm, sizeof metrics->px_per_mm);
	hash = hash_bytes(hash, &space->whole, sizeof space->whole);
	hash = hash_bytes(hash, &space->name.size, sizeof space->name.size);
	hash = hash_bytes(hash, &space->someone, sizeof space->someone);
	hash = hash_bytes(hash, &space->tile_words, sizeof space->tile_words);
	for (int i = 0; i < office->roster_count; i++) {
		const struct person_config *config = &office_roster(office, i)->config;
		hash = hash_bytes(hash, config->name, strlen(config->name) + 1);
		hash = hash_bytes(hash, config->sort, strlen(config->sort) + 1);
	}
	return hash | 1;
}

/* What the names need, which may go on on another line; reckoned from the longer ones: measuring
 * thousands takes its time. */
static double needed_width(const struct office *office, struct texts *texts,
			   const struct text_style *style, double most)
{
	size_t longest = 0;
	double widest = 0;

	for (int i = 0; i < office->roster_count; i++)
		longest = MAX(longest, strlen(office_roster(office, i)->config.name));
	for (int i = 0; i < office->roster_count && widest < most; i++) {
		const char *name = office_roster(office, i)->config.name;
		widest = fmax(widest, texts_widest_word(texts, name, style, longest / 2));
	}
	return fmin(widest, most);
}

/* The grid in which count tiles of at least that size look largest; columns 0: none. */
static struct grid best_grid(struct area area, double gap, int count, double width, double height)
{
	struct grid best = {0, 0, gap};
	double best_size = 0;

	for (int columns = 1; columns <= count; columns++) {
		struct grid grid = {columns, (count + columns - 1) / columns, gap};
		struct area cell = grid_cell(&grid, area, 0, 0);
		double size = fmin(cell.w / tile_shape, cell.h);
		if (floor(cell.w) < width || floor(cell.h) < height || size <= best_size)
			continue;
		best = grid;
		best_size = size;
	}
	return best;
}

static int fit(double length, double least, double gap)
{
	int count = (int)floor((length + gap) / (least + gap));
	return count > 0 ? count : 1;
}

static struct grid page_grid(struct area area, double gap, double width, double height)
{
	return (struct grid){fit(area.w, width, gap), fit(area.h, height, gap), gap};
}

static const char **sorted_names(const struct office *office)
{
	const char **names = g_new(const char *, (gsize)office->roster_count + 1);

	for (int i = 0; i < office->roster_count; i++)
		names[i] = office_roster(office, i)->config.sort;
	return names;
}

/* A rail that can't carry every page stands for several with a key, and for a choice of them. */
static void make_keys(struct roster_plan *plan, const char *const *names, int count, int most)
{
	plan->keys_count = MIN(plan->pages, most);
	plan->keys = g_renew(struct roster_key, plan->keys, plan->keys_count);
	for (int i = 0; i < plan->keys_count; i++) {
		int from = i * plan->pages / plan->keys_count;
		int to = (i + 1) * plan->pages / plan->keys_count;
		plan->keys[i].page = from;
		pages_label(plan->keys[i].label, names, count, plan->first[from], plan->first[to],
			    PAGE_LETTERS);
	}
}

static void make_groups(struct roster_plan *plan, const char *const *names, int count)
{
	if (plan->keys_count == plan->pages) {
		g_clear_pointer(&plan->groups, g_free);
		return;
	}
	plan->groups = g_renew(struct roster_key, plan->groups, plan->pages);
	for (int i = 0; i < plan->pages; i++) {
		plan->groups[i].page = i;
		pages_label(plan->groups[i].label, names, count, plan->first[i], plan->first[i + 1],
			    GROUP_LETTERS);
	}
}

static void make_rail(struct roster_plan *plan, const struct office *office,
		      const struct metrics *metrics, const struct roster_space *space, double need)
{
	struct area page = space->whole;
	area_take_right(&page, space->rail_width, space->rail_gap);
	int count = office->roster_count;
	int most = fit(page.h, metrics_key(metrics), space->key_gap);
	double aimed = metrics_mm(metrics, aimed_tile_mm), least = metrics_large_key(metrics);

	plan->grid = page_grid(page, space->tile_gap, fmax(need, aimed), aimed);
	int capacity = plan->grid.columns * plan->grid.rows - space->someone;
	if (capacity < 1 || (count + capacity - 1) / capacity > most) {
		double width = fmax(need * tightest, least);
		plan->grid = page_grid(page, space->tile_gap, width, least);
		capacity = plan->grid.columns * plan->grid.rows - space->someone;
	}
	const char **names = sorted_names(office);
	plan->first = g_renew(int, plan->first, count + 1);
	plan->pages = pages_divide(names, count, MAX(capacity, 1), most, plan->first);
	plan->rail = true;
	make_keys(plan, names, count, most);
	make_groups(plan, names, count);
	g_free(names);
}

static void make_single(struct roster_plan *plan, int count)
{
	plan->rail = false;
	plan->pages = 1;
	plan->first = g_renew(int, plan->first, 2);
	plan->first[0] = 0;
	plan->first[1] = count;
	plan->keys_count = 0;
	g_clear_pointer(&plan->groups, g_free);
}

void roster_plan_make(struct roster_plan *plan, const struct office *office,
		      const struct metrics *metrics, struct texts *texts,
		      const struct roster_space *space)
{
	uint64_t made_of = hash_all(office, metrics, space);
	int tiles = office->roster_count + space->someone;
	double least = metrics_large_key(metrics);

	if (plan->made_of == made_of || !office->roster_count)
		return;
	plan->made_of = made_of;
	double most = metrics_mm(metrics, longest_word_mm);
	double need =
	    fmax(needed_width(office, texts, &space->name, most), fmin(space->tile_words, most)) +
	    2 * space->tile_margin;
	plan->grid = best_grid(space->whole, space->tile_gap, tiles, fmax(need, least), least);
	if (!plan->grid.columns)
		plan->grid = best_grid(space->whole, space->tile_gap, tiles,
				       fmax(need * tightest, least), least);
	if (plan->grid.columns)
		make_single(plan, office->roster_count);
	else
		make_rail(plan, office, metrics, space, need);
}
