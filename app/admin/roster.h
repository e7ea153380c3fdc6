/* New people. */
#ifndef PRAATJE_ADMIN_ROSTER_H
#define PRAATJE_ADMIN_ROSTER_H

#include "admin/book.h"

/*
 * An id that says nothing about whose it is, which nobody in book has: "p-" and five of an
 * alphabet without look-alikes.
 */
void roster_id_new(const struct book *, char to[ID_SIZE]);

/* The topic of a person's configuration. */
void roster_topic(const char *id, char to[TOPIC_TEXT_SIZE]);

#endif
