#include "protocol/answer.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "protocol/json.h"

static void put_rect(json_t *object, const struct screen_rect *rect)
{
	json_t *array = json_put_array(object, "rect");

	json_append_integer(array, rect->x);
	json_append_integer(array, rect->y);
	json_append_integer(array, rect->width);
	json_append_integer(array, rect->height);
}

static void put_targets(json_t *object, const struct screen *screen)
{
	json_t *array = json_put_array(object, "targets");

	for (int i = 0; i < screen->targets_count; i++) {
		const struct screen_target *target = &screen->targets[i];
		json_t *item = json_append_object(array);
		json_put_text(item, "name", target->name);
		json_put_text(item, "text", target->text);
		if (target->state)
			json_put_text(item, "state", target->state);
		put_rect(item, &target->rect);
	}
}

static void put_screen(json_t *object, const struct screen *screen)
{
	json_put_text(object, "screen", screen->name);
	json_t *size = json_put_array(object, "size");
	json_append_integer(size, screen->width);
	json_append_integer(size, screen->height);
	put_targets(object, screen);
	json_t *texts = json_put_array(object, "texts");
	for (int i = 0; i < screen->texts_count; i++) {
		json_t *item = json_append_object(texts);
		json_put_text(item, "text", screen->texts[i].text);
		put_rect(item, &screen->texts[i].rect);
	}
}

char *answer_encode(const struct answer *answer)
{
	json_t *object = json_object();

	json_put_text(object, "id", answer->id);
	json_put_bool(object, "ok", answer->ok);
	if (answer->code)
		json_put_text(object, "code", answer->code);
	if (answer->message)
		json_put_text(object, "message", answer->message);
	if (answer->screen)
		put_screen(object, answer->screen);
	if (answer->png) {
		char *png = g_base64_encode(answer->png, answer->png_size);
		json_put_text(object, "png", png);
		g_free(png);
	}
	if (answer->badge)
		json_put_text(object, "badge", answer->badge);
	if (answer->lines) {
		json_t *lines = json_put_array(object, "lines");
		for (int i = 0; i < answer->lines_count; i++)
			json_append_text(lines, answer->lines[i]);
	}
	char *text = document_dump(object);
	if (strlen(text) <= ANSWER_SIZE_MAX)
		return text;
	free(text);
	return NULL;
}
