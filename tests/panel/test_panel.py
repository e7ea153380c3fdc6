#!/usr/bin/env python3
"""Buttons, lamps and badges of real programs on a real broker; only the pins are played."""
import hashlib
import hmac
import subprocess
import sys
import unittest

import panel as p
from panel import o

KIOSK = {"role": "kiosk", "name": "Kiosk bij de koffiehoek", "place": "coffee", "panel": "sim"}


def badge_hash(office, number, salt=""):
    return hmac.new(f"praatje badge {office} {salt}".encode(), number.encode(), hashlib.sha256).hexdigest()


class PanelTest(unittest.TestCase):
    def setUp(self):
        self.office = o.Office()
        self.addCleanup(self.office.end)
        self.office.publish("config/device/kiosk", KIOSK)
        self.messages = self.office.listen()

    def device(self, name, role, size="800x480"):
        panel = p.Panel(self.office.folder, name)
        self.addCleanup(panel.end)
        return self.office.device(name, role, size, *panel.options), panel

    def kiosk(self):
        kiosk, panel = self.device("kiosk", "kiosk")
        kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "someone"))
        return kiosk, panel

    def someone(self, there):
        return self.messages.wait("place/coffee/someone", lambda s: s and bool(s["until"]) == there)

    def state(self, name, presence):
        return self.messages.wait(self.office.state_topic(name), lambda s: s and s["presence"] == presence)

    def test_a_press_is_on_the_broker_and_another_takes_it_back(self):
        kiosk, panel = self.kiosk()
        panel.until(yellow=0, blue=0, white=0, brightness=100)
        panel.press("yellow")
        said = self.someone(True)
        self.assertEqual((said["kind"], said["by"]), ("chat", "kiosk"))
        panel.until(yellow=1, white=1)
        panel.until(white=0)
        panel.press("yellow")
        self.someone(False)
        panel.until(yellow=0)
        # Held, the press after that takes itself back.
        panel.do("400 press yellow")
        self.someone(True)
        self.someone(False)
        panel.do("0 release yellow")
        self.assertEqual(kiosk.stop(), 0)
        self.assertEqual({n: v for n, v in panel.shown().items() if n != "brightness"},
                         {"yellow": 0, "blue": 0, "white": 0})

    def test_with_a_sheet_open_a_button_is_about_that_person_and_two_make_it_breathe(self):
        kiosk, panel = self.kiosk()
        kiosk.tap(self.office.person("Corine"))
        kiosk.until(lambda a: a["screen"] == "sheet")
        panel.press("yellow")
        self.state("Corine", "open")
        panel.until(yellow=1)
        panel.press("yellow")
        self.someone(True)
        for value in (0, 1, 0, 1):
            panel.until(yellow=value)
        panel.press("blue")
        kiosk.until(o.shows("Tik eerst op je naam"))

    def test_a_desk_is_set_by_its_buttons(self):
        owner = self.office.people["Bart"]
        self.office.publish("config/device/desk", {"role": "desk", "person": owner, "panel": "sim"})
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

    def test_a_stuck_button_stands_in_the_status(self):
        _, panel = self.kiosk()
        # Too many presses for a person are a bad contact's.
        panel.do(*(f"{ms} {verb} white" for i in range(11)
                   for ms, verb in ((i * 400, "press"), (i * 400 + 100, "release"))))
        self.messages.wait("device/kiosk/status", lambda s: s and s.get("stuck") == ["white"])
        self.messages.wait("device/kiosk/status", lambda s: s and not s.get("stuck"), limit=40)

    def test_the_window_keys_stand_for_buttons(self):
        kiosk, panel = self.kiosk()
        subprocess.run([o.path_of("xdotool"), "mousemove", "400", "10", "keydown", "F1", "sleep", "0.1",
                        "keyup", "F1"], env={"DISPLAY": kiosk.screen_.display}, check=True)
        self.someone(True)
        panel.until(yellow=1)

    def test_a_badge_checks_in_and_its_number_is_nowhere(self):
        number = "0012345678"
        person = {"name": "Ahmed", "badges": [badge_hash("test", number)]}
        self.office.publish(f"config/person/{self.office.people['Ahmed']}", person)
        kiosk, panel = self.kiosk()
        kiosk.until(lambda a: o.target(a, self.office.person("Ahmed")))
        panel.do(f"0 badge {number}")
        self.state("Ahmed", "here")
        done = kiosk.until(lambda a: o.target(a, "undo"))
        self.assertEqual(done["screen"], "home")
        self.assertTrue(o.shows("Hoi Ahmed, je bent er")(done), o.texts(done))
        panel.do(f"0 badge {number}")
        kiosk.until(lambda a: a["screen"] == "sheet")
        kiosk.tap("close")
        panel.do("0 badge 999")
        kiosk.until(o.shows("Deze badge is nog van niemand"))
        kiosk.stop()
        for file in self.office.folder.rglob("*"):
            if file.is_file() and file.name != "kiosk.script":
                self.assertNotIn(number.encode(), file.read_bytes(), file)

    def test_a_panel_that_is_not_there_is_told_and_the_device_works(self):
        self.office.publish("config/device/kiosk", KIOSK | {"panel": "nowhere"})
        kiosk, _ = self.device("kiosk", "kiosk")
        kiosk.until(lambda a: a["screen"] == "home")
        kiosk.hold("clock")
        kiosk.until(o.shows("nowhere.conf"))
        self.office.publish("config/device/kiosk", KIOSK | {"panel": ""})
        kiosk.tap("close")


if __name__ == "__main__":
    lacking = o.missing()
    if lacking:
        print(f"skipped: {', '.join(lacking)} not installed")
        sys.exit(77)
    unittest.main(verbosity=2)
