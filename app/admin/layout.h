/* Documents laid out for people. */
#ifndef PRAATJE_ADMIN_LAYOUT_H
#define PRAATJE_ADMIN_LAYOUT_H

#include <jansson.h>

/*
 * The value as JSON, indented by two; what fits on a line stands on one. To be freed; NULL
 * without memory.
 */
char *layout_json(const json_t *value);

#endif
