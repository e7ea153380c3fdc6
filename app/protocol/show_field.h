/* How screens show things: the field show of config/office and config/device. */
#ifndef PRAATJE_PROTOCOL_SHOW_FIELD_H
#define PRAATJE_PROTOCOL_SHOW_FIELD_H

#include "protocol/value.h"

/* Reads the field show of object; true when it is given. */
bool field_show(const struct value *object, struct show *out);

void json_put_show(json_t *object, const struct show *);

#endif
