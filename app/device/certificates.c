/* Certificates that end soon: told of once a day, while there is time to renew them. */
#include <stdio.h>
#include <time.h>

#include "device/device.h"
#include "protocol/status.h"

enum { DAY_S = 24 * 3600 };

static void look(struct device *device, int64_t now_s, int64_t ends_s, const char *whose,
		 const char *todo)
{
	time_t ends = (time_t)ends_s;
	char day[16];
	struct tm tm;

	if (!ends_s || ends_s - now_s >= STATUS_CERTIFICATE_AHEAD_S || !gmtime_r(&ends, &tm))
		return;
	strftime(day, sizeof day, "%Y-%m-%d", &tm);
	device_fault(device, "link", "%s certificate ends on %s: have an admin renew it (%s).",
		     whose, day, todo);
}

void device_certificates(struct device *device, const struct moment *now)
{
	struct device_certificates *certificates = &device->certificates;
	int64_t now_s = moment_wall_s(now);
	char todo[ID_SIZE + 32];

	if (!moment_trusted(now) || certificates->told_day == now_s / DAY_S)
		return;
	certificates->told_day = now_s / DAY_S;
	snprintf(todo, sizeof todo, "praatjectl device renew %s", device->options->settings.device);
	look(device, now_s, certificates->broker_s, "The broker's", "praatjectl broker renew");
	look(device, now_s, certificates->own_s, "Our", todo);
}
