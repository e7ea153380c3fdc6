/* Commands that only look: what is on the screen, and what is in the log. */
#include <stdlib.h>

#include "device/log.h"
#include "device/order.h"

static const char *const screen_names[] = {
    [SCREEN_HOME] = "home",     [SCREEN_SHEET] = "sheet",     [SCREEN_BOARD] = "board",
    [SCREEN_DESK] = "desk",     [SCREEN_NOTICE] = "notice",   [SCREEN_INFO] = "info",
    [SCREEN_PERSON] = "info",   [SCREEN_CLEAN] = "clean",     [SCREEN_NIGHT] = "night",
    [SCREEN_IDENTIFY] = "info", [SCREEN_STRANGER] = "notice",
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

/* What is answered is what is there now, not what was drawn last. */
static void draw(struct device *device)
{
	device->redraw = true;
	device_draw(device);
}

void command_screen(const struct order *order)
{
	struct device *device = order->device;
	struct listing listing = {0};
	struct screen screen = {.name = screen_names[office_screen(device->office)]};

	draw(device);
	ui_size(device->ui, &screen.width, &screen.height);
	if (list_scene(device->ui, &listing, &screen))
		order_answer(order, &(struct answer){
					.id = order->command->id, .ok = true, .screen = &screen});
	else
		order_refuse(order, REFUSAL_OUT_OF_MEMORY, "There is no memory for the answer.");
	free(listing.targets);
	free(listing.names);
	free(listing.texts);
}

void command_screenshot(const struct order *order)
{
	struct device *device = order->device;
	unsigned char *png = NULL;
	size_t size = 0;

	draw(device);
	if (ui_png(device->ui, &png, &size) == 0)
		order_answer(
		    order, &(struct answer){
			       .id = order->command->id, .ok = true, .png = png, .png_size = size});
	else
		order_refuse(order, REFUSAL_NO_PICTURE, "The picture could not be made.");
	free(png);
}

void command_log(const struct order *order)
{
	static const enum log_level least[] = {
	    [COMMAND_LOG_ASK] = LOG_LEVEL_INFO,        [COMMAND_LOG_ERROR] = LOG_LEVEL_ERROR,
	    [COMMAND_LOG_WARNING] = LOG_LEVEL_WARNING, [COMMAND_LOG_INFO] = LOG_LEVEL_INFO,
	    [COMMAND_LOG_DEBUG] = LOG_LEVEL_INFO,
	};
	const char *lines[LOG_LINES_MAX];
	int count = log_recent(least[order->command->log], lines);

	order_answer(
	    order, &(struct answer){
		       .id = order->command->id, .ok = true, .lines = lines, .lines_count = count});
}
