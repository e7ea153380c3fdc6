/*
 * The scenes, each drawn without a display: what can be read and touched, and a picture that
 * looks like the golden one. tests/screens/accept makes the pictures of now the golden ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "picture.h"
#include "scenes.h"

/* Room for another version of the same font: edges differ a little, words and places may not. */
enum { COLOR_LIMIT = 48 };
static const double most_percent = 0.5;

static const char *folder;

static void reads_all(const struct ui *ui, const struct scene_of *scene)
{
	for (int i = 0; i < 6 && scene->reads[i]; i++) {
		if (!stage_reads(ui, scene->reads[i]))
			fail_msg("%s doesn't say \"%s\"", scene->name, scene->reads[i]);
	}
}

static void touches_all(const struct ui *ui, const struct scene_of *scene)
{
	struct scene_target target;

	for (int i = 0; i < 6 && scene->touches[i]; i++) {
		if (!stage_target(ui, scene->touches[i], &target))
			fail_msg("%s can't be touched at %s", scene->name, scene->touches[i]);
	}
}

/* How many pixels differ from the one in the corner. */
static int painted_pixels(struct ui *ui, int width, int height)
{
	uint32_t *pixels = calloc((size_t)width * (size_t)height, sizeof *pixels);
	int count = 0;

	assert_non_null(pixels);
	ui_paint(ui, (unsigned char *)pixels, width * 4);
	for (int i = 0; i < width * height; i++)
		count += (pixels[i] & 0xFFFFFF) != (pixels[0] & 0xFFFFFF);
	free(pixels);
	return count;
}

static void draw(const struct scene_of *scene)
{
	static struct stage stage;
	char path[512];

	scene_play(scene, &stage);
	struct ui *ui = stage_compose(&stage, scene->width, scene->height);
	reads_all(ui, scene);
	touches_all(ui, scene);
	snprintf(path, sizeof path, "%s/%s.png", folder, scene->name);
	assert_int_equal(ui_write_png(ui, path), 0);
	assert_in_range(painted_pixels(ui, scene->width, scene->height),
			scene->width * scene->height / 50, scene->width * scene->height);
	ui_destroy(ui);
	stage_close(&stage);
}

static void every_scene_says_and_offers_what_its_picture_shows(void **state)
{
	(void)state;
	for (int i = 0; i < SCENES; i++)
		draw(&scenes[i]);
}

static cairo_surface_t *load(const char *in, const char *name)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s.png", in, name);
	cairo_surface_t *picture = picture_load(path);
	if (!picture)
		fail_msg("%s is missing", path);
	return picture;
}

/* Writes NAME.differs.png beside the picture; returns whether it is too different. */
static bool differs_from_golden(const char *name)
{
	cairo_surface_t *golden = load(GOLDEN, name), *ours = load(folder, name);
	cairo_surface_t *marked = load(folder, name);
	struct difference found = picture_compare(golden, ours, COLOR_LIMIT, marked);
	bool bad = found.other_size || found.percent > most_percent;
	char path[512];

	snprintf(path, sizeof path, "%s/%s.differs.png", folder, name);
	remove(path);
	if (bad) {
		cairo_surface_write_to_png(marked, path);
		print_error(
		    "%s: %.2f %% differs within %d,%d %dx%d, most of it near %d,%d%s: see %s\n",
		    name, found.percent, found.where.x, found.where.y, found.where.w, found.where.h,
		    found.worst.x, found.worst.y, found.other_size ? " (another size)" : "", path);
	}
	cairo_surface_destroy(marked);
	cairo_surface_destroy(ours);
	cairo_surface_destroy(golden);
	return bad;
}

static void every_scene_looks_like_its_golden_picture(void **state)
{
	int differing = 0;

	(void)state;
	for (int i = 0; i < SCENES; i++)
		differing += differs_from_golden(scenes[i].name);
	assert_int_equal(differing, 0);
}

static void a_moved_word_is_told_from_its_golden_picture(void **state)
{
	cairo_surface_t *golden = load(GOLDEN, "kiosk-home"), *moved = load(GOLDEN, "kiosk-home");
	cairo_t *cairo = cairo_create(moved);

	(void)state;
	cairo_set_source_surface(cairo, golden, 0, 12);
	cairo_paint(cairo);
	cairo_destroy(cairo);
	cairo_surface_flush(moved);
	struct difference same = picture_compare(golden, golden, COLOR_LIMIT, NULL);
	struct difference found = picture_compare(golden, moved, COLOR_LIMIT, NULL);
	assert_true(same.percent <= 0 && same.where.w == 0);
	assert_true(found.percent > most_percent);
	assert_in_range(found.where.w, 100, 800);
	cairo_surface_destroy(moved);
	cairo_surface_destroy(golden);
}

static void a_picture_in_memory_is_a_png(void **state)
{
	static struct stage stage;
	unsigned char *bytes;
	size_t size;

	(void)state;
	scene_play(&scenes[0], &stage);
	struct ui *ui = stage_compose(&stage, 800, 480);
	assert_int_equal(ui_png(ui, &bytes, &size), 0);
	assert_true(size > 1000);
	assert_memory_equal(bytes, "\x89PNG\r\n\x1a\n", 8);
	free(bytes);
	ui_destroy(ui);
	stage_close(&stage);
}

static void a_picture_that_cannot_be_written_says_why(void **state)
{
	static struct stage stage;

	(void)state;
	scene_play(&scenes[0], &stage);
	struct ui *ui = stage_compose(&stage, 800, 480);
	assert_int_equal(ui_write_png(ui, "/nowhere/at/all.png"), -2);
	ui_destroy(ui);
	stage_close(&stage);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_scene_says_and_offers_what_its_picture_shows),
	    cmocka_unit_test(every_scene_looks_like_its_golden_picture),
	    cmocka_unit_test(a_moved_word_is_told_from_its_golden_picture),
	    cmocka_unit_test(a_picture_in_memory_is_a_png),
	    cmocka_unit_test(a_picture_that_cannot_be_written_says_why),
	};

	folder = count > 1 ? arguments[1] : ".";
	mkdir(folder, 0777);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
