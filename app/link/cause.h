/* Why a connection ended or could not be made, for programs and for people. */
#ifndef PRAATJE_LINK_CAUSE_H
#define PRAATJE_LINK_CAUSE_H

#include <stdbool.h>

struct cause {
	int reason;     /* MQTT 5 reason code, or 0 when there was none */
	char text[256]; /* one sentence; empty: no cause yet */
};

/* Writes the cause unless there is one already: the first is the one that counts. */
__attribute__((format(printf, 3, 4))) void cause_set(struct cause *, int reason, const char *format,
						     ...);

bool cause_equal(const struct cause *, const struct cause *);

/* A sentence for a reason code by which a broker refuses something (0x80 and above). */
const char *reason_sentence(int reason);

#endif
