#!/usr/bin/env python3
"""What an admin asks of real devices on a real broker, and what comes of it."""
import json
import os
import pathlib
import sys
import threading
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
os.environ.setdefault("PRAATJE_BIN", str(pathlib.Path(os.environ["PRAATJE"]).parent))
sys.path.insert(0, str(TESTS / "panel"))
import panel as p  # noqa: E402
from panel import o  # noqa: E402

NUMBER = "0012345678"


class Real(unittest.TestCase):
    """A kiosk with a panel and a board, that stay on from test to test."""

    @classmethod
    def setUpClass(cls):
        cls.office = o.Office()
        cls.addClassCleanup(cls.office.end)
        cls.panel = p.Panel(cls.office.folder, "kiosk")
        cls.addClassCleanup(cls.panel.end)
        cls.admin("device", "set", "kiosk", "panel=sim")
        cls.messages = cls.office.listen()
        cls.kiosk = cls.office.device("kiosk", "kiosk", "800x480", *cls.panel.options)
        cls.board = cls.office.device("board", "board", "1280x720")
        for device in (cls.kiosk, cls.board):
            device.until(lambda a: a["screen"] in ("home", "board", "night"))

    @classmethod
    def admin(cls, *words):
        return cls.office.admin("--timeout", "20", *words).stdout

    def refused(self, status, *words, says):
        done = self.office.admin(*words, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertIn(says, done.stderr)
        return done.stdout

    def objects(self, *words):
        return [json.loads(line) for line in self.admin("--json", *words).splitlines()]

    def test_a_device_shows_which_one_it_is(self):
        self.assertEqual(self.admin("device", "identify", "kiosk"), "kiosk: it shows which one it is\n")
        self.kiosk.until(o.shows("Kiosk bij de koffiehoek", "kiosk"))

    def test_all_devices_answer_and_each_is_told(self):
        self.assertEqual(set(self.admin("device", "identify", "all").splitlines()),
                         {"kiosk: it shows which one it is", "board: it shows which one it is"})
        answers = self.objects("device", "brightness", "all", "80")
        self.assertEqual({(a["device"], a["ok"]) for a in answers}, {("kiosk", True), ("board", True)})
        self.panel.until(brightness=80)

    def test_what_one_device_shows_is_not_asked_of_all(self):
        self.refused(64, "device", "screen", "all", says="one device at a time")

    def test_one_of_all_that_is_silent_is_named(self):
        # Stopped, not ended: to the broker it is there.
        self.board.process.popen.send_signal(19)
        self.addCleanup(self.board.process.popen.send_signal, 18)
        out = self.refused(75, "--timeout", "2", "device", "identify", "all",
                           says="'board' said that it is online, but didn't answer")
        self.assertEqual(out, "kiosk: it shows which one it is\n")

    def test_cleaning_makes_touches_do_nothing(self):
        self.assertIn("touches do nothing", self.admin("device", "clean", "kiosk"))
        self.kiosk.until(lambda a: a["screen"] == "clean")
        # A restart ends it; the screen comes back by itself.
        before = self.status("kiosk")
        self.assertEqual(self.admin("device", "restart", "kiosk"), "kiosk: it starts anew\n")
        self.messages.wait("device/kiosk/status", lambda s: s and s["online"] and s["conn"] > before["conn"])
        self.kiosk.until(lambda a: a["screen"] in ("home", "night"))

    def status(self, device):
        return self.objects("device", "show", device)[0]["status"]

    def test_a_log_is_printed_line_by_line_and_by_level(self):
        self.assertRegex(self.admin("device", "log", "kiosk"), r"(?m)^\d{4}-\S+Z info link: connected$")
        self.assertRegex(self.admin("device", "log", "all"), r"(?m)^board: \S+Z info link: connected$")
        self.assertEqual(self.admin("device", "log", "board", "error"), "")
        answer = self.objects("device", "log", "kiosk", "info")[0]
        self.assertTrue(any("connected" in line for line in answer["lines"]), answer)
        self.refused(64, "device", "log", "kiosk", "loud", says="levels are")

    def test_a_badge_is_read_at_a_kiosk_and_checks_its_owner_in(self):
        done = []
        thread = threading.Thread(target=lambda: done.append(self.office.admin(
            "person", "badge", "Ahmed", "--at", "Kiosk bij de koffiehoek", check=False)))
        thread.start()
        self.messages.wait("device/kiosk/command", lambda c: c and c["command"] == "enrol")
        # The kiosk may get it a moment later than the test does.
        while not done:
            self.panel.do(f"0 badge {NUMBER}")
            thread.join(0.5)
        self.assertEqual(done[0].returncode, 0, done[0].stderr)
        self.assertIn("Hold the badge of Ahmed to the reader of Kiosk bij de koffiehoek now.", done[0].stderr)
        self.assertIn("The badge is of Ahmed (", done[0].stdout)
        self.panel.do(f"0 badge {NUMBER}")
        self.messages.wait(self.office.state_topic("Ahmed"), lambda s: s and s["presence"] == "here")
        self.assertNotIn(NUMBER, json.dumps(self.messages.seen))
        # It can't be somebody else's too, and is taken as it was given.
        badge = self.messages.seen[f"config/person/{self.office.people['Ahmed']}"]["badges"][0]
        self.refused(65, "person", "badge", "Bart", badge, says="that badge is of Ahmed")
        self.assertIn("no longer", self.admin("person", "badge", "Ahmed", "--take"))

    def test_a_badge_that_cannot_be_read_is_told_before_anybody_walks_there(self):
        self.refused(64, "person", "badge", "Nobody", "--at", "kiosk", says="there is no person 'Nobody'")
        self.refused(64, "person", "badge", "Bart", "--at", "kiosk", "--take", says="without HASH and --take")
        self.refused(76, "person", "badge", "Bart", "--at", "board", says="no badge reader")
        self.refused(65, "person", "badge", "Bart", "ab" * 33, says="/badges/0")

    def test_the_office_is_shown_changed_and_applied(self):
        text = self.admin("office", "show")
        shown = json.loads(text)
        # Laid out for people: an opening time is a line, not five.
        self.assertIn('\n  "hours": [{"days": [1, 2, 3, 4, 5], "open": "08:00", "close": "18:30"}],\n', text)
        self.assertLess(max(map(len, text.splitlines())), 100)
        self.assertEqual(self.objects("office", "show"), [shown])
        self.assertEqual((shown["lang"], [kind["id"] for kind in shown["kinds"]]),
                         ("nl", ["chat", "idea", "walk"]))
        self.admin("export", self.office.folder / "exported")
        path = self.office.folder / "exported" / "office.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "Zeist"}))
        self.assertIn("2 devices that are online go by it.", self.admin("office", "apply", path))
        self.assertEqual(self.objects("office", "show")[0]["name"], "Zeist")
        self.assertEqual(self.objects("office", "apply", path),
                         [{"topic": "config/office", "result": "unchanged"}])
        self.refused(65, "office", "apply", self.office.folder / "exported" / "device" / "board.json",
                     says="praatjectl apply")

    def test_a_device_is_shown_whole(self):
        shown = self.objects("device", "show", "kiosk")[0]
        self.assertEqual((shown["id"], shown["online"], shown["configuration"]["panel"],
                          shown["status"]["role"], shown["report"]["source"]),
                         ("kiosk", True, "sim", "kiosk", "live"))
        lines = self.admin("device", "show", "kiosk").splitlines()
        rows = dict(line.split(maxsplit=1) for line in lines[:lines.index("")] if line[0] != " ")
        self.assertEqual((rows["name"], rows["place"], rows["unsent"]),
                         ("Kiosk bij de koffiehoek", "koffiehoek", "0"))
        self.assertRegex(rows["online"], r"^yes; it said so at \d\d:\d\d$")
        self.assertIn(f"{shown['report']['people']['count']} people", "\n".join(lines))
        self.assertEqual(json.loads("".join(lines[lines.index("") + 1:])), shown["configuration"])
        self.refused(64, "device", "show", "kiosc", says="did you mean 'Kiosk bij de koffiehoek' (kiosk)?")


if __name__ == "__main__":
    lacking = o.missing()
    if lacking:
        print(f"skipped: {', '.join(lacking)} not installed")
        sys.exit(77)
    unittest.main()
