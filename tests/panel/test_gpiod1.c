/* panel_gpiod1.c on a libgpiod 1 that is played: 16 edges a line, the newest are dropped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <gpiod.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hw/pins.h"

enum { KEPT = 16, LINES = 8, TOLD_MAX = 64 };

struct gpiod_line {
	int pair[2]; /* the kernel's end is 1 */
	int waiting; /* edges not yet read */
	bool active, requested;
	int value, flags;
};

static struct gpiod_line lines[LINES];
static struct gpiod_chip *const the_chip = (struct gpiod_chip *)&lines;
static bool chip_closed, line_refused;

struct gpiod_chip *gpiod_chip_open(const char *path)
{
	assert_string_equal(path, "/dev/gpiochip0");
	chip_closed = false;
	return the_chip;
}

void gpiod_chip_close(struct gpiod_chip *chip)
{
	(void)chip;
	chip_closed = true;
}

struct gpiod_line *gpiod_chip_get_line(struct gpiod_chip *chip, unsigned int offset)
{
	(void)chip;
	return &lines[offset];
}

int gpiod_line_request_both_edges_events_flags(struct gpiod_line *line, const char *consumer,
					       int flags)
{
	assert_string_equal(consumer, "praatje");
	line->requested = true;
	line->flags = flags;
	return socketpair(AF_UNIX, SOCK_DGRAM, 0, line->pair);
}

int gpiod_line_request_output_flags(struct gpiod_line *line, const char *consumer, int flags,
				    int value)
{
	(void)consumer;
	errno = EBUSY;
	line->requested = !line_refused;
	line->flags = flags;
	line->value = value;
	return line_refused ? -1 : 0;
}

int gpiod_line_event_get_fd(struct gpiod_line *line)
{
	return line->pair[0];
}

int gpiod_line_event_read_multiple(struct gpiod_line *line, struct gpiod_line_event *events,
				   unsigned int count)
{
	int got = 0;

	assert_true(line->waiting > 0); /* a real one would wait until there is one */
	while (got < (int)count && line->waiting > 0) {
		if (read(line->pair[0], &events[got], sizeof *events) != sizeof *events)
			return -1;
		line->waiting--;
		got++;
	}
	return got;
}

int gpiod_line_get_value(struct gpiod_line *line)
{
	return line->active;
}

int gpiod_line_set_value(struct gpiod_line *line, int value)
{
	assert_false(chip_closed);
	line->value = value;
	return 0;
}

/* The contact changes at ms; the kernel keeps that unless it keeps too much already. */
static void change(struct gpiod_line *line, bool active, int ms)
{
	struct gpiod_line_event event = {
	    .ts = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L},
	    .event_type = active ? GPIOD_LINE_EVENT_RISING_EDGE : GPIOD_LINE_EVENT_FALLING_EDGE,
	};

	line->active = active;
	if (line->waiting == KEPT)
		return;
	line->waiting++;
	assert_int_equal(write(line->pair[1], &event, sizeof event), sizeof event);
}

static struct board board;
static struct {
	int count;
	enum board_part part[TOLD_MAX];
	bool active[TOLD_MAX];
	int64_t mono_ms[TOLD_MAX];
} told;

static void tell(void *data, enum board_part part, bool active, int64_t mono_ms)
{
	(void)data;
	assert_true(told.count < TOLD_MAX);
	told.part[told.count] = part;
	told.active[told.count] = active;
	told.mono_ms[told.count++] = mono_ms;
}

static int set_up(void **state)
{
	(void)state;
	memset(lines, 0, sizeof lines);
	memset(&told, 0, sizeof told);
	line_refused = false;
	board = (struct board){0};
	board.lines[BOARD_BUTTON_YELLOW] = (struct board_line){
	    .given = true, .offset = 1, .active_low = true, .bias = BOARD_BIAS_PULL_UP};
	board.lines[BOARD_MOVEMENT] =
	    (struct board_line){.given = true, .offset = 2, .bias = BOARD_BIAS_PULL_DOWN};
	board.lines[BOARD_LAMP_WHITE] = (struct board_line){.given = true, .offset = 3};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < LINES; i++) {
		if (lines[i].pair[0]) {
			close(lines[i].pair[0]);
			close(lines[i].pair[1]);
		}
	}
	return 0;
}

static struct pins *open_pins(void)
{
	struct pins *pins = pins_open(&board, "/dev/gpiochip0");

	assert_non_null(pins);
	return pins;
}

static void test_lines_are_asked_for_as_the_map_says(void **state)
{
	int fds[PINS_FDS_MAX];
	struct pins *pins = open_pins();

	(void)state;
	assert_int_equal(lines[1].flags,
			 GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW | GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP);
	assert_int_equal(lines[2].flags, GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN);
	assert_int_equal(lines[3].value, 0);
	assert_false(lines[4].requested);
	assert_int_equal(pins_fds(pins, fds), 2);
	pins_close(pins);
}

static void test_edges_come_in_their_order_with_their_times(void **state)
{
	struct pins *pins = open_pins();

	(void)state;
	change(&lines[1], true, 5000);
	change(&lines[1], false, 5120);
	change(&lines[2], true, 5100);
	assert_int_equal(pins_read(pins, tell, NULL), 0);
	assert_int_equal(told.count, 3);
	assert_int_equal(told.part[0], BOARD_BUTTON_YELLOW);
	assert_true(told.active[0]);
	assert_int_equal(told.mono_ms[1], 5120);
	assert_int_equal(told.part[2], BOARD_MOVEMENT);
	assert_int_equal(pins_read(pins, tell, NULL), 0);
	assert_int_equal(told.count, 3);
	pins_close(pins);
}

/* 21 edges, of which the kernel keeps the first 16: the last that it keeps opens the contact. */
static void test_what_a_burst_lost_is_read_from_the_line(void **state)
{
	struct pins *pins = open_pins();

	(void)state;
	for (int i = 0; i < 21; i++)
		change(&lines[1], i % 2 == 0, 1000 + i);
	assert_int_equal(pins_read(pins, tell, NULL), 0);
	assert_int_equal(told.count, KEPT + 1);
	assert_false(told.active[KEPT - 1]);
	assert_true(told.active[KEPT]);
	pins_close(pins);
}

static void test_lamps_are_lit_and_are_out_before_the_lines_are_given_back(void **state)
{
	struct pins *pins = open_pins();

	(void)state;
	assert_int_equal(pins_set(pins, BOARD_LAMP_WHITE, true), 0);
	assert_int_equal(lines[3].value, 1);
	assert_int_equal(pins_set(pins, BOARD_LAMP_BLUE, true), 0);
	pins_close(pins);
	assert_int_equal(lines[3].value, 0);
	assert_true(chip_closed);
}

static void test_a_line_that_is_refused_gives_the_others_back(void **state)
{
	(void)state;
	line_refused = true;
	assert_null(pins_open(&board, "/dev/gpiochip0"));
	assert_int_equal(errno, EBUSY);
	assert_true(chip_closed);
}

static void test_a_chip_that_is_gone_is_no_edge(void **state)
{
	struct pins *pins = open_pins();

	(void)state;
	/* What the kernel does then: the descriptor hangs up. */
	close(lines[2].pair[0]);
	lines[2].pair[0] = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_true(pins_read(pins, tell, NULL) < 0);
	assert_int_equal(told.count, 0);
	pins_close(pins);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_lines_are_asked_for_as_the_map_says),
	    TEST(test_edges_come_in_their_order_with_their_times),
	    TEST(test_what_a_burst_lost_is_read_from_the_line),
	    TEST(test_lamps_are_lit_and_are_out_before_the_lines_are_given_back),
	    TEST(test_a_line_that_is_refused_gives_the_others_back),
	    TEST(test_a_chip_that_is_gone_is_no_edge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
