#include "light.h"

#include <math.h>

static const double usual[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
static const double seen[EYE_GREY][3][3] = {
    [EYE_PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
			{0.114503, 0.786281, 0.099216},
			{-0.003882, -0.048116, 1.051998}},
    [EYE_DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
			  {0.280085, 0.672501, 0.047413},
			  {-0.011820, 0.042940, 0.968881}},
    [EYE_TRITANOPIA] = {{1.255528, -0.076749, -0.178779},
			{-0.078411, 0.930809, 0.147602},
			{0.004733, 0.691367, 0.303900}},
};

static double linear(uint32_t channel)
{
	double part = channel / 255.0;
	return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

struct light light_of(uint32_t color)
{
	return (struct light){linear(color >> 16 & 0xFF), linear(color >> 8 & 0xFF),
			      linear(color & 0xFF)};
}

double light_luminance(struct light light)
{
	return 0.2126 * light.r + 0.7152 * light.g + 0.0722 * light.b;
}

static double row(const double of[3], struct light light)
{
	return fmin(fmax(of[0] * light.r + of[1] * light.g + of[2] * light.b, 0), 1);
}

struct light light_seen(struct light light, enum eye eye)
{
	double grey = light_luminance(light);

	if (eye == EYE_GREY)
		return (struct light){grey, grey, grey};
	const double(*matrix)[3] = eye == EYE_USUAL ? usual : seen[eye];
	return (struct light){row(matrix[0], light), row(matrix[1], light), row(matrix[2], light)};
}

double light_lightness(struct light light)
{
	double y = light_luminance(light);
	return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27;
}

double light_contrast(uint32_t a, uint32_t b)
{
	double one = light_luminance(light_of(a)) + 0.05;
	double other = light_luminance(light_of(b)) + 0.05;

	return fmax(one, other) / fmin(one, other);
}
