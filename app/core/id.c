#include "core/id.h"

#include <assert.h>
#include <string.h>

bool id_valid(const char *text)
{
	if (!text)
		return false;
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return length > 0 && length < ID_SIZE && text[length] == '\0';
}

void id_copy(char to[ID_SIZE], const char *id)
{
	assert(id_valid(id));
	memcpy(to, id, strlen(id) + 1);
}

bool id_parse(const char *text, char to[ID_SIZE])
{
	if (!id_valid(text))
		return false;
	id_copy(to, text);
	return true;
}
