/* Takes down what a program does to its files, for a power cut to be played afterwards. */
#ifndef PRAATJE_TESTS_FAULTS_RECORD_H
#define PRAATJE_TESTS_FAULTS_RECORD_H

#include <stdio.h>

#include "trace/tracee.h"

/*
 * A call of thread tid that has been made with this result. One line each to file, words parted by
 * blanks: "create PATH", "write PATH OFFSET HEX", "cut PATH SIZE", "sync PATH", "remove PATH",
 * "rename PATH PATH", "folder PATH"; and "say HEX" for what goes to standard output.
 */
void record_call(FILE *file, pid_t tid, const struct call *made, int64_t result);

#endif
