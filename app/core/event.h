/* What happens to an office (events) and what it wants done about it (effects). */
#ifndef PRAATJE_CORE_EVENT_H
#define PRAATJE_CORE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/adoption.h"
#include "core/aside.h"
#include "core/button.h"
#include "core/config.h"
#include "core/facts.h"
#include "core/id.h"
#include "core/statement.h"
#include "core/tally.h"
#include "core/target.h"

enum subject_kind {
	SUBJECT_PERSON, /* person/<id>/state */
	SUBJECT_PLACE,  /* place/<id>/someone */
};

enum event_kind {
	EVENT_TICK,         /* time went by: nothing else happened */
	EVENT_LINK_UP,      /* connected; retained messages begin to come */
	EVENT_LINK_SYNCED,  /* sync is back: everything retained has been seen */
	EVENT_LINK_DOWN,    /* the connection is lost, or a try failed */
	EVENT_STATEMENT,    /* a message on a state or someone topic */
	EVENT_ACKED,        /* the broker took the statement with v of subject */
	EVENT_REFUSED,      /* the broker refused it for good (0x87 and the like) */
	EVENT_UNSAID,       /* what was to be said of subject could not be handed to the link now */
	EVENT_KEPT,         /* the disk has the statement with v of subject */
	EVENT_UNKEPT,       /* the disk refused it */
	EVENT_RESTORED,     /* an unsent statement found on disk at start */
	EVENT_OFFICE,       /* config/office */
	EVENT_PERSON,       /* config/person/<id> */
	EVENT_DEVICE,       /* config/device/<id> */
	EVENT_TOUCH,        /* a target was tapped */
	EVENT_LONG_PRESS,   /* a target was held for 0.8 s */
	EVENT_WAKE,         /* a finger came down on a dark screen, or somebody moved before it */
	EVENT_BUTTON,       /* a button's contact closed or opened */
	EVENT_BUTTON_LEVEL, /* how a button's contact was found to be */
	EVENT_MOVEMENT,     /* somebody begins to move before the device (down), or ends */
	EVENT_BADGE,        /* a badge was held to the reader */
	EVENT_ENROLLED,     /* ... and an admin had waited for it */
	EVENT_ADOPTION,     /* how it gets on that belongs to no office yet */
	EVENT_FACTS,        /* what the device can say about itself has changed */
	EVENT_ASIDE,        /* an admin asks that it shows who it is, or can be cleaned */
	EVENT_BRIGHTNESS,   /* an admin asks for a brightness */
	EVENT_DISK,         /* the disk hangs, or answers again */
	EVENT_TALLY,        /* device/<id>/tally */
	EVENT_TALLY_KEPT,   /* this device's own, found on disk at start */
};

struct event {
	enum event_kind kind;
	enum subject_kind subject;         /* STATEMENT, ACKED, REFUSED, KEPT, RESTORED */
	char id[ID_SIZE];                  /* of the subject, person or device */
	int64_t v;                         /* ACKED, REFUSED, KEPT, UNKEPT */
	const struct statement *statement; /* STATEMENT, RESTORED; NULL: an empty message */
	int64_t expiry_s;                  /* STATEMENT: as the broker handed it; -1: none */
	bool implied;       /* RESTORED: a check-in that a first tap implied out of step */
	int64_t at_mono_ms; /* RESTORED: when it was tapped, this boot; -1: earlier boot; BUTTON:
			       when it was */
	const struct office_config *office; /* OFFICE; NULL: the document is gone */
	const struct person_config *person; /* PERSON; NULL: gone */
	const struct device_config *device; /* DEVICE; NULL: gone */
	/* OFFICE, PERSON, DEVICE: the broker has one, but the one in force stays as it is. */
	bool same;
	struct target target;      /* TOUCH, LONG_PRESS */
	const struct facts *facts; /* FACTS */
	enum button button;        /* BUTTON, BUTTON_LEVEL */
	bool down;                 /* BUTTON, BUTTON_LEVEL, MOVEMENT */
	const char *badge;         /* BADGE: its hash, as configuration has it */
	bool not_let_in;           /* LINK_DOWN: the broker refused this device */
	enum aside_kind aside;     /* ASIDE: IDENTIFY or CLEAN */
	int percent;               /* BRIGHTNESS: 0 to 100 */
	bool hangs;                /* DISK */
	const struct tally *tally; /* TALLY, TALLY_KEPT; NULL: the topic is empty */
	/* ADOPTION */
	const struct adoption *adoption;
};

enum effect_kind {
	EFFECT_SAY,    /* publish the statement, retained, with its expiry */
	EFFECT_CLEAR,  /* publish an empty retained message */
	EFFECT_KEEP,   /* put the unsent statement on disk, instead of an older one */
	EFFECT_FORGET, /* take the subject's unsent statement with this v off the disk */
};

struct effect {
	enum effect_kind kind;
	enum subject_kind subject;
	char id[ID_SIZE];
	struct statement statement; /* FORGET: only v counts */
	bool implied;               /* KEEP */
	int64_t at_mono_ms;         /* KEEP */
};

enum { EFFECTS_MAX = 64 };

struct effects {
	int count;
	struct effect list[EFFECTS_MAX];
	bool redraw; /* what is on the screen may have changed */
};

#endif
