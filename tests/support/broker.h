/*
 * A mosquitto of the test's own on a free loopback port, in a folder of its own that goes with
 * it. It dies with the test, however that ends.
 */
#ifndef PRAATJE_TESTS_SUPPORT_BROKER_H
#define PRAATJE_TESTS_SUPPORT_BROKER_H

#include <stdbool.h>
#include <sys/types.h>

struct broker;

struct broker_options {
	/*
	 * More lines for the configuration, or NULL; in them %s stands for the broker's folder.
	 * Unless they say otherwise anyone may connect, and a million messages may be queued.
	 */
	const char *lines;
	bool persistent; /* retained messages survive broker_kill */
};

/* Whether there is a mosquitto on this machine. */
bool broker_available(void);

/* Chooses folder and port and writes the configuration; starts nothing. NULL on failure. */
struct broker *broker_create(const struct broker_options *options);
/* Ends the broker if it runs and removes its folder. NULL is accepted. */
void broker_destroy(struct broker *);

/* Starts it, again on the same port too, and waits until it takes connections. */
bool broker_start(struct broker *);

/* Ends it in order (SIGTERM) or at once (SIGKILL), and waits until it is gone. */
void broker_stop(struct broker *);
void broker_kill(struct broker *);

/* Takes it out of the scheduler (SIGSTOP) and puts it back. */
void broker_freeze(struct broker *);
void broker_thaw(struct broker *);

int broker_port(const struct broker *);
const char *broker_folder(const struct broker *);
pid_t broker_pid(const struct broker *); /* -1 while it does not run */

/* Writes a file into the broker's folder, such as an ACL; before broker_start. */
bool broker_write(const struct broker *, const char *name, const char *content);

#endif
