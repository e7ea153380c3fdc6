/* Any name in any script: whole or ending in an ellipsis, over nothing else, told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fit.h"
#include "ui/theme.h"

static const char *const names[] = {
    "Zoë",
    "Jurriën van der Nieuwenhuizen",
    "Annemarie van den Broek-Ørsted",
    "Đặng Thị Ngọc Ánh",
    "Łukasz Żółć",
    "O",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss",
    "Maria Alexandra Wilhelmina Johanna van der Heijden tot Oosterwijk",
    "محمد عبد الله",
    "فاطمة الزهراء",
    "שרה כהן",
    "יעל",
    "王小明",
    "山田 花子",
    "김민수",
    "अनुष्का शर्मा",
    "क्षितिज",
    "Σωκράτης",
    "Владимир",
    "สมชาย ใจดี",
    "🎉 Party",
    "👩🏽‍💻 Noor",
    "Z̴̡̛o̷̢e̵̛̠",
    "A\xCC\x8Angstro\xCC\x88m",
    "Jan",
    "Jan",
};
enum { NAMES = sizeof names / sizeof *names };

static struct stage stage;
static struct ui *ui;

static int tear_down(void **state)
{
	(void)state;
	ui_destroy(ui);
	ui = NULL;
	stage_close(&stage);
	return 0;
}

/* By more than the pixel that rounding makes of lines which touch. */
static bool lies_over(const struct rect *a, const struct rect *b)
{
	struct rect common = rect_common(a, b);
	return common.w > 1 && common.h > 1;
}

/* Texts keep off one another, and what stands on a target stays on it. */
static void nothing_overlaps(const char *what)
{
	const struct scene *scene = ui_scene(ui);
	struct scene_text text, next;
	struct scene_target target;

	for (int i = 0; scene_next_text(scene, &i, &text);) {
		for (int j = i; scene_next_text(scene, &j, &next);) {
			if (lies_over(&text.rect, &next.rect))
				fail_msg("%s: \"%s\" lies over \"%s\"", what, text.text, next.text);
		}
		for (int j = 0; scene_next_target(scene, &j, &target);) {
			struct rect common = rect_common(&text.rect, &target.rect);
			/* The clock's digits are lower than the line they stand on. */
			if (target.target.kind == TARGET_CLOCK)
				continue;
			bool inside = memcmp(&common, &text.rect, sizeof common) == 0;
			if (!rect_empty(&common) && !inside)
				fail_msg("%s: \"%s\" leaves the key of \"%s\"", what, text.text,
					 target.text);
		}
	}
}

static void compose(int width, int height)
{
	if (!ui)
		ui = ui_create(width, height);
	assert_non_null(ui);
	ui_resize(ui, width, height);
	ui_compose(ui, stage.office, &stage.now);
}

static void look(const char *name)
{
	for (int i = 0; i < FIT_SIZES; i++) {
		int width = fit_sizes[i][0], height = fit_sizes[i][1];
		char what[120];
		snprintf(what, sizeof what, "%s at %dx%d", name, width, height);
		compose(width, height);
		fit_check(ui, what);
		nothing_overlaps(what);
	}
}

static void add_all(int hour)
{
	for (int i = 0; i < NAMES; i++) {
		int person = stage_person(&stage, names[i]);
		if (i % 3 == 0)
			stage_here(&stage, person);
		else if (i % 3 == 1)
			stage_open_for(&stage, person, "idea", "second", hour + 1, 0);
	}
}

static bool shows_boxes(struct texts *texts, const char *name)
{
	static const struct text_style style = {.size = 20, .weight = 700};
	const struct text_layout *laid =
	    texts_layout(texts, name, &style, (struct text_limit){0, 1});

	return pango_layout_get_unknown_glyphs_count(laid->layout) > 0;
}

static void no_name_shows_as_boxes(void **state)
{
	struct texts *texts = texts_create();

	(void)state;
	assert_non_null(texts);
	assert_true(shows_boxes(texts, "\xF3\xB0\x80\x80")); /* a character of no font */
	for (int i = 0; i < NAMES; i++) {
		if (shows_boxes(texts, names[i]))
			fail_msg("a font is missing for %s", names[i]);
	}
	texts_destroy(texts);
}

static void any_name_fits_its_tile(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	add_all(9);
	look("home");
}

static void any_name_fits_its_sheet_and_the_done_bar(void **state)
{
	char id[ID_SIZE];

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	add_all(9);
	for (int i = 0; i < NAMES; i++) {
		snprintf(id, sizeof id, "p-%d", i);
		stage_touch(&stage, TARGET_PERSON, id, 0);
		look(names[i]);
		stage_touch(&stage, TARGET_KIND, "walk", 0);
		stage_acked(&stage);
		look("done");
	}
}

static void any_name_fits_a_board(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int i = 0; i < NAMES; i++) {
		stage_open_for(&stage, stage_person(&stage, names[i]), "idea", "second", 11, 0);
		look("board");
	}
}

static void any_name_fits_the_list_of_who_is_here(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	stage_open_for(&stage, stage_person(&stage, names[6]), "idea", "second", 11, 0);
	for (int i = 0; i < NAMES; i++) {
		int person = stage_person(&stage, names[i]);
		if (i % 2)
			stage_here(&stage, person);
		else
			stage_focus(&stage, person);
	}
	look("list");
}

static void any_name_fits_a_desk(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_DESK, 9, 12);
	for (int i = 0; i < NAMES; i++) {
		int person = stage_person(&stage, names[i]);
		snprintf(stage.device.person, sizeof stage.device.person, "p-%d", person);
		stage_configure(&stage);
		look(names[i]);
	}
}

static bool reads_begun(const char *begin)
{
	struct scene_text text;

	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);) {
		if (strncmp(text.text, begin, strlen(begin)) == 0)
			return true;
	}
	return false;
}

static void two_of_one_name_are_told_apart_everywhere(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD};

	(void)state;
	for (int i = 0; i < 2; i++) {
		stage_open(&stage, roles[i], 9, 12);
		stage_open_for(&stage, stage_person(&stage, "Jan"), "idea", "coffee", 10, 0);
		stage_open_for(&stage, stage_person(&stage, "Jan"), "chat", "second", 10, 0);
		stage_here(&stage, stage_person(&stage, "Bo"));
		stage_here(&stage, stage_person(&stage, "Bo"));
		ui = stage_compose(&stage, 1920, 1080);
		assert_true(stage_reads(ui, "Jan 1"));
		assert_true(stage_reads(ui, "Jan 2"));
		assert_true(stage_reads(ui, "Bo 1"));
		assert_true(stage_reads(ui, "Bo 2"));
		assert_false(stage_reads(ui, "Jan"));
		if (roles[i] == ROLE_BOARD)
			assert_true(reads_begun("Jan 1 en Jan 2, jullie zijn allebei open."));
		if (i + 1 < 2)
			tear_down(NULL);
	}
}

/* The end of a name that is cut is its number, on a line of its own or after the ellipsis. */
static bool tells_number(const char *name, const char *number)
{
	struct scene_text text;
	char whole[160];
	bool found = false;

	snprintf(whole, sizeof whole, "%s %s", name, number);
	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);)
		found = found || strcmp(text.text, number) == 0 ||
			(strcmp(text.text, whole) == 0 && !text.cut);
	return found;
}

static void namesakes_with_long_names_keep_their_numbers(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD};

	(void)state;
	for (int i = 0; i < 2; i++) {
		stage_open(&stage, roles[i], 9, 12);
		add_all(9);
		for (int j = 0; j < 2; j++)
			stage_open_for(&stage, stage_person(&stage, names[7]), "idea", "coffee", 10,
				       0);
		for (int j = 0; j < FIT_SIZES; j++) {
			compose(fit_sizes[j][0], fit_sizes[j][1]);
			assert_true(tells_number(names[7], "2"));
			assert_true(tells_number(names[7], "3"));
		}
		if (i == 0)
			tear_down(NULL);
	}
}

/* No two texts on one another, which is what a number beside a state might be. */
static void a_namesakes_number_stands_clear_of_its_state(void **state)
{
	struct scene_text one, other;
	char name[64];

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "%cWilhelmina van der Meulen-Schimmelpenninck",
			 'A' + i % 26);
		stage_here(&stage, stage_person(&stage, name));
	}
	for (int i = 0; i < FIT_SIZES; i++) {
		compose(fit_sizes[i][0], fit_sizes[i][1]);
		for (int j = 0; scene_next_text(ui_scene(ui), &j, &one);) {
			for (int k = j; scene_next_text(ui_scene(ui), &k, &other);)
				assert_false(rect_overlaps(&one.rect, &other.rect));
		}
	}
}

static bool reads_whole(const char *name)
{
	struct scene_text text;

	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);) {
		if (strcmp(text.text, name) == 0)
			return !text.cut;
	}
	return false;
}

static void a_usual_long_name_stands_whole_on_a_board_of_one_or_two(void **state)
{
	static const char long_name[] = "Marieke van den Berg";

	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	stage_open_for(&stage, stage_person(&stage, long_name), "idea", "coffee", 10, 0);
	compose(1920, 1080);
	assert_true(reads_whole(long_name));
	stage_open_for(&stage, stage_person(&stage, "Jan"), "idea", "coffee", 10, 0);
	compose(1920, 1080);
	assert_true(reads_whole(long_name));
}

static void no_word_of_a_state_is_cut_on_a_tile(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	for (int i = 0; i < 40; i++) {
		int person = stage_person(&stage, "Bo");
		stage_open_for(&stage, person, "walk", "second", 10, 0);
	}
	for (int i = 0; i < FIT_SIZES; i++) {
		compose(fit_sizes[i][0], fit_sizes[i][1]);
		assert_true(reads_whole("ommetje"));
	}
}

static void a_guest_more_cuts_no_word_of_a_state(void **state)
{
	struct scene_text text;

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	stage.device.panel[0] = '\0';
	stage_configure(&stage);
	for (int i = 0; i < FIT_SIZES; i++) {
		compose(fit_sizes[i][0], fit_sizes[i][1]);
		assert_true(reads_whole("Iemand"));
		for (int j = 0; scene_next_text(ui_scene(ui), &j, &text);)
			assert_false(text.cut);
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_name_shows_as_boxes),
	    TEST(any_name_fits_its_tile),
	    TEST(any_name_fits_its_sheet_and_the_done_bar),
	    TEST(any_name_fits_a_board),
	    TEST(any_name_fits_the_list_of_who_is_here),
	    TEST(any_name_fits_a_desk),
	    TEST(two_of_one_name_are_told_apart_everywhere),
	    TEST(namesakes_with_long_names_keep_their_numbers),
	    TEST(a_namesakes_number_stands_clear_of_its_state),
	    TEST(a_usual_long_name_stands_whole_on_a_board_of_one_or_two),
	    TEST(no_word_of_a_state_is_cut_on_a_tile),
	    TEST(a_guest_more_cuts_no_word_of_a_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
