#!/usr/bin/env python3
"""What setup.md has one type gives the answers that it shows, and ends at a kiosk that shows the office."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from firm import FIRMWARE, PRAATJECTL, OfficeBroker, ctl, main

PRAATJE = os.environ.get("PRAATJE", "praatje")
SAMPLE = FIRMWARE.parent / "app" / "sample"
PLACE, MOSQUITTO = "/etc/praatje-broker", "/etc/mosquitto/conf.d"


def dialogues():
    """(where, what is typed, the answer) of every line with praatjectl after a $."""
    page = (FIRMWARE / "setup.md").read_text()
    for where, block in re.findall(r"```console( at headquarters)?\n(.*?)```", page, re.DOTALL):
        for part in re.split(r"^(?=[$#] )", block, flags=re.MULTILINE):
            typed, _, answer = part.partition("\n")
            if typed.startswith("$ praatjectl "):
                yield where, typed[len("$ praatjectl "):], answer


class SetupTest(unittest.TestCase):
    maxDiff = None

    def test_the_page_shows_what_is_answered(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-setup-"))
        self.addCleanup(shutil.rmtree, folder)
        played = 0
        self.assertEqual(ctl("broker", "init", folder / "broker at headquarters", "--office", "hq", "--host", "a")[0], 0)
        for where, typed, answer in dialogues():
            broker = f"{folder}/broker{where}"
            words = [w.replace(PLACE, broker).replace(MOSQUITTO, str(folder)) for w in typed.split()]
            done = subprocess.run([PRAATJECTL, *words], capture_output=True, text=True, timeout=60, cwd=folder)
            self.assertEqual(done.stdout.replace(broker, PLACE).replace(str(folder), MOSQUITTO) + done.stderr, answer)
            played += 1
        self.assertGreaterEqual(played, 7)

    def test_a_device_with_its_one_file_shows_the_office(self):
        self.show(OfficeBroker(), "kiosk")

    def test_a_board_that_counts_is_let_in_by_the_plugin_too(self):
        self.show(OfficeBroker(dynamic=True), "counting-board")

    def show(self, broker, role):
        self.addCleanup(broker.close)
        device = broker.enrol("coffee-1", role)
        broker.start()
        admin = ["--settings", broker.trust / "admin.conf"]
        code, _, err = ctl(*admin, "apply", SAMPLE)
        self.assertEqual(code, 0, err)
        picture = broker.folder / "kiosk.png"
        done = subprocess.run([PRAATJE, "--settings", device, "--state", broker.folder / "state", "--size", "800x480",
                               "--picture", picture], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("refuse", done.stderr)
        self.assertEqual(picture.read_bytes()[:4], b"\x89PNG")
        code, out, err = ctl(*admin, "person", "list")
        self.assertEqual(code, 0, err)
        self.assertGreater(out.count("\n"), 20)

    def test_a_file_that_is_cut_off_is_refused_with_its_line(self):
        broker = OfficeBroker()
        self.addCleanup(broker.close)
        device = broker.enrol("coffee-1", "kiosk")
        text = device.read_text()
        device.write_text(text[:text.rindex("-----END")])
        line = text[:text.rindex("-----BEGIN")].count("\n") + 1
        done = subprocess.run([PRAATJE, "--settings", device, "--picture", broker.folder / "x.png"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 78, done.stderr)
        self.assertIn(f"coffee-1.conf:{line}: the certificate or key that begins here has no end", done.stderr)


if __name__ == "__main__":
    main()
