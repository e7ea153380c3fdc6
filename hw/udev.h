/* What udev tells of devices that come and go, for those that have no node in /dev. */
#ifndef PRAATJE_HW_UDEV_H
#define PRAATJE_HW_UDEV_H

#include <stdbool.h>

/* A descriptor that becomes readable when udev tells something; -errno when there is none. */
int udev_open(void);

/* Takes in all that waits; whether any of it is about that subsystem, or something got lost. */
bool udev_read(int fd, const char *subsystem);

#endif
