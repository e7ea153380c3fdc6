"""What the emulated Pi is like when its power goes and comes, and when nobody is near."""
import os
import time
import unittest

import bench as b

o = b.o


class PowerTest(unittest.TestCase):
    """Comes last: it ends what the others share."""

    @classmethod
    def setUpClass(cls):
        cls.bench, cls.office = b.current, b.current.office
        cls.messages = cls.office.listen()
        cls.kiosk = b.Kiosk(cls.bench, cls.office)

    @classmethod
    def tearDownClass(cls):
        cls.kiosk.end()

    def test_what_was_tapped_before_a_power_cut_arrives_after_it(self):
        pi, topic = self.bench.machine, self.office.state_topic("Wout")
        x, y = self.kiosk.middle(self.office.person("Wout"))
        pi.monitor("set_link", name="net", up=False)
        pi.touchscreen.tap(x, y)
        self.bench.until(lambda: topic.encode() in pi.disk.read_bytes(), "the tap is on the disk")
        # On the disk is not yet kept: the rest of the transaction follows.
        self.bench.until(self.kiosk.has_rest, "the kiosk's writing is done")
        self.assertNotIn(topic, self.messages.seen)
        pi.cut()
        pi.start()
        self.bench.panel()
        self.kiosk.start()
        said = self.messages.wait(topic, lambda p: p)
        self.assertEqual((said["presence"], said["by"]), ("here", "kiosk"))
        self.kiosk.until(lambda a: a["screen"] in ("home", "sheet"))

    def test_when_nobody_is_near_it_sleeps(self):
        self.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))
        seconds = 60 if os.environ.get("PRAATJE_TEST_ALL") else 15
        before = self.kiosk.wakes()
        time.sleep(seconds)
        wakes = self.kiosk.wakes() - before
        print(f"idle on the console: {wakes} wake-ups of all threads in {seconds} s", flush=True)
        # SDL's own way of waiting would be some 700 a second.
        self.assertLess(wakes, 5 * seconds)
