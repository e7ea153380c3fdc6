#!/usr/bin/env python3
"""The tables of app/PRIVACY.md and PRIVACY.en.md: from the schemas, the contract and the broker's rights.
As a program it writes them there."""
import functools
import os
import pathlib
import re
import subprocess
import tempfile

import schema
import support as s
import tables
from privacy_words import DUTCH, HEADS, LASTS, SHOWN

PAGES = {"nl": s.TOP / "app/PRIVACY.md", "en": s.TOP / "app/PRIVACY.en.md"}
LANGUAGES = s.TOP / "app/locale/language"
OFFICE = "delft"
# Who gets a certificate: what praatjectl is asked for, and what they are called in the table.
IDENTITIES = {"kiosk-1": ("kiosk", "kiosk"), "desk-1": ("desk", "desk of one person"), "board-1": ("board", "board"),
              "count-1": ("counting-board", "board that only counts"), "ha": ("home-assistant", "Home Assistant"),
              "admin": (None, "admin"), "tidy": (None, "the nightly tidy"),
              "pairing": (None, "device that asks to be adopted")}
# What rights are about: the columns of the table.
MATTERS = {"names": "config/person/p-2", "who is how": "person/p-2/state", "one's own": "person/p-1/state",
           "someone": "place/coffee/someone", "numbers": "device/other/counts", "tallies": "device/other/tally",
           "a picture of a screen": "device/other/command"}


def say(words, language):
    """An English sentence in a language. KeyError: nobody has put it into Dutch yet."""
    return words if language == "en" else DUTCH[words]


def row(cells):
    return f"| {' | '.join(cells)} |"


def table(head, rows):
    return "\n".join([row(head), row(["---"] * len(head)), *map(row, rows)])


@functools.cache
def label(name, language):
    """A sentence of the screens, by its name."""
    text = (LANGUAGES / f"{language}.def").read_text()
    return re.search(rf'^SENTENCE\({name},\s*"(.*?)"\)', text, re.MULTILINE)[1]


def shown(name, field, language):
    """Where a kiosk shows a field to whoever holds the name: the label of the line."""
    where = SHOWN[name][field]
    return label(where, language) if where.isupper() else say(where, language)


def fields(name, language):
    found = [(f, node["description"]) for f, node, _ in tables.fields(schema.schemas()[name])]
    head = HEADS[language]["fields"] if name in SHOWN else HEADS[language]["fields"][:2]
    return table(head, [[f"`{f}`", say(said, language), *([shown(name, f, language)] if name in SHOWN else [])]
                        for f, said in found])


def kept(language):
    """What goes over the broker and how long it stays there, as the contract has it."""
    text = tables.CONTRACT.read_text().partition("## The topics")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| .*? \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    return table(HEADS[language]["kept"],
                 [[say(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", what), language), topic, say(LASTS.get(how, how), language)]
                  for topic, how, what in rows])


@functools.cache
def rights():
    """The broker's list of rights as praatjectl makes it: user to (access, pattern)."""
    ctl = pathlib.Path(os.environ.get("PRAATJE_BIN", s.TOP / "build/dev/bin")) / "praatjectl"
    with tempfile.TemporaryDirectory() as folder:
        trust = f"{folder}/broker"
        subprocess.run([ctl, "broker", "init", trust, "--office", OFFICE, "--host", "localhost"], check=True, capture_output=True)
        for who, (role, _) in IDENTITIES.items():
            if role:
                subprocess.run([ctl, "device", "enrol", who, "--role", role, "--folder", trust, "-o", f"{folder}/{who}",
                                *(["--person", "p-1"] if role == "desk" else [])], check=True, capture_output=True)
        acl = pathlib.Path(trust, "acl").read_text()
    found = {}
    for user, lines in re.findall(r"^user (\S+)\n((?:topic .*\n?)+)", acl, re.MULTILINE):
        name = user.removeprefix(f"{OFFICE}.").removesuffix(f"@{OFFICE}")
        # Of the users for devices that ask to be adopted one stands for all.
        name = re.sub(r"^pairing-\d+$", "pairing", name)
        found[name] = re.findall(r"^topic (\w+) (\S+)$", lines, re.MULTILINE)
    return found


def covers(pattern, topic):
    regex = re.escape(pattern).replace(r"\+", "[^/]+").replace("/\\#", "(/.*)?")
    return re.fullmatch(regex, topic) is not None


def may(who, topic):
    accesses = [access for access, pattern in rights()[who] if covers(pattern, f"praatje/1/{OFFICE}/{topic}")]
    reads, writes = (any(word in a for a in accesses) for word in ("read", "write"))
    if topic.endswith("command"):
        return "asks for" if writes and who == "admin" else "–"
    return {(True, True): "sees, says", (True, False): "sees", (False, True): "says", (False, False): "–"}[reads, writes]


def rights_table(language):
    if set(rights()) != set(IDENTITIES):
        raise AssertionError(f"other identities have rights: {set(rights()) ^ set(IDENTITIES)}")
    rows = [[say(called, language), *(say(may(who, topic), language) for topic in MATTERS.values())]
            for who, (_, called) in IDENTITIES.items()]
    return table([say("who", language), *(say(m, language) for m in MATTERS)], rows)


def filled(text):
    """A page's text with its tables as they should be."""
    makers = {"fields": fields, "kept": kept, "rights": rights_table}

    def fill(match):
        what, *words = match[1].replace(":", "").split()
        return f"<!-- {match[1]} -->\n{makers[what](*words)}\n<!-- end -->"
    return re.sub(r"<!-- ((?:fields|kept|rights)[a-z: -]*) -->\n.*?<!-- end -->", fill, text, flags=re.DOTALL)


if __name__ == "__main__":
    for page in PAGES.values():
        page.write_text(filled(page.read_text()))
