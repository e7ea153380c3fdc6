/* A pin map: which line of which GPIO chip is which part of the panel. */
#ifndef PRAATJE_HW_BOARD_H
#define PRAATJE_HW_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "hw/panel.h"

/* Inputs first, the buttons in the order of enum panel_button; the lamps likewise. */
enum board_part {
	BOARD_BUTTON_YELLOW,
	BOARD_BUTTON_BLUE,
	BOARD_BUTTON_WHITE,
	BOARD_MOVEMENT,
	BOARD_INPUTS,
	BOARD_LAMP_YELLOW = BOARD_INPUTS,
	BOARD_LAMP_BLUE,
	BOARD_LAMP_WHITE,
	BOARD_PARTS,
};

enum board_bias {
	BOARD_BIAS_AS_IS, /* whatever is soldered, or set before */
	BOARD_BIAS_NONE,
	BOARD_BIAS_PULL_UP,
	BOARD_BIAS_PULL_DOWN,
};

enum {
	BOARD_PATH_SIZE = 512,
	BOARD_NAME_SIZE = 33, /* as the kernel's */
	BOARD_DEBOUNCE_MS_MAX = 100,
	BOARD_OFFSET_MAX = 1023,
};

struct board_line {
	int mentioned; /* in the file: where its section begins to say something; 0: not */
	bool given;
	int place;                  /* in the file: where it says which line */
	char name[BOARD_NAME_SIZE]; /* empty: by offset */
	int offset;                 /* on the chip; -1: by name, until it is found */
	bool active_low;
	enum board_bias bias; /* inputs */
	int debounce_ms;      /* inputs, where the kernel can */
};

struct board {
	char path[BOARD_PATH_SIZE]; /* of the file */
	char label[BOARD_NAME_SIZE];
	int label_place;
	struct board_line lines[BOARD_PARTS];
};

/*
 * Reads the pin map at path. False when it can't be read or is wrong: error (size bytes) then
 * says FILE:LINE, what is wrong, and what would be right.
 */
bool board_read(struct board *, const char *path, char *error, size_t size);

/* The part's name, as its section is called: "yellow button". */
const char *board_part_name(enum board_part);

#endif
