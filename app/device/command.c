/* Commands of an admin: each is done once and answered once, never when it was retained. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"
#include "protocol/answer.h"
#include "protocol/command.h"
#include "protocol/topic.h"

enum { ANSWER_EXPIRY_S = 30 };

/* Whether the command with this id was done already; else it is from now on. */
static bool done_before(struct device *device, const char *id)
{
	for (int i = 0; i < COMMANDS_REMEMBERED; i++) {
		if (strcmp(device->commands[i], id) == 0)
			return true;
	}
	snprintf(device->commands[device->commands_next], COMMAND_ID_SIZE, "%s", id);
	device->commands_next = (device->commands_next + 1) % COMMANDS_REMEMBERED;
	return false;
}

/* Answers go where the command says, but only under reply/ of this office's root. */
static const char *answer_topic(const struct device *device, const struct link_event *asked,
				char own[TOPIC_TEXT_SIZE])
{
	struct topic topic;
	const char *response = asked->response_topic;

	if (response && topic_parse(device->options->settings.office, response, &topic) &&
	    topic.kind == TOPIC_REPLY)
		return response;
	topic = topic_make(TOPIC_ANSWER, device->options->settings.office,
			   device->options->settings.device);
	topic_format(&topic, own);
	return own;
}

static void answer(struct device *device, const struct link_event *asked,
		   const struct answer *answer)
{
	char own[TOPIC_TEXT_SIZE];
	char *payload = answer_encode(answer);

	if (!payload)
		return;
	int result = link_publish(device->link, &(struct link_publication){
						    .topic = answer_topic(device, asked, own),
						    .payload = payload,
						    .payload_size = strlen(payload),
						    .expiry_s = ANSWER_EXPIRY_S,
						    .correlation = asked->correlation,
						    .correlation_size = asked->correlation_size,
						});
	if (result < 0)
		log_line("link", "an answer could not be sent: %s", strerror(-result));
	free(payload);
}

static void refuse(struct device *device, const struct link_event *asked, const char *id,
		   const char *code, const char *message)
{
	answer(device, asked, &(struct answer){.id = id, .code = code, .message = message});
}

static const char *const screen_names[] = {
    [SCREEN_HOME] = "home",   [SCREEN_SHEET] = "sheet",   [SCREEN_BOARD] = "board",
    [SCREEN_DESK] = "desk",   [SCREEN_NOTICE] = "notice", [SCREEN_INFO] = "info",
    [SCREEN_PERSON] = "info", [SCREEN_CLEAN] = "clean",   [SCREEN_NIGHT] = "night",
};

struct listing {
	struct screen_target *targets;
	char (*names)[TARGET_NAME_SIZE];
	struct screen_text *texts;
};

static struct screen_rect screen_rect(const struct ui *ui, struct rect scene)
{
	struct rect rect = ui_to_screen(ui, scene);

	return (struct screen_rect){rect.x, rect.y, rect.w, rect.h};
}

/* Lists what the scene has to touch and to read; false when there is no memory. */
static bool list_scene(const struct ui *ui, struct listing *listing, struct screen *screen)
{
	const struct scene *scene = ui_scene(ui);
	struct scene_target target;
	struct scene_text text;

	listing->targets = calloc((size_t)scene->spots_count + 1, sizeof *listing->targets);
	listing->names = calloc((size_t)scene->spots_count + 1, sizeof *listing->names);
	listing->texts = calloc((size_t)scene->items_count + 1, sizeof *listing->texts);
	if (!listing->targets || !listing->names || !listing->texts)
		return false;
	for (int i = 0; scene_next_target(scene, &i, &target);) {
		int at = screen->targets_count++;
		target_name(&target.target, listing->names[at]);
		listing->targets[at] = (struct screen_target){
		    listing->names[at], target.text, target.state, screen_rect(ui, target.rect)};
	}
	for (int i = 0; scene_next_text(scene, &i, &text);)
		listing->texts[screen->texts_count++] =
		    (struct screen_text){text.text, screen_rect(ui, text.rect)};
	screen->targets = listing->targets;
	screen->texts = listing->texts;
	return true;
}

static void answer_screen(struct device *device, const struct link_event *asked, const char *id)
{
	struct listing listing = {0};
	struct screen screen = {
	    .name = screen_names[office_screen(device->office)],
	};

	ui_size(device->ui, &screen.width, &screen.height);
	if (list_scene(device->ui, &listing, &screen))
		answer(device, asked, &(struct answer){.id = id, .ok = true, .screen = &screen});
	else
		refuse(device, asked, id, "out-of-memory", "There is no memory for the answer.");
	free(listing.targets);
	free(listing.names);
	free(listing.texts);
}

static void answer_screenshot(struct device *device, const struct link_event *asked, const char *id)
{
	unsigned char *png = NULL;
	size_t size = 0;

	if (ui_png(device->ui, &png, &size) == 0)
		answer(device, asked,
		       &(struct answer){.id = id, .ok = true, .png = png, .png_size = size});
	else
		refuse(device, asked, id, "no-picture", "The picture could not be made.");
	free(png);
}

static void refuse_word(struct device *device, const struct link_event *asked,
			const struct command *command)
{
	char message[SENTENCE_SIZE];
	const char *meant = command_suggest(command->word);

	if (command->kind != COMMAND_UNKNOWN)
		snprintf(message, sizeof message, "This device can't do \"%s\" yet.",
			 command->word);
	else if (meant)
		snprintf(message, sizeof message,
			 "There is no command \"%s\"; did you mean \"%s\"?", command->word, meant);
	else
		snprintf(message, sizeof message, "There is no command \"%s\".", command->word);
	refuse(device, asked, command->id, "unknown-command", message);
}

static void carry_out(struct device *device, const struct link_event *asked,
		      const struct command *command)
{
	/* What is answered is what is there now, not what was drawn last. */
	device->redraw = true;
	device_draw(device);
	switch (command->kind) {
	case COMMAND_SCREEN:
		answer_screen(device, asked, command->id);
		break;
	case COMMAND_SCREENSHOT:
		answer_screenshot(device, asked, command->id);
		break;
	default:
		refuse_word(device, asked, command);
	}
}

void device_command(struct device *device, const struct link_event *asked)
{
	struct command command;
	struct faults faults;

	if (asked->retain || !asked->payload_size || !device->window)
		return;
	if (!command_decode(asked->payload, asked->payload_size, &command, &faults)) {
		log_line("command", "refused: %s: %s", faults.list[0].pointer,
			 faults.list[0].message);
		if (command.id[0] && !done_before(device, command.id))
			refuse(device, asked, command.id, fault_code_name(faults.list[0].code),
			       faults.list[0].message);
		return;
	}
	if (!done_before(device, command.id))
		carry_out(device, asked, &command);
}
