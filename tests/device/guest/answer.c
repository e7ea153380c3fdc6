/*
 * answer PULL_FILE VALUE_FILE COUNT: presses a button COUNT times and prints, in microseconds and
 * sorted, how long it took each time until the lamp (a line of gpio-sim) changed. A press is short,
 * however long the answer takes: held, it would take itself back.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { COUNT_MAX = 100, LIMIT_US = 60000000, HELD_US = 60000, REST_US = 1300000 };

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static char lamp(int value)
{
	char level = '?';

	return pread(value, &level, 1, 0) == 1 ? level : '?';
}

static bool move(int pull, const char *level)
{
	return pwrite(pull, level, strlen(level), 0) > 0;
}

static int64_t press(int pull, int value)
{
	char before = lamp(value);
	int64_t began = now_us(), took = -1, now = began;
	bool closed = move(pull, "pull-down"), good = closed;

	while (good && (closed || took < 0) && now - began < LIMIT_US) {
		usleep(20);
		now = now_us();
		if (took < 0 && lamp(value) != before)
			took = now - began;
		if (closed && now - began > HELD_US) {
			good = move(pull, "pull-up");
			closed = false;
		}
	}
	usleep(REST_US);
	return good ? took : -1;
}

static int by_size(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

int main(int count, char **arguments)
{
	int pull = count == 4 ? open(arguments[1], O_WRONLY) : -1;
	int value = count == 4 ? open(arguments[2], O_RDONLY) : -1;
	int times = count == 4 ? atoi(arguments[3]) : 0;
	int64_t took[COUNT_MAX];

	if (pull < 0 || value < 0 || times < 1 || times > COUNT_MAX)
		return 64;
	for (int i = 0; i < times; i++) {
		took[i] = press(pull, value);
		if (took[i] < 0)
			return 1;
	}
	qsort(took, (size_t)times, sizeof took[0], by_size);
	for (int i = 0; i < times; i++)
		printf("%lld ", (long long)took[i]);
	puts("");
	return 0;
}
