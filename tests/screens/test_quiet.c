/* What no screen does: ask or tell anything when a signal ends, or spur anybody on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "locale/locale.h"
#include "stage.h"

enum { WIDTH = 800, HEIGHT = 480, MINUTE_MS = 60 * 1000, OPEN_MINUTES = 30 };

static struct stage stage, other;

static bool same_words(const struct ui *a, const struct ui *b)
{
	struct scene_text one, two;
	int i = 0, j = 0;
	bool more = true, same = true;

	while (more && same) {
		bool left = scene_next_text(ui_scene(a), &i, &one);
		more = scene_next_text(ui_scene(b), &j, &two);
		same = left == more && (!more || strcmp(one.text, two.text) == 0);
	}
	return same;
}

static bool same_targets(const struct ui *a, const struct ui *b)
{
	struct scene_target one, two;
	char first[TARGET_NAME_SIZE], second[TARGET_NAME_SIZE];
	int i = 0, j = 0;
	bool more = true, same = true;

	while (more && same) {
		bool left = scene_next_target(ui_scene(a), &i, &one);
		more = scene_next_target(ui_scene(b), &j, &two);
		if (left && more) {
			target_name(&one.target, first);
			target_name(&two.target, second);
		}
		same = left == more && (!more || strcmp(first, second) == 0);
	}
	return same;
}

/* An office in which Corine is here, and Jan is open. */
static void open_office(struct stage *at, enum role role)
{
	stage_open(at, role, 9, 0);
	stage_here(at, stage_person(at, "Corine"));
	stage_open_for(at, stage_person(at, "Jan"), "walk", "second", 12, 0);
	if (role == ROLE_DESK)
		id_copy(at->device.person, "p-0");
	stage_configure(at);
}

static void let_an_hour_pass(struct stage *at)
{
	for (int minute = 0; minute < 60; minute++)
		stage_wait(at, MINUTE_MS);
}

static void when_a_signal_ends_a_screen_is_as_if_there_had_been_none(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_DESK, ROLE_BOARD};

	(void)state;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		open_office(&stage, roles[i]);
		open_office(&other, roles[i]);
		stage_wait(&stage, MINUTE_MS);
		stage_wait(&other, MINUTE_MS);
		if (roles[i] == ROLE_KIOSK)
			stage_touch(&stage, TARGET_PERSON, "p-0", 0);
		stage_touch(&stage, TARGET_KIND, "idea", 0);
		if (roles[i] == ROLE_BOARD)
			stage_open_for(&stage, 0, "idea", "coffee", 9, 30);
		else
			stage_acked(&stage);
		struct ui *ui = stage_compose(&stage, WIDTH, HEIGHT);
		struct ui *plain = stage_compose(&other, WIDTH, HEIGHT);
		assert_false(same_words(ui, plain));
		ui_destroy(ui);
		ui_destroy(plain);
		for (int minute = 1; minute <= 60; minute++) {
			stage_wait(&stage, MINUTE_MS);
			stage_wait(&other, MINUTE_MS);
			if (minute < OPEN_MINUTES)
				continue;
			ui = stage_compose(&stage, WIDTH, HEIGHT);
			plain = stage_compose(&other, WIDTH, HEIGHT);
			assert_true(same_words(ui, plain));
			assert_true(same_targets(ui, plain));
			ui_destroy(ui);
			ui_destroy(plain);
		}
		stage_close(&stage);
		stage_close(&other);
	}
}

static bool spurs_on(const struct stage *at)
{
	static const enum sentence spurs[] = {SENTENCE_NOBODY_YET, SENTENCE_START};
	struct ui *ui = stage_compose(at, WIDTH, HEIGHT);
	bool any = stage_reads(ui, "Tik op de kiosk bij de koffiehoek, of druk op de gele knop.");

	for (size_t i = 0; i < sizeof spurs / sizeof *spurs; i++)
		any |= stage_reads(ui, locale_text(LANGUAGE_NL, spurs[i]));
	ui_destroy(ui);
	return any;
}

static void only_an_empty_board_spurs_anybody_on(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 0);
	assert_true(spurs_on(&stage));
	int corine = stage_person(&stage, "Corine");
	stage_open_for(&stage, corine, "idea", "coffee", 9, 30);
	assert_false(spurs_on(&stage));
	stage_wait(&stage, 1000);
	stage_link(&stage, false);
	assert_false(spurs_on(&stage));
	stage_close(&stage);

	stage_open(&stage, ROLE_DESK, 9, 0);
	corine = stage_person(&stage, "Corine");
	id_copy(stage.device.person, "p-0");
	stage_configure(&stage);
	assert_false(spurs_on(&stage));
	stage_here(&stage, corine);
	assert_false(spurs_on(&stage));
	stage_close(&stage);

	stage_open(&stage, ROLE_KIOSK, 9, 0);
	stage_person(&stage, "Corine");
	assert_false(spurs_on(&stage));
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_false(spurs_on(&stage));
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	assert_false(spurs_on(&stage));
	let_an_hour_pass(&stage);
	assert_false(spurs_on(&stage));
	stage_close(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(when_a_signal_ends_a_screen_is_as_if_there_had_been_none),
	    cmocka_unit_test(only_an_empty_board_spurs_anybody_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
