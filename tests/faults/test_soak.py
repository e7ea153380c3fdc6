#!/usr/bin/env python3
"""The real program under many taps and many broker restarts: memory and descriptors stay flat."""
import os
import pathlib
import signal
import subprocess
import sys
import unittest

import faults
from faults import o

RESTARTS, TAPS = (40, 4000) if faults.ALL else (4, 280)
WARM = 0.5  # of all that, until what is kept once is there
SLACK_KIB = 1024


class SoakTest(unittest.TestCase):
    def setUp(self):
        self.office = o.Office()

    def tearDown(self):
        self.office.end()

    def used(self):
        """Resident memory in KiB, without what is mapped from files, and open descriptors."""
        proc = pathlib.Path(f"/proc/{self.kiosk.process.popen.pid}")
        status = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
        return int(status["RssAnon"].split()[0]), len(list((proc / "fd").iterdir()))

    def tap_many(self, taps, places):
        words = []
        for i in range(taps):
            x, y = places[i % len(places)]
            words += ["mousemove", x, y, "mousedown", 1, "mouseup", 1, "sleep", 0.02]
        subprocess.run([o.path_of("xdotool"), *map(str, words)], check=True, timeout=600,
                       env={**os.environ, "DISPLAY": self.kiosk.screen_.display})

    def at_home(self):
        return self.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"), limit=60)

    def test_taps_and_restarts_leave_memory_and_descriptors_flat(self):
        office = self.office
        self.kiosk = kiosk = office.device("kiosk", "kiosk", "800x480")
        kiosk.tap(office.person("Olga"))
        sheet = kiosk.until(lambda a: a["screen"] == "sheet")
        keys = [o.middle(o.target(sheet, key)) for key in ("kind:chat", "focus", "kind:walk", "leave")]
        kiosk.tap("leave")
        home = self.at_home()
        tiles = [o.middle(t) for t in home["targets"] if t["name"].startswith("person:")]
        places = [place for i, tile in enumerate(tiles) for place in (tile, keys[i % len(keys)])]
        warm = None
        for i in range(RESTARTS):
            self.tap_many(TAPS // RESTARTS, places)
            office.broker.stop(signal.SIGKILL)
            office.broker.start()
            office.configure()
            self.at_home()
            if i + 1 == int(RESTARTS * WARM):
                warm = self.used()
        memory, descriptors = self.used()
        self.assertEqual(descriptors, warm[1])
        self.assertLess(memory, warm[0] + SLACK_KIB)
        faults.tally("4-soak-program", TAPS, TAPS, f"taps and {RESTARTS} restarts of the broker: +{memory - warm[0]} KiB")


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
