#!/usr/bin/env python3
"""A word that comes late, from a kiosk and a broker that were both killed meanwhile."""
import signal
import sys
import time
import unittest

from faults import o
from together import kept_of, presences, retained, states


class LateTest(unittest.TestCase):
    def setUp(self):
        self.office = o.Office()
        self.addCleanup(self.office.end)

    def kept(self, kiosk, topic):
        """What the kiosk keeps of that, as soon as it does."""
        deadline = time.monotonic() + o.LIMIT_S
        while topic not in (kept := kept_of(kiosk)):
            self.assertLess(time.monotonic(), deadline, "the tap isn't on disk")
        return kept[topic]

    def test_a_check_in_out_of_step_gives_way_after_a_restart_too(self):
        office, topic = self.office, self.office.state_topic("Olga")
        kiosk = office.device("kiosk", "kiosk", "800x480")
        messages = office.listen()
        kiosk.tap(office.person("Jan"))
        kiosk.tap("focus")
        word = messages.wait(office.state_topic("Jan"), lambda p: p and p["presence"] == "focus")
        home = kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))
        office.broker.stop(signal.SIGKILL)
        kiosk.screen_.tap(*o.middle(o.target(home, office.person("Olga"))))
        v, _, implied = self.kept(kiosk, topic)
        self.assertTrue(implied)
        kiosk.stop(signal.SIGKILL)

        office.broker.start()
        office.configure()
        office.publish(topic, {**word, "v": v - 1000, "by": "kiosk-2"})
        kiosk.start()
        kiosk.until(lambda a: states(a).get(office.person("Olga")) == "focus")
        self.assertEqual(presences(retained(office)), {office.people["Olga"]: "focus"})
        self.assertEqual(kept_of(kiosk), {})


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
