/* Where a device without an identity finds a broker to ask. */
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>

#include "device/stranger_parts.h"

enum {
	BROWSE_AGAIN_MS = 15000, /* after a look around that found nothing */
	DEVICES_PORT = 8883,     /* of an address that says none */
};

/* If somebody else has the same, one of the two is thrown off and takes another. */
static void choose_user(struct stranger *stranger)
{
	struct topic answer = topic_make(TOPIC_PAIR_ANSWER, NULL, NULL);
	uint32_t chance = 0;

	if (stranger->ask.key)
		return;
	if (getrandom(&chance, sizeof chance, 0) < 0)
		chance = (uint32_t)loop_now_ms();
	snprintf(stranger->user, sizeof stranger->user, "%s%u", PAIR_USER, chance % PAIR_USERS + 1);
	snprintf(answer.rest, sizeof answer.rest, "%s", stranger->user);
	topic_format(&answer, stranger->answer_topic);
}

static void ask_at(struct stranger *stranger, const char *host, int port)
{
	struct device *device = &stranger->device;
	struct link_options options;

	choose_user(stranger);
	const struct link_subscription answers = {.filter = stranger->answer_topic};
	link_options_default(&options);
	options.host = host;
	options.port = port;
	options.client_id = options.user = stranger->user;
	options.password = PAIR_PASSWORD;
	options.tls = options.any_peer = true;
	options.session_expiry_s = 0;
	options.subscriptions = &answers;
	options.subscriptions_count = 1;
	device->link = link_create(&options);
	stranger->try_ms = INT64_MAX;
	if (!device->link || loop_watch(device->loop, link_fd(device->link), EPOLLIN,
					stranger_on_link, stranger) < 0)
		stranger_drop_link(stranger, STRANGER_AGAIN_MS);
}

static void on_browse(void *data, int fd, uint32_t events)
{
	struct stranger *stranger = data;
	char error[BROWSE_ERROR_SIZE];

	(void)events;
	int count = 0;
	struct browse_found found[BROWSE_FOUND_MAX];
	/* Before it is closed. */
	struct browse *browse = &stranger->browse;
	loop_unwatch(stranger->device.loop, fd);
	if (!browse_read(browse, found, &count, error)) {
		loop_watch(stranger->device.loop, fd, EPOLLIN, on_browse, stranger);
		return;
	}
	memcpy(stranger->found, found, sizeof found);
	stranger->found_count = count;
	stranger->found_next = 0;
	stranger->try_ms = count ? 0 : loop_now_ms() + BROWSE_AGAIN_MS;
	if (!count)
		stranger_show(stranger, ADOPTION_SEEKING,
			      error[0] ? error : "no broker announces itself on this network");
}

static void browse(struct stranger *stranger)
{
	char error[BROWSE_ERROR_SIZE] = "the network can't be looked around: no descriptors";

	stranger->try_ms = INT64_MAX;
	if (browse_start(&stranger->browse, error) == 0 &&
	    loop_watch(stranger->device.loop, stranger->browse.fd, EPOLLIN, on_browse, stranger) ==
		0)
		return;
	browse_stop(&stranger->browse);
	stranger_show(stranger, ADOPTION_SEEKING, error);
	stranger->try_ms = loop_now_ms() + BROWSE_AGAIN_MS;
}

void stranger_seek(struct stranger *stranger)
{
	const struct settings *settings = &stranger->device.options->settings;
	bool usual = settings->port == DEVICES_PORT;

	if (settings->address_given)
		ask_at(stranger, settings->host, usual ? PAIR_PORT : settings->port);
	else if (stranger->found_next < stranger->found_count) {
		const struct browse_found *found = &stranger->found[stranger->found_next++];
		ask_at(stranger, found->host, found->port);
	} else
		browse(stranger);
}
