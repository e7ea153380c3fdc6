/* Thirty days of office life, drawn and put into words and back: memory and descriptors stay flat.
 */
#include <dirent.h>
#include <malloc.h>
#include <pango/pangocairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/jitter.h"
#include "play.h"
#include "protocol/state.h"
#include "ui/ui.h"

enum {
	DEVICES = 4,
	PEOPLE = 16,
	DAYS = 30,
	WARM_DAYS = 5, /* until all that is kept once is there: fonts, layouts, the longest lists */
	SLACK_BYTES = 64 * 1024,
};

static struct play play;
static struct ui *screens[DEVICES];
static unsigned char *pixels[DEVICES];
static uint64_t chance = 20261123;
static long touches, pictures, words;

static void open_screens(void)
{
	for (int i = 0; i < DEVICES; i++) {
		screens[i] = ui_create(800, 480);
		assert_non_null(screens[i]);
	}
}

static void close_screens(void)
{
	for (int i = 0; i < DEVICES; i++)
		ui_destroy(screens[i]);
}

static void open_office(void)
{
	static const enum role roles[DEVICES] = {ROLE_KIOSK, ROLE_KIOSK, ROLE_BOARD, ROLE_BOARD};
	char id[ID_SIZE], name[NAME_SIZE];

	play_init(&play, 7, 0);
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(id, sizeof id, "p-%d", i);
		snprintf(name, sizeof name, "Person number %d", i);
		play_person(&play, id, name);
	}
	for (int i = 0; i < DEVICES; i++) {
		snprintf(id, sizeof id, "device-%d", i);
		play_connect(play_device(&play, id, roles[i]));
		pixels[i] = calloc(480, 4 * 800);
		assert_non_null(pixels[i]);
	}
}

static void close_office(void)
{
	close_screens();
	for (int i = 0; i < DEVICES; i++)
		free(pixels[i]);
	play_finish(&play);
}

static void draw_all(void)
{
	for (int i = 0; i < DEVICES; i++) {
		struct moment now = play_now(&play.players[i]);
		if (!ui_compose(screens[i], play.players[i].office, &now))
			continue;
		ui_paint(screens[i], pixels[i], 4 * 800);
		pictures++;
	}
}

/* Everything that the broker holds goes through its words, as between real devices. */
static void put_into_words(void)
{
	for (int i = 0; i < play.retained_count; i++) {
		const struct message *message = &play.retained[i];
		struct statement again;
		struct faults faults;

		if (message->empty)
			continue;
		bool person = message->subject == SUBJECT_PERSON;
		char *text = person ? state_encode(&message->statement)
				    : someone_encode(&message->statement);
		assert_non_null(text);
		assert_true(person ? state_decode(text, strlen(text), &again, &faults)
				   : someone_decode(text, strlen(text), &again, &faults));
		assert_int_equal(again.v, message->statement.v);
		free(text);
		words++;
	}
}

static void somebody_touches(void)
{
	static const char *const keys[] = {"kind:chat", "kind:idea", "kind:walk",  "focus",
					   "leave",     "here",      "minutes:30", "undo",
					   "close",     "language",  "someone"};
	struct player *kiosk = &play.players[jitter(&chance, 0, 1)];
	char target[32];

	snprintf(target, sizeof target, "person:p-%d", (int)jitter(&chance, 0, PEOPLE - 1));
	play_touch(kiosk, target);
	draw_all();
	play_wait(&play, jitter(&chance, 500, 4000));
	play_touch(kiosk, keys[jitter(&chance, 0, sizeof keys / sizeof *keys - 1)]);
	draw_all();
	touches += 2;
	put_into_words();
}

/* The broker is gone for a while, now and then with all that it held. */
static void broker_restarts(void)
{
	for (int i = 0; i < DEVICES; i++)
		play_disconnect(&play.players[i]);
	somebody_touches();
	play_wait(&play, jitter(&chance, 1000, 20 * 60 * 1000));
	draw_all();
	if (jitter(&chance, 0, 1))
		play.retained_count = 0;
	for (int i = 0; i < DEVICES; i++)
		play_connect(&play.players[i]);
	play_wait(&play, 30 * 1000);
}

static void live_a_day(int day)
{
	for (int hour = 8; hour < 19; hour++) {
		play_until(&play, 24 * day + hour, 0);
		for (int i = 0; i < 12; i++) {
			somebody_touches();
			play_wait(&play, jitter(&chance, 1000, 4 * 60 * 1000));
		}
		if (hour % 4 == 0)
			broker_restarts();
		draw_all();
	}
	play_until(&play, 24 * day + 23, 59);
	draw_all();
}

/* Without what cairo keeps of letters it has drawn, which fills for months up to a bound. */
static size_t memory_used(void)
{
	close_screens();
	cairo_debug_reset_static_data();
	size_t used = mallinfo2().uordblks;
	open_screens();
	return used;
}

static int descriptors_open(void)
{
	DIR *folder = opendir("/proc/self/fd");
	int count = 0;

	assert_non_null(folder);
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static void thirty_days_leave_memory_and_descriptors_flat(void **state)
{
	(void)state;
	size_t warm = 0, most = 0;
	int descriptors = 0;

	open_office();
	open_screens();
	for (int day = 0; day < DAYS; day++) {
		live_a_day(day);
		if (day < WARM_DAYS || day % WARM_DAYS)
			continue;
		size_t used = memory_used();
		if (day == WARM_DAYS) {
			warm = used;
			descriptors = descriptors_open();
		}
		most = used > most ? used : most;
	}
	assert_int_equal(descriptors_open(), descriptors);
	printf(
	    "4-soak: %d of %d days, %ld touches, %ld pictures, %ld statements; heap %zu KiB after "
	    "%d days, at most %zu KiB later\n",
	    DAYS, DAYS, touches, pictures, words, warm / 1024, WARM_DAYS, most / 1024);
	assert_true(most < warm + SLACK_BYTES);
	for (int i = 0; i < DEVICES; i++)
		assert_true(play.players[i].office->people_count == PEOPLE);
	close_office();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(thirty_days_leave_memory_and_descriptors_flat),
	};

	return cmocka_run_group_tests_name("soak", tests, NULL, NULL);
}
