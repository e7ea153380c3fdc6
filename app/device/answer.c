/* Answers to commands. */
#include <stdlib.h>
#include <string.h>

#include "device/log.h"
#include "device/order.h"
#include "protocol/topic.h"

enum { ANSWER_EXPIRY_S = 30 };

/* Answers go where the command says, but only under reply/ of this office's root. */
static const char *answer_topic(const struct order *order, char own[TOPIC_TEXT_SIZE])
{
	struct topic topic;
	const struct settings *settings = &order->device->options->settings;
	const char *response = order->asked->response_topic;

	if (response && topic_parse(settings->office, response, &topic) &&
	    topic.kind == TOPIC_REPLY)
		return response;
	topic = topic_make(TOPIC_ANSWER, settings->office, settings->device);
	topic_format(&topic, own);
	return own;
}

void order_answer(const struct order *order, const struct answer *answer)
{
	char own[TOPIC_TEXT_SIZE];
	char *payload = answer_encode(answer);

	if (!payload) {
		order_refuse(order, REFUSAL_TOO_LARGE, "The answer would be longer than 1 MiB.");
		return;
	}
	int result = link_publish(order->device->link,
				  &(struct link_publication){
				      .topic = answer_topic(order, own),
				      .payload = payload,
				      .payload_size = strlen(payload),
				      .expiry_s = ANSWER_EXPIRY_S,
				      .correlation = order->asked->correlation,
				      .correlation_size = order->asked->correlation_size,
				  });
	if (result < 0)
		log_warning("link", "an answer could not be sent: %s", strerror(-result));
	free(payload);
}

void order_done(const struct order *order)
{
	order_answer(order, &(struct answer){.id = order->command->id, .ok = true});
}

void order_refuse_code(const struct order *order, const char *code, const char *message)
{
	order_answer(order,
		     &(struct answer){.id = order->command->id, .code = code, .message = message});
}

void order_refuse(const struct order *order, enum refusal refusal, const char *message)
{
	order_refuse_code(order, refusal_name(refusal), message);
}
