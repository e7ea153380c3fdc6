#!/usr/bin/env python3
"""How a device says that it is there, and how its broker says that it isn't."""
import pathlib
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import faults  # noqa: E402
from faults import o  # noqa: E402

TOPIC = "device/kiosk/status"
EVERY_S = 5 * 60
WILL_DELAY_S = 20
LATE_S = 30  # brokers say wills late


class StatusTest(unittest.TestCase):
    def setUp(self):
        self.office = o.Office()
        self.addCleanup(self.office.end)
        self.clock = faults.Clock(self.office.folder)
        self.messages = self.office.listen()
        self.kiosk = self.office.device("kiosk", "kiosk", "800x480", env=self.clock.env)
        self.online = self.messages.wait(TOPIC, lambda s: s and s["online"])

    def test_every_five_minutes_it_says_how_it_is_and_never_for_another_connection(self):
        for _ in range(2):
            self.clock.forward(EVERY_S + 1)
            again = self.messages.wait(TOPIC, lambda s: s["at"] > self.online["at"] + EVERY_S / 2)
            self.assertEqual((again["online"], again["conn"]), (True, self.online["conn"]))
            self.online = again

    def test_time_that_jumps_is_no_time_that_the_broker_was_silent(self):
        """As in a process that was stopped for minutes: the answer may be there, not yet read."""
        olga = self.office.person("Olga")
        tile = o.middle(o.target(self.kiosk.until(lambda a: o.target(a, olga)), olga))
        before = self.kiosk.screen_.picture()
        broker = self.office.broker.process.popen
        broker.send_signal(signal.SIGSTOP)
        self.addCleanup(broker.send_signal, signal.SIGCONT)
        self.kiosk.screen_.tap(*tile)
        self.changes_from(before)  # and what was tapped is on its way
        before = self.kiosk.screen_.picture()
        self.clock.forward(EVERY_S + 1)
        self.changes_from(before)
        broker.send_signal(signal.SIGCONT)
        self.messages.wait(self.office.state_topic("Olga"), lambda s: s["presence"] == "here")
        again = self.messages.wait(TOPIC, lambda s: s["at"] > self.online["at"] + EVERY_S / 2)
        self.assertEqual((again["online"], again["conn"]), (True, self.online["conn"]))

    def changes_from(self, picture):
        deadline = time.monotonic() + o.LIMIT_S
        while self.kiosk.screen_.picture() == picture:
            self.assertLess(time.monotonic(), deadline, "the screen stays as it was")
            time.sleep(0.02)

    def test_who_is_called_offline_says_otherwise(self):
        self.office.publish(TOPIC, {**self.online, "online": False, "conn": self.online["conn"] - 1})
        self.messages.wait(TOPIC, lambda s: not s["online"])
        self.messages.wait(TOPIC, lambda s: s["online"] and s["conn"] == self.online["conn"])

    def test_the_number_of_a_connection_grows_also_where_the_clock_went_back(self):
        self.clock.set(-3600, "synced")
        taker = o.Process(o.path_of("mosquitto_sub"), "-p", self.office.broker.port, "-i", "praatje-test-kiosk",
                          "-t", "nothing", "-C", "1", "-W", "1")
        taker.popen.wait(o.LIMIT_S)
        again = self.messages.wait(TOPIC, lambda s: s["online"] and s["conn"] != self.online["conn"])
        self.assertGreater(again["conn"], self.online["conn"])

    def test_of_who_was_killed_the_broker_says_so_some_time_after_and_of_which_connection(self):
        self.kiosk.stop(signal.SIGKILL)
        began = time.monotonic()
        offline = self.messages.wait(TOPIC, lambda s: not s["online"], WILL_DELAY_S + LATE_S)
        self.assertGreater(time.monotonic() - began, WILL_DELAY_S - 2)
        self.assertEqual((offline["conn"], offline["boot"], offline["role"]),
                         (self.online["conn"], self.online["boot"], "kiosk"))
        newcomer = self.office.listen()
        self.assertEqual(newcomer.wait(TOPIC), offline)
        self.kiosk.start()
        again = self.messages.wait(TOPIC, lambda s: s["online"])
        self.assertGreater(again["conn"], offline["conn"])


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
