/* What a kiosk counts, what of it comes together, and when it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/hours.h"
#include "play.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS, DAY_HOURS = 24 };

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

static int64_t in_span(const struct tally_span *span, const char *kind)
{
	for (int i = 0; i < span->counts_count; i++) {
		if (strcmp(span->counts[i].kind, kind) == 0)
			return span->counts[i].count;
	}
	return 0;
}

static int64_t on(const struct tally *tally, int month, int day, const char *kind)
{
	for (int i = 0; i < tally->days_count; i++) {
		if (tally->days[i].date.month == month && tally->days[i].date.day == day)
			return in_span(&tally->days[i], kind);
	}
	return 0;
}

static int64_t in_month(const struct tally *tally, int month, const char *kind)
{
	for (int i = 0; i < tally->months_count; i++) {
		if (tally->months[i].date.month == month)
			return in_span(&tally->months[i], kind);
	}
	return 0;
}

/* How many of kind the kiosk has counted this month. */
static int64_t counted(const char *kind)
{
	return in_month(&kiosk->office->counting.own, 11, kind);
}

static void open_for(const char *person, const char *kind)
{
	char target[48];

	snprintf(target, sizeof target, "person:%s", person);
	play_touch(kiosk, target);
	snprintf(target, sizeof target, "kind:%s", kind);
	play_touch(kiosk, target);
}

static void a_signal_counts_once_its_undo_time_is_over(void **state)
{
	(void)state;
	open_for("p-1", "chat");
	play_wait(&play, UNDO_MS - 1);
	assert_int_equal(counted("chat"), 0);
	play_wait(&play, 1);
	assert_int_equal(counted("chat"), 1);
	assert_int_equal(on(&kiosk->office->counting.own, 11, 23, "chat"), 1);
	play_wait(&play, HOUR_MS); /* nor does its end count */
	assert_int_equal(counted("chat"), 1);
}

static void what_is_undone_is_not_counted(void **state)
{
	(void)state;
	open_for("p-1", "chat");
	play_wait(&play, 3000);
	play_touch(kiosk, "undo");
	play_wait(&play, HOUR_MS);
	assert_int_equal(counted("chat"), 0);
	assert_int_equal(kiosk->office->counting.own.days_count, 0);
}

static void only_signals_are_counted(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "focus");
	play_wait(&play, MINUTE_MS);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "leave");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(kiosk->office->counting.own.days_count, 0);
}

static void two_who_come_one_after_the_other_count_both(void **state)
{
	(void)state;
	open_for("p-1", "chat");
	play_wait(&play, 2000);
	open_for("p-2", "idea");
	play_wait(&play, 2000);
	play_touch(kiosk, "undo");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
	assert_int_equal(counted("idea"), 0);
}

static void moving_the_end_is_no_new_signal_and_another_kind_is(void **state)
{
	(void)state;
	open_for("p-1", "chat");
	play_wait(&play, MINUTE_MS);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "minutes:60");
	play_wait(&play, MINUTE_MS);
	open_for("p-1", "chat"); /* another half hour of it */
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
	open_for("p-1", "walk");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("walk"), 1);
	open_for("p-1", "chat");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 2);
}

static void another_kind_at_once_only_corrects_the_first(void **state)
{
	(void)state;
	open_for("p-1", "chat");
	play_wait(&play, 2000);
	open_for("p-1", "idea");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 0);
	assert_int_equal(counted("idea"), 1);
}

static void what_the_done_bar_adds_changes_no_count(void **state)
{
	(void)state;
	open_for("p-1", "idea");
	play_wait(&play, 2000);
	play_touch(kiosk, "come");
	play_touch(kiosk, "side:ask");
	play_wait(&play, 1000);
	play_touch(kiosk, "undo"); /* the side, not the signal */
	play_wait(&play, MINUTE_MS);
	assert_int_equal(play_presence(kiosk, "p-1"), PRESENCE_OPEN);
	assert_int_equal(counted("idea"), 1);
}

static void someone_without_a_name_counts_too(void **state)
{
	(void)state;
	play_touch(kiosk, "someone");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
	play_touch(kiosk, "someone"); /* taken back */
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
	play_touch(kiosk, "someone");
	play_wait(&play, 1000);
	play_touch(kiosk, "someone");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
}

static void taking_back_what_is_undone_is_no_new_signal(void **state)
{
	(void)state;
	play_touch(kiosk, "someone");
	play_wait(&play, MINUTE_MS);
	play_touch(kiosk, "someone");
	play_wait(&play, 2000);
	play_touch(kiosk, "undo");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
}

static void only_the_kiosk_on_which_it_was_made_counts(void **state)
{
	(void)state;
	struct player *other = play_device(&play, "kiosk-2", ROLE_KIOSK);
	struct player *desk = play_device(&play, "desk-1", ROLE_DESK);
	struct device_config config;

	play_connect(other);
	play_connect(desk);
	open_for("p-1", "chat");
	device_config_default(&config);
	config.role = ROLE_DESK;
	id_copy(config.person, "p-2");
	struct event event = {.kind = EVENT_DEVICE, .id = "desk-1", .device = &config};
	play_step(desk, &event);
	play_touch(desk, "kind:idea");
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_OPEN);
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 1);
	assert_int_equal(counted("idea"), 0);
	assert_int_equal(other->office->counting.own.days_count, 0);
	assert_int_equal(desk->office->counting.own.days_count, 0);
}

static void what_the_broker_refuses_is_not_counted(void **state)
{
	(void)state;
	play.denies = true;
	kiosk->disk = false;
	open_for("p-1", "chat");
	play_wait(&play, MINUTE_MS);
	assert_int_equal(counted("chat"), 0);
}

static void without_a_broker_the_disk_is_enough(void **state)
{
	(void)state;
	play_disconnect(kiosk);
	open_for("p-1", "chat");
	play_wait(&play, UNDO_MS);
	assert_int_equal(counted("chat"), 1);
}

static void without_a_clock_it_waits_for_its_day(void **state)
{
	(void)state;
	kiosk->clock = CLOCK_NONE;
	open_for("p-1", "chat");
	play_wait(&play, 20 * HOUR_MS);
	assert_int_equal(counted("chat"), 0);
	kiosk->clock = CLOCK_SYNCED;
	play_wait(&play, 1);
	assert_int_equal(on(&kiosk->office->counting.own, 11, 23, "chat"), 1);
	assert_int_equal(on(&kiosk->office->counting.own, 11, 24, "chat"), 0);
}

static struct tally tally_of(const char *kind, int count, int day)
{
	struct tally tally = {0};
	struct date date = {2026, 11, day};

	for (int i = 0; i < count; i++)
		tally_count(&tally, kind, &date);
	return tally;
}

static void hear(struct player *player, const char *device, const struct tally *tally)
{
	struct event event = {.kind = EVENT_TALLY, .tally = tally};

	id_copy(event.id, device);
	play_step(player, &event);
}

static void restore(struct player *player, const struct tally *tally)
{
	play_step(player, &(struct event){.kind = EVENT_TALLY_KEPT, .tally = tally});
}

static void what_the_disk_lost_comes_back_from_the_broker(void **state)
{
	(void)state;
	struct tally said = tally_of("chat", 7, 23);

	hear(kiosk, "kiosk-1", &said);
	assert_int_equal(counted("chat"), 7);
	open_for("p-1", "chat");
	play_wait(&play, UNDO_MS);
	assert_int_equal(counted("chat"), 8);
	hear(kiosk, "kiosk-1", &said); /* an older one takes nothing away */
	assert_int_equal(counted("chat"), 8);
}

static void what_was_counted_before_the_broker_was_found_comes_on_top(void **state)
{
	(void)state;
	struct tally said = tally_of("chat", 7, 23);
	struct tally kept = tally_of("chat", 6, 23);

	play_restart(kiosk, true);
	play_step(kiosk, &(struct event){.kind = EVENT_OFFICE, .office = &play.config});
	struct event person = {.kind = EVENT_PERSON, .person = &play.people[0].config, .id = "p-1"};
	play_step(kiosk, &person);
	restore(kiosk, &kept); /* the last count had not reached the disk */
	open_for("p-1", "chat");
	play_wait(&play, UNDO_MS);
	assert_int_equal(counted("chat"), 7);
	kiosk->connected = true;
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_UP});
	hear(kiosk, "kiosk-1", &said);
	assert_int_equal(counted("chat"), 8);
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_SYNCED});
	struct tally own = kiosk->office->counting.own;
	hear(kiosk, "kiosk-1", &own);
	assert_int_equal(counted("chat"), 8);
}

static void days_are_kept_for_two_weeks_and_months_for_two_years(void **state)
{
	(void)state;
	struct tally tally = {0};
	struct date date = {2024, 11, 30}, today = {2026, 11, 23};

	tally_count(&tally, "chat", &date);
	date = (struct date){2024, 12, 1};
	tally_count(&tally, "chat", &date);
	date = (struct date){2026, 11, 9};
	tally_count(&tally, "chat", &date);
	date = (struct date){2026, 11, 10};
	tally_count(&tally, "chat", &date);
	assert_true(tally_forget(&tally, &today));
	assert_int_equal(tally.days_count, 1);
	assert_int_equal(tally.days[0].date.day, 10);
	assert_int_equal(tally.months_count, 2);
	assert_int_equal(in_month(&tally, 12, "chat"), 1);
	assert_int_equal(in_month(&tally, 11, "chat"), 2);
	assert_false(tally_forget(&tally, &today));
}

static void a_kiosk_that_runs_on_forgets_too(void **state)
{
	(void)state;
	open_for("p-1", "chat");
	play_until(&play, 14 * DAY_HOURS - 1, 59);
	assert_int_equal(kiosk->office->counting.own.days_count, 1);
	int64_t changes = kiosk->office->counting.changes;
	play_wait(&play, 2 * MINUTE_MS);
	play_touch(kiosk, "language");
	assert_int_equal(kiosk->office->counting.own.days_count, 0);
	assert_int_equal(counted("chat"), 1);
	assert_true(kiosk->office->counting.changes > changes);
}

static void more_days_than_there_is_room_for_push_out_the_oldest(void **state)
{
	(void)state;
	struct tally tally = {0};

	for (int day = 20; day > 0; day--) {
		struct date date = {2026, 11, day};
		tally_count(&tally, "chat", &date);
	}
	assert_int_equal(tally.days_count, TALLY_DAYS_MAX);
	assert_int_equal(tally.days[0].date.day, 7);
	for (int day = 21; day <= 25; day++) {
		struct date date = {2026, 11, day};
		tally_count(&tally, "chat", &date);
	}
	assert_int_equal(tally.days[0].date.day, 12);
	assert_int_equal(tally.days[TALLY_DAYS_MAX - 1].date.day, 25);
	assert_int_equal(in_month(&tally, 11, "chat"), 25);
}

static void more_kinds_than_there_is_room_for_are_left_out(void **state)
{
	(void)state;
	struct tally tally = {0};
	struct date date = {2026, 11, 23};
	char kind[ID_SIZE];

	for (int i = 0; i < TALLY_KINDS_MAX + 3; i++) {
		snprintf(kind, sizeof kind, "kind-%d", i);
		tally_count(&tally, kind, &date);
	}
	assert_int_equal(tally.days[0].counts_count, TALLY_KINDS_MAX);
	assert_int_equal(in_month(&tally, 11, "kind-0"), 1);
	assert_int_equal(in_month(&tally, 11, "kind-16"), 0);
}

/* ---- The week ---- */

static bool week_on(struct player *player, struct week *week)
{
	struct moment now = play_now(player);

	return office_week(player->office, &now, week);
}

static void the_week_is_told_from_noon_on_its_last_working_day(void **state)
{
	(void)state;
	struct player *board = play_device(&play, "board-1", ROLE_BOARD);
	struct tally first = tally_of("chat", 3, 23), second = tally_of("idea", 6, 24);
	struct date sunday = {2026, 11, 22};
	struct week week;

	tally_count(&first, "walk", &sunday);
	play_connect(board);
	for (int i = 0; i < play.players_count; i++) {
		hear(&play.players[i], "kiosk-1", &first);
		hear(&play.players[i], "kiosk-2", &second);
	}
	assert_false(week_on(board, &week));
	play_until(&play, 3 * DAY_HOURS + 15, 0); /* Thursday */
	assert_false(week_on(board, &week));
	play_until(&play, 4 * DAY_HOURS + 11, 59);
	assert_false(week_on(board, &week));
	play_until(&play, 4 * DAY_HOURS + 12, 0);
	for (int i = 0; i < play.players_count; i++) {
		assert_true(week_on(&play.players[i], &week));
		assert_int_equal(week.signals, 9);
		assert_string_equal(week.top->id, "idea");
		assert_int_equal(week.of_top, 6);
	}
	play_until(&play, 5 * DAY_HOURS + 12, 0);
	assert_false(week_on(board, &week));
	play_until(&play, 11 * DAY_HOURS + 13, 0); /* the Friday after */
	assert_false(week_on(board, &week));
}

static void below_five_nothing_is_told(void **state)
{
	(void)state;
	struct tally four = tally_of("chat", 4, 23), one = tally_of("idea", 1, 24);
	struct week week;

	play_until(&play, 4 * DAY_HOURS + 13, 0);
	hear(kiosk, "kiosk-2", &four);
	assert_false(week_on(kiosk, &week));
	hear(kiosk, "kiosk-3", &one);
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 5);
	assert_null(week.top);
	hear(kiosk, "kiosk-3", NULL); /* its topic was emptied */
	assert_false(week_on(kiosk, &week));
}

static void a_closed_friday_makes_thursday_the_last_day(void **state)
{
	(void)state;
	struct office_config *config = &play.config;
	int64_t monday = civil_days(2026, 11, 23);

	assert_true(hours_last_of_week(config, monday + 4));
	assert_false(hours_last_of_week(config, monday + 5));
	config->closed[config->closed_count++] = (struct date){2026, 11, 27};
	assert_true(hours_last_of_week(config, monday + 3));
	assert_false(hours_last_of_week(config, monday + 4));
	config->hours[config->hours_count++] = (struct hours){
	    .days = 1 << 6, .open_minute = 10 * 60, .close_minute = 16 * 60}; /* Sundays */
	assert_false(hours_last_of_week(config, monday + 3));
	assert_true(hours_last_of_week(config, monday + 6));
	assert_true(hours_last_of_week(config, monday - 1));
	config->hours_count = 0;
	assert_true(hours_last_of_week(config, monday + 4));
	assert_false(hours_last_of_week(config, monday + 6));
}

static void an_office_that_closes_early_is_told_in_its_last_three_hours(void **state)
{
	(void)state;
	struct tally tally = tally_of("chat", 5, 23);
	struct office_config config = play.config;
	struct week week;

	config.hours[0].close_minute = 12 * 60 + 30;
	play_step(kiosk, &(struct event){.kind = EVENT_OFFICE, .office = &config});
	hear(kiosk, "kiosk-2", &tally);
	play_until(&play, 4 * DAY_HOURS + 9, 29);
	assert_false(week_on(kiosk, &week));
	play_until(&play, 4 * DAY_HOURS + 9, 30);
	assert_true(week_on(kiosk, &week));
}

static void devices_that_are_configured_no_more_do_not_count(void **state)
{
	(void)state;
	struct tally own = tally_of("chat", 5, 23), other = tally_of("chat", 7, 23);
	struct device_config config;
	struct week week;

	device_config_default(&config);
	play_until(&play, 4 * DAY_HOURS + 13, 0);
	hear(kiosk, "kiosk-1", &own);
	hear(kiosk, "kiosk-2", &other);
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 12); /* nobody is configured */
	struct event event = {.kind = EVENT_DEVICE, .id = "kiosk-1", .device = &config};
	play_step(kiosk, &event);
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 5);
	id_copy(event.id, "kiosk-2");
	play_step(kiosk, &event);
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 12);
}

static void what_a_new_connection_does_not_bring_is_dropped(void **state)
{
	(void)state;
	struct tally other = tally_of("chat", 7, 27), third = tally_of("chat", 8, 27);
	struct week week;

	play_until(&play, 4 * DAY_HOURS + 13, 0);
	hear(kiosk, "kiosk-2", &other);
	hear(kiosk, "kiosk-3", &third);
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_UP});
	hear(kiosk, "kiosk-3", &third);
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 15);
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_SYNCED});
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 8);
}

static void desks_and_devices_without_a_clock_tell_no_week(void **state)
{
	(void)state;
	struct player *desk = play_device(&play, "desk-1", ROLE_DESK);
	struct tally other = tally_of("chat", 7, 27);
	struct week week;

	play_connect(desk);
	play_until(&play, 4 * DAY_HOURS + 13, 0);
	hear(kiosk, "kiosk-2", &other);
	hear(desk, "kiosk-2", &other);
	assert_true(week_on(kiosk, &week));
	assert_false(week_on(desk, &week));
	kiosk->clock = CLOCK_NONE;
	assert_false(week_on(kiosk, &week));
}

static void counts_of_a_kind_that_is_gone_are_in_the_sum_only(void **state)
{
	(void)state;
	struct tally other = tally_of("lunch", 9, 27);
	struct week week;

	play_until(&play, 4 * DAY_HOURS + 13, 0);
	hear(kiosk, "kiosk-2", &other);
	assert_true(week_on(kiosk, &week));
	assert_int_equal(week.signals, 9);
	assert_null(week.top);
}

/* ---- The end of a signal ---- */

static void at_the_end_of_a_signal_nobody_is_asked_or_told_anything(void **state)
{
	(void)state;
	struct player *board = play_device(&play, "board-1", ROLE_BOARD);

	play_connect(board);
	open_for("p-1", "chat");
	play_wait(&play, 29 * MINUTE_MS);
	int said = kiosk->said;
	play_wait(&play, 2 * MINUTE_MS);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	assert_int_equal(kiosk->said, said + 1); /* `here`, so that all are of one mind */
	assert_int_equal(kiosk->cleared + board->said + board->cleared, 0);
	struct moment now = play_now(kiosk);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_false(office_done_shown(kiosk->office, &now));
	assert_false(kiosk->office->visit.sheet);
	assert_int_equal(kiosk->office->visit.hint, HINT_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_signal_counts_once_its_undo_time_is_over),
	    TEST(what_is_undone_is_not_counted),
	    TEST(only_signals_are_counted),
	    TEST(two_who_come_one_after_the_other_count_both),
	    TEST(moving_the_end_is_no_new_signal_and_another_kind_is),
	    TEST(another_kind_at_once_only_corrects_the_first),
	    TEST(what_the_done_bar_adds_changes_no_count),
	    TEST(someone_without_a_name_counts_too),
	    TEST(taking_back_what_is_undone_is_no_new_signal),
	    TEST(only_the_kiosk_on_which_it_was_made_counts),
	    TEST(what_the_broker_refuses_is_not_counted),
	    TEST(without_a_broker_the_disk_is_enough),
	    TEST(without_a_clock_it_waits_for_its_day),
	    TEST(what_the_disk_lost_comes_back_from_the_broker),
	    TEST(what_was_counted_before_the_broker_was_found_comes_on_top),
	    TEST(days_are_kept_for_two_weeks_and_months_for_two_years),
	    TEST(a_kiosk_that_runs_on_forgets_too),
	    TEST(more_days_than_there_is_room_for_push_out_the_oldest),
	    TEST(more_kinds_than_there_is_room_for_are_left_out),
	    TEST(the_week_is_told_from_noon_on_its_last_working_day),
	    TEST(below_five_nothing_is_told),
	    TEST(a_closed_friday_makes_thursday_the_last_day),
	    TEST(an_office_that_closes_early_is_told_in_its_last_three_hours),
	    TEST(devices_that_are_configured_no_more_do_not_count),
	    TEST(what_a_new_connection_does_not_bring_is_dropped),
	    TEST(desks_and_devices_without_a_clock_tell_no_week),
	    TEST(counts_of_a_kind_that_is_gone_are_in_the_sum_only),
	    TEST(at_the_end_of_a_signal_nobody_is_asked_or_told_anything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
