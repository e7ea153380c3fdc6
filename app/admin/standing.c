#include "admin/standing.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "admin/memory.h"
#include "core/hours.h"
#include "core/moment.h"
#include "core/subject.h"
#include "protocol/state.h"

/* Ends are judged by an admin's clock. */
static struct moment moment_now(void)
{
	struct timespec wall, mono;

	clock_gettime(CLOCK_REALTIME, &wall);
	clock_gettime(CLOCK_MONOTONIC, &mono);
	return (struct moment){
	    .wall_ms = (int64_t)wall.tv_sec * 1000 + wall.tv_nsec / 1000000,
	    .mono_ms = (int64_t)mono.tv_sec * 1000 + mono.tv_nsec / 1000000,
	    .clock = CLOCK_SYNCED,
	};
}

static bool statement_read(const struct book_entry *entry, struct statement *out)
{
	struct faults faults;

	if (entry->size == 0)
		return false;
	if (entry->parsed.kind == TOPIC_STATE)
		return state_decode(entry->payload, entry->size, out, &faults);
	return someone_decode(entry->payload, entry->size, out, &faults);
}

/* By the rules that devices go by, as a listener that says nothing itself. */
bool standing_read(const struct book *book, const struct book_entry *entry,
		   struct admin_standing *out)
{
	struct moment now = moment_now();
	struct speaker listener = {.random = 1};
	struct subject subject = {0};

	if (!statement_read(entry, &out->statement))
		return false;
	int64_t day_end_s = entry->parsed.kind == TOPIC_STATE
				? hours_day_end(book->office, moment_wall_s(&now))
				: 0;
	/* But it is not believed enough to refuse what devices say: no v is too far ahead. */
	subject.highest_v = out->statement.v;
	subject_hear(&subject, &listener, &out->statement, entry->expiry_s, day_end_s, &now);
	out->presence = subject_presence(&subject, &now);
	/* A someone-signal that is over leaves nobody there. */
	if (entry->parsed.kind == TOPIC_SOMEONE && !subject_live(&subject, &now))
		out->presence = PRESENCE_AWAY;
	int64_t left_ms = deadline_left_ms(&subject.until, &now);
	out->until_s = subject.until.set ? (now.wall_ms + left_ms + 500) / 1000 : 0;
	return true;
}

void clock_text(const struct book *book, int64_t utc_s, char to[CLOCK_TEXT_SIZE])
{
	struct local_time local = zone_local(&book->office->zone, utc_s);

	snprintf(to, CLOCK_TEXT_SIZE, "%02d:%02d", local.hour % 100, local.minute % 100);
}

char *standing_words(const struct book *book, const struct admin_standing *standing)
{
	char kind[NAME_SIZE] = "", place[NAME_SIZE] = "", until[CLOCK_TEXT_SIZE] = "";
	const struct statement *said = &standing->statement;
	bool open = standing->presence == PRESENCE_OPEN;
	char *words = NULL;

	if (standing->presence == PRESENCE_AWAY)
		return memory_copy("is away");
	if (standing->presence == PRESENCE_HERE)
		return memory_copy("is here");
	if (open && said->kind[0])
		book_kind_name(book, said->kind, kind);
	if (open && said->place[0])
		book_place_name(book, said->place, place);
	if (standing->until_s)
		clock_text(book, standing->until_s, until);
	if (asprintf(&words, "is %s%s%s%s%s%s%s", open ? "open" : "in focus",
		     kind[0] ? " for " : "", kind, place[0] ? " at " : "", place,
		     until[0] ? " until " : "", until) < 0)
		return memory_copy("is there");
	return words;
}
