/* A link's own copy of what it was given. */
#ifndef PRAATJE_LINK_OPTIONS_H
#define PRAATJE_LINK_OPTIONS_H

#include <stdbool.h>

#include "link/link.h"

/* False when there is no memory; to is then to be finished all the same. */
bool link_options_copy(struct link_options *to, const struct link_options *from);
void link_options_finish(struct link_options *);

#endif
