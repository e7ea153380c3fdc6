#!/usr/bin/env python3
"""Memory that runs out, once or for good: a clean end or going on, and the store stays whole."""
import os
import pathlib
import signal
import subprocess
import sys
import unittest

import faults
from faults import o

SHIM = o.BIN / "libfault_memory.so"
ORDERS = ("a=10", "b=20", "a=30", "b-20", "c=40", "a-30", "c-40", "d=50")
OURS = "bin/praatje:libsqlite3:libmosquitto:libjansson"


def shim(folder, of, at=0, on=False):
    """The environment in which the at-th allocation fails."""
    return {"LD_PRELOAD": str(SHIM), "FAULT_MEMORY_OF": of, "FAULT_MEMORY_AT": str(at),
            "FAULT_MEMORY_COUNT": str(folder / "count"), **({"FAULT_MEMORY_ON": "1"} if on else {})}


def short_of_memory(folder, of, *command, **how):
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                            timeout=120, env={**os.environ, **shim(folder, of, **how)})
    count = folder / "count"
    result.allocations = int(count.read_text()) if count.exists() else 0
    return result


class StoreMemoryTest(unittest.TestCase):
    def test_a_store_without_memory_says_so_and_keeps_what_it_called_kept(self):
        with faults.Folder() as folder:
            total = short_of_memory(folder, "", faults.KEEP, folder / "x", *ORDERS).allocations
        self.assertGreater(total, 100)
        points = [(at, on) for at in range(1, total + 1) for on in (False, True)]
        tried = faults.sample(points, 120)
        for at, on in tried:
            with self.subTest(at=at, on=on), faults.Folder() as folder:
                result = short_of_memory(folder, "", faults.KEEP, folder / "x", *ORDERS, at=at, on=on)
                self.assertIn(result.returncode, (0, 74), result.stdout + result.stderr)
                lines = [line.split(" ", 3) for line in result.stdout.splitlines()]
                self.assertIn(lines[-1][0], ("end", "closed"), result.stdout)
                kept = {line[1]: int(line[2]) for line in lines if line[0] == "kept"}
                again = subprocess.run([faults.KEEP, folder / "x"], capture_output=True, text=True, timeout=60)
                lines = [line.split(" ", 3) for line in again.stdout.splitlines()]
                self.assertEqual((again.returncode, lines[-1][0]), (0, "end"), again.stdout)
                self.assertNotIn("failed", [line[0] for line in lines], again.stdout)
                found = {line[1]: int(line[2]) for line in lines if line[0] == "record"}
                if "d" in kept:
                    self.assertEqual(found.get("d"), 50)
        faults.tally("3c-store", len(tried), len(points), "allocations of the store that fail, once or from then on")


class DocumentMemoryTest(unittest.TestCase):
    def test_documents_without_memory_are_refused_and_nothing_breaks(self):
        program, of = o.BIN / "test_protocol_examples", "libjansson:test_protocol_examples"
        with faults.Folder() as folder:
            total = short_of_memory(folder, of, program).allocations
            self.assertGreater(total, 100)
            tried = faults.sample(range(1, total + 1), 150)
            for at in tried:
                result = short_of_memory(folder, of, program, at=at)
                # The examples aren't read as they should; that is what the test says. No more than that.
                self.assertGreaterEqual(result.returncode, -signal.SIGABRT, (at, result.stderr))
                self.assertNotIn(result.returncode, (-signal.SIGSEGV, -signal.SIGBUS), at)
                self.assertNotIn("exception", result.stdout + result.stderr, at)
        faults.tally("3c-documents", len(tried), total, "allocations in reading and writing documents that fail")


class DeviceMemoryTest(unittest.TestCase):
    """The whole program: start, tap, PUBACK, end."""

    @classmethod
    def setUpClass(cls):
        cls.office = o.Office()
        cls.kiosk = cls.office.device("kiosk", "kiosk", "800x480")
        cls.kiosk.tap(cls.office.person("Olga"))
        sheet = cls.kiosk.until(lambda a: a["screen"] == "sheet")
        cls.key = o.middle(o.target(sheet, "kind:chat"))
        cls.kiosk.tap("close")
        home = cls.kiosk.until(lambda a: a["screen"] == "home")
        cls.tile = o.middle(o.target(home, cls.office.person("Olga")))
        cls.kiosk.stop()

    @classmethod
    def tearDownClass(cls):
        cls.office.end()

    def run_kiosk(self, at, on=False):
        """Starts, taps as soon as it shows, ends. The exit status, and how many allocations there were."""
        kiosk, office = self.kiosk, self.office
        kiosk.env = shim(office.folder, OURS, at, on)
        count = office.folder / "count"
        count.unlink(missing_ok=True)
        kiosk.start()
        try:
            kiosk.until(lambda a: a["screen"] == "home", limit=3)
            kiosk.screen_.tap(*self.tile)
            kiosk.until(lambda a: a["screen"] == "sheet", limit=1)
            kiosk.screen_.tap(*self.key)
            kiosk.until(lambda a: a["screen"] == "home", limit=1)
        except (o.Limit, AssertionError):
            pass
        status = kiosk.stop()
        return status, int(count.read_text()) if count.exists() else 0

    def test_a_device_without_memory_ends_cleanly_or_goes_on(self):
        status, total = self.run_kiosk(0)
        self.assertEqual(status, 0)
        points = [(at, on) for at in range(1, total + 1) for on in (False, True)]
        # Every one would take hours, with all of them too.
        wanted = 400 if faults.ALL else 10
        step = max(1, len(points) // wanted)
        tried = points[::step]
        for at, on in tried:
            with self.subTest(at=at, on=on):
                status, _ = self.run_kiosk(at, on)
                # Libraries below the screen (GLib) end the program themselves, by SIGABRT or SIGTRAP.
                self.assertNotIn(status, (-signal.SIGSEGV, -signal.SIGBUS), at)
                self.assertGreaterEqual(status, -signal.SIGABRT)
                self.kiosk.env = {}
                again = subprocess.run([faults.KEEP, self.office.folder / "state-kiosk"], capture_output=True,
                                       text=True, timeout=60)
                self.assertEqual(again.returncode, 0, again.stdout)
                self.assertNotIn("failed", again.stdout)
        faults.tally("3c-device", len(tried), len(points), "allocations of the program that fail, once or from then on")


if __name__ == "__main__":
    if "DeviceMemoryTest" in sys.argv and o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    if "address" in os.environ.get("PRAATJE_SANITIZE", "") or "thread" in os.environ.get("PRAATJE_SANITIZE", ""):
        print("skipped: the sanitizer has the allocator to itself")
        sys.exit(77)
    unittest.main(verbosity=2)
