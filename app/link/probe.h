/*
 * Finds an address at which the broker answers. The library's own connecting blocks for as long
 * as the system retries, two minutes and more where a network swallows packets, and a broker that
 * is back meanwhile would not be noticed; this one is bounded and can be interrupted.
 */
#ifndef PRAATJE_LINK_PROBE_H
#define PRAATJE_LINK_PROBE_H

#include <netdb.h>

#include "link/cause.h"

enum { PROBE_LIMIT_MS = 5000 /* for each address */ };

/*
 * Writes the first address of host that takes connections at port into address, in numbers.
 * 0; -EHOSTUNREACH with the cause; -EINTR when wake_fd became readable.
 */
int probe(const char *host, int port, int wake_fd, char address[NI_MAXHOST], struct cause *);

#endif
