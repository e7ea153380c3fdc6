/*
 * train PULL_FILE GAP_US...: closes a contact of gpio-sim (active low) and opens it again in turn,
 * waiting GAP_US after each; ends with whatever was last.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
	int pull = count > 2 ? open(arguments[1], O_WRONLY) : -1;

	for (int i = 2; i < count; i++) {
		const char *level = i % 2 ? "pull-up" : "pull-down";

		if (pwrite(pull, level, strlen(level), 0) < 0) {
			perror("train");
			return 1;
		}
		usleep((useconds_t)atoi(arguments[i]));
	}
	return count > 2 ? 0 : 64;
}
