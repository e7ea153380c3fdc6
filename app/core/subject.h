/*
 * One subject of statements, a person or a place: the best statement known, what the broker
 * was last seen to hold, and what this device still has to say about it. Here live the
 * contract's rules under "Statements and who wins".
 */
#ifndef PRAATJE_CORE_SUBJECT_H
#define PRAATJE_CORE_SUBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/moment.h"
#include "core/statement.h"

/* Who this device is in the matter of statements. */
struct speaker {
	char device[ID_SIZE];
	bool speaks;     /* kiosks, and desks about their own person; nobody who was removed */
	bool stands_in;  /* kiosks: says for another device what it didn't say */
	bool in_step;    /* connected, and sync is back */
	uint64_t random; /* state of the jitter; never 0 */
};

/*
 * When something ends: by the wall clock where that is synchronised. Else by the monotonic one,
 * for a clock that is a day off would end what others said.
 */
struct deadline {
	bool set;
	int64_t wall_s;       /* 0: not known */
	int64_t mono_ms;      /* reckoned when the statement came */
	int64_t said_mono_ms; /* of a day's end: when it was said, if that was without a clock */
};

/* What the broker was last seen to hold under the subject's topic. */
enum holding {
	HOLDING_UNKNOWN, /* nothing heard in this connection */
	HOLDING_NOTHING,
	HOLDING_STATEMENT,
	HOLDING_REFUSED, /* a statement from too far in the future */
};

enum {
	SUBJECT_REPAIRS_MAX = 3,
	SUBJECT_RESIGN_MS = 60 * 1000, /* so long somebody else may put back what one can't say */
	SUBJECT_CLOCKLESS_S = 12 * 60 * 60, /* expiry of what is said without a clock */
	SUBJECT_AHEAD_MS = 5 * 60 * 1000,   /* a v further ahead is refused by synced devices */
};

struct subject {
	bool has_best;
	struct statement best;
	struct deadline until;
	struct deadline ends;

	enum holding holding;
	int64_t held_v; /* with HOLDING_STATEMENT and HOLDING_REFUSED */
	char held_by[ID_SIZE];
	bool has_other; /* what the broker holds, while that isn't best */
	struct statement other;
	struct deadline other_until, other_ends;

	int64_t highest_v; /* the highest that counts as seen */

	bool spoke;      /* something was said here since the program started */
	bool unsent;     /* best was said here and no PUBACK has come */
	int64_t kept_v;  /* v of the statement that the disk was asked to keep; 0: none */
	bool keep_again; /* the disk refused it: it is asked anew at keep_mono_ms */
	int64_t keep_mono_ms;
	bool removed;         /* nothing is said any more, only emptied */
	bool denied;          /* the broker refused it on this connection: nothing is repeated */
	bool implied;         /* a check-in that a first tap implied while out of step */
	bool provisional;     /* said without a clock: gets a real v when the clock comes */
	int64_t said_mono_ms; /* when it was tapped here; -1: in an earlier boot */
	bool has_waiting;     /* said without a clock in an earlier boot: waits for one */
	struct statement waiting;
	bool waiting_implied;

	bool say_due;     /* best is to be said at say_mono_ms */
	bool say_repairs; /* ... because it was overwritten */
	bool under_way;   /* best was said on this connection, and hasn't come back yet */
	int64_t say_mono_ms;
	int64_t repaired_v; /* what was last said again, and how often, also by way of others */
	char repaired_by[ID_SIZE];
	int repairs;    /* how often best was said again because it was overwritten */
	bool clear_due; /* the topic is to be emptied at clear_mono_ms */
	int64_t clear_mono_ms;
	bool resign_due; /* unless it is put back until then, what the broker holds counts */
	int64_t resign_mono_ms;
};

enum subject_change {
	SUBJECT_SAME,
	SUBJECT_CHANGED, /* best is another one, or none any more */
};

/* How much of a deadline is left, in milliseconds; INT64_MAX when not set, <= 0 when past. */
int64_t deadline_left_ms(const struct deadline *, const struct moment *now);

/* Presence as it counts now: open and focus that are over are here, after the day's end away. */
enum presence subject_presence(const struct subject *, const struct moment *now);

/* Whether best is a statement that hasn't ended (a someone-signal: nor been taken back). */
bool subject_live(const struct subject *, const struct moment *now);

/*
 * What a person says here becomes best and is due to be said. said has presence, kind, place,
 * side, come, taken_back (then expiry too), since (0: now), left in seconds (-1: no end), until
 * (believed only while the clock is trusted) and ends (0 for a place, else the day's end by
 * whatever clock there is). v and by are filled in here.
 */
void subject_say(struct subject *, struct speaker *, const struct statement *said,
		 const struct moment *now);

/*
 * A message of the broker: statement, or NULL for an empty one; expiry_s as the broker hands
 * it over, -1 for none; day_end_s where the statement gives no end (0: none, as for places).
 */
enum subject_change subject_hear(struct subject *, struct speaker *, const struct statement *,
				 int64_t expiry_s, int64_t day_end_s, const struct moment *now);

/* The connection is new (nothing heard yet), or in step (what was not heard is not there). */
void subject_link_up(struct subject *);
void subject_link_synced(struct subject *, struct speaker *, const struct moment *now);

/* Lets timers speak: `here` at until, `away` at ends; SUBJECT_CHANGED when one did. */
enum subject_change subject_tick(struct subject *, struct speaker *, const struct moment *now);

/*
 * The broker has, or refused for good, the statement with v. True when it was best. What was
 * unsent and is refused counts no longer: then what the broker holds does.
 */
bool subject_acked(struct subject *, int64_t v);
bool subject_refused(struct subject *, int64_t v, const struct moment *now);

/* The disk refused the statement with v: it is asked again a minute later. */
void subject_unkept(struct subject *, int64_t v, const struct moment *now);

/* What was due could not be handed on: it is tried again a second later. */
void subject_unsaid(struct subject *, const struct moment *now);

/* An unsent statement that was found on disk; the arguments as in EVENT_RESTORED. */
void subject_restore(struct subject *, const struct statement *, bool implied, int64_t at_mono_ms,
		     int64_t day_end_s, const struct moment *now);

/* The same of one that was said without a clock in an earlier boot, while there is none yet. */
void subject_wait(struct subject *, const struct statement *, bool implied);

/*
 * The person is gone: what the broker holds is to be emptied, and nothing is said. Or back: then
 * what it still holds counts.
 */
void subject_remove(struct subject *, struct speaker *, const struct moment *now);
void subject_take_back(struct subject *);

/*
 * The clock is better than when best was said here, or when others' words came: best, which is
 * unsent, gets its real v and times. tapped_ms is when it was tapped and day_end_s the end of that
 * day, both since 1970.
 */
void subject_date(struct subject *, struct speaker *, int64_t tapped_ms, int64_t day_end_s,
		  const struct moment *now);

/* The clock is synchronised now: what was believed before and is too far ahead is refused. */
enum subject_change subject_recheck(struct subject *, struct speaker *, const struct moment *now);

/* What is unsent here can't be said after all; what the broker holds counts. */
void subject_withdraw(struct subject *);

/* What is due to be said now; the caller then publishes it. */
enum subject_due {
	SUBJECT_QUIET,
	SUBJECT_SAY,   /* best, with left and expiry worked out anew in *out */
	SUBJECT_CLEAR, /* an empty message */
};
enum subject_due subject_take_due(struct subject *, const struct speaker *,
				  const struct moment *now, struct statement *out);

/* Monotonic milliseconds when subject_tick or subject_take_due is next needed; INT64_MAX: not. */
int64_t subject_wake_ms(const struct subject *, const struct speaker *, const struct moment *now);

#endif
