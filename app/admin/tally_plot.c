#include "admin/tally_plot.h"

#include <math.h>
#include <stdio.h>

#include "locale/locale.h"

/* In pixels of the picture: the field of the bars, and what is around it. */
enum {
	WIDTH = 960,
	HEIGHT = 540,
	LEFT = 72,
	RIGHT = 928,
	TOP = 148,
	BOTTOM = 452,
	BAR_MAX = 72,
	NARROW = 36,   /* bars over which numbers stand smaller */
	STEPS_MIN = 3, /* lines to read heights by */
};

/* Told apart by how light they are too. */
static const char color_relation[] = "#ffc83d", color_task[] = "#41527a",
		  color_former[] = "#b9b6ae", color_ink[] = "#1b1608", color_quiet[] = "#5f5c54",
		  color_line[] = "#dcd8cf";

struct plot {
	FILE *to;
	const struct tally_months *months;
	enum language language;
	double top; /* so many signals are as high as the field */
	double step;
};

static void put_text(const struct plot *plot, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", plot->to);
		else if (*text == '<')
			fputs("&lt;", plot->to);
		else if (*text == '>')
			fputs("&gt;", plot->to);
		else
			fputc(*text, plot->to);
	}
}

static bool is_told(const struct tally_month *month)
{
	return month->signals >= TALLY_TOLD_FROM;
}

/* 1, 2 or 5 with zeros: so that a few lines reach over most. */
static void choose_scale(struct plot *plot)
{
	double most = TALLY_TOLD_FROM;

	for (int i = 0; i < plot->months->count; i++)
		most = fmax(most, (double)plot->months->list[i].signals);
	double power = pow(10, floor(log10(most)));
	const double steps[] = {5 * power, 2 * power, power, power / 2, power / 5};
	size_t i = 0;
	while (i < sizeof steps / sizeof steps[0] - 1 && most / steps[i] < STEPS_MIN)
		i++;
	plot->step = fmax(1, steps[i]);
	plot->top = ceil(most / plot->step) * plot->step;
}

static double y_of(const struct plot *plot, double signals)
{
	return BOTTOM - signals / plot->top * (BOTTOM - TOP);
}

static void put_legend(const struct plot *plot, bool former)
{
	const struct {
		const char *color;
		enum sentence label;
		int x;
	} keys[] = {{color_relation, SENTENCE_PLOT_RELATION, LEFT},
		    {color_task, SENTENCE_PLOT_TASK, LEFT + 190},
		    {color_former, SENTENCE_PLOT_FORMER, LEFT + 350}};

	for (int i = 0; i < 2 + former; i++)
		fprintf(
		    plot->to,
		    "<rect x=\"%d\" y=\"82\" width=\"18\" height=\"18\" rx=\"3\" fill=\"%s\"/>\n"
		    "<text x=\"%d\" y=\"97\" font-size=\"18\">%s</text>\n",
		    keys[i].x, keys[i].color, keys[i].x + 26,
		    locale_text(plot->language, keys[i].label));
}

static void put_scale(const struct plot *plot)
{
	long lines = lround(plot->top / plot->step);

	for (long i = 0; i <= lines; i++) {
		double at = (double)i * plot->step;
		double y = y_of(plot, at);
		fprintf(plot->to,
			"<path d=\"M%d %.1fH%d\" stroke=\"%s\"/>\n"
			"<text x=\"%d\" y=\"%.1f\" font-size=\"16\" fill=\"%s\" "
			"text-anchor=\"end\">%.0f</text>\n",
			LEFT, y, RIGHT, color_line, LEFT - 12, y + 5, color_quiet, at);
	}
	fprintf(plot->to, "<text x=\"%d\" y=\"%d\" font-size=\"16\" fill=\"%s\">%s</text>\n", LEFT,
		TOP - 16, color_quiet, locale_text(plot->language, SENTENCE_PLOT_AXIS));
}

static void put_part(const struct plot *plot, const char *part, const char *color, double x,
		     double width, double from, double signals)
{
	if (signals <= 0)
		return;
	double top = y_of(plot, from + signals), bottom = y_of(plot, from);
	fprintf(plot->to,
		"<rect class=\"%s\" x=\"%.1f\" y=\"%.2f\" width=\"%.1f\" height=\"%.2f\" "
		"fill=\"%s\"/>\n",
		part, x, top, width, bottom - top, color);
}

static void put_bar(const struct plot *plot, const struct tally_month *month, double x,
		    double width)
{
	double middle = x + width / 2;
	int relation = tally_relation(month->relation, month->task);

	put_part(plot, "relation", color_relation, x, width, 0, month->relation);
	put_part(plot, "task", color_task, x, width, month->relation, month->task);
	put_part(plot, "former", color_former, x, width, month->relation + month->task,
		 (double)month->former);
	fprintf(plot->to,
		"<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" font-weight=\"600\" "
		"text-anchor=\"middle\">%lld</text>\n",
		middle, y_of(plot, (double)month->signals) - 7, width < NARROW ? 12 : 16,
		(long long)month->signals);
	if (relation >= 0 && BOTTOM - y_of(plot, month->relation) > 24)
		fprintf(plot->to,
			"<text x=\"%.1f\" y=\"%d\" font-size=\"%d\" "
			"text-anchor=\"middle\">%d%%</text>\n",
			middle, BOTTOM - 8, width < NARROW ? 12 : 15, relation);
}

static void put_month(const struct plot *plot, int i)
{
	const struct tally_month *month = &plot->months->list[i];
	double room = (double)(RIGHT - LEFT) / plot->months->count;
	double width = fmin(BAR_MAX, room * 0.72), x = LEFT + room * i + (room - width) / 2;

	fprintf(plot->to, "<g id=\"m%04d-%02d\">\n", month->date.year, month->date.month);
	if (is_told(month))
		put_bar(plot, month, x, width);
	else
		fprintf(plot->to,
			"<text x=\"%.1f\" y=\"%d\" font-size=\"14\" fill=\"%s\" "
			"text-anchor=\"middle\">%s</text>\n",
			x + width / 2, BOTTOM - 8, color_quiet, "&lt; 5");
	fprintf(plot->to,
		"<text x=\"%.1f\" y=\"%d\" font-size=\"15\" text-anchor=\"middle\">%s</text>\n",
		x + width / 2, BOTTOM + 22, locale_month(plot->language, month->date.month));
	if (month->date.month == 1 || (i == 0 && month->date.month < 12))
		fprintf(plot->to,
			"<text x=\"%.1f\" y=\"%d\" font-size=\"15\" fill=\"%s\" "
			"text-anchor=\"middle\">%d</text>\n",
			x + width / 2, BOTTOM + 42, color_quiet, month->date.year);
	fputs("</g>\n", plot->to);
}

static void put_all(const struct plot *plot)
{
	const struct tally_months *months = plot->months;
	bool former = false, few = false;

	for (int i = 0; i < months->count; i++) {
		former |= is_told(&months->list[i]) && months->list[i].former > 0;
		few |= !is_told(&months->list[i]);
	}
	fprintf(
	    plot->to,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	    "height=\"%d\" role=\"img\" font-family=\"Inter, sans-serif\" fill=\"%s\">\n<title>",
	    WIDTH, HEIGHT, WIDTH, HEIGHT, color_ink);
	put_text(plot, months->office->name.in[months->office->lang]);
	fprintf(plot->to, ": %s</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n",
		locale_text(plot->language, SENTENCE_PLOT_TITLE), WIDTH, HEIGHT);
	fprintf(plot->to,
		"<text x=\"%d\" y=\"54\" font-size=\"30\" font-weight=\"700\">%s</text>\n", LEFT,
		locale_text(plot->language, SENTENCE_PLOT_TITLE));
	fprintf(plot->to,
		"<text x=\"%d\" y=\"54\" font-size=\"18\" fill=\"%s\" text-anchor=\"end\">", RIGHT,
		color_quiet);
	put_text(plot, months->office->name.in[months->office->lang]);
	fputs("</text>\n", plot->to);
	put_legend(plot, former);
	put_scale(plot);
	for (int i = 0; i < months->count; i++)
		put_month(plot, i);
	if (few)
		fprintf(plot->to,
			"<text x=\"%d\" y=\"%d\" font-size=\"15\" fill=\"%s\">%s</text>\n", LEFT,
			HEIGHT - 16, color_quiet,
			locale_text(plot->language, SENTENCE_PLOT_FEW_MEANS));
	fputs("</svg>\n", plot->to);
}

char *tally_plot(const struct tally_months *months)
{
	char *text = NULL;
	size_t size = 0;
	struct plot plot = {
	    .to = open_memstream(&text, &size), .months = months, .language = months->office->lang};

	if (!plot.to)
		return NULL;
	choose_scale(&plot);
	put_all(&plot);
	fclose(plot.to);
	return text;
}
