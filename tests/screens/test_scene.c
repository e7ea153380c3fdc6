/* Scenes: what changes is painted again and nothing else; what is covered can't be touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenes.h"
#include "ui/damage.h"

enum { WIDTH = 800, HEIGHT = 480, RECTS_MAX = 32 };

static struct stage stage;
static struct ui *ui;
static int corine;
static uint32_t kept[WIDTH * HEIGHT], fresh[WIDTH * HEIGHT];

static int set_up(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	corine = stage_sample(&stage);
	ui = stage_compose(&stage, WIDTH, HEIGHT);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	ui_destroy(ui);
	stage_close(&stage);
	return 0;
}

static bool compose(void)
{
	return ui_compose(ui, stage.office, &stage.now);
}

static void paint(void)
{
	ui_paint(ui, (unsigned char *)kept, WIDTH * 4);
}

static int damaged(struct rect *rects)
{
	return ui_damage(ui, rects, RECTS_MAX);
}

static struct rect target_rect(const char *name)
{
	struct scene_target target;

	assert_true(stage_target(ui, name, &target));
	return target.rect;
}

static bool lies_within(const struct rect *inner, const struct rect *outer)
{
	struct rect common = rect_common(inner, outer);
	return memcmp(&common, inner, sizeof common) == 0;
}

static void the_first_scene_is_painted_whole(void **state)
{
	struct rect rects[RECTS_MAX];

	(void)state;
	assert_int_equal(damaged(rects), 1);
	assert_int_equal(rects[0].w, WIDTH);
	assert_int_equal(rects[0].h, HEIGHT);
	paint();
	assert_int_equal(damaged(rects), 0);
}

static void nothing_changed_is_nothing_to_paint(void **state)
{
	(void)state;
	paint();
	assert_false(compose());
	stage.now.wall_ms += 20000;
	stage.now.mono_ms += 20000;
	assert_false(compose());
}

static void a_new_minute_paints_only_the_clock(void **state)
{
	struct rect rects[RECTS_MAX], language = target_rect("language");

	(void)state;
	paint();
	stage_wait(&stage, 60000);
	assert_true(compose());
	int count = damaged(rects);
	for (int i = 0; i < count; i++) {
		assert_true(rects[i].y + rects[i].h <= language.y + language.h);
		assert_true(rects[i].x >= language.x + language.w);
	}
}

static void a_changed_person_paints_only_their_tile_and_the_counts(void **state)
{
	struct rect rects[RECTS_MAX], tile = target_rect("person:p-4");

	(void)state;
	paint();
	stage_open_for(&stage, corine, "idea", "coffee", 9, 42);
	assert_true(compose());
	int count = damaged(rects), in_tile = 0;
	for (int i = 0; i < count; i++) {
		bool within = lies_within(&rects[i], &tile);
		in_tile += within;
		assert_true(within || rects[i].y > HEIGHT - 36); /* the foot */
	}
	assert_true(in_tile > 0);
}

static uint32_t pixel_in(const struct rect *rect)
{
	return kept[(rect->y + rect->h / 2) * WIDTH + rect->x + rect->w - 6];
}

static void lights(const char *name)
{
	struct rect rects[RECTS_MAX];
	struct scene_target key;

	compose();
	assert_true(stage_target(ui, name, &key));
	paint();
	uint32_t before = pixel_in(&key.rect);
	ui_press(ui, &key.target);
	assert_true(compose());
	assert_int_equal(damaged(rects), 1);
	assert_memory_equal(&rects[0], &key.rect, sizeof key.rect);
	paint();
	assert_int_not_equal(before, pixel_in(&key.rect));
	ui_press(ui, NULL);
	assert_true(compose());
	paint();
	assert_int_equal(before, pixel_in(&key.rect));
}

static void a_finger_lights_its_target_and_nothing_else(void **state)
{
	static const char *const home[] = {"person:p-0", "person:p-1", "person:p-3", "person:p-11",
					   "language"};
	static const char *const sheet[] = {"kind:idea", "minutes:15", "minutes:30",
					    "focus",     "close",      "undo"};

	(void)state;
	for (size_t i = 0; i < sizeof home / sizeof *home; i++)
		lights(home[i]);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	for (size_t i = 0; i < sizeof sheet / sizeof *sheet; i++)
		lights(sheet[i]);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	lights("undo");
}

/* What the kept pixels have become is what the scene painted anew would be. */
static void kept_is_as_painted_anew(void)
{
	struct ui *other = stage_compose(&stage, WIDTH, HEIGHT);
	int differ = 0;

	ui_paint(other, (unsigned char *)fresh, WIDTH * 4);
	ui_destroy(other);
	for (int i = 0; i < WIDTH * HEIGHT; i++)
		differ += (kept[i] & 0xFFFFFF) != (fresh[i] & 0xFFFFFF);
	assert_int_equal(differ, 0);
}

static void show(void)
{
	compose();
	paint();
	kept_is_as_painted_anew();
}

static void painting_what_changed_gives_the_same_as_painting_all(void **state)
{
	(void)state;
	show();
	stage_open_for(&stage, corine, "idea", "coffee", 9, 42);
	show();
	stage_focus(&stage, 3);
	stage_here(&stage, 5);
	show();
	stage_wait(&stage, 120000);
	show();
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	show();
	stage_touch(&stage, TARGET_KIND, "walk", 0);
	stage_acked(&stage);
	show();
	stage_wait(&stage, 6000);
	show();
	stage_touch(&stage, TARGET_LANGUAGE, "", 0);
	show();
	stage_link(&stage, false);
	show();
	stage_wait(&stage, INT64_C(16) * 60000);
	show();
}

static void an_unpainted_change_is_painted_with_the_next_one(void **state)
{
	(void)state;
	show();
	stage_focus(&stage, 3);
	compose();
	stage_here(&stage, 5);
	show();
}

static void a_finger_hits_the_target_under_it(void **state)
{
	struct rect tile = target_rect("person:p-4");
	struct target target;

	(void)state;
	assert_true(scene_hit(ui_scene(ui), tile.x, tile.y, &target));
	assert_string_equal(target.id, "p-4");
	assert_true(scene_hit(ui_scene(ui), tile.x + tile.w - 1, tile.y + tile.h - 1, &target));
	assert_string_equal(target.id, "p-4");
	assert_false(scene_hit(ui_scene(ui), tile.x + tile.w, tile.y, &target));
	assert_false(scene_hit(ui_scene(ui), -1, -1, &target));
}

static void what_the_done_bar_covers_is_neither_read_nor_touched(void **state)
{
	struct scene_target target;
	struct target hit;

	(void)state;
	struct rect covered = target_rect("person:p-18");
	assert_true(stage_reads(ui, "Renée"));
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	compose();
	assert_true(stage_target(ui, "undo", &target));
	assert_false(stage_target(ui, "person:p-18", &target));
	assert_true(stage_target(ui, "person:p-11", &target));
	assert_false(stage_reads(ui, "Renée"));
	assert_false(stage_reads(ui, "18 op kantoor"));
	for (int y = covered.y; y < covered.y + covered.h; y++)
		assert_false(scene_hit(ui_scene(ui), covered.x + covered.w / 2, y, &hit) &&
			     hit.kind == TARGET_PERSON);
}

static void a_resized_screen_is_painted_whole_and_only_once_composed(void **state)
{
	struct rect rects[RECTS_MAX];

	(void)state;
	paint();
	ui_resize(ui, 640, 400);
	uint32_t before = kept[0];
	kept[0] = 0x123456;
	ui_paint(ui, (unsigned char *)kept, 640 * 4);
	assert_int_equal(kept[0], 0x123456);
	kept[0] = before;
	assert_true(compose());
	assert_int_equal(damaged(rects), 1);
	assert_int_equal(rects[0].w, 640);
	assert_int_equal(rects[0].h, 400);
	ui_paint(ui, (unsigned char *)kept, 640 * 4);
	assert_int_equal(damaged(rects), 0);
}

static void damage_that_overlaps_or_adjoins_becomes_one(void **state)
{
	struct damage damage = {0};

	(void)state;
	damage_add(&damage, (struct rect){0, 0, 10, 10});
	damage_add(&damage, (struct rect){10, 0, 10, 10});
	assert_int_equal(damage.count, 1);
	damage_add(&damage, (struct rect){200, 200, 10, 10});
	assert_int_equal(damage.count, 2);
	damage_add(&damage, (struct rect){5, 5, 300, 300});
	assert_int_equal(damage.count, 1);
	damage_add(&damage, (struct rect){50, 50, 0, 10});
	assert_int_equal(damage.count, 1);
}

static void more_damage_than_there_is_room_for_still_covers_all(void **state)
{
	struct damage damage = {0};

	(void)state;
	for (int i = 0; i < 40; i++)
		damage_add(&damage, (struct rect){i * 37 % 40 * 100, i * 100, 10, 10});
	assert_in_range(damage.count, 1, DAMAGE_MAX);
	for (int i = 0; i < 40; i++) {
		struct rect rect = {i * 37 % 40 * 100, i * 100, 10, 10};
		int holding = 0;
		for (int j = 0; j < damage.count; j++)
			holding += lies_within(&rect, &damage.rects[j]);
		assert_true(holding >= 1);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_first_scene_is_painted_whole),
	    TEST(nothing_changed_is_nothing_to_paint),
	    TEST(a_new_minute_paints_only_the_clock),
	    TEST(a_changed_person_paints_only_their_tile_and_the_counts),
	    TEST(a_finger_lights_its_target_and_nothing_else),
	    TEST(painting_what_changed_gives_the_same_as_painting_all),
	    TEST(an_unpainted_change_is_painted_with_the_next_one),
	    TEST(a_finger_hits_the_target_under_it),
	    TEST(what_the_done_bar_covers_is_neither_read_nor_touched),
	    TEST(a_resized_screen_is_painted_whole_and_only_once_composed),
	    cmocka_unit_test(damage_that_overlaps_or_adjoins_becomes_one),
	    cmocka_unit_test(more_damage_than_there_is_room_for_still_covers_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
