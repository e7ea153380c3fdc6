#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "hw/badge.h"
#include "hw/sim.h"

enum { ACTIONS_MAX = 256, LINE_SIZE = 128, MS_MAX = 7 * 24 * 3600 * 1000 };

struct action {
	int64_t mono_ms; /* when it is due */
	struct panel_event event;
};

struct sim {
	struct events *events;
	char salt[PANEL_TEXT_SIZE];
	const char *name; /* of the script */
	int script_fd;    /* a pipe; -1: the script is a file, or none */
	int timer_fd;
	int lamps_fd;
	int64_t opened_ms;
	int place; /* line of the script that was read last */
	char line[LINE_SIZE];
	size_t line_size;
	struct action actions[ACTIONS_MAX]; /* by when they are due */
	int actions_count;
	bool down[PANEL_BUTTONS];
};

static const char *const colours[PANEL_BUTTONS] = {"yellow", "blue", "white"};

/* The timer wakes for the first action. */
static void set_timer(const struct sim *sim)
{
	struct itimerspec when = {0};

	if (sim->actions_count) {
		int64_t ms = sim->actions[0].mono_ms;
		when.it_value.tv_sec = ms / 1000;
		when.it_value.tv_nsec = ms % 1000 * 1000000 + 1;
	}
	timerfd_settime(sim->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

static void plan(struct sim *sim, const struct action *action)
{
	int at = sim->actions_count;

	if (at == ACTIONS_MAX) {
		events_tell(sim->events, PANEL_FAULT, "%s:%d: too much is planned; at most %d",
			    sim->name, sim->place, ACTIONS_MAX);
		return;
	}
	while (at > 0 && sim->actions[at - 1].mono_ms > action->mono_ms) {
		sim->actions[at] = sim->actions[at - 1];
		at--;
	}
	sim->actions[at] = *action;
	sim->actions_count++;
}

static bool parse_button(const char *word, enum panel_button *out)
{
	for (int i = 0; i < PANEL_BUTTONS; i++) {
		if (strcmp(word, colours[i]) != 0)
			continue;
		*out = (enum panel_button)i;
		return true;
	}
	return false;
}

static bool parse_action(const struct sim *sim, const char *verb, const char *what,
			 struct panel_event *event)
{
	if (strcmp(verb, "move") == 0 && !*what) {
		event->kind = PANEL_MOVEMENT;
		event->down = true;
		return true;
	}
	if (strcmp(verb, "badge") == 0 && *what) {
		event->kind = PANEL_BADGE;
		badge_hash(sim->salt, what, event->hash);
		return true;
	}
	event->kind = PANEL_EDGE;
	event->down = strcmp(verb, "press") == 0;
	return (event->down || strcmp(verb, "release") == 0) && parse_button(what, &event->button);
}

static void take_line(struct sim *sim, const char *line, int64_t from_ms)
{
	struct action action = {0};
	char verb[16] = "", what[64] = "";
	int ms = -1;

	sim->place++;
	int words = sscanf(line, "%9d %15s %63s", &ms, verb, what);
	if (words <= 0 && (line[strspn(line, " \t")] == '\0' || line[0] == ';'))
		return;
	if (words < 2 || ms < 0 || ms > MS_MAX || !parse_action(sim, verb, what, &action.event)) {
		events_tell(sim->events, PANEL_FAULT,
			    "%s:%d: a line is MS press|release yellow|blue|white, MS move, or MS "
			    "badge NUMBER",
			    sim->name, sim->place);
		return;
	}
	action.mono_ms = from_ms + ms;
	plan(sim, &action);
	if (action.event.kind != PANEL_MOVEMENT)
		return;
	action.event.down = false;
	plan(sim, &action);
}

/* Lines as far as they are whole; what is left waits for the rest. */
static void read_script(struct sim *sim, int fd, int64_t from_ms)
{
	char byte;

	while (read(fd, &byte, 1) == 1) {
		if (byte != '\n') {
			if (sim->line_size < sizeof sim->line - 1)
				sim->line[sim->line_size++] = byte;
			continue;
		}
		sim->line[sim->line_size] = '\0';
		sim->line_size = 0;
		take_line(sim, sim->line, from_ms);
	}
}

static void open_script(struct sim *sim)
{
	struct stat about;
	int fd;

	if (!*sim->name)
		return;
	/* Open for writing too, a pipe never ends. */
	bool pipe = stat(sim->name, &about) == 0 && S_ISFIFO(about.st_mode);
	fd = open(sim->name, (pipe ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		events_tell(sim->events, PANEL_FAULT, "the script %s can't be read: %s", sim->name,
			    strerror(errno));
		return;
	}
	if (pipe) {
		sim->script_fd = fd;
		return;
	}
	read_script(sim, fd, sim->opened_ms);
	close(fd);
}

static void open_lamps(struct sim *sim, const char *path)
{
	if (!*path)
		return;
	sim->lamps_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (sim->lamps_fd < 0)
		events_tell(sim->events, PANEL_FAULT, "the lamps can't be written to %s: %s", path,
			    strerror(errno));
}

struct sim *sim_open(struct events *events, const char *script, const char *lamps, const char *salt)
{
	struct sim *sim = calloc(1, sizeof *sim);

	if (!sim)
		return NULL;
	*sim = (struct sim){
	    .events = events,
	    .name = script,
	    .script_fd = -1,
	    .lamps_fd = -1,
	    .opened_ms = hw_now_ms(),
	    .timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC),
	};
	if (sim->timer_fd < 0) {
		free(sim);
		return NULL;
	}
	snprintf(sim->salt, sizeof sim->salt, "%s", salt);
	open_script(sim);
	open_lamps(sim, lamps);
	for (int i = 0; i < PANEL_BUTTONS; i++)
		sim_lamp(sim, (enum panel_button)i, false);
	set_timer(sim);
	return sim;
}

void sim_close(struct sim *sim)
{
	if (!sim)
		return;
	for (int i = 0; i < PANEL_BUTTONS; i++)
		sim_lamp(sim, (enum panel_button)i, false);
	if (sim->script_fd >= 0)
		close(sim->script_fd);
	if (sim->lamps_fd >= 0)
		close(sim->lamps_fd);
	close(sim->timer_fd);
	free(sim);
}

void sim_fds(const struct sim *sim, int fds[SIM_FDS])
{
	fds[0] = sim->timer_fd;
	fds[1] = sim->script_fd;
}

void sim_read(struct sim *sim)
{
	uint64_t times;
	int64_t now_ms = hw_now_ms();
	int done = 0;

	while (read(sim->timer_fd, &times, sizeof times) > 0)
		;
	if (sim->script_fd >= 0)
		read_script(sim, sim->script_fd, now_ms);
	for (; done < sim->actions_count && sim->actions[done].mono_ms <= now_ms; done++) {
		struct panel_event *event = &sim->actions[done].event;
		event->mono_ms = sim->actions[done].mono_ms;
		if (event->kind == PANEL_EDGE)
			sim->down[event->button] = event->down;
		events_add(sim->events, event);
	}
	sim->actions_count -= done;
	memmove(sim->actions, sim->actions + done,
		(size_t)sim->actions_count * sizeof *sim->actions);
	set_timer(sim);
}

void sim_key(struct sim *sim, enum panel_key key, bool down)
{
	struct action action = {.mono_ms = hw_now_ms()};

	action.event.kind = key == PANEL_KEY_MOVEMENT ? PANEL_MOVEMENT : PANEL_EDGE;
	if (key != PANEL_KEY_MOVEMENT)
		action.event.button = (enum panel_button)key;
	action.event.down = down;
	plan(sim, &action);
	set_timer(sim);
}

bool sim_level(const struct sim *sim, enum panel_button button)
{
	return sim->down[button];
}

static void write_lamp(const struct sim *sim, const char *what, int value)
{
	if (sim->lamps_fd >= 0 && dprintf(sim->lamps_fd, "%s %d\n", what, value) < 0)
		events_tell(sim->events, PANEL_FAULT, "a lamp can't be written: %s",
			    strerror(errno));
}

void sim_lamp(struct sim *sim, enum panel_button lamp, bool lit)
{
	write_lamp(sim, colours[lamp], lit);
}

void sim_brightness(struct sim *sim, int percent)
{
	write_lamp(sim, "brightness", percent);
}
