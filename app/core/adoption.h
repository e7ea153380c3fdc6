/* What a device shows that has no identity yet, or whose settings are wrong. */
#ifndef PRAATJE_CORE_ADOPTION_H
#define PRAATJE_CORE_ADOPTION_H

enum {
	ADOPTION_WORDS = 4,
	ADOPTION_WORD_SIZE = 8,
	ADOPTION_DETAIL_SIZE = 400,
};

enum adoption_step {
	ADOPTION_NONE,     /* it is a device of this office */
	ADOPTION_SEEKING,  /* it looks for a broker to ask */
	ADOPTION_ASKING,   /* it asks, and is known by its words */
	ADOPTION_SETTINGS, /* its settings are wrong */
};

struct adoption {
	enum adoption_step step;
	char words[ADOPTION_WORDS][ADOPTION_WORD_SIZE]; /* ASKING */
	char detail[ADOPTION_DETAIL_SIZE]; /* why it doesn't get on, for the admin; or empty */
};

#endif
