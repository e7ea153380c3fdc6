#include "world.h"

void queue_empty(struct queue *queue)
{
	queue->first = queue->count = 0;
	queue->last_ms = 0;
}

struct packet *queue_put(struct world *world, struct queue *queue, enum packet_kind kind,
			 int64_t delay_ms)
{
	if (queue->count == QUEUE_MAX) {
		world_fault(world, "a storm: %d messages wait", QUEUE_MAX);
		queue_empty(queue);
	}
	struct packet *packet = &queue->list[(queue->first + queue->count++) % QUEUE_MAX];
	packet->kind = kind;
	packet->at_ms = world->now_ms + delay_ms;
	if (packet->at_ms < queue->last_ms)
		packet->at_ms = queue->last_ms;
	queue->last_ms = packet->at_ms;
	packet->letter.empty = false;
	packet->v = 0;
	packet->implied = false;
	return packet;
}

int64_t queue_due_ms(const struct queue *queue)
{
	return queue->count ? queue->list[queue->first].at_ms : INT64_MAX;
}

struct packet queue_take(struct queue *queue)
{
	struct packet packet = queue->list[queue->first];

	queue->first = (queue->first + 1) % QUEUE_MAX;
	queue->count--;
	return packet;
}
