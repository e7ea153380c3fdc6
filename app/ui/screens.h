/* The screens: each adds what it shows to a draft whose scene is empty. */
#ifndef PRAATJE_UI_SCREENS_H
#define PRAATJE_UI_SCREENS_H

#include "ui/draft.h"

void screen_home(struct draft *);  /* a kiosk's roster, with the done bar when it is due */
void screen_sheet(struct draft *); /* what one person can say */
void screen_board(struct draft *); /* who is open, for people in the distance */
void screen_desk(struct draft *);  /* one person's own device */
/* Writes the languages that a notice is told in, the device's first; returns how many. */
int notice_languages(const struct draft *, enum language to[LANGUAGE_COUNT]);
void screen_notice(struct draft *);
void screen_stranger(struct draft *); /* why there is nothing else, and what to do */
void screen_info(struct draft *);     /* who this device is */
void screen_person(struct draft *);   /* all that is known about a person */
void screen_clean(struct draft *);    /* nothing to touch, for a while */
void screen_identify(struct draft *); /* which device this is, large */

/* The colour behind everything on a desk. */
uint32_t screen_desk_ground(const struct draft *);

#endif
