#include "trace/record.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void print_hex(FILE *file, pid_t tid, uint64_t address, size_t size)
{
	unsigned char *bytes = malloc(size ? size : 1);

	size = bytes ? tracee_read(tid, address, bytes, size) : 0;
	for (size_t i = 0; i < size; i++)
		fprintf(file, "%02x", bytes[i]);
	free(bytes);
	fputc('\n', file);
}

static void print_of_descriptor(FILE *file, pid_t tid, const char *what, uint64_t fd)
{
	char path[TRACEE_PATH_SIZE];

	tracee_descriptor(tid, fd, path);
	fprintf(file, "%s %s", what, path);
}

static void print_of_path(FILE *file, pid_t tid, const char *what, uint64_t address)
{
	char path[TRACEE_PATH_SIZE];

	tracee_text(tid, address, path, sizeof path);
	fprintf(file, "%s %s", what, path);
}

static void record_write(FILE *file, pid_t tid, const struct call *made, int64_t offset,
			 int64_t result)
{
	if (made->args[0] == STDOUT_FILENO) {
		fputs("say ", file);
	} else {
		print_of_descriptor(file, tid, "write", made->args[0]);
		fprintf(file, " %" PRId64 " ", offset);
	}
	print_hex(file, tid, made->args[1], (size_t)result);
}

static bool record_descriptor(FILE *file, pid_t tid, const struct call *made, int64_t result)
{
	switch (made->number) {
	case SYS_pwrite64:
		record_write(file, tid, made, (int64_t)made->args[3], result);
		return true;
	case SYS_write:
		record_write(file, tid, made, 0, result);
		return true;
	case SYS_ftruncate:
		print_of_descriptor(file, tid, "cut", made->args[0]);
		fprintf(file, " %" PRIu64 "\n", made->args[1]);
		return true;
	case SYS_fsync:
	case SYS_fdatasync:
		print_of_descriptor(file, tid, "sync", made->args[0]);
		fputc('\n', file);
		return true;
	default:
		return false;
	}
}

static void record_paths(FILE *file, pid_t tid, const char *what, uint64_t one, uint64_t other)
{
	print_of_path(file, tid, what, one);
	if (other)
		print_of_path(file, tid, "", other);
	fputc('\n', file);
}

static void record_path(FILE *file, pid_t tid, const struct call *made)
{
	const uint64_t *args = made->args;

	switch (made->number) {
	case SYS_openat:
		if (args[2] & O_CREAT)
			record_paths(file, tid, "create", args[1], 0);
		break;
	case SYS_unlinkat:
		record_paths(file, tid, "remove", args[1], 0);
		break;
	case SYS_mkdirat:
		record_paths(file, tid, "folder", args[1], 0);
		break;
	case SYS_renameat2:
		record_paths(file, tid, "rename", args[1], args[3]);
		break;
#ifdef SYS_unlink
	case SYS_unlink:
		record_paths(file, tid, "remove", args[0], 0);
		break;
	case SYS_mkdir:
		record_paths(file, tid, "folder", args[0], 0);
		break;
	case SYS_rename:
		record_paths(file, tid, "rename", args[0], args[1]);
		break;
#endif
	default:
		break;
	}
}

void record_call(FILE *file, pid_t tid, const struct call *made, int64_t result)
{
	if (result >= 0 && !record_descriptor(file, tid, made, result))
		record_path(file, tid, made);
	fflush(file);
}
