/*
 * What is wrong with a document: every fault has a place (a JSON pointer), a code and a
 * sentence. A document with a fault is refused whole; one with warnings only is taken.
 */
#ifndef PRAATJE_PROTOCOL_FAULT_H
#define PRAATJE_PROTOCOL_FAULT_H

enum {
	FAULTS_MAX = 32,
	WARNINGS_MAX = 16,
	POINTER_SIZE = 128,
	SENTENCE_SIZE = 256,
};

enum fault_code {
	FAULT_NOT_JSON,      /* not-json: the payload isn't JSON */
	FAULT_DUPLICATE_KEY, /* duplicate-key: an object has the same key twice */
	FAULT_TOO_DEEP,      /* too-deep: more levels than any document has */
	FAULT_TOO_LONG,      /* too-long: too many bytes (document) or characters (text) */
	FAULT_MISSING,       /* missing: a field that must be there isn't */
	FAULT_WRONG_TYPE,    /* wrong-type: a number where a text belongs, and the like */
	FAULT_OUT_OF_RANGE,  /* out-of-range: a number, or a count of items, out of bounds */
	FAULT_NOT_AN_ID,     /* not-an-id: ids are 1 to 32 of a-z, 0-9 and "-" */
	FAULT_UNKNOWN_WORD,  /* unknown-word: not one of the words that may stand there */
	FAULT_BAD_TEXT,      /* bad-text: invalid, control or bidi-override characters */
	FAULT_EMPTY,         /* empty: nothing, or nothing but white space, where a text belongs */
	FAULT_UNKNOWN_ZONE,  /* unknown-zone: no such time zone on this machine */
	FAULT_BAD_DATE,      /* bad-date: not a day of the calendar, or not YYYY-MM-DD */
	FAULT_BAD_TIME,      /* bad-time: not HH:MM, 00:00 to 24:00 */
	FAULT_BAD_HASH,      /* bad-hash: not 64 hexadecimal digits */
	FAULT_DUPLICATE_ID,  /* duplicate-id: an id, date or day of the week stands there twice */
	FAULT_TOO_MANY,      /* too-many: more items than fit */
	FAULT_UNKNOWN_FIELD, /* unknown-field (warning): nobody reads a field of that name */
	FAULT_NO_PERSON,     /* no-person (warning): a desk that is nobody's */
	FAULT_UNKNOWN_ID,    /* unknown-id (in reports): nothing of the office has that id */
	FAULT_PUT_ASIDE,     /* put-aside (in reports): two crashes followed it */
	FAULT_NOT_KEPT,      /* not-kept (in reports): the device's disk is at fault */
	FAULT_CODE_COUNT,
};

struct fault {
	char pointer[POINTER_SIZE]; /* RFC 6901; empty: the document as a whole */
	enum fault_code code;
	char message[SENTENCE_SIZE]; /* a sentence in English; names nobody */
};

/* What was found in one document; what comes after these is not kept. */
struct faults {
	int count;
	struct fault list[FAULTS_MAX];
	int warnings_count;
	struct fault warnings[WARNINGS_MAX];
};

/* No faults and no warnings. */
void faults_init(struct faults *);

/* Adds a fault or a warning at pointer; the message is formatted and cut where too long. */
void fault_add(struct faults *, const char *pointer, enum fault_code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void fault_warn(struct faults *, const char *pointer, enum fault_code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The code as the contract writes it, such as "not-json". */
const char *fault_code_name(enum fault_code);
/* What it means, to be set beside the name in a list. */
const char *fault_code_meaning(enum fault_code);

#endif
