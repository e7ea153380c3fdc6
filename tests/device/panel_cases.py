"""Buttons and lamps of the emulated Pi, on real descriptors of the kernel."""
import statistics
import time
import unittest

import bench as b

o = b.o
SOMEONE = "place/coffee/someone"
# Contacts in microseconds, closed and open in turn: a press that bounces for 40 ms at both ends.
BOUNCING = [900, 300, 1500, 700, 4000, 200, 9000, 2500, 15000, 1200, 100000, 800, 2000, 300, 6000, 1000, 12000,
            400000]


class PanelCases:
    """What must work with either libgpiod, whatever the chip."""

    @classmethod
    def setUpClass(cls):
        cls.bench, cls.office = b.current, b.current.office
        cls.pins = cls.bench.panel()
        cls.pins.ready()
        cls.messages = cls.office.listen()
        # What the broker still had from before comes first, and isn't to be taken for an answer.
        cls.messages.wait("config/office")
        cls.office.publish("listening", {}, retain=False)
        cls.messages.wait("listening")
        cls.kiosk = b.Kiosk(cls.bench, cls.office)
        cls.addClassCleanup(cls.kiosk.end)
        cls.addClassCleanup(cls.pins.calm)
        cls.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "someone"))

    def said(self):
        """Whether the next thing said about somebody at the coffee corner is that they're open."""
        return bool(self.messages.wait(SOMEONE)["until"])

    def test_a_yellow_press_says_that_someone_is_open_and_lights_the_lamp(self):
        self.pins.press("YELLOW")
        self.assertTrue(self.said())
        self.pins.until_lamp("YELLOW", True)
        self.pins.press("YELLOW")
        self.assertFalse(self.said())
        self.pins.until_lamp("YELLOW", False)

    def test_one_that_is_held_takes_back_what_it_did(self):
        self.pins.close("YELLOW")
        self.assertTrue(self.said())
        self.assertFalse(self.said())
        self.pins.open("YELLOW")
        self.pins.until_lamp("YELLOW", False)

    def test_the_white_lamp_says_that_the_broker_has_it(self):
        self.pins.until_lamp("WHITE", False)
        self.pins.press("YELLOW")
        self.assertTrue(self.said())
        self.pins.until_lamp("WHITE", True)
        self.pins.until_lamp("WHITE", False)
        self.pins.press("YELLOW")
        self.assertFalse(self.said())

    def test_the_chip_goes_and_comes_back(self):
        self.pins.unplug()
        self.bench.until(lambda: "gone" in self.kiosk.log(), "the panel misses its chip")
        with self.kiosk.held_still():
            self.pins.plug()  # contacts that open only now would be presses that began before
        self.bench.until(lambda: "work again" in self.kiosk.log(), "the panel finds its chip")
        self.pins.press("YELLOW")
        self.assertTrue(self.said())
        self.pins.until_lamp("YELLOW", True)
        self.pins.press("YELLOW")
        self.assertFalse(self.said())

    def test_an_edge_reaches_lamp_and_broker_quickly(self):
        lamp = self.pins.answers_ms("YELLOW", "YELLOW", 8)
        for _ in range(8):
            self.messages.wait(SOMEONE)
        broker, console = [], []
        for _ in range(6):
            began = time.monotonic()
            self.bench.machine.sh("true")
            console.append((time.monotonic() - began) * 1000)
            began = time.monotonic()
            self.pins.tap("YELLOW")
            self.messages.wait(SOMEONE)
            broker.append((time.monotonic() - began) * 1000)
            self.pins.rest()
        print(f"edge to lamp: median {statistics.median(lamp):.1f} ms, worst {lamp[-1]:.1f} ms; "
              f"edge to MQTT on the host: median {statistics.median(broker):.1f} ms, of which the console "
              f"takes {statistics.median(console):.1f} ms", flush=True)
        # How long a shell's answer takes tells how busy the machine is.
        self.assertLess(statistics.median(lamp), 500 + 4 * statistics.median(console))


class PanelTest(PanelCases, unittest.TestCase):
    """Debian 13's libgpiod 2."""

    def test_a_press_that_bounces_is_one_press(self):
        for expected in (True, False):
            self.pins.train("YELLOW", *BOUNCING)
            # Were it two, the second would have said the opposite.
            self.assertIs(self.said(), expected)
