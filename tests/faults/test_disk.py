#!/usr/bin/env python3
"""Disks and files that fail: whatever system call it is, there is a clear word and nothing is lost."""
import errno
import signal
import subprocess
import sys
import tempfile
import unittest

import faults
from faults import o

ORDERS = ("a=10", "b=20", "a=30", "b-20", "c=40", "a-30", "c-40", "d=50")
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EINTR": errno.EINTR, "short": "short"}


def count(tell):
    return int(next(line for line in tell.splitlines() if line.startswith("count")).split()[1])


def traced(*command, under, at=0, fails=0, on=False, **more):
    """Runs command with the at-th call on files under that folder failing; the result has `calls`."""
    with tempfile.TemporaryFile("w+") as tell:
        words = [faults.TRACE, "--under", under, "--tell", tell.fileno()]
        words += ["--at", at, "--do", fails, *(["--on"] if on else [])] if at else []
        result = subprocess.run([*map(str, words), *map(str, command)], pass_fds=[tell.fileno()],
                                capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, **more)
        tell.seek(0)
        result.calls = count(tell.read())
    return result


class StoreCallsTest(unittest.TestCase):
    """Every system call of the store."""

    def outcome(self, folder, result):
        """Checks what one run said, and gives what it told as kept, by topic."""
        lines = [line.split(" ", 3) for line in result.stdout.splitlines()]
        self.assertIn(result.returncode, (0, 74), result.stderr)
        self.assertEqual(lines[-1][0], "end" if result.returncode == 0 else "closed", result.stdout)
        kept, answered = {}, []
        for word, topic, v, text in lines:
            if word in ("failed", "closed"):
                self.assertGreater(len(text), 20, "a failure has a sentence")
            if word in ("kept", "failed") and topic != "-":
                answered.append(f"{topic}={v}")
            if word == "kept":
                kept[topic] = int(v)
        if result.returncode == 0:
            self.assertEqual(answered, [order for order in ORDERS if "=" in order])
        return kept

    def check(self, folder, kept):
        """What was told as kept, and not ordered to go, is there at the next start."""
        again = subprocess.run([faults.KEEP, folder], capture_output=True, text=True, timeout=60)
        lines = [line.split(" ", 3) for line in again.stdout.splitlines()]
        found = {topic: int(v) for word, topic, v, _ in lines if word == "record"}
        self.assertEqual(lines[-1][0], "end", again.stdout)
        self.assertNotIn("failed", [line[0] for line in lines], again.stdout)
        self.assertEqual(list(folder.glob("*damaged*")), [])
        self.assertLessEqual(set(found.items()), {("a", 10), ("a", 30), ("b", 20), ("c", 40), ("d", 50)})
        if "d" in kept:
            self.assertEqual(found.get("d"), 50)

    def test_each_call_that_fails_is_told_and_loses_nothing_that_was_kept(self):
        with faults.Folder() as folder:
            calls = traced(faults.KEEP, folder / "x/y", *ORDERS, under=folder).calls
        points = [(at, error, on) for at in range(1, calls + 1) for error in ERRORS for on in (False, True)
                  if error != "EINTR" or not on]  # nobody is interrupted for ever
        tried = faults.sample(points, 70)
        for at, error, on in tried:
            with self.subTest(at=at, error=error, on=on), faults.Folder() as folder:
                result = traced(faults.KEEP, folder / "x/y", *ORDERS, under=folder, at=at,
                                fails=ERRORS[error], on=on)
                kept = self.outcome(folder, result)
                self.check(folder / "x/y", kept)
        faults.tally("3b-store", len(tried), len(points),
                     f"failing calls of the store ({calls} calls; EIO, ENOSPC, EINTR, short; once and from then on)")


class SettingsCallsTest(unittest.TestCase):
    """Every system call on the settings file and the password file."""

    def run_praatje(self, settings, under, **how):
        return traced(o.BIN / "praatje", "--settings", settings, under=under,
                      env={"PATH": "/usr/bin:/bin", "SDL_VIDEODRIVER": "x11", "HOME": str(settings.parent),
                           "XDG_RUNTIME_DIR": "/nonexistent"}, **how)

    def test_a_settings_file_that_cannot_be_read_whole_is_never_half_used(self):
        with faults.Folder() as folder:
            path = folder / "praatje.conf"
            path.write_text("[office]\nid = test\n" + "; filler\n" * 700 + "[device]\nrole = lamp\n")
            calls = self.run_praatje(path, path).calls
            self.assertGreater(calls, 4)
            tried = 0
            for at in range(1, calls + 1):
                for error, number in ERRORS.items():
                    tried += 1
                    result = self.run_praatje(path, path, at=at, fails=number)
                    self.assertEqual(result.returncode, 78, (at, error, result.stderr))
                    self.assertIn(str(path), result.stderr)
        faults.tally("3b-settings", tried, tried, f"failing calls on the settings file ({calls} calls)")

    def test_a_password_file_that_cannot_be_read_is_told(self):
        with faults.Folder() as folder:
            path, secret = folder / "praatje.conf", folder / "password"
            path.write_text(f"[office]\nid = test\n[broker]\nuser = k\npassword_file = {secret}\n"
                            "[device]\nrole = lamp\n")
            secret.write_text("secret\n")
            calls = self.run_praatje(path, secret).calls
            self.assertGreater(calls, 2)
            for at in range(1, calls + 1):
                for error, number in ERRORS.items():
                    result = self.run_praatje(path, secret, at=at, fails=number)
                    self.assertEqual(result.returncode, 78, (at, error, result.stderr))
                    self.assertIn(str(path), result.stderr)


class DeviceDiskTest(unittest.TestCase):
    """The whole program on a disk that fails while it runs."""

    def setUp(self):
        self.office = o.Office()

    def tearDown(self):
        self.office.end()

    def test_a_disk_that_is_full_is_told_and_the_screen_lives(self):
        office = self.office
        kiosk = office.device("kiosk", "kiosk", "800x480")
        kiosk.until(lambda a: a["screen"] == "home")
        kiosk.stop()
        kiosk.process = o.Process(faults.TRACE, "--under", office.folder / "state-kiosk", "--later", "--at", 1,
                                  "--on", "--do", errno.ENOSPC, *kiosk.command, stderr=kiosk.log,
                                  env={"DISPLAY": kiosk.screen_.display, "WAYLAND_DISPLAY": ""})
        kiosk.until(lambda a: a["screen"] == "home")
        kiosk.process.popen.send_signal(signal.SIGUSR1)
        messages = office.listen()
        kiosk.tap(office.person("Olga"))
        messages.wait(office.state_topic("Olga"), lambda p: p["presence"] == "here")
        kiosk.tap("close")
        kiosk.hold("clock")
        kiosk.until(lambda a: a["screen"] == "info" and o.shows("The store can't be used")(a))
        kiosk.tap("close")
        kiosk.until(lambda a: a["screen"] == "home")
        self.assertEqual(kiosk.stop(), 0)
        self.assertIn("store: The store can't be used", (office.folder / "kiosk.log").read_text())


if __name__ == "__main__":
    if "DeviceDiskTest" in sys.argv and o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
