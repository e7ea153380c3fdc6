/*
 * systemd is told how this device is (sd_notify(3), spoken by hand): ready, alive, stopping. Alive
 * means that the screen's and the link's threads have both moved lately; when they haven't, nothing
 * is told, and systemd starts the device anew (WatchdogSec=). Without systemd nothing happens.
 *
 * The store's thread doesn't count. A disk that hangs isn't mended by a new start: the old process
 * can't end before the disk answers, and until then keeps the new one out of the store. Screen and
 * link, which work all the same, would be lost to it.
 */
#ifndef PRAATJE_DEVICE_WATCHDOG_H
#define PRAATJE_DEVICE_WATCHDOG_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

struct watchdog {
	int fd; /* -1: nobody listens */
	struct sockaddr_un address;
	socklen_t address_size;
	int64_t every_ms; /* INT64_MAX: systemd asks for no signs of life */
	int64_t told_ms;
	bool ready;
};

/* Reads $NOTIFY_SOCKET, $WATCHDOG_USEC and $WATCHDOG_PID. */
void watchdog_open(struct watchdog *);
/* Tells that the device is stopping. One that was never opened is to be {.fd = -1}. */
void watchdog_close(struct watchdog *);

/* The device is ready for use; status is one sentence on it. */
void watchdog_ready(struct watchdog *, const char *status);

/*
 * To be called whenever the program is awake: gives a sign of life when one is due, and early when
 * that saves a wake-up of its own. link_stuck_ms and connecting are those of link_stuck_ms().
 */
void watchdog_tick(struct watchdog *, int64_t now_ms, int64_t link_stuck_ms, bool connecting,
		   const char *status);
/* Monotonic milliseconds by which watchdog_tick is next needed; INT64_MAX: never. */
int64_t watchdog_due_ms(const struct watchdog *);

#endif
