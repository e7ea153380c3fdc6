/* What devices say besides statements: limits and what is kept where something is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "protocol/answer.h"
#include "protocol/command.h"
#include "protocol/report.h"
#include "protocol/status.h"

static void test_a_report_that_would_be_too_long_leaves_out_its_last_errors(void **state)
{
	(void)state;
	struct report report = {.source = REPORT_LIVE}, read;
	struct faults faults;

	memset(report.people_hash, '0', HASH_SIZE - 1);
	faults_init(&faults);
	for (int i = 0; i < FAULTS_MAX; i++) {
		char pointer[POINTER_SIZE];
		memset(pointer, 'p', sizeof(pointer) - 1);
		pointer[POINTER_SIZE - 1] = '\0';
		fault_add(&faults, pointer, FAULT_UNKNOWN_WORD, "%.*s", SENTENCE_SIZE - 1,
			  "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""
			  "\"\"\"\""
			  "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""
			  "\"\"\"\""
			  "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""
			  "\"\"\"\""
			  "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""
			  "\"\"\"\"");
	}
	report_add_faults(&report, "config/office", 4, &faults);
	report_add_faults(&report, "config/office", 4, &faults);
	assert_int_equal(report.errors_count, REPORT_ERRORS_MAX);
	char *payload = report_encode(&report);
	assert_in_range(strlen(payload), 15 * 1024, 16 * 1024);
	assert_true(report_decode(payload, strlen(payload), &read, &faults));
	assert_in_range(read.errors_count, 20, 31);
	assert_string_equal(read.errors[0].topic, "config/office");
	assert_string_equal(read.errors[0].code, "unknown-word");
	assert_int_equal(read.errors[0].rev, 4);
	free(payload);
}

static void test_a_message_that_was_cut_ends_in_a_whole_character(void **state)
{
	(void)state;
	struct faults faults;
	char text[2 * SENTENCE_SIZE] = "x";

	faults_init(&faults);
	for (int i = 0; i < 200; i++)
		strcat(text, "é");
	fault_add(&faults, "", FAULT_BAD_TEXT, "%s", text);
	assert_int_equal(strlen(faults.list[0].message), SENTENCE_SIZE - 1);
	fault_add(&faults, "", FAULT_BAD_TEXT, "y%s", text);
	assert_int_equal(strlen(faults.list[1].message), SENTENCE_SIZE - 2);
}

static void test_a_picture_comes_back_byte_for_byte(void **state)
{
	(void)state;
	unsigned char picture[1000];
	struct answer answer = {.id = "é\"1", .ok = true, .png = picture, .png_size = 1000}, read;
	struct faults faults;

	for (size_t i = 0; i < sizeof(picture); i++)
		picture[i] = (unsigned char)(i * 37);
	char *payload = answer_encode(&answer);
	struct answer_memory *memory = answer_decode(payload, strlen(payload), &read, &faults);
	assert_non_null(memory);
	assert_string_equal(read.id, answer.id);
	assert_true(read.ok);
	assert_null(read.screen);
	assert_int_equal(read.png_size, 1000);
	assert_memory_equal(read.png, picture, 1000);
	answer_release(memory);
	answer_release(NULL);
	free(payload);
}

static void test_a_picture_over_1_mib_is_not_written(void **state)
{
	(void)state;
	size_t size = 1024 * 1024 * 3 / 4;
	void *picture = calloc(1, size);
	struct answer answer = {.id = "a", .ok = true, .png = picture, .png_size = size};

	assert_null(answer_encode(&answer));
	answer.png_size = size - 64;
	char *payload = answer_encode(&answer);
	assert_non_null(payload);
	free(payload);
	free(picture);
}

static void test_a_refused_command_still_has_its_id(void **state)
{
	(void)state;
	static const char payload[] = "{\"id\":\"a1\",\"command\":\"brightness\"}";
	struct command command;
	struct faults faults;

	assert_false(command_decode(payload, strlen(payload), &command, &faults));
	assert_string_equal(command.id, "a1");
	assert_int_equal(command.kind, COMMAND_BRIGHTNESS);
	assert_false(command_decode("{", 1, &command, &faults));
	assert_string_equal(command.id, "");
}

static void test_an_unknown_command_keeps_its_word(void **state)
{
	(void)state;
	static const char payload[] = "{\"id\":\"a1\",\"command\":\"reboot\",\"now\":true}";
	struct command command;
	struct faults faults;

	assert_true(command_decode(payload, strlen(payload), &command, &faults));
	assert_int_equal(command.kind, COMMAND_UNKNOWN);
	assert_string_equal(command.word, "reboot");
	assert_int_equal(faults.warnings_count, 0);
	assert_null(command_name(command.kind));
	assert_null(command_suggest("reboot"));
	assert_string_equal(command_suggest("restrat"), "restart");
}

static void test_statuses_with_everything_come_back(void **state)
{
	(void)state;
	struct status status = {.online = true,
				.conn = 7,
				.version = "1.2.3",
				.role = ROLE_DESK,
				.clock = CLOCK_RTC,
				.unsent = 3,
				.temperature_set = true,
				.temperature = -3.25,
				.certificate = 1826957520,
				.at = 1795421520},
		      read;
	struct faults faults;
	char *payload = status_encode(&status);

	assert_true(status_decode(payload, strlen(payload), &read, &faults));
	assert_true(read.temperature_set && read.temperature == -3.25);
	assert_false(read.throttled_set);
	assert_int_equal(read.clock, CLOCK_RTC);
	assert_int_equal(read.role, ROLE_DESK);
	assert_int_equal(read.unsent, 3);
	assert_int_equal(read.certificate, 1826957520);
	free(payload);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_report_that_would_be_too_long_leaves_out_its_last_errors),
	    cmocka_unit_test(test_a_message_that_was_cut_ends_in_a_whole_character),
	    cmocka_unit_test(test_a_picture_comes_back_byte_for_byte),
	    cmocka_unit_test(test_a_picture_over_1_mib_is_not_written),
	    cmocka_unit_test(test_a_refused_command_still_has_its_id),
	    cmocka_unit_test(test_an_unknown_command_keeps_its_word),
	    cmocka_unit_test(test_statuses_with_everything_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
