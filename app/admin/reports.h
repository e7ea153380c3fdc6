/* What devices say of the configuration that they were sent. */
#ifndef PRAATJE_ADMIN_REPORTS_H
#define PRAATJE_ADMIN_REPORTS_H

#include <stdbool.h>

#include "admin/hand.h"

/* A device says its status every 5 minutes; so long without a word is as good as offline. */
enum { DEVICE_SILENCE_S = 15 * 60 };

/*
 * Waits until every device that is online goes by the changes in hand or refuses them, and tells
 * which do. EX_OK; EX_PROTOCOL: one refuses; EX_TEMPFAIL: not all have said so in time; else as of
 * contact_next. All told.
 */
int reports_wait(struct hand *);

/* Whether the device is online, as far as can be believed. */
bool reports_online(const struct book *, const char *id);

/* people.hash of the report of a device that goes by everything in book. */
void reports_people_hash(const struct book *, char to[HASH_SIZE]);

#endif
