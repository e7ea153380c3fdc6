/* Structs that were written and read again are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "protocol/config.h"
#include "protocol/state.h"

/* A small generator, so that a failure can be played again. */
static uint32_t seed = 20261123;

static int chance(int below)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)below);
}

static void random_id(char id[ID_SIZE])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	int length = 1 + chance(ID_SIZE - 1);

	for (int i = 0; i < length; i++)
		id[i] = letters[chance(sizeof(letters) - 1)];
	id[length] = '\0';
}

static void random_text(char *text, int chars_max)
{
	static const char *const letters[] = {
	    "a",      "Z", "é", "\"", "\\", "/",     "日", "\xf0\x9f\x91\x8b",
	    "\u0301", "ß", "ـ", "5",  "'",  "\u200d"};
	int length = 1 + chance(chars_max - 1);

	strcpy(text, "x");
	for (int i = 0; i < length; i++)
		strcat(text, letters[chance(sizeof(letters) / sizeof(*letters))]);
}

static int64_t random_time(void)
{
	return 1700000000 + chance(200000000);
}

static void assert_statement(const struct statement *a, const struct statement *b)
{
	assert_int_equal(a->v, b->v);
	assert_string_equal(a->by, b->by);
	assert_int_equal(a->presence, b->presence);
	assert_string_equal(a->kind, b->kind);
	assert_string_equal(a->place, b->place);
	assert_int_equal(a->side, b->side);
	assert_int_equal(a->come, b->come);
	assert_int_equal(a->taken_back, b->taken_back);
	assert_int_equal(a->since, b->since);
	assert_int_equal(a->until, b->until);
	assert_int_equal(a->left, b->left);
	assert_int_equal(a->ends, b->ends);
	assert_int_equal(a->expiry, b->expiry);
}

static void random_statement(struct statement *said)
{
	statement_init(said);
	said->v = chance(4) ? random_time() * 1000 : STATEMENT_V_MAX;
	random_id(said->by);
	said->since = random_time();
	if (chance(2))
		said->until = random_time();
	if (chance(2))
		said->left = chance(100000);
	said->expiry = chance(4) ? (int64_t)chance(50000) : (int64_t)UINT32_MAX;
}

static void test_states_come_back_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct statement said, read;
		struct faults faults;
		random_statement(&said);
		said.presence = (enum presence)chance(PRESENCE_OPEN + 1);
		if (said.presence == PRESENCE_OPEN || chance(2))
			random_id(said.kind);
		if (chance(2))
			random_id(said.place);
		said.side = (enum side)chance(SIDE_OFFER + 1);
		said.come = chance(2);
		if (chance(2))
			said.ends = random_time();
		char *payload = state_encode(&said);
		assert_true(state_decode(payload, strlen(payload), &read, &faults));
		assert_int_equal(faults.warnings_count, 0);
		assert_statement(&said, &read);
		free(payload);
	}
}

static void test_someone_signals_come_back_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct statement said, read;
		struct faults faults;
		random_statement(&said);
		said.presence = PRESENCE_OPEN;
		random_id(said.kind);
		said.left = chance(10000);
		if (chance(3) == 0) {
			said.taken_back = true;
			said.until = said.left = 0;
		}
		char *payload = someone_encode(&said);
		assert_true(someone_decode(payload, strlen(payload), &read, &faults));
		assert_statement(&said, &read);
		free(payload);
	}
}

static void test_persons_come_back_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < 500; i++) {
		struct person_config person = {0}, read;
		struct faults faults;
		bool gone;
		char name[NAME_SIZE];
		random_text(name, NAME_CHARS_MAX);
		person_config_name(&person, name);
		if (chance(2))
			strcpy(person.sort, "other");
		person.rev = chance(9);
		person.wall = (enum wall)chance(WALL_COUNT + 1);
		person.badges_count = chance(2);
		memset(person.badges[0], 'a', person.badges_count ? HASH_SIZE - 1 : 0);
		char *payload = person_config_encode(&person);
		assert_true(person_config_decode(payload, strlen(payload), &read, &gone, &faults));
		assert_int_equal(read.rev, person.rev);
		assert_string_equal(read.name, person.name);
		assert_string_equal(read.sort, person.sort);
		assert_int_equal(read.wall, person.wall);
		assert_int_equal(read.badges_count, person.badges_count);
		assert_string_equal(read.badges[0], person.badges[0]);
		free(payload);
	}
}

static void test_devices_come_back_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < 500; i++) {
		struct device_config device, read;
		struct faults faults;
		bool gone;
		device_config_default(&device);
		device.rev = chance(9);
		device.role = (enum role)chance(ROLE_DESK + 1);
		random_text(device.name, NAME_CHARS_MAX);
		random_id(device.place);
		random_id(device.person);
		device.lang_set = chance(2);
		device.lang = device.lang_set ? (enum language)chance(2) : LANGUAGE_NL;
		device.px_per_mm = chance(2) ? (100 + chance(5900)) / 100.0 : 0;
		device.rotate = 90 * chance(4);
		device.brightness = chance(102) - 1;
		device.show_set = chance(2);
		device.show.motion = device.show_set ? chance(2) : true;
		char *payload = device_config_encode(&device);
		assert_true(device_config_decode(payload, strlen(payload), &read, &gone, &faults));
		assert_int_equal(faults.warnings_count, 0);
		char *again = device_config_encode(&read);
		assert_string_equal(payload, again);
		assert_true(read.px_per_mm == device.px_per_mm);
		assert_string_equal(read.name, device.name);
		assert_int_equal(read.brightness, device.brightness);
		assert_int_equal(read.rotate, device.rotate);
		assert_int_equal(read.show.motion, device.show.motion);
		assert_int_equal(read.lang, device.lang);
		free(again);
		free(payload);
	}
}

/* Another one in Dutch and English; in the others what serves there. */
static void random_label(struct label *label, int chars_max)
{
	random_text(label->in[LANGUAGE_NL], chars_max);
	random_text(label->in[LANGUAGE_EN], chars_max);
	for (int i = LANGUAGE_EN + 1; i < LANGUAGE_COUNT; i++)
		memcpy(label->in[i], label->in[language_instead(i)], NAME_SIZE);
}

/* An office with as much of everything as 16 KiB and the limits allow. */
static void make_office(struct office_config *office)
{
	office_config_default(office);
	office->rev = STATEMENT_V_MAX;
	random_label(&office->name, NAME_CHARS_MAX);
	office->lang = LANGUAGE_EN;
	strcpy(office->tz, "UTC");
	for (office->hours_count = 0; office->hours_count < HOURS_MAX; office->hours_count++)
		office->hours[office->hours_count] =
		    (struct hours){(uint8_t)(1 + chance(127)), chance(1441), chance(1441)};
	for (office->closed_count = 0; office->closed_count < 28; office->closed_count++)
		office->closed[office->closed_count] =
		    (struct date){2026, 2, office->closed_count + 1};
	for (office->places_count = 0; office->places_count < 10; office->places_count++) {
		struct place *place = &office->places[office->places_count];
		random_id(place->id);
		random_label(&place->name, 20);
	}
	office->kinds[2].weight = 0;
	office->kinds[2].minutes = 1440;
	office->kinds[2].icon = ICON_HELP;
	for (office->prompts_count = 0; office->prompts_count < 8; office->prompts_count++) {
		struct prompt *prompt = &office->prompts[office->prompts_count];
		random_text(prompt->in[LANGUAGE_NL], 100);
		random_text(prompt->in[LANGUAGE_EN], 100);
		for (int i = LANGUAGE_EN + 1; i < LANGUAGE_COUNT; i++)
			memcpy(prompt->in[i], prompt->in[language_instead(i)], PROMPT_SIZE);
		prompt->weight = 1 + chance(PROMPT_WEIGHT_MAX);
		prompt->off = chance(2);
		prompt->days = (uint8_t)chance(128);
		prompt->from =
		    chance(2) ? (struct date){2026, 2, 1 + chance(28)} : (struct date){0};
		prompt->until =
		    chance(2) ? (struct date){2026, 3, 1 + chance(31)} : (struct date){0};
	}
	office->built_in = (enum built_in)chance(3);
	for (int number = 1; number <= BUILT_IN_MAX; number++)
		office->built_in_off[number] = chance(8) == 0;
	office->show.motion = false;
}

static void check_prompt(const struct prompt *read, const struct prompt *prompt)
{
	assert_int_equal(read->weight, prompt->weight);
	assert_int_equal(read->off, prompt->off);
	assert_int_equal(read->days, prompt->days);
	assert_memory_equal(&read->from, &prompt->from, sizeof(prompt->from));
	assert_memory_equal(&read->until, &prompt->until, sizeof(prompt->until));
}

static void test_offices_come_back_the_same(void **state)
{
	(void)state;
	struct office_config *office = calloc(2, sizeof(*office)), *read = office + 1;

	for (int i = 0; i < 50; i++) {
		struct faults faults;
		make_office(office);
		char *payload = office_config_encode(office);
		assert_true(office_config_decode(payload, strlen(payload), read, &faults));
		office->zone = read->zone;
		assert_memory_equal(&read->hours, &office->hours, sizeof(office->hours));
		assert_memory_equal(&read->closed, &office->closed, sizeof(office->closed));
		assert_string_equal(read->places[9].name.in[1], office->places[9].name.in[1]);
		assert_string_equal(read->prompts[7].in[0], office->prompts[7].in[0]);
		for (int j = 0; j < 8; j++)
			check_prompt(&read->prompts[j], &office->prompts[j]);
		assert_int_equal(read->built_in, office->built_in);
		assert_memory_equal(read->built_in_off, office->built_in_off,
				    sizeof(office->built_in_off));
		assert_int_equal(read->kinds[2].icon, ICON_HELP);
		char *again = office_config_encode(read);
		assert_string_equal(payload, again);
		free(again);
		free(payload);
	}
	free(office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_states_come_back_the_same),
	    cmocka_unit_test(test_someone_signals_come_back_the_same),
	    cmocka_unit_test(test_persons_come_back_the_same),
	    cmocka_unit_test(test_devices_come_back_the_same),
	    cmocka_unit_test(test_offices_come_back_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
