/* What this device can tell whoever stands before it: address, broker, version, last error. */
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"

static bool write_address(const struct sockaddr *from, char to[FACT_SIZE])
{
	const void *address = NULL;

	if (from->sa_family == AF_INET)
		address = &((const struct sockaddr_in *)from)->sin_addr;
	else if (from->sa_family == AF_INET6)
		address = &((const struct sockaddr_in6 *)from)->sin6_addr;
	return address && inet_ntop(from->sa_family, address, to, FACT_SIZE);
}

static bool usable(const struct ifaddrs *entry, int family)
{
	return entry->ifa_addr && entry->ifa_addr->sa_family == family &&
	       (entry->ifa_flags & IFF_RUNNING) && !(entry->ifa_flags & IFF_LOOPBACK);
}

/* An IPv4 address, which is what people type; else an IPv6 one; else none. */
static void find_address(char to[FACT_SIZE])
{
	static const int families[] = {AF_INET, AF_INET6};
	struct ifaddrs *list;
	bool found = false;

	to[0] = '\0';
	if (getifaddrs(&list) != 0)
		return;
	for (int i = 0; i < 2; i++) {
		for (const struct ifaddrs *entry = list; entry && !found; entry = entry->ifa_next)
			found = usable(entry, families[i]) && write_address(entry->ifa_addr, to);
	}
	freeifaddrs(list);
}

void device_facts(struct device *device)
{
	const struct settings *settings = &device->options->settings;
	struct facts *facts = &device->facts;

	snprintf(facts->version, sizeof facts->version, "%s", PRAATJE_VERSION);
	snprintf(facts->broker, sizeof facts->broker, "%s:%d", settings->host, settings->port);
	find_address(facts->address);
	device_step(device, &(struct event){.kind = EVENT_FACTS, .facts = facts});
}

void device_fault(struct device *device, const char *area, const char *format, ...)
{
	struct facts *facts = &device->facts;
	struct moment now = clock_now();
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(facts->error, sizeof facts->error, format, arguments);
	va_end(arguments);
	facts->error_s = moment_trusted(&now) ? moment_wall_s(&now) : 0;
	log_error(area, "%s", facts->error);
	device_facts(device);
}
