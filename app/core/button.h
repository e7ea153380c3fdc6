/* The buttons of the panel; each has a lamp in it. */
#ifndef PRAATJE_CORE_BUTTON_H
#define PRAATJE_CORE_BUTTON_H

enum button {
	BUTTON_YELLOW, /* open */
	BUTTON_BLUE,   /* focus */
	BUTTON_WHITE,  /* here, leave */
	BUTTON_COUNT,
};

/* "yellow", "blue", "white". */
const char *button_name(enum button);

#endif
