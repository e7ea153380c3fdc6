#include "settings/lines.h"

#include <errno.h>
#include <string.h>

static bool begins(const char *line, const char *words)
{
	return strncmp(line, words, strlen(words)) == 0;
}

static char *next_line(char *to, int size, void *data)
{
	struct lines *lines = data;

	if (!fgets(to, size, lines->file))
		return NULL;
	lines->number++;
	if (!lines->open_at && !begins(to, "-----BEGIN "))
		return to;
	if (begins(to, "-----BEGIN ")) {
		lines->open_at = lines->number;
		lines->certificate |= begins(to, "-----BEGIN CERTIFICATE-----");
		lines->key |= strstr(to, " PRIVATE KEY-----") != NULL;
	}
	if (begins(to, "-----END "))
		lines->open_at = 0;
	to[0] = '\0';
	return to;
}

int lines_parse(struct lines *lines, ini_handler handler, void *data, int *failed)
{
	*lines = (struct lines){.file = lines->file};
	errno = 0;
	int line = ini_parse_stream(next_line, lines, handler, data);
	*failed = ferror(lines->file) ? errno : 0;
	return line;
}
