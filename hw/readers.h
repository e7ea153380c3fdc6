/* The badge readers that are plugged in. */
#ifndef PRAATJE_HW_READERS_H
#define PRAATJE_HW_READERS_H

#include "hw/badge.h"

enum { READERS_MAX = 4, READER_NAME_SIZE = 256 };

struct reader {
	int fd; /* -1: none */
	char name[READER_NAME_SIZE];
	struct badge_typing typing;
};

struct readers {
	const char *root;   /* before /dev/input */
	const char *wanted; /* see panel_options.readers */
	const char *salt;
	struct events *events;
	struct reader list[READERS_MAX];
	char told[PANEL_TEXT_SIZE]; /* the fault that was told last */
};

/* The strings and the events stay the caller's. */
void readers_init(struct readers *, const char *root, const char *wanted, const char *salt,
		  struct events *);
/* Gives all back. */
void readers_finish(struct readers *);

/*
 * Takes those that are there and weren't taken yet; calls watch with the descriptor of each new
 * one. Call it at first and whenever /dev/input/by-id has changed.
 */
void readers_scan(struct readers *, void (*watch)(void *data, int fd), void *data);

/* Reads from the one whose descriptor this is; badges go into the events. */
void readers_read(struct readers *, int fd);

/* Whether a keyboard of that name below /dev/input/by-id is to be taken for a badge reader. */
bool readers_want(const char *wanted, const char *name);

#endif
