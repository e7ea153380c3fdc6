#include "stage.h"

#include <assert.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/text.h"

enum { UTC_OFFSET_S = 3600, EXPIRY_S = 8 * 3600 };

static int64_t time_s(int hour, int minute)
{
	return civil_days(2026, 11, 23) * 86400 + (int64_t)hour * 3600 + (int64_t)minute * 60 -
	       UTC_OFFSET_S;
}

static void step(struct stage *stage, const struct event *event)
{
	struct effects *effects = malloc(sizeof *effects);

	assert(effects);
	core_step(stage->office, event, stage->now, effects);
	free(effects);
}

static void add_place(struct stage *stage, const char *id, const char *dutch, const char *english)
{
	struct place *place = &stage->config.places[stage->config.places_count++];

	id_copy(place->id, id);
	g_strlcpy(place->name.in[LANGUAGE_NL], dutch, NAME_SIZE);
	g_strlcpy(place->name.in[LANGUAGE_EN], english, NAME_SIZE);
	for (int i = LANGUAGE_EN + 1; i < LANGUAGE_COUNT; i++)
		g_strlcpy(place->name.in[i], place->name.in[language_instead(i)], NAME_SIZE);
}

static void make_config(struct stage *stage)
{
	office_config_default(&stage->config);
	stage->config.show.motion = false;
	stage->config.zone.count = 1;
	stage->config.zone.spans[0] = (struct zone_span){0, UTC_OFFSET_S};
	add_place(stage, "coffee", "koffiehoek", "coffee corner");
	add_place(stage, "second", "2e verdieping", "second floor");
	add_place(stage, "door", "voordeur", "front door");
	add_place(stage, "library", "bibliotheek", "library");
}

static const char *device_id(enum role role)
{
	return role == ROLE_KIOSK ? "kiosk-1" : role_name(role);
}

void stage_configure(struct stage *stage)
{
	struct event device = {.kind = EVENT_DEVICE, .device = &stage->device};

	id_copy(device.id, stage->office->me.device);
	step(stage, &(struct event){.kind = EVENT_OFFICE, .office = &stage->config});
	step(stage, &device);
}

/* The kiosk that the office's boards and desks know. */
static void add_kiosk(struct stage *stage)
{
	struct device_config kiosk;
	struct event event = {.kind = EVENT_DEVICE, .id = "kiosk-1", .device = &kiosk};

	device_config_default(&kiosk);
	id_copy(kiosk.place, "coffee");
	id_copy(kiosk.panel, "three-buttons");
	step(stage, &event);
}

void stage_open(struct stage *stage, enum role role, int hour, int minute)
{
	*stage = (struct stage){
	    .now = {time_s(hour, minute) * 1000, 5000000, CLOCK_SYNCED},
	};
	device_config_default(&stage->device);
	stage->device.role = role;
	if (role == ROLE_KIOSK) {
		id_copy(stage->device.place, "coffee");
		id_copy(stage->device.panel, "three-buttons");
	}
	stage->office = office_create("demo", device_id(role), &stage->device, 7, &stage->now);
	assert(stage->office);
	make_config(stage);
	step(stage, &(struct event){.kind = EVENT_LINK_UP});
	stage_configure(stage);
	if (role != ROLE_KIOSK)
		add_kiosk(stage);
	step(stage, &(struct event){.kind = EVENT_LINK_SYNCED});
}

void stage_close(struct stage *stage)
{
	office_destroy(stage->office);
}

void stage_prompt(struct stage *stage, const char *dutch, const char *english)
{
	struct prompt *prompt = &stage->config.prompts[0];

	stage->config.prompts_count = 1;
	prompt->weight = 1;
	g_strlcpy(prompt->in[LANGUAGE_NL], dutch, PROMPT_SIZE);
	g_strlcpy(prompt->in[LANGUAGE_EN], english, PROMPT_SIZE);
	for (int i = LANGUAGE_EN + 1; i < LANGUAGE_COUNT; i++)
		g_strlcpy(prompt->in[i], prompt->in[language_instead(i)], PROMPT_SIZE);
	stage_configure(stage);
}

static int add_person(struct stage *stage, const char *name, const char *sort, enum wall wall)
{
	struct person_config config;
	struct event event = {.kind = EVENT_PERSON, .person = &config};

	person_config_default(&config);
	config.wall = wall;
	g_strlcpy(config.name, name, sizeof config.name);
	text_fold(sort, config.sort, sizeof config.sort);
	snprintf(event.id, sizeof event.id, "p-%d", stage->people);
	step(stage, &event);
	return stage->people++;
}

int stage_person_on_wall(struct stage *stage, const char *name, enum wall wall)
{
	return add_person(stage, name, name, wall);
}

int stage_person_sorted(struct stage *stage, const char *name, const char *sort)
{
	return add_person(stage, name, sort, WALL_OPEN);
}

int stage_person(struct stage *stage, const char *name)
{
	return stage_person_on_wall(stage, name, WALL_NAME);
}

static struct statement said(const struct stage *stage, enum presence presence)
{
	struct statement statement;

	statement_init(&statement);
	statement.v = stage->now.wall_ms;
	id_copy(statement.by, "kiosk-2");
	statement.presence = presence;
	statement.since = stage->now.wall_ms / 1000;
	statement.ends = time_s(18, 30);
	statement.expiry = EXPIRY_S;
	return statement;
}

static void tell(struct stage *stage, enum subject_kind kind, const char *id,
		 const struct statement *statement)
{
	struct event event = {
	    .kind = EVENT_STATEMENT, .subject = kind, .statement = statement, .expiry_s = EXPIRY_S};

	id_copy(event.id, id);
	step(stage, &event);
}

static void tell_of(struct stage *stage, int person, const struct statement *statement)
{
	char id[ID_SIZE];

	snprintf(id, sizeof id, "p-%d", person);
	tell(stage, SUBJECT_PERSON, id, statement);
}

static void set_end(const struct stage *stage, struct statement *statement, int hour, int minute)
{
	if (!hour && !minute)
		return;
	statement->until = time_s(hour, minute);
	statement->left = statement->until - stage->now.wall_ms / 1000;
}

void stage_here(struct stage *stage, int person)
{
	struct statement statement = said(stage, PRESENCE_HERE);

	tell_of(stage, person, &statement);
}

void stage_focus(struct stage *stage, int person)
{
	struct statement statement = said(stage, PRESENCE_FOCUS);

	set_end(stage, &statement, 18, 0);
	tell_of(stage, person, &statement);
}

void stage_open_for(struct stage *stage, int person, const char *kind, const char *place, int hour,
		    int minute)
{
	struct statement statement = said(stage, PRESENCE_OPEN);

	id_copy(statement.kind, kind);
	id_copy(statement.place, place);
	set_end(stage, &statement, hour, minute);
	tell_of(stage, person, &statement);
}

void stage_someone(struct stage *stage, const char *kind, const char *place, int hour, int minute)
{
	struct statement statement = said(stage, PRESENCE_OPEN);

	statement.ends = 0;
	id_copy(statement.kind, kind);
	set_end(stage, &statement, hour, minute);
	tell(stage, SUBJECT_PLACE, place, &statement);
}

void stage_touch(struct stage *stage, enum target_kind kind, const char *id, int number)
{
	struct event event = {.kind = EVENT_TOUCH, .target = {.kind = kind, .number = number}};

	g_strlcpy(event.target.id, id, sizeof event.target.id);
	step(stage, &event);
}

void stage_hold(struct stage *stage, enum target_kind kind, const char *id)
{
	struct event event = {.kind = EVENT_LONG_PRESS, .target = {.kind = kind}};

	g_strlcpy(event.target.id, id, sizeof event.target.id);
	step(stage, &event);
}

static void confirm(struct stage *stage, enum event_kind kind)
{
	const struct undo *undo = &stage->office->visit.undo;
	struct event event = {.kind = kind, .subject = undo->subject, .v = undo->v};

	id_copy(event.id, undo->id);
	step(stage, &event);
}

void stage_acked(struct stage *stage)
{
	confirm(stage, EVENT_ACKED);
}

void stage_kept(struct stage *stage)
{
	confirm(stage, EVENT_KEPT);
}

void stage_counted(struct stage *stage, int chats, int ideas, int walks)
{
	struct tally tally = {0};
	struct event event = {.kind = EVENT_TALLY, .id = "kiosk-1", .tally = &tally};
	struct local_time local = office_local(stage->office, moment_wall_s(&stage->now));
	struct date today = {local.year, local.month, local.day};

	for (; chats > 0; chats--)
		tally_count(&tally, "chat", &today);
	for (; ideas > 0; ideas--)
		tally_count(&tally, "idea", &today);
	for (; walks > 0; walks--)
		tally_count(&tally, "walk", &today);
	stage->config.hours[0].days = (uint8_t)(1 << (local.weekday - 1));
	stage_configure(stage);
	step(stage, &event);
}

void stage_link(struct stage *stage, bool up)
{
	step(stage, &(struct event){.kind = up ? EVENT_LINK_UP : EVENT_LINK_DOWN});
	if (up)
		step(stage, &(struct event){.kind = EVENT_LINK_SYNCED});
}

void stage_wait(struct stage *stage, int64_t ms)
{
	stage->now.wall_ms += ms;
	stage->now.mono_ms += ms;
	step(stage, &(struct event){.kind = EVENT_TICK});
}

struct ui *stage_compose(const struct stage *stage, int width, int height)
{
	struct ui *ui = ui_create(width, height);

	assert(ui);
	ui_compose(ui, stage->office, &stage->now);
	return ui;
}

bool stage_reads(const struct ui *ui, const char *text)
{
	struct scene_text found;

	for (int i = 0; scene_next_text(ui_scene(ui), &i, &found);) {
		if (strcmp(found.text, text) == 0)
			return true;
	}
	return false;
}

bool stage_target(const struct ui *ui, const char *name, struct scene_target *out)
{
	char found[TARGET_NAME_SIZE];

	for (int i = 0; scene_next_target(ui_scene(ui), &i, out);) {
		target_name(&out->target, found);
		if (strcmp(found, name) == 0)
			return true;
	}
	return false;
}

int stage_sample(struct stage *stage)
{
	static const char *const names[] = {
	    "Aaltje", "Ahmed",   "Bart",   "Chantal", "Corine", "Daan",   "Emma",   "Fatima",
	    "Gerrit", "Hanneke", "Ingrid", "Jan",     "Joris",  "Lotte",  "Mehmet", "Nynke",
	    "Olga",   "Pieter",  "Renée",  "Sanne",   "Thijs",  "Ulrike", "Wout",   "Zoë",
	};
	static const char states[] = "ahhfoahhahfohahohahhfahh";
	int corine = -1;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		int person = stage_person(stage, names[i]);
		if (states[i] == 'h')
			stage_here(stage, person);
		else if (states[i] == 'f')
			stage_focus(stage, person);
		if (strcmp(names[i], "Corine") == 0)
			corine = person;
		else if (strcmp(names[i], "Jan") == 0)
			stage_open_for(stage, person, "chat", "second", 10, 0);
		else if (strcmp(names[i], "Nynke") == 0)
			stage_open_for(stage, person, "walk", "door", 9, 45);
	}
	return corine;
}
