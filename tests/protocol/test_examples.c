/* The example payloads are what the program itself reads and writes, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "codec.h"
#include "protocol/discovery.h"
#include "protocol/hash.h"

/* Payloads that are not read, only written: what the program would write. */
static char *write_discovery(void)
{
	return discovery_encode("office", "kiosk-1", ROLE_KIOSK, "Kiosk bij de koffiehoek",
				"0.1.0");
}

static char *recode(enum topic_kind kind, const char *bytes, size_t size, struct faults *faults)
{
	faults_init(faults);
	if (kind == TOPIC_DISCOVERY)
		return write_discovery();
	if (kind == TOPIC_SYNC)
		return strdup(bytes); /* any nonce; no document */
	return codec_recode(kind, bytes, size, faults);
}

static void check_example(const struct topic *topic, const char *name)
{
	char list[8192];
	struct faults faults;
	size_t size;
	char *bytes = codec_example(name, &size);
	char *again = recode(topic->kind, bytes, size, &faults);

	codec_list(&faults, list, sizeof(list));
	if (!again || list[0] != '\0')
		fail_msg("%s is refused: %s", name, list);
	if (strcmp(again, bytes) != 0)
		fail_msg("%s comes back as %s", name, again);
	free(again);
	free(bytes);
}

static void test_every_example_comes_back_byte_for_byte(void **state)
{
	char text[256], name[128];
	int examples = 0, of_kind[TOPIC_KIND_COUNT] = {0};
	FILE *index = fopen(EXAMPLES "/index.txt", "re");

	(void)state;
	assert_non_null(index);
	while (codec_index(index, text, name)) {
		char again[TOPIC_TEXT_SIZE];
		struct topic topic;
		if (!topic_parse("office", text, &topic))
			fail_msg("no topic: %s", text);
		assert_true(topic_format(&topic, again));
		assert_string_equal(again, text);
		check_example(&topic, name);
		of_kind[topic.kind]++;
		examples++;
	}
	fclose(index);
	assert_true(examples > 40);
	for (int kind = 0; kind < TOPIC_KIND_COUNT; kind++) {
		if (!of_kind[kind])
			fail_msg("topics of kind %d have no example", kind);
	}
}

static void test_a_report_names_the_hashes_of_the_examples(void **state)
{
	(void)state;
	size_t size;
	char *report = codec_example("report.json", &size);
	static const char *const names[] = {"config-office.json", "config-device-kiosk.json"};

	for (size_t i = 0; i < 2; i++) {
		char hash[HASH_SIZE];
		size_t length;
		char *bytes = codec_example(names[i], &length);
		hash_payload(bytes, length, hash);
		assert_non_null(strstr(report, hash));
		free(bytes);
	}
	free(report);
}

static void test_people_are_hashed_in_the_order_of_their_ids(void **state)
{
	(void)state;
	struct hash_line lines[] = {{.id = "p-7f3k2", .rev = 3}, {.id = "p-4kwee", .rev = 1}};
	char one[HASH_SIZE], other[HASH_SIZE], of_report[HASH_SIZE];
	size_t size;

	char *bytes = codec_example("config-person.json", &size);
	hash_payload(bytes, size, lines[0].hash);
	free(bytes);
	bytes = codec_example("config-person-full.json", &size);
	hash_payload(bytes, size, lines[1].hash);
	free(bytes);

	hash_people(lines, 1, of_report);
	bytes = codec_example("report.json", &size);
	assert_non_null(strstr(bytes, of_report));
	free(bytes);

	hash_people(lines, 2, one);
	assert_string_equal(lines[0].id, "p-4kwee");
	struct hash_line turned[] = {lines[1], lines[0]};
	hash_people(turned, 2, other);
	assert_string_equal(one, other);
	assert_string_not_equal(one, of_report);
	hash_people(NULL, 0, one);
	assert_string_equal(one,
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_a_desk_is_discovered_by_its_id_not_by_a_name(void **state)
{
	(void)state;
	char *desk = discovery_encode("office", "desk-1", ROLE_DESK, "Bureau van Corine", "0.1.0");

	assert_null(strstr(desk, "Corine"));
	assert_non_null(strstr(desk, "\"name\":\"desk-1\""));
	free(desk);
	char *nameless = discovery_encode("office", "kiosk-1", ROLE_KIOSK, NULL, "0.1.0");
	assert_non_null(strstr(nameless, "\"name\":\"kiosk-1\""));
	free(nameless);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_example_comes_back_byte_for_byte),
	    cmocka_unit_test(test_a_report_names_the_hashes_of_the_examples),
	    cmocka_unit_test(test_people_are_hashed_in_the_order_of_their_ids),
	    cmocka_unit_test(test_a_desk_is_discovered_by_its_id_not_by_a_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
