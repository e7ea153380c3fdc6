#!/usr/bin/env python3
"""Buttons, lamps and badges of real programs on a real broker; only the pins are played."""
import hashlib
import hmac
import os
import pathlib
import re
import subprocess
import sys
import time
import unittest

import panel as p
from panel import o

KIOSK = {"role": "kiosk", "name": "Kiosk bij de koffiehoek", "place": "coffee", "panel": "sim"}


def badge_hash(office, number, salt=""):
    return hmac.new(f"praatje badge {office} {salt}".encode(), number.encode(), hashlib.sha256).hexdigest()


class PanelTest(unittest.TestCase):
    """What the tests share: an office with a kiosk that has a panel."""

    @classmethod
    def setUpClass(cls):
        cls.office = o.Office()
        cls.addClassCleanup(cls.office.end)
        cls.office.publish("config/device/kiosk", KIOSK)
        cls.messages = cls.office.listen()

    @classmethod
    def device(cls, name, role, size="800x480"):
        panel = p.Panel(cls.office.folder, name)
        cls.addClassCleanup(panel.end)
        return cls.office.device(name, role, size, *panel.options), panel

    @classmethod
    def start_kiosk(cls):
        cls.kiosk, cls.panel = cls.device("kiosk", "kiosk")
        cls.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "someone"))

    def someone(self, there):
        return self.messages.wait("place/coffee/someone", lambda s: s and bool(s["until"]) == there)

    def state(self, name, presence):
        return self.messages.wait(self.office.state_topic(name), lambda s: s and s["presence"] == presence)


class UseTest(PanelTest):
    """A kiosk and a desk that stay on from test to test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number = "0012345678"
        person = {"name": "Ahmed", "badges": [badge_hash("test", cls.number)]}
        cls.office.publish(f"config/person/{cls.office.people['Ahmed']}", person)
        cls.office.publish("config/device/desk",
                           {"role": "desk", "person": cls.office.people["Bart"], "panel": "sim"})
        cls.start_kiosk()

    def test_a_badge_checks_in_and_its_number_is_nowhere(self):
        self.kiosk.until(lambda a: o.target(a, self.office.person("Ahmed")))
        self.panel.do(f"0 badge {self.number}")
        self.state("Ahmed", "here")
        done = self.kiosk.until(lambda a: o.target(a, "undo"))
        self.assertEqual(done["screen"], "home")
        self.assertTrue(o.shows("Hoi Ahmed, je bent er")(done), o.texts(done))
        self.panel.do(f"0 badge {self.number}")
        self.kiosk.until(lambda a: a["screen"] == "sheet")
        self.kiosk.tap("close")
        self.kiosk.until(lambda a: a["screen"] == "home")
        self.panel.do("0 badge 999")
        self.kiosk.until(o.shows("Deze badge is nog van niemand"))
        for file in self.office.folder.rglob("*"):
            if file.is_file() and file.name != "kiosk.script":
                self.assertNotIn(self.number.encode(), file.read_bytes(), file)

    def test_a_desk_is_set_by_its_buttons(self):
        desk, panel = self.device("desk", "desk")
        desk.until(lambda a: a["screen"] == "desk")
        panel.press("white")
        self.state("Bart", "here")
        panel.press("blue")
        self.state("Bart", "focus")
        panel.until(blue=1)
        panel.press("yellow")
        self.state("Bart", "open")
        panel.until(blue=0, yellow=1)

    def enrol(self, number):
        self.office.publish("device/kiosk/command", {"id": f"enrol-{number}", "command": "enrol"},
                            retain=False)

    def enrolled(self, number):
        return self.messages.wait("device/kiosk/answer", lambda a: a["id"] == f"enrol-{number}")

    def test_an_unknown_badge_is_answered_to_an_admin_who_asked(self):
        self.enrol(1)
        self.enrol(2)
        self.assertEqual(self.enrolled(1)["code"], "replaced")
        # A badge that is somebody's does what it always does.
        self.panel.do(f"0 badge {self.number}")
        self.kiosk.until(lambda a: a["screen"] == "sheet" or o.target(a, "undo"))
        self.panel.do("0 badge 777")
        self.assertEqual(self.enrolled(2), {"id": "enrol-2", "ok": True, "badge": badge_hash("test", "777")})
        self.kiosk.until(o.shows("De badge is gelezen"))
        # Asked once, answered once.
        self.panel.do("0 badge 777")
        self.kiosk.until(o.shows("Deze badge is nog van niemand"))

    def test_a_stuck_button_stands_in_the_status(self):
        # Too many presses for a person are a bad contact's.
        self.panel.do(*(f"{ms} {verb} white" for i in range(11)
                   for ms, verb in ((i * 400, "press"), (i * 400 + 100, "release"))))
        self.messages.wait("device/kiosk/status", lambda s: s and s.get("stuck") == ["white"])
        self.messages.wait("device/kiosk/status", lambda s: s and not s.get("stuck"), limit=40)

    def test_the_light_is_what_an_admin_asks_for(self):
        for percent in (40, 100):
            self.office.admin("device", "brightness", "kiosk", percent)
            self.panel.until(brightness=percent)

    def test_the_window_keys_stand_for_buttons(self):
        subprocess.run([o.path_of("xdotool"), "mousemove", "400", "10", "keydown", "F1", "sleep", "0.1",
                        "keyup", "F1"], env={"DISPLAY": self.kiosk.screen_.display}, check=True)
        self.someone(True)
        self.panel.until(yellow=1)
        self.panel.press("yellow")
        self.someone(False)

    def test_with_a_sheet_open_a_button_is_about_that_person_and_two_make_it_breathe(self):
        self.kiosk.tap(self.office.person("Corine"))
        self.kiosk.until(lambda a: a["screen"] == "sheet")
        self.panel.press("yellow")
        self.state("Corine", "open")
        self.panel.until(yellow=1)
        self.panel.press("yellow")
        self.someone(True)
        for value in (0, 1, 0, 1):
            self.panel.until(yellow=value)
        self.panel.press("blue")
        self.kiosk.until(o.shows("Tik eerst op je naam"))


class StartTest(PanelTest):
    """A kiosk that is started and ended."""

    def test_a_press_is_on_the_broker_and_another_takes_it_back(self):
        self.start_kiosk()
        self.panel.until(yellow=0, blue=0, white=0, brightness=100)
        self.panel.press("yellow")
        said = self.someone(True)
        self.assertEqual((said["kind"], said["by"]), ("chat", "kiosk"))
        self.panel.until(yellow=1, white=1)
        self.panel.until(white=0)
        self.panel.press("yellow")
        self.someone(False)
        self.panel.until(yellow=0)
        # Held, the press after that takes itself back.
        self.panel.do("400 press yellow")
        self.someone(True)
        self.someone(False)
        self.panel.do("0 release yellow")
        self.assertEqual(self.kiosk.stop(), 0)
        self.assertEqual({n: v for n, v in self.panel.shown().items() if n != "brightness"},
                         {"yellow": 0, "blue": 0, "white": 0})

    def test_a_panel_that_is_not_there_is_told_and_the_device_works(self):
        self.office.publish("config/device/other", KIOSK | {"panel": "nowhere"})
        kiosk, panel = self.device("other", "kiosk")
        kiosk.until(lambda a: a["screen"] == "home")
        kiosk.hold("clock")
        kiosk.until(o.shows("nowhere.conf"))
        self.office.publish("device/other/command", {"id": "e", "command": "enrol"}, retain=False)
        answer = self.messages.wait("device/other/answer", lambda a: a["id"] == "e")
        self.assertEqual(answer["code"], "no-badge-reader")
        kiosk.tap("close")
        # Another one that is there is taken without a new start.
        panel.lamps.write_text("")
        self.office.publish("config/device/other", KIOSK)
        panel.until(yellow=0, blue=0, white=0, brightness=100)

    @unittest.skipUnless(os.environ.get("PRAATJE_TEST_ALL"), "takes a minute; tests/run --all has it")
    def test_an_admin_waits_a_minute_for_a_badge_and_no_longer(self):
        kiosk, _ = self.device("waiting", "kiosk")
        kiosk.until(lambda a: a["screen"] == "home")
        self.office.publish("device/waiting/command", {"id": "w", "command": "enrol"}, retain=False)
        answer = self.messages.wait("device/waiting/answer", lambda a: a["id"] == "w", limit=90)
        self.assertEqual(answer["code"], "no-badge")


class IdleTest(PanelTest):
    """A kiosk on X11 that nobody is near."""

    def wakes(self):
        """How often its threads went to sleep so far, and so were woken."""
        tasks = pathlib.Path(f"/proc/{self.kiosk.process.popen.pid}/task")
        found = (re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M)
                 for task in tasks.iterdir())
        return sum(int(one[1]) for one in found)

    def test_when_nobody_is_near_it_sleeps(self):
        self.start_kiosk()
        seconds = 60 if os.environ.get("PRAATJE_TEST_ALL") else 10
        before = self.wakes()
        time.sleep(seconds)
        wakes = self.wakes() - before
        print(f"idle on X11: {wakes} wake-ups of all threads in {seconds} s", flush=True)
        self.assertLess(wakes, 5 * seconds)


if __name__ == "__main__":
    lacking = o.missing()
    if lacking:
        print(f"skipped: {', '.join(lacking)} not installed")
        sys.exit(77)
    unittest.main(verbosity=2)
