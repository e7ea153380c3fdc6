#!/usr/bin/env python3
"""Reads the #includes of app and hw and fails on one that crosses a wall of the house.

    ui, window, link, store, hw, loop -> protocol -> core -> libc

ui, link, store and hw never include one another; SDL stays in window, mosquitto in link,
gpiod in hw; hw knows nothing of app. With --self-test it checks that it would notice.
"""
import pathlib
import re
import sys

# What each room may include from the others, and which libraries' headers.
ROOMS = {
    "app/core": (set(), set()),
    "app/protocol": ({"core"}, {"jansson", "glib"}),
    "app/link": ({"core", "protocol"}, {"mosquitto", "openssl"}),
    "app/store": ({"core", "protocol"}, {"sqlite3"}),
    "app/loop": ({"core", "protocol"}, set()),
    "app/window": ({"core", "protocol"}, {"SDL"}),
    "app/locale": ({"core"}, set()),
    "app/ui": ({"core", "protocol", "locale"}, {"cairo", "pango", "glib"}),
    "app/device": ({"core", "protocol", "link", "store", "loop", "window", "ui", "locale",
                    "settings", "adopt", "hw"}, set()),
    "app/admin": ({"core", "protocol", "link", "locale", "settings", "trust", "adopt"}, {"jansson"}),
    "app/trust": (set(), {"openssl"}),
    "app/adopt": ({"trust"}, {"openssl"}),
    "app/settings": ({"core", "protocol"}, {"ini"}),
    "app": ({"device", "admin"}, set()),
    "hw": (set(), {"gpiod", "glib", "ini"}),
}
LIBRARIES = {
    "jansson": r"jansson\.h",
    "glib": r"glib(-object)?\.h|glib/.*",
    "mosquitto": r"mosquitto.*\.h|mqtt_protocol\.h",
    "sqlite3": r"sqlite3\.h",
    "SDL": r"SDL.*\.h|SDL2/.*",
    "cairo": r"cairo.*\.h",
    "pango": r"pango/.*",
    "gpiod": r"gpiod\.h",
    "ini": r"ini\.h",
    "openssl": r"openssl/.*",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def fault(room, bracket, header):
    """Why room may not include header, or None."""
    rooms, libraries = ROOMS[room]
    for library, pattern in LIBRARIES.items():
        if re.fullmatch(pattern, header):
            return None if library in libraries else f"{library} is not for {room}"
    if bracket == "<":
        return None  # libc
    own = room.removeprefix("app/")
    first = header.split("/")[0] if "/" in header else own
    if first == own or first in rooms:
        return None
    return f"{room} may not know {first}"


def check(name, text):
    room = str(pathlib.PurePath(name).parent)
    while room not in ROOMS:
        room = str(pathlib.PurePath(room).parent)
        if room == ".":
            return [f"{name}: lies in no room of the house"]
    faults = []
    for match in INCLUDE.finditer(text):
        why = fault(room, *match.groups())
        if why:
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{name}:{line}: #include {match[2]}: {why}")
    return faults


def self_test():
    crossings = [
        ("app/core/a.c", "#include <jansson.h>"), ("app/core/a.c", '#include "protocol/json.h"'),
        ("app/ui/a.c", '#include "link/link.h"'), ("app/link/a.c", '#include "store/store.h"'),
        ("app/store/a.h", '#include "ui/ui.h"'), ("app/ui/a.c", "#include <SDL.h>"),
        ("app/device/a.c", "#include <mosquitto.h>"), ("hw/a.c", '#include "core/id.h"'),
        ("app/protocol/a.c", '#include "loop/loop.h"'),
        ("app/praatje.c", '#include "core/id.h"'),
    ]
    missed = [c for c in crossings if not check(*c)]
    assert not missed, f"not noticed: {missed}"
    assert not check("app/protocol/a.c", '#include <jansson.h>\n#include "core/id.h"')


def main():
    self_test()
    top = pathlib.Path(__file__).resolve().parent.parent
    files = [p for room in ("app", "hw") for p in sorted((top / room).rglob("*.[ch]"))]
    assert len(files) > 20, "no sources found"
    faults = [f for p in files for f in check(str(p.relative_to(top)), p.read_text())]
    print("\n".join(faults) if faults else f"{len(files)} files keep to the walls")
    return 1 if faults else 0


sys.exit(main())
