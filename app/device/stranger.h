/*
 * A device without an identity: it looks for a broker, asks it for one, and shows the words that it
 * is known by until an admin has adopted it. And one whose settings are wrong: it shows where.
 */
#ifndef PRAATJE_DEVICE_STRANGER_H
#define PRAATJE_DEVICE_STRANGER_H

#include "device/options.h"

/*
 * Runs until it is told to end, or has an identity or other settings: then DEVICE_RESTART. Else the
 * exit status; every failure has been told on standard error.
 */
int device_stranger(const struct options *);

#endif
