/*
 * frame_cost: what a frame costs to draw and to present, in milliseconds and as a ratio to a
 * memcpy of the whole frame, all taken in turns, so that a busy machine slows each alike.
 *
 * Presenting is window_present and then a copy of what changed into a frame of the bench's own:
 * SDL's dummy driver shows nothing, and this is the least that a display's driver does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../screens/stage.h"
#include "window/window.h"

enum { ROUNDS = 300, PARTS_MAX = 64, OPEN = 24, PEOPLE = 60 };

struct frame {
	struct window *window;
	unsigned char *pixels; /* the window's */
	int stride, width, height;
	unsigned char *shown; /* what presenting copies to */
};

struct costs {
	double draw_ms[ROUNDS], present_ms[ROUNDS], copy_ms[ROUNDS];
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static double median(double *times)
{
	qsort(times, ROUNDS, sizeof *times, by_size);
	return times[ROUNDS / 2];
}

static void ignore(void *data, const struct window_event *event)
{
	(void)data;
	(void)event;
}

static bool frame_open(struct frame *frame, int width, int height)
{
	struct window_options options = {width, height, false, "frame_cost"};
	char error[1024];

	*frame = (struct frame){.window = window_open(&options, error, sizeof error)};
	if (!frame->window) {
		fprintf(stderr, "%s\n", error);
		return false;
	}
	while (window_drain(frame->window, ignore, NULL))
		;
	if (!window_lock(frame->window, &frame->pixels, &frame->stride, &frame->width,
			 &frame->height) ||
	    frame->width != width || frame->height != height) {
		fprintf(stderr, "there is no window of %dx%d here\n", width, height);
		return false;
	}
	frame->shown = malloc((size_t)frame->stride * (size_t)height);
	return frame->shown != NULL;
}

static void frame_close(struct frame *frame)
{
	free(frame->shown);
	window_close(frame->window);
}

static void show(const struct frame *frame, const struct window_rect *parts, int count)
{
	window_present(frame->window, parts, count);
	for (int i = 0; i < count; i++) {
		for (int y = parts[i].y; y < parts[i].y + parts[i].height; y++) {
			size_t at = (size_t)y * (size_t)frame->stride + (size_t)parts[i].x * 4;
			memcpy(frame->shown + at, frame->pixels + at, (size_t)parts[i].width * 4);
		}
	}
}

static int damaged(const struct ui *ui, struct window_rect *parts)
{
	struct rect damage[PARTS_MAX];
	int count = ui_damage(ui, damage, PARTS_MAX);

	for (int i = 0; i < count; i++)
		parts[i] = (struct window_rect){damage[i].x, damage[i].y, damage[i].w, damage[i].h};
	return count;
}

/* One round: a finger comes down or goes up where one tile is to change, else all is painted. */
static void measure(const struct frame *frame, const struct stage *stage, struct ui *ui, bool tile,
		    struct costs *costs, int round)
{
	struct target target = {.kind = TARGET_PERSON, .id = "p-7"};
	struct window_rect parts[PARTS_MAX];
	double began = now_ms();

	if (tile)
		ui_press(ui, round % 2 ? &target : NULL);
	else
		ui_damage_all(ui);
	ui_compose(ui, stage->office, &stage->now);
	int count = damaged(ui, parts);
	ui_paint(ui, frame->pixels, frame->stride);
	double drawn = now_ms();
	show(frame, parts, count);
	double presented = now_ms();
	memcpy(frame->shown, frame->pixels, (size_t)frame->stride * (size_t)frame->height);
	costs->copy_ms[round] = now_ms() - presented;
	costs->present_ms[round] = presented - drawn;
	costs->draw_ms[round] = drawn - began;
}

static void tell(const struct frame *frame, const char *what, struct costs *costs)
{
	double draw = median(costs->draw_ms), present = median(costs->present_ms);
	double copy = median(costs->copy_ms);

	printf("%4dx%-5d %-11s %6.2f + %5.2f ms  %6.1f + %4.1f times a memcpy (%.3f ms)\n",
	       frame->width, frame->height, what, draw, present, draw / copy, present / copy, copy);
}

static void office_open(struct stage *stage, enum role role)
{
	static const char *const kinds[] = {"chat", "idea", "walk"};
	char name[32];

	stage_open(stage, role, 9, 41);
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(name, sizeof name, "Collega %c%c", 'A' + i / 10, 'a' + i % 10);
		int person = stage_person(stage, name);
		if (i < OPEN)
			stage_open_for(stage, person, kinds[i % 3], "coffee", 10, i);
		else
			stage_here(stage, person);
	}
}

static void bench(const struct frame *frame, const char *what, enum role role, bool tile)
{
	struct costs costs;
	struct stage stage;

	office_open(&stage, role);
	struct ui *ui = stage_compose(&stage, frame->width, frame->height);
	ui_paint(ui, frame->pixels, frame->stride);
	for (int round = 0; round < ROUNDS; round++)
		measure(frame, &stage, ui, tile, &costs, round);
	tell(frame, what, &costs);
	ui_destroy(ui);
	stage_close(&stage);
}

int main(void)
{
	static const int sizes[][2] = {{800, 480}, {1280, 720}, {1920, 1080}};

	printf("medians of %d: drawing + presenting\n", ROUNDS);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct frame frame;
		if (!frame_open(&frame, sizes[i][0], sizes[i][1]))
			return EXIT_FAILURE;
		if (i == 0)
			printf("presented by SDL's %s driver\n", window_driver(frame.window));
		bench(&frame, "full board", ROLE_BOARD, false);
		bench(&frame, "full kiosk", ROLE_KIOSK, false);
		bench(&frame, "one tile", ROLE_KIOSK, true);
		frame_close(&frame);
	}
	return EXIT_SUCCESS;
}
