/* What each state of an office is told as: words, languages, lost connections, dead ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fit.h"
#include "locale/locale.h"
#include "scenes.h"

static struct stage stage;

static int tear_down(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

static bool reads(const char *text)
{
	bool landscape = stage.office->self.role != ROLE_DESK;
	struct ui *ui = stage_compose(&stage, landscape ? 1920 : 720, landscape ? 1080 : 1280);
	bool found = stage_reads(ui, text);

	ui_destroy(ui);
	return found;
}

static bool touchable(const char *target)
{
	struct scene_target found;
	struct ui *ui = stage_compose(&stage, 800, 480);
	bool there = stage_target(ui, target, &found);

	ui_destroy(ui);
	return there;
}

static const char *state_of(const char *target)
{
	struct scene_target found = {.state = NULL};
	struct ui *ui = stage_compose(&stage, 800, 480);

	stage_target(ui, target, &found);
	ui_destroy(ui);
	return found.state ? found.state : "none";
}

static void open_kiosk(int hour)
{
	stage_open(&stage, ROLE_KIOSK, hour, 12);
	stage_sample(&stage);
}

static void a_kiosk_greets_by_the_time_of_day(void **state)
{
	static const struct {
		int hour;
		const char *greeting;
	} times[] = {{4, "Tik op je naam"},
		     {5, "Goedemorgen! Tik op je naam"},
		     {11, "Goedemorgen! Tik op je naam"},
		     {12, "Goedemiddag! Tik op je naam"},
		     {17, "Goedemiddag! Tik op je naam"},
		     {18, "Goedenavond! Tik op je naam"}};

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		open_kiosk(times[i].hour);
		assert_true(reads(times[i].greeting));
		if (i + 1 < sizeof times / sizeof *times)
			stage_close(&stage);
	}
}

static void without_a_clock_no_time_is_told(void **state)
{
	(void)state;
	open_kiosk(9);
	stage.now.clock = CLOCK_NONE;
	assert_true(reads("Tik op je naam"));
	assert_false(reads("09:12"));
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	assert_true(reads("Aaltje, je bent open voor een plannetje"));
	assert_true(reads("koffiehoek"));
}

static void tiles_tell_their_state(void **state)
{
	(void)state;
	open_kiosk(9);
	assert_string_equal(state_of("person:p-0"), "away");
	assert_string_equal(state_of("person:p-1"), "here");
	assert_string_equal(state_of("person:p-3"), "focus");
	assert_string_equal(state_of("person:p-11"), "open");
	assert_string_equal(state_of("language"), "none");
}

static void the_language_key_switches_everything(void **state)
{
	(void)state;
	open_kiosk(9);
	stage_touch(&stage, TARGET_LANGUAGE, "", 0);
	assert_true(reads("Good morning! Tap your name"));
	assert_true(reads("NL"));
	assert_true(reads("17 in the office"));
	assert_true(reads("chat"));
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_true(reads("Hi Aaltje, you're in"));
	assert_true(reads("2 hours"));
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	assert_true(reads("Aaltje, you're open for an idea"));
	assert_true(reads("coffee corner, until 09:42"));
}

static void names_of_kinds_keep_their_capitals_when_they_are_abbreviations(void **state)
{
	(void)state;
	open_kiosk(9);
	strcpy(stage.config.kinds[0].name.in[LANGUAGE_NL], "OR-overleg");
	strcpy(stage.config.kinds[1].name.in[LANGUAGE_NL], "Élan");
	stage_configure(&stage);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	stage_touch(&stage, TARGET_KIND, "chat", 0);
	stage_acked(&stage);
	assert_true(reads("Aaltje, je bent open voor een OR-overleg"));
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	assert_true(reads("Aaltje, je bent open voor een élan"));
}

static void the_sheet_offers_what_fits_the_state(void **state)
{
	(void)state;
	open_kiosk(9);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_true(reads("Hoi Aaltje, je bent er"));
	assert_true(touchable("undo"));
	assert_false(touchable("here"));
	stage_acked(&stage);
	stage_wait(&stage, 6000);
	assert_false(touchable("undo"));
	stage_touch(&stage, TARGET_CLOSE, "", 0);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_true(reads("Hoi Aaltje"));
	assert_false(touchable("undo"));
	stage_touch(&stage, TARGET_KIND, "walk", 0);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_true(reads("Aaltje, je bent open voor een ommetje"));
	assert_true(reads("Niet meer open"));
	assert_true(touchable("here"));
	assert_true(touchable("focus"));
	stage_touch(&stage, TARGET_FOCUS, "", 0);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_true(reads("Aaltje, je bent in focus"));
	assert_true(reads("Uit focus"));
	assert_false(touchable("focus"));
	assert_true(touchable("leave"));
}

static void the_done_bar_says_what_was_said(void **state)
{
	static const struct {
		enum target_kind target;
		const char *sentence;
	} said[] = {
	    {TARGET_KIND, "Aaltje, je bent open voor een plannetje"},
	    {TARGET_HERE, "Aaltje, je bent weer gewoon aanwezig"},
	    {TARGET_FOCUS, "Aaltje, je bent in focus"},
	    {TARGET_LEAVE, "Dag Aaltje, tot de volgende keer"},
	};

	(void)state;
	open_kiosk(9);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		stage_touch(&stage, TARGET_PERSON, "p-0", 0);
		stage_touch(&stage, said[i].target, said[i].target == TARGET_KIND ? "idea" : "", 0);
		assert_false(touchable("undo")); /* neither broker nor disk has it yet */
		stage_acked(&stage);
		assert_true(reads(said[i].sentence));
		assert_true(touchable("undo"));
	}
	stage_wait(&stage, 6000);
	assert_false(touchable("undo"));
}

static void guests_have_a_tile_where_there_are_no_buttons(void **state)
{
	(void)state;
	open_kiosk(9);
	assert_false(touchable("someone"));
	stage.device.panel[0] = '\0';
	stage_configure(&stage);
	assert_true(touchable("someone"));
	stage_touch(&stage, TARGET_SOMEONE, "", 0);
	stage_acked(&stage);
	assert_true(reads("Er is iemand open voor een praatje"));
	stage_wait(&stage, 6000);
	stage_touch(&stage, TARGET_SOMEONE, "", 0);
	stage_acked(&stage);
	assert_true(reads("Het seintje is weer weg"));
}

static void a_kiosk_without_connection_says_so_and_forgets_after_15_minutes(void **state)
{
	(void)state;
	open_kiosk(9);
	stage_link(&stage, false);
	stage_wait(&stage, 60000);
	assert_true(reads("Geen verbinding sinds 09:12. Dit is de laatst bekende stand."));
	assert_string_equal(state_of("person:p-1"), "here");
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_kept(&stage);
	assert_true(reads("wordt doorgegeven zodra er verbinding is"));
	stage_wait(&stage, INT64_C(15) * 60000);
	assert_true(reads("Geen verbinding sinds 09:12. We weten nu niet wie er is."));
	assert_string_equal(state_of("person:p-1"), "unknown");
	assert_string_equal(state_of("person:p-0"), "open");
	assert_false(reads("aanwezig"));
	assert_false(reads("1 open"));
	stage_link(&stage, true);
	assert_false(reads("Geen verbinding sinds 09:12. We weten nu niet wie er is."));
}

static void a_board_without_connection_takes_its_names_away_after_15_minutes(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	stage_open_for(&stage, stage_person(&stage, "Corine"), "idea", "coffee", 12, 0);
	stage_link(&stage, false);
	stage_wait(&stage, INT64_C(14) * 60000);
	assert_true(reads("Corine"));
	assert_true(reads("Geen verbinding sinds 09:12. Dit is de laatst bekende stand."));
	stage_wait(&stage, 60000);
	assert_false(reads("Corine"));
	assert_true(reads("Even geen verbinding."));
	assert_true(reads("We weten nu niet wie er open is. Daarom staan hier geen namen."));
	assert_false(reads("1 op kantoor"));
}

static void a_board_names_nobody_who_only_wants_to_be_counted(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	stage_open_for(&stage, stage_person_on_wall(&stage, "Geheim", WALL_COUNT), "idea", "coffee",
		       10, 0);
	stage_here(&stage, stage_person_on_wall(&stage, "Stil", WALL_OPEN));
	stage_here(&stage, stage_person_on_wall(&stage, "Zichtbaar", WALL_NAME));
	assert_true(reads("Iemand"));
	assert_false(reads("Geheim"));
	assert_false(reads("Stil"));
	assert_true(reads("Zichtbaar"));
	assert_true(reads("3 op kantoor"));
}

static void the_done_bar_offers_come_and_an_ideas_sides(void **state)
{
	(void)state;
	open_kiosk(9);
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	stage_acked(&stage);
	stage_touch(&stage, TARGET_KIND, "walk", 0);
	stage_acked(&stage);
	assert_true(touchable("come"));
	assert_false(touchable("side:ask"));
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_acked(&stage);
	assert_true(touchable("side:ask"));
	assert_true(touchable("side:offer"));
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	stage_touch(&stage, TARGET_LEAVE, "", 0);
	stage_acked(&stage);
	assert_false(touchable("come"));
}

/* Makes person's signal say come, or which side of an idea it is. */
static void add_to_signal(int person, bool come, enum side side)
{
	struct subject *subject = &stage.office->people[person].subject;

	subject->best.come = come;
	subject->best.side = side;
}

static void a_board_says_in_words_that_one_may_come_or_has_an_ear(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int i = 0; i < 2; i++)
		stage_open_for(&stage, stage_person(&stage, i ? "Jan" : "Corine"), "idea", "coffee",
			       10, 0);
	add_to_signal(0, true, SIDE_NONE);
	add_to_signal(1, false, SIDE_OFFER);
	assert_true(reads("kom gerust naar me toe"));
	assert_true(reads("heeft een oor voor een idee"));
	add_to_signal(1, true, SIDE_OFFER);
	assert_true(reads("heeft een oor, kom gerust"));
	for (int i = 0; i < 3; i++)
		stage_open_for(&stage, stage_person(&stage, "Bo"), "chat", "coffee", 10, 0);
	assert_true(reads("koffiehoek, tot 10:00"));
	assert_true(reads("kom gerust naar me toe"));
	assert_true(reads("heeft een oor, kom gerust"));
	add_to_signal(1, false, SIDE_NONE); /* what is left fits beside place and end */
	assert_true(reads("koffiehoek, tot 10:00, kom gerust"));
}

static void a_board_says_of_everybody_until_when_however_much_they_add(void **state)
{
	struct scene_text text;

	(void)state;
	for (int count = 1; count <= 16; count = count * 3 / 2 + 1) {
		stage_open(&stage, ROLE_BOARD, 9, 12);
		for (int i = 0; i < count; i++) {
			stage_open_for(&stage, stage_person(&stage, "Bernadette"), "idea", "second",
				       10, 0);
			add_to_signal(i, i % 2, i % 3 ? SIDE_NONE : SIDE_OFFER);
		}
		for (int i = 0; i < FIT_SIZES; i++) {
			struct ui *ui = stage_compose(&stage, fit_sizes[i][0], fit_sizes[i][1]);
			int ends = 0;
			for (int at = 0; scene_next_text(ui_scene(ui), &at, &text);)
				ends += !text.cut && strstr(text.text, "tot 10:00") != NULL;
			if (ends != count)
				fail_msg("%d of %d at %dx%d", ends, count, fit_sizes[i][0],
					 fit_sizes[i][1]);
			ui_destroy(ui);
		}
		stage_close(&stage);
	}
	stage_open(&stage, ROLE_BOARD, 9, 12);
}

static const char *pairs_line(const struct ui *ui, bool *cut)
{
	struct scene_text text;

	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);) {
		if (strncmp(text.text, "Samen open: ", 12) == 0) {
			*cut = text.cut;
			return text.text;
		}
	}
	return NULL;
}

static void all_boards_name_the_same_pairs(void **state)
{
	char first[512] = "";
	bool cut;

	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int i = 0; i < 18; i++) {
		char name[32];
		snprintf(name, sizeof name, "Bernadette %c", 'A' + i);
		stage_open_for(&stage, stage_person(&stage, name), "idea", "coffee", 10, 0);
	}
	for (int i = 0; i < FIT_SIZES; i++) {
		struct ui *ui = stage_compose(&stage, fit_sizes[i][0], fit_sizes[i][1]);
		const char *line = pairs_line(ui, &cut);
		assert_non_null(line);
		assert_false(cut);
		if (i == 0)
			snprintf(first, sizeof first, "%s", line);
		assert_string_equal(line, first);
		ui_destroy(ui);
	}
}

static void a_board_that_cannot_show_all_says_how_many_more(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int i = 0; i < 70; i++)
		stage_open_for(&stage, stage_person(&stage, "Jan"), "idea", "coffee", 10, 0);
	assert_true(reads("en nog 11"));
}

static void an_empty_board_says_where_to_begin(void **state)
{
	struct device_config kiosk;
	struct effects *effects = malloc(sizeof *effects);
	struct event event = {.kind = EVENT_DEVICE, .id = "kiosk-1", .device = &kiosk};

	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	stage_person(&stage, "Corine");
	assert_true(reads("Tik op de kiosk bij de koffiehoek, of druk op de gele knop."));
	device_config_default(&kiosk);
	id_copy(kiosk.place, "second");
	core_step(stage.office, &event, stage.now, effects);
	assert_true(reads("Tik op de kiosk bij de 2e verdieping."));
	kiosk.place[0] = '\0';
	core_step(stage.office, &event, stage.now, effects);
	assert_true(reads("Tik op je naam op de kiosk."));
	free(effects);
}

static void a_desk_says_how_its_owner_stands(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_DESK, 10, 58);
	int corine = stage_person(&stage, "Corine");
	assert_true(reads("Dit apparaat is nog van niemand"));
	id_copy(stage.device.person, "p-0");
	stage_configure(&stage);
	assert_true(reads("Niet op kantoor"));
	assert_true(touchable("here"));
	stage_here(&stage, corine);
	assert_true(reads("Aanwezig"));
	assert_true(touchable("kind:walk"));
	assert_true(touchable("leave"));
	stage.now.wall_ms += 1000;
	stage_focus(&stage, corine);
	assert_true(reads("In focus"));
	assert_true(reads("tot 18:00"));
	assert_true(reads("Uit focus"));
}

/* In Dutch, in English and in the office's own language, and in no other. */
static void check_told(enum sentence sentence, int own)
{
	for (int language = 0; language < LANGUAGE_COUNT; language++)
		assert_int_equal(reads(locale_text(language, sentence)),
				 language <= LANGUAGE_EN || language == own);
}

static void every_dead_end_says_what_to_do_in_every_language_at_once(void **state)
{
	static const struct {
		enum sentence title, what_to_do;
	} ends[] = {
	    {SENTENCE_SEARCHING_TITLE, SENTENCE_SEARCHING_DO},
	    {SENTENCE_REFUSED_TITLE, SENTENCE_REFUSED_DO},
	    {SENTENCE_NO_PEOPLE_TITLE, SENTENCE_NO_PEOPLE_DO},
	    {SENTENCE_REMOVED_TITLE, SENTENCE_REMOVED_DO},
	    {SENTENCE_NOT_CONFIGURED_TITLE, SENTENCE_NOT_CONFIGURED_DO},
	    {SENTENCE_NO_OWNER_TITLE, SENTENCE_NO_OWNER_DO},
	    {SENTENCE_UNUSABLE_TITLE, SENTENCE_UNUSABLE_DO},
	};

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		stage.office->met = i >= 2;
		stage.office->configured = i >= 2 && i != 4 && i != 6;
		stage.office->office_seen = i == 6;
		stage.office->link_refused = i == 1;
		stage.office->self_gone = i == 3;
		stage.office->self.role = i == 5 ? ROLE_DESK : ROLE_KIOSK;
		for (int own = 0; own < LANGUAGE_COUNT; own++) {
			stage.office->config.lang = (enum language)own;
			check_told(ends[i].title, own);
			check_told(ends[i].what_to_do, own);
		}
	}
}

static void a_rail_turns_its_pages_and_lights_its_key(void **state)
{
	struct target target;

	(void)state;
	scene_play(&scenes[3], &stage);
	struct ui *ui = stage_compose(&stage, 800, 480);
	assert_false(ui_turn(ui, -1, &target));
	assert_true(ui_turn(ui, 1, &target));
	assert_int_equal(target.kind, TARGET_RAIL);
	assert_int_equal(target.number, 1);
	stage_touch(&stage, TARGET_RAIL, "", 6);
	ui_compose(ui, stage.office, &stage.now);
	assert_true(stage_reads(ui, "Zoë"));
	assert_false(stage_reads(ui, "Corine"));
	assert_false(ui_turn(ui, 1, &target));
	ui_destroy(ui);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_kiosk_greets_by_the_time_of_day),
	    TEST(without_a_clock_no_time_is_told),
	    TEST(tiles_tell_their_state),
	    TEST(the_language_key_switches_everything),
	    TEST(names_of_kinds_keep_their_capitals_when_they_are_abbreviations),
	    TEST(the_sheet_offers_what_fits_the_state),
	    TEST(the_done_bar_says_what_was_said),
	    TEST(guests_have_a_tile_where_there_are_no_buttons),
	    TEST(a_kiosk_without_connection_says_so_and_forgets_after_15_minutes),
	    TEST(a_board_without_connection_takes_its_names_away_after_15_minutes),
	    TEST(a_board_names_nobody_who_only_wants_to_be_counted),
	    TEST(the_done_bar_offers_come_and_an_ideas_sides),
	    TEST(a_board_says_in_words_that_one_may_come_or_has_an_ear),
	    TEST(a_board_says_of_everybody_until_when_however_much_they_add),
	    TEST(all_boards_name_the_same_pairs),
	    TEST(a_board_that_cannot_show_all_says_how_many_more),
	    TEST(an_empty_board_says_where_to_begin),
	    TEST(a_desk_says_how_its_owner_stands),
	    TEST(every_dead_end_says_what_to_do_in_every_language_at_once),
	    TEST(a_rail_turns_its_pages_and_lights_its_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
