/*
 * Plays days of an office in milliseconds: devices made of the real core, a broker that keeps
 * retained messages with their expiry, and a clock that jumps from one due moment to the next.
 */
#ifndef PRAATJE_TESTS_PLAY_H
#define PRAATJE_TESTS_PLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/office.h"

enum { PLAYERS_MAX = 6, MESSAGES_MAX = 64, PLAY_PEOPLE_MAX = 48, DISK_MAX = 48 };

struct play;

/* One device. */
struct player {
	struct play *play;
	struct office *office;
	bool connected;
	bool disk;       /* keeps what it is given, at once */
	bool disk_full;  /* refuses it, at once */
	bool disk_hangs; /* neither takes nor refuses it */
	int64_t skew_ms; /* of its wall clock */
	enum clock_trust clock;
	int said;    /* statements published so far */
	int cleared; /* empty messages published so far */
	struct effect kept[DISK_MAX];
	int kept_count;
	bool redraw; /* the last step asked for it */
};

/* A retained message, or one under way. */
struct message {
	enum subject_kind subject;
	char id[ID_SIZE];
	bool empty;
	struct statement statement;
	int64_t expires_ms; /* mono of the play */
};

struct play {
	int64_t mono_ms;
	int64_t wall_ms; /* the true time */
	struct player players[PLAYERS_MAX];
	int players_count;
	struct message retained[MESSAGES_MAX];
	int retained_count;
	struct office_config config;
	struct {
		char id[ID_SIZE];
		struct person_config config;
	} people[PLAY_PEOPLE_MAX];
	int people_count;
	bool denies; /* the broker refuses all that is said */
	bool mute;   /* the broker takes nothing and answers nothing */
};

/* An office in UTC+1, open on weekdays from 08:00 to 18:30; the true time is local time hh:mm on
 * 2026-11-23, a Monday. */
void play_init(struct play *, int hour, int minute);
void play_finish(struct play *);

void play_person(struct play *, const char *id, const char *name);
/* A device with a synchronised clock and a working disk, not yet connected. */
struct player *play_device(struct play *, const char *id, enum role);
/* Connects, hands over what is retained, and lets sync come back. */
void play_connect(struct player *);
void play_disconnect(struct player *);
/* Power off and on: a new office, what the disk kept restored; mono goes on. */
void play_restart(struct player *, bool same_boot);

struct moment play_now(const struct player *);
/* A target by its name, such as "person:p-1". */
void play_touch(struct player *, const char *target);
/* A message from elsewhere: retained by the broker and delivered; NULL is an empty one. */
void play_publish(struct play *, enum subject_kind, const char *id, const struct statement *);
/* A word of the day from a device that isn't played; open: a chat of half an hour. */
struct statement play_word(const struct play *, int64_t v, const char *by, enum presence);
/* Lets time go by, with every device's ticks when they are due. */
void play_wait(struct play *, int64_t ms);
/* The same, up to local time hour:minute of this day (24 and more: the next). */
void play_until(struct play *, int hour, int minute);
void play_step(struct player *, const struct event *);

/* The presence of a person as the device would show it. */
enum presence play_presence(const struct player *, const char *person);
/* What the broker holds for a subject now, or NULL. */
const struct statement *play_held(const struct play *, enum subject_kind, const char *id);
/* Seconds since 1970 of local hour:minute on the play's day. */
int64_t play_time_s(int hour, int minute);

#endif
