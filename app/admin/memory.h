/* Memory for a program that lives for one command: without it there is nothing to go on with. */
#ifndef PRAATJE_ADMIN_MEMORY_H
#define PRAATJE_ADMIN_MEMORY_H

#include <stddef.h>

/* As malloc, realloc and strdup, but they end the program with EX_OSERR on failure. */
void *memory_new(size_t size); /* zeroed */
void *memory_grow(void *memory, size_t size);
char *memory_copy(const char *text);
/* size bytes and a NUL after them. */
char *memory_copy_bytes(const void *bytes, size_t size);

#endif
