/* praatjectl device identify, restart, brightness, log and clean: asked, done, answered. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/out.h"
#include "admin/request.h"

/* What is told of an answer. */
struct telling {
	const struct admin_options *options;
	const char *sentence; /* NULL: the lines of the log */
};

/* Which device it is must be added: answers don't say it. */
static void tell_json(const char *device, const char *payload)
{
	json_t *line = json_pack("{s:s}", "device", device), *answer = json_loads(payload, 0, NULL);

	json_object_update(line, answer);
	json_decref(answer);
	out_json(line);
}

/* Each line of the log as it came; of several devices with whose it is. */
static void tell_log(const char *device, bool several, const struct answer *answer)
{
	for (int i = 0; i < answer->lines_count; i++)
		out_line("%s%s%s", several ? device : "", several ? ": " : "", answer->lines[i]);
	if (answer->lines_count == 0)
		complain("%s has nothing to tell", device);
}

static void tell_of(void *data, const char *device, const struct request_answer *answer)
{
	const struct telling *telling = data;

	if (telling->options->json)
		tell_json(device, answer->payload);
	else if (telling->sentence)
		out_line("%s: %s", device, telling->sentence);
	else
		tell_log(device, true, &answer->answer);
}

/* Says sentence, or the log's lines, once the device has said that it did it. */
static int ask(const struct admin_options *options, const struct command *command,
	       const char *sentence)
{
	struct telling telling = {options, sentence};
	const char *device = options->args[0];
	struct request_answer answer;

	if (strcmp(device, request_everybody) == 0)
		return request_all(options, command, tell_of, &telling);
	int status = request_answer_get(options, device, command, &answer);
	if (status != EX_OK)
		return status;
	if (options->json)
		out_line("%s", answer.payload);
	else if (sentence)
		out_line("%s: %s", device, sentence);
	else
		tell_log(device, false, &answer.answer);
	request_answer_finish(&answer);
	return EX_OK;
}

int admin_device_identify(const struct admin_options *options)
{
	return ask(options, &(struct command){.kind = COMMAND_IDENTIFY},
		   "it shows which one it is");
}

int admin_device_restart(const struct admin_options *options)
{
	return ask(options, &(struct command){.kind = COMMAND_RESTART}, "it starts anew");
}

int admin_device_clean(const struct admin_options *options)
{
	return ask(options, &(struct command){.kind = COMMAND_CLEAN},
		   "touches do nothing for 30 seconds");
}

int admin_device_brightness(const struct admin_options *options)
{
	const char *text = options->args[1];
	char *end;
	long percent = strtol(text, &end, 10);

	if (end == text || *end || percent < 0 || percent > 100) {
		complain("'%s': brightness is a whole number from 0 to 100", text);
		return EX_USAGE;
	}
	return ask(options,
		   &(struct command){.kind = COMMAND_BRIGHTNESS, .brightness = (int)percent},
		   "its screen is set");
}

static int log_level(const char *text, enum command_log *out)
{
	static const char *const levels[] = {"error", "warning", "info", "debug"};

	for (int i = 0; i < 4; i++) {
		if (strcmp(text, levels[i]) != 0)
			continue;
		*out = (enum command_log)(COMMAND_LOG_ERROR + i);
		return EX_OK;
	}
	complain("'%s': levels are error, warning, info and debug", text);
	return EX_USAGE;
}

int admin_device_log(const struct admin_options *options)
{
	struct command command = {.kind = COMMAND_LOG};
	int status = EX_OK;

	if (options->args_count > 1)
		status = log_level(options->args[1], &command.log);
	return status == EX_OK ? ask(options, &command, NULL) : status;
}
