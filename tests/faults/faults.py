"""What the tests of faults share: the tracer, how many points to try, and the tally of those."""
import datetime
import os
import pathlib
import random
import shutil
import struct
import sys
import tempfile
import time
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "office"))
import office as o  # noqa: E402  (the real office: broker, devices, screens)

ALL = bool(os.environ.get("PRAATJE_TEST_ALL"))
SLIDES_S = 1  # longer than a part of the screen slides in
TRACE, KEEP = o.BIN / "fault_trace", o.BIN / "fault_keep"


def sample(points, count):
    """All of the points with --all; else so many, spread evenly, the first and the last among them."""
    points = list(points)
    if ALL or len(points) <= count:
        return points
    step = (len(points) - 1) / (count - 1)
    return [points[round(i * step)] for i in range(count)]


def tally(fault, tried, of, what):
    """Tells how many points of a fault were tried; tests/faults/table makes the table of these."""
    print(f"\n{fault}: {tried} of {of} {what}", flush=True)


def chance(seed=None):
    """A source of chance whose seed is told, so that what it found can be had again."""
    seed = int(os.environ.get("PRAATJE_SEED", seed or random.randrange(1 << 32)))
    print(f"PRAATJE_SEED={seed}", flush=True)
    return random.Random(seed)


def at_rest(look, good=lambda now: True, what="it moves on and on", rest_s=0.1):
    """What is seen once it has stayed the same for so long, and is good."""
    deadline, before, since = time.monotonic() + o.LIMIT_S, None, 0
    while True:
        now = look()
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since >= rest_s and good(now):
            return now
        if time.monotonic() > deadline:
            raise o.Limit(what)
        time.sleep(rest_s / 4)


class Folder:
    """A folder of a test's own, in memory where there is room for that."""

    def __init__(self):
        fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="praatje-fault-", dir=fast))

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path)


class Clock:
    """A clock for programs that can be put forward, and put wrong (see clock.c); it begins on a Monday morning."""

    TRUST = ("as it is", "synced", "unsynced")

    def __init__(self, folder, hour=9, minute=30, name="clock"):
        zone = zoneinfo.ZoneInfo("Europe/Amsterdam")
        now = datetime.datetime.now(zone)
        monday = now + datetime.timedelta(days=7 - now.weekday())
        start = monday.replace(hour=hour, minute=minute, second=0, microsecond=0)
        self.path, self.ahead = folder / name, int((start - now).total_seconds())
        self.set()
        self.env = {"LD_PRELOAD": str(o.BIN / "libfault_clock.so"), "FAULT_CLOCK": str(self.path)}

    def forward(self, seconds):
        self.ahead += seconds
        self.set(self.off, self.trust)

    def set(self, off=0, trust="as it is"):
        """The wall clock is off by so many seconds, and the kernel says that of it."""
        self.off, self.trust = off, trust
        data = struct.pack("=qqq", self.ahead, off, self.TRUST.index(trust))
        if not self.path.exists():
            self.path.write_bytes(data)
        with open(self.path, "r+b") as file:  # the same file: it is mapped
            file.write(data)

    def now_s(self):
        """What these programs take for now: seconds since 1970."""
        return int(time.time()) + self.ahead
