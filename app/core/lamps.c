#include "core/lamps.h"

/* A breath of a lamp that can only be on or off: it goes out for a moment. */
static bool breathe(int64_t mono_ms, int64_t *wake_ms)
{
	int64_t at_ms = mono_ms % BREATH_MS;
	bool lit = at_ms < BREATH_LIT_MS;

	*wake_ms = mono_ms - at_ms + (lit ? BREATH_LIT_MS : BREATH_MS);
	return lit;
}

static bool in_focus(const struct office *office, const struct moment *now)
{
	const struct person *owner = office_person(office, office->self.person);

	return office->self.role == ROLE_DESK && owner &&
	       office_standing(office, owner, now).presence == PRESENCE_FOCUS;
}

struct lamps office_lamps(const struct office *office, const struct moment *now)
{
	struct lamps lamps = {.wake_ms = INT64_MAX};
	const struct undo *undo = &office->visit.undo;
	struct row row;
	int open = office_rows(office, now, &row, 1);

	lamps.lit[BUTTON_YELLOW] = open > 1 ? breathe(now->mono_ms, &lamps.wake_ms) : open > 0;
	lamps.lit[BUTTON_BLUE] = in_focus(office, now);
	lamps.lit[BUTTON_WHITE] = undo->confirmed && undo->on_broker && !office->visit.done_denied;
	return lamps;
}
