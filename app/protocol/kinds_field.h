/* The office's kinds in config/office. */
#ifndef PRAATJE_PROTOCOL_KINDS_FIELD_H
#define PRAATJE_PROTOCOL_KINDS_FIELD_H

#include "protocol/value.h"

/*
 * Reads the field kinds of object, where it is given. The kinds that the configuration has so
 * far are the built-in ones: what a kind doesn't say is taken from the one of the same id.
 */
void field_kinds(const struct value *object, struct office_config *);

void json_put_kinds(json_t *object, const struct office_config *);

#endif
