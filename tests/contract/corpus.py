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


def parts(name, node):
    """A part of schema name and all that applies to the same value: (name, part)."""
    yield name, node
    if "$ref" in node:
        file, _, pointer = node["$ref"].partition("#/")
        target = file.removesuffix(".schema.json") or name
        found = schema.schemas()[target]
        for key in pointer.split("/"):
            found = found[key]
        yield from parts(target, found)
    for key in ("if", "then", "else"):
        if key in node:
            yield from parts(name, node[key])
    for key in ("allOf", "anyOf"):
        for alternative in node.get(key, ()):
            yield from parts(name, alternative)


def below(name, node, key):
    """What the schema says of the item or field key of a value."""
    for owner, part in parts(name, node):
        if isinstance(key, int):
            candidates = [part.get("items")]
        else:
            candidates = [part.get("properties", {}).get(key)]
            candidates += part.get("patternProperties", {}).values()
            candidates += [part.get("additionalProperties")]
        yield from ((owner, c) for c in candidates if isinstance(c, dict))


def said_of(name, path):
    """Every part of a schema that speaks of the value at path."""
    nodes = [(name, schema.schemas()[name])]
    for key in path:
        nodes = [found for owner, node in nodes for found in below(owner, node, key)]
    return [part for owner, node in nodes for _, part in parts(owner, node)]


def bounds(name, path, value):
    """Values at every bound that the schema sets there, and one beyond."""
    for part in said_of(name, path):
        for key, beyond in (("minimum", -1), ("maximum", 1)):
            if key in part:
                yield from (part[key], part[key] + beyond, part[key] - beyond)
        yield from part.get("enum", ())
        if "enum" in part:
            yield "zzz"
        for key in ("minLength", "maxLength"):
            if key in part:
                yield from ("x" * part[key], "x" * (part[key] + 1), "x" * max(part[key] - 1, 0))
        if isinstance(value, list):
            yield from list_bounds(part, value)
        if isinstance(value, dict):
            yield from object_bounds(part, value)


def list_bounds(part, value):
    if "minItems" in part:
        yield value[:part["minItems"]]
        yield value[:part["minItems"] - 1]
    if "uniqueItems" in part and value:
        yield [value[0], value[0]]
    if 0 < part.get("maxItems", 0) < 200 and value:
        for count in (part["maxItems"], part["maxItems"] + 1):
            yield [several(value[0], i) for i in range(count)]


def object_bounds(part, value):
    if "propertyNames" in part and value:
        first = next(iter(value.values()))
        yield from ({key: first} for key in ("Not an id", "2026-13", "2026-02-30", "20261123", "x" * 33))
    if "maxProperties" in part and value:
        keys, first = list(value), next(iter(value.values()))
        for count in (part["maxProperties"], part["maxProperties"] + 1):
            yield {another(keys[0], i): first for i in range(count)}


def another(key, i):
    """The i-th of keys like this one: a day, a month or an id."""
    if len(key) == len("2026-11-23") and key[:2] == "20":
        return f"2026-10-{i + 1:02}"
    return f"{2000 + i}-01" if len(key) == len("2026-11") and key[:2] == "20" else f"k{i}"


def several(item, i):
    """The i-th of items of the same kind, of which no two are the same."""
    if isinstance(item, dict):
        return {**item, **({"id": f"x{i}"} if "id" in item else {})}
    if isinstance(item, int):
        return item + i
    if len(item) == len("2026-12-25") and item[:2] == "20":
        return f"{2030 + i}-12-25"
    return f"{item[:-3]}{i:03}" if len(item) > 10 else f"{item}{i}"


def mutants(name, document):
    """(whether it is one of those that always count, document)."""
    yield True, document
    yield from ((True, other) for other in ([], [document], "x", 1, None))
    for path in locations(document):
        value = at(document, path)
        yield True, without(document, path)
        for new in bounds(name, path, value):
            yield True, changed(document, path, new)
        for new in WRONG + neighbours(value):
            yield False, changed(document, path, new)


def corpus(every):
    """(topic, bytes), none of them twice; of the many that are wrong in common ways each every-th."""
    seen, rest = set(), 0
    for topic, payload in schema.examples():
        if topic.startswith("homeassistant/"):
            continue
        for always, document in mutants(schema.of_topic(topic), json.loads(payload)):
            row = (topic, json.dumps(document, ensure_ascii=False).encode())
            rest += 0 if always or row in seen else 1
            if row not in seen and (always or rest % every == 0):
                yield row
            seen.add(row)
