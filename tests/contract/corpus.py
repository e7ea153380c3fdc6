"""Good and bad documents: each example with one thing changed, always the same ones."""
import copy
import json

import schema

LONG = 2**53
# What is put in place of any value.
WRONG = (None, True, 0, -1, 7.5, LONG, "", " ", "x", "a\nb", "a\u202eb", "UPPER case", "x" * 65,
         "x" * 161, [], {}, ["x"], {"x": 1})


def locations(document, path=()):
    """All places in a document, containers too, but the root."""
    items = document.items() if isinstance(document, dict) else \
        enumerate(document) if isinstance(document, list) else ()
    for key, value in items:
        yield path + (key,)
        yield from locations(value, path + (key,))


def holder(document, path):
    for key in path[:-1]:
        document = document[key]
    return document


def changed(document, path, value):
    new = copy.deepcopy(document)
    holder(new, path)[path[-1]] = value
    return new


def without(document, path):
    new = copy.deepcopy(document)
    del holder(new, path)[path[-1]]
    return new


def at(document, path):
    return holder(document, path)[path[-1]]


def neighbours(value):
    """Values of the same type, a little beside or far beyond."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1, 1, 23, 59, 61, 101, 1441, 2**31, 2**32, 2**43, -100001)
    if isinstance(value, float):
        return (value + 0.25, 0.5, 60, 60.5, 200, -100.5)
    if isinstance(value, str):
        return (value.upper(), value + "\u200b", value + "x", value[:-1], "\u3000", "24:00", "24:01",
                "2026-13-01", "2026-04-31", "0" * 64, "a" * 33, "kiosk", "open", "Europe/Amsterdam")
    if isinstance(value, list):
        return (value * 2, value * 101) if value else (["a"] * 101,)
    return ({**value, "onbekend": 1}, {**value, **{f"k{i}": 1 for i in range(25)}})


def mutants(document):
    yield document
    for path in locations(document):
        yield without(document, path)
        for value in WRONG + neighbours(at(document, path)):
            yield changed(document, path, value)


def corpus():
    """(topic, bytes), none of them twice."""
    seen = set()
    for topic, payload in schema.examples():
        if topic.startswith("homeassistant/"):
            continue
        for document in mutants(json.loads(payload)):
            row = (topic, json.dumps(document, ensure_ascii=False).encode())
            if row not in seen:
                seen.add(row)
                yield row
