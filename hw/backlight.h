/* The light behind the screen, as the kernel offers it. */
#ifndef PRAATJE_HW_BACKLIGHT_H
#define PRAATJE_HW_BACKLIGHT_H

/*
 * Sets every backlight below root's /sys/class/backlight to percent of its full light (0 to 100;
 * 0 is off, above it at least the smallest step). Returns how many were set; -errno when one
 * couldn't be.
 */
int backlight_set(const char *root, int percent);

#endif
