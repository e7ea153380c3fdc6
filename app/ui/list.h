/* A plain list in words under a title: what a device or a person is known by. */
#ifndef PRAATJE_UI_LIST_H
#define PRAATJE_UI_LIST_H

#include "ui/phrase.h"

enum { LIST_FACTS_MAX = 13 };

struct fact {
	enum sentence label;
	struct phrase value;
};

struct list {
	struct phrase title;
	struct fact facts[LIST_FACTS_MAX];
	int count;
	bool cleaning; /* it can be asked for here */
};

/* value is copied. What isn't known, an empty value, takes no line. */
void list_add(struct list *, enum sentence label, const char *value);

/* The whole screen: the list as large as it fits, up to a comfortable size, and its keys. */
void list_show(struct draft *, const struct list *);

#endif
