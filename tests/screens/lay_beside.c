/*
 * lay_beside AIM OURS BOTH: writes the PNG BOTH with AIM at the left and OURS at the right, and
 * prints how much of them differs. What tests/screens/compare is made with.
 */
#include <stdio.h>

#include "picture.h"

enum { LIMIT = 48 };

int main(int count, char **arguments)
{
	if (count != 4) {
		fputs("usage: lay_beside AIM OURS BOTH\n", stderr);
		return 64;
	}
	cairo_surface_t *aim = picture_load(arguments[1]), *ours = picture_load(arguments[2]);
	if (!aim || !ours) {
		fprintf(stderr, "lay_beside: %s can't be read\n", arguments[aim ? 2 : 1]);
		cairo_surface_destroy(aim);
		cairo_surface_destroy(ours);
		return 74;
	}
	struct difference found = picture_compare(aim, ours, LIMIT, NULL);
	cairo_surface_t *both = picture_beside(aim, ours);
	cairo_status_t status = cairo_surface_write_to_png(both, arguments[3]);
	if (found.other_size)
		puts("of another size");
	else
		printf("%.2f %% of the pixels differ\n", found.percent);
	cairo_surface_destroy(both);
	cairo_surface_destroy(ours);
	cairo_surface_destroy(aim);
	return status == CAIRO_STATUS_SUCCESS ? 0 : 74;
}
