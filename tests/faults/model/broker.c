/* Brokers as they are: retained messages that expire, queues a client, and a bridge that copies. */
#include <string.h>

#include "world.h"

enum { SESSION_MS = 60 * 1000 };

static int64_t delay_ms(struct world *world, const struct site *site)
{
	if (world->calm)
		return world_chance(world, 1, 20);
	if (site && site->slow)
		return world_chance(world, 100, 4000);
	return world_one_in(world, 12) ? world_chance(world, 1, 2500) : world_chance(world, 1, 40);
}

const struct letter *broker_holds(const struct world *world, int number, int subject)
{
	const struct broker *broker = &world->brokers[number];

	if (!broker->held[subject] || broker->letters[subject].expires_ms <= world->now_ms)
		return NULL;
	return &broker->letters[subject];
}

static void deliver(struct world *world, struct site *site, const struct letter *letter)
{
	bool waits = !site->connected && world->now_ms < site->session_ends_ms;

	if (site->connected || waits)
		queue_put(world, &site->down, PACKET_LETTER, delay_ms(world, site))->letter =
		    *letter;
}

static void retain(struct world *world, int number, const struct letter *letter)
{
	struct broker *broker = &world->brokers[number];

	broker->held[letter->subject] = !letter->empty;
	broker->letters[letter->subject] = *letter;
	for (int i = 0; i < SITES; i++) {
		if (world->sites[i].broker == number && world->sites[i].office)
			deliver(world, &world->sites[i], letter);
	}
}

static void forward(struct world *world, int from, const struct letter *letter)
{
	if (world->bridged && !world->parted)
		queue_put(world, &world->brokers[from].to_other, PACKET_LETTER,
			  delay_ms(world, NULL))
		    ->letter = *letter;
}

void broker_take(struct world *world, struct site *site, const struct packet *packet)
{
	const struct letter *letter = &packet->letter;
	enum packet_kind answer = site->denied ? PACKET_REFUSED : PACKET_ACKED;
	bool answer_first = world_one_in(world, 2);

	site->was_denied |= site->denied;
	for (int turn = 0; turn < 2; turn++) {
		if ((turn == 0) == answer_first) {
			struct packet *to =
			    queue_put(world, &site->down, answer, delay_ms(world, site));
			to->letter.subject = letter->subject;
			to->letter.empty = letter->empty;
			to->v = packet->v;
		} else if (!site->denied) {
			retain(world, site->broker, letter);
			forward(world, site->broker, letter);
		}
	}
	if (!site->denied) {
		rules_arrived(world, letter);
		rules_emptied(world, letter);
	}
}

void broker_bridge(struct world *world, int from, const struct packet *packet)
{
	if (!world->parted && packet->letter.expires_ms > world->now_ms)
		retain(world, !from, &packet->letter);
}

void broker_stray(struct world *world, int number, const struct letter *letter)
{
	rules_arrived(world, letter);
	retain(world, number, letter);
	forward(world, number, letter);
}

/* Each side is handed what the other one retains: old and new change places. */
void broker_join(struct world *world)
{
	if (!world->parted)
		return;
	world->parted = false;
	for (int from = 0; from < BROKERS; from++) {
		for (int subject = 0; subject < SUBJECTS; subject++) {
			const struct letter *letter = broker_holds(world, from, subject);
			if (letter)
				forward(world, from, letter);
		}
	}
}

void broker_connect(struct world *world, struct site *site)
{
	struct queue waiting = {0};
	bool resumed = world->now_ms < site->session_ends_ms;

	if (resumed)
		waiting = site->down;
	queue_empty(&site->down);
	queue_empty(&site->up);
	site->connected = true;
	site->was_denied = false;
	site->up_at_ms = INT64_MAX;
	queue_put(world, &site->down, PACKET_UP, delay_ms(world, site));
	while (waiting.count) {
		struct packet packet = queue_take(&waiting);
		if (packet.kind == PACKET_LETTER && packet.letter.expires_ms > world->now_ms)
			deliver(world, site, &packet.letter);
	}
	queue_put(world, &site->down, PACKET_CONFIG, delay_ms(world, site));
	for (int subject = 0; subject < SUBJECTS; subject++) {
		const struct letter *letter = broker_holds(world, site->broker, subject);
		if (letter)
			deliver(world, site, letter);
	}
	queue_put(world, &site->down, PACKET_SYNCED, delay_ms(world, site));
}

/* Some of what was under way arrives still, and its answers never. */
void broker_drop(struct world *world, struct site *site)
{
	if (!site->connected)
		return;
	int arrive = (int)world_chance(world, 0, site->up.count);
	while (arrive-- > 0) {
		struct packet packet = queue_take(&site->up);
		broker_take(world, site, &packet);
	}
	queue_empty(&site->up);
	site->connected = false;
	site->session_ends_ms = world->now_ms + SESSION_MS;
}

void broker_restart(struct world *world, int number, int64_t lose_one_in)
{
	struct broker *broker = &world->brokers[number];

	for (int subject = 0; lose_one_in && subject < SUBJECTS; subject++) {
		if (!world_one_in(world, lose_one_in) || !broker->held[subject])
			continue;
		broker->held[subject] = false;
		world->loose[subject] = true;
		world_trace(world, "broker %d lost %s", number, subject_name(subject));
	}
	for (int i = 0; i < SITES; i++) {
		struct site *site = &world->sites[i];
		if (site->broker != number)
			continue;
		broker_drop(world, site);
		site->session_ends_ms = 0;
		queue_empty(&site->down);
		site_connect_later(world, site, world_chance(world, 200, 20000));
	}
	queue_empty(&broker->to_other);
	if (world->bridged && !world->parted) {
		world->parted = true;
		broker_join(world);
	}
}
