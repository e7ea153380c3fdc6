/* What may be wrong with an office. */
#ifndef PRAATJE_ADMIN_DOCTOR_H
#define PRAATJE_ADMIN_DOCTOR_H

#include "admin/hand.h"

struct doctor {
	struct hand hand;
	int findings;
	int devices; /* looked at */
};

/* Tells what is wrong, and what to do about it. */
void doctor_find(struct doctor *, const char *todo, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The connection, who is let in, and what this admin may do. EX_OK or the exit status (told). */
int doctor_broker(struct doctor *);

void doctor_devices(struct doctor *);

/* Tells of a certificate that ends soon; ends_s: seconds since 1970 UTC, 0: there is none. */
void doctor_certificate(struct doctor *, const char *whose, int64_t ends_s, const char *todo);

#endif
