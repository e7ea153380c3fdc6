#include "store/probation_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/folder.h"

/*
 * The first line is the version, the second the boot, the last one of a run that ended as it was
 * told to is "ended"; each other: state, crashes, topic, hash.
 */
static const char *const states[] = {
    [TRIAL_WAITS] = "waits", [TRIAL_RUNS] = "runs", [TRIAL_ASIDE] = "aside"};

enum { LINE_SIZE = 256, STATES = sizeof(states) / sizeof(*states) };

static bool line_parse(const char *line, struct trial *trial)
{
	char state[8];

	*trial = (struct trial){.state = TRIAL_WAITS};
	if (sscanf(line, "%7s %d %63s %64s", state, &trial->crashes, trial->document.topic,
		   trial->document.hash) != 4)
		return false;
	for (int i = 0; i < STATES; i++) {
		if (strcmp(state, states[i]) != 0)
			continue;
		trial->state = (enum trial_state)i;
		return true;
	}
	return false;
}

static bool line_read(FILE *file, char line[LINE_SIZE])
{
	if (!fgets(line, LINE_SIZE, file))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

static void head_write(FILE *file, const struct probation_run *run)
{
	fprintf(file, "%s\n%s\n", run->version, run->boot);
}

/* Boots that aren't known count as the same. */
static bool boot_other(const char *one, const char *two)
{
	return one[0] && two[0] && strcmp(one, two) != 0;
}

bool probation_read(const char *path, const struct probation_run *run,
		    void (*found)(void *data, const struct trial *), void *data)
{
	FILE *file = fopen(path, "re");
	char line[LINE_SIZE];
	struct trial trial;
	bool ended = false, same, gone;

	if (!file)
		return true;
	same = line_read(file, line) && strcmp(line, run->version) == 0;
	gone = same && line_read(file, line) && boot_other(line, run->boot);
	while (same && line_read(file, line)) {
		ended = strcmp(line, "ended") == 0;
		if (line_parse(line, &trial))
			found(data, &trial);
	}
	fclose(file);
	return ended || gone;
}

static void line_write(FILE *file, const struct trial *trial)
{
	fprintf(file, "%s %d %s %s\n", states[trial->state], trial->crashes, trial->document.topic,
		trial->document.hash);
}

/* 0 or -errno; the file is closed either way. */
static int file_finish(FILE *file, bool synced)
{
	int error = fflush(file) ? -errno : 0;

	if (!error && synced && fsync(fileno(file)) < 0)
		error = -errno;
	if (fclose(file) && !error)
		error = -errno;
	return error;
}

static FILE *file_open(const char *path, int flags)
{
	int fd = open(path, flags | O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	return fd < 0 ? NULL : fdopen(fd, flags & O_APPEND ? "a" : "w");
}

int probation_write(const char *path, const struct probation_run *run, const struct trial *trials,
		    int count, bool ended, bool synced)
{
	char anew[FOLDER_PATH_MAX + 32];

	if (count == 0)
		return unlink(path) < 0 && errno != ENOENT ? -errno : 0;
	snprintf(anew, sizeof(anew), "%s.new", path);
	FILE *file = file_open(anew, O_TRUNC);
	if (!file)
		return -errno;
	head_write(file, run);
	for (int i = 0; i < count; i++)
		line_write(file, &trials[i]);
	if (ended)
		fprintf(file, "ended\n");
	int error = file_finish(file, synced);
	return error ? error : rename(anew, path) < 0 ? -errno : 0;
}

int probation_append(const char *path, const struct probation_run *run, const struct trial *trial)
{
	struct stat status;
	FILE *file = file_open(path, O_APPEND);

	if (!file)
		return -errno;
	if (fstat(fileno(file), &status) == 0 && status.st_size == 0)
		head_write(file, run);
	line_write(file, trial);
	return file_finish(file, false);
}
