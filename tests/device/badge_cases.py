"""A badge reader on the emulated Pi: a USB keyboard that types a number, for the kiosk and for nobody else."""
import hashlib
import hmac
import unittest

import bench as b

o = b.o
NUMBER = "0012345678"
BY_ID = "/dev/input/by-id/*_{}-event-kbd"
READ_TOO = "/run/read-too"


class PanelBadgeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench, cls.office, cls.pi = b.current, b.current.office, b.current.machine
        badge = hmac.new(b"praatje badge test ", NUMBER.encode(), hashlib.sha256).hexdigest()
        cls.office.publish(f"config/person/{cls.office.people['Zoë']}",
                           {"rev": 2, "name": "Zoë", "wall": "name", "badges": [badge]})
        cls.messages = cls.office.listen()
        cls.kiosk = b.Kiosk(cls.bench, cls.office)
        cls.addClassCleanup(cls.kiosk.end)
        cls.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "someone"))

    def plug(self, name):
        """A keyboard of that name, and somebody else who reads what is typed on it."""
        path = BY_ID.format(name)
        self.pi.monitor("device_add", driver="usb-kbd", id=name, bus="usb.0", serial=name)
        self.bench.until(lambda: self.pi.there(path), f"the {name} is found")
        self.pi.sh(f"exec cat {path} >{READ_TOO} & echo $! >{READ_TOO}.pid")
        self.addCleanup(self.pi.sh, f"kill $(cat {READ_TOO}.pid) 2>/dev/null", check=False)
        event = self.pi.sh(f"readlink -f {path}").strip()
        self.bench.until(lambda: event in self.pi.sh(f"ls -l /proc/$(cat {READ_TOO}.pid)/fd"), "it is read by another")
        return event

    def unplug(self, name):
        self.pi.monitor("device_del", id=name)
        self.bench.until(lambda: not self.pi.there(BY_ID.format(name)), f"the {name} is gone")

    def type(self, *keys):
        for key in keys:
            for down in (True, False):
                self.pi.monitor("input-send-event", events=[
                    {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}])

    def read_too(self):
        return int(self.pi.sh(f"stat -c %s {READ_TOO}"))

    def opened(self, event):
        """How often the kiosk has it open: SDL does once, and the panel when it is a badge reader."""
        held = self.pi.sh(f"ls -l /proc/{self.kiosk.pid()}/fd")
        return sum(line.endswith(f"-> {event}") for line in held.splitlines())

    def test_a_badge_checks_its_owner_in_and_nobody_else_reads_its_number(self):
        # A keyboard that is no badge reader shows that the other would have read it.
        self.plug("keyboard")
        self.type(*NUMBER, "ret")
        self.bench.until(self.read_too, "the other reads what is typed on a keyboard")
        self.unplug("keyboard")
        event = self.plug("reader")
        self.bench.until(lambda: self.opened(event) == 2, "the reader is opened")
        self.type(*NUMBER, "ret")
        said = self.messages.wait(self.office.state_topic("Zoë"), lambda p: p)
        self.assertEqual(said["presence"], "here")
        self.assertEqual(self.read_too(), 0, "another read the badge")
        self.unplug("reader")
        self.assertNotIn(NUMBER, self.kiosk.log())
