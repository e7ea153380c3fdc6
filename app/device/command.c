/* Commands of an admin: each is done once and answered once, never when it was retained. */
#include <stdio.h>
#include <string.h>

#include "device/log.h"
#include "device/order.h"

static void (*const commands[])(const struct order *) = {
    [COMMAND_SCREEN] = command_screen,         [COMMAND_SCREENSHOT] = command_screenshot,
    [COMMAND_IDENTIFY] = command_identify,     [COMMAND_RESTART] = command_restart,
    [COMMAND_BRIGHTNESS] = command_brightness, [COMMAND_LOG] = command_log,
    [COMMAND_CLEAN] = command_clean,           [COMMAND_ENROL] = command_enrol,
};
_Static_assert(sizeof commands / sizeof *commands == COMMAND_UNKNOWN, "a function for each");
_Static_assert((int)COMMANDS_REMEMBERED == (int)STORE_COMMANDS_MAX, "the disk knows as many");

static bool remembered(const struct device *device, const char *id)
{
	for (int i = 0; i < COMMANDS_REMEMBERED; i++) {
		if (strcmp(device->commands[i], id) == 0)
			return true;
	}
	return false;
}

void device_remember_command(struct device *device, const char *id)
{
	snprintf(device->commands[device->commands_next], COMMAND_ID_SIZE, "%s", id);
	device->commands_next = (device->commands_next + 1) % COMMANDS_REMEMBERED;
}

/* Whether the command with this id was done already; else it is from now on, on disk too. */
static bool done_before(struct device *device, const char *id)
{
	if (remembered(device, id))
		return true;
	device_remember_command(device, id);
	if (device->store && store_command(device->store, id) < 0)
		log_warning("store", "the disk is behind: a command may be done twice");
	return false;
}

static void refuse_word(const struct order *order)
{
	char message[SENTENCE_SIZE];
	const char *word = order->command->word;
	const char *meant = command_suggest(word);

	if (meant)
		snprintf(message, sizeof message,
			 "There is no command \"%s\"; did you mean \"%s\"?", word, meant);
	else
		snprintf(message, sizeof message, "There is no command \"%s\".", word);
	order_refuse(order, REFUSAL_UNKNOWN_COMMAND, message);
}

void device_command(struct device *device, const struct link_event *asked)
{
	struct command command;
	struct faults faults;
	const struct order order = {device, asked, &command};

	if (asked->retain || !asked->payload_size || !device->window)
		return;
	bool good = command_decode(asked->payload, asked->payload_size, &command, &faults);
	if (!good)
		log_warning("command", "refused: %s: %s", faults.list[0].pointer,
			    faults.list[0].message);
	if (!command.id[0] || done_before(device, command.id))
		return;
	if (!good)
		order_refuse_code(&order, fault_code_name(faults.list[0].code),
				  faults.list[0].message);
	else if (command.kind == COMMAND_UNKNOWN)
		refuse_word(&order);
	else
		commands[command.kind](&order);
}
