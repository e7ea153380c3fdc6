"""What the tests of the contract share: the office's real parts, and what they need to run."""
import importlib
import json
import pathlib
import subprocess
import sys
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = TOP / "tests/protocol/examples"
sys.path.insert(0, str(TOP / "tests/office"))

import office as o  # noqa: E402


def need(*modules):
    """The modules; ends the test as skipped, saying so, where this machine lacks one."""
    try:
        return [importlib.import_module(m) for m in modules]
    except ImportError as e:
        print(f"skipped: {sys.executable} has no {e.name}; app/prepare test installs it")
        sys.exit(77)


def need_office():
    if o.missing():
        print(f"skipped: this machine has no {', '.join(o.missing())}")
        sys.exit(77)


def retained(office, topic):
    """What is retained under a filter: topics and payloads as they are."""
    marker = f"{office.root}/reply/test/end"
    office.publish("reply/test/end", "end")
    reader = o.Process(o.path_of("mosquitto_sub"), "-V", "5", "-p", office.broker.port, "-q", "1",
                       "-t", topic, "-t", marker, "-F", "%t %p", stdout=subprocess.PIPE)
    found = {}
    for line in reader.popen.stdout:
        name, payload = line.decode().rstrip("\n").split(" ", 1)
        if name == marker:
            break
        found[name] = payload
    reader.end()
    office.publish("reply/test/end", "")
    return found


def main():
    unittest.main(verbosity=2)
