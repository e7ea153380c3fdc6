/* Why a device refuses a command that it understood: the codes of answers, besides those of faults.
 */
#ifndef PRAATJE_PROTOCOL_REFUSAL_H
#define PRAATJE_PROTOCOL_REFUSAL_H

enum refusal {
	REFUSAL_UNKNOWN_COMMAND, /* unknown-command */
	REFUSAL_NO_BADGE_READER, /* no-badge-reader */
	REFUSAL_NO_BADGE,        /* no-badge */
	REFUSAL_REPLACED,        /* replaced */
	REFUSAL_NO_PICTURE,      /* no-picture */
	REFUSAL_TOO_LARGE,       /* too-large */
	REFUSAL_OUT_OF_MEMORY,   /* out-of-memory */
	REFUSAL_DISK_HANGS,      /* disk-hangs */
	REFUSAL_COUNT,
};

const char *refusal_name(enum refusal);
/* What it means, to be set beside the name in a list. */
const char *refusal_meaning(enum refusal);

#endif
