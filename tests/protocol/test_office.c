/* What a configuration says where it says nothing, and how its texts are understood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "protocol/config.h"

static struct office_config office;

static void decode_office(const char *payload)
{
	struct faults faults;

	memset(&office, 0x5a, sizeof(office));
	if (!office_config_decode(payload, strlen(payload), &office, &faults))
		fail_msg("%s: %s", faults.list[0].pointer, faults.list[0].message);
}

static struct person_config decode_person(const char *payload)
{
	struct person_config person;
	struct faults faults;
	bool gone;

	assert_true(person_config_decode(payload, strlen(payload), &person, &gone, &faults));
	assert_false(gone);
	return person;
}

static void test_an_empty_office_has_every_default(void **state)
{
	(void)state;
	decode_office("{}");
	assert_string_equal(office.name.in[LANGUAGE_NL], "");
	assert_int_equal(office.lang, LANGUAGE_NL);
	assert_string_equal(office.tz, "Europe/Amsterdam");
	assert_int_equal(zone_offset(&office.zone, 1795421520), 3600);
	assert_int_equal(office.hours_count, 1);
	assert_int_equal(office.hours[0].days, 0x1f);
	assert_int_equal(office.hours[0].open_minute, 480);
	assert_int_equal(office.hours[0].close_minute, 1110);
	assert_int_equal(office.closed_count, 0);
	assert_int_equal(office.places_count, 0);
	assert_int_equal(office.kinds_count, 3);
	assert_string_equal(office.kinds[1].name.in[LANGUAGE_NL], "Plannetje");
	assert_int_equal(office.kinds[1].weight, 50);
	assert_int_equal(office.prompts_count, 0);
	assert_true(office.show.motion);
}

static void test_a_kind_takes_what_it_lacks_from_the_built_in_one(void **state)
{
	(void)state;
	decode_office("{\"kinds\":[{\"id\":\"walk\",\"minutes\":15},{\"id\":\"gym\"}]}");
	assert_int_equal(office.kinds_count, 2);
	const struct kind *walk = office_config_kind(&office, "walk");
	assert_string_equal(walk->name.in[LANGUAGE_EN], "Walk");
	assert_string_equal(walk->hint.in[LANGUAGE_NL], "koffie of even lopen");
	assert_int_equal(walk->icon, ICON_WALK);
	assert_int_equal(walk->minutes, 15);
	const struct kind *gym = office_config_kind(&office, "gym");
	assert_string_equal(gym->name.in[LANGUAGE_EN], "gym");
	assert_string_equal(gym->hint.in[LANGUAGE_EN], "");
	assert_int_equal(gym->icon, ICON_CHAT);
	assert_int_equal(gym->minutes, 30);
	assert_int_equal(gym->weight, 100);
	assert_null(office_config_kind(&office, "chat"));
}

static void test_a_text_in_one_language_serves_in_the_other(void **state)
{
	(void)state;
	decode_office("{\"name\":{\"en\":\"Works\"},\"prompts\":[{\"nl\":\"Hoi\"},\"Ciao\"],"
		      "\"places\":[{\"id\":\"hall\"},{\"id\":\"b\",\"name\":\"Bar\"}]}");
	assert_string_equal(office.name.in[LANGUAGE_NL], "Works");
	assert_string_equal(office.prompts[0].in[LANGUAGE_EN], "Hoi");
	assert_string_equal(office.prompts[1].in[LANGUAGE_NL], "Ciao");
	assert_string_equal(office_config_place(&office, "hall")->name.in[LANGUAGE_EN], "hall");
	assert_string_equal(office_config_place(&office, "b")->name.in[LANGUAGE_EN], "Bar");
	assert_null(office_config_place(&office, "c"));
}

static void test_hours_may_run_past_midnight_or_not_be_there(void **state)
{
	(void)state;
	decode_office("{\"hours\":[{\"days\":[7,5],\"open\":\"22:00\",\"close\":\"24:00\"},"
		      "{\"close\":\"00:00\"}]}");
	assert_int_equal(office.hours_count, 2);
	assert_int_equal(office.hours[0].days, 0x50);
	assert_int_equal(office.hours[0].close_minute, 1440);
	assert_int_equal(office.hours[1].days, 0x1f);
	assert_int_equal(office.hours[1].open_minute, 480);
	assert_int_equal(office.hours[1].close_minute, 0);
	decode_office("{\"hours\":[]}");
	assert_int_equal(office.hours_count, 0);
}

static void test_the_longest_texts_fit(void **state)
{
	(void)state;
	char payload[4096] = "{\"name\":\"";

	for (int i = 0; i < 64; i++)
		strcat(payload, "\xf0\x9f\x91\x8b");
	strcat(payload, "\",\"prompts\":[\"");
	for (int i = 0; i < 160; i++)
		strcat(payload, "\xf0\x9f\x91\x8b");
	strcat(payload, "\"]}");
	decode_office(payload);
	assert_int_equal(strlen(office.name.in[LANGUAGE_EN]), 256);
	assert_int_equal(strlen(office.prompts[0].in[LANGUAGE_EN]), 640);
}

static void test_a_person_sorts_by_name_or_by_what_it_says(void **state)
{
	(void)state;
	struct person_config person = decode_person("{\"name\":\"Émile\"}");
	assert_string_equal(person.sort, "emile");
	assert_int_equal(person.wall, WALL_OPEN);
	person = decode_person("{\"name\":\"Jan van Dijk\",\"sort\":\"Dijk\"}");
	assert_string_equal(person.sort, "dijk");
	assert_string_equal(person.name, "Jan van Dijk");

	struct person_config made;
	person_config_default(&made);
	person_config_name(&made, "Ölçay");
	assert_string_equal(made.name, "Ölçay");
	assert_string_equal(made.sort, "olcay");
}

static void test_badges_are_the_same_in_capitals(void **state)
{
	(void)state;
	struct person_config person = decode_person(
	    "{\"name\":\"A\",\"badges\":[\"ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789"
	    "ABCDEF0123456789\"]}");
	assert_int_equal(person.badges_count, 1);
	assert_string_equal(person.badges[0],
			    "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789");
}

static void test_gone_is_told_apart_from_a_document(void **state)
{
	(void)state;
	static const char gone_text[] = "{\"gone\":true,\"rev\":9,\"name\":\"\"}";
	struct person_config person;
	struct device_config device;
	struct faults faults;
	bool gone = false;

	assert_true(person_config_decode(gone_text, strlen(gone_text), &person, &gone, &faults));
	assert_true(gone);
	gone = false;
	assert_true(device_config_decode(gone_text, strlen(gone_text), &device, &gone, &faults));
	assert_true(gone);
	assert_true(device_config_decode("{\"gone\":false}", 14, &device, &gone, &faults));
	assert_false(gone);
}

static void test_an_empty_device_has_every_default(void **state)
{
	(void)state;
	struct device_config device, expected;
	struct faults faults;
	bool gone = true;

	memset(&device, 0x5a, sizeof(device));
	assert_true(device_config_decode("{}", 2, &device, &gone, &faults));
	device_config_default(&expected);
	assert_false(gone);
	assert_int_equal(device.role, ROLE_KIOSK);
	assert_int_equal(device.brightness, -1);
	assert_false(device.lang_set || device.show_set);
	assert_string_equal(device.name, "");
	assert_string_equal(device.place, "");
	assert_string_equal(device.panel, "");
	assert_true(device.show.motion);
	assert_memory_equal(device.person, expected.person, sizeof(device.person));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_empty_office_has_every_default),
	    cmocka_unit_test(test_a_kind_takes_what_it_lacks_from_the_built_in_one),
	    cmocka_unit_test(test_a_text_in_one_language_serves_in_the_other),
	    cmocka_unit_test(test_hours_may_run_past_midnight_or_not_be_there),
	    cmocka_unit_test(test_the_longest_texts_fit),
	    cmocka_unit_test(test_a_person_sorts_by_name_or_by_what_it_says),
	    cmocka_unit_test(test_badges_are_the_same_in_capitals),
	    cmocka_unit_test(test_gone_is_told_apart_from_a_document),
	    cmocka_unit_test(test_an_empty_device_has_every_default),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
