/* A command to a device, and its answer. */
#ifndef PRAATJE_ADMIN_REQUEST_H
#define PRAATJE_ADMIN_REQUEST_H

#include "admin/options.h"
#include "protocol/answer.h"
#include "protocol/command.h"

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

#endif
