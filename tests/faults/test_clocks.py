#!/usr/bin/env python3
"""Clocks that are wrong by minutes, hours and years, from the start or by a jump: no wrong end, no wrong winner."""
import itertools
import os
import pathlib
import signal
import sqlite3
import sys
import time
import unittest

import faults
import together
from faults import o

MINUTE, HOUR, TEN_YEARS = 60, 3600, 3652 * 24 * 3600
JUMPS = (TEN_YEARS, 3 * HOUR, 3 * MINUTE, -3 * MINUTE, -3 * HOUR, -TEN_YEARS)
AHEAD = 5 * MINUTE  # further ahead is refused by who is synchronised


def points():
    """(off by, what the kernel says, from the start). A clock that is called synchronised is never off by much."""
    for off, trust, start in itertools.product(JUMPS, ("unsynced", "synced"), (True, False)):
        if trust == "unsynced" or abs(off) < AHEAD:
            yield off, trust, start


def used_s(pid):
    """Seconds of the processor that a program has used."""
    words = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


class ClockTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = office = o.Office()
        cls.clocks = [faults.Clock(office.folder, name=name) for name in ("steady-clock", "wrong-clock")]
        cls.clocks[0].set(0, "synced")
        cls.steady = office.device("steady", "kiosk", "800x480", env=cls.clocks[0].env)
        cls.wrong = office.device("wrong", "kiosk", "800x480", env=cls.clocks[1].env)
        cls.messages = office.listen()

    @classmethod
    def tearDownClass(cls):
        cls.office.end()

    def say(self, kiosk, name, key):
        kiosk.tap(self.office.person(name))
        kiosk.tap(key)
        kiosk.until(lambda a: a["screen"] == "home")

    def shown(self, kiosk, name, state):
        kiosk.until(lambda a: (o.target(a, self.office.person(name)) or {}).get("state") == state)

    def both_show(self, name, state):
        for kiosk in (self.steady, self.wrong):
            self.shown(kiosk, name, state)

    def forward(self, seconds):
        for clock in self.clocks:
            clock.forward(seconds)

    def held(self, name):
        """What the broker holds of a person now."""
        listener = self.office.listen()
        topic = self.office.state_topic(name)
        state = listener.wait(topic)
        self.office.parts.remove(listener)
        listener.end()
        return state

    def put_wrong(self, off, trust, start):
        if start:
            self.wrong.stop()
        self.clocks[1].set(off, trust)
        if start:
            self.wrong.start()

    def try_point(self, off, trust, start):
        wrong, steady = self.wrong, self.steady
        self.say(steady, "Jan", "kind:chat")
        self.both_show("Jan", "open")
        before = self.held("Jan")
        self.put_wrong(off, trust, start)
        began, used = time.monotonic(), used_s(wrong.process.popen.pid)

        # Two minutes are longer than whoever stands in for another waits before a word.
        self.shown(wrong, "Jan", "open")
        self.forward(2 * MINUTE)
        self.both_show("Jan", "open")
        after = self.held("Jan")
        self.assertEqual([after[k] for k in ("v", "by", "until")], [before[k] for k in ("v", "by", "until")])

        self.say(wrong, "Olga", "focus")
        self.say(steady, "Olga", "kind:idea")
        self.both_show("Olga", "open")
        self.say(wrong, "Olga", "leave")
        refused = off > AHEAD
        self.both_show("Olga", "open" if refused else "away")
        self.assertEqual(self.held("Olga")["presence"], "open" if refused else "away")
        spent = used_s(wrong.process.popen.pid) - used
        self.assertLess(spent, 0.5 * (time.monotonic() - began) + 1, "it is busy with nothing")

        self.clocks[1].set(0, "synced")
        self.say(wrong, "Olga", "leave")
        self.both_show("Olga", "away")

    def test_a_wrong_clock_ends_nothing_and_wins_nothing(self):
        everything = list(points())
        tried = faults.sample(everything, 2)
        for off, trust, start in tried:
            with self.subTest(off=off, trust=trust, start=start):
                self.clocks[1].set(0, "synced")
                self.try_point(off, trust, start)
        faults.tally("3h-clocks", len(tried), len(everything),
                     "wrong clocks of one of two kiosks: by minutes, hours and ten years, from the start or by a jump")

    def unsent(self, sql):
        """What a statement of SQL gives on the disk of the wrong one, which isn't running."""
        database = sqlite3.connect(self.office.folder / "state-wrong/store.db")
        with database:
            rows = database.execute(sql).fetchall()
        database.close()
        return rows

    def test_a_tap_that_nobody_can_date_is_dropped_and_told(self):
        office, wrong, clock = self.office, self.wrong, self.clocks[1]
        self.put_wrong(-TEN_YEARS, "unsynced", True)
        tile = o.middle(o.target(wrong.until(lambda a: a["screen"] == "home"), office.person("Nynke")))
        office.broker.stop(signal.SIGKILL)
        wrong.screen_.tap(*tile)
        deadline = time.monotonic() + o.LIMIT_S
        while not together.kept_of(wrong):
            self.assertLess(time.monotonic(), deadline, "the tap isn't on disk")
        wrong.stop()
        self.assertEqual(self.unsent("UPDATE unsent SET boot = 'another' RETURNING topic"),
                         [(office.state_topic("Nynke"),)])
        office.broker.start()
        office.configure()
        wrong.start()
        self.shown(wrong, "Nynke", "away")
        clock.set(0, "synced")
        wrong.hold("clock")
        wrong.until(lambda a: a["screen"] == "info" and o.shows("1 kept from before the restart dropped")(a))
        wrong.tap("close")
        self.shown(wrong, "Nynke", "away")
        log = (office.folder / "wrong.log").read_text()
        self.assertIn("store: 1 kept from before the restart dropped", log)
        self.assertNotIn(office.people["Nynke"], log)
        self.assertEqual(wrong.stop(), 0)
        self.assertEqual(self.unsent("SELECT topic FROM unsent"), [])
        wrong.start()


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
