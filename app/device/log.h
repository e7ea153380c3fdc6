/* Messages for whoever looks after the device, to standard error. They never name a person. */
#ifndef PRAATJE_DEVICE_LOG_H
#define PRAATJE_DEVICE_LOG_H

/* One line: "praatje: area: message". area is a layer's or subject's name. */
void log_line(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
