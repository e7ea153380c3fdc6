#include "admin/csv.h"

#include <stdio.h>
#include <string.h>

void csv_init(struct csv *csv, char *text)
{
	*csv = (struct csv){.next = text, .line = 1};
	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
		csv->next += 3;
}

/* "..." with "" for a quote; the field is moved together in place. Returns what follows it. */
static char *quoted(struct csv *csv, char *from)
{
	char *to = from;

	csv->fields[csv->count] = to;
	for (from++; *from; from++) {
		if (*from == '"' && from[1] == '"')
			from++;
		else if (*from == '"')
			break;
		csv->line += *from == '\n';
		*to++ = *from;
	}
	if (!*from) {
		snprintf(csv->error, sizeof(csv->error), "a quote is opened and never closed");
		return from;
	}
	*to = '\0';
	from++;
	if (*from && !strchr(",\r\n", *from))
		snprintf(csv->error, sizeof(csv->error),
			 "after a closing quote comes a comma or the end of the line");
	return from;
}

static char *plain(struct csv *csv, char *from)
{
	char *end = from + strcspn(from, ",\r\n");

	csv->fields[csv->count] = from;
	if (memchr(from, '"', (size_t)(end - from)))
		snprintf(csv->error, sizeof(csv->error),
			 "a quote inside a field that doesn't begin with one");
	return end;
}

/* Ends the field before end; whether another one follows in this record. */
static bool field_end(struct csv *csv, char *end)
{
	char what = *end;

	csv->next = end;
	if (what == '\r' && end[1] == '\n')
		csv->next++;
	if (what)
		csv->next++;
	csv->line += what == '\n' || what == '\r';
	*end = '\0';
	return what == ',';
}

static bool record(struct csv *csv)
{
	bool more = true;

	csv->count = 0;
	csv->record_line = csv->line;
	while (more) {
		if (csv->count == CSV_FIELDS_MAX) {
			snprintf(csv->error, sizeof(csv->error), "there are more than %d fields",
				 CSV_FIELDS_MAX);
			return false;
		}
		char *end = *csv->next == '"' ? quoted(csv, csv->next) : plain(csv, csv->next);
		if (csv->error[0])
			return false;
		more = field_end(csv, end);
		csv->count++;
	}
	return true;
}

bool csv_next(struct csv *csv)
{
	while (*csv->next) {
		if (!record(csv))
			return false;
		if (csv->count > 1 || csv->fields[0][0])
			return true;
	}
	return false;
}
