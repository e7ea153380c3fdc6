#!/usr/bin/env python3
"""systemd would start a device anew whose screen or link hangs: the test plays systemd."""
import ctypes
import os
import pathlib
import signal
import socket
import sys
import time
import unittest

import faults
from faults import o

EVERY_S = 1.0  # half of what "systemd" waits
KEEP_ALIVE_S = 10  # the least that mosquitto can ask for
SEIZE, INTERRUPT, DETACH = 0x4206, 0x4207, 17  # linux/ptrace.h

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


class Held:
    """One thread of a process, stopped while the others run on."""

    def __init__(self, pid, name):
        tasks = pathlib.Path(f"/proc/{pid}/task")
        self.tid = next(int(t.name) for t in tasks.iterdir() if (t / "comm").read_text().strip() == name)
        if libc.ptrace(SEIZE, self.tid, None, None) < 0 or libc.ptrace(INTERRUPT, self.tid, None, None) < 0:
            raise unittest.SkipTest(f"threads can't be stopped here: {os.strerror(ctypes.get_errno())}")
        os.waitpid(self.tid, 0x40000000)  # __WALL

    def release(self):
        libc.ptrace(DETACH, self.tid, None, None)


class Systemd:
    def __init__(self, folder):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(folder / "notify"))
        self.heard = []
        self.env = {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": str(int(2e6 * EVERY_S))}

    def hear(self, word, limit):
        """The first message with this word; None when none comes within the limit (seconds)."""
        deadline = time.monotonic() + limit
        while (left := deadline - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                message = self.socket.recv(4096).decode()
            except TimeoutError:
                return None
            self.heard += message.split("\n")
            if word in message.split("\n"):
                return message
        return None

    def silent(self, limit):
        """Waits until no sign of life came for 3 times the usual; whether that was within the limit."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            if not self.hear("WATCHDOG=1", 3 * EVERY_S):
                return True
        return False


class WatchdogTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = office = o.Office(configured=False, started=False)
        office.broker.more = f"max_keepalive {KEEP_ALIVE_S}\n"
        office.broker.start()
        office.configure()
        cls.systemd = Systemd(office.folder)
        cls.kiosk = office.device("kiosk", "kiosk", "800x480", env=cls.systemd.env)
        cls.ready = cls.systemd.hear("READY=1", 20)
        cls.kiosk.until(lambda a: a["screen"] == "home")

    @classmethod
    def tearDownClass(cls):
        cls.office.end()

    def test_it_says_when_it_is_ready_and_how_it_is(self):
        self.assertIn("STATUS=", self.ready or "nothing")
        alive = self.systemd.hear("WATCHDOG=1", 20)
        self.assertIn("STATUS=in step with the broker\n", alive)

    def test_signs_of_life_come_in_time_and_no_oftener_than_needed(self):
        self.systemd.hear("WATCHDOG=1", 20)
        times = []
        for _ in range(6):
            self.assertIsNotNone(self.systemd.hear("WATCHDOG=1", 20))
            times.append(time.monotonic())
        gaps = [b - a for a, b in zip(times, times[1:])]
        self.assertGreater(min(gaps), EVERY_S / 4, gaps)
        self.assertGreater(sum(gaps), len(gaps) * EVERY_S / 2 * 0.9, gaps)

    def hang(self, thread, limit):
        self.assertIsNotNone(self.systemd.hear("WATCHDOG=1", 20))
        held = Held(self.kiosk.process.popen.pid, thread)
        try:
            self.assertTrue(self.systemd.silent(limit), f"{thread} hangs, and it says that it is alive")
        finally:
            held.release()
        self.assertIsNotNone(self.systemd.hear("WATCHDOG=1", 40))

    def test_a_screen_that_hangs_gives_no_sign_of_life(self):
        self.hang("praatje", 20)

    def test_a_link_that_hangs_gives_no_sign_of_life(self):
        self.hang("link", KEEP_ALIVE_S + 30)

    def test_a_broker_that_is_gone_is_no_reason_to_start_anew(self):
        self.office.broker.stop(signal.SIGKILL)
        try:
            until = time.monotonic() + 8 * EVERY_S
            while time.monotonic() < until:
                alive = self.systemd.hear("WATCHDOG=1", 20)
                self.assertIsNotNone(alive)
            self.assertIn("STATUS=no connection to the broker\n", alive)
        finally:
            self.office.broker.start()
            self.office.configure()
        self.kiosk.until(lambda a: a["screen"] == "home", limit=40)

    def test_without_systemd_it_runs_as_well(self):
        board = self.office.device("board", "board", "1280x720")
        board.until(lambda a: a["screen"] == "board")

    def test_it_says_when_it_stops(self):
        desk = self.office.device("desk", "desk", "800x480", env=self.systemd.env)
        desk.until(lambda a: True)
        self.assertEqual(desk.stop(), 0)
        self.assertIsNotNone(self.systemd.hear("STOPPING=1", 20))

    def another_systemd(self, name):
        folder = self.office.folder / name
        folder.mkdir()
        return Systemd(folder)

    def test_who_isnt_watched_gives_no_signs_of_life(self):
        systemd = self.another_systemd("of-another")
        board = self.office.device("board-3", "board", "1280x720", env={**systemd.env, "WATCHDOG_PID": "1"})
        board.until(lambda a: a["screen"] == "board")
        self.assertIsNotNone(systemd.hear("READY=1", 20))
        self.assertIsNone(systemd.hear("WATCHDOG=1", 3 * EVERY_S))

    def test_a_restart_by_an_admin_is_no_stop(self):
        systemd = self.another_systemd("restarted")
        board = self.office.device("board-2", "board", "1280x720", env=systemd.env)
        board.until(lambda a: a["screen"] == "board")
        self.assertIsNotNone(systemd.hear("READY=1", 20))
        self.office.admin("device", "restart", "board-2")
        self.assertIsNotNone(systemd.hear("READY=1", 20))
        self.assertNotIn("STOPPING=1", systemd.heard)


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
