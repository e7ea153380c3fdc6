"""Devices without an identity, and the brokers that they ask."""
import contextlib
import os
import pathlib
import re
import sys
import time
import unittest

from firm import OfficeBroker

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import faults  # noqa: E402
from faults import o  # noqa: E402

PRAATJE = os.environ.get("PRAATJE", "praatje")
LIMIT_S = 40
WORDS_HOLD_S, WORDS_ANEW_S = 15 * 60, 60  # as long as that, and no more often than that
LONG_S = 10  # a connection that lasted so long was not taken over by one that keeps coming back
WORDS = re.compile(r"asks to be adopted: ([a-z]+ [a-z]+ [a-z]+ [a-z]+)\n")
ALL = unittest.skipUnless(os.environ.get("PRAATJE_TEST_ALL"), "tests/run --all has it")


def until(what, good, limit=LIMIT_S):
    """Asks again and again, but not forever."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        answer = good()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what} didn't come")


class LoopbackBroker(OfficeBroker):
    """On the usual ports of a loopback address of its own: devices are told those."""

    def __init__(self):
        address = o.free_port()
        host = f"127.{77 + address % 100}.{address >> 8}.{address & 255}"
        super().__init__(host)
        self.host = host
        self.port, self.port_others, self.port_pairing = 8883, 8884, 8885

    def point_here(self, file):
        pass


class Stranger:
    """A device on a screen of its own that knows no more than where the broker is, or not even that."""

    def __init__(self, broker, name="stranger", size="800x480", settings=None, env=None, network=None):
        self.env, self.network = env or {}, network
        self.folder = broker.folder / name
        self.folder.mkdir()
        self.settings = self.folder / "given.conf"
        self.settings.write_text(settings if settings is not None
                                 else f"[broker]\naddress = mqtts://{broker.host}\n")
        self.identity = self.folder / "state" / "praatje-device.conf"
        self.log_file = self.folder / "log"
        self.screen = o.Screen(size)
        self.size = size
        self.start()

    def start(self):
        with open(self.log_file, "ab") as log, self.network.inside() if self.network else contextlib.nullcontext():
            self.process = o.Process(PRAATJE, "--settings", self.settings, "--state", self.folder / "state",
                                     "--size", self.size, stderr=log,
                                     env={"DISPLAY": self.screen.display, "WAYLAND_DISPLAY": "", **self.env})

    def log(self):
        return self.log_file.read_text()

    def words(self, nth=1):
        """The words that it says in its log, as on its screen."""
        return until("words", lambda: self.all_words()[nth - 1:nth])[0].split()

    def all_words(self):
        return WORDS.findall(self.log())

    def says(self, text, limit=LIMIT_S):
        """Waits until its log has this, or one of several."""
        texts = (text,) if isinstance(text, str) else text
        try:
            return until(f"{text!r}", lambda: next((t for t in texts if t in self.log()), None), limit)
        except AssertionError as error:
            raise AssertionError(f"{error}: {self.log()}") from None

    def end(self):
        self.process.end()
        self.screen.end()
