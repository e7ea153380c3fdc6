/* What can be seen and changed in a thread that stands still at a system call. */
#ifndef PRAATJE_TESTS_FAULTS_TRACEE_H
#define PRAATJE_TESTS_FAULTS_TRACEE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { TRACEE_PATH_SIZE = 4096, TRACEE_NAME_SIZE = 32 };

struct call {
	bool entry;     /* about to be made; else it has just returned */
	int64_t number; /* at entry */
	uint64_t args[6];
	int64_t result; /* at return */
};

/* False when the thread is gone. */
bool tracee_call(pid_t tid, struct call *call);

/* Copies size bytes at address; returns how many could be read. */
size_t tracee_read(pid_t tid, uint64_t address, void *to, size_t size);
/* The text at address, cut off at size; "" when there is none. */
void tracee_text(pid_t tid, uint64_t address, char *to, size_t size);
/* What a descriptor of the thread's is open on; "" when it is none. */
void tracee_descriptor(pid_t tid, uint64_t fd, char path[TRACEE_PATH_SIZE]);
void tracee_name(pid_t tid, char name[TRACEE_NAME_SIZE]);

/* At entry: the kernel makes no call at all; or with another third argument. */
bool tracee_skip(pid_t tid);
bool tracee_set_third(pid_t tid, uint64_t value);
/* At return: what the thread gets. */
bool tracee_set_result(pid_t tid, int64_t result);

#endif
