/* praatje --panel-check: for whoever wires it up. */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "hw/readers.h"
#include "hw/resolve.h"

enum { PATH_SIZE = 1024 };

static void list_lines(const struct pins_chip *chip)
{
	struct pins_line *lines = calloc((size_t)chip->lines + 1, sizeof *lines);
	int result = lines ? pins_lines(chip->path, lines, chip->lines) : -ENOMEM;

	if (result < 0)
		printf("  can't be read: %s\n", strerror(-result));
	for (int i = 0; result == 0 && i < chip->lines; i++) {
		const struct pins_line *line = &lines[i];
		printf("  %4d  %-16s  %-6s  %s\n", i, line->name[0] ? line->name : "-",
		       line->output ? "output" : "input",
		       !line->used       ? "free"
		       : line->holder[0] ? line->holder
					 : "held");
	}
	free(lines);
}

static void list_chips(void)
{
	struct pins_chip chips[PINS_CHIPS_MAX];
	int count = pins_chips(chips, PINS_CHIPS_MAX);

	printf("GPIO chips, by %s:\n", pins_library());
	if (count < 0)
		printf("  can't be looked at: %s\n", strerror(-count));
	else if (count == 0)
		puts("  there is none");
	for (int i = 0; i < count; i++) {
		printf("%s, label %s, %d lines:\n", chips[i].path, chips[i].label, chips[i].lines);
		list_lines(&chips[i]);
	}
}

static void list_readers(const struct panel_options *options)
{
	char folder[PATH_SIZE];
	const struct dirent *entry;
	bool any = false;

	snprintf(folder, sizeof folder, "%s/dev/input/by-id", options->root);
	DIR *list = opendir(folder);
	puts("Keyboards that could be badge readers:");
	while (list && (entry = readdir(list))) {
		if (!strstr(entry->d_name, "-event-kbd"))
			continue;
		any = true;
		printf("  %s%s\n", entry->d_name,
		       readers_want(options->readers, entry->d_name) ? "  (taken for one)" : "");
	}
	if (!any)
		puts("  there is none");
	if (list)
		closedir(list);
}

/* What the wiring makes of the chip; 0 or -errno. */
static int list_wiring(const struct panel_options *options)
{
	char path[PATH_SIZE], error[PANEL_TEXT_SIZE];
	struct board board;
	struct pins_chip chip;

	if (!options->wiring[0] || strcmp(options->wiring, PANEL_SIM) == 0) {
		puts(options->wiring[0] ? "Wiring: the sim" : "Wiring: none; give --panel NAME");
		return 0;
	}
	snprintf(path, sizeof path, "%s/%s.conf", options->boards, options->wiring);
	if (!board_read(&board, path, error, sizeof error)) {
		printf("Wiring: %s\n", error);
		return -EINVAL;
	}
	if (!resolve(&board, &chip, error, sizeof error)) {
		printf("Wiring: %s\n", error);
		return -ENODEV;
	}
	printf("Wiring %s, on %s (%s):\n", board.path, chip.path, chip.label);
	for (int part = 0; part < BOARD_PARTS; part++) {
		const struct board_line *line = &board.lines[part];
		if (line->given)
			printf("  %-14s  line %d%s%s, active %s\n", board_part_name(part),
			       line->offset, line->name[0] ? " " : "", line->name,
			       line->active_low ? "low" : "high");
	}
	return 0;
}

struct showing {
	struct panel *panel;
	int64_t began_ms;
	int status;
};

static void show(void *data, const struct panel_event *event)
{
	static const char *const names[PANEL_BUTTONS] = {"yellow", "blue", "white"};
	struct showing *showing = data;

	printf("%8.3f s  ", (double)(event->mono_ms - showing->began_ms) / 1000);
	switch (event->kind) {
	case PANEL_EDGE:
	case PANEL_LEVEL:
		printf("%s button %s\n", names[event->button], event->down ? "down" : "up");
		panel_lamp(showing->panel, event->button, event->down);
		break;
	case PANEL_MOVEMENT:
		puts(event->down ? "movement" : "movement is over");
		break;
	case PANEL_BADGE:
		printf("badge, hash %s\n", event->hash);
		break;
	case PANEL_FAULT:
		showing->status = -EIO;
		puts(event->text);
		break;
	case PANEL_WELL:
		puts(event->text);
		break;
	}
	fflush(stdout);
}

/* Shows what comes until the time is over, or Ctrl-C. */
static int show_live(const struct panel_options *options, int seconds)
{
	struct showing showing = {.began_ms = hw_now_ms()};
	struct pollfd waiting[2] = {{.events = POLLIN}, {.events = POLLIN}};
	int64_t end_ms = showing.began_ms + (int64_t)seconds * 1000, left_ms = 0;
	sigset_t ends;

	showing.panel = panel_open(options);
	if (!showing.panel)
		return -errno;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	waiting[0].fd = panel_fd(showing.panel);
	waiting[1].fd = signalfd(-1, &ends, SFD_CLOEXEC);
	do {
		panel_drain(showing.panel, show, &showing);
		left_ms = seconds ? end_ms - hw_now_ms() : -1;
	} while ((!seconds || left_ms > 0) && poll(waiting, 2, (int)left_ms) >= 0 &&
		 !waiting[1].revents);
	if (waiting[1].fd >= 0)
		close(waiting[1].fd);
	panel_close(showing.panel);
	return showing.status;
}

int panel_check(const struct panel_options *options, int seconds)
{
	list_chips();
	list_readers(options);
	int result = list_wiring(options);
	if (result < 0)
		return result;
	puts(seconds ? "Press the buttons:" : "Press the buttons (Ctrl-C ends):");
	fflush(stdout);
	return show_live(options, seconds);
}
