#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/hours.h"

enum { MONDAY = 23 }; /* of November 2026 */

static struct office_config config;

static int set_up(void **state)
{
	(void)state;
	office_config_default(&config);
	config.zone.count = 1;
	config.zone.spans[0] = (struct zone_span){0, 3600};
	config.hours_count = 1;
	config.hours[0] = (struct hours){0x1f, 8 * 60, 18 * 60 + 30};
	return 0;
}

static int64_t at(int day, int hour, int minute)
{
	return zone_utc(&config.zone, 2026, 11, day, hour * 60 + minute);
}

static void test_the_day_ends_when_the_running_span_closes(void **state)
{
	(void)state;
	assert_int_equal(hours_day_end(&config, at(MONDAY, 9, 12)), at(MONDAY, 18, 30));
	assert_int_equal(hours_day_end(&config, at(MONDAY, 8, 0)), at(MONDAY, 18, 30));
	assert_true(hours_open(&config, at(MONDAY, 8, 0)));
	assert_false(hours_open(&config, at(MONDAY, 18, 30)));
}

static void test_before_opening_it_ends_when_the_next_span_of_today_closes(void **state)
{
	(void)state;
	assert_int_equal(hours_day_end(&config, at(MONDAY, 6, 30)), at(MONDAY, 18, 30));
}

static void test_after_closing_it_ends_at_midnight(void **state)
{
	(void)state;
	assert_int_equal(hours_day_end(&config, at(MONDAY, 18, 30)), at(MONDAY + 1, 0, 0));
	assert_int_equal(hours_day_end(&config, at(MONDAY - 1, 12, 0)), at(MONDAY, 0, 0));
}

static void test_a_closed_date_has_no_span(void **state)
{
	(void)state;
	config.closed_count = 1;
	config.closed[0] = (struct date){2026, 11, MONDAY};
	assert_int_equal(hours_day_end(&config, at(MONDAY, 9, 0)), at(MONDAY + 1, 0, 0));
}

static void test_a_close_before_the_opening_means_the_next_morning(void **state)
{
	(void)state;
	config.hours[0] = (struct hours){0x01, 22 * 60, 6 * 60}; /* Monday night */
	assert_int_equal(hours_day_end(&config, at(MONDAY, 23, 0)), at(MONDAY + 1, 6, 0));
	assert_int_equal(hours_day_end(&config, at(MONDAY + 1, 5, 0)), at(MONDAY + 1, 6, 0));
	assert_int_equal(hours_day_end(&config, at(MONDAY + 1, 7, 0)), at(MONDAY + 2, 0, 0));
	config.hours[0].close_minute = 22 * 60; /* the same time: a whole day */
	assert_int_equal(hours_day_end(&config, at(MONDAY, 23, 0)), at(MONDAY + 1, 22, 0));
}

static void test_of_two_running_spans_the_latest_close_counts(void **state)
{
	(void)state;
	config.hours_count = 2;
	config.hours[1] = (struct hours){0x7f, 9 * 60, 21 * 60};
	assert_int_equal(hours_day_end(&config, at(MONDAY, 10, 0)), at(MONDAY, 21, 0));
}

static void test_of_two_coming_spans_the_first_to_open_counts(void **state)
{
	(void)state;
	config.hours_count = 2;
	config.hours[0] = (struct hours){0x7f, 13 * 60, 17 * 60};
	config.hours[1] = (struct hours){0x7f, 9 * 60, 12 * 60};
	assert_int_equal(hours_day_end(&config, at(MONDAY, 7, 0)), at(MONDAY, 12, 0));
	assert_int_equal(hours_day_end(&config, at(MONDAY, 12, 0)), at(MONDAY, 17, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_the_day_ends_when_the_running_span_closes, set_up),
	    cmocka_unit_test_setup(test_before_opening_it_ends_when_the_next_span_of_today_closes,
				   set_up),
	    cmocka_unit_test_setup(test_after_closing_it_ends_at_midnight, set_up),
	    cmocka_unit_test_setup(test_a_closed_date_has_no_span, set_up),
	    cmocka_unit_test_setup(test_a_close_before_the_opening_means_the_next_morning, set_up),
	    cmocka_unit_test_setup(test_of_two_running_spans_the_latest_close_counts, set_up),
	    cmocka_unit_test_setup(test_of_two_coming_spans_the_first_to_open_counts, set_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
