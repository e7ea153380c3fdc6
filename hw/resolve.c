#include "hw/resolve.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text that grows at its end and is cut where there is no more room. */
struct text {
	char *to;
	size_t size, length;
};

static void add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(struct text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int length =
	    vsnprintf(text->to + text->length, text->size - text->length, format, arguments);
	va_end(arguments);
	if (length > 0)
		text->length += (size_t)length;
	if (text->length >= text->size)
		text->length = text->size - 1;
}

static void no_chip(const struct board *board, const struct pins_chip *chips, int count,
		    struct text *text)
{
	add(text, "%s:%d: there is no GPIO chip labelled %s", board->path, board->label_place,
	    board->label);
	for (int i = 0; i < count; i++)
		add(text, "%s%s (%s)", i ? ", " : "; there is ", chips[i].label, chips[i].path);
	if (!count)
		add(text, "; there is none at all");
}

static int find_name(const struct pins_line *lines, int count, const char *name)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(lines[i].name, name) == 0)
			return i;
	}
	return -1;
}

/* The names that there are, as far as they fit. */
static void no_line(const struct board *board, const struct board_line *wanted,
		    const struct pins_line *lines, int count, struct text *text)
{
	bool any = false;

	add(text, "%s:%d: %s has no line ", board->path, wanted->place, board->label);
	if (!wanted->name[0]) {
		add(text, "%d; it has 0 to %d", wanted->offset, count - 1);
		return;
	}
	add(text, "%s; it has", wanted->name);
	for (int i = 0; i < count && text->length + 48 < text->size; i++) {
		if (!lines[i].name[0])
			continue;
		add(text, "%s %s", any ? "," : "", lines[i].name);
		any = true;
	}
	if (!any)
		add(text, " no names; give the BCM number, from 0 to %d", count - 1);
}

static bool find_lines(struct board *board, const struct pins_chip *chip,
		       const struct pins_line *lines, struct text *text)
{
	for (int part = 0; part < BOARD_PARTS; part++) {
		struct board_line *line = &board->lines[part];
		int offset =
		    line->name[0] ? find_name(lines, chip->lines, line->name) : line->offset;
		if (!line->given)
			continue;
		if (offset < 0 || offset >= chip->lines) {
			no_line(board, line, lines, chip->lines, text);
			return false;
		}
		line->offset = offset;
	}
	return true;
}

bool resolve(struct board *board, struct pins_chip *chip, char *error, size_t size)
{
	struct pins_chip chips[PINS_CHIPS_MAX];
	struct text text = {error, size, 0};
	int count = pins_chips(chips, PINS_CHIPS_MAX), at = 0;

	if (count < 0) {
		add(&text, "%s: the GPIO chips can't be looked at: %s%s", board->path,
		    strerror(-count),
		    count == -EACCES ? "; the program's user must be in the group gpio" : "");
		return false;
	}
	while (at < count && strcmp(chips[at].label, board->label) != 0)
		at++;
	if (at == count) {
		no_chip(board, chips, count, &text);
		return false;
	}
	*chip = chips[at];
	struct pins_line *lines = calloc((size_t)chip->lines + 1, sizeof *lines);
	int result = lines ? pins_lines(chip->path, lines, chip->lines) : -ENOMEM;
	bool found = result == 0 && find_lines(board, chip, lines, &text);
	if (result < 0)
		add(&text, "%s (%s) can't be read: %s", chip->path, chip->label, strerror(-result));
	free(lines);
	return found;
}

void resolve_complain(const struct board *board, const struct pins_chip *chip, int error_number,
		      char *error, size_t size)
{
	struct pins_line *lines = calloc((size_t)chip->lines + 1, sizeof *lines);

	snprintf(error, size, "%s: the lines of %s (%s) can't be taken: %s", board->path,
		 chip->label, chip->path, strerror(error_number));
	if (!lines || pins_lines(chip->path, lines, chip->lines) < 0) {
		free(lines);
		return;
	}
	for (int part = 0; part < BOARD_PARTS; part++) {
		const struct board_line *line = &board->lines[part];
		const struct pins_line *there = line->given ? &lines[line->offset] : NULL;
		if (!there || !there->used)
			continue;
		snprintf(error, size, "%s:%d: line %d%s%s of %s (%s) is held by %s", board->path,
			 line->place, line->offset, there->name[0] ? " " : "", there->name,
			 chip->label, chip->path,
			 there->holder[0] ? there->holder : "somebody else");
		break;
	}
	free(lines);
}
