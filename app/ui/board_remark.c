/* What a board has to tell beside the rows: of the connection, else who might meet. */
#include <glib.h>

#include "ui/board.h"
#include "ui/theme.h"

static void say_two(const struct draft *draft, enum sentence sentence, const struct pair *pair,
		    struct phrase *phrase)
{
	struct person_name first = office_person_name(pair->first);
	struct person_name second = office_person_name(pair->second);

	locale_fill(phrase->text, sizeof phrase->text, draft->language, sentence,
		    (const char *const[]){first.text, second.text}, 2);
}

/* A question for two to start with: the same on every board, another for others and tomorrow. */
static const char *starter(const struct draft *draft, const struct pair *pair)
{
	int64_t now_s = moment_wall_s(draft->now);
	struct local_time local = office_local(draft->office, now_s);
	long long number = civil_days(local.year, local.month, local.day);

	for (const char *id = pair->first->id; *id; id++)
		number += *id;
	for (const char *id = pair->second->id; *id; id++)
		number += *id;
	return locale_starter(draft->language, number);
}

/* Only where it takes no line more: names come first. */
static void add_starter(struct draft *draft, const struct pair *pair, struct board_remark *remark,
			struct text_limit limit)
{
	char longer[sizeof remark->text];

	g_snprintf(longer, sizeof longer, "%s %s", remark->text, starter(draft, pair));
	double before = draft_measure(draft, remark->text, &remark->style, limit).h;
	if (texts_layout(draft->texts, longer, &remark->style, limit)->cut ||
	    draft_measure(draft, longer, &remark->style, limit).h > before)
		return;
	g_strlcpy(remark->text, longer, sizeof remark->text);
}

/* Who might meet: two in a whole sentence, more of them in a row. All boards say the same. */
static void say_pairs(struct draft *draft, struct board_remark *remark, struct text_limit limit)
{
	struct pair pairs[BOARD_PAIRS];
	int count = office_pairs(draft->office, draft->now, pairs, BOARD_PAIRS);
	char row[sizeof remark->text] = "";
	struct phrase phrase;

	count = count < BOARD_PAIRS ? count : BOARD_PAIRS;
	for (int i = 0; i < count; i++) {
		say_two(draft, count == 1 ? SENTENCE_PAIR : SENTENCE_TWO, &pairs[i], &phrase);
		g_strlcat(row, i ? " · " : "", sizeof row);
		g_strlcat(row, phrase.text, sizeof row);
	}
	if (count > 1)
		locale_say(remark->text, sizeof remark->text, draft->language, PAIRS, row);
	else
		g_strlcpy(remark->text, row, sizeof remark->text);
	if (count == 1)
		add_starter(draft, &pairs[0], remark, limit);
}

struct board_remark board_remark(struct draft *draft, const struct board *board, double size,
				 struct text_limit limit)
{
	struct board_remark remark = {.color = COLOR_INK_QUIET,
				      .style = {.size = size, .weight = 500}};

	if (board->offline.text[0]) {
		g_strlcpy(remark.text, board->offline.text, sizeof remark.text);
		remark.color = COLOR_ALERT;
		remark.style.weight = 600;
	} else {
		say_pairs(draft, &remark, limit);
	}
	while (remark.style.size > size * 2 / 3 &&
	       texts_layout(draft->texts, remark.text, &remark.style, limit)->cut)
		remark.style.size--;
	return remark;
}
