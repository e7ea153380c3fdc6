/*
 * What somebody standing at this device is doing: the open sheet, the done bar, undo, the
 * page of the roster, the language chosen for this visit.
 */
#ifndef PRAATJE_CORE_VISIT_H
#define PRAATJE_CORE_VISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/config.h"
#include "core/event.h"
#include "core/subject.h"

enum {
	SHEET_OPEN_MS = 20000, /* without a touch */
	PAGE_OPEN_MS = 20000,
	UNDO_MS = 5000,
	HINT_MS = 5000,
	FOCUS_MINUTES = 60,
};

/* What a tap said, and what was before, for as long as it can be undone. */
struct undo {
	bool offered;
	enum subject_kind subject;
	char id[ID_SIZE];
	int64_t v; /* of what was said; undo works while that is still best */
	bool had_before;
	struct statement before;
	struct deadline before_until, before_ends;
	bool confirmed;        /* broker or disk has it; until then time does not run */
	bool on_broker;        /* ... the broker */
	int64_t until_mono_ms; /* once confirmed */
};

/* Why a button or a badge did nothing, and what comes next (product rule 15). */
enum hint {
	HINT_NONE,
	HINT_NAME_FIRST,    /* a button that is about a person, and nobody was chosen */
	HINT_BADGE_UNKNOWN, /* a badge that is nobody's */
	HINT_BADGE_READ,    /* ... for which an admin waited */
};

struct visit {
	bool sheet; /* the sheet of person is open */
	char person[ID_SIZE];
	bool checked_in; /* that sheet opened with a check-in */
	int minutes;     /* length key that was touched; 0: none */
	int64_t touched_mono_ms;

	bool done;      /* the done bar is to show what undo is about, once that is confirmed */
	bool done_held; /* ... nor does it wait for that: what it told is only being added to */
	bool done_passed_on_later; /* only the disk has it: it will be passed on */
	bool done_denied;          /* the broker refused it: this device may not say it */
	bool done_unkept;          /* neither broker nor disk has it: not done at all */
	struct statement said;

	struct undo undo;
	enum hint hint;
	int64_t hint_until_mono_ms;
	int page;    /* of the roster, from 0 */
	bool groups; /* a rail key was touched: where it stands for several pages, they are to
			choose from */
	bool language_set;
	enum language language;
};

#endif
