/*
 * To be preloaded: a sync takes as long as somebody else has the file FAULT_HANG locked, as on a
 * card that dies.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

static void hang(void)
{
	const char *path = getenv("FAULT_HANG");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (fd < 0)
		return;
	flock(fd, LOCK_SH);
	close(fd);
}

int fsync(int fd)
{
	hang();
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	hang();
	return (int)syscall(SYS_fdatasync, fd);
}
