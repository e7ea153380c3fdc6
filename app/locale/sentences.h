/*
 * Every sentence that a screen or a picture can show, and how many slots {0}, {1}… it has. The
 * words are in the files of language/: each has them all, or nothing compiles.
 */
#ifndef PRAATJE_LOCALE_SENTENCES_H
#define PRAATJE_LOCALE_SENTENCES_H

/* X(name, slots) */
#define LOCALE_SENTENCES(X)                                                                        \
	X(GREETING_MORNING, 0)                                                                     \
	X(GREETING_AFTERNOON, 0)                                                                   \
	X(GREETING_EVENING, 0)                                                                     \
	X(GREETING, 0)                                                                             \
	X(SOMEONE, 0)                                                                              \
	X(STATE_HERE, 0)                                                                           \
	X(STATE_FOCUS, 0)                                                                          \
                                                                                                   \
	X(A_KIND, 1)                                                                               \
	X(AN_KIND, 1)                                                                              \
	X(THE_PLACE, 1)                                                                            \
	X(AT, 0)                                                                                   \
	X(AT_THE, 0)                                                                               \
	X(UNTIL, 1)                                                                                \
	X(PLACE_UNTIL, 2)                                                                          \
	X(MINUTES, 1)                                                                              \
	X(DATE, 3)                                                                                 \
                                                                                                   \
	X(SHEET_CHECKED_IN, 1)                                                                     \
	X(SHEET_HERE, 1)                                                                           \
	X(SHEET_ALSO_OPEN, 0)                                                                      \
	X(SHEET_OPEN, 0)                                                                           \
	X(YOU_ARE_OPEN, 2)                                                                         \
	X(YOU_ARE_IN_FOCUS, 1)                                                                     \
	X(UNDO, 0)                                                                                 \
	X(CLOSE, 0)                                                                                \
	X(FOCUS, 0)                                                                                \
	X(LEAVE, 0)                                                                                \
	X(END_OPEN, 0)                                                                             \
	X(END_FOCUS, 0)                                                                            \
	X(ARRIVE, 0)                                                                               \
                                                                                                   \
	X(COME, 0)                                                                                 \
	X(SIDE_ASK, 0)                                                                             \
	X(SIDE_OFFER, 0)                                                                           \
	X(ROW_COME, 0)                                                                             \
	X(ROW_EAR, 0)                                                                              \
	X(ROW_EAR_COME, 0)                                                                         \
	X(ROW_COME_TOO, 1)                                                                         \
	X(ROW_EAR_TOO, 1)                                                                          \
	X(DONE_HERE, 1)                                                                            \
	X(DONE_AWAY, 1)                                                                            \
	X(DONE_SOMEONE, 1)                                                                         \
	X(DONE_SOMEONE_GONE, 0)                                                                    \
	X(DONE_LATER, 0)                                                                           \
	X(DONE_DENIED, 0)                                                                          \
	X(DONE_UNKEPT, 0)                                                                          \
	X(ASK_ADMIN, 0)                                                                            \
                                                                                                   \
	X(HINT_NAME, 0)                                                                            \
	X(HINT_NAME_WHY, 0)                                                                        \
	X(HINT_BADGE, 0)                                                                           \
	X(HINT_BADGE_READ, 0)                                                                      \
	X(HINT_BADGE_NEXT, 0)                                                                      \
                                                                                                   \
	X(BOARD_TITLE, 0)                                                                          \
	X(NOBODY_YET, 0)                                                                           \
	X(START, 0)                                                                                \
	X(START_AT, 1)                                                                             \
	X(START_BUTTON, 1)                                                                         \
	X(AND_MORE, 1)                                                                             \
	X(PAIR, 2)                                                                                 \
	X(PAIRS, 1)                                                                                \
	X(TWO, 2)                                                                                  \
	X(WEEK, 1)                                                                                 \
	X(WEEK_KIND, 3)                                                                            \
	X(WEEK_ONLY, 2)                                                                            \
                                                                                                   \
	X(OFFLINE, 0)                                                                              \
	X(OFFLINE_SINCE, 1)                                                                        \
	X(STALE, 0)                                                                                \
	X(STALE_SINCE, 1)                                                                          \
	X(STALE_TITLE, 0)                                                                          \
	X(STALE_WHY, 0)                                                                            \
                                                                                                   \
	X(DESK_OPEN, 1)                                                                            \
	X(DESK_HERE, 0)                                                                            \
	X(DESK_FOCUS, 0)                                                                           \
	X(DESK_AWAY, 0)                                                                            \
	X(DESK_UNKNOWN, 0)                                                                         \
                                                                                                   \
	X(INFO_TITLE, 1)                                                                           \
	X(INFO_DEVICE, 0)                                                                          \
	X(INFO_OFFICE, 0)                                                                          \
	X(INFO_ADDRESS, 0)                                                                         \
	X(INFO_NO_ADDRESS, 0)                                                                      \
	X(INFO_BROKER, 0)                                                                          \
	X(INFO_CONNECTED, 1)                                                                       \
	X(INFO_NOT_CONNECTED, 1)                                                                   \
	X(INFO_ERROR, 0)                                                                           \
	X(INFO_ERROR_AT, 2)                                                                        \
	X(INFO_NO_ERROR, 0)                                                                        \
	X(INFO_VERSION, 0)                                                                         \
	X(INFO_CLOCK, 0)                                                                           \
	X(INFO_CLOCK_NONE, 0)                                                                      \
	X(INFO_CLOCK_RTC, 0)                                                                       \
	X(INFO_CLOCK_SYNCED, 0)                                                                    \
	X(IDENTIFY, 2)                                                                             \
	X(CLEAN, 0)                                                                                \
	X(CLEAN_TITLE, 0)                                                                          \
	X(PERSON_NOW, 0)                                                                           \
	X(PERSON_SINCE, 0)                                                                         \
	X(PERSON_ALSO, 0)                                                                          \
	X(PERSON_UNTIL, 0)                                                                         \
	X(PERSON_PLACE, 0)                                                                         \
	X(PERSON_SAID, 0)                                                                          \
	X(SAID_UNSENT, 1)                                                                          \
	X(PERSON_ENDS, 0)                                                                          \
	X(PERSON_WALL, 0)                                                                          \
	X(WALL_OPEN, 0)                                                                            \
	X(WALL_NAME, 0)                                                                            \
	X(WALL_COUNT, 0)                                                                           \
	X(PERSON_BADGE, 0)                                                                         \
	X(BADGE_SET, 0)                                                                            \
	X(PERSON_SORT, 0)                                                                          \
	X(PERSON_ID, 0)                                                                            \
	X(PERSON_MORE, 0)                                                                          \
	X(MORE_NONE, 0)                                                                            \
	X(BADGE_NONE, 0)                                                                           \
                                                                                                   \
	X(SEARCHING_TITLE, 0)                                                                      \
	X(SEARCHING_DO, 0)                                                                         \
	X(STRANGER_TITLE, 0)                                                                       \
	X(STRANGER_SEEKING_DO, 0)                                                                  \
	X(STRANGER_ASKING_DO, 0)                                                                   \
	X(WRONG_SETTINGS_TITLE, 0)                                                                 \
	X(WRONG_SETTINGS_DO, 0)                                                                    \
	X(NOT_CONFIGURED_TITLE, 0)                                                                 \
	X(NOT_CONFIGURED_DO, 0)                                                                    \
	X(UNUSABLE_TITLE, 0)                                                                       \
	X(UNUSABLE_DO, 0)                                                                          \
	X(NO_PEOPLE_TITLE, 0)                                                                      \
	X(NO_PEOPLE_DO, 0)                                                                         \
	X(REFUSED_TITLE, 0)                                                                        \
	X(REFUSED_DO, 0)                                                                           \
	X(REMOVED_TITLE, 0)                                                                        \
	X(REMOVED_DO, 0)                                                                           \
	X(NO_OWNER_TITLE, 0)                                                                       \
	X(NO_OWNER_DO, 0)                                                                          \
                                                                                                   \
	X(PLOT_TITLE, 0)                                                                           \
	X(PLOT_AXIS, 0)                                                                            \
	X(PLOT_RELATION, 0)                                                                        \
	X(PLOT_TASK, 0)                                                                            \
	X(PLOT_FORMER, 0)                                                                          \
	X(PLOT_FEW_MEANS, 0)

/* X(name): each has a form for none, one and more. */
#define LOCALE_PLURALS(X) X(OPEN) X(IN_OFFICE) X(SECONDS_LEFT) X(HOURS) X(TIMES)

#endif
