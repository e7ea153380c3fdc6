#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/zone.h"

/* The last Sundays of March and October 2026, as in Amsterdam. */
static const struct zone amsterdam = {
    .count = 3,
    .spans = {{0, 3600}, {1774746000, 7200}, {1792890000, 3600}},
};

static void test_civil_days_go_there_and_back(void **state)
{
	(void)state;
	for (int64_t day = -800000; day < 800000; day += 13) {
		int year, month, date;
		civil_from_days(day, &year, &month, &date);
		assert_int_equal(civil_days(year, month, date), day);
		assert_in_range(month, 1, 12);
		assert_in_range(date, 1, 31);
	}
	assert_int_equal(civil_days(1970, 1, 1), 0);
	assert_int_equal(civil_days(2024, 2, 29) + 1, civil_days(2024, 3, 1));
}

static void test_local_time_follows_the_zone(void **state)
{
	(void)state;
	struct local_time winter = zone_local(&amsterdam, 1795421520); /* 2026-11-23 08:12 UTC */
	assert_int_equal(winter.year, 2026);
	assert_int_equal(winter.month, 11);
	assert_int_equal(winter.day, 23);
	assert_int_equal(winter.weekday, 1);
	assert_int_equal(winter.hour, 9);
	assert_int_equal(winter.minute, 12);
	struct local_time summer = zone_local(&amsterdam, 1782864000); /* 2026-07-01 00:00 UTC */
	assert_int_equal(summer.hour, 2);
	assert_int_equal(summer.weekday, 3);
}

static void test_utc_is_the_zone_of_an_empty_table(void **state)
{
	(void)state;
	static const struct zone utc;
	assert_int_equal(zone_utc(&utc, 2026, 11, 23, 8 * 60), 1795420800);
	assert_int_equal(zone_local(&utc, 1795420800).hour, 8);
}

static void test_a_skipped_time_is_the_moment_of_the_change(void **state)
{
	(void)state;
	assert_int_equal(zone_utc(&amsterdam, 2026, 3, 29, 2 * 60 + 30), 1774746000);
	assert_int_equal(zone_utc(&amsterdam, 2026, 3, 29, 3 * 60), 1774746000);
	assert_int_equal(zone_utc(&amsterdam, 2026, 3, 29, 1 * 60 + 59), 1774746000 - 60);
}

static void test_a_time_that_comes_twice_is_the_first(void **state)
{
	(void)state;
	assert_int_equal(zone_utc(&amsterdam, 2026, 10, 25, 2 * 60 + 30), 1792890000 - 1800);
	assert_int_equal(zone_utc(&amsterdam, 2026, 10, 25, 3 * 60), 1792890000 + 3600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_civil_days_go_there_and_back),
	    cmocka_unit_test(test_local_time_follows_the_zone),
	    cmocka_unit_test(test_utc_is_the_zone_of_an_empty_table),
	    cmocka_unit_test(test_a_skipped_time_is_the_moment_of_the_change),
	    cmocka_unit_test(test_a_time_that_comes_twice_is_the_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
