#!/usr/bin/env python3
"""Disks and files that fail: whatever system call it is, there is a clear word and nothing is lost."""
import errno
import fcntl
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import faults
import test_watchdog as watchdog
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


    def test_a_start_with_a_call_that_fails_loses_nothing_that_was_kept(self):
        with faults.Folder() as folder:
            subprocess.run([faults.KEEP, folder / "x/y", "d=50"], check=True, capture_output=True, timeout=60)
            calls = traced(faults.KEEP, folder / "x/y", under=folder).calls
            points = [(at, on) for at in range(1, calls + 1) for on in (False, True)]
            tried = faults.sample(points, 40)
            for at, on in tried:
                with self.subTest(at=at, on=on):
                    traced(faults.KEEP, folder / "x/y", under=folder, at=at, fails=errno.EIO, on=on)
                    self.check(folder / "x/y", {"d": 50})
        faults.tally("3b-start", len(tried), len(points),
                     "failing calls of a start with a statement on disk (EIO, once and from then on)")


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


class AtTheBar:
    """Looks at the done bar of self.kiosk, also when nobody can ask what it shows."""

    NAME = "Olga"

    def bar(self):
        """The done bar as far as it needs no reading: its ground, and the points of its icon."""
        x, y, w, h = self.undo
        left, middle = 800 - (x + w), y + h // 2
        pixel = self.kiosk.screen_.pixel
        return pixel(left + 12, middle), [pixel(left + 24 + i, middle + j) for i in range(0, 44, 4) for j in (-8, 0, 8)]

    def bar_at_rest(self, ground):
        return faults.at_rest(self.bar, lambda now: now[0] == ground, "no done bar comes")

    def corner(self):
        """Where a sheet has the key that closes it, above its word."""
        x, y, w, _ = self.close
        return [self.kiosk.screen_.pixel(x + i * w // 8, y + 4) for i in range(1, 8)]

    def tap_both(self, tile, key):
        """Taps the tile, and the key once the sheet is seen: a tap before that would be on what is seen then."""
        self.kiosk.screen_.tap(*tile)
        faults.at_rest(self.corner, lambda now: now == self.sheet, "no sheet comes")
        self.kiosk.screen_.tap(*key)

    def learn(self):
        """The key that a sheet has for a chat, and how the bar looks when that is done: its ground, and all of it."""
        kiosk = self.kiosk
        kiosk.tap(self.office.person(self.NAME))
        sheet = kiosk.until(lambda a: a["screen"] == "sheet")
        key, self.close = o.middle(o.target(sheet, "kind:chat")), o.target(sheet, "close")["rect"]
        self.sheet = faults.at_rest(self.corner, rest_s=faults.SLIDES_S)
        kiosk.screen_.tap(*key)
        self.undo = o.target(kiosk.until(lambda a: o.target(a, "undo")), "undo")["rect"]
        ground, done = faults.at_rest(self.bar, rest_s=faults.SLIDES_S)
        kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))
        self.assertNotEqual(self.bar()[0], ground)
        self.assertNotEqual(self.corner(), self.sheet)
        return key, ground, done


class DeviceDiskTest(AtTheBar, unittest.TestCase):
    """The whole program on a disk that fails while it runs."""

    def setUp(self):
        self.office = office = o.Office()
        self.addCleanup(office.end)
        self.kiosk = office.device("kiosk", "kiosk", "800x480")
        self.kiosk.until(lambda a: a["screen"] == "home")

    def fill(self):
        """Starts the kiosk again, on a disk that is full from now on."""
        kiosk = self.kiosk
        kiosk.stop()
        kiosk.process = o.Process(faults.TRACE, "--under", self.office.folder / "state-kiosk", "--later", "--at", 1,
                                  "--on", "--do", errno.ENOSPC, *kiosk.command, stderr=kiosk.log,
                                  env={"DISPLAY": kiosk.screen_.display, "WAYLAND_DISPLAY": ""})
        home = kiosk.until(lambda a: a["screen"] == "home" and o.target(a, self.office.person(self.NAME)))
        kiosk.process.popen.send_signal(signal.SIGUSR1)
        return o.middle(o.target(home, self.office.person(self.NAME)))

    def test_what_a_full_disk_refuses_without_a_broker_is_not_called_done(self):
        key, ground, done = self.learn()
        tile = self.fill()
        self.office.broker.stop(signal.SIGKILL)
        self.tap_both(tile, key)
        self.assertNotEqual(self.bar_at_rest(ground)[1], done)
        self.assertEqual(self.kiosk.stop(), 0)

    def test_a_disk_that_is_full_is_told_and_the_screen_lives(self):
        office, kiosk = self.office, self.kiosk
        self.fill()
        messages = office.listen()
        kiosk.tap(office.person("Olga"))
        messages.wait(office.state_topic("Olga"), lambda p: p["presence"] == "here")
        messages.wait("device/kiosk/report", lambda r: [e["code"] for e in r["errors"]] == ["not-kept"])
        kiosk.tap("close")
        kiosk.hold("clock", 3)  # it is slow: each of its calls is looked at
        kiosk.until(lambda a: a["screen"] == "info" and o.shows("The store can't be used")(a))
        kiosk.tap("close")
        kiosk.until(lambda a: a["screen"] == "home")
        self.assertEqual(kiosk.stop(), 0)
        self.assertIn("store: The store can't be used", (office.folder / "kiosk.log").read_text())


class HangingDiskTest(AtTheBar, unittest.TestCase):
    """The whole program on a disk that neither takes nor refuses: each sync takes until it is let go."""

    @classmethod
    def setUpClass(cls):
        cls.office = office = o.Office()
        cls.disk = open(office.folder / "hang", "w")
        cls.systemd = watchdog.Systemd(office.folder)
        cls.kiosk = office.device("kiosk", "kiosk", "800x480", env={
            **cls.systemd.env, "LD_PRELOAD": str(o.BIN / "libfault_hang.so"), "FAULT_HANG": cls.disk.name})
        cls.messages = office.listen()
        home = cls.kiosk.until(lambda a: a["screen"] == "home")
        cls.tile = o.middle(o.target(home, office.person(cls.NAME)))

    @classmethod
    def tearDownClass(cls):
        cls.disk.close()  # let go: else it would not end
        cls.office.end()

    def hold(self, held):
        fcntl.flock(self.disk, fcntl.LOCK_EX if held else fcntl.LOCK_UN)

    def reported(self, *codes):
        return self.messages.wait("device/kiosk/report", lambda r: [e["code"] for e in r["errors"]] == [*codes])

    def log(self):
        return (self.office.folder / "kiosk.log").read_text()

    def test_it_is_told_while_screen_and_broker_go_on(self):
        office, kiosk, topic = self.office, self.kiosk, self.office.state_topic(self.NAME)
        self.hold(True)
        kiosk.tap(office.person(self.NAME))
        self.messages.wait(topic, lambda p: p and p["presence"] == "here")
        kiosk.tap("focus")
        self.messages.wait(topic, lambda p: p["presence"] == "focus")
        error = self.reported("not-kept")["errors"][0]
        self.assertIn("does not answer", error["message"])
        self.assertIn(f"store: {error['message']}", self.log())
        kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))
        # A restart would not mend the disk, and would take the screen along: systemd hears nothing bad.
        while "STATUS=the disk does not answer\n" not in (alive := self.systemd.hear("WATCHDOG=1", 5)):
            pass
        for _ in range(3):
            self.assertIsNotNone(self.systemd.hear("WATCHDOG=1", 3 * watchdog.EVERY_S), alive)
        kiosk.hold("clock")
        kiosk.until(lambda a: a["screen"] == "info" and o.shows("The disk does not answer")(a))
        kiosk.tap("close")
        self.hold(False)
        self.reported()
        self.assertIn("store: the disk answers again", self.log())
        kiosk.tap(office.person(self.NAME))
        kiosk.tap("leave")
        self.messages.wait(topic, lambda p: p["presence"] == "away")
        kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))

    def test_a_restart_waits_for_the_disk_with_a_picture_or_is_refused(self):
        office, kiosk, messages = self.office, self.kiosk, self.messages
        boot = messages.wait("device/kiosk/status", lambda s: s["online"])["boot"]
        time.sleep(max(0, boot + 1.1 - time.time()))  # boot is told in seconds
        self.hold(True)
        kiosk.tap(office.person("Jan"))
        messages.wait(office.state_topic("Jan"), lambda p: p and p["presence"] == "here")
        office.publish("device/kiosk/command", {"id": "r-1", "command": "restart"}, retain=False)
        self.assertTrue(messages.wait("device/kiosk/answer", lambda a: a["id"] == "r-1")["ok"])
        self.reported("not-kept")
        kiosk.tap("close")
        kiosk.until(lambda a: a["screen"] == "home")
        office.publish("device/kiosk/command", {"id": "r-2", "command": "restart"}, retain=False)
        self.assertEqual(messages.wait("device/kiosk/answer", lambda a: a["id"] == "r-2")["code"], "disk-hangs")
        self.hold(False)
        messages.wait("device/kiosk/status", lambda s: s["online"] and s["boot"] > boot)
        kiosk.until(lambda a: a["screen"] == "home" and o.target(a, office.person("Jan"))["state"] == "here")

    def test_what_neither_disk_nor_broker_takes_is_not_called_done(self):
        office, kiosk = self.office, self.kiosk
        key, ground, done = self.learn()
        office.broker.stop(signal.SIGKILL)
        self.hold(True)
        self.tap_both(self.tile, key)
        self.assertNotEqual(self.bar_at_rest(ground)[1], done)
        self.hold(False)
        office.broker.start()
        office.configure()
        kiosk.until(lambda a: (o.target(a, office.person(self.NAME)) or {"state": ""})["state"] == "open")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].startswith(("DeviceDisk", "HangingDisk")) and o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
