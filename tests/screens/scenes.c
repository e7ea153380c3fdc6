#include "scenes.h"

#include <glib.h>
#include <stdio.h>

static const char learnt[] = "Wat leerde je thuis dat je hier wilt houden?";
static const char learnt_english[] = "What did you learn at home that you want to keep here?";
static const char spoken[] = "Wie heb je al een tijd niet gesproken?";
static const char spoken_english[] = "Who haven't you spoken to for a while?";

static void home(struct stage *stage)
{
	int corine = stage_sample(stage);

	stage_open_for(stage, corine, "idea", "coffee", 9, 42);
	stage_prompt(stage, learnt, learnt_english);
}

static void touch_corine(struct stage *stage, int corine)
{
	char id[ID_SIZE];

	snprintf(id, sizeof id, "p-%d", corine);
	stage_touch(stage, TARGET_PERSON, id, 0);
	stage_acked(stage);
}

static void person(struct stage *stage)
{
	int corine = stage_sample(stage);

	touch_corine(stage, corine);
}

static void done(struct stage *stage)
{
	int corine = stage_sample(stage);

	stage_prompt(stage, learnt, learnt_english);
	touch_corine(stage, corine);
	stage_touch(stage, TARGET_KIND, "idea", 0);
	stage_acked(stage);
}

static const char *const many_names[] = {
    "Aaltje", "Abel",    "Adriana", "Ahmed",   "Albert", "Alina",   "Amber",  "Anouk",   "Arjan",
    "Astrid", "Bart",    "Bas",     "Bianca",  "Bram",   "Carlijn", "Casper", "Chantal", "Corine",
    "Daan",   "David",   "Dennis",  "Derya",   "Dewi",   "Dirk",    "Eline",  "Emma",    "Erik",
    "Esther", "Eva",     "Fatima",  "Femke",   "Floor",  "Frank",   "Geert",  "Gerrit",  "Guus",
    "Hamza",  "Hanneke", "Hassan",  "Heleen",  "Henk",   "Hilde",   "Hugo",   "Ibrahim", "Ilse",
    "Inge",   "Ingrid",  "Iris",    "Jan",     "Jasper", "Jeroen",  "Joke",   "Joris",   "Judith",
    "Karel",  "Karin",   "Kees",    "Kim",     "Klaas",  "Koen",    "Lars",   "Laura",   "Leila",
    "Lieke",  "Lotte",   "Luuk",    "Maarten", "Marit",  "Mehmet",  "Merel",  "Milan",   "Mirjam",
    "Nadia",  "Naomi",   "Nico",    "Niels",   "Noor",   "Nynke",   "Olaf",   "Olga",    "Omar",
    "Oscar",  "Patrick", "Paul",    "Petra",   "Pien",   "Pieter",  "Puck",   "Quinten", "Rachid",
    "Ralf",   "Rik",     "Robin",   "Roos",    "Ruben",  "Ruud",    "Sander", "Sanne",   "Saskia",
    "Selma",  "Silvia",  "Simon",   "Stefan",  "Sven",   "Tamara",  "Tessa",  "Thijs",   "Tim",
    "Tobias", "Ulrike",  "Valerie", "Vera",    "Victor", "Walter",  "Wendy",  "Willem",  "Wouter",
    "Yara",   "Yusuf",   "Zoë",
};

/* How the people of the first page and some others stand; of the rest 69 are here. */
static const struct {
	const char *name, *kind; /* no kind: in focus; "": here */
} many_states[] = {
    {"Ahmed", ""},    {"Alina", ""},     {"Amber", ""},      {"Bart", ""},      {"Bram", "chat"},
    {"Casper", ""},   {"Chantal", NULL}, {"Corine", "idea"}, {"Daan", "walk"},  {"Emma", "walk"},
    {"Hugo", "walk"}, {"Jan", "walk"},   {"Milan", "walk"},  {"Nynke", "walk"}, {"Vera", "walk"},
};

enum { FIRST_PAGE = 18, OTHERS_HERE = 84 - G_N_ELEMENTS(many_states) };

static bool stands_apart(struct stage *stage, int person)
{
	for (size_t i = 0; i < G_N_ELEMENTS(many_states); i++) {
		const char *kind = many_states[i].kind;
		if (!g_str_equal(many_names[person], many_states[i].name))
			continue;
		if (!kind)
			stage_focus(stage, person);
		else if (!kind[0])
			stage_here(stage, person);
		else
			stage_open_for(stage, person, kind, "coffee", 9, 40);
		return true;
	}
	return false;
}

static void many(struct stage *stage)
{
	int here = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(many_names); i++) {
		int added = stage_person(stage, many_names[i]);
		if (stands_apart(stage, added) || added < FIRST_PAGE || here == OTHERS_HERE)
			continue;
		stage_here(stage, added);
		here++;
	}
	stage_prompt(stage, spoken, spoken_english);
}

static void board_three(struct stage *stage)
{
	static const char *const others[] = {"Ahmed",   "Bart",  "Emma",   "Fatima",
					     "Hanneke", "Joris", "Mehmet", "Olga",
					     "Renée",   "Sanne", "Wout",   "Zoë"};
	static const char *const focused[] = {"Chantal", "Ingrid", "Thijs"};

	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		stage_here(stage, stage_person(stage, others[i]));
	for (size_t i = 0; i < G_N_ELEMENTS(focused); i++)
		stage_focus(stage, stage_person(stage, focused[i]));
	stage_here(stage, stage_person_on_wall(stage, "Ans", WALL_OPEN));
	stage_open_for(stage, stage_person(stage, "Corine"), "idea", "coffee", 11, 30);
	stage_wait(stage, 1000);
	stage_open_for(stage, stage_person(stage, "Jan"), "chat", "second", 10, 0);
	stage_someone(stage, "walk", "door", 9, 45);
	stage_prompt(stage, "Alleen gaat het sneller, zeg je. Wie kan er vijf minuten meedenken?",
		     "It's faster alone, you say. Who could think along for five minutes?");
}

static void board_seven(struct stage *stage)
{
	static const struct {
		const char *name, *kind, *place;
		int hour, minute;
	} open[] = {
	    {"Ahmed", "chat", "coffee", 12, 45}, {"Corine", "idea", "coffee", 13, 0},
	    {"Emma", "walk", "door", 12, 40},    {"Jan", "chat", "second", 13, 15},
	    {"Nynke", "walk", "door", 12, 40},   {"Renée", "idea", "library", 14, 0},
	    {"Zoë", "chat", "coffee", 12, 50},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(open); i++) {
		int person = stage_person(stage, open[i].name);
		stage_open_for(stage, person, open[i].kind, open[i].place, open[i].hour,
			       open[i].minute);
	}
	for (int i = 0; i < 17; i++)
		stage_here(stage, stage_person(stage, "Bart"));
	stage_prompt(stage, spoken, spoken_english);
	stage_wait(stage, INT64_C(11) * 60000);
}

static void board_empty_offline(struct stage *stage)
{
	for (int i = 0; i < 18; i++)
		stage_here(stage, stage_person(stage, "Bart"));
	stage_prompt(stage, spoken, spoken_english);
	stage_link(stage, false);
	stage_wait(stage, INT64_C(12) * 60000);
}

static void desk_open(struct stage *stage)
{
	int corine = stage_person(stage, "Corine");

	snprintf(stage->device.person, sizeof stage->device.person, "p-%d", corine);
	stage_configure(stage);
	stage_open_for(stage, corine, "idea", "coffee", 11, 30);
}

static void adoption(struct stage *stage, const struct adoption *adoption)
{
	struct effects effects;

	core_step(stage->office, &(struct event){.kind = EVENT_ADOPTION, .adoption = adoption},
		  stage->now, &effects);
}

static void asking(struct stage *stage)
{
	adoption(stage, &(struct adoption){.step = ADOPTION_ASKING,
					   .words = {"helium", "piano", "walrus", "moment"}});
}

static void wrong_settings(struct stage *stage)
{
	adoption(stage,
		 &(struct adoption){
		     .step = ADOPTION_SETTINGS,
		     .detail = "praatje-device.conf:4: \"lamp\" is no role; roles are kiosk, "
			       "board and desk",
		 });
}

static void not_let_in(struct stage *stage)
{
	const struct facts facts = {
	    .error = "no connection: The broker says that our certificate was revoked.",
	    .error_s = moment_wall_s(&stage->now),
	};
	struct effects effects;

	stage_link(stage, false);
	core_step(stage->office, &(struct event){.kind = EVENT_FACTS, .facts = &facts}, stage->now,
		  &effects);
}

/* Refused at the first configuration ever: nothing older to go by. */
static void unusable(struct stage *stage)
{
	stage->office->configured = false;
	stage->office->office_seen = true;
}

const struct scene_of scenes[SCENES] = {
    {"kiosk-home",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     home,
     {"Goedemorgen! Tik op je naam", "09:12", "3 open", "18 op kantoor", "plannetje", learnt},
     {"person:p-0", "person:p-23", "language"}},
    {"kiosk-person",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     person,
     {"Hoi Corine, je bent er", "Ook open voor iemand? Bij de", "koffiehoek", "Plannetje",
      "zomaar, over weinig", "Ik ga naar huis"},
     {"undo", "close", "kind:idea", "minutes:120", "focus", "leave"}},
    {"kiosk-done",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     done,
     {"Corine, je bent open voor een plannetje", "koffiehoek, tot 09:42", "Ongedaan",
      "Kom gerust naar me toe", "Ik heb een oor"},
     {"undo", "person:p-11", "language", "come", "side:ask", "side:offer"}},
    {"kiosk-many",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     many,
     {"Tik op je naam", "9 open", "84 op kantoor", "A–C", "T–Z", spoken},
     {"rail:0", "rail:6", "person:p-17"}},
    {"kiosk-portrait",
     720,
     1280,
     ROLE_KIOSK,
     9,
     12,
     home,
     {"Tik op je naam", "09:12", "3 open", "18 op kantoor", "ommetje", learnt},
     {"person:p-0", "person:p-23", "language"}},
    {"board-three",
     1920,
     1080,
     ROLE_BOARD,
     9,
     12,
     board_three,
     {"Corine", "een half idee hardop", "tot 11:30", "Iemand",
      "Corine en Jan, jullie zijn allebei open. "
      "Waar verheug je je op?",
      "maandag 23 november"},
     {NULL}},
    {"board-seven",
     1920,
     1080,
     ROLE_BOARD,
     12,
     20,
     board_seven,
     {"Open voor een praatje", "12:31", "koffiehoek, tot 12:45", "Zoë", "24 op kantoor", spoken},
     {NULL}},
    {"board-empty-offline",
     1920,
     1080,
     ROLE_BOARD,
     13,
     51,
     board_empty_offline,
     {"Nog niemand. Wie begint?", "14:03",
      "Tik op de kiosk bij de koffiehoek, of druk op de gele knop.", "18 op kantoor",
      "Geen verbinding sinds 13:51. Dit is de laatst bekende stand."},
     {NULL}},
    {"desk-open",
     720,
     1280,
     ROLE_DESK,
     10,
     58,
     desk_open,
     {"Corine", "10:58", "Open voor een plannetje", "tot 11:30", "Niet meer open"},
     {"here"}},
    {"stranger",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     asking,
     {"helium", "walrus", "Ik ben nog van geen kantoor", "I don't belong to an office yet"},
     {"clock"}},
    {"stranger-portrait",
     480,
     800,
     ROLE_KIOSK,
     9,
     12,
     asking,
     {"moment", "piano", "Ik ben nog van geen kantoor", "I don't belong to an office yet"},
     {"clock"}},
    {"stranger-settings",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     wrong_settings,
     {"Mijn instellingen kloppen niet", "My settings are wrong",
      "praatje-device.conf:4: \"lamp\" is no role; roles are kiosk, board and desk"},
     {"clock"}},
    {"notice-not-let-in",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     not_let_in,
     {"Er staat nog niemand op de lijst", "Nobody is on the list yet",
      "09:12: no connection: The broker says that our certificate was revoked."},
     {"clock"}},
    {"notice-unusable",
     800,
     480,
     ROLE_KIOSK,
     9,
     12,
     unusable,
     {"Ik kan de configuratie van dit kantoor niet gebruiken",
      "I can't use this office's configuration"},
     {"clock"}},
};

void scene_play(const struct scene_of *scene, struct stage *stage)
{
	stage_open(stage, scene->role, scene->hour, scene->minute);
	scene->play(stage);
}
