/* Opening hours: when the office's day ends (product rule 1). */
#ifndef PRAATJE_CORE_HOURS_H
#define PRAATJE_CORE_HOURS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/config.h"

/*
 * When the day of utc_s ends, in seconds since 1970 UTC: the close of the opening span that
 * is running (of several, the latest) or that starts next today, else the coming local
 * midnight. A closing time at or before the opening time means the next morning.
 */
int64_t hours_day_end(const struct office_config *, int64_t utc_s);

/*
 * Whether an opening span is running at utc_s, when each begins margin_s earlier and ends margin_s
 * later. Writes into *change_s when that is no longer so; 0: not within the week to come.
 */
bool hours_near(const struct office_config *, int64_t utc_s, int64_t margin_s, int64_t *change_s);

/*
 * Whether the civil day, in days since 1970, is the last of its week, from Monday to Sunday, on
 * which an opening span begins. In an office without hours that is Friday.
 */
bool hours_last_of_week(const struct office_config *, int64_t days);

/* When the last opening span that begins on that day closes; 0: none begins. */
int64_t hours_last_close(const struct office_config *, int64_t days);

/* Whether an opening span is running at utc_s. */
bool hours_open(const struct office_config *, int64_t utc_s);

#endif
