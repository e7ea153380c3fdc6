#!/usr/bin/env python3
"""The tables of fields in the contract, made from the schemas, and the schemas' languages, made from their
files. As a program it writes them there."""
import json
import re

import schema
import support as s

COMMON = s.TOP / "app/protocol/schema/common.schema.json"
WITH_KINDS = [s.TOP / "app/protocol/schema/config-office.schema.json",
              s.TOP / "tests/protocol/examples/config-office-default.json"]
CONTRACT = s.TOP / "app/protocol/contract.md"
KNOWN = {"id": "an id", "hash": "64 hexadecimal digits", "time": "seconds since 1970 UTC",
         "length": "seconds", "rect": "`[x, y, width, height]`", "show": "an object",
         "rev": "a whole number from 0"}
LARGEST = 2**31 - 1  # of the program's integers: no bound that anybody meets


def languages():
    """The languages of Praatje, Dutch and English first: one for each of its files."""
    found = sorted(file.stem for file in (s.TOP / "app/locale/language").glob("*.def"))
    return ["nl", "en"] + [name for name in found if name not in ("nl", "en")]


def with_languages(text):
    """The text of the schemas' common part, with the languages that there are."""
    names = languages()
    text = re.sub(r'("language": \{"enum": ).*?\}', rf"\1{json.dumps(names)}}}", text)

    def fill(match):
        lines = ",\n".join(f'{match[2]}"{name}": {match[3]}' for name in names)
        needed = ", ".join(f'{{"required": ["{name}"]}}' for name in names)
        return f'{match[1]}{lines}\n{match[4]}"anyOf": [{needed}]'
    return re.sub(r'("properties": \{\n)( +)"nl": (\{.*?\}),\n.*?\n( +\},\n +)"anyOf": \[.*?\]$', fill, text,
                  flags=re.DOTALL | re.MULTILINE)


def with_kinds(text):
    """The text with the names and hints of the built-in kinds in every language."""
    of = {}
    for name in languages():
        file = s.TOP / f"app/locale/language/{name}.def"
        for kind, *texts in re.findall(r'^KIND\((\w+), "(.*?)", "(.*?)",', file.read_text(), re.MULTILINE):
            for field, words_ in zip(("name", "hint"), texts):
                of.setdefault((kind, field), {})[name] = words_
    for (_, field), texts in of.items():
        for colon, comma in ((": ", ", "), (":", ",")):
            new = json.dumps(texts, ensure_ascii=False, separators=(comma, colon))
            old = re.escape(f'"{field}"{colon}{{"nl"{colon}"{texts["nl"]}"')
            text = re.sub(old + r"[^}]*\}", lambda _, new=new, colon=colon: f'"{field}"{colon}{new}', text)
    return text


def words(values):
    quoted = [f"`{v}`" for v in values]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def range_of(node):
    low, high = node["minimum"], node["maximum"]
    return f"from {low}" if high >= LARGEST else f"{low} to {high}"


def list_of(node):
    low, high = node.get("minItems", 0), node.get("maxItems")
    if low == high:
        return f"a list of {high}"
    return f"a list of {low} to {high}" if low else f"a list of at most {high}"


def may_be(node):
    """What a value may be, in words."""
    name = node.get("$ref", "").rpartition("/")[2]
    if name in KNOWN:
        return KNOWN[name]
    if name in ("text", "line"):
        return f"a text of at most {node['maxLength']} characters"
    if name in ("label", "hint", "prompt"):
        most = 160 if name == "prompt" else 64
        return f"a text of at most {most} characters, or one a language"
    if name in ("language", "role"):
        return words(schema.schemas()["common"]["$defs"][name]["enum"])
    if name == "date":
        return "a date"
    if name == "minute":
        return "`HH:MM`, to `24:00`"
    if "enum" in node:
        return words(node["enum"])
    if "const" in node:
        return f"`{json.dumps(node['const'])}`"
    kind = node.get("type")
    if kind == "integer":
        return f"a whole number, {range_of(node)}"
    if kind == "number":
        return f"a number, {range_of(node)}"
    if kind == "array":
        return list_of(node) + item_of(node["items"])
    if kind == "string" and "maxLength" in node:
        return f"a text of at most {node['maxLength']} characters"
    return {"boolean": "`true` or `false`", "object": "an object", "string": "a text",
            None: "as its command wants"}[kind]


def item_of(node):
    """What each of a list may be, unless rows of its own say so."""
    if node.get("type") == "object":
        return ""
    return ", each " + ("a date" if node.get("format") == "date" else may_be(node))


def left_out(node, needed):
    if needed:
        return "must be there"
    if "default" not in node:
        return ""
    value = node["default"]
    if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]:
        return "the usual ones: " + ", ".join(f"`{v['id']}`" for v in value)
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def fields(node):
    """The fields of an object: name, what the schema says, whether it is needed."""
    found, needed = {}, set()
    for part in (node, node.get("else", {}), node.get("then", {})):
        found = {**found, **{k: {**found.get(k, {}), **v} for k, v in part.get("properties", {}).items()}}
        needed |= set(part.get("required", ())) if part is not node.get("then") else set()
    return [(k, v, k in needed) for k, v in found.items()]


def rows(node, prefix=""):
    if node.get("$ref", "").endswith("/show"):
        node = schema.schemas()["common"]["$defs"]["show"]
    for name, field, needed in fields(node):
        meaning = field.get("description", "")
        yield f"| `{prefix}{name}` | {may_be(field)} | {left_out(field, needed)} | {meaning} |"
        if field.get("type") == "array":
            yield from rows(field["items"], f"{prefix}{name}[].")
        else:
            yield from rows(field, f"{prefix}{name}.")


def table(name):
    """The table of a schema's fields."""
    head = ["| field | what it may be | left out | what it means |", "| --- | --- | --- | --- |"]
    return "\n".join(head + list(rows(schema.schemas()[name])))


def codes(what):
    """The table of the codes of faults, or of refusals."""
    rows_ = [f"| `{name}` | {meaning} |" for name, meaning in schema.names(what)]
    return "\n".join(["| code | what it means |", "| --- | --- |", *rows_])


def filled(text):
    """The contract's text with its tables as they should be."""
    def fill(match):
        what = match[1].removeprefix("fields: ")
        return f"<!-- {match[1]} -->\n{codes(what) if what == match[1] else table(what)}\n<!-- end -->"
    return re.sub(r"<!-- (fields: [a-z-]+|codes|refusals) -->\n.*?<!-- end -->", fill, text, flags=re.DOTALL)


if __name__ == "__main__":
    COMMON.write_text(with_languages(COMMON.read_text()))
    for file in WITH_KINDS:
        file.write_text(with_kinds(file.read_text()))
    schema.schemas.cache_clear()
    CONTRACT.write_text(filled(CONTRACT.read_text()))
