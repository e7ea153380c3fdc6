"""Buttons, lamps and badges of the emulated Pi, on real descriptors of the kernel."""
import hashlib
import hmac
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
    """What must work with either libgpiod; a class that runs them says which."""

    program = None

    @classmethod
    def setUpClass(cls):
        cls.bench, cls.office = b.current, b.current.office
        cls.pins = cls.bench.panel()
        cls.messages = cls.office.listen()
        # What the broker still had from before comes first, and isn't to be taken for an answer.
        cls.messages.wait("config/office")
        cls.office.publish("listening", {}, retain=False)
        cls.messages.wait("listening")
        cls.kiosk = b.Kiosk(cls.bench, cls.office, program=cls.program)
        cls.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "someone"))

    @classmethod
    def tearDownClass(cls):
        cls.kiosk.end()

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

    def test_the_white_lamp_says_that_the_broker_has_it(self):
        self.pins.until_lamp("WHITE", False)
        self.pins.press("YELLOW")
        self.assertTrue(self.said())
        self.pins.until_lamp("WHITE", True)
        self.pins.until_lamp("WHITE", False)
        self.pins.press("YELLOW")
        self.assertFalse(self.said())

    def test_a_press_that_bounces_is_one_press(self):
        for expected in (True, False):
            self.pins.train("YELLOW", *BOUNCING)
            # Were it two, the second would have said the opposite.
            self.assertIs(self.said(), expected)

    def test_the_chip_goes_and_comes_back(self):
        self.pins.unplug()
        self.bench.until(lambda: "gone" in self.kiosk.log(), "the panel misses its chip")
        self.pins.plug()
        self.bench.until(lambda: "work again" in self.kiosk.log(), "the panel finds its chip")
        time.sleep(0.5)  # what was found closed when the lines were taken must have opened
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
            self.pins.close("YELLOW")
            self.messages.wait(SOMEONE)
            broker.append((time.monotonic() - began) * 1000)
            self.pins.open("YELLOW")
        print(f"{self.program}: edge to lamp: median {statistics.median(lamp):.1f} ms, worst {lamp[-1]:.1f} ms; "
              f"edge to MQTT on the host: median {statistics.median(broker):.1f} ms, of which the console "
              f"takes {statistics.median(console):.1f} ms", flush=True)
        self.assertLess(statistics.median(lamp), 500)


class PanelTest(PanelCases, unittest.TestCase):
    """Debian 13's libgpiod 2, and what needs no pins."""

    program = "praatje"

    def test_a_badge_checks_its_owner_in(self):
        number = "0012345678"
        badge = hmac.new(b"praatje badge test ", number.encode(), hashlib.sha256).hexdigest()
        self.office.publish(f"config/person/{self.office.people['Zoë']}",
                            {"rev": 2, "name": "Zoë", "wall": "name", "badges": [badge]})
        monitor = self.bench.machine.monitor
        monitor("device_add", driver="usb-kbd", id="reader", bus="usb.0", serial="reader")
        self.bench.until(lambda: "reader" in self.bench.machine.sh("ls /dev/input/by-id", check=False),
                         "the badge reader is found")
        fd = f"ls -l /proc/$(cat /run/{self.kiosk.name}.pid)/fd | grep -c input/event"
        count = int(self.bench.machine.sh(fd, check=False))
        self.bench.until(lambda: int(self.bench.machine.sh(fd)) > count or count > 2, "the reader is opened")
        for key in [*number, "ret"]:
            for down in (True, False):
                monitor("input-send-event", events=[
                    {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}])
        said = self.messages.wait(self.office.state_topic("Zoë"), lambda p: p)
        self.assertEqual(said["presence"], "here")
        monitor("device_del", id="reader")
        self.assertNotIn(number, self.kiosk.log())


class BacklightTest(unittest.TestCase):
    def test_the_backlight_follows(self):
        lights = b.current.machine.sh("ls /sys/class/backlight", check=False)
        self.skipTest(f"QEMU has no screen with a light of its own, Debian no virtual one (there is: {lights or '-'})")
