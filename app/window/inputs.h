/*
 * The input devices that SDL has open on the console: SDL tells nobody which they are, so they
 * are found among the process' own descriptors, and anew when one is plugged in or out.
 */
#ifndef PRAATJE_WINDOW_INPUTS_H
#define PRAATJE_WINDOW_INPUTS_H

#include <stdbool.h>

enum { INPUTS_MAX = 32 };

struct inputs {
	int folder_fd;       /* inotify on /dev/input; -1: none */
	int announcer_fd;    /* SDL's socket to udev; SDL's; -1: none */
	int fds[INPUTS_MAX]; /* SDL's */
	int count;
	bool changed; /* since inputs_list */
};

/* Starts to watch folder ("/dev/input"); a machine without it has no devices. */
void inputs_init(struct inputs *, const char *folder);
void inputs_finish(struct inputs *);

/*
 * Whether devices may have come or gone since the last call: ask before SDL takes in what its
 * socket says, and call inputs_scan after it has.
 */
bool inputs_stirred(struct inputs *);

/* Looks up which descriptors lie below folder; sets changed when they are others than before. */
void inputs_scan(struct inputs *, const char *folder);

/* All that is to be waited on, at most max; returns how many. */
int inputs_list(struct inputs *, int *fds, int max);

#endif
