/* Whether a configuration document is one that devices take. */
#ifndef PRAATJE_ADMIN_CHECK_H
#define PRAATJE_ADMIN_CHECK_H

#include <stdbool.h>

#include "protocol/fault.h"
#include "protocol/topic.h"

/* Decodes payload as the document of a config topic; whether it is without faults. */
bool check_payload(const struct topic *, const char *payload, struct faults *faults);

/* Whether text is the relative topic of a configuration document. */
bool check_topic(const char *text, struct topic *topic);

#endif
