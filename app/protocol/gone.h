/* Documents that say that a person or a device was removed: {"gone": true}. */
#ifndef PRAATJE_PROTOCOL_GONE_H
#define PRAATJE_PROTOCOL_GONE_H

#include "protocol/value.h"

/* Whether the document says so. What else it holds doesn't matter then. */
bool field_gone(const struct value *root);

#endif
