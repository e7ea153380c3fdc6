/*
 * To be preloaded: one allocation gets no memory, or all from one on. Only those count that are
 * asked for by the program or library whose file name holds one of the words in FAULT_MEMORY_OF.
 *
 *   FAULT_MEMORY_OF=praatje:libsqlite3   whose allocations count; empty: everybody's
 *   FAULT_MEMORY_AT=N                    the one that fails, counted from 1; 0: none
 *   FAULT_MEMORY_ON=1                    and all after it
 *   FAULT_MEMORY_COUNT=FILE              how many there were so far, a long in the machine's order
 */
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { RANGES_MAX = 64 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static struct {
	uintptr_t start, end;
} ranges[RANGES_MAX];
static int ranges_count;
static _Atomic long uncounted;
static _Atomic long *count = &uncounted;
static long fails_at;
static int fails_on, everybody;
static atomic_bool ready;

static int named(const char *name)
{
	const char *words = getenv("FAULT_MEMORY_OF");
	char word[64];

	for (; words && *words; words += strcspn(words, ":"), words += *words == ':') {
		size_t size = strcspn(words, ":");
		if (size >= sizeof word)
			continue;
		memcpy(word, words, size);
		word[size] = '\0';
		if (strstr(name, word))
			return 1;
	}
	return 0;
}

static int add_ranges(struct dl_phdr_info *info, size_t size, void *data)
{
	char program[4096] = "";
	const char *name = info->dlpi_name;
	(void)size, (void)data;

	if (!name[0] && readlink("/proc/self/exe", program, sizeof program - 1) > 0)
		name = program;
	for (int i = 0; named(name) && i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		if (part->p_type != PT_LOAD || !(part->p_flags & PF_X) ||
		    ranges_count == RANGES_MAX)
			continue;
		ranges[ranges_count].start = info->dlpi_addr + part->p_vaddr;
		ranges[ranges_count].end = ranges[ranges_count].start + part->p_memsz;
		ranges_count++;
	}
	return 0;
}

/* What is mapped outlives the program, however that ends. */
static void count_in_file(void)
{
	const char *path = getenv("FAULT_MEMORY_COUNT");
	int fd = path ? open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;

	if (fd < 0)
		return;
	if (ftruncate(fd, sizeof *count) == 0) {
		void *at = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		count = at == MAP_FAILED ? &uncounted : at;
	}
	close(fd);
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("FAULT_MEMORY_AT"), *of = getenv("FAULT_MEMORY_OF");

	count_in_file();
	fails_at = at ? atol(at) : 0;
	fails_on = getenv("FAULT_MEMORY_ON") != NULL;
	everybody = !of || !*of;
	dl_iterate_phdr(add_ranges, NULL);
	atomic_store(&ready, true);
}

static int counts(const void *caller)
{
	uintptr_t at = (uintptr_t)caller;

	if (everybody)
		return 1;
	for (int i = 0; i < ranges_count; i++) {
		if (at >= ranges[i].start && at < ranges[i].end)
			return 1;
	}
	return 0;
}

static int fails(const void *caller)
{
	if (!atomic_load(&ready) || !counts(caller))
		return 0;
	long number = atomic_fetch_add(count, 1) + 1;
	if (!fails_at || number < fails_at || (number > fails_at && !fails_on))
		return 0;
	errno = ENOMEM;
	return 1;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
	return fails(CALLER) ? NULL : __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
	return fails(CALLER) ? NULL : __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
	return fails(CALLER) ? NULL : __libc_realloc(old, size);
}

char *strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = fails(CALLER) ? NULL : __libc_malloc(size);

	return copy ? memcpy(copy, text, size) : NULL;
}
