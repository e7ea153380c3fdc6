/* Who this device is, for whoever holds the clock. */
#include "ui/list.h"
#include "ui/screens.h"

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

static struct phrase broker_words(const struct draft *draft)
{
	const struct office *office = draft->office;
	bool up = office->link == LINK_STATE_UP || office->link == LINK_STATE_SYNCED;
	struct phrase phrase;

	if (up)
		SAY(phrase, draft, INFO_CONNECTED, office->facts.broker);
	else
		SAY(phrase, draft, INFO_NOT_CONNECTED, office->facts.broker);
	return phrase;
}

static struct list device_list(const struct draft *draft)
{
	static const enum sentence trust[] = {
	    [CLOCK_NONE] = SENTENCE_INFO_CLOCK_NONE,
	    [CLOCK_RTC] = SENTENCE_INFO_CLOCK_RTC,
	    [CLOCK_SYNCED] = SENTENCE_INFO_CLOCK_SYNCED,
	};
	const struct office *office = draft->office;
	const struct facts *facts = &office->facts;
	struct phrase error = phrase_error(draft);
	const char *none = locale_text(draft->language, SENTENCE_INFO_NO_ERROR);
	const char *address = facts->address[0]
				  ? facts->address
				  : locale_text(draft->language, SENTENCE_INFO_NO_ADDRESS);
	struct list list = {.cleaning = true};

	SAY(list.title, draft, INFO_TITLE,
	    office->self.name[0] ? office->self.name : office->me.device);
	list_add(&list, SENTENCE_INFO_DEVICE, office->me.device);
	list_add(&list, SENTENCE_INFO_OFFICE, office->id);
	list_add(&list, SENTENCE_INFO_ADDRESS, address);
	list_add(&list, SENTENCE_INFO_BROKER, broker_words(draft).text);
	list_add(&list, SENTENCE_INFO_ERROR, error.text[0] ? error.text : none);
	list_add(&list, SENTENCE_INFO_VERSION, facts->version);
	list_add(&list, SENTENCE_INFO_CLOCK,
		 locale_text(draft->language, trust[draft->now->clock]));
	return list;
}

void screen_info(struct draft *draft)
{
	struct list list = device_list(draft);

	list_show(draft, &list);
}
