/* What a touch can mean: the targets of the screens, named as the contract names them. */
#ifndef PRAATJE_CORE_TARGET_H
#define PRAATJE_CORE_TARGET_H

#include <stdbool.h>

#include "core/id.h"

enum target_kind {
	TARGET_NONE,
	TARGET_PERSON,   /* person:<id> */
	TARGET_SOMEONE,  /* someone: the tile for guests */
	TARGET_KIND,     /* kind:<id> */
	TARGET_MINUTES,  /* minutes:<n> */
	TARGET_FOCUS,    /* focus */
	TARGET_HERE,     /* here */
	TARGET_LEAVE,    /* leave */
	TARGET_COME,     /* come */
	TARGET_SIDE,     /* side:ask, side:offer */
	TARGET_UNDO,     /* undo */
	TARGET_CLOSE,    /* close */
	TARGET_CLEAN,    /* clean */
	TARGET_LANGUAGE, /* language */
	TARGET_RAIL,     /* rail:<n>, from 0: the first page it stands for */
	TARGET_GROUP,    /* group:<n>, from 0: the page of the roster */
	TARGET_CLOCK,    /* clock */
};

struct target {
	enum target_kind kind;
	char id[ID_SIZE]; /* person, kind, or ask/offer; else empty */
	int number;       /* minutes, rail, group; else 0 */
};

enum { TARGET_NAME_SIZE = 48 };

/* Writes the target's name, such as "person:p-1", into to. TARGET_NONE gives "". */
void target_name(const struct target *, char to[TARGET_NAME_SIZE]);

bool target_equal(const struct target *, const struct target *);

#endif
