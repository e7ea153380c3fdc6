/* Payload of device/<d>/command and device/all/command: what an admin asks of a device. */
#ifndef PRAATJE_PROTOCOL_COMMAND_H
#define PRAATJE_PROTOCOL_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/fault.h"

enum {
	COMMAND_ID_CHARS_MAX = 64,
	COMMAND_ID_SIZE = 4 * COMMAND_ID_CHARS_MAX + 1,
	COMMAND_WORD_CHARS_MAX = 32,
	COMMAND_WORD_SIZE = 4 * COMMAND_WORD_CHARS_MAX + 1,
};

enum command_kind {
	COMMAND_SCREEN,     /* screen: what can be read and touched now */
	COMMAND_SCREENSHOT, /* screenshot: the same as a picture */
	COMMAND_IDENTIFY,   /* identify: show which device this is */
	COMMAND_RESTART,    /* restart: end the program, to be started again */
	COMMAND_BRIGHTNESS, /* brightness: level, 0 to 100 */
	COMMAND_LOG,        /* log: the last lines, of that level and worse, or all */
	COMMAND_CLEAN,      /* clean: touches do nothing for a while */
	COMMAND_ENROL,      /* enrol: the next unknown badge is answered */
	COMMAND_UNKNOWN,    /* a word of another version; to be answered with a code */
};

enum command_log {
	COMMAND_LOG_ASK, /* no level given: all */
	COMMAND_LOG_ERROR,
	COMMAND_LOG_WARNING,
	COMMAND_LOG_INFO,
	COMMAND_LOG_DEBUG,
};

struct command {
	char id[COMMAND_ID_SIZE]; /* chosen by who asks; the same id is done once */
	enum command_kind kind;
	char word[COMMAND_WORD_SIZE]; /* the command as it was written */
	int brightness;               /* BRIGHTNESS: percent */
	enum command_log log;         /* LOG */
};

/*
 * As in state.h, but where it returns false, id still holds the id if that could be read (else
 * it is empty), so that the refusal can be answered.
 */
bool command_decode(const void *payload, size_t size, struct command *out, struct faults *faults);

/* word is written only for COMMAND_UNKNOWN; the other kinds have their own. */
char *command_encode(const struct command *);

/* The word of a known command; NULL for COMMAND_UNKNOWN. */
const char *command_name(enum command_kind);

/* The known command that word was probably meant to be, or NULL. */
const char *command_suggest(const char *word);

#endif
