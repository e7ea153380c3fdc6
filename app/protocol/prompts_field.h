/* The office's prompts in config/office, and which of the built-in ones it wants. */
#ifndef PRAATJE_PROTOCOL_PROMPTS_FIELD_H
#define PRAATJE_PROTOCOL_PROMPTS_FIELD_H

#include "protocol/value.h"

/* Reads prompts, prompts_built_in and prompts_off of object, where they are given. */
void field_prompts(const struct value *object, struct office_config *);

void json_put_prompts(json_t *object, const struct office_config *);

#endif
