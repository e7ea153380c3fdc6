/* What the files of a subject share, and nobody else sees. */
#ifndef PRAATJE_CORE_SUBJECT_PRIVATE_H
#define PRAATJE_CORE_SUBJECT_PRIVATE_H

#include "core/subject.h"

/* Whether it says that somebody is open or in focus, which ends before the day does. */
bool statement_signals(const struct statement *);

/*
 * subject_ends.c: when a statement ends of which expiry_s is left (-1: all of it): itself, and its
 * day. person: not a place; day_end_s where it gives none (0: a place, which has no day).
 */
struct deadline subject_reckon_until(const struct statement *, int64_t expiry_s, bool person,
				     const struct moment *now);
struct deadline subject_reckon_day(const struct statement *, int64_t expiry_s, int64_t day_end_s,
				   const struct moment *now);
/* Both, of best. */
void subject_reckon_ends(struct subject *, int64_t expiry_s, int64_t day_end_s,
			 const struct moment *now);

/* subject.c: nothing is to be said, emptied or resigned any more. */
void subject_quieten(struct subject *);
/* Best is about to be another one: the broker still holds what it was. */
void subject_set_best_aside(struct subject *);
/* There is no best any more, nor anything due. */
void subject_forget_best(struct subject *);
/* The statement becomes best, without being said; the arguments as in subject_hear. */
enum subject_change subject_adopt(struct subject *, const struct statement *, int64_t expiry_s,
				  int64_t day_end_s, const struct moment *now);
/* Whether best says something yet, if only that somebody went home or took a signal back. */
bool subject_counts(const struct subject *, const struct moment *now);
/* Whether best was said by this device. */
bool subject_mine(const struct subject *, const struct speaker *);
/* Best is due to be said at mono_ms at the latest; repairs: because it was overwritten. */
void subject_say_at(struct subject *, int64_t mono_ms, bool repairs);
/* Whether best is what the broker holds. */
bool subject_holds_best(const struct subject *);

#endif
