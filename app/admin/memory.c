#include "admin/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/out.h"

static void *check(void *memory)
{
	if (memory)
		return memory;
	complain("there is no memory left");
	exit(EX_OSERR);
}

void *memory_new(size_t size)
{
	return check(calloc(1, size));
}

void *memory_grow(void *memory, size_t size)
{
	return check(realloc(memory, size));
}

char *memory_copy(const char *text)
{
	return check(strdup(text));
}

char *memory_copy_bytes(const void *bytes, size_t size)
{
	char *copy = memory_new(size + 1);

	if (size)
		memcpy(copy, bytes, size);
	return copy;
}
