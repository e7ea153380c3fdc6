"""The light of the emulated Pi's screen."""
import unittest

import bench as b
import usb
import usb_light

o = b.o


class LightTest(unittest.TestCase):
    """A light in /sys/class/backlight, behind a driver of the kernel's and a display on USB."""

    def setUp(self):
        self.bench, self.office, self.pi = b.current, b.current.office, b.current.machine
        self.light = usb_light.Light()

    def plug(self):
        place = usb.Socket(self.pi, "light")
        place.plug(self.light)
        self.addCleanup(place.end)

    def start(self):
        self.kiosk = b.Kiosk(self.bench, self.office)
        self.addCleanup(self.kiosk.end)
        self.kiosk.until(lambda a: a["screen"] == "home")

    def ask(self, percent):
        self.office.admin("device", "brightness", "kiosk", str(percent))

    def until(self, level):
        self.light.until(lambda: self.light.level == level, f"at {level} of 255; it is at {self.light.level}")

    def test_it_is_as_light_as_asked_and_never_left_dark(self):
        self.plug()
        self.bench.until(lambda: self.pi.there("/sys/class/backlight/*"), "the guest has a light")
        self.start()
        self.until(255)
        self.ask(40)
        self.until(102)
        self.ask(1)
        self.until(3)
        self.ask(0)
        self.until(0)
        self.kiosk.stop()
        self.until(3)

    def test_one_that_is_plugged_in_later_gets_the_level_too(self):
        self.start()
        self.ask(40)
        self.plug()
        self.until(102)
