/*
 * A statement: what somebody, or a timer on their behalf, said about a person's presence,
 * or the someone-signal of a place. The words of the contract's payloads, as a struct.
 */
#ifndef PRAATJE_CORE_STATEMENT_H
#define PRAATJE_CORE_STATEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/id.h"

/* v stays below 2^53, so that a reader with doubles keeps it exact. */
#define STATEMENT_V_MAX ((INT64_C(1) << 53) - 1)

enum presence {
	PRESENCE_AWAY,
	PRESENCE_HERE,
	PRESENCE_FOCUS,
	PRESENCE_OPEN,
};

/* For an idea: having half of one, or having an ear. */
enum side {
	SIDE_NONE,
	SIDE_ASK,
	SIDE_OFFER,
};

/*
 * Absolute times are seconds since 1970 UTC, 0 when not given; lengths are seconds, -1
 * when not given. For a someone-signal presence is OPEN, ends is 0, and a signal that was
 * taken back is marked by taken_back (until 0 and left 0 on the wire).
 */
struct statement {
	int64_t v;
	char by[ID_SIZE]; /* the device that said it */
	enum presence presence;
	char kind[ID_SIZE];  /* empty: none */
	char place[ID_SIZE]; /* empty: none */
	enum side side;
	bool come;
	bool taken_back;
	int64_t since;
	int64_t until;  /* when open or focus ends */
	int64_t left;   /* the same as a length, reckoned when it was said */
	int64_t ends;   /* the day's end */
	int64_t expiry; /* the message's expiry interval as it was said */
};

/* An empty statement: away, with nothing given. */
void statement_init(struct statement *);

/* The order of statements: < 0, 0, > 0 as (a.v, a.by) is smaller, equal, larger. */
int statement_compare(const struct statement *a, const struct statement *b);

const char *presence_name(enum presence);
const char *side_name(enum side); /* SIDE_ASK and SIDE_OFFER only */
bool side_parse(const char *text, enum side *out);

#endif
