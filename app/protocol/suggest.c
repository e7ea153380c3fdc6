#include "protocol/suggest.h"

#include <ctype.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

enum { LENGTH_MAX = 64 };

static int least(int a, int b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Optimal string alignment; three rows of the table are enough. */
int suggest_distance(const char *a, const char *b)
{
	int rows[3][LENGTH_MAX + 1] = {{0}};
	size_t a_length = strlen(a), b_length = strlen(b);

	if (a_length > LENGTH_MAX || b_length > LENGTH_MAX)
		return INT_MAX;
	for (size_t j = 0; j <= b_length; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= a_length; i++) {
		const int *above = rows[(i - 1) % 3], *above_that = rows[(i + 1) % 3];
		int *row = rows[i % 3];
		row[0] = (int)i;
		for (size_t j = 1; j <= b_length; j++) {
			int change = same(a[i - 1], b[j - 1]) ? 0 : 1;
			row[j] = least(above[j - 1] + change, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], above_that[j - 2] + 1);
		}
	}
	return rows[a_length % 3][b_length];
}

bool suggest_near(const char *a, const char *b)
{
	int distance = suggest_distance(a, b);
	int longer = (int)(strlen(a) > strlen(b) ? strlen(a) : strlen(b));

	return distance <= 2 && distance * 2 < longer;
}

const char *suggest_word(const char *mistaken, const char *const *words, int count)
{
	const char *best = NULL;
	int best_distance = INT_MAX;

	for (int i = 0; i < count; i++) {
		int distance = suggest_distance(mistaken, words[i]);
		if (distance < best_distance && suggest_near(mistaken, words[i])) {
			best = words[i];
			best_distance = distance;
		}
	}
	return best;
}
