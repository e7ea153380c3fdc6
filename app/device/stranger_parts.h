/* What the files of a device without an identity share; for them alone. */
#ifndef PRAATJE_DEVICE_STRANGER_PARTS_H
#define PRAATJE_DEVICE_STRANGER_PARTS_H

#include "device/ask.h"
#include "device/browse.h"
#include "device/device.h"

enum { STRANGER_AGAIN_MS = 3000 }; /* after a connection that failed or was lost */

struct stranger {
	struct device device; /* of which it has the screen only */
	struct adoption shown;
	struct browse browse;
	struct browse_found found[BROWSE_FOUND_MAX];
	int found_count, found_next;
	struct ask ask;
	char user[PAIR_USER_SIZE];
	char answer_topic[TOPIC_TEXT_SIZE];
	bool up;
	int64_t up_ms;                   /* since when */
	int short_ones;                  /* connections one after the other that did not last */
	int64_t try_ms, ask_ms, look_ms; /* what is due when; INT64_MAX: never */
	int64_t changed_ns;              /* of the wrong settings */
};

/* Puts a step on the screen; detail, a sentence or "", is also logged when it is a new one. */
void stranger_show(struct stranger *, enum adoption_step, const char *detail);

/* Ends the connection, if there is one; the next broker is tried after so many milliseconds. */
void stranger_drop_link(struct stranger *, int64_t again_ms);

/* Says the question, and when it is due again. The connection must be there. */
void stranger_say(struct stranger *);

/* The loop's call for the connection's descriptor: hears what came; data is the stranger. */
void stranger_on_link(void *data, int fd, uint32_t events);

/* Asks the broker that the settings name, else the next that was found, else looks around. */
void stranger_seek(struct stranger *);

#endif
