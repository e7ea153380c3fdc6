/* praatjectl device screen and device screenshot: what a device shows right now. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/out.h"
#include "admin/request.h"
#include "admin/table.h"

enum { RECT_TEXT_SIZE = 64 };

static void rect_text(const struct screen_rect *rect, char to[RECT_TEXT_SIZE])
{
	snprintf(to, RECT_TEXT_SIZE, "%d,%d %dx%d", rect->x, rect->y, rect->width, rect->height);
}

static void print_screen(const struct screen *screen)
{
	static const char *const targets[] = {"TARGET", "RECT", "STATE", "TEXT"};
	static const char *const texts[] = {"TEXT AT", "READS"};
	char rect[RECT_TEXT_SIZE];
	struct table table;

	out_line("%s, %d x %d", screen->name, screen->width, screen->height);
	table_init(&table, 4, targets);
	for (int i = 0; i < screen->targets_count; i++) {
		const struct screen_target *target = &screen->targets[i];
		rect_text(&target->rect, rect);
		const char *cells[] = {target->name, rect, target->state ? target->state : "",
				       target->text};
		table_add(&table, cells);
	}
	table_print(&table);
	table_finish(&table);
	table_init(&table, 2, texts);
	for (int i = 0; i < screen->texts_count; i++) {
		rect_text(&screen->texts[i].rect, rect);
		const char *cells[] = {rect, screen->texts[i].text};
		table_add(&table, cells);
	}
	table_print(&table);
	table_finish(&table);
}

/* Told of an answer that lacks what was asked for. */
static int incomplete(const char *id, const char *what)
{
	complain("'%s' answered without %s; is its program of another version?", id, what);
	return EX_PROTOCOL;
}

int admin_device_screen(const struct admin_options *options)
{
	const struct command command = {.kind = COMMAND_SCREEN};
	struct request_answer answer;
	const char *id = options->args[0];
	int status = request_answer_get(options, id, &command, &answer);

	if (status != EX_OK)
		return status;
	if (options->json)
		out_line("%s", answer.payload);
	else if (answer.answer.screen)
		print_screen(answer.answer.screen);
	else
		status = incomplete(id, "a screen");
	request_answer_finish(&answer);
	return status;
}

static int write_file(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "we");
	bool written = file && fwrite(bytes, 1, size, file) == size;

	if (file)
		written = fclose(file) == 0 && written;
	if (written)
		return EX_OK;
	complain("%s: cannot be written: %s", path, strerror(errno));
	return EX_IOERR;
}

static int write_picture(const struct admin_options *options, const struct answer *answer)
{
	const char *path = options->output;

	if (strcmp(path, "-") == 0) {
		fwrite(answer->png, 1, answer->png_size, stdout);
		return EX_OK;
	}
	int status = write_file(path, answer->png, answer->png_size);
	if (status == EX_OK && options->json)
		out_json(
		    json_pack("{s:s, s:I}", "file", path, "bytes", (json_int_t)answer->png_size));
	else if (status == EX_OK)
		out_line("%s: %zu bytes", path, answer->png_size);
	return status;
}

int admin_device_screenshot(const struct admin_options *options)
{
	const struct command command = {.kind = COMMAND_SCREENSHOT};
	struct request_answer answer;
	const char *id = options->args[0];

	if (!options->output) {
		complain("device screenshot wants -o FILE, or -o - for standard output");
		return EX_USAGE;
	}
	int status = request_answer_get(options, id, &command, &answer);
	if (status != EX_OK)
		return status;
	status = answer.answer.png && answer.answer.png_size
		     ? write_picture(options, &answer.answer)
		     : incomplete(id, "a picture");
	request_answer_finish(&answer);
	return status;
}
