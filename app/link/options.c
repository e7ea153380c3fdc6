#include "link/options.h"

#include <stdlib.h>
#include <string.h>

void link_options_default(struct link_options *options)
{
	*options = (struct link_options){
	    .port = 1883,
	    .keep_alive_s = 60,
	    .session_expiry_s = 60,
	    .will_delay_s = 20,
	    .will_expiry_s = 30 * 24 * 3600,
	    .wait_min_ms = 500,
	    .wait_max_ms = 15000,
	    .ack_limit_ms = 5000,
	};
}

static bool text_copy(const char **to, const char *from)
{
	*to = from ? strdup(from) : NULL;
	return !from || *to;
}

static bool subscriptions_copy(struct link_options *to, const struct link_options *from)
{
	struct link_subscription *copies =
	    calloc((size_t)from->subscriptions_count + 1, sizeof(*copies));
	bool copied = copies;

	to->subscriptions = copies;
	to->subscriptions_count = copies ? from->subscriptions_count : 0;
	for (int i = 0; i < to->subscriptions_count; i++) {
		copies[i].retain_as_published = from->subscriptions[i].retain_as_published;
		copied = text_copy(&copies[i].filter, from->subscriptions[i].filter) && copied;
	}
	return copied;
}

bool link_options_copy(struct link_options *to, const struct link_options *from)
{
	*to = *from;
	bool copied = text_copy(&to->host, from->host);
	copied = text_copy(&to->client_id, from->client_id) && copied;
	copied = text_copy(&to->user, from->user) && copied;
	copied = text_copy(&to->password, from->password) && copied;
	copied = text_copy(&to->ca_file, from->ca_file) && copied;
	copied = text_copy(&to->certificate, from->certificate) && copied;
	copied = text_copy(&to->key, from->key) && copied;
	copied = text_copy(&to->sync_topic, from->sync_topic) && copied;
	copied = text_copy(&to->will_topic, from->will_topic) && copied;
	return subscriptions_copy(to, from) && copied;
}

void link_options_finish(struct link_options *options)
{
	for (int i = 0; i < options->subscriptions_count; i++)
		free((void *)options->subscriptions[i].filter);
	free((void *)options->subscriptions);
	free((void *)options->host);
	free((void *)options->client_id);
	free((void *)options->user);
	free((void *)options->password);
	free((void *)options->ca_file);
	free((void *)options->certificate);
	free((void *)options->key);
	free((void *)options->sync_topic);
	free((void *)options->will_topic);
}
