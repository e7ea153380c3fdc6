"""The offices of the golden pictures (tests/screens/scenes.c), as they go over MQTT."""
import datetime
import json

ZONE = datetime.timezone(datetime.timedelta(hours=1))
NAMES = ("Aaltje Ahmed Bart Chantal Corine Daan Emma Fatima Gerrit Hanneke Ingrid Jan Joris Lotte Mehmet "
         "Nynke Olga Pieter Renée Sanne Thijs Ulrike Wout Zoë").split()
STATES = "ahhfoahhahfohahohahhfahh"
OPEN = {"Corine": ("idea", "coffee", "09:42"), "Jan": ("chat", "second", "10:00"), "Nynke": ("walk", "door", "09:45")}
PLACES = {"coffee": "koffiehoek", "second": "2e verdieping", "door": "voordeur", "library": "bibliotheek"}
PROMPT = "Wat leerde je thuis dat je hier wilt houden?"


def at(clock):
    """Seconds since 1970 of a time of the day in the pictures."""
    hour, minute = map(int, clock.split(":"))
    return int(datetime.datetime(2026, 11, 23, hour, minute, tzinfo=ZONE).timestamp())


def person(name):
    return f"p-{NAMES.index(name)}"


def configuration():
    documents = {
        "config/office": {"rev": 1, "tz": "Europe/Amsterdam", "prompts": [PROMPT], "show": {"motion": False},
                          "places": [{"id": i, "name": n} for i, n in PLACES.items()]},
        "config/device/kiosk-1": {"rev": 1, "role": "kiosk", "name": "kiosk-1", "place": "coffee",
                                  "panel": "three-buttons"},
    }
    for name in NAMES:
        documents[f"config/person/{person(name)}"] = {"rev": 1, "name": name, "wall": "name"}
    return documents


def statement(name, letter, now):
    said = {"v": now * 1000, "by": "kiosk-2", "since": now, "ends": at("18:30"), "expiry": 8 * 3600}
    if letter == "h":
        return {**said, "presence": "here"}
    if letter == "f":
        return {**said, "presence": "focus", "until": at("18:00"), "left": at("18:00") - now}
    kind, place, until = OPEN[name]
    return {**said, "presence": "open", "kind": kind, "place": place, "until": at(until), "left": at(until) - now}


def publish(office, clock, without=()):
    """Fills an office as it stands in the pictures at that time; some are away in some of them."""
    path = office.folder / "documents.json"
    path.write_text(json.dumps(configuration()))
    office.admin("apply", path)
    for name, letter in zip(NAMES, STATES):
        if letter != "a" and name not in without:
            office.publish(f"person/{person(name)}/state", statement(name, letter, at(clock)))
