/* Pin maps: those that are shipped, and those that somebody got wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "hw/board.h"

enum { ERROR_SIZE = 320 };

static char path[] = "/tmp/praatje-board-XXXXXX";
static char error[ERROR_SIZE];
static struct board board;

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static bool read_text(const char *text, size_t size)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	error[0] = '\0';
	return board_read(&board, path, error, sizeof error);
}

static void test_the_shipped_maps_are_wired_alike_on_chips_of_their_own(void **state)
{
	static const struct {
		const char *name, *label;
	} shipped[] = {{"pi-3", "pinctrl-bcm2835"},
		       {"pi-zero-2-w", "pinctrl-bcm2835"},
		       {"pi-4", "pinctrl-bcm2711"},
		       {"pi-5", "pinctrl-rp1"}};
	static const char *const lines[BOARD_PARTS] = {"GPIO17", "GPIO27", "GPIO22", "GPIO18",
						       "GPIO23", "GPIO24", "GPIO25"};

	(void)state;
	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
		char file[512];
		snprintf(file, sizeof file, BOARDS "/%s.conf", shipped[i].name);
		if (!board_read(&board, file, error, sizeof error))
			fail_msg("%s", error);
		assert_string_equal(board.label, shipped[i].label);
		for (int part = 0; part < BOARD_PARTS; part++) {
			const struct board_line *line = &board.lines[part];
			assert_true(line->given);
			assert_string_equal(line->name, lines[part]);
			bool button = part < BOARD_MOVEMENT;
			assert_int_equal(line->active_low, button);
			assert_true(!button || line->bias == BOARD_BIAS_PULL_UP);
		}
	}
}

static void test_a_line_by_number_and_parts_that_are_not_there(void **state)
{
	static const char text[] = "[chip]\nlabel=x\n; a remark\n\n[blue lamp]\nline = 17\n"
				   "active = low ; remark\n[yellow button]\nline=0\nbias = none\n";

	(void)state;
	if (!read_text(text, sizeof text - 1))
		fail_msg("%s", error);
	assert_int_equal(board.lines[BOARD_LAMP_BLUE].offset, 17);
	assert_true(board.lines[BOARD_LAMP_BLUE].active_low);
	assert_int_equal(board.lines[BOARD_LAMP_BLUE].place, 6);
	assert_int_equal(board.lines[BOARD_BUTTON_YELLOW].offset, 0);
	assert_int_equal(board.lines[BOARD_BUTTON_YELLOW].bias, BOARD_BIAS_NONE);
	assert_false(board.lines[BOARD_BUTTON_BLUE].given);
	assert_false(board.lines[BOARD_MOVEMENT].given);
}

#define CHIP "[chip]\nlabel = x\n"

/* Each is told by its line, with what is wrong and what would be right. */
static void test_a_wrong_map_says_where_and_what(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *says;
	} wrong[] = {
	    {"", 0, "no [chip]"},
	    {"[chip]\n", 1, "no [chip]"},
	    {CHIP, 2, "no part has a line"},
	    {"[yellow button]\nline = 4\n", 2, "no [chip]"},
	    {"[chip]\nlabel = two words\n", 2, "no chip's label"},
	    {"[chip]\nlabel =\n", 2, "no chip's label"},
	    {"[chip]\nlabel = a\nlabel = b\n", 3, "first on line 2"},
	    {"[chip]\nnumber = 0\n", 2, "[chip] has no \"number\"; it has label"},
	    {"[chip]\nlabel = 0123456789012345678901234567890123\n", 2, "no chip's label"},
	    {CHIP "[green button]\nline = 4\n", 4, "there are chip, yellow button"},
	    {CHIP "[yellow button]\npin = 4\n", 4, "it has line, active, bias and debounce_ms"},
	    {CHIP "[yellow lamp]\nbias = none\nline = 4\n", 4, "it has line and active"},
	    {CHIP "[yellow button]\nline = -1\n", 4, "such as GPIO17, or its BCM number"},
	    {CHIP "[yellow button]\nline = 17x\n", 4, "such as GPIO17, or its BCM number"},
	    {CHIP "[yellow button]\nline = 99999999999999999999\n", 4, "no line"},
	    {CHIP "[yellow button]\nline = 1024\n", 4, "no line"},
	    {CHIP "[yellow button]\nline =\n", 4, "no line"},
	    {CHIP "[yellow button]\nline = GPIO\xff\n", 4, "no line"},
	    {CHIP "[yellow button]\nline = 4\nline = 5\n", 5, "first on line 4"},
	    {CHIP "[yellow button]\nline = 4\nactive = yes\n", 5, "high or low"},
	    {CHIP "[yellow button]\nline = 4\nbias = up\n", 5, "pull-up, pull-down, none or as-is"},
	    {CHIP "[yellow button]\nline = 4\ndebounce_ms = 101\n", 5, "from 0 to 100"},
	    {CHIP "[yellow button]\nline = 4\ndebounce_ms = 1.5\n", 5, "from 0 to 100"},
	    {CHIP "[yellow button]\nactive = low\n[blue button]\nline = 4\n", 4, "says no line"},
	    {CHIP "[yellow button]\nline = 4\n[blue lamp]\nline = 4\n", 6,
	     "the same line as the yellow button on line 4"},
	    {CHIP "[yellow button]\nline = A\n[blue lamp]\nline = A\n", 6, "the same line as"},
	    {CHIP "[yellow button]\nline = 4\nwhat is this\n", 5, "a line is [section]"},
	    {CHIP "[yellow button\nline = 4\n", 3, "a line is [section]"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char place[64];
		if (read_text(wrong[i].text, strlen(wrong[i].text)))
			fail_msg("taken for good: %s", wrong[i].text);
		snprintf(place, sizeof place, "%s:%d: ", path, wrong[i].line);
		if (strncmp(error, place, strlen(place)) != 0 || !strstr(error, wrong[i].says))
			fail_msg("%s\nshould say %s%s for\n%s", error, place, wrong[i].says,
				 wrong[i].text);
	}
}

static void test_a_file_that_cannot_be_read_says_so(void **state)
{
	(void)state;
	assert_false(board_read(&board, "/nowhere/pi.conf", error, sizeof error));
	assert_string_equal(error, "/nowhere/pi.conf can't be read: No such file or directory");
	assert_false(board_read(&board, "/tmp", error, sizeof error));
	assert_non_null(strstr(error, "/tmp"));
}

static void test_a_line_that_is_too_long_is_not_read_as_two(void **state)
{
	char text[600];

	(void)state;
	int size = snprintf(text, sizeof text, CHIP "[yellow button]\nline = %0400d4\n", 0);
	assert_false(read_text(text, (size_t)size));
	assert_non_null(strstr(error, ":4: this line is too long"));
}

/* Whatever is in it, it is either taken or told in a whole sentence. */
static void test_no_bytes_at_all_do_any_harm(void **state)
{
	static const char good[] = CHIP "[yellow button]\nline = GPIO17\nactive = low\n"
					"bias = pull-up\ndebounce_ms = 1\n[movement]\nline = 4\n";
	unsigned int random = 1;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char text[sizeof good];
		memcpy(text, good, sizeof good);
		for (int j = 0; j <= i % 4; j++) {
			random = random * 1103515245U + 12345U;
			text[(random >> 8) % (sizeof good - 1)] = (char)(random >> 24);
		}
		if (!read_text(text, sizeof good - 1))
			assert_int_equal(strncmp(error, path, strlen(path)), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_shipped_maps_are_wired_alike_on_chips_of_their_own),
	    cmocka_unit_test(test_a_line_by_number_and_parts_that_are_not_there),
	    cmocka_unit_test(test_a_wrong_map_says_where_and_what),
	    cmocka_unit_test(test_a_file_that_cannot_be_read_says_so),
	    cmocka_unit_test(test_a_line_that_is_too_long_is_not_read_as_two),
	    cmocka_unit_test(test_no_bytes_at_all_do_any_harm),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
