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
ACK_LIMIT_S = 5  # link.h: so long is a PUBACK waited for
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

    def tap_without_an_answer(self, name):
        """Taps a person while the broker stands still, so that what that says is under way; gives the broker."""
        person = self.office.person(name)
        tile = o.middle(o.target(self.kiosk.until(lambda a: o.target(a, person)), person))
        before, broker = self.kiosk.screen_.picture(), self.office.broker.process.popen
        broker.send_signal(signal.SIGSTOP)
        self.addCleanup(broker.send_signal, signal.SIGCONT)
        self.kiosk.screen_.tap(*tile)
        faults.at_rest(self.kiosk.screen_.picture, lambda now: now != before, "the tap isn't taken", rest_s=0.4)
        return broker

    def assert_still_connected(self):
        """It says how it is every five minutes: it has said so by now, or does."""
        def good(status):
            return status and status["at"] > self.online["at"] + EVERY_S / 2
        said = [payload for topic, payload in self.messages.history if topic == TOPIC and good(payload)]
        again = said[0] if said else self.messages.wait(TOPIC, good)
        self.assertEqual((again["online"], again["conn"]), (True, self.online["conn"]))

    def test_time_that_jumps_is_no_time_that_the_broker_was_silent(self):
        broker = self.tap_without_an_answer("Olga")
        before = self.kiosk.screen_.picture()
        self.clock.forward(EVERY_S + 1)
        faults.at_rest(self.kiosk.screen_.picture, lambda now: now != before, "its clock stands still")
        broker.send_signal(signal.SIGCONT)
        self.messages.wait(self.office.state_topic("Olga"), lambda s: s["presence"] == "here")
        self.assert_still_connected()

    def test_an_answer_that_is_not_read_yet_is_no_answer_that_is_late(self):
        """A process that was stopped finds its limits past, and behind what it reads first what it waits for."""
        began = time.monotonic()
        broker = self.tap_without_an_answer("Olga")
        self.kiosk.process.popen.send_signal(signal.SIGSTOP)
        broker.send_signal(signal.SIGCONT)
        self.messages.wait(self.office.state_topic("Olga"), lambda s: s["presence"] == "here")
        self.clock.forward(ACK_LIMIT_S - int(time.monotonic() - began))  # a little late
        self.kiosk.process.popen.send_signal(signal.SIGCONT)
        self.kiosk.until(lambda a: a["screen"] == "sheet")
        self.clock.forward(EVERY_S + 1)
        self.assert_still_connected()

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
