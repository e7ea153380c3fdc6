/* Bad documents are refused, with every fault's place and code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bad_config.h"
#include "bad_device.h"
#include "codec.h"

static int check_table(const struct bad *table, size_t rows)
{
	int wrong = 0;

	for (size_t i = 0; i < rows; i++) {
		const struct bad *bad = &table[i];
		struct faults faults;
		char list[8192];
		char *text = codec_recode(bad->kind, bad->payload, strlen(bad->payload), &faults);
		codec_list(&faults, list, sizeof(list));
		if ((text != NULL) != (faults.count == 0) || strcmp(list, bad->faults) != 0) {
			print_error("%s\n  should give: %s\n  but gives:   %s\n", bad->payload,
				    bad->faults, list);
			wrong++;
		}
		free(text);
	}
	return wrong;
}

static void test_each_bad_configuration_is_refused_where_it_is_wrong(void **state)
{
	(void)state;
	assert_true(BAD_CONFIG_ROWS >= 80);
	assert_int_equal(check_table(bad_config, BAD_CONFIG_ROWS), 0);
}

static void test_each_bad_message_is_refused_where_it_is_wrong(void **state)
{
	(void)state;
	assert_true(BAD_DEVICE_ROWS >= 80);
	assert_int_equal(check_table(bad_device, BAD_DEVICE_ROWS), 0);
}

/* Every field of configuration, items of an array counted as the array. */
static const struct {
	enum topic_kind kind;
	const char *pointer; /* indices as 0 */
} fields[] = {
    {OFFICE, "/rev"},
    {OFFICE, "/name"},
    {OFFICE, "/lang"},
    {OFFICE, "/tz"},
    {OFFICE, "/hours"},
    {OFFICE, "/hours/0/days"},
    {OFFICE, "/hours/0/open"},
    {OFFICE, "/hours/0/close"},
    {OFFICE, "/closed"},
    {OFFICE, "/places"},
    {OFFICE, "/places/0/id"},
    {OFFICE, "/places/0/name"},
    {OFFICE, "/kinds"},
    {OFFICE, "/kinds/0/id"},
    {OFFICE, "/kinds/0/icon"},
    {OFFICE, "/kinds/0/name"},
    {OFFICE, "/kinds/0/hint"},
    {OFFICE, "/kinds/0/minutes"},
    {OFFICE, "/kinds/0/weight"},
    {OFFICE, "/prompts"},
    {OFFICE, "/show"},
    {OFFICE, "/show/motion"},
    {PERSON, "/rev"},
    {PERSON, "/name"},
    {PERSON, "/sort"},
    {PERSON, "/wall"},
    {PERSON, "/badges"},
    {PERSON, "/gone"},
    {DEVICE, "/rev"},
    {DEVICE, "/role"},
    {DEVICE, "/name"},
    {DEVICE, "/place"},
    {DEVICE, "/person"},
    {DEVICE, "/lang"},
    {DEVICE, "/px_per_mm"},
    {DEVICE, "/rotate"},
    {DEVICE, "/brightness"},
    {DEVICE, "/panel"},
    {DEVICE, "/show"},
    {DEVICE, "/show/motion"},
    {DEVICE, "/gone"},
};

/* Copies one line's pointer with its indices as 0; returns where the next line begins. */
static const char *read_pointer(const char *line, char to[POINTER_SIZE])
{
	size_t length = 0;

	while (*line && *line != ' ') {
		if (length && to[length - 1] == '/' && strchr("0123456789", *line)) {
			to[length++] = '0';
			line += strspn(line, "0123456789");
		} else {
			to[length++] = *line++;
		}
	}
	to[length] = '\0';
	line += strcspn(line, "\n");
	return *line ? line + 1 : NULL;
}

static bool is_about(const char *pointer, const char *field)
{
	size_t length = strlen(field);

	return strncmp(pointer, field, length) == 0 &&
	       (!pointer[length] || strcmp(pointer + length, "/0") == 0);
}

static int count_ways(enum topic_kind kind, const char *field)
{
	char pointer[POINTER_SIZE];
	int ways = 0;

	for (size_t i = 0; i < BAD_CONFIG_ROWS; i++) {
		const char *line = bad_config[i].faults;
		bool about = false;
		while (bad_config[i].kind == kind && line && *line == '/') {
			line = read_pointer(line, pointer);
			about = about || is_about(pointer, field);
		}
		ways += about;
	}
	return ways;
}

static void test_every_field_of_configuration_is_wrong_in_three_ways_or_more(void **state)
{
	(void)state;
	int total = 0, missing = 0;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		int ways = count_ways(fields[i].kind, fields[i].pointer);
		total += ways;
		if (ways >= 3)
			continue;
		print_error("only %d ways: %d %s\n", ways, fields[i].kind, fields[i].pointer);
		missing++;
	}
	print_message("%d fields, wrong in %d ways\n", (int)(sizeof(fields) / sizeof(*fields)),
		      total);
	assert_int_equal(missing, 0);
}

/* The first fault of a document. */
static struct fault first_fault(enum topic_kind kind, const char *payload)
{
	struct faults faults;
	char *text = codec_recode(kind, payload, strlen(payload), &faults);

	assert_null(text);
	assert_true(faults.count > 0);
	return faults.list[0];
}

static void test_a_word_that_is_nearly_right_gets_a_suggestion(void **state)
{
	(void)state;
	struct fault fault = first_fault(TOPIC_CONFIG_DEVICE, "{\"role\":\"kiosc\"}");
	assert_string_equal(fault.message,
			    "\"kiosc\" is not a role: give \"kiosk\", \"board\" or \"desk\". "
			    "Did you mean \"kiosk\"?");
	fault = first_fault(TOPIC_CONFIG_OFFICE, "{\"tz\":\"Europe/Amsterdan\"}");
	assert_string_equal(fault.message, "There is no time zone \"Europe/Amsterdan\". "
					   "Did you mean \"Europe/Amsterdam\"?");
	fault = first_fault(TOPIC_CONFIG_OFFICE, "{\"tz\":\"amsterdam\"}");
	assert_non_null(strstr(fault.message, "Did you mean \"Europe/Amsterdam\"?"));
	fault = first_fault(TOPIC_CONFIG_OFFICE, "{\"lang\":\"klingon\"}");
	assert_null(strstr(fault.message, "Did you mean"));
}

static void test_an_unknown_field_is_a_warning_with_a_suggestion(void **state)
{
	(void)state;
	static const char payload[] = "{\"name\":\"Corine\",\"wal\":\"name\"}";
	struct faults faults;
	char *text = codec_recode(TOPIC_CONFIG_PERSON, payload, sizeof(payload) - 1, &faults);

	assert_string_equal(text, "{\"name\":\"Corine\",\"wall\":\"open\"}");
	assert_int_equal(faults.count, 0);
	assert_int_equal(faults.warnings_count, 1);
	assert_string_equal(faults.warnings[0].message,
			    "There is no field \"wal\", so it is ignored: did you mean \"wall\"?");
	free(text);
}

static void test_sentences_say_what_is_wrong_and_what_would_be_right(void **state)
{
	(void)state;
	struct fault fault = first_fault(TOPIC_STATE, "{\"v\":-1}");
	assert_string_equal(fault.message, "-1 is out of range: give a whole number from 0 to "
					   "9007199254740991.");
	fault = first_fault(TOPIC_CONFIG_PERSON, "{\"name\":null}");
	assert_string_equal(fault.message,
			    "This is null: give a text of at most 64 characters, or leave it out.");
	fault = first_fault(TOPIC_CONFIG_PERSON, "{}");
	assert_string_equal(fault.message,
			    "\"name\" is missing: give a text of at most 64 characters.");
	fault = first_fault(TOPIC_COUNTS, "{\"open\":1,\n\"open\":2}");
	assert_non_null(strstr(fault.message, "line 2"));
}

static void test_a_refused_name_is_not_repeated_in_the_sentence(void **state)
{
	(void)state;
	struct fault fault = first_fault(TOPIC_CONFIG_PERSON, "{\"name\":\"Corine\\n\"}");
	assert_null(strstr(fault.message, "Corine"));
	fault = first_fault(TOPIC_CONFIG_DEVICE, "{\"role\":\"desk\",\"person\":\"Corine\"}");
	assert_null(strstr(fault.message, "Corine"));
}

static void test_more_faults_than_fit_are_cut_at_thirty_two(void **state)
{
	(void)state;
	struct faults faults;
	char payload[1024] = "{\"closed\":[";

	for (int i = 0; i < 50; i++)
		strcat(payload, i ? ",\"never\"" : "\"never\"");
	strcat(payload, "]}");
	assert_null(codec_recode(TOPIC_CONFIG_OFFICE, payload, strlen(payload), &faults));
	assert_int_equal(faults.count, FAULTS_MAX);
	assert_string_equal(faults.list[31].pointer, "/closed/31");
}

static void test_a_document_over_16_kib_is_refused(void **state)
{
	(void)state;
	enum { SIZE = 16 * 1024 };
	struct faults faults;
	char *payload = malloc(SIZE + 1);

	memset(payload, ' ', SIZE + 1);
	memcpy(payload, "{\"open\":1,\"here\":2}", strlen("{\"open\":1,\"here\":2}"));
	char *text = codec_recode(TOPIC_COUNTS, payload, SIZE, &faults);
	assert_non_null(text);
	free(text);
	assert_null(codec_recode(TOPIC_COUNTS, payload, SIZE + 1, &faults));
	assert_string_equal(faults.list[0].pointer, "");
	assert_int_equal(faults.list[0].code, FAULT_TOO_LONG);
	free(payload);
}

static void test_what_no_document_holds_is_refused_as_bytes(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t size;
		enum fault_code code;
	} rows[] = {
	    {"", 0, FAULT_NOT_JSON},
	    {"{\"open\":1,\"here\":2}\0", 20, FAULT_NOT_JSON},
	    {"\xef\xbb\xbf{\"open\":1,\"here\":2}", 22, FAULT_NOT_JSON},
	    {"{\"open\xff\":1,\"here\":2}", 20, FAULT_BAD_TEXT},
	    {"{\"open\":\"\xc0\x80\"}", 13, FAULT_BAD_TEXT},
	    {"{\"open\":\"\xed\xa0\x80\"}", 14, FAULT_BAD_TEXT},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct faults faults;
		assert_null(codec_recode(TOPIC_COUNTS, rows[i].bytes, rows[i].size, &faults));
		assert_int_equal(faults.count, 1);
		assert_int_equal(faults.list[0].code, rows[i].code);
	}
}

static void test_ten_thousand_brackets_are_too_deep(void **state)
{
	(void)state;
	struct faults faults;
	char brackets[10000];

	memset(brackets, '[', sizeof(brackets));
	assert_null(codec_recode(TOPIC_COUNTS, brackets, sizeof(brackets), &faults));
	assert_int_equal(faults.list[0].code, FAULT_TOO_DEEP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_bad_configuration_is_refused_where_it_is_wrong),
	    cmocka_unit_test(test_each_bad_message_is_refused_where_it_is_wrong),
	    cmocka_unit_test(test_every_field_of_configuration_is_wrong_in_three_ways_or_more),
	    cmocka_unit_test(test_a_word_that_is_nearly_right_gets_a_suggestion),
	    cmocka_unit_test(test_an_unknown_field_is_a_warning_with_a_suggestion),
	    cmocka_unit_test(test_sentences_say_what_is_wrong_and_what_would_be_right),
	    cmocka_unit_test(test_a_refused_name_is_not_repeated_in_the_sentence),
	    cmocka_unit_test(test_more_faults_than_fit_are_cut_at_thirty_two),
	    cmocka_unit_test(test_a_document_over_16_kib_is_refused),
	    cmocka_unit_test(test_what_no_document_holds_is_refused_as_bytes),
	    cmocka_unit_test(test_ten_thousand_brackets_are_too_deep),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
