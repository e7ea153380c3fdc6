#!/usr/bin/env python3
"""Fails when a rule of rules.md has no test, or one that isn't there; it looks first whether it would notice."""
import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parent
RULES = 16


def named(text):
    """(rule, file, test) of every row."""
    for rule, held in re.findall(r"^\| ([^|]+?) \| [^|]+ \| (.*) \|$", text, re.MULTILINE):
        for file, tests in re.findall(r"`([^`]+\.(?:c|py))`: ((?:`\w+`(?:, )?)+)", held):
            yield from ((rule, file, test) for test in re.findall(r"`(\w+)`", tests))


def is_there(file, test):
    """Whether the file has that test and runs it."""
    path = TESTS / file
    if not path.exists():
        return False
    text = path.read_text()
    if file.endswith(".py"):
        return re.search(rf"^    def {test}\(self\):", text, re.MULTILINE) is not None
    defined = re.search(rf"^static void {test}\(void \*\*state\)", text, re.MULTILINE)
    return defined is not None and re.search(rf"\({test}[,)]", text) is not None


def faults(text):
    found = list(named(text))
    yield from (f"rule {n} has no test" for n in range(1, RULES + 1) if str(n) not in {rule for rule, *_ in found})
    yield from (f"rule {rule}: no test {test} in {file}" for rule, file, test in found if not is_there(file, test))


def self_test(text):
    for good, bad in (("| 11 |", "| 111 |"), ("test_equal_times_pair_by_id", "test_equal_times_pair_by_name"),
                      ("unit/test_hours.c", "unit/test_days.c")):
        assert good in text and list(faults(text.replace(good, bad))), good


if __name__ == "__main__":
    rules = (TESTS / "rules.md").read_text()
    self_test(rules)
    wrong = list(faults(rules))
    print("\n".join(wrong) or f"{len(list(named(rules)))} tests hold the rules")
    sys.exit(bool(wrong))
