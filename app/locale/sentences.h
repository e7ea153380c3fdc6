/*
 * Every sentence a screen can show, in each language. The lists are macros so that none can
 * miss in one of the languages: a line has all of them or does not compile.
 */
#ifndef PRAATJE_LOCALE_SENTENCES_H
#define PRAATJE_LOCALE_SENTENCES_H

/* X(name, how many slots {0}, {1}… it has, Dutch, English) */
#define LOCALE_SENTENCES(X)                                                                        \
	X(GREETING_MORNING, 0, "Goedemorgen! Tik op je naam", "Good morning! Tap your name")       \
	X(GREETING_AFTERNOON, 0, "Goedemiddag! Tik op je naam", "Good afternoon! Tap your name")   \
	X(GREETING_EVENING, 0, "Goedenavond! Tik op je naam", "Good evening! Tap your name")       \
	X(GREETING, 0, "Tik op je naam", "Tap your name")                                          \
	X(OTHER_LANGUAGE, 0, "EN", "NL")                                                           \
	X(SOMEONE, 0, "Iemand", "Someone")                                                         \
	X(STATE_HERE, 0, "aanwezig", "here")                                                       \
	X(STATE_FOCUS, 0, "in focus", "in focus")                                                  \
                                                                                                   \
	X(A_KIND, 1, "een {0}", "a {0}")                                                           \
	X(AN_KIND, 1, "een {0}", "an {0}")                                                         \
	X(THE_PLACE, 1, "de {0}", "the {0}")                                                       \
	X(AT, 0, "Bij", "At")                                                                      \
	X(AT_THE, 0, "Bij de", "At the")                                                           \
	X(UNTIL, 1, "tot {0}", "until {0}")                                                        \
	X(PLACE_UNTIL, 2, "{0}, tot {1}", "{0}, until {1}")                                        \
	X(MINUTES, 1, "{0} min", "{0} min")                                                        \
                                                                                                   \
	X(SHEET_CHECKED_IN, 1, "Hoi {0}, je bent er", "Hi {0}, you're in")                         \
	X(SHEET_HERE, 1, "Hoi {0}", "Hi {0}")                                                      \
	X(SHEET_ALSO_OPEN, 0, "Ook open voor iemand?", "Open for someone too?")                    \
	X(SHEET_OPEN, 0, "Open voor iemand?", "Open for someone?")                                 \
	X(YOU_ARE_OPEN, 2, "{0}, je bent open voor {1}", "{0}, you're open for {1}")               \
	X(YOU_ARE_IN_FOCUS, 1, "{0}, je bent in focus", "{0}, you're in focus")                    \
	X(UNDO, 0, "Ongedaan", "Undo")                                                             \
	X(CLOSE, 0, "Klaar", "Done")                                                               \
	X(FOCUS, 0, "Even focus", "Focus for a while")                                             \
	X(LEAVE, 0, "Ik ga naar huis", "I'm going home")                                           \
	X(END_OPEN, 0, "Niet meer open", "No longer open")                                         \
	X(END_FOCUS, 0, "Uit focus", "End focus")                                                  \
	X(ARRIVE, 0, "Ik ben er", "I'm in")                                                        \
                                                                                                   \
	X(COME, 0, "Kom gerust naar me toe", "Do come over to me")                                 \
	X(SIDE_ASK, 0, "Ik heb een half idee", "I have half an idea")                              \
	X(SIDE_OFFER, 0, "Ik heb een oor", "I have an ear")                                        \
	X(ROW_COME, 0, "kom gerust naar me toe", "do come over")                                   \
	X(ROW_EAR, 0, "heeft een oor voor een idee", "has an ear for an idea")                     \
	X(ROW_EAR_COME, 0, "heeft een oor, kom gerust", "has an ear, do come over")                \
	X(ROW_COME_TOO, 1, "{0}, kom gerust", "{0}, do come over")                                 \
	X(ROW_EAR_TOO, 1, "heeft een oor, {0}", "has an ear, {0}")                                 \
	X(DONE_HERE, 1, "{0}, je bent weer gewoon aanwezig", "{0}, you're simply here again")      \
	X(DONE_AWAY, 1, "Dag {0}, tot de volgende keer", "Bye {0}, see you next time")             \
	X(DONE_SOMEONE, 1, "Er is iemand open voor {0}", "Someone is open for {0}")                \
	X(DONE_SOMEONE_GONE, 0, "Het seintje is weer weg", "The signal is gone again")             \
	X(DONE_LATER, 0, "wordt doorgegeven zodra er verbinding is",                               \
	  "passed on as soon as there is a connection")                                            \
	X(DONE_DENIED, 0, "Dit apparaat mag dat niet doorgeven",                                   \
	  "This device isn't allowed to pass that on")                                             \
	X(DONE_UNKEPT, 0, "Dit weet alleen dit scherm nog: bewaren lukt niet",                     \
	  "Only this screen knows that yet: it can't be saved")                                    \
	X(ASK_ADMIN, 0, "vraag het de beheerder", "please ask the admin")                          \
                                                                                                   \
	X(HINT_NAME, 0, "Tik eerst op je naam", "Tap your name first")                             \
	X(HINT_NAME_WHY, 0, "dan is deze knop van jou", "this button is yours then")               \
	X(HINT_BADGE, 0, "Deze badge is nog van niemand", "This badge is nobody's yet")            \
	X(HINT_BADGE_READ, 0, "De badge is gelezen", "The badge has been read")                    \
	X(HINT_BADGE_NEXT, 0, "de beheerder zet hem nu op naam",                                   \
	  "the admin now puts a name to it")                                                       \
                                                                                                   \
	X(BOARD_TITLE, 0, "Open voor een praatje", "Open for a chat")                              \
	X(NOBODY_YET, 0, "Nog niemand. Wie begint?", "Nobody yet. Who goes first?")                \
	X(START, 0, "Tik op je naam op de kiosk.", "Tap your name on the kiosk.")                  \
	X(START_AT, 1, "Tik op de kiosk bij {0}.", "Tap the kiosk at {0}.")                        \
	X(START_BUTTON, 1, "Tik op de kiosk bij {0}, of druk op de gele knop.",                    \
	  "Tap the kiosk at {0}, or press the yellow button.")                                     \
	X(AND_MORE, 1, "en nog {0}", "and {0} more")                                               \
	X(PAIR, 2, "{0} en {1}, jullie zijn allebei open.", "{0} and {1}, you are both open.")     \
	X(PAIRS, 1, "Samen open: {0}", "Open together: {0}")                                       \
	X(TWO, 2, "{0} en {1}", "{0} and {1}")                                                     \
	X(WEEK, 1, "Deze week {0} open.", "Open {0} this week.")                                   \
	X(WEEK_KIND, 3, "Deze week {0} open, {1} voor {2}.", "Open {0} this week, {1} for {2}.")   \
	X(WEEK_ONLY, 2, "Deze week {0} open, steeds voor {1}.",                                    \
	  "Open {0} this week, always for {1}.")                                                   \
                                                                                                   \
	X(OFFLINE, 0, "Geen verbinding. Dit is de laatst bekende stand.",                          \
	  "No connection. This is the last known state.")                                          \
	X(OFFLINE_SINCE, 1, "Geen verbinding sinds {0}. Dit is de laatst bekende stand.",          \
	  "No connection since {0}. This is the last known state.")                                \
	X(STALE, 0, "Geen verbinding. Wie er is, is nu niet bekend.",                              \
	  "No connection. Who is here isn't known now.")                                           \
	X(STALE_SINCE, 1, "Geen verbinding sinds {0}. Wie er is, is nu niet bekend.",              \
	  "No connection since {0}. Who is here isn't known now.")                                 \
	X(STALE_TITLE, 0, "Even geen verbinding.", "No connection for now.")                       \
	X(STALE_WHY, 0, "Wie er open is, is nu niet bekend. Daarom staan hier geen namen.",        \
	  "Who is open isn't known now. That is why no names are shown.")                          \
                                                                                                   \
	X(DESK_OPEN, 1, "Open voor {0}", "Open for {0}")                                           \
	X(DESK_HERE, 0, "Aanwezig", "Here")                                                        \
	X(DESK_FOCUS, 0, "In focus", "In focus")                                                   \
	X(DESK_AWAY, 0, "Niet op kantoor", "Not in the office")                                    \
	X(DESK_UNKNOWN, 0, "Niet bekend", "Not known")                                             \
                                                                                                   \
	X(INFO_TITLE, 1, "Dit is {0}", "This is {0}")                                              \
	X(INFO_DEVICE, 0, "Apparaat", "Device")                                                    \
	X(INFO_OFFICE, 0, "Kantoor", "Office")                                                     \
	X(INFO_ADDRESS, 0, "Adres", "Address")                                                     \
	X(INFO_NO_ADDRESS, 0, "geen netwerk", "no network")                                        \
	X(INFO_BROKER, 0, "Broker", "Broker")                                                      \
	X(INFO_CONNECTED, 1, "{0}, verbonden", "{0}, connected")                                   \
	X(INFO_NOT_CONNECTED, 1, "{0}, geen verbinding", "{0}, no connection")                     \
	X(INFO_ERROR, 0, "Laatste fout", "Last error")                                             \
	X(INFO_ERROR_AT, 2, "{0}: {1}", "{0}: {1}")                                                \
	X(INFO_NO_ERROR, 0, "geen sinds de start", "none since the start")                         \
	X(INFO_VERSION, 0, "Versie", "Version")                                                    \
	X(INFO_CLOCK, 0, "Klok", "Clock")                                                          \
	X(INFO_CLOCK_NONE, 0, "nog niet te vertrouwen", "not to be trusted yet")                   \
	X(INFO_CLOCK_RTC, 0, "van de hardwareklok", "from the hardware clock")                     \
	X(INFO_CLOCK_SYNCED, 0, "gelijk met het netwerk", "in step with the network")              \
	X(IDENTIFY, 2, "Apparaat {0} van kantoor {1}", "Device {0} of office {1}")                 \
	X(CLEAN, 0, "Schoonmaken", "Clean the screen")                                             \
	X(CLEAN_TITLE, 0, "Veeg maar: aanrakingen doen nu niets",                                  \
	  "Wipe away: touches do nothing now")                                                     \
	X(PERSON_NOW, 0, "Nu", "Now")                                                              \
	X(PERSON_SINCE, 0, "Sinds", "Since")                                                       \
	X(PERSON_ALSO, 0, "Erbij gezegd", "Also said")                                             \
	X(PERSON_UNTIL, 0, "Tot", "Until")                                                         \
	X(PERSON_PLACE, 0, "Plek", "Place")                                                        \
	X(PERSON_SAID, 0, "Getikt", "Tapped")                                                      \
	X(SAID_UNSENT, 1, "{0}, nog niet doorgegeven", "{0}, not passed on yet")                   \
	X(PERSON_ENDS, 0, "Vergeten om", "Forgotten at")                                           \
	X(PERSON_WALL, 0, "Op de borden", "On the boards")                                         \
	X(WALL_OPEN, 0, "met naam zolang je open bent", "by name while open")                      \
	X(WALL_NAME, 0, "met naam, ook in de lijst van wie er is",                                 \
	  "by name, also in the list of who is here")                                              \
	X(WALL_COUNT, 0, "nooit met naam, alleen geteld", "never by name, only counted")           \
	X(PERSON_BADGE, 0, "Badge", "Badge")                                                       \
	X(BADGE_SET, 0, "ingesteld", "set up")                                                     \
	X(PERSON_SORT, 0, "Staat bij", "Sorted by")                                                \
	X(PERSON_ID, 0, "Kenmerk", "Id")                                                           \
	X(PERSON_MORE, 0, "Meer", "More")                                                          \
	X(MORE_NONE, 0, "is er niet: dit is alles", "there is none: this is all")                  \
	X(BADGE_NONE, 0, "geen", "none")                                                           \
                                                                                                   \
	X(SEARCHING_TITLE, 0, "Ik zoek de verbinding met het kantoor",                             \
	  "I am looking for the connection to the office")                                         \
	X(SEARCHING_DO, 0,                                                                         \
	  "Duurt dit lang? Kijk of het netwerk werkt en of de broker van het kantoor aan staat.",  \
	  "Taking long? See whether the network works and the office's broker is running.")        \
	X(NOT_CONFIGURED_TITLE, 0, "Dit kantoor is nog niet ingericht",                            \
	  "This office hasn't been set up yet")                                                    \
	X(NOT_CONFIGURED_DO, 0,                                                                    \
	  "De beheerder doet dat met praatjectl apply. Daarna verschijnt het hier vanzelf.",       \
	  "The admin does so with praatjectl apply. It will then show here by itself.")            \
	X(NO_PEOPLE_TITLE, 0, "Er staat nog niemand op de lijst", "Nobody is on the list yet")     \
	X(NO_PEOPLE_DO, 0,                                                                         \
	  "De beheerder voegt mensen toe met praatjectl person add. Hun namen komen dan hier te "  \
	  "staan.",                                                                                \
	  "The admin adds people with praatjectl person add. Their names will then show here.")    \
	X(REFUSED_TITLE, 0, "Dit apparaat mag niet meedoen", "This device isn't allowed in")       \
	X(REFUSED_DO, 0,                                                                           \
	  "De broker laat het niet toe. Vraag de beheerder om naam en wachtwoord na te kijken.",   \
	  "The broker doesn't let it in. Ask the admin to check its name and password.")           \
	X(REMOVED_TITLE, 0, "Dit apparaat hoort er niet meer bij",                                 \
	  "This device no longer belongs to the office")                                           \
	X(REMOVED_DO, 0, "De beheerder heeft het weggehaald, en kan het ook weer toevoegen.",      \
	  "The admin removed it, and can add it again.")                                           \
	X(NO_OWNER_TITLE, 0, "Dit apparaat is nog van niemand", "This device is nobody's yet")     \
	X(NO_OWNER_DO, 0, "De beheerder zegt met praatjectl device set van wie het is.",           \
	  "The admin says with praatjectl device set whose it is.")

/* X(name, Dutch for none, one and more, English for none, one and more); {0} is the number */
#define LOCALE_PLURALS(X)                                                                          \
	X(OPEN, "{0} open", "{0} open", "{0} open", "{0} open", "{0} open", "{0} open")            \
	X(IN_OFFICE, "nog niemand op kantoor", "{0} op kantoor", "{0} op kantoor",                 \
	  "nobody in the office yet", "{0} in the office", "{0} in the office")                    \
	X(SECONDS_LEFT, "nog 0 seconden", "nog {0} seconde", "nog {0} seconden",                   \
	  "0 seconds to go", "{0} second to go", "{0} seconds to go")                              \
	X(HOURS, "0 uur", "{0} uur", "{0} uur", "0 hours", "{0} hour", "{0} hours")                \
	X(TIMES, "geen keer", "{0} keer", "{0} keer", "not once", "once", "{0} times")

#endif
