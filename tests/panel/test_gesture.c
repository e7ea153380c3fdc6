/* A button's contact, edge by edge: clean, bouncing, chattering, with edges lost, stuck. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/gesture.h"

/* How a contact goes: the edges that a kernel saw, and those that it lost. */
struct change {
	int ms;
	bool down;
	bool lost;
};

enum { TOLD_MAX = 64, AFTER_MS = 100000, START_MS = 5000 };

/* What came of it, and when, in milliseconds since the train began. */
struct outcome {
	int count;
	struct {
		int act;
		int ms;
	} list[TOLD_MAX];
	int asked; /* how often the level was asked for */
};

static void note(struct outcome *outcome, int acts, int64_t mono_ms)
{
	for (int act = 1; act <= GESTURE_FREED; act *= 2) {
		if (!(acts & act))
			continue;
		assert_true(outcome->count < TOLD_MAX);
		outcome->list[outcome->count].act = act;
		outcome->list[outcome->count++].ms = (int)(mono_ms - START_MS);
	}
}

/* Lets time go by to end_ms as the device does: it asks for the level at each due moment, and
 * believes that a contact is open. */
static void wait(struct gesture *gesture, bool level, int64_t end_ms, struct outcome *outcome)
{
	for (;;) {
		int64_t due_ms = gesture_wake_ms(gesture);
		if (due_ms >= end_ms)
			return;
		assert_true(outcome->asked++ < 1000);
		int acts =
		    level ? gesture_tick(gesture, due_ms) : gesture_level(gesture, false, due_ms);
		note(outcome, acts, due_ms);
	}
}

static struct outcome play(const struct change *train, int count, bool down_at_start)
{
	struct outcome outcome = {0};
	struct gesture gesture = {0};
	bool level = down_at_start;

	note(&outcome, gesture_level(&gesture, level, START_MS - 1000), START_MS - 1000);
	for (int i = 0; i < count; i++) {
		int64_t at_ms = START_MS + train[i].ms;
		wait(&gesture, level, at_ms, &outcome);
		level = train[i].down;
		if (!train[i].lost)
			note(&outcome, gesture_edge(&gesture, level, at_ms), at_ms);
	}
	wait(&gesture, level, START_MS + AFTER_MS, &outcome);
	return outcome;
}

#define PLAY(train) play(train, sizeof(train) / sizeof *(train), false)

/* Closes at from_ms, opens a step later, and so on until to_ms; returns how many changes. */
static int toggle(struct change *train, int from_ms, int to_ms, int step_ms)
{
	int count = 0;

	for (int ms = from_ms; ms < to_ms; ms += step_ms, count++)
		train[count] = (struct change){ms, count % 2 == 0, false};
	return count;
}

static int count_of(const struct outcome *outcome, int act)
{
	int count = 0;

	for (int i = 0; i < outcome->count; i++)
		count += outcome->list[i].act == act;
	return count;
}

static int first_ms(const struct outcome *outcome, int act)
{
	for (int i = 0; i < outcome->count; i++) {
		if (outcome->list[i].act == act)
			return outcome->list[i].ms;
	}
	fail_msg("it never came");
	return -1;
}

static void test_a_clean_press_acts_at_once_and_once(void **state)
{
	static const struct change train[] = {{0, true, false}, {120, false, false}};
	struct outcome outcome = PLAY(train);

	(void)state;
	assert_int_equal(outcome.count, 1);
	assert_int_equal(outcome.list[0].act, GESTURE_PRESSED);
	assert_int_equal(outcome.list[0].ms, 0);
}

/* 150 ms of bounce on closing and on opening, as worn contacts do. */
static void test_a_press_that_bounces_for_150_ms_is_one_press(void **state)
{
	struct change train[200];
	int count = toggle(train, 0, 151, 3); /* the last one closes it */

	(void)state;
	assert_true(train[count - 1].down);
	train[count++] = (struct change){598, false, false};
	count += toggle(train + count, 600, 750, 5);
	train[count++] = (struct change){752, false, false};
	struct outcome outcome = play(train, count, false);
	assert_int_equal(outcome.count, 1);
	assert_int_equal(outcome.list[0].ms, 0);
}

static void test_presses_that_are_apart_count_each(void **state)
{
	static const struct change train[] = {{0, true, false},    {100, false, false},
					      {400, true, false},  {500, false, false},
					      {1000, true, false}, {1090, false, false}};
	struct outcome outcome = PLAY(train);

	(void)state;
	assert_int_equal(outcome.count, 3);
	assert_int_equal(outcome.list[2].ms, 1000);
}

static void test_at_most_one_press_in_300_ms(void **state)
{
	static const struct change train[] = {{0, true, false},
					      {10, false, false},
					      {299, true, false}, /* let go for long enough */
					      {310, false, false}};
	struct outcome outcome = PLAY(train);

	(void)state;
	assert_int_equal(outcome.count, 1);
}

static void test_held_for_one_and_a_half_seconds_is_told_once(void **state)
{
	static const struct change train[] = {{0, true, false}, {4000, false, false}};
	static const struct change shorter[] = {{0, true, false}, {1499, false, false}};
	struct outcome outcome = PLAY(train);

	(void)state;
	assert_int_equal(outcome.count, 2);
	assert_int_equal(outcome.list[1].act, GESTURE_HELD);
	assert_int_equal(outcome.list[1].ms, 1500);
	outcome = PLAY(shorter);
	assert_int_equal(outcome.count, 1);
}

/* An edge train that is read late, all at once, means what it would have meant in time. */
static void test_edges_that_are_read_late_mean_the_same(void **state)
{
	struct gesture gesture = {0};
	struct outcome outcome = {0};

	(void)state;
	gesture_level(&gesture, false, 0);
	note(&outcome, gesture_edge(&gesture, true, START_MS), START_MS);
	note(&outcome, gesture_edge(&gesture, false, START_MS + 2000), START_MS + 2000);
	note(&outcome, gesture_edge(&gesture, true, START_MS + 3000), START_MS + 3000);
	assert_int_equal(outcome.count, 3);
	assert_int_equal(outcome.list[0].act, GESTURE_PRESSED);
	assert_int_equal(outcome.list[1].act, GESTURE_HELD);
	assert_int_equal(outcome.list[2].act, GESTURE_PRESSED);
}

static void test_a_contact_that_chatters_presses_once_and_is_told_stuck(void **state)
{
	struct change train[1000];
	int count = toggle(train, 0, 40000, 50);

	(void)state;
	train[count++] = (struct change){40000, false, false};
	struct outcome outcome = play(train, count, false);
	assert_int_equal(count_of(&outcome, GESTURE_PRESSED), 1);
	assert_int_equal(count_of(&outcome, GESTURE_STUCK), 1);
	assert_int_equal(first_ms(&outcome, GESTURE_STUCK), 30000);
	assert_int_equal(count_of(&outcome, GESTURE_FREED), 1);
	assert_int_equal(first_ms(&outcome, GESTURE_FREED), 40150);
}

/* Too slow to be a bounce, too busy to be a person. */
static void test_a_contact_that_opens_and_closes_all_day_is_told_stuck(void **state)
{
	struct change train[1000];
	int count = toggle(train, 0, 101, 100);

	count += toggle(train + count, 7000, 60000, 200);

	(void)state;
	train[count++] = (struct change){60000, false, false};
	/* It began with a press long before. */
	struct outcome outcome = play(train, count, false);
	assert_int_equal(count_of(&outcome, GESTURE_PRESSED), GESTURE_RUSH_PRESSES + 1);
	assert_int_equal(count_of(&outcome, GESTURE_STUCK), 1);
	assert_int_equal(first_ms(&outcome, GESTURE_STUCK), 7000 + 400 * GESTURE_RUSH_PRESSES);
	assert_int_equal(count_of(&outcome, GESTURE_FREED), 1);
	assert_true(first_ms(&outcome, GESTURE_FREED) >= 60000);
}

static void test_a_stuck_button_is_told_after_half_a_minute_and_when_it_is_free(void **state)
{
	static const struct change train[] = {
	    {0, true, false}, {50000, false, false}, {60000, true, false}, {60100, false, false}};
	struct outcome outcome = PLAY(train);

	(void)state;
	assert_int_equal(first_ms(&outcome, GESTURE_STUCK), 30000);
	assert_int_equal(first_ms(&outcome, GESTURE_FREED), 50150);
	assert_int_equal(count_of(&outcome, GESTURE_PRESSED), 2);
}

static void test_a_button_that_is_held_at_the_start_never_signals(void **state)
{
	static const struct change train[] = {{5000, false, false},
					      {5004, true, false}, /* it bounces too */
					      {5008, false, false},
					      {9000, true, false},
					      {9100, false, false}};
	struct outcome outcome = play(train, 5, true);

	(void)state;
	assert_int_equal(outcome.count, 1);
	assert_int_equal(outcome.list[0].act, GESTURE_PRESSED);
	assert_int_equal(outcome.list[0].ms, 9000);
	outcome = play(train, 0, true);
	assert_int_equal(outcome.count, 1);
	assert_int_equal(outcome.list[0].act, GESTURE_STUCK);
}

static void test_an_edge_before_the_level_is_known_never_signals(void **state)
{
	struct gesture gesture = {0};

	(void)state;
	assert_int_equal(gesture_edge(&gesture, true, START_MS), 0);
	assert_int_equal(gesture_edge(&gesture, false, START_MS + 100), 0);
	assert_int_equal(gesture_tick(&gesture, START_MS + 250), 0);
	assert_int_equal(gesture_edge(&gesture, true, START_MS + 1000), GESTURE_PRESSED);
}

static void test_a_lost_release_is_no_hold(void **state)
{
	static const struct change alone[] = {{0, true, false}, {200, false, true}};
	static const struct change next[] = {
	    {0, true, false}, {300, false, true}, {2000, true, false}, {2100, false, false}};
	static const struct change soon[] = {
	    {0, true, false}, {300, false, true}, {800, true, false}, {2900, false, false}};
	static const struct change quick[] = {
	    {0, true, false}, {100, false, true}, {800, true, false}, {900, false, false}};
	struct outcome outcome = PLAY(alone);

	(void)state;
	assert_int_equal(outcome.count, 1);
	/* It is asked after when bouncing is over: the next press counts already. */
	outcome = PLAY(quick);
	assert_int_equal(count_of(&outcome, GESTURE_PRESSED), 2);
	outcome = PLAY(next);
	assert_int_equal(outcome.count, 2);
	assert_int_equal(outcome.list[1].act, GESTURE_PRESSED);
	assert_int_equal(outcome.list[1].ms, 2000);
	/* The first press may have been let go at any time: nothing is taken back. */
	outcome = PLAY(soon);
	assert_int_equal(count_of(&outcome, GESTURE_HELD), 0);
}

static void test_a_lost_press_or_a_burst_that_lost_its_end_does_no_harm(void **state)
{
	static const struct change lost[] = {
	    {0, true, true}, {200, false, false}, {1000, true, false}, {1100, false, false}};
	static const struct change burst[] = {
	    {0, true, false},    {2, false, false},   {4, true, false},  {6, false, false},
	    {8, true, true},     {900, false, false}, {903, true, true}, {905, false, true},
	    {2000, true, false}, {2100, false, false}};
	struct outcome outcome = PLAY(lost);

	(void)state;
	assert_int_equal(outcome.count, 1);
	assert_int_equal(outcome.list[0].ms, 1000);
	outcome = PLAY(burst);
	assert_int_equal(outcome.count, 2);
	assert_int_equal(outcome.list[0].ms, 0);
	assert_int_equal(outcome.list[1].ms, 2000);
}

static void test_a_button_at_rest_or_stuck_needs_no_waking(void **state)
{
	struct gesture gesture = {0};

	(void)state;
	gesture_level(&gesture, false, 0);
	assert_int_equal(gesture_wake_ms(&gesture), INT64_MAX);
	gesture_edge(&gesture, true, START_MS);
	for (int i = 0; i < 4; i++) {
		int64_t due_ms = gesture_wake_ms(&gesture);
		if (due_ms != INT64_MAX)
			gesture_level(&gesture, true, due_ms);
	}
	assert_true(gesture.stuck);
	assert_int_equal(gesture_wake_ms(&gesture), INT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_clean_press_acts_at_once_and_once),
	    cmocka_unit_test(test_a_press_that_bounces_for_150_ms_is_one_press),
	    cmocka_unit_test(test_presses_that_are_apart_count_each),
	    cmocka_unit_test(test_at_most_one_press_in_300_ms),
	    cmocka_unit_test(test_held_for_one_and_a_half_seconds_is_told_once),
	    cmocka_unit_test(test_edges_that_are_read_late_mean_the_same),
	    cmocka_unit_test(test_a_contact_that_chatters_presses_once_and_is_told_stuck),
	    cmocka_unit_test(test_a_contact_that_opens_and_closes_all_day_is_told_stuck),
	    cmocka_unit_test(test_a_stuck_button_is_told_after_half_a_minute_and_when_it_is_free),
	    cmocka_unit_test(test_a_button_that_is_held_at_the_start_never_signals),
	    cmocka_unit_test(test_an_edge_before_the_level_is_known_never_signals),
	    cmocka_unit_test(test_a_lost_release_is_no_hold),
	    cmocka_unit_test(test_a_lost_press_or_a_burst_that_lost_its_end_does_no_harm),
	    cmocka_unit_test(test_a_button_at_rest_or_stuck_needs_no_waking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
