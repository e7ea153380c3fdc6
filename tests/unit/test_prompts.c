/* Which prompt comes on which day: the same everywhere, by weight, by schedule, seldom twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/office.h"
#include "core/prompt.h"

enum { BUILT_IN = 66, MONDAY = 20780 /* 2026-11-23 */, YEAR = 365 };

static struct office_config config;

static int set_up(void **state)
{
	(void)state;
	office_config_default(&config);
	return 0;
}

static struct prompt *add(int weight)
{
	struct prompt *prompt = &config.prompts[config.prompts_count++];

	prompt->weight = weight;
	return prompt;
}

static struct prompt_choice on(int64_t day)
{
	return prompt_of_day(&config, "delft", BUILT_IN, day);
}

static bool is(struct prompt_choice choice, enum prompt_source source, int number)
{
	return choice.source == source && choice.number == number;
}

/* The n-th working day since that Monday. */
static int64_t working_day(int n)
{
	return MONDAY + n / 5 * 7 + n % 5;
}

static void test_each_comes_as_often_as_its_weight_says(void **state)
{
	enum { WEIGHTS = 1 + 2 + 5, ROUNDS = 50 };
	int turns[4] = {0};

	(void)state;
	add(1);
	add(2);
	add(5);
	for (int n = 0; n < WEIGHTS * ROUNDS; n++) {
		struct prompt_choice choice = on(working_day(n));
		assert_int_equal(choice.source, PROMPT_OWN);
		turns[choice.number]++;
	}
	assert_int_equal(turns[1], 1 * ROUNDS);
	assert_int_equal(turns[2], 2 * ROUNDS);
	assert_int_equal(turns[3], 5 * ROUNDS);
}

static void test_none_comes_twice_before_all_have_come(void **state)
{
	(void)state;
	for (int n = BUILT_IN; n < 3 * BUILT_IN; n++) {
		struct prompt_choice choice = on(working_day(n));
		assert_int_equal(choice.source, PROMPT_BUILT_IN);
		for (int before = n - BUILT_IN + 1; before < n; before++)
			assert_false(is(on(working_day(before)), PROMPT_BUILT_IN, choice.number));
		assert_true(is(on(working_day(n - BUILT_IN)), PROMPT_BUILT_IN, choice.number));
	}
}

static void test_a_heavy_one_keeps_its_distance_from_itself(void **state)
{
	int last = -1;

	(void)state;
	config.built_in = BUILT_IN_TOO;
	add(6); /* 6 turns of 72: one in 12 */
	for (int n = 0; n < 10 * (BUILT_IN + 6); n++) {
		if (!is(on(working_day(n)), PROMPT_OWN, 1))
			continue;
		if (last >= 0)
			assert_int_equal(n - last, 12);
		last = n;
	}
	assert_true(last > 0);
}

static void test_a_weekend_takes_no_turn(void **state)
{
	bool seen[8] = {false};

	(void)state;
	for (int i = 0; i < 7; i++)
		add(1);
	for (int n = 0; n < 7; n++) {
		seen[on(working_day(n)).number] = true;
		assert_true(on(working_day(n)).number != on(working_day(n + 1)).number);
	}
	for (int number = 1; number <= 7; number++)
		assert_true(seen[number]);
	config.hours_count = 0; /* open at any time */
	memset(seen, 0, sizeof(seen));
	for (int day = 0; day < 7; day++)
		seen[on(MONDAY + day).number] = true;
	for (int number = 1; number <= 7; number++)
		assert_true(seen[number]);
}

static void test_a_scheduled_one_goes_before_all_others_on_its_days(void **state)
{
	(void)state;
	add(10);
	struct prompt *cake = add(1);
	cake->from = (struct date){2026, 12, 3};
	cake->until = (struct date){2026, 12, 4};
	for (int day = 0; day < 60; day++)
		assert_true(is(on(MONDAY + day), PROMPT_OWN, day == 10 || day == 11 ? 2 : 1));
	struct prompt *friday = add(1);
	friday->days = 1 << 4;
	cake->off = true;
	for (int day = 0; day < 60; day++)
		assert_true(is(on(MONDAY + day), PROMPT_OWN, day % 7 == 4 ? 3 : 1));
	friday->from = (struct date){2026, 12, 1};
	assert_true(is(on(MONDAY + 4), PROMPT_OWN, 1));
	assert_true(is(on(MONDAY + 11), PROMPT_OWN, 3));
}

static void test_two_of_the_same_day_take_turns_by_weight(void **state)
{
	int turns[4] = {0};

	(void)state;
	add(1);
	add(2)->days = 1 << 4;
	add(1)->days = 1 << 4;
	for (int week = 0; week < 30; week++)
		turns[on(MONDAY + 4 + 7 * week).number]++;
	assert_int_equal(turns[1], 0);
	assert_int_equal(turns[2], 20);
	assert_int_equal(turns[3], 10);
}

/* What is left for Monday to Thursday has all of its turns there. */
static void test_the_others_miss_no_turn_for_what_has_every_friday(void **state)
{
	int turns[7] = {0};

	(void)state;
	for (int i = 0; i < 6; i++)
		add(1);
	config.prompts[5].days = 1 << 4;
	for (int n = 0; n < 5 * 5; n++)
		turns[on(working_day(n)).number]++;
	for (int number = 1; number <= 5; number++)
		assert_int_equal(turns[number], 4);
	assert_int_equal(turns[6], 5);
}

static void test_what_is_off_never_comes(void **state)
{
	(void)state;
	add(10)->off = true;
	add(1);
	for (int day = 0; day < YEAR; day++)
		assert_true(is(on(MONDAY + day), PROMPT_OWN, 2));
	config.prompts[1].off = true;
	config.built_in_off[7] = true;
	for (int day = 0; day < YEAR; day++) {
		assert_int_equal(on(MONDAY + day).source, PROMPT_BUILT_IN);
		assert_true(on(MONDAY + day).number != 7);
	}
}

static void test_built_in_ones_come_alone_too_or_never(void **state)
{
	int own = 0;

	(void)state;
	add(4);
	for (int day = 0; day < YEAR; day++)
		assert_int_equal(on(MONDAY + day).source, PROMPT_OWN);
	config.built_in = BUILT_IN_TOO;
	for (int n = 0; n < BUILT_IN + 4; n++)
		own += on(working_day(n)).source == PROMPT_OWN;
	assert_int_equal(own, 4);
	config.built_in = BUILT_IN_NEVER;
	config.prompts[0].off = true;
	assert_int_equal(on(MONDAY).source, PROMPT_NONE);
	config.prompts[0].off = false;
	assert_int_equal(on(MONDAY).source, PROMPT_OWN);
	config.prompts[0].days = 1 << 4;
	assert_int_equal(on(MONDAY).source, PROMPT_NONE);
	config.built_in = BUILT_IN_ALONE;
	assert_int_equal(on(MONDAY).source, PROMPT_BUILT_IN);
}

static void test_offices_differ_in_order(void **state)
{
	int same = 0;

	(void)state;
	for (int n = 0; n < BUILT_IN; n++) {
		struct prompt_choice other =
		    prompt_of_day(&config, "leiden", BUILT_IN, working_day(n));
		same += is(other, PROMPT_BUILT_IN, on(working_day(n)).number);
	}
	assert_in_range(same, 0, BUILT_IN / 6);
}

/* A device of that role with the documents of all. */
static struct office *device(const char *id, enum role role, uint64_t seed)
{
	struct device_config options;
	struct moment now = {.clock = CLOCK_SYNCED};
	struct effects effects;
	struct event event = {.kind = EVENT_OFFICE, .office = &config};

	device_config_default(&options);
	options.role = role;
	struct office *office = office_create("delft", id, &options, seed, &now);
	core_step(office, &event, now, &effects);
	return office;
}

static void test_all_devices_have_the_same_one_all_day(void **state)
{
	struct office *devices[3];

	(void)state;
	config.built_in = BUILT_IN_TOO;
	add(3)->days = 0x11;
	add(5);
	add(1)->from = (struct date){2026, 12, 24};
	devices[0] = device("kiosk-1", ROLE_KIOSK, 1);
	devices[1] = device("board-1", ROLE_BOARD, 2);
	devices[2] = device("kiosk-2", ROLE_KIOSK, 3);
	for (int hour = 0; hour < 24 * YEAR; hour += 3) {
		struct moment now = {.wall_ms = ((int64_t)MONDAY * 24 + hour) * 3600 * 1000,
				     .clock = CLOCK_SYNCED};
		struct prompt_choice choice = on(MONDAY + hour / 24);
		for (int i = 0; i < 3; i++)
			assert_true(is(office_prompt(devices[i], BUILT_IN, &now), choice.source,
				       choice.number));
	}
	for (int i = 0; i < 3; i++)
		office_destroy(devices[i]);
}

static void test_without_a_clock_there_is_none(void **state)
{
	struct office *office = device("kiosk-1", ROLE_KIOSK, 1);
	struct moment now = {.wall_ms = (int64_t)MONDAY * 86400 * 1000, .clock = CLOCK_NONE};

	(void)state;
	assert_int_equal(office_prompt(office, BUILT_IN, &now).source, PROMPT_NONE);
	now.clock = CLOCK_RTC;
	assert_int_equal(office_prompt(office, BUILT_IN, &now).source, PROMPT_BUILT_IN);
	office_destroy(office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_each_comes_as_often_as_its_weight_says, set_up),
	    cmocka_unit_test_setup(test_none_comes_twice_before_all_have_come, set_up),
	    cmocka_unit_test_setup(test_a_heavy_one_keeps_its_distance_from_itself, set_up),
	    cmocka_unit_test_setup(test_a_weekend_takes_no_turn, set_up),
	    cmocka_unit_test_setup(test_a_scheduled_one_goes_before_all_others_on_its_days, set_up),
	    cmocka_unit_test_setup(test_two_of_the_same_day_take_turns_by_weight, set_up),
	    cmocka_unit_test_setup(test_the_others_miss_no_turn_for_what_has_every_friday, set_up),
	    cmocka_unit_test_setup(test_what_is_off_never_comes, set_up),
	    cmocka_unit_test_setup(test_built_in_ones_come_alone_too_or_never, set_up),
	    cmocka_unit_test_setup(test_offices_differ_in_order, set_up),
	    cmocka_unit_test_setup(test_all_devices_have_the_same_one_all_day, set_up),
	    cmocka_unit_test_setup(test_without_a_clock_there_is_none, set_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
