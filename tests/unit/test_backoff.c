#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link/backoff.h"

enum { DRAWS = 10000 };

static void after_a_loss_the_wait_is_anywhere_between_the_bounds(void **state)
{
	struct backoff backoff;
	int early = 0, late = 0;
	(void)state;

	backoff_init(&backoff, 500, 15000, 1);
	for (int i = 0; i < DRAWS; i++) {
		int wait = backoff_lost_ms(&backoff);
		assert_in_range(wait, 500, 15000);
		early += wait < 500 + 14500 / 4;
		late += wait > 15000 - 14500 / 4;
	}
	assert_in_range(early, DRAWS / 5, DRAWS * 3 / 10);
	assert_in_range(late, DRAWS / 5, DRAWS * 3 / 10);
}

static void before_the_first_connection_tries_begin_quickly(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct backoff backoff;
		backoff_init(&backoff, 500, 15000, seed);
		assert_in_range(backoff_failed_ms(&backoff), 500, 1500);
		assert_in_range(backoff_failed_ms(&backoff), 500, 4500);
		assert_in_range(backoff_failed_ms(&backoff), 500, 13500);
	}
}

static void a_failed_try_waits_three_times_the_last_wait_at_most(void **state)
{
	struct backoff backoff;
	int last = 500, longest = 0;
	(void)state;

	backoff_init(&backoff, 500, 15000, 7);
	for (int i = 0; i < DRAWS; i++) {
		int wait = backoff_failed_ms(&backoff);
		assert_in_range(wait, 500, 3 * last < 15000 ? 3 * last : 15000);
		longest = wait > longest ? wait : longest;
		last = wait;
	}
	assert_in_range(longest, 14500, 15000);
}

static void few_devices_come_back_in_the_same_tenth_of_a_second(void **state)
{
	int back[151] = {0}, most = 0;
	(void)state;

	for (uint64_t seed = 1; seed <= 1000; seed++) {
		struct backoff backoff;
		backoff_init(&backoff, 500, 15000, seed * 0x9e3779b97f4a7c15);
		backoff_lost_ms(&backoff);
		for (int tries = 0; tries < 5; tries++)
			backoff_failed_ms(&backoff);
		int count = ++back[backoff_failed_ms(&backoff) / 100];
		most = count > most ? count : most;
	}
	assert_true(most < 60);
}

/* Else those that waited least would gather while the broker is still away. */
static void tries_after_a_loss_are_spread_as_widely_as_the_first(void **state)
{
	int late = 0;
	(void)state;

	for (uint64_t seed = 1; seed <= 1000; seed++) {
		struct backoff backoff;
		backoff_init(&backoff, 500, 15000, seed * 0x9e3779b97f4a7c15);
		backoff_lost_ms(&backoff);
		late += backoff_failed_ms(&backoff) > 7750;
	}
	assert_in_range(late, 400, 600);
}

static void bounds_may_be_the_same(void **state)
{
	struct backoff backoff;
	(void)state;

	backoff_init(&backoff, 20, 20, 3);
	assert_int_equal(backoff_lost_ms(&backoff), 20);
	assert_int_equal(backoff_failed_ms(&backoff), 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(after_a_loss_the_wait_is_anywhere_between_the_bounds),
	    cmocka_unit_test(before_the_first_connection_tries_begin_quickly),
	    cmocka_unit_test(a_failed_try_waits_three_times_the_last_wait_at_most),
	    cmocka_unit_test(few_devices_come_back_in_the_same_tenth_of_a_second),
	    cmocka_unit_test(tries_after_a_loss_are_spread_as_widely_as_the_first),
	    cmocka_unit_test(bounds_may_be_the_same),
	};
	return cmocka_run_group_tests_name("backoff", tests, NULL, NULL);
}
