/* What the files of the office share, and nobody else sees. */
#ifndef PRAATJE_CORE_OFFICE_PRIVATE_H
#define PRAATJE_CORE_OFFICE_PRIVATE_H

#include "core/hours.h"
#include "core/office.h"

/* The person or signal with this id, made when new; NULL when there is no room. */
struct person *office_person_make(struct office *, const char *id);
/* The same of somebody on the roster: makes room at the cost of who isn't. */
struct person *office_person_admit(struct office *, const char *id);
struct signal *office_signal_make(struct office *, const char *place);
struct subject *office_subject(struct office *, enum subject_kind, const char *id);

/* Every subject, people first; i counts up from 0. False when there are no more. */
bool office_subject_at(struct office *, int i, enum subject_kind *kind, const char **id,
		       struct subject **subject);

/* settle.c: lets every subject speak that has something due, as far as there is room. */
void office_settle(struct office *, const struct moment *now, struct effects *);

/* In step: what is unsent, or missing on the broker, is due to be said. Else nothing. */
void office_merge(struct office *, const struct moment *now);

/* This device as a speaker about that subject; valid until the next call. */
struct speaker *office_speaker(struct office *, enum subject_kind, const char *id);

/* The day's end in seconds since 1970 UTC, by whatever clock there is. */
int64_t office_day_end(const struct office *, const struct moment *now);

/* Puts a configured person at their place in the roster; takes them off it. */
void office_roster_put(struct office *, struct person *);
void office_roster_remove(struct office *, struct person *);

/* config_step.c: config documents. True when the event was one. */
bool office_configure(struct office *, const struct event *, const struct moment *now);
/* A brightness holds until this device is configured anew, or the day ends. */
void office_ask_brightness(struct office *, int percent, const struct moment *now);
void office_brightness_tick(struct office *, const struct moment *now);
/* What was kept but not heard in this connection is dropped. */
void office_drop_unseen(struct office *);
void office_forget_seen(struct office *);

/* dating.c: what was said here without a clock, or with a wrong one, gets its real time or is
 * dropped; and the same for all, with what was believed of others, once the clock is better. */
void office_date_unsent(struct office *, struct subject *, enum subject_kind, const char *id,
			const struct moment *now);
/* Takes over what event says was found on disk. */
void office_restore(struct office *, struct subject *, const struct event *,
		    const struct moment *now);
void office_clock_improved(struct office *, const struct moment *now);
/* Nothing lasts longer than the day here, however wrong the clock was of who said when it ends. */
int64_t office_within_the_day(const struct office *, int64_t ends_s, const struct moment *now);
/* The hours are others: on which day something was said without a clock is reckoned anew. */
void office_date_days(struct office *, const struct moment *now);

/* visit.c: touches, and the visit's own time. */
void visit_touch(struct office *, const struct event *, const struct moment *now);
void visit_tick(struct office *, const struct moment *now);
/* Says what a tap meant about person; a kiosk closes the sheet and shows the done bar. */
void visit_say_done(struct office *, const char *person, const struct statement *said,
		    const struct moment *now);
/* visit_choice.c: a touch on TARGET_COME or TARGET_SIDE; nothing where it isn't offered. */
void visit_choose(struct office *, const struct target *, const struct moment *now);
int64_t visit_wake_ms(const struct office *);
/*
 * aside.c: true when a touch was for what is shown aside, or only woke the screen; a long press;
 * whatever keeps the night away; what an admin wants shown; and time.
 */
bool aside_touch(struct office *, const struct event *, const struct moment *now);
void aside_long_press(struct office *, const struct event *, const struct moment *now);
void aside_wake(struct office *, const struct moment *now);
void aside_show(struct office *, enum aside_kind, const struct moment *now);
void aside_tick(struct office *, const struct moment *now);
int64_t aside_wake_ms(const struct office *, const struct moment *now);
/* A button on a dark screen, or while it is cleaned: true when it does nothing else. */
bool aside_press(struct office *, const struct moment *now);
/* The same for a badge, which acts on a dark screen too. */
bool aside_badge(struct office *, const struct moment *now);
void aside_movement(struct office *, bool begins, const struct moment *now);

/* buttons.c: edges, levels and badges; time, to be called only after levels were asked for. */
void buttons_event(struct office *, const struct event *, const struct moment *now);
void buttons_tick(struct office *, const struct moment *now);
int64_t buttons_wake_ms(const struct office *);
void badge_event(struct office *, const char *hash, const struct moment *now);

/*
 * counting.c: what was said about a subject here began a signal; broker or disk has it; the
 * broker's and the disk's tallies; a new connection, and it is in step; time.
 */
void counting_begin(struct office *, enum subject_kind, const char *id, const struct moment *now);
void counting_confirm(struct office *, const struct event *, const struct moment *now);
void counting_hear(struct office *, const struct event *);
void counting_link_up(struct office *);
void counting_link_synced(struct office *);
void counting_tick(struct office *, const struct moment *now);
int64_t counting_wake_ms(const struct office *);

/* What was said here last, if that was v and still counts, is undone, however long ago it was. */
void visit_take_back(struct office *, int64_t v, const struct moment *now);
/* Tells whoever stands here what to do first, or what comes next; an open sheet closes. */
void visit_hint(struct office *, enum hint, const struct moment *now);
/* visit_end.c: the broker, or the disk, has the statement with v about a subject. */
void visit_confirm(struct office *, const struct event *, bool on_broker, const struct moment *now);
/* The disk refused it. */
void visit_unkept(struct office *, const struct event *, const struct moment *now);
/* The broker refused it for good. */
void visit_deny(struct office *, const struct event *, const struct moment *now);

#endif
