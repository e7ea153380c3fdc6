#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "protocol/topic.h"

static void test_topics_are_read_whole_and_relative(void **state)
{
	(void)state;
	static const struct {
		enum topic_kind kind;
		const char *relative, *id;
	} rows[] = {
	    {TOPIC_CONFIG_OFFICE, "config/office", ""},
	    {TOPIC_CONFIG_PERSON, "config/person/p-1", "p-1"},
	    {TOPIC_CONFIG_PERSON, "config/person/all", "all"},
	    {TOPIC_CONFIG_DEVICE, "config/device/k", "k"},
	    {TOPIC_STATE, "person/p-1/state", "p-1"},
	    {TOPIC_SOMEONE, "place/coffee/someone", "coffee"},
	    {TOPIC_STATUS, "device/k/status", "k"},
	    {TOPIC_REPORT, "device/k/report", "k"},
	    {TOPIC_COUNTS, "device/k/counts", "k"},
	    {TOPIC_TALLY, "device/k/tally", "k"},
	    {TOPIC_SYNC, "device/k/sync", "k"},
	    {TOPIC_COMMAND, "device/k/command", "k"},
	    {TOPIC_ANSWER, "device/k/answer", "k"},
	    {TOPIC_COMMAND_ALL, "device/all/command", ""},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct topic topic, whole;
		char text[TOPIC_TEXT_SIZE];
		assert_true(topic_parse_relative(rows[i].relative, &topic));
		assert_int_equal(topic.kind, rows[i].kind);
		assert_string_equal(topic.id, rows[i].id);
		assert_true(topic_format_relative(&topic, text));
		assert_string_equal(text, rows[i].relative);

		id_copy(topic.office, "hq-2");
		assert_true(topic_format(&topic, text));
		assert_true(topic_parse("hq-2", text, &whole));
		assert_memory_equal(&whole, &topic, sizeof(topic));
		assert_true(topic_parse(NULL, text, &whole));
		assert_false(topic_parse("hq", text, &whole));
	}
}

static void test_topics_that_the_contract_lacks_are_unknown(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "",
	    "/",
	    "config",
	    "config/",
	    "config/office/",
	    "config/office/x",
	    "config/person/",
	    "config/person/P-1",
	    "config/person/+",
	    "config/person/p-1/state",
	    "config/device/all",
	    "device/all/status",
	    "device/k/state",
	    "device//status",
	    "device/k/command/x",
	    "person/p-1",
	    "person/p 1/state",
	    "person/abcdefghijklmnopqrstuvwxyz0123456/state",
	    "reply",
	    "reply/a",
	    "reply/a/",
	    "reply//b",
	    "reply/a/b//c",
	    "reply/a/#",
	    "reply/+/b",
	    "reply/a\n/b",
	    "$SYS/broker/uptime",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct topic topic;
		if (topic_parse_relative(texts[i], &topic))
			fail_msg("should be unknown: %s", texts[i]);
	}
}

static void test_whole_topics_of_elsewhere_are_unknown(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "praatje/2/hq/config/office",
	    "praatje/1/hq",
	    "praatje/1/hq/",
	    "praatje/1//config/office",
	    "praatje/1/HQ/config/office",
	    "praatje/1/-/config/office",
	    "/praatje/1/hq/config/office",
	    "config/office",
	    "praatje/1/-/pair//ask",
	    "praatje/1/-/pair/a b/ask",
	    "praatje/1/-/pair/a/asks",
	    "praatje/1/-/pair/a",
	    "homeassistant/device/praatje-hq-/config",
	    "homeassistant/device/praatje-hq-all/config",
	    "homeassistant/device/praatje-hq-k/status",
	    "homeassistant/device/praatje-hqk/config",
	    "homeassistant/device/praatje-other-k/config",
	    "homeassistant/sensor/praatje-hq-k/config",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct topic topic;
		if (topic_parse("hq", texts[i], &topic))
			fail_msg("should be unknown: %s", texts[i]);
	}
	struct topic topic;
	assert_false(topic_parse("-", "praatje/1/-/config/office", &topic));
	assert_false(topic_parse("HQ", "praatje/1/-/pair/a/ask", &topic));
}

static void test_replies_keep_their_user_and_what_follows(void **state)
{
	(void)state;
	struct topic topic;
	char text[TOPIC_TEXT_SIZE];

	assert_true(topic_parse(NULL, "praatje/1/hq/reply/Anna B./a/b", &topic));
	assert_int_equal(topic.kind, TOPIC_REPLY);
	assert_string_equal(topic.office, "hq");
	assert_string_equal(topic.user, "Anna B.");
	assert_string_equal(topic.rest, "a/b");
	assert_true(topic_format(&topic, text));
	assert_string_equal(text, "praatje/1/hq/reply/Anna B./a/b");
	memcpy(topic.user, "a/b", sizeof("a/b"));
	assert_false(topic_format(&topic, text));
	assert_string_equal(text, "");
}

static void test_discovery_is_told_apart_by_the_office(void **state)
{
	(void)state;
	static const char text[] = "homeassistant/device/praatje-a-b-c/config";
	struct topic topic;

	assert_true(topic_parse("a", text, &topic));
	assert_string_equal(topic.id, "b-c");
	assert_true(topic_parse("a-b", text, &topic));
	assert_string_equal(topic.id, "c");
	assert_false(topic_parse(NULL, text, &topic));
}

static void test_pairing_belongs_to_no_office(void **state)
{
	(void)state;
	struct topic topic = {.kind = TOPIC_PAIR_ANSWER, .rest = "Xy-9"};
	char text[TOPIC_TEXT_SIZE];

	assert_true(topic_format(&topic, text));
	assert_string_equal(text, "praatje/1/-/pair/Xy-9/answer");
	assert_true(topic_parse(NULL, text, &topic));
	assert_int_equal(topic.kind, TOPIC_PAIR_ANSWER);
	assert_string_equal(topic.office, "");
	assert_false(topic_format_relative(&topic, text));
}

static void test_what_does_not_fit_is_not_written(void **state)
{
	(void)state;
	char text[TOPIC_TEXT_SIZE];
	struct topic topic = topic_make(TOPIC_STATE, "hq", "No Id");
	assert_false(topic_format(&topic, text));
	topic = topic_make(TOPIC_COMMAND, "hq", "all");
	assert_false(topic_format(&topic, text));
	topic = topic_make(TOPIC_CONFIG_OFFICE, NULL, NULL);
	assert_false(topic_format(&topic, text));
	assert_true(topic_format_relative(&topic, text));
	topic = topic_make(TOPIC_DISCOVERY, "hq", "k");
	assert_false(topic_format_relative(&topic, text));
	assert_true(topic_format(&topic, text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_topics_are_read_whole_and_relative),
	    cmocka_unit_test(test_topics_that_the_contract_lacks_are_unknown),
	    cmocka_unit_test(test_whole_topics_of_elsewhere_are_unknown),
	    cmocka_unit_test(test_replies_keep_their_user_and_what_follows),
	    cmocka_unit_test(test_discovery_is_told_apart_by_the_office),
	    cmocka_unit_test(test_pairing_belongs_to_no_office),
	    cmocka_unit_test(test_what_does_not_fit_is_not_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
