#include "store/probation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/boot.h"
#include "store/folder.h"
#include "store/probation_file.h"

/* So that a thousand documents that came within a second cost one writing. */
enum { ROUND_MS = 1000, VERSION_SIZE = 65 };

struct probation {
	char path[FOLDER_PATH_MAX + 16];
	char version[VERSION_SIZE], boot[BOOT_SIZE];
	struct probation_run run; /* of those two */
	struct trial *trials;
	int count, room;
	int new_asides;
	bool changed; /* since it was written */
};

static struct trial *trial_find(const struct probation *probation, const char *topic,
				const char *hash)
{
	for (int i = 0; i < probation->count; i++) {
		struct trial *trial = &probation->trials[i];
		/* Hashes differ early, topics late. */
		if (strcmp(trial->document.hash, hash) == 0 &&
		    strcmp(trial->document.topic, topic) == 0)
			return trial;
	}
	return NULL;
}

static struct trial *trial_add(struct probation *probation, const struct trial *from)
{
	if (probation->count == probation->room) {
		int room = probation->room ? 2 * probation->room : 16;
		struct trial *trials =
		    realloc(probation->trials, (size_t)room * sizeof(*probation->trials));
		if (!trials)
			return NULL;
		probation->trials = trials;
		probation->room = room;
	}
	struct trial *trial = &probation->trials[probation->count++];
	*trial = *from;
	return trial;
}

static void trial_remove(struct probation *probation, struct trial *trial)
{
	*trial = probation->trials[--probation->count];
	probation->changed = true;
}

/* A later line about the same document says how it went on. */
static void found(void *data, const struct trial *trial)
{
	struct trial *known = trial_find(data, trial->document.topic, trial->document.hash);

	if (known)
		*known = *trial;
	else
		trial_add(data, trial);
}

static void judge(struct probation *probation, bool crashed)
{
	for (int i = 0; i < probation->count; i++) {
		struct trial *trial = &probation->trials[i];
		if (trial->state == TRIAL_ASIDE)
			continue;
		if (crashed && trial->state == TRIAL_RUNS)
			trial->crashes++;
		trial->state = TRIAL_WAITS;
		if (trial->crashes < PROBATION_CRASHES)
			continue;
		trial->state = TRIAL_ASIDE;
		probation->new_asides++;
	}
}

static int probation_save(struct probation *probation, bool ended, bool synced)
{
	probation->changed = false;
	return probation_write(probation->path, &probation->run, probation->trials,
			       probation->count, ended, synced);
}

struct probation *probation_open(const char *dir, const char *version, const char *boot)
{
	struct probation *probation = calloc(1, sizeof(*probation));

	if (!probation)
		return NULL;
	snprintf(probation->path, sizeof(probation->path), "%s/probation", dir);
	snprintf(probation->version, sizeof(probation->version), "%s", version);
	snprintf(probation->boot, sizeof(probation->boot), "%s", boot);
	probation->run =
	    (struct probation_run){.version = probation->version, .boot = probation->boot};
	bool ended = probation_read(probation->path, &probation->run, found, probation);
	judge(probation, !ended);
	probation_save(probation, false, probation->new_asides > 0);
	return probation;
}

void probation_close(struct probation *probation)
{
	if (!probation)
		return;
	probation_save(probation, true, false);
	free(probation->trials);
	free(probation);
}

int probation_new_asides(const struct probation *probation)
{
	return probation ? probation->new_asides : 0;
}

bool probation_aside(const struct probation *probation, const char *topic, const char *hash)
{
	const struct trial *trial = probation ? trial_find(probation, topic, hash) : NULL;

	return trial && trial->state == TRIAL_ASIDE;
}

int probation_begin(struct probation *probation, const char *topic, const char *hash,
		    int64_t mono_ms)
{
	struct trial begun = {.state = TRIAL_RUNS, .until_ms = mono_ms + PROBATION_MS};

	if (!probation)
		return 0;
	snprintf(begun.document.topic, sizeof(begun.document.topic), "%s", topic);
	snprintf(begun.document.hash, sizeof(begun.document.hash), "%s", hash);
	probation_end(probation, topic);
	struct trial *known = trial_find(probation, topic, hash);
	if (known) {
		begun.crashes = known->crashes;
		*known = begun;
	} else {
		trial_add(probation, &begun);
	}
	return probation_append(probation->path, &probation->run, &begun);
}

void probation_end(struct probation *probation, const char *topic)
{
	for (int i = 0; probation && i < probation->count; i++) {
		struct trial *trial = &probation->trials[i];
		if (trial->state != TRIAL_RUNS || strcmp(trial->document.topic, topic) != 0)
			continue;
		trial->state = TRIAL_WAITS;
		probation->changed = true;
		probation_append(probation->path, &probation->run, trial);
		if (!trial->crashes)
			trial_remove(probation, trial);
		return;
	}
}

int64_t probation_due_ms(const struct probation *probation)
{
	int64_t due_ms = INT64_MAX;

	for (int i = 0; probation && i < probation->count; i++) {
		const struct trial *trial = &probation->trials[i];
		if (trial->state == TRIAL_RUNS && trial->until_ms < due_ms)
			due_ms = trial->until_ms;
	}
	return due_ms == INT64_MAX ? due_ms : due_ms + ROUND_MS;
}

bool probation_next(struct probation *probation, int64_t mono_ms, struct probation_document *out)
{
	for (int i = 0; probation && i < probation->count; i++) {
		struct trial *trial = &probation->trials[i];
		if (trial->state != TRIAL_RUNS || trial->until_ms > mono_ms)
			continue;
		*out = trial->document;
		trial_remove(probation, trial);
		return true;
	}
	if (probation && probation->changed)
		probation_save(probation, false, false);
	return false;
}
