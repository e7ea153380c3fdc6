#include "ui/icon.h"

#include "ui/outline.h"

enum { SQUARE = 24 };

static const char *const outlines[ICON_COUNT] = {
    [ICON_CHAT] = "M4 5h16v11H11l-5 4v-4H4z",
    [ICON_IDEA] = "M12 3a6.5 6.5 0 0 0-3.6 11.9V17h7.2v-2.1A6.5 6.5 0 0 0 12 3z"
		  "M9 18.5h6V20H9zM10.2 21h3.6v1.2h-3.6z",
    [ICON_WALK] = "M4 7h13v2h1.5a3 3 0 0 1 0 6H17a5 5 0 0 1-5 4H9a5 5 0 0 1-5-5z"
		  "M17 11v2h1.3a1 1 0 0 0 0-2zM8 2h1.6v3H8zM12 2h1.6v3H12z",
    [ICON_FOOD] = "M5 2h1.4v6h1V2h1.2v6h1V2H11v7a3 3 0 0 1-2 2.8V22H7V11.8A3 3 0 0 1 5 9z"
		  "M15 2c2.5 0 4 3 4 7v4h-2v9h-2z",
    [ICON_HELP] = "M12 3a5 5 0 0 0-5 5h2.6a2.4 2.4 0 1 1 3.6 2.1c-1.7 1-2.5 2.1-2.5 4.4h2.6"
		  "c0-1.3.4-1.9 1.4-2.5A5 5 0 0 0 12 3zM10.6 17h2.8v3h-2.8z",
    [ICON_FOCUS] = "M12 4a8 8 0 0 0-8 8v5a3 3 0 0 0 3 3h1v-8H6a6 6 0 0 1 12 0h-2v8h1"
		   "a3 3 0 0 0 3-3v-5a8 8 0 0 0-8-8z",
    [ICON_HERE] = "M9.5 18.5l-6-6 1.9-1.9 4.1 4.1 9.1-9.1 1.9 1.9z",
    [ICON_LEAVE] = "M4 4h10v3h-2V6H6v12h6v-1h2v3H4zM15 8l5 4-5 4v-3H9v-2h6z",
};

void icon_path(cairo_t *cairo, enum icon icon, double x, double y, double size)
{
	cairo_save(cairo);
	cairo_translate(cairo, x, y);
	cairo_scale(cairo, size / SQUARE, size / SQUARE);
	outline_path(cairo, outlines[icon]);
	cairo_restore(cairo);
}
