/* States differ in brightness for every eye, and a finger's light is seen by each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "light.h"
#include "scenes.h"

enum { STATES = PRESENCE_OPEN + 1 };

static const char *const eyes[] = {"usual", "protanopia", "deuteranopia", "tritanopia", "grey"};
/* In steps of lightness, of which a hundred lead from black to white; one or two can be seen. */
static const double least_between_states = 4, least_when_lit = 6;

static struct stage stage;
static struct ui *ui;
static uint32_t *pixels;

/* Four people of one width of name, one in each state. */
static int set_up(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	for (int i = 0; i < STATES; i++)
		stage_person(&stage, "Corine");
	stage_here(&stage, PRESENCE_HERE);
	stage_focus(&stage, PRESENCE_FOCUS);
	stage_open_for(&stage, PRESENCE_OPEN, "idea", "coffee", 10, 0);
	ui = stage_compose(&stage, 800, 480);
	pixels = calloc((size_t)800 * 480, sizeof *pixels);
	assert_non_null(pixels);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	free(pixels);
	ui_destroy(ui);
	stage_close(&stage);
	return 0;
}

static struct scene_target tile_of(int person)
{
	struct scene_target target;

	for (int i = 0; scene_next_target(ui_scene(ui), &i, &target);) {
		if (target.target.kind == TARGET_PERSON && target.target.id[2] == '0' + person)
			return target;
	}
	fail_msg("person %d has no tile", person);
	return target;
}

/* The mean lightness of a tile with all that stands on it, as the eye sees it. */
static double lightness(int person, enum eye eye)
{
	struct rect rect = tile_of(person).rect;
	struct light sum = {0, 0, 0};

	for (int i = 0; i < rect.w * rect.h; i++) {
		int x = rect.x + i % rect.w, y = rect.y + i / rect.w;
		struct light light = light_seen(light_of(pixels[y * 800 + x]), eye);
		sum.r += light.r;
		sum.g += light.g;
		sum.b += light.b;
	}
	double count = rect.w * rect.h;
	return light_lightness((struct light){sum.r / count, sum.g / count, sum.b / count});
}

static void paint(void)
{
	ui_paint(ui, (unsigned char *)pixels, 800 * 4);
}

static void states_differ_in_brightness_for_every_eye(void **state)
{
	(void)state;
	paint();
	for (int eye = 0; eye < EYES; eye++) {
		for (int a = 0; a < STATES; a++) {
			for (int b = a + 1; b < STATES; b++) {
				double off = lightness(a, eye) - lightness(b, eye);
				if (off < least_between_states && -off < least_between_states)
					fail_msg("%s: %s and %s are only %.1f apart", eyes[eye],
						 presence_name(a), presence_name(b), off);
			}
		}
	}
}

static void a_finger_lights_every_state_for_every_eye(void **state)
{
	(void)state;
	for (int i = 0; i < STATES; i++) {
		double before[EYES];
		ui_press(ui, NULL);
		ui_compose(ui, stage.office, &stage.now);
		ui_damage_all(ui);
		paint();
		for (int eye = 0; eye < EYES; eye++)
			before[eye] = lightness(i, eye);
		struct scene_target tile = tile_of(i);
		ui_press(ui, &tile.target);
		ui_compose(ui, stage.office, &stage.now);
		paint();
		for (int eye = 0; eye < EYES; eye++) {
			if (lightness(i, eye) - before[eye] < least_when_lit)
				fail_msg("%s: a finger on %s adds only %.1f", eyes[eye],
					 presence_name(i), lightness(i, eye) - before[eye]);
		}
	}
}

/* How many pixels of the stage's screen are red, as that of a lost connection is. */
static int red_pixels(void)
{
	struct ui *screen = stage_compose(&stage, 800, 480);
	int count = 0;

	ui_damage_all(screen);
	ui_paint(screen, (unsigned char *)pixels, 800 * 4);
	ui_destroy(screen);
	for (int i = 0; i < 800 * 480; i++) {
		int r = pixels[i] >> 16 & 0xFF, g = pixels[i] >> 8 & 0xFF, b = pixels[i] & 0xFF;
		count += r > 100 && 2 * r > 3 * g && 2 * r > 3 * b;
	}
	return count;
}

static void nobody_is_ever_shown_in_red(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD, ROLE_DESK};

	(void)state;
	for (int role = 0; role < 3; role++) {
		stage.device.role = roles[role];
		for (int i = 0; i < STATES; i++) {
			snprintf(stage.device.person, ID_SIZE, "p-%d", i);
			stage_configure(&stage);
			assert_int_equal(red_pixels(), 0);
			if (roles[role] != ROLE_KIOSK)
				continue;
			stage_touch(&stage, TARGET_PERSON, stage.device.person, 0);
			assert_int_equal(red_pixels(), 0);
			stage_touch(&stage, TARGET_CLOSE, "", 0);
		}
	}
	stage_link(&stage, false);
	stage.device.role = ROLE_BOARD;
	stage_configure(&stage);
	assert_true(red_pixels() > 0);
}

static void eyes_see_what_they_should(void **state)
{
	struct light red = light_seen(light_of(0xFF0000), EYE_PROTANOPIA);

	(void)state;
	assert_float_equal(light_lightness(light_of(0xFFFFFF)), 100, 0.01);
	/* Red is dark to who has no eye for it, white stays white to all. */
	assert_true(light_luminance(red) < 0.6 * light_luminance(light_of(0xFF0000)));
	for (int eye = 0; eye < EYES; eye++)
		assert_float_equal(light_luminance(light_seen(light_of(0xFFFFFF), eye)), 1, 0.01);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(nobody_is_ever_shown_in_red),
	    cmocka_unit_test(eyes_see_what_they_should),
	    TEST(states_differ_in_brightness_for_every_eye),
	    TEST(a_finger_lights_every_state_for_every_eye),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
