#include "hw/udev.h"

#include <errno.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The kernel's own news come before udev's rules have given anybody a right to the device. */
enum { GROUP_UDEV = 2, MESSAGE_SIZE = 8192, WORD_SIZE = 64 };

int udev_open(void)
{
	struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = GROUP_UDEV};
	int fd =
	    socket(AF_NETLINK, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);

	if (fd < 0)
		return -errno;
	if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
		int error = errno;
		close(fd);
		return -error;
	}
	return fd;
}

bool udev_read(int fd, const char *subsystem)
{
	char message[MESSAGE_SIZE], word[WORD_SIZE];
	bool any = false;
	ssize_t size;

	/* Properties end with a zero each. */
	int length = snprintf(word, sizeof word, "SUBSYSTEM=%s", subsystem) + 1;
	while ((size = recv(fd, message, sizeof message, 0)) >= 0 || errno == ENOBUFS)
		any |= size < 0 || memmem(message, (size_t)size, word, (size_t)length);
	return any;
}
