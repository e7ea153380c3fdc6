/* The nine scenes, each drawn without a display: what can be read and touched, and a picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "scenes.h"

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
	    cmocka_unit_test(a_picture_in_memory_is_a_png),
	    cmocka_unit_test(a_picture_that_cannot_be_written_says_why),
	};

	folder = count > 1 ? arguments[1] : ".";
	mkdir(folder, 0777);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
