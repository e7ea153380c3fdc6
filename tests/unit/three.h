/*
 * An office of three for tests of one test each: two kiosks and a board, in step at 09:12, and two
 * people on the roster. Include cmocka.h before it.
 */
#ifndef PRAATJE_TESTS_THREE_H
#define PRAATJE_TESTS_THREE_H

#include "play.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

extern struct play play;
extern struct player *one, *two, *board;

int three_set_up(void **state);
int three_tear_down(void **state);
#define PLAYED(name) cmocka_unit_test_setup_teardown(name, three_set_up, three_tear_down)

/* What the broker holds of a person, or NULL; what a device knows of one. */
const struct statement *held(const char *person);
const struct subject *known(const struct player *, const char *person);
/* All show the person so, also who isn't connected. */
void assert_everywhere(const char *person, enum presence);

void set_clock(struct player *, enum clock_trust, int64_t skew_ms);
/* How many statements the three have said. */
int said(void);
void configure_person(struct player *, const char *id, bool gone);
/* A word from a device that isn't played; a message from there. */
struct statement word(int64_t v, const char *by, enum presence);
void publish(const char *person, const struct statement *);

#endif
