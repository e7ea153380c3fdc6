/* Payload of an answer to a command, with what `screen`, `screenshot` and `log` hand over. */
#ifndef PRAATJE_PROTOCOL_ANSWER_H
#define PRAATJE_PROTOCOL_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/fault.h"

struct screen_rect {
	int x, y, width, height; /* pixels of the window, after rotation */
};

/* Something that can be touched. */
struct screen_target {
	const char *name;  /* after what it does, such as "person:p-1" */
	const char *text;  /* what stands on it */
	const char *state; /* of a person: away, here, focus, open or unknown; else NULL */
	struct screen_rect rect;
};

/* Something that can be read. */
struct screen_text {
	const char *text;
	struct screen_rect rect;
};

/* What a person could read and touch at one moment. */
struct screen {
	const char *name; /* home, sheet, board, desk, night, info, clean or notice */
	int width, height;
	const struct screen_target *targets;
	int targets_count;
	const struct screen_text *texts;
	int texts_count;
};

/* All texts are the caller's and only borrowed. */
struct answer {
	const char *id; /* of the command */
	bool ok;
	const char *code;            /* NULL: none */
	const char *message;         /* NULL: none */
	const struct screen *screen; /* NULL: none */
	const void *png;             /* NULL: none */
	size_t png_size;
	const char *badge;        /* of enrol: its hash; NULL: none */
	const char *const *lines; /* of the log, the oldest first; NULL: none */
	int lines_count;
};

/* The payload, to be released with free(); NULL when it would be longer than 1 MiB. */
char *answer_encode(const struct answer *);

/*
 * Reads an answer. On success *out and all in it are borrowed from the returned value, which
 * is to be released with answer_release(); NULL when there are faults.
 */
struct answer_memory *answer_decode(const void *payload, size_t size, struct answer *out,
				    struct faults *faults);

/* Takes NULL too. */
void answer_release(struct answer_memory *);

#endif
