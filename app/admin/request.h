/* A command to a device, and its answer. */
#ifndef PRAATJE_ADMIN_REQUEST_H
#define PRAATJE_ADMIN_REQUEST_H

#include "admin/options.h"
#include "link/link.h"
#include "protocol/answer.h"
#include "protocol/command.h"

enum { REQUEST_EXPIRY_S = 30 }; /* how long a command waits for its device */

/* What stands for every device. */
extern const char request_everybody[];

struct request_answer {
	char *payload; /* as it came */
	struct answer answer;
	struct answer_memory *memory;
};

/*
 * Asks the device with this id or name to do a command, whose id is set here. EX_OK with an
 * answer to be finished; else the exit status, told on standard error: EX_USAGE for a wrong id,
 * EX_TEMPFAIL when none came in time, EX_PROTOCOL when the device says no.
 */
int request_answer_get(const struct admin_options *, const char *device, const struct command *,
		       struct request_answer *out);
void request_answer_finish(struct request_answer *);

/* Tells that the broker doesn't take the command; EX_NOPERM. */
int request_refused(const struct link_event *event);

/* Reads the answer of this device into out. Results as of request_answer_get. */
int request_answer_read(const char *device, const struct link_event *event,
			struct request_answer *out);

/*
 * Asks every device at once and hands over each answer as it comes. EX_OK when all that are
 * online did it; else told: EX_TEMPFAIL when one is silent or none is online, EX_PROTOCOL when
 * one says no.
 */
int request_all(const struct admin_options *, const struct command *,
		void (*take)(void *data, const char *device, const struct request_answer *),
		void *data);

#endif
