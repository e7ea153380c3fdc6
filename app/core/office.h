/*
 * The office as one device knows it, and the pure step that everything goes through. The
 * structs are open to readers; only the functions here change them.
 */
#ifndef PRAATJE_CORE_OFFICE_H
#define PRAATJE_CORE_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/adoption.h"
#include "core/aside.h"
#include "core/buttons.h"
#include "core/config.h"
#include "core/counting.h"
#include "core/event.h"
#include "core/moment.h"
#include "core/prompt.h"
#include "core/subject.h"
#include "core/visit.h"

enum {
	PEOPLE_MAX = 4096,
	SIGNALS_MAX = 64,
	DEVICES_MAX = 512,
	STALE_MS = 15 * 60 * 1000, /* after so long without connection nobody's place is shown */
};

struct person {
	char id[ID_SIZE];
	bool configured; /* on the roster; else only a state was heard */
	bool gone;       /* removed by an admin */
	bool seen;       /* its document came in this connection */
	struct person_config config;
	struct subject subject;
	int namesakes;        /* others on the roster who are called the same */
	int namesakes_before; /* those of them whose id comes before this one's */
};

/* A place at which someone may be open, known from a signal or said here. */
struct signal {
	char place[ID_SIZE];
	struct subject subject;
};

struct office_device {
	char id[ID_SIZE];
	bool seen;
	struct device_config config;
};

enum link_state {
	LINK_STATE_NEVER,  /* no connection since the start */
	LINK_STATE_UP,     /* connected, not yet in step */
	LINK_STATE_SYNCED, /* in step */
	LINK_STATE_DOWN,   /* lost */
};

struct office {
	char id[ID_SIZE];
	struct speaker me;
	struct device_config self; /* of this device: options, then config/device over them */
	struct device_config options;
	bool self_configured;
	bool self_gone;
	int brightness_asked;       /* by a command, percent; -1: not */
	int64_t brightness_until_s; /* the day's end, from which that no longer holds */

	bool configured; /* config/office is there */
	bool office_seen;
	struct office_config config;

	struct person *people; /* in order of arrival; indices never change */
	int people_count;
	int *roster; /* indices of the configured, ordered by sort, then id */
	int roster_count;
	struct signal *signals;
	int signals_count;
	struct office_device *devices;
	int devices_count;

	enum link_state link;
	bool met;                 /* has been in step since the start */
	bool link_refused;        /* the broker doesn't let this device in */
	struct moment link_since; /* when link last changed between connected and not */
	enum clock_trust clock;
	bool disk_hangs; /* it may never answer */
	int undated;     /* taps of an earlier boot that were dropped, as nobody knows their day */
	struct visit visit;
	struct aside aside;
	struct buttons buttons;
	struct counting counting;
	struct facts facts;
	struct adoption adoption;
};

/*
 * An office for the device id in role; device holds what the options say. seed makes the
 * jitter differ between devices. NULL when there is no memory.
 */
struct office *office_create(const char *office_id, const char *device_id,
			     const struct device_config *options, uint64_t seed,
			     const struct moment *now);
/* NULL is accepted. */
void office_destroy(struct office *);

/*
 * The one step: takes in event at now and writes what is to be done into effects (which it
 * empties first). When the list is full, the rest comes with the next step, for which
 * office_wake_ms then gives a time that is past.
 */
void core_step(struct office *, const struct event *, struct moment now, struct effects *);

/* Monotonic milliseconds by which the next EVENT_TICK is needed; INT64_MAX: none. */
int64_t office_wake_ms(const struct office *, const struct moment *now);

/* ---- What screens show: pure questions about the office as it is at now ---- */

enum screen_kind {
	SCREEN_HOME,
	SCREEN_SHEET, /* of visit.person */
	SCREEN_BOARD,
	SCREEN_DESK, /* of self.person */
	SCREEN_NOTICE,
	SCREEN_STRANGER, /* it belongs to no office yet: see adoption */
	SCREEN_INFO,     /* who this device is */
	SCREEN_PERSON,   /* all that is known about aside.person */
	SCREEN_CLEAN,    /* aside.left_s counts down */
	SCREEN_NIGHT,    /* dark */
	SCREEN_IDENTIFY, /* which device this is, large */
};

/* Why there is nothing else to show (product rule 15). */
enum notice {
	NOTICE_NONE,
	NOTICE_SEARCHING,      /* no broker yet, and nothing known from before */
	NOTICE_NOT_CONFIGURED, /* in step, but nobody configured this office or device */
	NOTICE_UNUSABLE,       /* in step, but what this office was configured with is refused */
	NOTICE_NO_PEOPLE,      /* nobody on the roster yet */
	NOTICE_REFUSED,        /* the broker doesn't let this device in */
	NOTICE_REMOVED,        /* an admin removed this device */
	NOTICE_NO_OWNER,       /* a desk of nobody */
};

enum screen_kind office_screen(const struct office *);
enum notice office_notice(const struct office *);

/* The language of the visit, the device or the office, in that order. */
enum language office_language(const struct office *);
/* Whether the language key comes to it: Dutch, English, and what the office or the device has. */
bool office_speaks(const struct office *, enum language);
/* The one that the language key changes to. */
enum language office_next_language(const struct office *);
const struct show *office_show(const struct office *);

/* Person number i of the roster, 0 to roster_count - 1; a person by id, or NULL. Borrowed. */
const struct person *office_roster(const struct office *, int i);
const struct person *office_person(const struct office *, const char *id);

/* What screens call a person: their name and, where others have it too, a number to it. */
struct person_name {
	char text[NAME_SIZE + 12];
};
struct person_name office_person_name(const struct person *);

/* True once nobody's state can be shown any more: 15 minutes without connection. */
bool office_stale(const struct office *, const struct moment *now);

/* How a person is to be shown. */
struct standing {
	bool unknown; /* stale, and nothing was tapped here since */
	enum presence presence;
	const char *kind;  /* id, empty unless open */
	const char *place; /* id, may be empty */
	enum side side;
	bool come;
	int64_t since;   /* seconds since 1970 UTC */
	int64_t until_s; /* seconds since 1970 UTC; 0: none, or no clock to tell it by */
	int64_t left_s;  /* seconds until then; -1: none */
};
struct standing office_standing(const struct office *, const struct person *,
				const struct moment *now);

/* People who are open; and who are in the office at all (open, focus or here). */
int office_count_open(const struct office *, const struct moment *now);
int office_count_here(const struct office *, const struct moment *now);

/* A row on a board: a person who is open, or someone. In roster order, someones last. */
struct row {
	const struct person *person; /* NULL: a someone-signal */
	bool named;                  /* false: shown as "Iemand" (also people with wall count) */
	struct standing standing;
};
/* Writes at most max rows; returns how many there are. */
int office_rows(const struct office *, const struct moment *now, struct row *rows, int max);

/* Who is here or in focus and may be named in the list (wall name); returns how many. */
int office_listed(const struct office *, const struct moment *now, const struct person **list,
		  int max);

/* Two people who are open at once (product rule 12); shown while now is before shown_until_s. */
struct pair {
	const struct person *first, *second; /* first: longer open */
	int64_t shown_until_s;
};
/* The pairs to be shown now; at most max; returns how many. */
int office_pairs(const struct office *, const struct moment *now, struct pair *pairs, int max);

/* A place's name in the language; an unknown id gives the name of the device of that id, or the id.
 */
const char *office_place_name(const struct office *, const char *id, enum language);
/* The place where this device stands: its place's name, else its own name. */
const char *office_here_name(const struct office *, enum language);
const struct kind *office_kind(const struct office *, const char *id);

/* The length key that is lit on the sheet: the one touched, or the one all kinds share; 0: none. */
int office_minutes_lit(const struct office *);
/* Whether undo is offered now, on the sheet or on the done bar. */
bool office_undo_offered(const struct office *, const struct moment *now);
/* Whether the done bar is to be seen now. */
bool office_done_shown(const struct office *, const struct moment *now);

/* Whether a button can't be trusted; and whether it is busy: its level is worth asking for. */
bool office_button_stuck(const struct office *, enum button);
bool office_button_busy(const struct office *, enum button);

/* Whose badge has this hash, or NULL. */
const struct person *office_badge_owner(const struct office *, const char *hash);

/*
 * How light the screen is to be now, in percent: as configured, dimmed outside the office's hours
 * while nobody stands before it, 0 when it is dark.
 */
int office_brightness(const struct office *, const struct moment *now);

/*
 * Whether the done bar offers "come to me" now, and the sides of an idea (for the kinds with that
 * icon): while it tells an open signal that still counts.
 */
bool office_come_offered(const struct office *, const struct moment *now);
bool office_sides_offered(const struct office *, const struct moment *now);

/* Today's prompt, of built_in_count built-in ones and the office's own; none while the day isn't
 * known. */
struct prompt_choice office_prompt(const struct office *, int built_in_count,
				   const struct moment *now);

/* The signals of this week, of all kiosks together. */
struct week {
	int signals;
	const struct kind *top; /* the kind that most of them were for; NULL: of none enough */
	int of_top;
};
/*
 * Whether boards and kiosks tell of the week now: from noon on its last working day, at the latest
 * three hours before its close, and only where there is enough to tell.
 */
bool office_week(const struct office *, const struct moment *now, struct week *out);

/* Local time of the office. */
struct local_time office_local(const struct office *, int64_t utc_s);

#endif
