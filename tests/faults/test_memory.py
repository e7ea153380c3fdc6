#!/usr/bin/env python3
"""Memory that runs out, once or for good: a clean end or going on, and the store stays whole."""
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import unittest

import faults
from faults import o

SHIM = o.BIN / "libfault_memory.so"
ORDERS = ("a=10", "b=20", "a=30", "b-20", "c=40", "a-30", "c-40", "d=50")
OURS = "bin/praatje:libsqlite3:libmosquitto:libjansson"
BLACK = [(0, 0, 0)] * 7  # no picture
QUIET_S = 0.1


def counted(file):
    """How many allocations there were so far."""
    data = file.read_bytes() if file.exists() else b""
    return struct.unpack("=q", data)[0] if len(data) == 8 else 0


def shim(folder, of, at=0, on=False):
    """The environment in which the at-th allocation fails."""
    return {"LD_PRELOAD": str(SHIM), "FAULT_MEMORY_OF": of, "FAULT_MEMORY_AT": str(at),
            "FAULT_MEMORY_COUNT": str(folder / "count"), **({"FAULT_MEMORY_ON": "1"} if on else {})}


def short_of_memory(folder, of, *command, **how):
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                            timeout=120, env={**os.environ, **shim(folder, of, **how)})
    result.allocations = counted(folder / "count")
    return result


class StoreMemoryTest(unittest.TestCase):
    def test_a_store_without_memory_says_so_and_keeps_what_it_called_kept(self):
        with faults.Folder() as folder:
            total = short_of_memory(folder, "", faults.KEEP, folder / "x", *ORDERS).allocations
        self.assertGreater(total, 100)
        points = [(at, on) for at in range(1, total + 1) for on in (False, True)]
        tried = faults.sample(points, 300)
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
    def test_documents_without_memory_are_refused_or_end_the_program(self):
        program, of = o.BIN / "test_protocol_examples", "libjansson:test_protocol_examples"
        with faults.Folder() as folder:
            total = short_of_memory(folder, of, program).allocations
            self.assertGreater(total, 100)
            tried, ended = faults.sample(range(1, total + 1), 150), 0
            for at in tried:
                result = short_of_memory(folder, of, program, at=at)
                # The examples aren't read as they should; that is what the test says. No more than that.
                self.assertGreaterEqual(result.returncode, -signal.SIGABRT, (at, result.stderr))
                self.assertNotIn(result.returncode, (-signal.SIGSEGV, -signal.SIGBUS), at)
                self.assertNotIn("exception", result.stdout + result.stderr, at)
                # The library's reader would write beyond what it has: it is never told.
                ended += "out of memory for JSON" in result.stderr
        self.assertGreater(ended, len(tried) / 2)
        faults.tally("3c-documents", len(tried), total, "allocations in reading and writing documents that fail")


class Kiosk:
    """A kiosk that runs short of memory again and again, and whoever stands at it and looks at the glass."""

    def __init__(self, office, number, person):
        self.office, self.name, self.folder = office, f"kiosk-{number}", office.folder / f"memory-{number}"
        self.folder.mkdir()
        self.device = device = office.device(self.name, "kiosk", "800x480")
        device.tap(office.person(person))
        sheet = device.until(lambda a: a["screen"] == "sheet")
        x, y, w, _ = o.target(sheet, "close")["rect"]
        self.points = [(x + i * w // 8, y + 4) for i in range(1, 8)]  # above its word, and above the clock
        self.key = o.middle(o.target(sheet, "kind:chat"))
        self.sheet = faults.at_rest(self.look, rest_s=faults.SLIDES_S)
        device.tap("close")
        home = device.until(lambda a: a["screen"] == "home")
        self.tile = o.middle(o.target(home, office.person(person)))
        faults.at_rest(self.look, lambda now: now != self.sheet, "they look the same there")
        device.stop()
        self.state, self.good = office.folder / f"state-{self.name}", self.folder / "state"
        shutil.copytree(self.state, self.good)

    def look(self):
        """A part of the glass that is another on home, on the sheet, and before there is a picture."""
        return [self.device.screen_.pixel(*point) for point in self.points]

    def alive(self):
        return self.device.process.popen.poll() is None

    def awaits(self, good, limit):
        """Waits until that holds; False when it doesn't in time, or the program ended."""
        deadline = time.monotonic() + limit
        while self.alive() and time.monotonic() < deadline:
            if good():
                return True
            time.sleep(0.005)
        return False

    def shows_sheet(self):
        return self.look() == self.sheet

    def shows_another(self):
        return self.look() not in (self.sheet, BLACK)

    def settles(self):
        """Waits until it asks for no memory for a moment: it has done all that there was to do."""
        last, since = -1, 0.0

        def quiet():
            nonlocal last, since
            if (now := counted(self.folder / "count")) != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since > QUIET_S
        self.awaits(quiet, 3)

    def taps(self, at, good, limit, tries):
        """Taps there, again where memory for a touch was lacking; whether it is as it should be then."""
        self.settles()
        for _ in range(tries):
            self.device.screen_.tap(*at)
            if self.awaits(good, limit):
                return True
        return False

    def run(self, at, on=False):
        """Starts, taps, ends. The exit status, how many allocations there were, whether it went on until then."""
        self.device.env = shim(self.folder, OURS, at, on)
        (self.folder / "count").unlink(missing_ok=True)
        shutil.rmtree(self.state)  # else two crashes put what is configured aside
        shutil.copytree(self.good, self.state)
        limit, tries = (0.5, 1) if on else (20, 4)  # without any memory it may show nothing more
        self.device.start()
        goes_on = (self.awaits(self.shows_another, limit) and self.taps(self.tile, self.shows_sheet, limit, tries)
                   and self.taps(self.key, self.shows_another, limit, tries))
        self.settles()
        goes_on = goes_on or not self.alive()
        return self.device.stop(), counted(self.folder / "count"), goes_on

    def fault_of(self, at, on):
        """What is wrong with how it took that, or None."""
        status, _, goes_on = self.run(at, on)
        if not goes_on and not on:
            status, _, goes_on = self.run(at, on)  # a machine that is busy may be too slow for a finger
        # Libraries below the screen (GLib) end the program themselves, by SIGABRT or SIGTRAP; and SIGTERM
        # does where it is at its end already.
        if status < -signal.SIGABRT and status != -signal.SIGTERM:
            return f"it ended with {status}"
        if not goes_on and not on:
            return f"it neither went on nor ended; it shows {self.look()}"
        again = subprocess.run([faults.KEEP, self.state], capture_output=True, text=True, timeout=60)
        return again.stdout if again.returncode or "failed" in again.stdout else None


class DeviceMemoryTest(unittest.TestCase):
    """The whole program: start, tap, PUBACK, end."""

    SAMPLE, ALL_S = 60, 100 * 60  # with --all every point, should so much time be enough
    PEOPLE = ("Olga", "Jan", "Wout", "Nynke")

    def setUp(self):
        self.office = o.Office()

    def tearDown(self):
        self.office.end()

    def test_a_device_without_memory_ends_cleanly_or_goes_on(self):
        kiosks = [Kiosk(self.office, *each) for each in enumerate(self.PEOPLE[:2 * os.cpu_count()])]
        status, total, goes_on = kiosks[0].run(0)
        self.assertEqual((status, goes_on), (0, True))
        self.assertGreater(total, 1000)
        points = [(at, on) for at in range(1, total + 1) for on in (False, True)]
        left = faults.sample(points, self.SAMPLE)
        faults.chance().shuffle(left)  # what is tried is spread evenly, whenever it ends
        tried, wrong, until = [], [], time.monotonic() + self.ALL_S

        def work(kiosk):
            while left and not wrong and time.monotonic() < until:
                at, on = left.pop()
                try:
                    fault = kiosk.fault_of(at, on)
                except Exception as error:
                    fault = repr(error)
                tried.append((at, on))
                if fault:
                    wrong.append(f"allocation {at}{' and on' if on else ''}: {fault}")

        workers = [threading.Thread(target=work, args=[kiosk]) for kiosk in kiosks]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual(wrong, [])
        faults.tally("3c-device", len(tried), len(points), "allocations of the program that fail, once or from then on")


if __name__ == "__main__":
    if "DeviceMemoryTest" in sys.argv and o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    if "address" in os.environ.get("PRAATJE_SANITIZE", "") or "thread" in os.environ.get("PRAATJE_SANITIZE", ""):
        print("skipped: the sanitizer has the allocator to itself")
        sys.exit(77)
    unittest.main(verbosity=2)
