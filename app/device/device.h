/*
 * The device program, wired: the core's events come from link, store, window and time, and its
 * effects go back to them.
 */
#ifndef PRAATJE_DEVICE_DEVICE_H
#define PRAATJE_DEVICE_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/office.h"
#include "device/documents.h"
#include "device/options.h"
#include "device/panel.h"
#include "device/watchdog.h"
#include "link/link.h"
#include "loop/loop.h"
#include "protocol/command.h"
#include "protocol/counts.h"
#include "protocol/topic.h"
#include "store/probation.h"
#include "store/store.h"
#include "ui/touch.h"
#include "ui/ui.h"
#include "window/window.h"

enum {
	COMMANDS_REMEMBERED = 32,
	ROOT_SIZE = 64,
	DEVICE_RESTART = -1, /* device_run: begin again */
};

/* Changes for the disk that are still being gathered. */
struct keeping {
	struct store_change *changes;
	int count, room;
	int64_t due_ms;
};

/* A topic of its own that is said anew some time after what it tells has changed. */
struct saying {
	bool changed;
	int64_t due_ms, latest_ms;
	char *said; /* the payload, in this connection; NULL: none */
};

/* What the will says of this run; it doesn't change. */
struct device_start {
	int64_t boot_s; /* when it started, seconds since 1970 UTC; 0: no clock then */
	enum role role;
	enum clock_trust clock;
};

/* How many there are, as it was said last, and on which connection. */
struct device_counts {
	int64_t conn;
	struct counts said;
	int64_t due_ms; /* when it is said next; monotonic */
};

/* How far this device's own tally was kept and said, and on which connection. */
struct device_tally {
	int64_t kept_changes; /* of the core's */
	int64_t conn, said_changes;
	int64_t retry_ms; /* the disk was behind: when it is asked anew; monotonic */
};

/* What Home Assistant was told last, and on which connection. */
struct device_discovery {
	int64_t conn;
	enum role role;
	char name[NAME_SIZE];
};

/* When they end, seconds since 1970 UTC, of the running connection; 0: there is none. */
struct device_certificates {
	int64_t own_s, broker_s;
	int64_t told_day; /* since 1970, on which it was told of them last */
};

struct device {
	const struct options *options;
	char root[ROOT_SIZE]; /* "praatje/1/<office>" */

	struct loop *loop;
	struct loop_timer *timer;
	struct office *office;
	struct link *link;
	struct store *store;            /* NULL: the disk keeps nothing */
	bool loaded;                    /* the store has told all that it kept */
	struct probation *probation;    /* NULL as store is */
	char disk_error[SENTENCE_SIZE]; /* the last of the disk; empty: none since the start */
	bool disk_hangs;
	bool restart_due;      /* as soon as the disk has all that it was given */
	int undated_told;      /* how many taps that couldn't be dated were told of */
	struct window *window; /* NULL: only a picture is wanted, and nothing is said */
	int window_fds[WINDOW_FDS_MAX];
	int window_fds_count;
	struct ui *ui;
	struct touch *touch;
	int64_t looked_ms; /* when the window was last known to have no touch waiting */
	struct device_panel panel;
	int64_t drawn_minute; /* since 1970, by the wall clock */
	bool redraw;          /* the picture may have changed */
	struct facts facts;   /* as told to the core last */

	struct watchdog watchdog;
	struct documents documents;
	bool documents_live; /* the broker had one in this connection */
	struct keeping keeping;
	struct saying report;
	bool leave_due;        /* this device was removed */
	int64_t again_ms;      /* when another connection may be let in step; INT64_MAX: needn't */
	int64_t again_wait_ms; /* how long that was waited for; 0: not yet */
	bool quiet;            /* it has left, and only listens */

	struct device_start start;
	int64_t conn; /* of the running connection */
	int64_t status_due_ms;
	int unsent_said; /* in the last status */
	struct device_certificates certificates;
	int64_t save_due_ms;
	struct device_counts counts;
	struct device_discovery discovery;
	struct device_tally tally;
	char commands[COMMANDS_REMEMBERED][COMMAND_ID_SIZE]; /* ids that were done, a ring */
	int commands_next;
};

/*
 * Runs the device until it is told to end. Returns the exit status (sysexits.h), or DEVICE_RESTART;
 * every failure has been told on standard error.
 */
int device_run(const struct options *options);

/* ---- Between the files of this folder ---- */

/* setup.c: opens what the options ask for; EX_OK or the exit status, told on standard error. */
int device_open(struct device *);
/* Only what a stranger needs: no link, no store. */
int device_open_stranger(struct device *);
/* Closes what is open. */
void device_close(struct device *);

/* picture.c: waits until in step, writes the picture; the exit status. */
int device_picture(struct device *);

/* Takes event through the core and carries out what it wants done. */
void device_step(struct device *, const struct event *);

/* carry.c: effects to link and store. */
void device_carry(struct device *, const struct effects *);

/* hear.c: what link and store have to tell; of the link only so much that a touch needn't wait. */
void device_hear_link(struct device *);
void device_hear_store(struct device *);
/* Waits for what the store kept, but not for long: the first picture is to be made of it. */
void device_await_store(struct device *);

/* configure.c: a document from the broker; one that was kept; connected; in step. */
void device_hear_document(struct device *, const struct topic *, const struct link_event *);
void device_restore_document(struct device *, const struct store_document *);
void device_documents_up(struct device *);
void device_documents_synced(struct device *);

/* keep.c: document may be NULL where kind needs only the topic. Finishing writes what is left. */
void device_keep(struct device *, enum store_change_kind kind, const char *topic,
		 const struct store_document *document);
void device_keep_now(struct device *);
void device_keep_tick(struct device *, int64_t mono_ms);
int64_t device_keep_due_ms(const struct device *);
void device_keep_finish(struct device *);

/* disk.c: notices a disk that hangs, and tells of taps on it that are of no use any more. */
#define DISK_HANGS_TEXT "The disk does not answer: nothing is kept until it does."
void device_disk_tick(struct device *, int64_t mono_ms);
int64_t device_disk_due_ms(const struct device *, int64_t mono_ms);

/* report.c: what it tells may have changed; a new connection has it said again. */
void device_report_changed(struct device *);
void device_report_anew(struct device *);
void device_report_tick(struct device *, int64_t mono_ms);
int64_t device_report_due_ms(const struct device *);

/* certificates.c: tells of those that end soon, once a day. */
void device_certificates(struct device *, const struct moment *now);

/*
 * leave.c: leaves once this device was removed, comes back once it is configured again; begins
 * another connection where the broker allowed too little in this one.
 */
void device_leave_tick(struct device *);
/* run.c; the loop has its signals and, as device->timer, one that calls on_due with data. */
bool device_open_loop(struct device *, void (*on_due)(void *data), void *data);
int device_watch_link(struct device *);
void device_watch_window(struct device *);
/* Draws what changed, and takes what the window has to tell, until there is neither. */
void device_show_and_look(struct device *);

/* facts.c: tells the core what this device is; and a fault, which is logged and told as its last.
 */
void device_facts(struct device *);
void device_fault(struct device *, const char *area, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* announce.c: this device's connection and its status. */
enum link_as {
	LINK_AS_DEVICE,   /* with a will */
	LINK_AS_LISTENER, /* it was removed, and has nothing to say */
	LINK_AS_VIEWER,   /* for a picture, beside the device itself */
};
struct link *device_link_open(const struct device *, enum link_as);
void device_announce(struct device *, bool online);
/* Says the status anew once nothing is unsent any more, where the last one said otherwise. */
void device_announce_sent(struct device *);

/* own.c: publishes on this device's own topic of a kind, retained; expiry_s -1 for none. */
int device_publish_own(struct device *, enum topic_kind, const char *payload, int64_t expiry_s);

/* counts.c, discovery.c: say what isn't said yet or is due. Cheap when there is nothing to say. */
void device_counts_tick(struct device *, const struct moment *now);
void device_discovery_tick(struct device *);

/* tally.c: a tally from the broker, of the device id, or the own one from the disk; what of the own
 * one isn't kept or said yet is. */
void device_hear_tally(struct device *, const char *id, const struct link_event *);
void device_restore_tally(struct device *, const char *payload);
void device_tally_tick(struct device *, int64_t mono_ms);
int64_t device_tally_due_ms(const struct device *);

/* command.c: a message on a command topic; the id of one that was done. */
void device_command(struct device *, const struct link_event *);
void device_remember_command(struct device *, const char *id);

/* screen.c: the picture, and touches on it. */
void device_draw(struct device *);
void device_touch_tick(struct device *, int64_t mono_ms);
void device_window_event(void *device, const struct window_event *event);
int64_t device_draw_due_ms(const struct device *, const struct moment *now);

/* Publishes on a topic relative to the office's root; expiry_s -1 for none. As link_publish. */
int device_publish(struct device *, const char *topic, const char *payload, bool retain,
		   int64_t expiry_s, int64_t number);

#endif
