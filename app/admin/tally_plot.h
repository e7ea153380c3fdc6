/* The months as a picture for a team's retrospective. */
#ifndef PRAATJE_ADMIN_TALLY_PLOT_H
#define PRAATJE_ADMIN_TALLY_PLOT_H

#include "admin/tally_months.h"

/* An SVG document in the office's language, to be freed; NULL without memory. */
char *tally_plot(const struct tally_months *);

#endif
