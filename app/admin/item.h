/* Places, kinds and prompts: lists in the office's document. */
#ifndef PRAATJE_ADMIN_ITEM_H
#define PRAATJE_ADMIN_ITEM_H

#include <jansson.h>

#include "admin/find.h"
#include "admin/hand.h"

struct item_list {
	const char *field; /* in the document */
	enum command_names names;
};

struct item_hand {
	struct hand hand;
	const struct item_list *of;
	json_t *office;
	json_t *items; /* in office; borrowed */
};

/* Opens the office with its list, the built-in one where it has none. Results as of hand_open. */
int item_open(struct item_hand *, const struct admin_options *, const struct item_list *);
void item_close(struct item_hand *);

/* The item of an id, borrowed, and where it stands; NULL: none. */
json_t *item_get(const struct item_hand *, const char *id, size_t *at);

/* The item that args[0] names, by find_one. */
int item_find(const struct item_hand *, const char *text, struct found *found, json_t **item,
	      size_t *at);

/* An id for name that no item has: its letters and digits. */
void item_id_make(const struct item_hand *, const char *name, char to[ID_SIZE]);

/* "nl=..." and "en=..." or a plain name, as the label of object's field. EX_OK, EX_USAGE (told). */
int item_label(const struct item_hand *, json_t *object, char *const *words, int count);

int item_put(struct item_hand *);

/* What place and kind have in common. */
int item_add(const struct admin_options *, const struct item_list *);
int item_rename(const struct admin_options *, const struct item_list *);
int item_set(const struct admin_options *, const struct item_list *);
int item_remove(const struct admin_options *, const struct item_list *);

#endif
