#include "play.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { UTC_OFFSET_S = 3600 };

int64_t play_time_s(int hour, int minute)
{
	return civil_days(2026, 11, 23) * 86400 + hour * 3600 + minute * 60 - UTC_OFFSET_S;
}

void play_init(struct play *play, int hour, int minute)
{
	*play = (struct play){.mono_ms = 1000000, .wall_ms = play_time_s(hour, minute) * 1000};
	office_config_default(&play->config);
	play->config.zone.count = 1;
	play->config.zone.spans[0] = (struct zone_span){0, UTC_OFFSET_S};
}

void play_finish(struct play *play)
{
	for (int i = 0; i < play->players_count; i++)
		office_destroy(play->players[i].office);
}

struct moment play_now(const struct player *player)
{
	return (struct moment){
	    .wall_ms = player->play->wall_ms + player->skew_ms,
	    .mono_ms = player->play->mono_ms,
	    .clock = player->clock,
	};
}

static struct message *find_retained(struct play *play, enum subject_kind kind, const char *id)
{
	for (int i = 0; i < play->retained_count; i++) {
		struct message *message = &play->retained[i];
		if (message->subject == kind && strcmp(message->id, id) == 0)
			return message;
	}
	return NULL;
}

const struct statement *play_held(const struct play *play, enum subject_kind kind, const char *id)
{
	const struct message *message = find_retained((struct play *)play, kind, id);
	if (!message || message->empty || message->expires_ms <= play->mono_ms)
		return NULL;
	return &message->statement;
}

static void deliver(struct player *player, const struct message *message)
{
	struct event event = {
	    .kind = EVENT_STATEMENT,
	    .subject = message->subject,
	    .statement = message->empty ? NULL : &message->statement,
	    .expiry_s = (message->expires_ms - player->play->mono_ms) / 1000,
	};
	id_copy(event.id, message->id);
	play_step(player, &event);
}

static void retain(struct play *play, const struct message *message)
{
	struct message *slot = find_retained(play, message->subject, message->id);
	if (!slot) {
		assert(play->retained_count < MESSAGES_MAX);
		slot = &play->retained[play->retained_count++];
	}
	*slot = *message;
	struct message copy = *message;
	for (int i = 0; i < play->players_count; i++) {
		if (play->players[i].connected)
			deliver(&play->players[i], &copy);
	}
}

void play_publish(struct play *play, enum subject_kind kind, const char *id,
		  const struct statement *statement)
{
	struct message message = {.subject = kind, .empty = !statement};

	id_copy(message.id, id);
	if (statement)
		message.statement = *statement;
	int64_t expiry_s = statement && statement->expiry >= 0 ? statement->expiry : 1 << 30;
	message.expires_ms = play->mono_ms + expiry_s * 1000;
	retain(play, &message);
}

struct statement play_word(const struct play *play, int64_t v, const char *by,
			   enum presence presence)
{
	struct statement statement;

	statement_init(&statement);
	statement.v = v;
	id_copy(statement.by, by);
	statement.presence = presence;
	statement.since = play->wall_ms / 1000;
	statement.ends = play_time_s(18, 30);
	statement.expiry = statement.ends - statement.since;
	if (presence == PRESENCE_OPEN) {
		id_copy(statement.kind, "chat");
		statement.until = statement.since + 1800;
		statement.left = 1800;
	}
	return statement;
}

static void answer_from_disk(struct player *player, const struct effect *effect,
			     enum event_kind kind)
{
	struct event event = {.kind = kind, .subject = effect->subject, .v = effect->statement.v};

	id_copy(event.id, effect->id);
	play_step(player, &event);
}

static void keep(struct player *player, const struct effect *effect)
{
	int i = 0;

	if (player->disk_hangs)
		return;
	if (player->disk_full) {
		answer_from_disk(player, effect, EVENT_UNKEPT);
		return;
	}
	while (i < player->kept_count && (player->kept[i].subject != effect->subject ||
					  strcmp(player->kept[i].id, effect->id) != 0))
		i++;
	assert(i < DISK_MAX);
	player->kept[i] = *effect;
	player->kept_count = i == player->kept_count ? i + 1 : player->kept_count;
	answer_from_disk(player, effect, EVENT_KEPT);
}

static void forget(struct player *player, const struct effect *effect)
{
	for (int i = 0; i < player->kept_count; i++) {
		struct effect *kept = &player->kept[i];
		if (kept->subject == effect->subject && strcmp(kept->id, effect->id) == 0 &&
		    kept->statement.v <= effect->statement.v)
			*kept = player->kept[--player->kept_count];
	}
}

static void publish(struct player *player, const struct effect *effect)
{
	struct play *play = player->play;
	bool clear = effect->kind == EFFECT_CLEAR;
	struct event event = {.kind = play->denies ? EVENT_REFUSED : EVENT_ACKED,
			      .subject = effect->subject,
			      .v = effect->statement.v};

	assert(player->connected);
	if (play->mute)
		return;
	player->said += !clear;
	player->cleared += clear;
	id_copy(event.id, effect->id);
	if (!play->denies)
		play_publish(play, effect->subject, effect->id, clear ? NULL : &effect->statement);
	if (!clear)
		play_step(player, &event);
}

void play_step(struct player *player, const struct event *event)
{
	struct effects *effects = malloc(sizeof *effects);

	assert(effects);
	core_step(player->office, event, play_now(player), effects);
	player->redraw = effects->redraw;
	for (int i = 0; i < effects->count; i++) {
		const struct effect *effect = &effects->list[i];
		if (effect->kind == EFFECT_KEEP && player->disk)
			keep(player, effect);
		else if (effect->kind == EFFECT_FORGET)
			forget(player, effect);
	}
	/* The broker answers at once here, and never before the disk was asked. */
	for (int i = 0; i < effects->count; i++) {
		const struct effect *effect = &effects->list[i];
		if (effect->kind == EFFECT_SAY || effect->kind == EFFECT_CLEAR)
			publish(player, effect);
	}
	free(effects);
}

void play_person(struct play *play, const char *id, const char *name)
{
	assert(play->people_count < PLAY_PEOPLE_MAX);
	id_copy(play->people[play->people_count].id, id);
	struct person_config *config = &play->people[play->people_count++].config;
	person_config_default(config);
	strcpy(config->name, name);
	strcpy(config->sort, name);
}

static struct office *make_office(struct player *player, const char *id, enum role role)
{
	struct device_config options;
	struct moment now = play_now(player);

	device_config_default(&options);
	options.role = role;
	return office_create("demo", id, &options, (uint64_t)player->play->players_count * 77 + 5,
			     &now);
}

struct player *play_device(struct play *play, const char *id, enum role role)
{
	assert(play->players_count < PLAYERS_MAX);
	struct player *player = &play->players[play->players_count++];
	*player = (struct player){.play = play, .disk = true, .clock = CLOCK_SYNCED};
	player->office = make_office(player, id, role);
	assert(player->office);
	return player;
}

static void configure(struct player *player)
{
	struct play *play = player->play;

	play_step(player, &(struct event){.kind = EVENT_OFFICE, .office = &play->config});
	for (int i = 0; i < play->people_count; i++) {
		struct event event = {.kind = EVENT_PERSON, .person = &play->people[i].config};
		id_copy(event.id, play->people[i].id);
		play_step(player, &event);
	}
}

void play_connect(struct player *player)
{
	struct play *play = player->play;

	player->connected = true;
	play_step(player, &(struct event){.kind = EVENT_LINK_UP});
	configure(player);
	for (int i = 0; i < play->retained_count; i++) {
		struct message message = play->retained[i];
		if (!message.empty && message.expires_ms > play->mono_ms)
			deliver(player, &message);
	}
	play_step(player, &(struct event){.kind = EVENT_LINK_SYNCED});
}

void play_disconnect(struct player *player)
{
	player->connected = false;
	play_step(player, &(struct event){.kind = EVENT_LINK_DOWN});
}

void play_restart(struct player *player, bool same_boot)
{
	char id[ID_SIZE];
	enum role role = player->office->options.role;

	id_copy(id, player->office->me.device);
	office_destroy(player->office);
	player->connected = false;
	player->office = make_office(player, id, role);
	assert(player->office);
	struct effect kept[DISK_MAX];
	int count = player->kept_count;
	memcpy(kept, player->kept, sizeof kept);
	for (int i = 0; i < count; i++) {
		struct event event = {
		    .kind = EVENT_RESTORED,
		    .subject = kept[i].subject,
		    .statement = &kept[i].statement,
		    .implied = kept[i].implied,
		    .at_mono_ms = same_boot ? kept[i].at_mono_ms : -1,
		};
		id_copy(event.id, kept[i].id);
		play_step(player, &event);
	}
}

static struct target target_from(const char *name)
{
	static const struct {
		const char *word;
		enum target_kind kind;
	} words[] = {
	    {"person:", TARGET_PERSON}, {"kind:", TARGET_KIND},   {"minutes:", TARGET_MINUTES},
	    {"rail:", TARGET_RAIL},     {"group:", TARGET_GROUP}, {"someone", TARGET_SOMEONE},
	    {"focus", TARGET_FOCUS},    {"here", TARGET_HERE},    {"leave", TARGET_LEAVE},
	    {"undo", TARGET_UNDO},      {"close", TARGET_CLOSE},  {"language", TARGET_LANGUAGE},
	    {"clock", TARGET_CLOCK},    {"clean", TARGET_CLEAN},  {"side:", TARGET_SIDE},
	    {"come", TARGET_COME},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i].word);
		if (strncmp(name, words[i].word, length) != 0)
			continue;
		struct target target = {.kind = words[i].kind};
		if (target.kind == TARGET_PERSON || target.kind == TARGET_KIND ||
		    target.kind == TARGET_SIDE)
			id_copy(target.id, name + length);
		else
			target.number = atoi(name + length);
		return target;
	}
	assert(!"a target that exists");
	return (struct target){0};
}

void play_touch(struct player *player, const char *target)
{
	play_step(player, &(struct event){.kind = EVENT_TOUCH, .target = target_from(target)});
}

static int64_t next_due(struct play *play, int64_t limit_ms)
{
	for (int i = 0; i < play->players_count; i++) {
		struct moment now = play_now(&play->players[i]);
		int64_t wake_ms = office_wake_ms(play->players[i].office, &now);
		limit_ms = wake_ms < limit_ms ? wake_ms : limit_ms;
	}
	return limit_ms;
}

void play_wait(struct play *play, int64_t ms)
{
	int64_t end_ms = play->mono_ms + ms;
	int steps = 0;

	for (;;) {
		int64_t due_ms = next_due(play, end_ms);
		bool more = due_ms < end_ms;
		due_ms = due_ms < play->mono_ms ? play->mono_ms : due_ms;
		assert(steps++ < 200000); /* a device that never comes to rest */
		play->wall_ms += due_ms - play->mono_ms;
		play->mono_ms = due_ms;
		for (int i = 0; i < play->players_count; i++)
			play_step(&play->players[i], &(struct event){.kind = EVENT_TICK});
		if (!more)
			return;
	}
}

void play_until(struct play *play, int hour, int minute)
{
	play_wait(play, play_time_s(hour, minute) * 1000 - play->wall_ms);
}

enum presence play_presence(const struct player *player, const char *person)
{
	struct moment now = play_now(player);
	const struct person *found = office_person(player->office, person);
	return found ? office_standing(player->office, found, &now).presence : PRESENCE_AWAY;
}
