/*
 * Random interleavings of taps and mishaps over five devices: in the end all show and hold the
 * same, and it is what the rules say.
 *
 *     test_model [--from N] [--count N] [--seed N] [--trace] [--whole]
 *
 * Plays --count schedules, the first of seed --from. --seed plays one schedule, shrunk to what a
 * fault needs, which may be another one than the first; --whole: not shrunk. --trace tells what
 * happens.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

enum { SAMPLE = 10000, ALL = 1000000, FAULTS_SHOWN = 5 };

static struct world world;

static bool play(uint64_t seed, bool trace, bool whole)
{
	struct schedule schedule;

	schedule_make(&schedule, seed);
	schedule_play(&schedule, &world);
	if (!world.fault[0])
		return true;
	printf("seed %" PRIu64 ": %s\n", seed, world.fault);
	if (!whole) {
		schedule_shrink(&schedule, &world);
		printf("seed %" PRIu64 ": %d of the mishaps are enough: %s\n", seed, schedule.count,
		       world.fault);
	}
	world.trace = trace;
	if (trace)
		schedule_play(&schedule, &world);
	world.trace = false;
	return false;
}

static int play_all(uint64_t from, uint64_t count)
{
	uint64_t foretold = 0, seed = from;
	int faults = 0;

	for (; seed < from + count && faults < FAULTS_SHOWN; seed++) {
		faults += !play(seed, false, false);
		for (int i = 0; i < SUBJECTS; i++)
			foretold += !world.loose[i] && !world.wild;
	}
	printf("3j-model: %" PRIu64 " of %d schedules, the end of %" PRIu64
	       " subjects foretold by the rules\n",
	       seed - from, ALL, foretold);
	return faults ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	uint64_t from = 1, count = getenv("PRAATJE_TEST_ALL") ? ALL : SAMPLE, seed = 0;
	bool trace = false, whole = false;

	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;
		if (strcmp(argv[i], "--trace") == 0)
			trace = true;
		else if (strcmp(argv[i], "--whole") == 0)
			whole = true;
		else if (strcmp(argv[i], "--seed") == 0 && more)
			seed = strtoull(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--from") == 0 && more)
			from = strtoull(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--count") == 0 && more)
			count = strtoull(argv[++i], NULL, 10);
		else
			return 64;
	}
	if (!seed)
		return play_all(from, count);
	return play(seed, trace, whole) ? EXIT_SUCCESS : EXIT_FAILURE;
}
