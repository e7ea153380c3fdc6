/* praatjectl office: the office's own document. */
#include <stdlib.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/field.h"
#include "admin/hand.h"
#include "admin/layout.h"
#include "admin/listing.h"
#include "admin/out.h"
#include "protocol/config.h"

/* What holds: where a field isn't given, its default. */
static void show(const struct book *book, const struct admin_options *options)
{
	char *payload = office_config_encode(book->office);
	json_t *document = payload ? json_loads(payload, 0, NULL) : NULL;
	char *text = NULL;

	if (options->json) {
		out_line("%s", payload ? payload : "");
	} else {
		text = layout_json(document);
		out_line("%s", text ? text : "");
	}
	json_decref(document);
	free(payload);
	free(text);
}

int admin_office_show(const struct admin_options *options)
{
	return listing_run(options, "config/office", show);
}

int admin_office_set(const struct admin_options *options)
{
	struct hand hand;
	json_t *office = NULL;
	int status = hand_open(&hand, options);

	if (status == EX_OK) {
		office = hand_get(&hand, "config/office");
		office = office ? office : json_object();
		status = field_set(&hand.book, office, options->args, options->args_count);
	}
	if (status == EX_OK)
		status = hand_put(&hand, "config/office", json_incref(office));
	if (status == EX_OK)
		status = hand_commit(&hand, "The office is changed.");
	json_decref(office);
	hand_close(&hand);
	return status;
}
