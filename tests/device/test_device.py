#!/usr/bin/env python3
"""Praatje on an emulated Pi: the real program, kernel, screen, touchscreen and pins, pressed from outside.

test_device.py ARCHITECTURE [TEST…]: amd64 or arm64.
"""
import sys
import time
import unittest

import bench as b
import check_cases
import pins
import scenes
import trees
from badge_cases import PanelBadgeTest  # noqa: F401
from light_cases import LightTest  # noqa: F401
from panel_cases import PanelTest  # noqa: F401
from power_cases import PowerTest  # noqa: F401

o = b.o


class PictureTest(unittest.TestCase):
    """What is on the glass of a kiosk, compared with the golden pictures."""

    @classmethod
    def setUpClass(cls):
        cls.office = b.current.neighbour("demo")
        b.current.machine.set_clock(scenes.at("09:12"))
        scenes.publish(cls.office, "09:12", without=["Corine"])
        cls.kiosk = b.Kiosk(b.current, cls.office, "kiosk-1")

    @classmethod
    def tearDownClass(cls):
        cls.kiosk.end()
        cls.office.end()
        b.current.machine.set_clock(time.time())

    def assert_looks_like(self, name):
        percent, both = b.current.differing(b.GOLDEN / f"{name}.png")
        print(f"{name}: {percent} % of the pixels differ", flush=True)
        self.assertLess(percent, b.MOST_PERCENT, f"see {both}")

    def test_home_sheet_and_done_bar_look_like_their_golden_pictures(self):
        self.kiosk.until(lambda a: a["screen"] == "home" and o.shows("2 open", "17 op kantoor")(a))
        corine = f"person:{scenes.person('Corine')}"
        self.kiosk.tap(corine)
        self.kiosk.until(lambda a: a["screen"] == "sheet" and o.target(a, "undo"))
        self.assert_looks_like("kiosk-person")
        self.kiosk.tap("kind:idea")
        self.kiosk.until(lambda a: a["screen"] == "home" and o.target(a, "undo"))
        self.assert_looks_like("kiosk-done")
        self.kiosk.until(lambda a: not o.target(a, "undo"))
        self.assert_looks_like("kiosk-home")
        self.assertGreater(b.current.differing(b.GOLDEN / "kiosk-person.png")[0], 10)


class CheckTest(check_cases.CheckCases, unittest.TestCase):
    """On a chip whose lines have names."""

    label, yellow = "pinctrl-sim", "BUTTON_YELLOW"


class KioskTest(unittest.TestCase):
    """A kiosk on the emulated Pi and a board on the host share a broker."""

    @classmethod
    def setUpClass(cls):
        cls.office = b.current.office
        cls.board = cls.office.device("board", "board", "1920x1080")
        cls.messages = cls.office.listen()
        cls.kiosk = b.Kiosk(b.current, cls.office)

    @classmethod
    def tearDownClass(cls):
        cls.kiosk.end()

    def test_it_boots_to_its_first_screen(self):
        self.kiosk.until(lambda a: a["screen"] == "home" and o.shows("Corine")(a))
        own = self.office.folder / "own.png"
        self.office.admin("device", "screenshot", "kiosk", "-o", own)
        percent, both = b.current.differing(own)
        self.assertEqual(percent, 0, f"the glass shows something else than it says: {both}")

    def test_a_tap_checks_in_and_the_board_shows_it(self):
        self.kiosk.tap(self.office.person("Ahmed"))
        said = self.messages.wait(self.office.state_topic("Ahmed"), lambda p: p["presence"] == "here")
        self.assertEqual(said["by"], "kiosk")
        self.kiosk.tap("kind:idea")
        self.messages.wait(self.office.state_topic("Ahmed"), lambda p: p["presence"] == "open")
        self.board.until(o.shows("Ahmed", "een half idee hardop", "koffiehoek"))
        self.kiosk.tap(self.office.person("Ahmed"))
        self.kiosk.tap("leave")
        self.messages.wait(self.office.state_topic("Ahmed"), lambda p: p["presence"] == "away")

    def test_a_tap_is_a_tap_on_a_busy_machine_too(self):
        x, y = self.kiosk.middle(self.office.person("Bart"))
        b.current.machine.slow_down(self.kiosk.pid())
        self.addCleanup(b.current.machine.slow_down, None)
        b.current.machine.touchscreen.tap(x, y)
        self.messages.wait(self.office.state_topic("Bart"), lambda p: p["presence"] == "here")
        b.current.machine.slow_down(None)
        self.kiosk.tap("close")

    def test_a_touchscreen_that_was_unplugged_works_again(self):
        pi = b.current.machine
        pi.monitor("device_del", id="touch")
        b.current.until(lambda: "MultiTouch" not in pi.sh("cat /proc/bus/input/devices"), "it is gone")
        pi.add_touchscreen()
        b.current.until(lambda: self.kiosk.holds("MultiTouch"), "the kiosk has the new one")
        self.kiosk.tap(self.office.person("Daan"))
        self.messages.wait(self.office.state_topic("Daan"), lambda p: p["presence"] == "here")
        self.kiosk.tap("close")

    def test_it_reaches_its_broker_and_nothing_else(self):
        port = self.office.broker.port
        self.assertNotEqual(b.current.machine.sh(f"nc -w 3 10.0.2.2 {port} </dev/null; echo $?", check=False), "0")


if __name__ == "__main__":
    architecture = sys.argv.pop(1)
    b.run(architecture, trees.guest13, pins.Pins)
