#include "core/statement.h"

#include <string.h>

static const char *const presence_names[] = {"away", "here", "focus", "open"};
static const char *const side_names[] = {"", "ask", "offer"};

void statement_init(struct statement *statement)
{
	*statement = (struct statement){.left = -1, .expiry = -1};
}

int statement_compare(const struct statement *a, const struct statement *b)
{
	if (a->v != b->v)
		return a->v < b->v ? -1 : 1;
	return strcmp(a->by, b->by);
}

const char *presence_name(enum presence presence)
{
	return presence_names[presence];
}

const char *side_name(enum side side)
{
	return side_names[side];
}

bool side_parse(const char *text, enum side *out)
{
	for (int i = SIDE_ASK; i <= SIDE_OFFER; i++) {
		if (strcmp(text, side_names[i]) == 0) {
			*out = (enum side)i;
			return true;
		}
	}
	return false;
}
