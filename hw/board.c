#include "hw/board.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const part_names[BOARD_PARTS] = {
    [BOARD_BUTTON_YELLOW] = "yellow button", [BOARD_BUTTON_BLUE] = "blue button",
    [BOARD_BUTTON_WHITE] = "white button",   [BOARD_MOVEMENT] = "movement",
    [BOARD_LAMP_YELLOW] = "yellow lamp",     [BOARD_LAMP_BLUE] = "blue lamp",
    [BOARD_LAMP_WHITE] = "white lamp",
};

const char *board_part_name(enum board_part part)
{
	return part_names[part];
}

struct reading {
	FILE *file;
	int place; /* the line that was read last, from 1 */
	struct board *board;
	bool failed;
	int fault_place;
	char *error;
	size_t size;
};

/* The first fault is the one that is told. */
static int wrong(struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static int wrong(struct reading *reading, const char *format, ...)
{
	va_list arguments;

	if (reading->failed)
		return 0;
	reading->failed = true;
	reading->fault_place = reading->place;
	int length = snprintf(reading->error, reading->size, "%s:%d: ", reading->board->path,
			      reading->place);
	va_start(arguments, format);
	if (length > 0 && (size_t)length < reading->size)
		vsnprintf(reading->error + length, reading->size - (size_t)length, format,
			  arguments);
	va_end(arguments);
	return 0;
}

/* inih's reader: counts the lines, which inih tells nobody. */
static char *read_line(char *to, int size, void *stream)
{
	struct reading *reading = stream;
	char *line = fgets(to, size, reading->file);

	if (!line)
		return NULL;
	reading->place++;
	if (!strchr(line, '\n') && !feof(reading->file))
		wrong(reading, "this line is too long; at most %d characters", size - 2);
	return line;
}

static bool parse_number(const char *text, int max, int *out)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (!isdigit((unsigned char)*text) || *end || number > max)
		return false;
	*out = (int)number;
	return true;
}

static bool copy_name(char to[BOARD_NAME_SIZE], const char *value)
{
	size_t length = strlen(value);

	for (size_t i = 0; i < length; i++) {
		if (!isgraph((unsigned char)value[i]))
			return false;
	}
	if (length == 0 || length >= BOARD_NAME_SIZE)
		return false;
	memcpy(to, value, length + 1);
	return true;
}

static int set_label(struct reading *reading, const char *name, const char *value)
{
	struct board *board = reading->board;

	if (strcmp(name, "label") != 0)
		return wrong(reading, "[chip] has no \"%s\"; it has label", name);
	if (board->label[0])
		return wrong(reading, "the label is given twice, first on line %d",
			     board->label_place);
	if (!copy_name(board->label, value))
		return wrong(reading,
			     "\"%s\" is no chip's label; a label is a word such as "
			     "pinctrl-bcm2711",
			     value);
	board->label_place = reading->place;
	return 1;
}

static int set_line(struct reading *reading, struct board_line *line, const char *value)
{
	if (line->given)
		return wrong(reading, "the line is given twice, first on line %d", line->place);
	line->given = true;
	line->place = reading->place;
	if (parse_number(value, BOARD_OFFSET_MAX, &line->offset))
		return 1;
	line->offset = -1;
	/* "-1" or "17x" is a number gone wrong, no name. */
	bool named = isalpha((unsigned char)*value) || *value == '_' || *value == '[';
	if (named && copy_name(line->name, value))
		return 1;
	return wrong(reading,
		     "\"%s\" is no line; give its name, such as GPIO17, or its BCM number, "
		     "such as 17",
		     value);
}

static int set_active(struct reading *reading, struct board_line *line, const char *value)
{
	line->active_low = strcmp(value, "low") == 0;
	if (line->active_low || strcmp(value, "high") == 0)
		return 1;
	return wrong(reading, "active is high or low, not \"%s\"", value);
}

static int set_bias(struct reading *reading, struct board_line *line, const char *value)
{
	static const char *const words[] = {"as-is", "none", "pull-up", "pull-down"};

	for (int i = 0; i < 4; i++) {
		if (strcmp(value, words[i]) != 0)
			continue;
		line->bias = (enum board_bias)i;
		return 1;
	}
	return wrong(reading, "bias is pull-up, pull-down, none or as-is, not \"%s\"", value);
}

static int set_debounce(struct reading *reading, struct board_line *line, const char *value)
{
	if (parse_number(value, BOARD_DEBOUNCE_MS_MAX, &line->debounce_ms))
		return 1;
	return wrong(reading, "debounce_ms is a number from 0 to %d, not \"%s\"",
		     BOARD_DEBOUNCE_MS_MAX, value);
}

static int set_of_part(struct reading *reading, enum board_part part, const char *name,
		       const char *value)
{
	struct board_line *line = &reading->board->lines[part];
	bool input = part < BOARD_INPUTS;

	if (!line->mentioned)
		line->mentioned = reading->place;
	if (strcmp(name, "line") == 0)
		return set_line(reading, line, value);
	if (strcmp(name, "active") == 0)
		return set_active(reading, line, value);
	if (input && strcmp(name, "bias") == 0)
		return set_bias(reading, line, value);
	if (input && strcmp(name, "debounce_ms") == 0)
		return set_debounce(reading, line, value);
	return wrong(reading, "[%s] has no \"%s\"; it has line%s", part_names[part], name,
		     input ? ", active, bias and debounce_ms" : " and active");
}

static int handle(void *data, const char *section, const char *name, const char *value)
{
	struct reading *reading = data;

	if (strcmp(section, "chip") == 0)
		return set_label(reading, name, value);
	for (int part = 0; part < BOARD_PARTS; part++) {
		if (strcmp(section, part_names[part]) == 0)
			return set_of_part(reading, (enum board_part)part, name, value);
	}
	return wrong(reading,
		     "there is no section [%s]; there are chip, yellow button, blue button, white "
		     "button, yellow lamp, blue lamp, white lamp and movement",
		     section);
}

static bool same_line(const struct board_line *a, const struct board_line *b)
{
	if (a->name[0] || b->name[0])
		return strcmp(a->name, b->name) == 0;
	return a->offset == b->offset;
}

/* What no single line can tell. */
static void check_whole(struct reading *reading)
{
	struct board *board = reading->board;
	bool any = false;

	if (!board->label[0])
		wrong(reading, "there is no [chip] with a label, such as pinctrl-bcm2711");
	for (int i = 0; i < BOARD_PARTS; i++) {
		const struct board_line *line = &board->lines[i];
		any |= line->given;
		if (line->mentioned && !line->given) {
			reading->place = line->mentioned;
			wrong(reading, "[%s] says no line", part_names[i]);
		}
		for (int j = 0; j < i && line->given; j++) {
			if (!same_line(line, &board->lines[j]))
				continue;
			reading->place = line->place;
			wrong(reading, "the %s has the same line as the %s on line %d",
			      part_names[i], part_names[j], board->lines[j].place);
		}
	}
	if (!any)
		wrong(reading, "no part has a line; give a section such as [yellow button] one");
}

bool board_read(struct board *board, const char *path, char *error, size_t size)
{
	struct reading reading = {.board = board, .error = error, .size = size};

	*board = (struct board){0};
	for (int i = 0; i < BOARD_PARTS; i++)
		board->lines[i].offset = -1;
	snprintf(board->path, sizeof board->path, "%s", path);
	reading.file = fopen(path, "re");
	if (!reading.file) {
		snprintf(error, size, "%s can't be read: %s", path, strerror(errno));
		return false;
	}
	int bad = ini_parse_stream(read_line, &reading, handle, &reading);
	fclose(reading.file);
	/* A line that is none comes out only here, and may be the cause of a fault below it. */
	if (bad > 0 && (!reading.failed || bad < reading.fault_place)) {
		reading.failed = false;
		reading.place = bad;
		wrong(&reading, "a line is [section], name = value, or ; a remark");
	}
	if (!reading.failed)
		check_whole(&reading);
	return !reading.failed;
}
