#!/usr/bin/env python3
"""The drawings and the table of hw/wiring.md are what the pin maps say."""
import pathlib
import re
import subprocess
import sys
import tempfile
import shutil
import unittest

HW = pathlib.Path(__file__).resolve().parents[2] / "hw"


def lines_of(path):
    """A pin map without its remarks and its chip."""
    return re.sub(r";.*|label = .*", "", path.read_text())


class WiringTest(unittest.TestCase):
    def test_drawings_and_table_are_made_from_the_map(self):
        done = subprocess.run([HW / "draw", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_all_maps_have_the_lines_that_are_drawn(self):
        maps = sorted((HW / "boards").glob("*.conf"))
        self.assertEqual(len(maps), 4)
        for path in maps:
            self.assertEqual(lines_of(path), lines_of(HW / "boards/pi-4.conf"), path)

    def test_another_line_in_the_map_would_be_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "hw"
            shutil.copytree(HW, copy)
            path = copy / "boards/pi-4.conf"
            path.write_text(path.read_text().replace("GPIO17", "GPIO4"))
            done = subprocess.run([copy / "draw", "--check"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 1)
            self.assertIn("wiring.svg", done.stdout)
            self.assertIn("wiring.md", done.stdout)

    def test_a_header_of_40_pins_has_each_number_once(self):
        text = (HW / "wiring.svg").read_text()
        numbers = [int(n) for n in re.findall(r">(\d+)</text>", text)]
        self.assertEqual(sorted(numbers), list(range(1, 41)))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=2)
