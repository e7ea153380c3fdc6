/* The scenes of the pictures, each from an office that stands like that. */
#ifndef PRAATJE_TESTS_SCENES_H
#define PRAATJE_TESTS_SCENES_H

#include "stage.h"

struct scene_of {
	const char *name;
	int width, height;
	enum role role;
	int hour, minute;
	void (*play)(struct stage *);
	const char *reads[6]; /* texts that must be there */
	const char *touches[6];
};

enum { SCENES = 14 };
extern const struct scene_of scenes[SCENES];

/* Opens the stage and plays the scene on it. */
void scene_play(const struct scene_of *, struct stage *);

#endif
