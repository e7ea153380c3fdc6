/* What commands that work in the broker's folder have in common. */
#ifndef PRAATJE_ADMIN_BROKER_COMMAND_H
#define PRAATJE_ADMIN_BROKER_COMMAND_H

#include "admin/broker.h"
#include "admin/options.h"

/* The folder that the options say, else the usual one. */
const char *admin_broker_folder(const struct admin_options *);

/*
 * The identity that --role and --person say, with that id (NULL: one that is yet to be chosen).
 * False, told, when they don't fit.
 */
bool admin_identity_read(const struct admin_options *, const char *id, struct broker_identity *out);

#endif
