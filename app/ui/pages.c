#include "ui/pages.h"

#include <assert.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* How many characters both names begin with alike, at most so many. */
static int alike(const char *a, const char *b, int most)
{
	int count = 0;

	while (count < most && *a && *b && g_utf8_get_char(a) == g_utf8_get_char(b)) {
		a = g_utf8_next_char(a);
		b = g_utf8_next_char(b);
		count++;
	}
	return count;
}

struct division {
	const char *const *names;
	int count, capacity;
	double ideal, torn_cost;
	double *cost; /* of the best division of the first i people */
	int *before;  /* where its last page begins */
};

/* What a page from begin to before end adds; tearing an initial apart weighs most. */
static double page_cost(const struct division *division, int begin, int end)
{
	double off = end - begin - division->ideal, cost = off * off;

	if (end < division->count && alike(division->names[end - 1], division->names[end], 1))
		cost += division->torn_cost;
	return cost;
}

static void solve(const struct division *division)
{
	division->cost[0] = 0;
	for (int end = 1; end <= division->count; end++) {
		int least = end > division->capacity ? end - division->capacity : 0;
		division->cost[end] = -1;
		for (int begin = least; begin < end; begin++) {
			double cost = division->cost[begin] + page_cost(division, begin, end);
			if (division->cost[end] >= 0 && cost >= division->cost[end])
				continue;
			division->cost[end] = cost;
			division->before[end] = begin;
		}
	}
}

/* Follows the best division back from its end. */
static int collect(const struct division *division, int *first)
{
	int pages = 0, at = division->count;

	for (int end = at; end > 0; end = division->before[end])
		pages++;
	for (int page = pages; page >= 0; page--) {
		first[page] = at;
		at = page > 0 ? division->before[at] : at;
	}
	return pages;
}

int pages_divide(const char *const *names, int count, int capacity, int aim, int *first)
{
	int least = (count + capacity - 1) / capacity;
	struct division division = {.names = names, .count = count, .capacity = capacity};

	assert(count > 0 && capacity > 0 && aim > 0);
	division.ideal = (double)count / least;
	division.torn_cost = (double)capacity * capacity;
	division.cost = g_new0(double, (gsize)count + 1);
	division.before = g_new0(int, (gsize)count + 1);
	solve(&division);
	int pages = collect(&division, first);
	if (pages > aim && pages > least) {
		division.torn_cost = 0;
		solve(&division);
		pages = collect(&division, first);
	}
	g_free(division.cost);
	g_free(division.before);
	return pages;
}

/* The first characters of name, the first of all as a capital. */
static void add_prefix(char *to, size_t size, const char *name, int chars)
{
	size_t used = strlen(to);

	for (int i = 0; i < chars && *name && used + 8 < size; i++) {
		gunichar c = g_utf8_get_char(name);
		used += (size_t)g_unichar_to_utf8(i == 0 ? g_unichar_toupper(c) : c, to + used);
		to[used] = '\0';
		name = g_utf8_next_char(name);
	}
}

static int told_apart(const char *name, const char *neighbour, int most)
{
	return MIN(alike(name, neighbour, most) + 1, most);
}

void pages_label(char to[PAGE_LABEL_SIZE], const char *const *names, int count, int begin, int end,
		 int letters)
{
	char last[PAGE_LABEL_SIZE] = "";
	int begin_chars = begin > 0 ? told_apart(names[begin], names[begin - 1], letters) : 1;
	int end_chars = end < count ? told_apart(names[end - 1], names[end], letters) : 1;

	/* Within one initial both ends are told by as many letters. */
	if (alike(names[begin], names[end - 1], 1))
		begin_chars = end_chars = MAX(begin_chars, end_chars);
	to[0] = '\0';
	add_prefix(to, PAGE_LABEL_SIZE / 2 - 4, names[begin], begin_chars);
	add_prefix(last, PAGE_LABEL_SIZE / 2, names[end - 1], end_chars);
	if (strcmp(to, last) == 0)
		return;
	size_t used = strlen(to);
	snprintf(to + used, PAGE_LABEL_SIZE - used, "–%s", last);
}
