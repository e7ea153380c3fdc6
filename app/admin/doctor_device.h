/* What may be wrong with devices. */
#ifndef PRAATJE_ADMIN_DOCTOR_DEVICE_H
#define PRAATJE_ADMIN_DOCTOR_DEVICE_H

#include "admin/hand.h"

struct doctor {
	struct hand hand;
	int findings;
	int devices; /* looked at */
};

/* Tells what is wrong, and what to do about it. */
void doctor_find(struct doctor *, const char *todo, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void doctor_devices(struct doctor *);

#endif
