/* One device of an office, put together by events, for a screen to be made of. */
#ifndef PRAATJE_TESTS_STAGE_H
#define PRAATJE_TESTS_STAGE_H

#include "core/office.h"
#include "ui/ui.h"

struct stage {
	struct office *office;
	struct moment now;
	struct office_config config;
	struct device_config device;
	int people; /* made so far: their ids are p-0, p-1, ... */
};

/*
 * A device in step with its office in UTC+1, at hour:minute on Monday 2026-11-23. A kiosk has
 * buttons and stands at the coffee corner. Nothing slides in unless config.show says so.
 */
void stage_open(struct stage *, enum role, int hour, int minute);
void stage_close(struct stage *);

/* The office's or the device's document changed. */
void stage_configure(struct stage *);
void stage_prompt(struct stage *, const char *dutch, const char *english);

/* Somebody more, away; returns their number. */
int stage_person(struct stage *, const char *name);
int stage_person_on_wall(struct stage *, const char *name, enum wall);
int stage_person_sorted(struct stage *, const char *name, const char *sort);
/* What they said: open for kind at place, or in focus; a time of 0:00 leaves the end out. */
void stage_here(struct stage *, int person);
void stage_focus(struct stage *, int person);
void stage_open_for(struct stage *, int person, const char *kind, const char *place, int hour,
		    int minute);
/* Somebody unnamed at place. */
void stage_someone(struct stage *, const char *kind, const char *place, int hour, int minute);

/* A tap on a target, such as "person:p-1". */
void stage_touch(struct stage *, enum target_kind, const char *id, int number);
/* The same, held for 0.8 s. */
void stage_hold(struct stage *, enum target_kind kind, const char *id);
/* The broker, or only the disk, has what was tapped last. */
void stage_acked(struct stage *);
void stage_kept(struct stage *);

/* The kiosk's tally: so many signals of each of the usual kinds today, the office's last of the
 * week. */
void stage_counted(struct stage *, int chats, int ideas, int walks);

void stage_link(struct stage *, bool up);
/* Lets time go by. */
void stage_wait(struct stage *, int64_t ms);

struct ui *stage_compose(const struct stage *, int width, int height);

/* What can be read and touched; NULL and false when it isn't there. */
bool stage_reads(const struct ui *, const char *text);
bool stage_target(const struct ui *, const char *name, struct scene_target *out);

/* The 24 people of the sample and how they stand on the pictures; returns Corine's number. */
int stage_sample(struct stage *);

#endif
