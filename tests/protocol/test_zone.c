#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <glib.h>

#include "protocol/zone_load.h"

static void assert_changes(const char *name, int year, int month, int day, int hour, int32_t before,
			   int32_t after)
{
	struct zone zone;
	int64_t change = civil_days(year, month, day) * 86400 + hour * 3600;

	assert_true(zone_load(name, &zone));
	assert_int_equal(zone_offset(&zone, change - 1), before);
	assert_int_equal(zone_offset(&zone, change), after);
}

static void test_summer_time_comes_and_goes_in_amsterdam(void **state)
{
	(void)state;
	assert_changes("Europe/Amsterdam", 2026, 3, 29, 1, 3600, 7200);
	assert_changes("Europe/Amsterdam", 2026, 10, 25, 1, 7200, 3600);
}

static void test_summer_time_is_right_after_2037(void **state)
{
	(void)state;
	assert_changes("Europe/Amsterdam", 2045, 3, 26, 1, 3600, 7200);
	assert_changes("Europe/Amsterdam", 2045, 10, 29, 1, 7200, 3600);
	assert_changes("Europe/Amsterdam", 2099, 3, 29, 1, 3600, 7200);
	assert_changes("Europe/Amsterdam", 2099, 10, 25, 1, 7200, 3600);
	/* Southern summers run over the new year. */
	assert_changes("America/Santiago", 2060, 9, 5, 4, -14400, -10800);
}

static void test_zones_without_summer_time_have_one_offset(void **state)
{
	(void)state;
	struct zone zone;

	assert_true(zone_load("UTC", &zone));
	assert_int_equal(zone_offset(&zone, 1795421520), 0);
	assert_true(zone_load("Asia/Kolkata", &zone));
	assert_int_equal(zone.count, 1);
	assert_int_equal(zone_offset(&zone, 1795421520), 19800);
}

static void test_local_days_agree_with_the_system_all_through_2026_and_2045(void **state)
{
	(void)state;
	struct zone zone;
	static const int years[] = {2026, 2045};

	g_setenv("TZ", "Europe/Amsterdam", TRUE);
	tzset();
	assert_true(zone_load("Europe/Amsterdam", &zone));
	for (size_t i = 0; i < 2; i++) {
		time_t start = (time_t)(civil_days(years[i], 1, 1) * 86400);
		for (time_t at = start; at < start + 365 * 86400; at += 1800) {
			struct tm tm;
			localtime_r(&at, &tm);
			assert_int_equal(zone_offset(&zone, at), tm.tm_gmtoff);
		}
	}
}

static void test_names_that_are_no_zones_are_refused(void **state)
{
	(void)state;
	static const char *const names[] = {
	    "",
	    "Europe",
	    "Europe/",
	    "Europe/Atlantis",
	    "europe/amsterdam",
	    "/usr/share/zoneinfo/Europe/Amsterdam",
	    ":Europe/Amsterdam",
	    "../zoneinfo/Europe/Amsterdam",
	    "Europe/../Europe/Amsterdam",
	    "Europe//Amsterdam",
	    "Europe/./Amsterdam",
	    "Europe/Amsterdam\n",
	    "CET-1CEST,M3.5.0,M10.5.0/3",
	    "+01:00",
	    "Z",
	    "zone.tab",
	    "tzdata.zi",
	    "localtime",
	    "posixrules",
	    "posix/Europe/Amsterdam",
	    "right/Europe/Amsterdam",
	    "Europe/AmsterdamAmsterdamAmsterdamAmsterdamAmsterdamAmsterdamAmsterdam",
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct zone zone = {.count = -7};
		if (zone_load(names[i], &zone))
			fail_msg("should be refused: %s", names[i]);
		assert_int_equal(zone.count, -7);
	}
}

static void test_every_zone_of_the_machine_fits(void **state)
{
	(void)state;
	FILE *file = fopen("/usr/share/zoneinfo/zone.tab", "re");
	char line[256], name[128];
	int zones = 0;

	if (!file)
		skip();
	while (fgets(line, sizeof(line), file)) {
		struct zone zone;
		if (line[0] == '#' || sscanf(line, "%*s %*s %127s", name) != 1)
			continue;
		if (!zone_load(name, &zone))
			fail_msg("%s doesn't load", name);
		zones++;
	}
	fclose(file);
	assert_true(zones > 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_summer_time_comes_and_goes_in_amsterdam),
	    cmocka_unit_test(test_summer_time_is_right_after_2037),
	    cmocka_unit_test(test_zones_without_summer_time_have_one_offset),
	    cmocka_unit_test(test_local_days_agree_with_the_system_all_through_2026_and_2045),
	    cmocka_unit_test(test_names_that_are_no_zones_are_refused),
	    cmocka_unit_test(test_every_zone_of_the_machine_fits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
