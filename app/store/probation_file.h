/* The book of probation as lines of a file. For probation.c. */
#ifndef PRAATJE_STORE_PROBATION_FILE_H
#define PRAATJE_STORE_PROBATION_FILE_H

#include "store/probation.h"

enum trial_state {
	TRIAL_WAITS, /* not in force in this run so far */
	TRIAL_RUNS,  /* in force, and new */
	TRIAL_ASIDE, /* not to be used */
};

/* Whose book it is. */
struct probation_run {
	const char *version; /* of the program */
	const char *boot;    /* "": not known */
};

struct trial {
	struct probation_document document;
	enum trial_state state;
	int crashes;
	int64_t until_ms; /* RUNS: monotonic */
};

/*
 * Reads the file at path, written by the same version of the program, and calls found for each
 * line. True: the run that wrote it ended as it was told to or with its boot, or there was none.
 */
bool probation_read(const char *path, const struct probation_run *,
		    void (*found)(void *data, const struct trial *), void *data);

/*
 * Writes all anew, or removes the file when there are none; ended: by a run that ends now. synced:
 * it is to outlive the machine. 0 or -errno.
 */
int probation_write(const char *path, const struct probation_run *, const struct trial *, int count,
		    bool ended, bool synced);

/* Adds one line. 0 or -errno. */
int probation_append(const char *path, const struct probation_run *, const struct trial *);

#endif
