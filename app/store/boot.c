#include "store/boot.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

void boot_read(char boot[BOOT_SIZE])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t size = fd < 0 ? 0 : read(fd, boot, BOOT_SIZE - 1);

	boot[size > 0 ? size : 0] = '\0';
	boot[strcspn(boot, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}
