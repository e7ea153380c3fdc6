/*
 * Brokers that announce themselves on this network (_praatje._tcp, by multicast DNS), as
 * avahi-browse(1) finds them. It talks to avahi's daemon; nothing of the network is read here
 * but what it prints.
 */
#ifndef PRAATJE_DEVICE_BROWSE_H
#define PRAATJE_DEVICE_BROWSE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum {
	BROWSE_FOUND_MAX = 8,
	BROWSE_HOST_SIZE = 64, /* an address in numbers */
	BROWSE_TEXT_SIZE = 16384,
	BROWSE_ERROR_SIZE = 200,
};

struct browse_found {
	char host[BROWSE_HOST_SIZE];
	int port;
};

struct browse {
	pid_t process; /* 0: none runs */
	int fd;        /* what it prints; -1: none */
	char *text;
	size_t size;
};

/* Starts looking, for a second or two. 0, or -errno with a sentence in error. */
int browse_start(struct browse *, char error[BROWSE_ERROR_SIZE]);

/*
 * Reads what there is. True once it has ended: then found has *count brokers (0: none), and error
 * a sentence when it couldn't look. To be called while fd is readable.
 */
bool browse_read(struct browse *, struct browse_found found[BROWSE_FOUND_MAX], int *count,
		 char error[BROWSE_ERROR_SIZE]);

/* Ends it, if it runs. One that was never started is to be {.fd = -1}. */
void browse_stop(struct browse *);

/* What one line of avahi-browse -p says; false when it resolves nothing. */
bool browse_line(const char *line, struct browse_found *out);

#endif
