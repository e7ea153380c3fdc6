/*
 * A played office that is treated badly: five devices made of the real core and the real
 * protocol, one broker or two bridged ones, disks, and clocks that may be wrong. Time jumps from
 * one due moment to the next, and all chance comes from the seed.
 */
#ifndef PRAATJE_TESTS_MODEL_WORLD_H
#define PRAATJE_TESTS_MODEL_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/office.h"

enum {
	SITES = 5, /* three kiosks, a board, and a desk of the first person */
	BOARD_SITE = 3,
	DESK_SITE = 4,
	BROKERS = 2,
	PEOPLE = 3,
	SUBJECTS = PEOPLE + 2, /* people, then two places */
	QUEUE_MAX = 256,
	WORDS_MAX = 512,
	SAID_MAX = 2048,
};

/* A message under way or retained. */
struct letter {
	int subject;
	bool empty;
	struct statement statement;
	int64_t expires_ms; /* of the world; INT64_MAX: never */
};

enum packet_kind {
	PACKET_UP,
	PACKET_CONFIG, /* the office and everybody on the roster */
	PACKET_PERSON, /* the document of person number letter.subject, empty: gone */
	PACKET_DEVICE, /* the document of device number letter.subject, empty: gone */
	PACKET_LETTER,
	PACKET_SYNCED,
	PACKET_ACKED,
	PACKET_REFUSED,
	PACKET_DOWN,
	PACKET_KEEP,   /* to the disk */
	PACKET_FORGET, /* to the disk */
	PACKET_RESTORED,
	PACKET_TOUCH,
};

struct packet {
	enum packet_kind kind;
	int64_t at_ms;
	struct letter letter;
	int64_t v;
	bool implied;
	int64_t mono_ms; /* KEEP, RESTORED: when it was tapped */
	struct target target;
};

/* First in, first out: nothing overtakes on one connection. */
struct queue {
	struct packet list[QUEUE_MAX];
	int first, count;
	int64_t last_ms; /* when the last one arrives */
};

struct record {
	bool there, implied;
	struct statement statement;
	int64_t mono_ms;
	int boot;
};

/* A device and what it stands on. */
struct site {
	int number;
	enum role role;
	const char *id;
	struct office *office; /* NULL: without power */
	int64_t wake_ms;       /* of the world */

	enum clock_trust clock;
	int64_t skew_ms; /* of the wall clock */
	int64_t mono_offset_ms;
	int boot;

	int broker;
	bool connected;     /* as the broker sees it */
	bool told_up;       /* as the device sees it */
	int64_t down_at_ms; /* when it notices that the connection is lost; INT64_MAX: nothing to
			       notice */
	int64_t up_at_ms;   /* when it connects again; INT64_MAX: it is connected */
	int64_t on_at_ms;   /* when power comes back; INT64_MAX: it has power */
	int64_t session_ends_ms;
	int64_t out_since_ms; /* since when it isn't in step */
	bool denied;          /* the broker takes no statement from it */
	bool was_denied;      /* ... and some it refused on this connection */
	bool removed;         /* an admin removed it */
	bool slow;            /* its connection */
	struct queue down, up;

	struct record disk[SUBJECTS];
	bool slow_disk;
	struct queue jobs; /* of the disk */
	struct queue touches;
};

struct broker {
	bool held[SUBJECTS];
	struct letter letters[SUBJECTS];
	struct queue to_other; /* over the bridge */
};

/* What a person said somewhere, as it was seen to happen. */
struct word {
	int subject, site;
	struct statement statement;
	int64_t first_v; /* before a clock gave it a real one */
	int64_t said_ms;
	int64_t until_ms;    /* of the world; INT64_MAX: none */
	int64_t day_ends_ms; /* of the world */
	bool implied;
	bool done;    /* a person was told so */
	bool arrived; /* a broker had it */
	bool acked;   /* and its device knows */
	bool denied;
	bool undated;      /* said without a clock, and none came since */
	bool outlived;     /* its device lost its power before the broker had it */
	unsigned known_at; /* bits: sites that heard it, and have had no cause to forget it */
};

/* What a broker took: a (v, by) may come again, but never with another outcome. */
struct said {
	int subject;
	struct statement statement;
	int64_t expires_ms;
};

struct world {
	uint64_t seed, random;
	bool trace;
	int64_t now_ms;
	int64_t base_ms; /* wall time at now_ms 0 */
	bool bridged, parted;
	bool calm; /* delays are short */
	struct site sites[SITES];
	struct broker brokers[BROKERS];
	bool gone[PEOPLE];
	bool gone_document[PEOPLE]; /* {gone:true} rather than nothing */

	struct word words[WORDS_MAX];
	int words_count;
	struct said said[SAID_MAX];
	int said_count;
	int published;        /* statements that devices handed to the link */
	int64_t published_ms; /* the last time */
	bool touching;        /* what is said now is what a person says */
	bool wild;            /* clocks may be hours and years off */
	bool loose[SUBJECTS]; /* what wins can't be foretold: lost by a broker, removed, worn out */
	char fault[512];      /* what went against the rules; empty: nothing yet */
};

/* Everything as on a quiet morning; the configuration is shared by all worlds. */
void world_start(struct world *, uint64_t seed);
void world_finish(struct world *);
/* Lets time go by until now_ms is until_ms, or a fault was found. */
void world_run(struct world *, int64_t until_ms);

/* From low to high, both included. */
int64_t world_chance(struct world *, int64_t low, int64_t high);
bool world_one_in(struct world *, int64_t n);
int64_t world_wall_ms(const struct world *);
/* Notes the first fault. */
void world_fault(struct world *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void world_trace(const struct world *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

const char *subject_name(int subject);
enum subject_kind subject_kind_of(int subject);
/* The number of a subject; -1: not one of the world's. */
int subject_number(enum subject_kind, const char *id);

/* queue.c */
void queue_empty(struct queue *);
struct packet *queue_put(struct world *, struct queue *, enum packet_kind, int64_t delay_ms);
int64_t queue_due_ms(const struct queue *);
struct packet queue_take(struct queue *);

/* broker.c */
void broker_take(struct world *, struct site *, const struct packet *);
void broker_bridge(struct world *, int from, const struct packet *);
void broker_connect(struct world *, struct site *);
void broker_drop(struct world *, struct site *);
void broker_restart(struct world *, int number, int64_t lose_one_in);
void broker_join(struct world *);
/* What stands under the subject's topic, or NULL. */
const struct letter *broker_holds(const struct world *, int number, int subject);
/* A message from a stranger, for everybody. */
void broker_stray(struct world *, int number, const struct letter *);

/* site.c */
void site_start(struct world *, struct site *, bool knows_office);
void site_stop(struct site *);
void site_step(struct world *, struct site *, const struct event *);
void site_take(struct world *, struct site *, const struct packet *);
void site_disk(struct world *, struct site *, const struct packet *);
struct moment site_now(const struct world *, const struct site *);
const struct subject *site_subject(const struct site *, int subject);
void site_connect_later(struct world *, struct site *, int64_t after_ms);
void site_person(struct world *, struct site *, int person, bool gone);

/* rules.c: what the rules say, worked out from what was seen to happen. */
void rules_word(struct world *, struct site *, int subject, bool implied);
void rules_dated(struct world *, struct site *, int subject, int64_t old_v);
/* Without power nobody knows any more when something was said without a clock. */
void rules_boot(struct world *, const struct site *, bool power_lost);
/* A device heard what its broker holds; one without a clock takes that for all there is. */
void rules_heard(struct world *, const struct site *, const struct letter *);
void rules_believe(struct world *, const struct site *);
/* The disk has it, or the broker; or the broker refused it. */
enum word_fate { WORD_KEPT, WORD_ACKED, WORD_DENIED };
void rules_fate(struct world *, const struct site *, int subject, int64_t v, enum word_fate);
void rules_arrived(struct world *, const struct letter *);
/* A device emptied a topic. */
void rules_emptied(struct world *, const struct letter *);
void rules_said(struct world *, const struct site *, const struct statement *, int subject);
void rules_look(struct world *); /* at any time */
int64_t rules_day_end_ms(const struct world *, int64_t wall_ms);
/* When nobody has a word any more, as far as clocks agree; INT64_MAX: it has no end. */
int64_t rules_forgotten_ms(const struct word *);

/* outcome.c */
void outcome_settled(struct world *); /* all is well again, and time went by */
void outcome_night(struct world *);   /* the day has ended */

/* ---- schedule.c: what goes wrong, and when ---- */

enum action_kind {
	ACTION_NOTHING, /* time goes by */
	ACTION_TAP,
	ACTION_DROP,
	ACTION_RESTART,
	ACTION_BROKER,
	ACTION_PART,
	ACTION_JOIN,
	ACTION_CLOCK,
	ACTION_PERSON,
	ACTION_DEVICE,
	ACTION_DENY,
	ACTION_SLOW,
	ACTION_STRAY,
};

struct action {
	enum action_kind kind;
	int64_t after_ms; /* since the one before */
	int site, subject, what;
	int64_t amount;
};

enum { ACTIONS_MAX = 80 };

struct schedule {
	uint64_t seed;
	int count;
	struct action actions[ACTIONS_MAX];
};

void schedule_make(struct schedule *, uint64_t seed);
/* Plays it all, heals the world and looks whether it is as the rules say. */
void schedule_play(const struct schedule *, struct world *);
/* Leaves out what the fault doesn't need. */
void schedule_shrink(struct schedule *, struct world *);

#endif
