#include "admin/file_rev.h"

#include <ctype.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/file.h"
#include "admin/out.h"

/* text with its first "rev" number replaced; NULL when there is none. */
static char *replaced(const char *text, int64_t rev)
{
	const char *at = strstr(text, "\"rev\"");
	char *made = NULL;

	at = at ? at + strlen("\"rev\"") : NULL;
	while (at && (isspace((unsigned char)*at) || *at == ':'))
		at++;
	size_t digits = at ? strspn(at, "0123456789") : 0;
	if (digits == 0 ||
	    asprintf(&made, "%.*s%lld%s", (int)(at - text), text, (long long)rev, at + digits) < 0)
		return NULL;
	return made;
}

/* Whether nothing but the rev of the document itself became another. */
static bool is_right(const char *text, const char *made, int64_t rev)
{
	json_t *before = json_loads(text, 0, NULL), *after = json_loads(made, 0, NULL);

	json_object_set_new(before, "rev", json_integer(rev));
	bool right = before && after && json_equal(before, after);
	json_decref(before);
	json_decref(after);
	return right;
}

void file_rev_write(const char *path, const char *prefix, int64_t rev)
{
	char *text = prefix[0] ? NULL : file_read(path);
	char *made = text ? replaced(text, rev) : NULL;
	bool written =
	    made && is_right(text, made, rev) && file_write(path, made, strlen(made)) == 0;

	if (!written)
		complain("%s: set %s/rev to %lld, so that the next apply knows what it was made "
			 "from",
			 path, prefix, (long long)rev);
	free(text);
	free(made);
}
