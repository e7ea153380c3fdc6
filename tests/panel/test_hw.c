/* The panel on pins that come and go, backlights of any size, and badge readers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw/backlight.h"
#include "hw/readers.h"
#include "panel/fake_pins.h"

enum { SEEN_MAX = 64, PATH_SIZE = 512, LIMIT_MS = 20000 };

static const char map[] = "[chip]\nlabel = x\n"
			  "[yellow button]\nline = GPIO17\n"
			  "[white button]\nline = 22\n"
			  "[yellow lamp]\nline = GPIO5\n"
			  "[movement]\nline = GPIO26\n";
static const char salt[] = "praatje badge test ";

static char root[64];
static struct panel *panel;
static struct panel_event seen[SEEN_MAX];
static int seen_count;

static void in_root(char to[PATH_SIZE], const char *path)
{
	snprintf(to, PATH_SIZE, "%s%.400s", root, path);
}

static void put_file(const char *path, const char *text)
{
	char full[PATH_SIZE];

	in_root(full, path);
	FILE *file = fopen(full, "we");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void put_folder(const char *path)
{
	char full[PATH_SIZE];

	in_root(full, path);
	assert_int_equal(mkdir(full, 0700), 0);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(root, sizeof root, "/tmp/praatje-hw-XXXXXX");
	if (!mkdtemp(root))
		return -1;
	put_folder("/dev");
	put_folder("/sys");
	put_folder("/sys/class");
	put_file("/map.conf", map);
	fake_reset();
	seen_count = 0;
	panel = NULL;
	return 0;
}

static int tear_down(void **state)
{
	char command[PATH_SIZE];

	(void)state;
	panel_close(panel);
	snprintf(command, sizeof command, "rm -r %s", root);
	return system(command); /* NOLINT(cert-env33-c): the folder is this test's own */
}

static void see(void *data, const struct panel_event *event)
{
	(void)data;
	assert_true(seen_count < SEEN_MAX);
	seen[seen_count++] = *event;
}

/* Takes in what there is; then all must have been told. */
static void drain(void)
{
	seen_count = 0;
	panel_drain(panel, see, NULL);
}

/* The same, once there is something. */
static void await(void)
{
	struct pollfd waiting = {.fd = panel_fd(panel), .events = POLLIN};

	assert_int_equal(poll(&waiting, 1, LIMIT_MS), 1);
	drain();
}

static void open_panel(void)
{
	panel = panel_open(&(struct panel_options){
	    .wiring = "map",
	    .boards = root,
	    .script = "",
	    .lamps = "",
	    .root = root,
	    .salt = salt,
	    .backlight = true,
	    .readers = PANEL_READERS_LIKELY,
	});
	assert_non_null(panel);
	drain();
}

static void assert_told(enum panel_event_kind kind, const char *says)
{
	for (int i = 0; i < seen_count; i++) {
		if (seen[i].kind == kind && strstr(seen[i].text, says))
			return;
	}
	fail_msg("%d events, none says \"%s\"; the first: %s", seen_count, says,
		 seen_count ? seen[0].text : "");
}

static void test_buttons_are_told_as_they_are_found_and_then_by_their_edges(void **state)
{
	(void)state;
	fake.down[BOARD_BUTTON_WHITE] = true;
	open_panel();
	assert_int_equal(seen_count, 2); /* blue isn't wired */
	assert_int_equal(seen[0].kind, PANEL_LEVEL);
	assert_false(seen[0].down);
	assert_int_equal(seen[1].button, PANEL_WHITE);
	assert_true(seen[1].down);
	fake_edge(BOARD_BUTTON_YELLOW, true, 123456);
	fake_edge(BOARD_BUTTON_YELLOW, false, 123458);
	await();
	assert_int_equal(seen_count, 2);
	assert_int_equal(seen[0].kind, PANEL_EDGE);
	assert_int_equal(seen[0].button, PANEL_YELLOW);
	assert_int_equal(seen[0].mono_ms, 123456);
	assert_true(seen[0].down);
	assert_false(seen[1].down);
}

static void test_movement_is_told_when_it_begins_and_when_it_ends(void **state)
{
	(void)state;
	open_panel();
	fake_edge(BOARD_MOVEMENT, true, 10);
	fake_edge(BOARD_MOVEMENT, false, 20);
	await();
	assert_int_equal(seen_count, 2);
	assert_int_equal(seen[0].kind, PANEL_MOVEMENT);
	assert_true(seen[0].down);
	assert_false(seen[1].down);
	/* Nobody moves before a sensor that is gone. */
	fake_edge(BOARD_MOVEMENT, true, 30);
	await();
	fake_pull_out();
	await();
	assert_int_equal(seen[0].kind, PANEL_MOVEMENT);
	assert_false(seen[0].down);
	/* And when it goes again nobody stops who didn't move. */
	fake.chips_count = 1;
	put_file("/dev/gpiochip7", "");
	await();
	fake_pull_out();
	await();
	assert_told(PANEL_FAULT, "the GPIO chip x is gone");
	assert_int_equal(seen_count, 1);
}

static void test_levels_are_read_when_asked_for_and_not_of_what_is_not_wired(void **state)
{
	bool down = false;

	(void)state;
	open_panel();
	fake.down[BOARD_BUTTON_YELLOW] = true;
	assert_true(panel_level(panel, PANEL_YELLOW, &down));
	assert_true(down);
	assert_false(panel_level(panel, PANEL_BLUE, &down));
}

static void test_lamps_are_out_at_the_end(void **state)
{
	(void)state;
	open_panel();
	assert_false(fake.lit[BOARD_LAMP_YELLOW]);
	panel_lamp(panel, PANEL_YELLOW, true);
	assert_true(fake.lit[BOARD_LAMP_YELLOW]);
	panel_lamp(panel, PANEL_BLUE, true); /* not wired: no fault */
	drain();
	assert_int_equal(seen_count, 0);
	panel_close(panel);
	panel = NULL;
	assert_false(fake.lit[BOARD_LAMP_YELLOW]);
	assert_false(fake.open);
}

static void test_a_chip_that_is_not_there_is_told_with_those_that_are(void **state)
{
	(void)state;
	fake.chips_count = 2;
	strcpy(fake.chips[0].label, "pinctrl-rp1");
	open_panel();
	assert_told(PANEL_FAULT, "/map.conf:2: there is no GPIO chip labelled x; there is "
				 "pinctrl-rp1 (/dev/gpiochip7), other (/dev/gpiochip8)");
}

static void test_chips_that_may_not_be_opened_say_whose_right_it_is(void **state)
{
	(void)state;
	fake.denied = true;
	open_panel();
	assert_told(PANEL_FAULT, "group gpio");
}

static void test_a_line_that_is_not_there_is_told_with_those_that_are(void **state)
{
	(void)state;
	put_file("/map.conf", "[chip]\nlabel = x\n[yellow button]\nline = GPIO40\n");
	open_panel();
	assert_told(PANEL_FAULT, "/map.conf:4: x has no line GPIO40; it has GPIO0, GPIO1, GPIO2");
	panel_close(panel);
	put_file("/map.conf", "[chip]\nlabel = x\n[yellow button]\nline = 32\n");
	open_panel();
	assert_told(PANEL_FAULT, "/map.conf:4: x has no line 32; it has 0 to 31");
	assert_int_equal(fake.taken, 0);
}

static void test_a_line_that_somebody_holds_is_told_with_who_does(void **state)
{
	(void)state;
	fake.busy = fake.lines[22].used = true;
	strcpy(fake.lines[22].holder, "spi0 CS0");
	open_panel();
	assert_told(PANEL_FAULT,
		    "/map.conf:6: line 22 GPIO22 of x (/dev/gpiochip7) is held by spi0 CS0");
}

static void test_a_chip_that_goes_is_told_once_and_taken_again_when_it_is_back(void **state)
{
	(void)state;
	open_panel();
	panel_lamp(panel, PANEL_YELLOW, true);
	fake_pull_out();
	await();
	assert_told(PANEL_FAULT, "the GPIO chip x is gone");
	assert_int_equal(seen_count, 1);
	put_file("/dev/something", "");
	await();
	put_file("/dev/another", "");
	await();
	assert_int_equal(seen_count, 0);
	panel_lamp(panel, PANEL_YELLOW, true);
	drain();
	fake.chips_count = 1;
	fake.down[BOARD_BUTTON_YELLOW] = true;
	put_file("/dev/gpiochip7", "");
	await();
	assert_told(PANEL_WELL, "work again");
	assert_int_equal(fake.taken, 2);
	assert_true(fake.lit[BOARD_LAMP_YELLOW]);
	bool told_down = false;
	for (int i = 0; i < seen_count; i++)
		told_down |= seen[i].kind == PANEL_LEVEL && seen[i].down;
	assert_true(told_down);
}

static void test_a_chip_that_goes_is_missed_though_nothing_was_pressed(void **state)
{
	char path[PATH_SIZE];

	(void)state;
	put_file("/dev/gpiochip7", "");
	open_panel();
	fake.gone = true;
	fake.chips_count = 0;
	in_root(path, "/dev/gpiochip7");
	assert_int_equal(unlink(path), 0);
	await();
	assert_told(PANEL_FAULT, "the GPIO chip x is gone");
	assert_int_equal(seen_count, 1);
}

static int number_in(const char *path)
{
	char full[PATH_SIZE], text[32] = "";

	in_root(full, path);
	FILE *file = fopen(full, "re");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof text, file));
	fclose(file);
	return atoi(text);
}

static void put_light(const char *name, const char *max)
{
	char path[PATH_SIZE];
	static const char *const files[] = {"brightness", "bl_power"};

	snprintf(path, sizeof path, "/sys/class/backlight/%s", name);
	put_folder(path);
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "/sys/class/backlight/%s/%s", name, files[i]);
		put_file(path, "7\n");
	}
	snprintf(path, sizeof path, "/sys/class/backlight/%s/max_brightness", name);
	put_file(path, max);
}

static void test_light_is_a_share_of_what_each_backlight_can_give(void **state)
{
	(void)state;
	put_folder("/sys/class/backlight");
	put_light("a", "255\n");
	put_light("b", "31\n");
	open_panel();
	panel_brightness(panel, 50);
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 128);
	assert_int_equal(number_in("/sys/class/backlight/b/brightness"), 16);
	assert_int_equal(number_in("/sys/class/backlight/a/bl_power"), 0);
	panel_brightness(panel, 1); /* not dark: that is what 0 is for */
	assert_int_equal(number_in("/sys/class/backlight/b/brightness"), 1);
	panel_brightness(panel, 100);
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 255);
	panel_brightness(panel, 0);
	assert_int_equal(number_in("/sys/class/backlight/b/brightness"), 0);
	assert_int_equal(number_in("/sys/class/backlight/b/bl_power"), 4);
	/* Nobody is to find a dead screen after the end. */
	panel_close(panel);
	panel = NULL;
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 255);
	assert_int_equal(number_in("/sys/class/backlight/a/bl_power"), 0);
}

static void test_a_backlight_that_cannot_be_set_is_told_once(void **state)
{
	(void)state;
	put_folder("/sys/class/backlight");
	put_folder("/sys/class/backlight/a");
	put_file("/sys/class/backlight/a/max_brightness", "100\n");
	open_panel();
	panel_brightness(panel, 50);
	panel_brightness(panel, 60);
	drain();
	assert_int_equal(seen_count, 1);
	assert_told(PANEL_FAULT, "the backlight can't be set: No such file");
	put_file("/sys/class/backlight/a/brightness", "0\n");
	panel_brightness(panel, 70);
	drain();
	assert_told(PANEL_WELL, "can be set again");
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 70);
}

static void test_a_backlight_that_could_not_be_set_is_tried_again_with_each_drain(void **state)
{
	(void)state;
	put_folder("/sys/class/backlight");
	put_folder("/sys/class/backlight/a");
	put_file("/sys/class/backlight/a/max_brightness", "100\n");
	open_panel();
	panel_brightness(panel, 50);
	drain();
	assert_told(PANEL_FAULT, "the backlight can't be set");
	drain();
	assert_int_equal(seen_count, 0);
	put_file("/sys/class/backlight/a/brightness", "0\n");
	drain();
	assert_told(PANEL_WELL, "can be set again");
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 50);
}

static void test_a_backlight_that_appears_is_set_when_it_does(void **state)
{
	(void)state;
	open_panel();
	panel_brightness(panel, 40);
	put_folder("/sys/class/backlight");
	put_light("a", "100\n");
	put_folder("/dev/dri"); /* which the same display brings */
	await();
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 40);
	/* Dark is a level too. */
	panel_brightness(panel, 0);
	put_light("b", "100\n");
	put_file("/dev/hidraw0", "");
	await();
	assert_int_equal(number_in("/sys/class/backlight/b/brightness"), 0);
	assert_int_equal(number_in("/sys/class/backlight/b/bl_power"), 4);
}

static void test_a_backlight_is_left_as_it_is_until_a_level_is_asked_for(void **state)
{
	(void)state;
	put_folder("/sys/class/backlight");
	put_light("a", "100\n");
	open_panel();
	put_file("/dev/something", "");
	await();
	assert_int_equal(number_in("/sys/class/backlight/a/brightness"), 7);
}

static void test_without_a_backlight_there_is_nothing_to_tell(void **state)
{
	(void)state;
	assert_int_equal(backlight_set(root, 50), 0);
	open_panel();
	panel_brightness(panel, 0);
	drain();
	assert_int_equal(seen_count, 0);
}

static void test_a_script_is_played_in_the_order_of_its_times(void **state)
{
	char script[PATH_SIZE];

	(void)state;
	put_file("/script", "30 release white\n10 press white\n20 press blue\n");
	in_root(script, "/script");
	panel = panel_open(&(struct panel_options){
	    .wiring = PANEL_SIM,
	    .boards = root,
	    .script = script,
	    .lamps = "",
	    .root = root,
	    .salt = salt,
	    .readers = PANEL_READERS_NONE,
	});
	assert_non_null(panel);
	drain();
	int64_t before_ms = 0;
	for (int edges = 0; edges < 3;) {
		await();
		for (int i = 0; i < seen_count; i++, edges++) {
			assert_int_equal(seen[i].kind, PANEL_EDGE);
			assert_true(seen[i].mono_ms > before_ms);
			assert_int_equal(seen[i].down, edges < 2);
			before_ms = seen[i].mono_ms;
		}
	}
}

static void test_of_more_events_than_fit_the_oldest_are_kept(void **state)
{
	struct events events = {0};
	struct panel_event event = {0};
	int64_t count = 0;

	(void)state;
	for (event.mono_ms = 0; event.mono_ms < EVENTS_MAX + 6; event.mono_ms++)
		events_add(&events, &event);
	while (events_take(&events, &event))
		assert_int_equal(event.mono_ms, count++);
	assert_int_equal(count, EVENTS_MAX);
}

static bool type(struct badge_typing *typing, const int *keys, int count, int64_t *mono_ms,
		 char hash[PANEL_HASH_SIZE])
{
	bool whole = false;

	for (int i = 0; i < count; i++)
		whole = badge_type(typing, keys[i], *mono_ms += 5, salt, hash);
	return whole;
}

#define TYPE(...)                                                                                  \
	type(&typing, (const int[]){__VA_ARGS__},                                                  \
	     (int)(sizeof((const int[]){__VA_ARGS__}) / sizeof(int)), &mono_ms, hash)

static void test_a_badge_is_its_digits_wherever_the_layout_has_them(void **state)
{
	struct badge_typing typing = {0};
	char hash[PANEL_HASH_SIZE] = "", wanted[PANEL_HASH_SIZE];
	int64_t mono_ms = 1000;

	(void)state;
	badge_hash(salt, "0049A", wanted);
	assert_int_equal(strlen(wanted), 64);
	assert_true(TYPE(KEY_0, KEY_KP0, KEY_4, KEY_9, KEY_LEFTSHIFT, KEY_A, KEY_KPENTER));
	assert_string_equal(hash, wanted);
	/* Some readers end with Tab. */
	assert_true(TYPE(KEY_0, KEY_0, KEY_4, KEY_9, KEY_A, KEY_TAB));
	assert_string_equal(hash, wanted);
	/* HMAC-SHA256 with the salt as its key: what any tool can check. */
	badge_hash("key", "The quick brown fox jumps over the lazy dog", hash);
	assert_string_equal(hash,
			    "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
}

static void test_a_badge_leaves_no_number_behind(void **state)
{
	struct badge_typing typing = {0}, empty = {0};
	char hash[PANEL_HASH_SIZE] = "";
	int64_t mono_ms = 1000;

	(void)state;
	assert_true(TYPE(KEY_1, KEY_2, KEY_3, KEY_ENTER));
	assert_memory_equal(typing.number, empty.number, sizeof empty.number);
	assert_null(strstr(hash, "123"));
}

static void test_enter_alone_slow_typing_and_endless_typing_are_no_badge(void **state)
{
	struct badge_typing typing = {0};
	char hash[PANEL_HASH_SIZE] = "", wanted[PANEL_HASH_SIZE];
	int64_t mono_ms = 1000;

	(void)state;
	assert_false(TYPE(KEY_ENTER));
	assert_false(TYPE(KEY_1));
	mono_ms += BADGE_PAUSE_MS;
	assert_true(TYPE(KEY_2, KEY_ENTER));
	badge_hash(salt, "2", wanted);
	assert_string_equal(hash, wanted);
	for (int i = 0; i < 300; i++)
		assert_false(TYPE(KEY_1));
	assert_false(TYPE(KEY_ENTER));
	assert_true(TYPE(KEY_2, KEY_ENTER));
}

static void test_only_what_is_called_a_reader_is_taken(void **state)
{
	static const char sycreader[] = "usb-Sycreader_RFID_Technology_Co.__Ltd_SYC_ID_IC_USB_"
					"Reader_08FF20140315-event-kbd";
	static const char keyboard[] = "usb-Logitech_USB_Keyboard-event-kbd";

	(void)state;
	assert_true(readers_want(PANEL_READERS_LIKELY, sycreader));
	assert_false(readers_want(PANEL_READERS_LIKELY, keyboard));
	assert_false(readers_want(PANEL_READERS_LIKELY, "usb-Card_Reader-event-mouse"));
	assert_false(readers_want(PANEL_READERS_NONE, sycreader));
	assert_true(readers_want("usb-logitech*-kbd", keyboard));
	assert_false(readers_want("usb-logitech*-kbd", sycreader));
}

static void send_key(int fd, int key)
{
	/* Held a little too long, it repeats itself: that types nothing. */
	struct input_event events[4] = {{.type = EV_KEY, .code = (unsigned short)key, .value = 1},
					{.type = EV_SYN},
					{.type = EV_KEY, .code = (unsigned short)key, .value = 2},
					{.type = EV_KEY, .code = (unsigned short)key, .value = 0}};

	for (int i = 0; i < 4; i++)
		events[i].input_event_sec = 1000;
	assert_int_equal(write(fd, events, sizeof events), sizeof events);
}

static int plug_in(const char *name)
{
	char path[PATH_SIZE], full[PATH_SIZE];

	snprintf(path, sizeof path, "/dev/input/by-id/%s", name);
	in_root(full, path);
	assert_int_equal(mkfifo(full, 0600), 0);
	int fd = open(full, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	return fd;
}

static void test_a_reader_that_is_plugged_in_later_is_read_and_may_go_again(void **state)
{
	char wanted[PANEL_HASH_SIZE], path[PATH_SIZE];

	(void)state;
	open_panel();
	put_folder("/dev/input");
	await();
	put_folder("/dev/input/by-id");
	await();
	assert_int_equal(panel_readers(panel), 0);
	int fd = plug_in("usb-test_reader-event-kbd");
	await();
	assert_int_equal(panel_readers(panel), 1);
	send_key(fd, KEY_4);
	send_key(fd, KEY_2);
	send_key(fd, KEY_ENTER);
	await();
	assert_int_equal(seen_count, 1);
	assert_int_equal(seen[0].kind, PANEL_BADGE);
	badge_hash(salt, "42", wanted);
	assert_string_equal(seen[0].hash, wanted);
	/* Pulled out: its end is read, and nothing is left to wake for. */
	in_root(path, "/dev/input/by-id/usb-test_reader-event-kbd");
	assert_int_equal(unlink(path), 0);
	close(fd);
	await();
	drain();
	struct pollfd waiting = {.fd = panel_fd(panel), .events = POLLIN};
	assert_int_equal(poll(&waiting, 1, 0), 0);
	fd = plug_in("usb-test_reader-event-kbd");
	await();
	send_key(fd, KEY_4);
	send_key(fd, KEY_ENTER);
	await();
	assert_int_equal(seen_count, 1);
	close(fd);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_buttons_are_told_as_they_are_found_and_then_by_their_edges),
	    TEST(test_movement_is_told_when_it_begins_and_when_it_ends),
	    TEST(test_levels_are_read_when_asked_for_and_not_of_what_is_not_wired),
	    TEST(test_lamps_are_out_at_the_end),
	    TEST(test_a_chip_that_is_not_there_is_told_with_those_that_are),
	    TEST(test_chips_that_may_not_be_opened_say_whose_right_it_is),
	    TEST(test_a_line_that_is_not_there_is_told_with_those_that_are),
	    TEST(test_a_line_that_somebody_holds_is_told_with_who_does),
	    TEST(test_a_chip_that_goes_is_told_once_and_taken_again_when_it_is_back),
	    TEST(test_a_chip_that_goes_is_missed_though_nothing_was_pressed),
	    TEST(test_light_is_a_share_of_what_each_backlight_can_give),
	    TEST(test_a_backlight_that_cannot_be_set_is_told_once),
	    TEST(test_a_backlight_that_could_not_be_set_is_tried_again_with_each_drain),
	    TEST(test_a_backlight_that_appears_is_set_when_it_does),
	    TEST(test_a_backlight_is_left_as_it_is_until_a_level_is_asked_for),
	    TEST(test_without_a_backlight_there_is_nothing_to_tell),
	    TEST(test_a_script_is_played_in_the_order_of_its_times),
	    TEST(test_of_more_events_than_fit_the_oldest_are_kept),
	    TEST(test_a_badge_is_its_digits_wherever_the_layout_has_them),
	    TEST(test_a_badge_leaves_no_number_behind),
	    TEST(test_enter_alone_slow_typing_and_endless_typing_are_no_badge),
	    TEST(test_only_what_is_called_a_reader_is_taken),
	    TEST(test_a_reader_that_is_plugged_in_later_is_read_and_may_go_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
