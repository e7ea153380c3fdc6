"""The workbench of the device tests: an emulated Pi, an office on the host, and praatje in between."""
import contextlib
import copy
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import build
import machine
import trees

sys.path.insert(0, str(trees.HERE.parent / "office"))
import office as o  # noqa: E402

GOLDEN = trees.HERE.parent / "screens/golden"
# Debian 13's cairo puts letters between pixels and Debian 12's, which drew the golden pictures, doesn't:
# that is 0.8 to 0.9 % here, all at the edges of letters. Another screen differs by more than 10 %.
MOST_PERCENT = 1.5
OPTIONS = "--role kiosk --panel-boards /praatje"

o.LIMIT_S = machine.LIMIT_S  # nothing that waits for the guest knows better

current = None  # the bench that the tests of this run share


class Kiosk(o.Device):
    """praatje in the guest, answering on the office's broker."""

    answer_s = 30  # then it is asked again: what came before it listened is lost

    def __init__(self, bench, office, name="kiosk"):
        self.bench, self.office, self.name = bench, office, name
        self.screen_ = bench.machine.touchscreen
        self.run = (f"mkdir -p /state/{name}; praatje --broker {machine.BROKER} --office {office.id} "
                    f"--device {name} --state /state/{name} {OPTIONS} "
                    f">>/run/{name}.log 2>&1 & echo $! >/run/{name}.pid")
        self.start()

    def start(self):
        self.bench.machine.sh(self.run)

    def pid(self):
        return self.bench.machine.sh(f"cat /run/{self.name}.pid").strip()

    @contextlib.contextmanager
    def held_still(self):
        """Nothing reaches it meanwhile; all that waited does after."""
        self.bench.machine.sh(f"kill -STOP {self.pid()}")
        try:
            yield
        finally:
            self.bench.machine.sh(f"kill -CONT {self.pid()}")

    def has_rest(self):
        """Whether none of its threads is busy, nor waits for the disk."""
        states = self.bench.machine.sh(f"grep -h ^State: /proc/{self.pid()}/task/*/status")
        return all(line.split()[1] == "S" for line in states.splitlines())

    def wakes(self):
        """How often its threads went to sleep so far, and so were woken."""
        lines = self.bench.machine.sh(f"grep -h ^voluntary_ctxt /proc/{self.pid()}/task/*/status")
        return sum(int(line.split()[1]) for line in lines.splitlines())

    def holds(self, device):
        """Whether it has the input device of that name open."""
        nodes = self.bench.machine.sh(f"grep -ls '{device}' /sys/class/input/event*/device/name", check=False)
        held = self.bench.machine.sh(f"ls -l /proc/{self.pid()}/fd")
        return any(f"/dev/input/{path.split('/')[4]}\n" in held + "\n" for path in nodes.split())

    def log(self):
        return self.bench.machine.sh(f"cat /run/{self.name}.log")

    def until(self, good, limit=None):
        """As on the host; the first start of a guest reads every font and every library there is."""
        try:
            answer = super().until(good, limit or (None if self.bench.warm else machine.BOOT_LIMIT_S))
            self.bench.warm = True
            return answer
        except o.Limit as error:
            raise o.Limit(f"{error}; it says: {self.log()}") from None

    def middle(self, name):
        """Where a target is, for when the device can't be asked."""
        x, y, w, h = o.target(self.until(lambda a: a["screen"] == "home" and o.target(a, name)), name)["rect"]
        return x + w // 2, y + h // 2

    def stop(self, how="TERM"):
        pid = f"/run/{self.name}.pid"
        self.bench.machine.sh(f"kill -{how} $(cat {pid}) && while [ -d /proc/$(cat {pid}) ]; do sleep 0.1; done",
                              check=False)

    def end(self):
        self.stop()


class Office(o.Office):
    """One that has patience with its devices."""

    def admin(self, *words, **how):
        return super().admin("--timeout", o.LIMIT_S, *words, **how)


def differing(picture, shown, both):
    """How many percent of two pictures differ; both is where they come to lie side by side."""
    said = subprocess.run([o.BIN / "lay_beside", picture, shown, both], capture_output=True, text=True,
                          check=True).stdout
    number = re.match(r"[\d.]+", said)
    return float(number[0]) if number else 100.0


class Bench:
    """Builds and boots all that the tests share."""

    def __init__(self, arch, tree, hand):
        """hand is what presses the guest's buttons: a class like pins.Pins."""
        self.tree, self.hand = tree, hand
        self.tools, self.font = trees.tools(arch), trees.font(arch)
        self.share = pathlib.Path(tempfile.mkdtemp(prefix="praatje-share-"))
        self.machine = self.office = None
        self.warm = False  # no kiosk has shown anything yet
        try:
            self.fill_share()
            self.office = Office()
            self.open_all_day()
            self.machine = machine.Machine(self.tree, self.tools, self.share, self.office.broker.port)
            self.machine.start()
        except BaseException:
            self.end()
            raise

    def fill_share(self):
        shutil.copy(build.praatje(self.tree) / "praatje", self.share)
        for wiring in (trees.HERE / "guest").glob("*.conf"):
            shutil.copy(wiring, self.share)
        shutil.copytree(self.font.path / "usr/share/fonts", self.share / "fonts")
        for source in (trees.HERE / "guest").glob("*.c"):
            build.helper(self.tree, source, self.share / source.stem)

    def open_all_day(self):
        """The sample office, at whatever hour the tests run, and its kiosk with a panel."""
        config = json.loads((o.TOP / "app/sample/office.json").read_text())
        config["hours"] = [{"days": [1, 2, 3, 4, 5, 6, 7], "open": "00:00", "close": "24:00"}]
        self.office.publish("config/office", config)
        self.office.publish("config/device/kiosk", {"rev": 2, "role": "kiosk", "name": "Kiosk", "place": "coffee",
                                                    "panel": self.hand.WIRING})

    def panel(self):
        """The pins; they last as long as the guest is on."""
        if not self.machine.pins:
            self.machine.pins = self.hand(self.machine)
        return self.machine.pins

    @staticmethod
    def until(good, what, seconds=machine.LIMIT_S):
        limit = time.monotonic() + seconds
        while not good():
            if time.monotonic() > limit:
                raise o.Limit(f"it never came so far that {what}")
            time.sleep(0.1)

    def neighbour(self, name):
        """Another office on the same broker, without anything in it."""
        office = Office(configured=False, started=False)
        office.id, office.root = name, f"praatje/1/{name}"
        office.broker = copy.copy(self.office.broker)
        office.broker.process = None  # it isn't the neighbour's to end
        return office

    def differing(self, picture):
        """How many percent of the guest's screen differ from a picture, and where both lie side by side."""
        folder = o.BIN.parent / "device-pictures"
        folder.mkdir(exist_ok=True)
        shown = self.machine.screenshot(folder / f"{self.tree.arch}-{picture.name}")
        both = folder / f"{self.tree.arch}-{picture.stem}-both.png"
        return differing(picture, shown, both), both

    def end(self):
        if self.machine:
            self.machine.end()
        if self.office:
            self.office.end()
        shutil.rmtree(self.share)


def missing(arch):
    """Why no emulated Pi of that architecture can be had here; None when it can."""
    needed = ["apt-get", "dpkg", "dpkg-deb", "tar", "cmake", "ninja", f"{trees.TRIPLETS[arch]}-gcc"]
    programs = o.missing() + [p for p in needed if not shutil.which(p)]
    return "this machine has no " + ", ".join(programs) if programs else None


def is_asked_for(arch, tree):
    """Each takes minutes: a run has this machine's own Debian 13, CI its Debian 12 too, tests/run --all every one."""
    return os.environ.get("PRAATJE_TEST_ALL") or (
        arch == trees.host() and (tree is not trees.guest12 or os.environ.get("PRAATJE_TEST_DEBIAN12")))


def open_bench(arch, tree, hand):
    """Makes the bench; why it can't be had, or None."""
    global current
    why = missing(arch)
    if why:
        return why
    if not is_asked_for(arch, tree):
        return f"{tree.__name__} of {arch} is tried by tests/run --all"
    try:
        current = Bench(arch, tree(arch), hand)
    except trees.Unavailable as error:
        return error
    return None


def run(arch, tree, hand):
    """Runs the tests of the main module on a guest made of such a tree; ends the program."""
    # So that nothing is left running; unittest takes all others for a test's failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    why = open_bench(arch, tree, hand)
    if why:
        print("skipped: no emulated Pi here:", why)
        sys.exit(77)
    try:
        result = unittest.main(verbosity=2, exit=False).result
    finally:
        current.end()
    sys.exit(not result.wasSuccessful())
