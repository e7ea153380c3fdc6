/* praatjectl device identify, restart, brightness, log and clean: asked, done, answered. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/out.h"
#include "admin/request.h"

/* Says sentence once the device has said that it did it. */
static int ask(const struct admin_options *options, const struct command *command,
	       const char *sentence)
{
	struct request_answer answer;
	int status = request_answer_get(options, options->args[0], command, &answer);

	if (status != EX_OK)
		return status;
	if (options->json)
		out_line("%s", answer.payload);
	else
		out_line("%s: %s", options->args[0], sentence);
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

/* Each line of the answer as it came. */
static void print_log(const char *payload)
{
	json_t *answer = json_loads(payload, 0, NULL), *lines = json_object_get(answer, "lines");
	json_t *line;
	size_t index;

	json_array_foreach(lines, index, line)
	{
		out_line("%s", json_is_string(line) ? json_string_value(line) : "");
	}
	if (json_array_size(lines) == 0)
		complain("it has nothing to tell");
	json_decref(answer);
}

int admin_device_log(const struct admin_options *options)
{
	struct command command = {.kind = COMMAND_LOG};
	struct request_answer answer;
	int status = EX_OK;

	if (options->args_count > 1)
		status = log_level(options->args[1], &command.log);
	if (status == EX_OK)
		status = request_answer_get(options, options->args[0], &command, &answer);
	if (status != EX_OK)
		return status;
	if (options->json)
		out_line("%s", answer.payload);
	else
		print_log(answer.payload);
	request_answer_finish(&answer);
	return EX_OK;
}
