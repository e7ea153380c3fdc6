/* When a device says its counts: what the broker hears of them, played without one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "device/device.h"
#include "device/log.h"
#include "play.h"

static int said;
static char last[64];

/* In place of the broker. */
int device_publish_own(struct device *device, enum topic_kind kind, const char *payload,
		       int64_t expiry_s)
{
	(void)device;
	assert_int_equal(kind, TOPIC_COUNTS);
	assert_int_equal(expiry_s, 15 * 60);
	snprintf(last, sizeof last, "%s", payload);
	said++;
	return 0;
}

void log_line(const char *area, const char *format, ...)
{
	(void)area;
	fail_msg("%s", format);
}

static struct play play;
static struct player *board;
static struct device device;

static int set_up(void **state)
{
	(void)state;
	play_init(&play, 9, 12);
	play_person(&play, "p-1", "Corine");
	play_person(&play, "p-2", "Jan");
	play_person(&play, "p-3", "Zoë");
	board = play_device(&play, "board-1", ROLE_BOARD);
	play_connect(board);
	device = (struct device){.office = board->office, .conn = 1};
	said = 0;
	last[0] = '\0';
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

/* Lets time go by in steps of a tenth of a second, with a look before each wait. */
static void wait_ms(int64_t ms)
{
	for (int64_t gone = 0; gone <= ms; gone += 100) {
		struct moment now = play_now(board);
		device_counts_tick(&device, &now);
		play_wait(&play, 100);
	}
}

static void say(const char *person, enum presence presence)
{
	struct statement statement;

	statement_init(&statement);
	statement.v = play.wall_ms;
	id_copy(statement.by, "kiosk-1");
	statement.presence = presence;
	statement.since = play.wall_ms / 1000;
	statement.until = presence == PRESENCE_OPEN ? statement.since + 600 : 0;
	statement.left = presence == PRESENCE_OPEN ? 600 : -1;
	statement.ends = statement.since + 7200;
	statement.expiry = 7200;
	if (presence == PRESENCE_OPEN)
		id_copy(statement.kind, "chat");
	play_publish(&play, SUBJECT_PERSON, person, &statement);
}

static void test_counts_are_said_once_in_step_and_again_on_each_connection(void **state)
{
	(void)state;
	wait_ms(0);
	assert_int_equal(said, 1);
	assert_string_equal(last, "{\"open\":0,\"here\":0}");
	wait_ms(60000);
	assert_int_equal(said, 1);
	device.conn = 2;
	wait_ms(0);
	assert_int_equal(said, 2);
}

static void test_nothing_is_counted_before_the_device_is_in_step(void **state)
{
	(void)state;
	play_disconnect(board);
	device.conn = 0;
	wait_ms(20 * 60 * 1000);
	assert_int_equal(said, 0);
	assert_true(device.counts.due_ms > play.mono_ms);
}

static void test_who_comes_in_together_is_counted_together_a_second_later(void **state)
{
	(void)state;
	wait_ms(0);
	say("p-1", PRESENCE_HERE);
	wait_ms(300);
	say("p-2", PRESENCE_OPEN);
	say("p-3", PRESENCE_OPEN);
	wait_ms(500);
	assert_int_equal(said, 1);
	wait_ms(500);
	assert_int_equal(said, 2);
	assert_string_equal(last, "{\"open\":2,\"here\":3}");
}

static void test_who_changes_their_mind_within_a_second_is_counted_as_they_are(void **state)
{
	(void)state;
	wait_ms(0);
	say("p-1", PRESENCE_OPEN);
	wait_ms(300);
	say("p-1", PRESENCE_AWAY);
	wait_ms(5000);
	assert_string_equal(last, "{\"open\":0,\"here\":0}");
}

static void test_counts_are_said_again_well_before_they_expire(void **state)
{
	(void)state;
	wait_ms(0);
	for (int quarter = 1; quarter <= 8; quarter++) {
		int before = said;
		wait_ms(15 * 60 * 1000);
		assert_true(said - before >= 2);
		assert_true(said - before <= 3);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_counts_are_said_once_in_step_and_again_on_each_connection, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_nothing_is_counted_before_the_device_is_in_step,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_who_comes_in_together_is_counted_together_a_second_later, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_who_changes_their_mind_within_a_second_is_counted_as_they_are, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_counts_are_said_again_well_before_they_expire,
					    set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
