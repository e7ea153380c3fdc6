/* The topics of the contract, both ways. */
#ifndef PRAATJE_PROTOCOL_TOPIC_H
#define PRAATJE_PROTOCOL_TOPIC_H

#include <stdbool.h>
#include <stddef.h>

#include "core/id.h"

enum {
	TOPIC_USER_SIZE = 129,
	TOPIC_REST_SIZE = 129,
	TOPIC_TEXT_SIZE = 384, /* holds every topic, and its NUL */
};

enum topic_kind {
	TOPIC_CONFIG_OFFICE, /* config/office */
	TOPIC_CONFIG_PERSON, /* config/person/<id> */
	TOPIC_CONFIG_DEVICE, /* config/device/<id> */
	TOPIC_STATE,         /* person/<id>/state */
	TOPIC_SOMEONE,       /* place/<id>/someone */
	TOPIC_STATUS,        /* device/<id>/status */
	TOPIC_REPORT,        /* device/<id>/report */
	TOPIC_COUNTS,        /* device/<id>/counts */
	TOPIC_TALLY,         /* device/<id>/tally */
	TOPIC_SYNC,          /* device/<id>/sync */
	TOPIC_COMMAND,       /* device/<id>/command */
	TOPIC_ANSWER,        /* device/<id>/answer */
	TOPIC_COMMAND_ALL,   /* device/all/command */
	TOPIC_REPLY,         /* reply/<user>/<rest> */
	TOPIC_DISCOVERY,     /* homeassistant/device/praatje-<office>-<id>/config */
	TOPIC_PAIR_ASK,      /* praatje/1/-/pair/<rest>/ask */
	TOPIC_PAIR_ANSWER,   /* praatje/1/-/pair/<rest>/answer */
	TOPIC_KIND_COUNT,
};

/*
 * All but the last three lie under the root praatje/1/<office>/. A device can't be called
 * "all", nor an office "-": those words have a meaning of their own.
 */
struct topic {
	enum topic_kind kind;
	char office[ID_SIZE];       /* empty: relative, or pairing */
	char id[ID_SIZE];           /* of the person, place or device; else empty */
	char user[TOPIC_USER_SIZE]; /* REPLY: a user name; else empty */
	char rest[TOPIC_REST_SIZE]; /* REPLY: what follows, one level or more; pairing: the nonce */
};

/*
 * Reads a whole topic. office: topics of other offices aren't known; NULL: of any office, but
 * then discovery topics aren't known either, as ids may contain the "-" that parts them.
 */
bool topic_parse(const char *office, const char *text, struct topic *out);

/* Reads a topic relative to an office's root, such as "config/office"; office stays empty. */
bool topic_parse_relative(const char *text, struct topic *out);

/*
 * Writes the topic whole, or relative to the root (which discovery and pairing topics can't
 * be). False, with an empty text, when an id, the office, user or rest doesn't fit the kind.
 */
bool topic_format(const struct topic *, char to[TOPIC_TEXT_SIZE]);
bool topic_format_relative(const struct topic *, char to[TOPIC_TEXT_SIZE]);

/* Short for the struct: kind in office (NULL or "" for relative use) about id (NULL: none). */
struct topic topic_make(enum topic_kind kind, const char *office, const char *id);

/* Whether text may be a user in reply/<user>/...: one level without wildcards. */
bool topic_user_valid(const char *text);

/* Whether text may be the nonce of a pairing: 1 to 64 of letters, digits and "-". */
bool topic_nonce_valid(const char *text);

#endif
