/* What pressing a button does. */
#ifndef PRAATJE_CORE_BUTTONS_H
#define PRAATJE_CORE_BUTTONS_H

#include <stdint.h>

#include "core/button.h"
#include "core/gesture.h"

struct buttons {
	struct gesture gestures[BUTTON_COUNT];
	int64_t said_v[BUTTON_COUNT]; /* of what the running press said; 0: nothing */
};

#endif
