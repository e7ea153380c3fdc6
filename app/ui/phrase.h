/* What screens say about an office: the locale's sentences with its names in them. */
#ifndef PRAATJE_UI_PHRASE_H
#define PRAATJE_UI_PHRASE_H

#include "locale/locale.h"
#include "ui/draft.h"

struct phrase {
	char text[LOCALE_SENTENCE_SIZE];
};

/* Kinds by id, in the draft's language. An unknown kind is called by its id. */
enum icon phrase_kind_icon(const struct draft *, const char *kind);
struct phrase phrase_kind(const struct draft *, const char *kind);   /* "plannetje" */
struct phrase phrase_a_kind(const struct draft *, const char *kind); /* "een plannetje" */

/* "de koffiehoek": the place where kiosks' places are named within a sentence. */
struct phrase phrase_the_place(const struct draft *, const char *name);
/* "Bij de", with the place's name to follow, or "Bij". */
const char *phrase_at(const struct draft *, const char *place_name);

/* "tot 09:42"; empty when until_s is 0. */
struct phrase phrase_until(const struct draft *, int64_t until_s);
/* "koffiehoek, tot 09:42", or what of it is known. */
struct phrase phrase_place_until(const struct draft *, const char *place, int64_t until_s);

/* "09:12" by the office's clock. */
struct phrase phrase_time(const struct draft *, int64_t utc_s);

/* "09:12" and "maandag 23 november"; empty without a clock that can be trusted. */
struct phrase phrase_clock(const struct draft *);
struct phrase phrase_date(const struct draft *);

/* Since when the office is out of reach and what that means; empty while it isn't. */
struct phrase phrase_offline(const struct draft *);

/* "09:12: no connection: …": what went wrong last, as in the log; empty: nothing since the start.
 */
struct phrase phrase_error(const struct draft *);

/* What of the week is to be told now; empty most of the time. */
struct phrase phrase_week(const struct draft *);
/* The one quiet sentence of now: of the week where that is told, else today's prompt. */
struct phrase phrase_prompt(const struct draft *);
struct phrase phrase_count(const struct draft *, enum plural, int count);

#endif
