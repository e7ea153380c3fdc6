#include "device/clock.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

enum { RTC_TOLERANCE_S = 60, RTC_LOOK_MS = 60 * 1000 };

static char saved_path[4096];
static int64_t floor_s = PRAATJE_BUILD_TIME;

void clock_start(const char *state_dir)
{
	struct stat status;

	saved_path[0] = '\0';
	if (!state_dir)
		return;
	int length = snprintf(saved_path, sizeof saved_path, "%s/clock", state_dir);
	if (length < 0 || (size_t)length >= sizeof saved_path)
		saved_path[0] = '\0';
	else if (stat(saved_path, &status) == 0 && status.st_mtime > floor_s)
		floor_s = status.st_mtime;
}

static bool rtc_agrees(const char *path, int64_t now_s)
{
	FILE *file = fopen(path, "re");
	long long since_epoch = 0;

	if (!file)
		return false;
	bool read = fscanf(file, "%lld", &since_epoch) == 1;
	fclose(file);
	return read && llabs(since_epoch - now_s) <= RTC_TOLERANCE_S;
}

/* A Pi restores its saved time at boot and runs on from there: only a hardware clock tells. */
static bool borne_out(int64_t now_s)
{
	glob_t found;
	bool agrees = false;

	if (access("/proc/device-tree/model", F_OK) != 0)
		return true;
	if (glob("/sys/class/rtc/*/since_epoch", 0, NULL, &found) != 0)
		return false;
	for (size_t i = 0; i < found.gl_pathc && !agrees; i++)
		agrees = rtc_agrees(found.gl_pathv[i], now_s);
	globfree(&found);
	return agrees;
}

static enum clock_trust trust(const struct moment *now)
{
	static int64_t looked_ms = -RTC_LOOK_MS;
	static bool rtc;
	struct timex timex = {.modes = 0};

	/* A sandbox may forbid even to ask: then nobody said that it is synchronised. */
	int state = adjtimex(&timex);
	if (state >= 0 && state != TIME_ERROR && !(timex.status & STA_UNSYNC))
		return CLOCK_SYNCED;
	if (moment_wall_s(now) < floor_s)
		return CLOCK_NONE;
	if (now->mono_ms - looked_ms >= RTC_LOOK_MS) {
		looked_ms = now->mono_ms;
		rtc = borne_out(moment_wall_s(now));
	}
	return rtc ? CLOCK_RTC : CLOCK_NONE;
}

static int64_t read_ms(clockid_t id)
{
	struct timespec time;

	clock_gettime(id, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct moment clock_now(void)
{
	struct moment now = {
	    .wall_ms = read_ms(CLOCK_REALTIME),
	    .mono_ms = read_ms(CLOCK_MONOTONIC),
	};
	now.clock = trust(&now);
	return now;
}

void clock_save(void)
{
	struct moment now = clock_now();

	if (!saved_path[0] || !moment_trusted(&now))
		return;
	int fd = open(saved_path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	futimens(fd, NULL);
	close(fd);
}
