#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "support/xserver.h"
#include "window/window.h"

enum { WIDTH = 320, HEIGHT = 240, LIMIT_MS = 5000, SEEN_MAX = 64, SKIPPED = 77 };

struct scene {
	struct xserver *server;
	struct window *window;
	struct window_event seen[SEEN_MAX];
	int count;
};

static struct scene scene;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void handle_event(void *data, const struct window_event *event)
{
	(void)data;
	if (scene.count < SEEN_MAX)
		scene.seen[scene.count++] = *event;
}

/* Waits on the window's descriptors until an event of the kind has come; NULL when none does. */
static const struct window_event *await(enum window_event_kind kind)
{
	int64_t limit = now_ms() + LIMIT_MS;
	int fds[WINDOW_FDS_MAX];

	for (;;) {
		window_drain(scene.window, handle_event, NULL);
		for (int i = 0; i < scene.count; i++)
			if (scene.seen[i].kind == kind)
				return &scene.seen[i];
		struct pollfd readable = {.events = POLLIN};
		int64_t left = limit - now_ms();
		assert_int_equal(window_fds(scene.window, fds, WINDOW_FDS_MAX), 1);
		readable.fd = fds[0];
		if (left <= 0 || poll(&readable, 1, (int)left) == 0)
			return NULL;
	}
}

/* Drains until nothing has come for a moment. */
static void settle(void)
{
	int fds[WINDOW_FDS_MAX];
	struct pollfd readable = {.events = POLLIN};

	window_fds(scene.window, fds, WINDOW_FDS_MAX);
	readable.fd = fds[0];
	do {
		window_drain(scene.window, handle_event, NULL);
	} while (poll(&readable, 1, 100) > 0);
	scene.count = 0;
}

static void fill(uint32_t colour, const struct window_rect *rects, int count)
{
	unsigned char *pixels;
	int stride, width, height;

	assert_true(window_lock(scene.window, &pixels, &stride, &width, &height));
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			memcpy(pixels + y * stride + 4 * x, &colour, sizeof(colour));
	window_present(scene.window, rects, count);
}

static void open_scene(int screen_width, int screen_height, int depth, bool fullscreen)
{
	const struct window_options options = {WIDTH, HEIGHT, fullscreen, "Praatje"};
	char error[1024] = "";

	scene = (struct scene){.server = xserver_start(screen_width, screen_height, depth)};
	assert_non_null(scene.server);
	setenv("DISPLAY", xserver_display(scene.server), 1);
	scene.window = window_open(&options, error, sizeof(error));
	if (!scene.window)
		fail_msg("%s", error);
	settle();
}

static int close_scene(void **state)
{
	(void)state;
	window_close(scene.window);
	xserver_stop(scene.server);
	unsetenv("DISPLAY");
	scene = (struct scene){0};
	return 0;
}

static void test_what_is_presented_is_on_the_screen(void **state)
{
	(void)state;
	open_scene(640, 480, 24, false);
	assert_string_equal(window_driver(scene.window), "x11");
	fill(0x00d08010, NULL, 0);
	assert_int_equal(xserver_pixel(scene.server, 0, 0), 0xd08010);
	assert_int_equal(xserver_pixel(scene.server, WIDTH - 1, HEIGHT - 1), 0xd08010);
}

static void test_only_the_rectangles_given_are_presented(void **state)
{
	const struct window_rect rects[] = {
	    {10, 10, 20, 20}, {WIDTH - 5, 0, 50, 10}, {WIDTH + 1, HEIGHT + 1, 5, 5}};

	(void)state;
	open_scene(640, 480, 24, false);
	fill(0x00ffffff, NULL, 0);
	fill(0x000000ff, rects, 3);
	assert_int_equal(xserver_pixel(scene.server, 10, 10), 0x0000ff);
	assert_int_equal(xserver_pixel(scene.server, 29, 29), 0x0000ff);
	assert_int_equal(xserver_pixel(scene.server, WIDTH - 1, 9), 0x0000ff);
	assert_int_equal(xserver_pixel(scene.server, 30, 30), 0xffffff);
	assert_int_equal(xserver_pixel(scene.server, 9, 10), 0xffffff);
}

static void test_a_screen_of_another_format_gets_the_same_colours(void **state)
{
	const struct window_rect rect = {0, 0, 10, 10};

	(void)state;
	open_scene(640, 480, 16, false);
	fill(0x00ff0000, NULL, 0);
	assert_int_equal(xserver_pixel(scene.server, 100, 100), 0xff0000);
	fill(0x0000ff00, &rect, 1);
	assert_int_equal(xserver_pixel(scene.server, 9, 9), 0x00ff00);
	assert_int_equal(xserver_pixel(scene.server, 10, 10), 0xff0000);
}

static void test_a_window_without_a_manager_lies_at_the_corner(void **state)
{
	struct xserver_window found;

	(void)state;
	open_scene(400, 300, 24, false);
	assert_true(xserver_window(scene.server, &found));
	assert_true(found.mapped);
	assert_int_equal(found.x, 0);
	assert_int_equal(found.y, 0);
	assert_int_equal(found.width, WIDTH);
	assert_int_equal(found.height, HEIGHT);
	assert_string_equal(found.class, "Praatje");
}

static void test_fullscreen_covers_the_screen(void **state)
{
	struct xserver_window found;

	(void)state;
	open_scene(640, 480, 24, true);
	assert_true(xserver_window(scene.server, &found));
	assert_int_equal(found.x, 0);
	assert_int_equal(found.width, 640);
	assert_int_equal(found.height, 480);
	fill(0x00aabbcc, NULL, 0);
	assert_int_equal(xserver_pixel(scene.server, 639, 479), 0xaabbcc);
}

static void test_a_click_is_a_finger_down_and_up_at_its_pixel(void **state)
{
	(void)state;
	open_scene(640, 480, 24, false);
	for (int x = 1; x < WIDTH; x += 53) {
		int64_t before_ms = now_ms();

		scene.count = 0;
		xserver_tap(scene.server, x, HEIGHT - 1 - x / 2);
		assert_non_null(await(WINDOW_FINGER_UP));
		assert_int_equal(scene.count, 2);
		for (int i = 0; i < 2; i++) {
			const struct window_event *event = &scene.seen[i];

			assert_int_equal(event->kind, i ? WINDOW_FINGER_UP : WINDOW_FINGER_DOWN);
			assert_int_equal(event->x, x);
			assert_int_equal(event->y, HEIGHT - 1 - x / 2);
			assert_int_equal(event->finger, scene.seen[0].finger);
			assert_in_range(event->mono_ms - before_ms, 0, LIMIT_MS);
		}
	}
}

static void test_a_drag_moves_the_finger(void **state)
{
	const struct window_event *moved;

	(void)state;
	open_scene(640, 480, 24, false);
	xserver_button(scene.server, 20, 20, 1, true);
	assert_non_null(await(WINDOW_FINGER_DOWN));
	xserver_motion(scene.server, 60, 25);
	moved = await(WINDOW_FINGER_MOVE);
	assert_non_null(moved);
	assert_int_equal(moved->x, 60);
	assert_int_equal(moved->y, 25);
	xserver_button(scene.server, 60, 25, 1, false);
	assert_non_null(await(WINDOW_FINGER_UP));
}

static void test_moving_without_the_button_and_other_buttons_are_no_touch(void **state)
{
	(void)state;
	open_scene(640, 480, 24, false);
	xserver_motion(scene.server, 50, 50);
	xserver_button(scene.server, 60, 60, 3, true);
	xserver_button(scene.server, 60, 60, 3, false);
	xserver_tap(scene.server, 70, 70);
	assert_non_null(await(WINDOW_FINGER_UP));
	assert_int_equal(scene.count, 2);
	assert_int_equal(scene.seen[0].x, 70);
}

static void test_the_click_that_brings_the_focus_is_a_touch_too(void **state)
{
	(void)state;
	open_scene(400, 300, 24, false);
	xserver_focus(scene.server, false);
	settle();
	xserver_focus(scene.server, true);
	xserver_tap(scene.server, 70, 70);
	assert_non_null(await(WINDOW_FINGER_UP));
	assert_int_equal(scene.count, 2);
}

static void test_what_was_covered_is_exposed(void **state)
{
	(void)state;
	open_scene(640, 480, 24, false);
	fill(0x00112233, NULL, 0);
	xserver_cover(scene.server);
	settle();
	xserver_uncover(scene.server);
	assert_non_null(await(WINDOW_EXPOSED));
	window_present(scene.window, NULL, 0);
	assert_int_equal(xserver_pixel(scene.server, 5, 5), 0x112233);
}

static void test_what_was_unmapped_is_exposed(void **state)
{
	struct xserver_window found;

	(void)state;
	open_scene(400, 300, 24, false);
	fill(0x00112233, NULL, 0);
	assert_true(xserver_window(scene.server, &found));
	xserver_map(scene.server, false);
	settle();
	xserver_map(scene.server, true);
	assert_non_null(await(WINDOW_EXPOSED));
	window_present(scene.window, NULL, 0);
	assert_int_equal(xserver_pixel(scene.server, 5, 5), 0x112233);
}

static void test_a_new_size_is_told_and_drawn_on(void **state)
{
	const struct window_event *resized;
	struct xserver_window found;
	int width, height;

	(void)state;
	open_scene(600, 400, 24, false);
	assert_true(xserver_window(scene.server, &found));
	xserver_resize(scene.server, 500, 350);
	resized = await(WINDOW_RESIZED);
	assert_non_null(resized);
	assert_int_equal(resized->width, 500);
	assert_int_equal(resized->height, 350);
	window_size(scene.window, &width, &height);
	assert_int_equal(width, 500);
	assert_int_equal(height, 350);
	fill(0x00445566, NULL, 0);
	assert_int_equal(xserver_pixel(scene.server, 499, 349), 0x445566);
}

static void test_closing_is_told_once(void **state)
{
	struct xserver_window found;

	(void)state;
	open_scene(400, 300, 24, false);
	assert_true(xserver_window(scene.server, &found));
	xserver_close(scene.server);
	assert_non_null(await(WINDOW_CLOSE));
	assert_int_equal(scene.count, 1);
}

/* How often the process' threads have gone to sleep by themselves. */
static long sleeps(void)
{
	DIR *tasks = opendir("/proc/self/task");
	const struct dirent *task;
	long total = 0, one;

	assert_non_null(tasks);
	while ((task = readdir(tasks))) {
		char path[300], line[128];

		snprintf(path, sizeof(path), "/proc/self/task/%s/status", task->d_name);
		FILE *status = task->d_name[0] == '.' ? NULL : fopen(path, "r");
		while (status && fgets(line, sizeof(line), status))
			if (sscanf(line, "voluntary_ctxt_switches: %ld", &one) == 1)
				total += one;
		if (status)
			fclose(status);
	}
	closedir(tasks);
	return total;
}

static void test_nothing_wakes_while_nothing_happens(void **state)
{
	int fds[WINDOW_FDS_MAX];
	struct pollfd readable = {.events = POLLIN};

	(void)state;
	open_scene(640, 480, 24, false);
	fill(0x00ffffff, NULL, 0);
	settle();
	assert_int_equal(window_fds(scene.window, fds, WINDOW_FDS_MAX), 1);
	readable.fd = fds[0];
	long before = sleeps();
	assert_int_equal(poll(&readable, 1, 2000), 0);
	/* One is this poll's own; reading the counts may take a few. */
	assert_in_range(sleeps() - before, 1, 5);
}

/* Of the programs that ended and were waited for: what they touched stays counted. */
static long programs_waited_for(void)
{
	struct rusage usage;

	assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
	return usage.ru_minflt;
}

static void test_opening_starts_no_other_program(void **state)
{
	(void)state;
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	unsetenv("XDG_RUNTIME_DIR");
	window_prepare();
	long before = programs_waited_for();
	open_scene(WIDTH, HEIGHT, 24, false);
	assert_int_equal(programs_waited_for(), before);
}

static void test_a_bus_that_is_named_stays_named(void **state)
{
	(void)state;
	setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", 1);
	window_prepare();
	assert_string_equal(getenv("DBUS_SESSION_BUS_ADDRESS"), "unix:path=/nowhere");
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
}

static void check_no_window(const char *said)
{
	const struct window_options options = {WIDTH, HEIGHT, false, "Praatje"};
	char error[1024] = "";

	assert_null(window_open(&options, error, sizeof(error)));
	assert_non_null(strstr(error, said));
	assert_non_null(strstr(error, "x11,wayland,KMSDRM"));
	assert_non_null(strstr(error, "WAYLAND_DISPLAY is not set"));
	assert_non_null(strstr(error, "groups video, input and render"));
	assert_non_null(strstr(error, "--picture FILE"));
}

static void test_without_a_display_a_sentence_says_what_was_tried(void **state)
{
	(void)state;
	unsetenv("DISPLAY");
	check_no_window("DISPLAY is not set");
	setenv("DISPLAY", ":65534", 1);
	check_no_window("DISPLAY is ':65534'");
	unsetenv("DISPLAY");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    /* The first, since a bus is looked for once a process. */
	    cmocka_unit_test_teardown(test_opening_starts_no_other_program, close_scene),
	    cmocka_unit_test_teardown(test_what_is_presented_is_on_the_screen, close_scene),
	    cmocka_unit_test_teardown(test_only_the_rectangles_given_are_presented, close_scene),
	    cmocka_unit_test_teardown(test_a_screen_of_another_format_gets_the_same_colours,
				      close_scene),
	    cmocka_unit_test_teardown(test_a_window_without_a_manager_lies_at_the_corner,
				      close_scene),
	    cmocka_unit_test_teardown(test_fullscreen_covers_the_screen, close_scene),
	    cmocka_unit_test_teardown(test_a_click_is_a_finger_down_and_up_at_its_pixel,
				      close_scene),
	    cmocka_unit_test_teardown(test_a_drag_moves_the_finger, close_scene),
	    cmocka_unit_test_teardown(test_moving_without_the_button_and_other_buttons_are_no_touch,
				      close_scene),
	    cmocka_unit_test_teardown(test_the_click_that_brings_the_focus_is_a_touch_too,
				      close_scene),
	    cmocka_unit_test_teardown(test_what_was_covered_is_exposed, close_scene),
	    cmocka_unit_test_teardown(test_what_was_unmapped_is_exposed, close_scene),
	    cmocka_unit_test_teardown(test_a_new_size_is_told_and_drawn_on, close_scene),
	    cmocka_unit_test_teardown(test_closing_is_told_once, close_scene),
	    cmocka_unit_test_teardown(test_nothing_wakes_while_nothing_happens, close_scene),
	    cmocka_unit_test(test_a_bus_that_is_named_stays_named),
	    cmocka_unit_test_teardown(test_without_a_display_a_sentence_says_what_was_tried,
				      close_scene),
	};

	if (!xserver_available()) {
		printf("skipped: there is no Xvfb here (Debian package xvfb)\n");
		return SKIPPED;
	}
	unsetenv("WAYLAND_DISPLAY");
	unsetenv("SDL_VIDEODRIVER");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
