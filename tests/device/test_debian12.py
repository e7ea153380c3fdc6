#!/usr/bin/env python3
"""Praatje on Debian 12: its kernel, its SDL, and libgpiod 1, whose calls newer kernels don't know any more.

test_debian12.py ARCHITECTURE [TEST…]: amd64 or arm64.
"""
import sys
import unittest

import bench as b
import check_cases
import panel_cases
import trees
import usb_pins


class ButtonsTest(panel_cases.PanelCases, unittest.TestCase):
    """Debian 12's libgpiod 1."""

    def test_it_is_libgpiod_1_on_the_kernel_of_debian_12(self):
        said = self.bench.machine.sh("uname -r; praatje --panel-check=1")
        self.assertRegex(said, r"^6\.1\.")
        self.assertIn("GPIO chips, by libgpiod 1.6", said)


class CheckTest(check_cases.CheckCases, unittest.TestCase):
    """On a chip whose lines have no names."""

    label, yellow = "cp2112_gpio", ""


if __name__ == "__main__":
    architecture = sys.argv.pop(1)
    b.run(architecture, trees.guest12, usb_pins.Pins)
