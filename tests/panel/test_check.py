#!/usr/bin/env python3
"""praatje --panel-check: what it tells whoever wires a panel up, with the sim and with maps that don't fit."""
import hashlib
import hmac
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

import panel as p

LIMIT_S = p.o.LIMIT_S
NUMBER = "0012345678"
MAP = """; A panel of one button.
[chip]
label = pinctrl-nowhere

[yellow button]
line = GPIO17
active = low
bias = pull-up
"""


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-check-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def start(self, *options):
        process = subprocess.Popen([p.o.BIN / "praatje", *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def said(self, *options):
        """All that it says, and its exit status."""
        process = self.start(*options)
        return process.communicate(timeout=LIMIT_S)[0], process.returncode

    def map(self, text):
        (self.folder / "wall.conf").write_text(text)
        return self.said("--panel", "wall", "--panel-boards", self.folder, "--panel-check=1")

    def test_presses_are_shown_while_they_last_and_light_their_lamps(self):
        panel = p.Panel(self.folder, "check")
        self.addCleanup(panel.end)
        process = self.start(*panel.options, "--office", "test", "--panel-check")
        lines = iter(process.stdout.readline, "")
        self.assertIn("Wiring: the sim\n", list(iter(lines.__next__, "Press the buttons (Ctrl-C ends):\n")))
        for name in ("yellow", "blue", "white"):
            self.assertRegex(next(lines), rf"^ +\d+\.\d{{3}} s  {name} button up$")
        panel.do("0 press blue")
        self.assertRegex(next(lines), "blue button down$")
        panel.until(blue=1)
        panel.do("0 release blue")
        self.assertRegex(next(lines), "blue button up$")
        panel.until(blue=0)
        panel.do("0 move")
        self.assertRegex(next(lines), "s  movement$")
        panel.do(f"0 badge {NUMBER}")
        badge = hmac.new(b"praatje badge test ", NUMBER.encode(), hashlib.sha256).hexdigest()
        for line in lines:
            self.assertNotIn(NUMBER, line)
            if "badge" in line:
                break
        self.assertRegex(line, f"badge, hash {badge}$")
        panel.do("0 press white")
        panel.until(white=1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(LIMIT_S), 0)
        panel.until(white=0)

    def test_it_ends_by_itself_after_so_many_seconds(self):
        said, status = self.said("--panel", "sim", "--panel-check=1")
        self.assertEqual(status, 0)
        self.assertIn("GPIO chips, by ", said)
        self.assertTrue(said.index("Press the buttons:") < said.index("yellow button up"), said)

    def test_a_wrong_map_is_told_with_its_file_and_line(self):
        for text, place, words in ((MAP, 3, "there is no GPIO chip labelled pinctrl-nowhere; there is "),
                                   (MAP.replace("pull-up", "up"), 8,
                                    'bias is pull-up, pull-down, none or as-is, not "up"'),
                                   (MAP.replace("yellow", "green"), 6, "there is no section [green button]; there are chip, ")):
            said, status = self.map(text)
            self.assertIn(f"{self.folder}/wall.conf:{place}: ", said)
            self.assertIn(words, said)
            self.assertEqual(status, 78)
        said, status = self.said("--panel", "none", "--panel-boards", self.folder, "--panel-check=1")
        self.assertRegex(said, f"{self.folder}/none.conf can't be read: No such file")
        self.assertEqual(status, 78)

    def test_the_secret_of_the_office_goes_into_a_badges_hash(self):
        (self.folder / "salt").write_text("a secret\n")
        (self.folder / "badges").write_text(f"0 badge {NUMBER}\n")
        (self.folder / "device.conf").write_text(
            f"[office]\nid = test\n[panel]\nwiring = sim\nbadge_salt_file = {self.folder}/salt\n"
            f"script = {self.folder}/badges\n")
        said, _ = self.said("--settings", self.folder / "device.conf", "--panel-check=1")
        badge = hmac.new(b"praatje badge test a secret", NUMBER.encode(), hashlib.sha256).hexdigest()
        self.assertIn(f"badge, hash {badge}\n", said)

    def test_what_does_not_work_is_in_the_exit_status_too(self):
        script = self.folder / "nothing"
        said, status = self.said("--panel", "sim", "--panel-script", script, "--panel-check=1")
        self.assertIn(f"the script {script} can't be read: No such file", said)
        self.assertEqual(status, 78)

    def test_keyboards_that_could_be_badge_readers_are_listed(self):
        by_id = self.folder / "dev/input/by-id"
        by_id.mkdir(parents=True)
        for name in ("usb-Acme_RFID_Reader-event-kbd", "usb-Acme_Keyboard-event-kbd", "usb-Acme_Mouse-event-mouse"):
            os.mkfifo(by_id / name)
        said, _ = self.said("--panel-root", self.folder, "--panel-check=1")
        self.assertIn("  usb-Acme_RFID_Reader-event-kbd  (taken for one)\n", said)
        self.assertIn("  usb-Acme_Keyboard-event-kbd\n", said)
        self.assertNotIn("Mouse", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
