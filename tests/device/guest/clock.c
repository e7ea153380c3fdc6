/* clock SECONDS: sets the time (seconds since 1970), and tells the kernel that it is right. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/timex.h>
#include <time.h>

int main(int count, char **arguments)
{
	struct timespec now = {.tv_sec = count == 2 ? atoll(arguments[1]) : 0};
	struct timex synced = {.modes = ADJ_STATUS | ADJ_MAXERROR | ADJ_ESTERROR};

	if (count != 2 || clock_settime(CLOCK_REALTIME, &now) != 0 || adjtimex(&synced) < 0) {
		perror("clock");
		return 1;
	}
	return 0;
}
