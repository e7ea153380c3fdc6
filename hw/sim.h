/* Keys and a script instead of pins, and a file instead of lamps. */
#ifndef PRAATJE_HW_SIM_H
#define PRAATJE_HW_SIM_H

#include "hw/events.h"

struct sim;

/*
 * script is a file, or a pipe that can be written to while the program runs; each line is
 *
 *	MS press COLOUR    MS release COLOUR    MS move    MS badge NUMBER
 *
 * MS counts from when the sim was opened, of a pipe from when the line came. lamps is a file to
 * which a line is written for every change, as it is: "yellow 1", "brightness 40". Both may be "".
 * Events go into events, which stays the caller's; the salt of badges is copied. NULL with errno
 * set.
 */
struct sim *sim_open(struct events *events, const char *script, const char *lamps,
		     const char *salt);
/* NULL is accepted. */
void sim_close(struct sim *);

/* Two descriptors to wait on, readable: then sim_read. */
enum { SIM_FDS = 2 };
void sim_fds(const struct sim *, int fds[SIM_FDS]);
/* Plays what is due. */
void sim_read(struct sim *);

/* A key of the window. */
void sim_key(struct sim *, enum panel_key, bool down);
bool sim_level(const struct sim *, enum panel_button);
void sim_lamp(struct sim *, enum panel_button, bool lit);
void sim_brightness(struct sim *, int percent);

#endif
