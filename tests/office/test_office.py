#!/usr/bin/env python3
"""The office works: real broker, real programs, real taps, and what the screens then show."""
import json
import signal
import subprocess
import sys
import time
import unittest

import office as o


class OfficeTest(unittest.TestCase):
    """A kiosk and a board that share a broker."""

    @classmethod
    def setUpClass(cls):
        cls.office = o.Office()
        cls.kiosk = cls.office.device("kiosk", "kiosk", "800x480")
        cls.board = cls.office.device("board", "board", "1920x1080")
        cls.messages = cls.office.listen()
        for device in (cls.kiosk, cls.board):
            device.until(lambda a: a["screen"] in ("home", "board"))

    @classmethod
    def tearDownClass(cls):
        cls.office.end()

    def tap_and_hear(self, device, target, name, good):
        device.tap(target)
        return self.messages.wait(self.office.state_topic(name), good)

    def test_checking_in_takes_one_tap(self):
        said = self.tap_and_hear(self.kiosk, self.office.person("Ahmed"), "Ahmed",
                                 lambda p: p["presence"] == "here")
        self.assertEqual(said["by"], "kiosk")
        self.assertEqual(said["place"], "coffee")
        self.assertGreater(said["ends"], said["since"])
        sheet = self.kiosk.until(lambda a: a["screen"] == "sheet")
        self.assertTrue(o.shows("Ahmed")(sheet))
        for name in ("kind:chat", "kind:idea", "kind:walk", "focus", "leave", "close", "minutes:30"):
            self.assertIsNotNone(o.target(sheet, name), name)
        self.assertIsNotNone(o.target(sheet, "undo"))
        self.board.until(o.shows("op kantoor"))
        self.kiosk.tap("close")
        home = self.kiosk.until(lambda a: a["screen"] == "home")
        self.assertEqual(o.target(home, self.office.person("Ahmed"))["state"], "here")

    def test_being_open_takes_two_taps(self):
        self.kiosk.tap(self.office.person("Corine"))
        said = self.tap_and_hear(self.kiosk, "kind:idea", "Corine",
                                 lambda p: p and p["presence"] == "open")
        self.assertEqual(said["kind"], "idea")
        self.assertLessEqual(said["until"] - said["since"], 1800)
        done = self.kiosk.until(lambda a: a["screen"] == "home" and o.target(a, "undo"))
        self.assertTrue(o.shows("Corine, je bent open voor een plannetje")(done), o.texts(done))
        board = self.board.until(o.shows("Corine", "een half idee hardop", "koffiehoek"))
        self.assertEqual(board["screen"], "board")
        self.assertEqual(board["size"], [1920, 1080])
        home = self.kiosk.until(lambda a: not o.target(a, "undo"))
        self.assertEqual(o.target(home, self.office.person("Corine"))["state"], "open")

    def test_undo_brings_back_what_was_before(self):
        self.kiosk.tap(self.office.person("Bart"))
        self.messages.wait(self.office.state_topic("Bart"), lambda p: p["presence"] == "here")
        self.tap_and_hear(self.kiosk, "focus", "Bart", lambda p: p["presence"] == "focus")
        self.tap_and_hear(self.kiosk, "undo", "Bart", lambda p: p["presence"] == "here")
        home = self.kiosk.until(lambda a: not o.target(a, "undo"))
        self.assertEqual(o.target(home, self.office.person("Bart"))["state"], "here")

    def test_going_home_leaves_the_board(self):
        self.kiosk.tap(self.office.person("Emma"))
        self.tap_and_hear(self.kiosk, "kind:chat", "Emma", lambda p: p["presence"] == "open")
        self.board.until(o.shows("Emma"))
        self.kiosk.tap(self.office.person("Emma"))
        self.tap_and_hear(self.kiosk, "leave", "Emma", lambda p: p["presence"] == "away")
        self.board.until(lambda a: not o.shows("Emma")(a))

    def test_someone_without_a_name_can_be_open(self):
        self.kiosk.tap("someone")
        said = self.messages.wait("place/coffee/someone", lambda p: p["until"])
        self.assertEqual(said["kind"], "chat")
        self.board.until(o.shows("Iemand"))
        self.kiosk.tap("someone")
        said = self.messages.wait("place/coffee/someone", lambda p: not p["until"])
        self.assertEqual(said["left"], 0)
        self.board.until(lambda a: not o.shows("Iemand")(a))

    def test_the_language_key_switches(self):
        self.kiosk.tap("language")
        self.kiosk.until(o.shows("Tap your name"))
        self.kiosk.tap("language")
        self.kiosk.until(o.shows("Tik op je naam"))

    def test_todays_prompt_is_the_same_on_all_screens(self):
        self.office.admin("prompt", "add", "Wie neemt er taart mee?", "days=1,2,3,4,5,6,7")
        for device in (self.kiosk, self.board):
            device.until(o.shows("Wie neemt er taart mee?"))
        listed = self.office.admin("--json", "prompt", "list").stdout.splitlines()
        others = [json.loads(line)["nl"] for line in listed[:-1]]
        self.office.admin("prompt", "off", len(listed))
        shown = []
        for device in (self.kiosk, self.board):
            answer = device.until(lambda a: any(text in others for text in o.texts(a)))
            shown += [text for text in o.texts(answer) if text in others]
        self.assertEqual(len(shown), 2, shown)
        self.assertEqual(shown[0], shown[1])

    def test_holding_the_clock_tells_who_the_device_is(self):
        for device, usual in ((self.kiosk, "home"), (self.board, "board")):
            device.hold("clock")
            info = device.until(lambda a: a["screen"] == "info")
            broker = self.office.broker.url.removeprefix("mqtt://")
            self.assertTrue(o.shows(self.office.id, f"{broker}, verbonden")(info), o.texts(info))
            device.tap("close")
            device.until(lambda a: a["screen"] == usual)

    def test_holding_a_name_tells_what_is_known_and_says_nothing(self):
        name = self.office.person("Zoë")
        before = o.target(self.kiosk.until(lambda a: o.target(a, name)), name)["state"]
        self.kiosk.hold(name)
        info = self.kiosk.until(lambda a: a["screen"] == "info")
        self.assertTrue(o.shows("Zoë", "Op de borden")(info), o.texts(info))
        self.kiosk.tap("close")
        home = self.kiosk.until(lambda a: a["screen"] == "home")
        self.assertEqual(o.target(home, name)["state"], before)

    def test_a_screen_that_is_turned_while_it_runs_is_touched_where_it_shows(self):
        kiosk = {"role": "kiosk", "name": "Kiosk bij de koffiehoek", "place": "coffee"}
        upright = self.kiosk.until(lambda a: o.target(a, "language"))
        try:
            self.office.publish("config/device/kiosk", kiosk | {"rotate": 180})
            x, y, w, h = o.target(upright, "language")["rect"]
            there = [800 - x - w, 480 - y - h, w, h]
            turned = self.kiosk.until(lambda a: o.target(a, "language")["rect"] == there)
            self.assertEqual(turned["size"], [800, 480])
            self.tap_and_hear(self.kiosk, self.office.person("Thijs"), "Thijs",
                              lambda p: p["presence"] == "here")
            self.kiosk.tap("close")
        finally:
            self.office.publish("config/device/kiosk", kiosk)
        self.kiosk.until(lambda a: o.target(a, "language") == o.target(upright, "language"))

    def test_a_screenshot_is_a_picture_of_the_window(self):
        path = self.office.folder / "kiosk.png"
        self.office.admin("device", "screenshot", "kiosk", "-o", path)
        data = path.read_bytes()
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual((int.from_bytes(data[16:20]), int.from_bytes(data[20:24])), (800, 480))
        self.assertGreater(len(data), 5000)

    def test_an_answer_goes_to_the_devices_own_topic_when_no_other_is_named(self):
        self.office.publish("device/kiosk/command", {"id": "q-1", "command": "screen"}, retain=False)
        answer = self.messages.wait("device/kiosk/answer", lambda p: p["id"] == "q-1")
        self.assertTrue(answer["ok"])
        self.assertEqual(answer["size"], [800, 480])

    def test_a_command_that_nobody_knows_is_refused(self):
        self.office.publish("device/kiosk/command", {"id": "q-2", "command": "sing"}, retain=False)
        answer = self.messages.wait("device/kiosk/answer", lambda p: p["id"] == "q-2")
        self.assertFalse(answer["ok"])
        self.assertIn("sing", answer["message"])

    def test_a_retained_command_is_ignored(self):
        self.office.publish("device/kiosk/command", {"id": "q-3", "command": "screen"})
        self.office.publish("device/kiosk/command", {"id": "q-4", "command": "screen"}, retain=False)
        answer = self.messages.wait("device/kiosk/answer", lambda p: p["id"] in ("q-3", "q-4"))
        self.assertEqual(answer["id"], "q-4")
        self.office.publish("device/kiosk/command", "")

    def test_the_same_command_is_done_once(self):
        for _ in range(2):
            self.office.publish("device/kiosk/command", {"id": "q-5", "command": "screen"}, retain=False)
        self.office.publish("device/kiosk/command", {"id": "q-6", "command": "screen"}, retain=False)
        ids = []
        while not ids or ids[-1] != "q-6":
            ids.append(self.messages.wait("device/kiosk/answer", lambda p: p["id"] in ("q-5", "q-6"))["id"])
        self.assertEqual(ids, ["q-5", "q-6"])

    def test_garbage_over_a_state_is_repaired(self):
        self.kiosk.tap(self.office.person("Wout"))
        said = self.messages.wait(self.office.state_topic("Wout"), lambda p: p["presence"] == "here")
        self.kiosk.tap("close")
        self.office.publish(self.office.state_topic("Wout"), '{"v":5}')
        again = self.messages.wait(self.office.state_topic("Wout"), lambda p: p and p["v"] == said["v"])
        self.assertEqual(again["presence"], "here")

    def test_a_bad_document_is_refused_and_the_good_one_stays(self):
        self.office.publish("config/office", '{"lang":"nl","lang":"en"}')
        self.office.publish("config/office", {"lang": "fries"})
        before = self.kiosk.screen()
        self.assertTrue(o.shows("Tik op je naam")(before))
        self.office.configure()
        self.assertEqual(self.kiosk.screen()["screen"], "home")


class MeetingTest(unittest.TestCase):
    """Several kiosks, and a broker that goes and comes back."""

    def setUp(self):
        self.office = None

    def tearDown(self):
        if self.office:
            self.office.end()

    def test_taps_on_two_kiosks_meet_on_all_screens(self):
        self.office = office = o.Office()
        one = office.device("kiosk", "kiosk", "800x480")
        two = office.device("kiosk-2", "kiosk", "720x1280")
        board = office.device("board", "board", "1920x1080")
        one.tap(office.person("Jan"))
        one.tap("kind:chat")
        two.tap(office.person("Nynke"))
        two.tap("kind:walk")
        for kiosk in (one, two):
            for name in ("Jan", "Nynke"):
                kiosk.until(lambda a: (o.target(a, office.person(name)) or {}).get("state") == "open")
        board.until(o.shows("Jan", "Nynke"))

    def test_a_tap_while_the_broker_is_gone_arrives_when_it_is_back(self):
        self.office = office = o.Office()
        kiosk = office.device("kiosk", "kiosk", "800x480")
        board = office.device("board", "board", "1920x1080")
        home = kiosk.until(lambda a: a["screen"] == "home")
        board.until(lambda a: a["screen"] == "board")
        x, y, w, h = o.target(home, office.person("Olga"))["rect"]
        office.broker.stop(signal.SIGKILL)
        kiosk.screen_.tap(x + w // 2, y + h // 2)
        office.broker.start()
        office.configure()
        began = time.monotonic()
        messages = office.listen()
        said = messages.wait(office.state_topic("Olga"), lambda p: p["presence"] == "here", limit=25)
        self.assertEqual(said["by"], "kiosk")
        board.until(o.shows("1 op kantoor"), limit=25)
        if messages.seen.get("device/kiosk/status", {}).get("unsent"):
            messages.wait("device/kiosk/status", lambda p: p["unsent"] == 0)
        self.assertLess(time.monotonic() - began, 25)

    def test_a_tap_survives_kiosk_and_broker_being_killed(self):
        self.office = office = o.Office()
        kiosk = office.device("kiosk", "kiosk", "800x480")
        home = kiosk.until(lambda a: a["screen"] == "home")
        x, y, w, h = o.target(home, office.person("Olga"))["rect"]
        office.broker.stop(signal.SIGKILL)
        kiosk.screen_.tap(x + w // 2, y + h // 2)
        kept = office.folder / "state-kiosk"
        deadline = time.monotonic() + o.LIMIT_S
        said = office.state_topic("Olga").encode()
        while not any(said in p.read_bytes() for p in kept.iterdir() if p.is_file()):
            self.assertLess(time.monotonic(), deadline, "the tap is not on disk")
        kiosk.stop(signal.SIGKILL)
        office.broker.start()
        office.configure()
        messages = office.listen()
        kiosk.start()
        messages.wait(office.state_topic("Olga"), lambda p: p["presence"] == "here")

    def test_a_kiosk_that_was_started_first_finds_its_broker(self):
        self.office = office = o.Office(configured=False, started=False)
        kiosk = office.device("kiosk", "kiosk", "800x480")
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Praatje"],
                       env={"DISPLAY": kiosk.screen_.display, "PATH": "/usr/bin:/bin"}, check=True,
                       stdout=subprocess.DEVNULL, timeout=o.LIMIT_S)
        office.broker.start()
        office.configure()
        began = time.monotonic()
        kiosk.until(lambda a: a["screen"] == "home", limit=20)
        self.assertLess(time.monotonic() - began, 20)

    def test_a_board_keeps_its_office_when_the_broker_loses_everything(self):
        self.office = office = o.Office()
        kiosk = office.device("kiosk", "kiosk", "800x480")
        board = office.device("board", "board", "1920x1080")
        kiosk.tap(office.person("Zoë"))
        kiosk.tap("kind:chat")
        board.until(o.shows("Zoë"))
        office.broker.stop(signal.SIGKILL)
        office.broker.start()
        messages = office.listen()
        messages.wait(office.state_topic("Zoë"), lambda p: p["presence"] == "open", limit=25)
        board.until(lambda a: o.shows("Zoë")(a) and not o.shows("Geen verbinding")(a), limit=25)


class ProgramTest(unittest.TestCase):
    """What the program promises to whoever scripts it."""

    def run_praatje(self, *words, **more):
        return subprocess.run([o.BIN / "praatje", *map(str, words)], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=30, **more)

    def test_version_and_help_go_to_standard_output(self):
        for option in ("--version", "--help"):
            result = self.run_praatje(option)
            self.assertEqual(result.returncode, 0)
            self.assertIn("praatje", result.stdout)
            self.assertEqual(result.stderr, "")

    def test_unusable_options_are_told_and_exit_with_64(self):
        for words in (["--colour"], ["--role", "lamp"], ["--size", "big"], ["--broker", "http://x"],
                      ["--office", "Het Kantoor"], ["--device"], ["stray"], ["--language", "fy"]):
            result = self.run_praatje(*words)
            self.assertEqual(result.returncode, 64, words)
            self.assertIn(words[-1], result.stderr)

    def test_wrong_settings_are_told_with_file_and_line_and_exit_with_78(self):
        office = o.Office(configured=False, started=False)
        try:
            path = office.folder / "praatje.conf"
            path.write_text("[office]\nid = test\n[device]\nrole = lamp\n")
            # With a display it would show what is wrong, until somebody mends it.
            result = self.run_praatje("--settings", path, env={"PATH": "/usr/bin:/bin", "SDL_VIDEODRIVER": "x11",
                                                               "XDG_RUNTIME_DIR": "/nonexistent"})
            self.assertEqual(result.returncode, 78)
            self.assertIn(f"{path}:4", result.stderr)
            self.assertIn("kiosk", result.stderr)
        finally:
            office.end()

    def test_without_a_display_it_says_what_it_tried_and_exits_with_69(self):
        office = o.Office(configured=False, started=False)
        try:
            result = self.run_praatje("--office", "test", "--device", "k", "--broker", office.broker.url,
                                      "--state", office.folder / "state",
                                      env={"PATH": "/usr/bin:/bin", "SDL_VIDEODRIVER": "x11",
                                           "XDG_RUNTIME_DIR": "/nonexistent"})
            self.assertEqual(result.returncode, 69, result.stderr)
            self.assertIn("--picture", result.stderr)
        finally:
            office.end()

    def test_a_picture_needs_no_display_and_leaves_no_trace(self):
        office = o.Office()
        try:
            messages = office.listen()
            messages.wait("config/office")
            path = office.folder / "picture.png"
            result = self.run_praatje("--broker", office.broker.url, "--office", "test", "--device", "kiosk",
                                      "--role", "kiosk", "--size", "800x480", "--picture", path,
                                      env={"PATH": "/usr/bin:/bin", "HOME": str(office.folder)})
            self.assertEqual(result.returncode, 0, result.stderr)
            data = path.read_bytes()
            self.assertEqual((int.from_bytes(data[16:20]), int.from_bytes(data[20:24])), (800, 480))
            office.publish("end", {}, retain=False)
            messages.wait("end")
            self.assertNotIn("device/kiosk/status", messages.seen)
        finally:
            office.end()

    def test_a_picture_without_a_broker_exits_with_69(self):
        result = self.run_praatje("--broker", f"mqtt://127.0.0.1:{o.free_port()}", "--office", "test",
                                  "--device", "kiosk", "--picture", "/dev/null")
        self.assertEqual(result.returncode, 69)
        self.assertIn("no connection", result.stderr)

    def test_a_broker_that_lets_nobody_in_is_told_and_exits_with_77(self):
        office = o.Office(configured=False, started=False)
        try:
            office.broker.anonymous = False
            office.broker.start()
            result = self.run_praatje("--broker", office.broker.url, "--office", "test", "--device", "kiosk",
                                      "--picture", office.folder / "picture.png")
            self.assertEqual(result.returncode, 77, result.stderr)
            self.assertIn("no connection", result.stderr)
        finally:
            office.end()

    def test_two_devices_never_share_a_store(self):
        office = o.Office(configured=False)
        try:
            kiosk = office.device("kiosk", "kiosk", "800x480")
            kiosk.until(lambda a: True)
            result = self.run_praatje("--broker", office.broker.url, "--office", "test", "--device", "k-2",
                                      "--state", office.folder / "state-kiosk",
                                      env={"PATH": "/usr/bin:/bin", "DISPLAY": kiosk.screen_.display})
            self.assertEqual(result.returncode, 74, result.stderr)
            self.assertIn("state-kiosk", result.stderr)
        finally:
            office.end()

    def test_it_ends_when_told_and_says_goodbye(self):
        office = o.Office(configured=False)
        try:
            messages = office.listen()
            kiosk = office.device("kiosk", "kiosk", "800x480")
            online = messages.wait("device/kiosk/status", lambda p: p["online"])
            self.assertEqual(online["role"], "kiosk")
            self.assertEqual(kiosk.stop(), 0)
            offline = messages.wait("device/kiosk/status", lambda p: not p["online"])
            self.assertEqual(offline["conn"], online["conn"])
        finally:
            office.end()


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
