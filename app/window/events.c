#include <time.h>

#include "window/private.h"

static int64_t mono_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* SDL gives shares of the window; the hundredth undoes its rounding of whole pixels. */
static int pixel(float share, int size)
{
	int at = (int)(share * (float)size + 0.01F);

	return at < 0 ? 0 : at >= size ? size - 1 : at;
}

static bool translate_finger(const struct window *window, const SDL_TouchFingerEvent *touch,
			     enum window_event_kind kind, struct window_event *event)
{
	int width, height;

	SDL_GetWindowSize(window->sdl, &width, &height);
	event->kind = kind;
	event->finger = touch->touchId == SDL_MOUSE_TOUCHID ? -1 : touch->fingerId;
	event->x = pixel(touch->x, width);
	event->y = pixel(touch->y, height);
	return true;
}

static bool translate_window(const SDL_WindowEvent *from, struct window_event *event)
{
	switch (from->event) {
	case SDL_WINDOWEVENT_EXPOSED:
		event->kind = WINDOW_EXPOSED;
		return true;
	case SDL_WINDOWEVENT_SIZE_CHANGED:
		event->kind = WINDOW_RESIZED;
		event->width = from->data1;
		event->height = from->data2;
		return true;
	case SDL_WINDOWEVENT_CLOSE:
		event->kind = WINDOW_CLOSE;
		return true;
	default:
		return false;
	}
}

static bool translate_key(const SDL_KeyboardEvent *from, struct window_event *event)
{
	static const SDL_Keycode keys[] = {
	    [WINDOW_KEY_ESCAPE] = SDLK_ESCAPE, [WINDOW_KEY_F1] = SDLK_F1, [WINDOW_KEY_F2] = SDLK_F2,
	    [WINDOW_KEY_F3] = SDLK_F3,         [WINDOW_KEY_F4] = SDLK_F4,
	};

	event->kind = from->type == SDL_KEYUP ? WINDOW_KEY_UP : WINDOW_KEY;
	for (size_t i = 0; !from->repeat && i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i] != from->keysym.sym)
			continue;
		event->key = (enum window_key)i;
		return true;
	}
	return false;
}

static bool translate(const struct window *window, const SDL_Event *from,
		      struct window_event *event)
{
	*event = (struct window_event){.mono_ms = mono_ms()};
	switch (from->type) {
	case SDL_FINGERDOWN:
		return translate_finger(window, &from->tfinger, WINDOW_FINGER_DOWN, event);
	case SDL_FINGERMOTION:
		return translate_finger(window, &from->tfinger, WINDOW_FINGER_MOVE, event);
	case SDL_FINGERUP:
		return translate_finger(window, &from->tfinger, WINDOW_FINGER_UP, event);
	case SDL_WINDOWEVENT:
		return translate_window(&from->window, event);
	case SDL_KEYDOWN:
	case SDL_KEYUP:
		return translate_key(&from->key, event);
	case SDL_QUIT:
		event->kind = WINDOW_CLOSE;
		return true;
	default:
		return false;
	}
}

bool window_drain(struct window *window, void (*handler)(void *data, const struct window_event *),
		  void *data)
{
	bool console = window->driver == DRIVER_CONSOLE;
	bool stirred = console && inputs_stirred(&window->inputs);
	struct window_event event;
	bool any = false;
	SDL_Event from;

	while (SDL_PollEvent(&from)) {
		if (!translate(window, &from, &event))
			continue;
		any = true;
		handler(data, &event);
	}
	if (stirred)
		inputs_scan(&window->inputs, "/dev/input");
	return any;
}
