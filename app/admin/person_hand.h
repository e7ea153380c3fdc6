/* One person's document in hand. */
#ifndef PRAATJE_ADMIN_PERSON_HAND_H
#define PRAATJE_ADMIN_PERSON_HAND_H

#include "admin/find.h"
#include "admin/hand.h"

/* document is a copy, released by close. */
struct person_hand {
	struct hand hand;
	struct found found;
	char topic[TOPIC_TEXT_SIZE];
	json_t *document;
};

/*
 * Connects, and finds the person that args[0] names. EX_OK or the exit status (told); close in
 * either case.
 */
int person_open(struct person_hand *, const struct admin_options *);
void person_close(struct person_hand *);

/* Notes the document as it is now. As hand_put. */
int person_put(struct person_hand *);

#endif
