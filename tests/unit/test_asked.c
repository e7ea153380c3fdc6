/* What an admin asks of a device, and configuration that comes while somebody stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/hours.h"
#include "play.h"

static struct play play;
static struct player *kiosk;

static int set_up(void **state)
{
	(void)state;
	play_init(&play, 9, 12);
	play_person(&play, "p-1", "Corine");
	play_person(&play, "p-2", "Jan");
	kiosk = play_device(&play, "kiosk-1", ROLE_KIOSK);
	play_connect(kiosk);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

static void ask_aside(enum aside_kind kind)
{
	play_step(kiosk, &(struct event){.kind = EVENT_ASIDE, .aside = kind});
}

static enum screen_kind screen(void)
{
	return office_screen(kiosk->office);
}

static int brightness(void)
{
	struct moment now = play_now(kiosk);
	return office_brightness(kiosk->office, &now);
}

static void it_shows_who_it_is_for_ten_seconds(void **state)
{
	(void)state;
	ask_aside(ASIDE_IDENTIFY);
	assert_int_equal(screen(), SCREEN_IDENTIFY);
	play_wait(&play, IDENTIFY_MS - 1);
	assert_int_equal(screen(), SCREEN_IDENTIFY);
	play_wait(&play, 1);
	assert_int_equal(screen(), SCREEN_HOME);
}

static void any_touch_ends_that_and_says_nothing(void **state)
{
	(void)state;
	ask_aside(ASIDE_IDENTIFY);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(screen(), SCREEN_HOME);
	assert_int_equal(kiosk->said, 0);
}

static void it_shows_who_it_is_at_night_too(void **state)
{
	(void)state;
	play_until(&play, 22, 0);
	assert_int_equal(screen(), SCREEN_NIGHT);
	ask_aside(ASIDE_IDENTIFY);
	assert_int_equal(screen(), SCREEN_IDENTIFY);
	play_wait(&play, IDENTIFY_MS);
	assert_int_equal(screen(), SCREEN_NIGHT);
}

static void it_can_be_cleaned(void **state)
{
	(void)state;
	ask_aside(ASIDE_CLEAN);
	assert_int_equal(screen(), SCREEN_CLEAN);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->said, 0);
	play_wait(&play, CLEAN_MS);
	assert_int_equal(screen(), SCREEN_HOME);
}

static void a_brightness_holds_until_the_day_ends(void **state)
{
	(void)state;
	play_step(kiosk, &(struct event){.kind = EVENT_BRIGHTNESS, .percent = 37});
	assert_int_equal(brightness(), 37);
	play_until(&play, 18, 20);
	assert_int_equal(brightness(), 37);
	play_until(&play, 18, 31);
	assert_int_equal(kiosk->office->brightness_asked, -1);
}

static void a_brightness_holds_until_the_device_is_configured(void **state)
{
	(void)state;
	struct device_config config;
	struct event event = {.kind = EVENT_DEVICE, .device = &config};

	device_config_default(&config);
	config.brightness = 80;
	id_copy(event.id, "kiosk-1");
	play_step(kiosk, &(struct event){.kind = EVENT_BRIGHTNESS, .percent = 37});
	play_step(kiosk, &event);
	assert_int_equal(brightness(), 80);
}

/* A new connection in which the broker has the office, this person as said, and nobody else. */
static void reconnect_with(const char *id, bool same)
{
	struct event event = {.kind = EVENT_PERSON, .same = same};
	struct person_config config = office_person(kiosk->office, id)->config;

	id_copy(event.id, id);
	event.person = same ? NULL : &config;
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_UP});
	play_step(kiosk, &(struct event){.kind = EVENT_OFFICE, .same = true});
	play_step(kiosk, &event);
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_SYNCED});
}

static void a_document_that_cannot_be_used_keeps_the_one_in_force(void **state)
{
	(void)state;
	reconnect_with("p-1", true);
	assert_int_equal(kiosk->office->roster_count, 1);
	assert_string_equal(office_roster(kiosk->office, 0)->id, "p-1");
	assert_string_equal(office_roster(kiosk->office, 0)->config.name, "Corine");
}

static void the_sheet_of_somebody_who_was_dropped_closes(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-2");
	assert_int_equal(screen(), SCREEN_SHEET);
	reconnect_with("p-1", false);
	assert_int_equal(screen(), SCREEN_HOME);
	play_touch(kiosk, "person:p-1");
	reconnect_with("p-1", true);
	assert_int_equal(screen(), SCREEN_SHEET);
}

static void a_kiosk_that_becomes_a_board_forgets_its_visit(void **state)
{
	(void)state;
	struct device_config config;
	struct event event = {.kind = EVENT_DEVICE, .device = &config};

	device_config_default(&config);
	id_copy(event.id, "kiosk-1");
	play_touch(kiosk, "person:p-1");
	play_step(kiosk, &event);
	assert_int_equal(screen(), SCREEN_SHEET);
	config.role = ROLE_BOARD;
	play_step(kiosk, &event);
	assert_int_equal(screen(), SCREEN_BOARD);
	config.role = ROLE_KIOSK;
	play_step(kiosk, &event);
	assert_int_equal(screen(), SCREEN_HOME);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(it_shows_who_it_is_for_ten_seconds),
	    TEST(any_touch_ends_that_and_says_nothing),
	    TEST(it_shows_who_it_is_at_night_too),
	    TEST(it_can_be_cleaned),
	    TEST(a_brightness_holds_until_the_day_ends),
	    TEST(a_brightness_holds_until_the_device_is_configured),
	    TEST(a_document_that_cannot_be_used_keeps_the_one_in_force),
	    TEST(the_sheet_of_somebody_who_was_dropped_closes),
	    TEST(a_kiosk_that_becomes_a_board_forgets_its_visit),
	};

	return cmocka_run_group_tests_name("asked", tests, NULL, NULL);
}
