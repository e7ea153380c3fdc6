#!/usr/bin/env python3
"""The path of a newcomer, as setup.md tells it: from nothing to a second machine's kiosk that shows the office.

It prints each command with what it answered, and the seconds since the first; -o FILE keeps the kiosk's picture.
"""
import contextlib
import json
import pathlib
import shlex
import sys
import time
import unittest

import firm
import neighbours
from adoption import Stranger, until

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "app/sample"
HOST = "10.98.1.1"
picture = None  # where the kiosk's goes


class NewcomerTest(unittest.TestCase):
    def setUp(self):
        self.ends = contextlib.ExitStack()
        self.addCleanup(self.ends.close)
        self.begun = time.monotonic()

    def say(self, what, answer=""):
        print(f"{time.monotonic() - self.begun:6.1f} s  {what}")
        print("".join(10 * " " + self.as_installed(line) + "\n" for line in answer.splitlines()), end="", flush=True)

    def as_installed(self, text):
        return text.replace(str(self.broker.trust), "/etc/praatje-broker").replace(str(SAMPLE), "app/sample")

    def ctl(self, *words, quiet=False):
        """What the admin types on the broker's machine, and its answer; None when it was an error."""
        with self.broker.network.inside():
            code, out, err = firm.ctl(*words)
        if not quiet:
            self.say(f"$ praatjectl {self.as_installed(shlex.join(map(str, words)))}", out + err)
            self.assertEqual(code, 0)
        return None if code else out

    def admin(self, *words, **how):
        return self.ctl("--settings", self.broker.trust / "admin.conf", *words, **how)

    def shows_the_office(self):
        shown = self.admin("--json", "--timeout", "2", "device", "screen", "coffee-1", quiet=True)
        return shown and json.loads(shown)["screen"] == "home" and "Corine" in shown

    def test_a_second_machine_shows_the_office(self):
        self.broker = neighbours.NearBroker(HOST, "delft")
        self.ends.callback(self.broker.close)
        self.say(f"$ praatjectl broker init /etc/praatje-broker --office delft --host {HOST}", self.broker.answer)
        second = neighbours.Neighbour(self.broker.folder, "second")
        self.ends.callback(second.end)
        self.broker.network.link(second, HOST, HOST[:-1] + "2")
        self.broker.start()
        self.broker.network.announce()
        self.say("# systemctl restart mosquitto avahi-daemon")
        self.admin("apply", SAMPLE)
        second.announce()
        stranger = Stranger(self.broker, settings="; it was told nothing\n", env=second.env, network=second)
        self.ends.callback(stranger.end)
        self.say("second machine: # systemctl start praatje")
        words = stranger.words()
        self.say("its screen: " + " ".join(words))
        self.ctl("device", "adopt", *words, "--role", "kiosk", "--id", "coffee-1", "name=Coffee corner", "place=coffee",
                 "--folder", self.broker.trust)
        self.broker.reload()
        self.say("# systemctl reload mosquitto")
        until("the office on its screen", self.shows_the_office)
        self.say("the kiosk shows the office")
        self.admin("device", "list")
        if picture:
            self.admin("device", "screenshot", "coffee-1", "-o", picture)


if __name__ == "__main__":
    if "-o" in sys.argv:
        at = sys.argv.index("-o")
        picture = pathlib.Path(sys.argv[at + 1]).absolute()
        del sys.argv[at:at + 2]
    neighbours.main()
