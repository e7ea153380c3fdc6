#include "trace/tracee.h"

#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <unistd.h>

bool tracee_call(pid_t tid, struct call *call)
{
	struct __ptrace_syscall_info info;

	memset(&info, 0, sizeof info);
	if (ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof info, &info) < 0)
		return false;
	*call = (struct call){.entry = info.op == PTRACE_SYSCALL_INFO_ENTRY};
	if (!call->entry) {
		call->result = info.exit.rval;
		return true;
	}
	call->number = (int64_t)info.entry.nr;
	for (int i = 0; i < 6; i++)
		call->args[i] = info.entry.args[i];
	return true;
}

size_t tracee_read(pid_t tid, uint64_t address, void *to, size_t size)
{
	struct iovec here = {to, size}, there = {(void *)(uintptr_t)address, size};
	ssize_t count = process_vm_readv(tid, &here, 1, &there, 1, 0);

	return count < 0 ? 0 : (size_t)count;
}

void tracee_text(pid_t tid, uint64_t address, char *to, size_t size)
{
	/* Never across a page: the next one may not be there. */
	size_t left = 4096 - address % 4096;
	size_t count = tracee_read(tid, address, to, left < size - 1 ? left : size - 1);

	if (count == left && count < size - 1 && !memchr(to, '\0', count))
		count += tracee_read(tid, address + count, to + count, size - 1 - count);
	to[count] = '\0';
}

void tracee_descriptor(pid_t tid, uint64_t fd, char path[TRACEE_PATH_SIZE])
{
	char link[64];

	path[0] = '\0';
	if (fd > INT32_MAX)
		return;
	snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)tid, (int)fd);
	ssize_t size = readlink(link, path, TRACEE_PATH_SIZE - 1);
	path[size > 0 ? size : 0] = '\0';
}

void tracee_name(pid_t tid, char name[TRACEE_NAME_SIZE])
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/comm", (int)tid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t size = fd < 0 ? 0 : read(fd, name, TRACEE_NAME_SIZE - 1);
	name[size > 0 ? size : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

static bool registers_get(pid_t tid, struct user_regs_struct *registers)
{
	struct iovec all = {registers, sizeof *registers};

	return ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) == 0;
}

static bool registers_set(pid_t tid, struct user_regs_struct *registers)
{
	struct iovec all = {registers, sizeof *registers};

	return ptrace(PTRACE_SETREGSET, tid, NT_PRSTATUS, &all) == 0;
}

#if defined(__x86_64__)

bool tracee_skip(pid_t tid)
{
	struct user_regs_struct registers;

	if (!registers_get(tid, &registers))
		return false;
	registers.orig_rax = (unsigned long long)-1;
	return registers_set(tid, &registers);
}

bool tracee_set_third(pid_t tid, uint64_t value)
{
	struct user_regs_struct registers;

	if (!registers_get(tid, &registers))
		return false;
	registers.rdx = value;
	return registers_set(tid, &registers);
}

bool tracee_set_result(pid_t tid, int64_t result)
{
	struct user_regs_struct registers;

	if (!registers_get(tid, &registers))
		return false;
	registers.rax = (unsigned long long)result;
	return registers_set(tid, &registers);
}

#elif defined(__aarch64__)

bool tracee_skip(pid_t tid)
{
	int none = -1;
	struct iovec number = {&none, sizeof none};

	return ptrace(PTRACE_SETREGSET, tid, NT_ARM_SYSTEM_CALL, &number) == 0;
}

static bool register_set(pid_t tid, int which, uint64_t value)
{
	struct user_regs_struct registers;

	if (!registers_get(tid, &registers))
		return false;
	registers.regs[which] = value;
	return registers_set(tid, &registers);
}

bool tracee_set_third(pid_t tid, uint64_t value)
{
	return register_set(tid, 2, value);
}

bool tracee_set_result(pid_t tid, int64_t result)
{
	return register_set(tid, 0, (uint64_t)result);
}

#else
#error "write here how this machine's system calls are changed"
#endif
