#!/usr/bin/env python3
"""Admins run the office over MQTT: real broker, real programs, and what devices answer and show."""
import hashlib
import json
import shutil
import signal
import sqlite3
import sys
import time
import unittest

import office as o

KIOSK = {"role": "kiosk", "name": "Kiosk bij de koffiehoek", "place": "coffee"}
# A document that is wrong, its topic below the root, and where it is: (pointer, code).
WRONG = [
    ("config/office", '{"lang":"nl","lang":"en"}', [("", "duplicate-key")]),
    ("config/office", "{", [("", "not-json")]),
    ("config/office", "[]", [("", "wrong-type")]),
    ("config/office", '{"rev":1,"name":"' + "x" * 1_000_000 + '"}', [("", "too-long")]),
    ("config/office", "[" * 10_000, [("", "too-deep")]),
    ("config/office", {"lang": "fries", "tz": "Mars/Olympus", "kinds": [{"id": "a", "minutes": 0}]},
     [("/lang", "unknown-word"), ("/tz", "unknown-zone"), ("/kinds/0/minutes", "out-of-range")]),
    ("config/office", {"places": [{"id": "Koffie Hoek"}], "hours": [{"open": "25:00"}]},
     [("/hours/0/open", "bad-time"), ("/places/0/id", "not-an-id")]),
    ("config/office", {"closed": ["2026-02-30"], "prompts": [7], "show": {"motion": "ja"}},
     [("/closed/0", "bad-date"), ("/prompts/0", "wrong-type"), ("/show/motion", "wrong-type")]),
    ("config/office", '{"name":"a\\u202eb"}', [("/name", "bad-text")]),
    ("config/office", b'{"name":"\xff"}', [("", "bad-text")]),
    ("config/device/kiosk", {"role": "kiosc"}, [("/role", "unknown-word")]),
    ("config/device/kiosk", {"rotate": 45, "brightness": 101, "px_per_mm": 0},
     [("/px_per_mm", "out-of-range"), ("/rotate", "out-of-range"), ("/brightness", "out-of-range")]),
    ("config/device/kiosk", {"panel": [], "place": 7, "person": "Corine", "lang": None},
     [("/lang", "wrong-type"), ("/place", "wrong-type"), ("/person", "not-an-id"),
      ("/panel", "wrong-type")]),
    ("config/person/p-hvwtm", {}, [("/name", "missing")]),
    ("config/person/p-hvwtm", {"name": "x" * 65, "sort": "", "wall": "hidden", "badges": ["x"]},
     [("/name", "too-long"), ("/sort", "empty"), ("/wall", "unknown-word"), ("/badges/0", "bad-hash")]),
    ("config/person/p-hvwtm", '{"name":"a\\u0007b","gone":"ja"}',
     [("/gone", "wrong-type"), ("/name", "bad-text")]),
]


def digest(document):
    return hashlib.sha256(json.dumps(document).encode()).hexdigest()


def refused(report, topic):
    return [(e["pointer"], e["code"]) for e in report["errors"] if e["topic"] == topic]


class Case(unittest.TestCase):
    def ask(self, command, device="kiosk", to=None, **fields):
        """The answer to a command."""
        Case.asked = getattr(Case, "asked", 0) + 1
        ident = f"ask-{Case.asked}"
        self.office.publish(f"device/{to or device}/command", {"id": ident, "command": command, **fields},
                            retain=False)
        return self.messages.wait(f"device/{device}/answer", lambda a: a["id"] == ident)

    def report(self, good, device="kiosk"):
        return self.messages.wait(f"device/{device}/report", lambda r: r and good(r))


class AdminTest(Case):
    """One kiosk that stays."""

    @classmethod
    def setUpClass(cls):
        cls.office = o.Office()
        cls.messages = cls.office.listen()
        cls.kiosk = cls.office.device("kiosk", "kiosk", "800x480")
        cls.kiosk.until(lambda a: a["screen"] == "home")

    @classmethod
    def tearDownClass(cls):
        cls.office.end()

    def good(self, topic):
        """The sample's own document of that topic."""
        return (o.TOP / "app/sample" / (topic.removeprefix("config/") + ".json")).read_text()

    def test_a_report_says_what_is_applied(self):
        document = {**KIOSK, "rev": 41}
        self.office.publish("config/device/kiosk", document)
        report = self.report(lambda r: r["applied"].get("config/device/kiosk", {}).get("rev") == 41)
        self.assertEqual(report["applied"]["config/device/kiosk"]["hash"], digest(document))
        self.assertEqual(report["source"], "live")
        self.assertEqual(report["people"]["count"], len(self.office.people))
        self.assertEqual(report["errors"], [])

    def test_wrong_documents_are_refused_where_they_are_wrong_and_the_screen_stays(self):
        before = self.kiosk.until(lambda a: a["screen"] == "home")
        names = [(t["name"], t["text"], t["rect"]) for t in before["targets"] if t["name"] != "clock"]
        for topic, payload, faults in WRONG:
            with self.subTest(topic=topic, payload=str(payload)[:60]):
                self.office.publish(topic, payload)
                report = self.report(lambda r: refused(r, topic) == faults)
                for error in report["errors"]:
                    self.assertRegex(error["message"], r"[.?]$")
                after = self.kiosk.screen()
                self.assertEqual([(t["name"], t["text"], t["rect"]) for t in after["targets"]
                                  if t["name"] != "clock"], names)
        self.office.configure()
        self.report(lambda r: r["errors"] == [])

    def test_an_unknown_place_is_told_with_the_one_that_was_meant(self):
        self.office.publish("config/device/kiosk", {**KIOSK, "place": "cofee"})
        report = self.report(lambda r: refused(r, "config/device/kiosk") == [("/place", "unknown-id")])
        self.assertIn('"coffee"', report["errors"][0]["message"])
        self.office.publish("config/device/kiosk", KIOSK)
        self.report(lambda r: r["errors"] == [])

    def test_an_open_sheet_stays_while_people_come_and_closes_when_its_person_goes(self):
        self.office.publish("config/person/p-new01", {"name": "Xander"})
        self.kiosk.tap("person:p-new01")
        sheet = self.kiosk.until(lambda a: a["screen"] == "sheet")
        self.office.publish("config/person/p-new02", {"name": "Xaviera"})
        self.report(lambda r: r["people"]["count"] == 26)
        self.assertEqual(self.kiosk.screen()["screen"], "sheet")
        self.office.publish("config/person/p-new01", {"gone": True})
        home = self.kiosk.until(lambda a: a["screen"] == "home")
        self.assertIsNone(o.target(home, "person:p-new01"))
        self.assertIsNotNone(o.target(home, "person:p-new02"))
        self.office.publish("config/person/p-new02", "")
        self.kiosk.until(lambda a: not o.target(a, "person:p-new02"))
        self.assertEqual(sheet["screen"], "sheet")

    def test_a_kiosk_becomes_a_board_and_back_and_changes_its_language(self):
        self.office.publish("config/device/kiosk", {**KIOSK, "role": "board"})
        self.kiosk.until(lambda a: a["screen"] == "board")
        self.messages.wait("device/kiosk/status", lambda s: s["role"] == "board")
        self.office.publish("config/device/kiosk", {**KIOSK, "lang": "en"})
        self.kiosk.until(lambda a: a["screen"] == "home" and o.shows("Tap your name")(a))
        self.office.publish("config/device/kiosk", KIOSK)
        self.kiosk.until(o.shows("Tik op je naam"))

    def test_kinds_and_places_change_while_it_runs(self):
        office = json.loads(self.good("config/office"))
        office["kinds"] = [{"id": "lunch", "icon": "food", "name": "Lunch", "minutes": 45}]
        self.office.publish("config/office", office)
        self.kiosk.tap(self.office.person("Corine"))
        self.kiosk.until(lambda a: o.target(a, "kind:lunch") and not o.target(a, "kind:chat"))
        self.office.configure()
        self.kiosk.until(lambda a: o.target(a, "kind:chat"))
        self.kiosk.tap("close")

    def test_a_device_shows_which_one_it_is(self):
        self.assertTrue(self.ask("identify")["ok"])
        self.kiosk.until(lambda a: a["screen"] == "info" and o.shows("Kiosk bij de koffiehoek", "kiosk")(a))
        self.kiosk.tap("close")
        self.kiosk.until(lambda a: a["screen"] == "home")

    def test_the_log_is_answered_and_names_nobody(self):
        self.office.publish("config/person/p-hvwtm", {"name": 5})
        self.report(lambda r: refused(r, "config/person/p-hvwtm"))
        answer = self.ask("log", level="warning")
        self.assertTrue(answer["ok"])
        self.assertTrue(any("config/person is refused: /name" in line for line in answer["lines"]))
        self.assertFalse(any("connected" in line for line in answer["lines"]))
        everything = "\n".join(self.ask("log")["lines"])
        self.assertIn("info link: connected", everything)
        self.assertFalse([n for n, p in self.office.people.items() if n in everything or p in everything])
        self.office.configure()
        self.report(lambda r: r["errors"] == [])

    def test_a_command_to_all_is_answered_by_each(self):
        self.assertTrue(self.ask("brightness", to="all", level=40)["ok"])

    def test_refusals_have_codes(self):
        self.assertEqual(self.ask("brightness", level=400)["code"], "out-of-range")
        self.assertEqual(self.ask("brightnes", level=40)["code"], "unknown-command")
        self.assertIn('"brightness"', self.ask("brightnes", level=40)["message"])


class KeptTest(Case):
    """What survives an end, asked for or not."""

    def setUp(self):
        self.office = o.Office()
        self.messages = self.office.listen()
        self.kiosk = self.office.device("kiosk", "kiosk", "800x480")
        self.kiosk.until(lambda a: a["screen"] == "home")
        self.report(lambda r: r["people"]["count"] == 24 and r["source"] == "live")

    def tearDown(self):
        self.office.end()

    def empty_broker(self):
        self.office.broker.stop(signal.SIGKILL)
        self.office.broker.start()
        self.messages = self.office.listen()

    def prove_all(self):
        """The store as a minute of health would have left it; the kiosk isn't running."""
        folder = self.office.folder / "state-kiosk"
        database = sqlite3.connect(folder / "store.db")
        database.execute("UPDATE document SET proven = 1")
        database.commit()
        database.close()
        (folder / "probation").unlink()

    def test_a_kept_office_is_shown_without_the_broker_having_it(self):
        self.kiosk.stop()
        self.empty_broker()
        self.kiosk.start()
        home = self.kiosk.until(lambda a: a["screen"] == "home")
        self.assertIsNotNone(o.target(home, self.office.person("Corine")))
        report = self.report(lambda r: r["people"]["count"] == 24)
        self.assertEqual(report["source"], "kept")
        self.office.configure()
        self.report(lambda r: r["source"] == "live")
        self.office.publish("config/person/" + self.office.people["Corine"], "")
        self.kiosk.until(lambda a: not o.target(a, self.office.person("Corine")))

    def test_what_the_broker_no_longer_has_is_dropped(self):
        self.kiosk.stop()
        topic = "config/person/" + self.office.people["Corine"]
        self.office.publish(topic, "")
        self.kiosk.start()
        self.report(lambda r: r["people"]["count"] == 23)
        self.kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, self.office.person("Corine")))
        self.kiosk.stop()
        self.empty_broker()
        self.kiosk.start()
        self.report(lambda r: r["people"]["count"] == 23 and r["source"] == "kept")

    def test_a_broken_store_is_told_and_filled_again(self):
        self.kiosk.stop()
        (self.office.folder / "state-kiosk/store.db").write_bytes(b"\xa5" * 20000)
        self.empty_broker()
        self.kiosk.start()
        report = self.report(lambda r: r["source"] == "built-in")
        self.assertEqual([e["code"] for e in report["errors"]], ["not-kept"])
        self.assertIn("damaged", report["errors"][0]["message"])
        self.office.configure()
        self.report(lambda r: r["source"] == "live" and r["people"]["count"] == 24)
        self.kiosk.until(lambda a: a["screen"] == "home")
        self.kiosk.stop()
        self.empty_broker()
        self.kiosk.start()
        self.report(lambda r: r["source"] == "kept" and r["people"]["count"] == 24)

    def test_two_crashes_bring_back_the_document_before(self):
        self.kiosk.stop()
        self.prove_all()
        self.kiosk.start()
        self.report(lambda r: r["source"] == "live")
        new = {**KIOSK, "lang": "en", "rev": 9}
        self.office.publish("config/device/kiosk", new)
        for _ in range(2):
            self.report(lambda r: r["applied"]["config/device/kiosk"]["hash"] == digest(new))
            self.kiosk.stop(signal.SIGABRT)
            self.kiosk.start()
        report = self.report(lambda r: refused(r, "config/device/kiosk") == [("", "put-aside")])
        self.assertNotEqual(report["applied"]["config/device/kiosk"]["hash"], digest(new))
        self.assertIn("the one before it is in force", report["errors"][0]["message"])
        self.assertEqual(report["people"]["count"], 24)
        self.kiosk.until(o.shows("Tik op je naam"))
        self.assertTrue(any("put aside" in line for line in self.ask("log", level="error")["lines"]))
        newer = {**new, "rev": 10}
        self.office.publish("config/device/kiosk", newer)
        self.report(lambda r: r["applied"]["config/device/kiosk"]["hash"] == digest(newer) and not r["errors"])
        self.kiosk.until(o.shows("Tap your name"))

    def test_two_crashes_after_the_first_configuration_are_told_on_the_screen(self):
        self.kiosk.stop()
        shutil.rmtree(self.office.folder / "state-kiosk")
        self.empty_broker()
        self.kiosk.start()
        self.kiosk.until(o.shows("Dit kantoor is nog niet ingericht"))
        first = {"lang": "nl", "rev": 7}
        self.office.publish("config/office", first)
        for _ in range(2):
            self.report(lambda r: r["applied"].get("config/office", {}).get("hash") == digest(first))
            self.kiosk.stop(signal.SIGABRT)
            self.kiosk.start()
        report = self.report(lambda r: refused(r, "config/office") == [("", "put-aside")])
        self.assertIn("so it isn't used", report["errors"][0]["message"])
        self.office.publish("config/office", first)  # comes a second time, as with each connection
        told = [line for line in self.ask("log", level="warning")["lines"] if "config/office is refused" in line]
        self.assertEqual(len(told), 1)
        self.assertIn("config/office is refused: The program ended", told[0])
        self.kiosk.until(o.shows("Ik kan de configuratie van dit kantoor niet gebruiken"))
        self.office.publish("config/office", {**first, "rev": 8})
        self.kiosk.until(o.shows("Er staat nog niemand op de lijst"))

    def test_a_command_is_done_once_over_a_restart_that_it_asks_for(self):
        pid = self.kiosk.process.popen.pid
        boot = self.messages.seen["device/kiosk/status"]["boot"]
        time.sleep(max(0, boot + 1.1 - time.time()))  # boot is told in seconds
        self.office.publish("device/kiosk/command", {"id": "r-1", "command": "restart"}, retain=False)
        self.assertTrue(self.messages.wait("device/kiosk/answer", lambda a: a["id"] == "r-1")["ok"])
        self.messages.wait("device/kiosk/status", lambda s: not s["online"])
        self.messages.wait("device/kiosk/status", lambda s: s["online"] and s["boot"] > boot)
        self.assertIsNone(self.kiosk.process.popen.poll())
        self.assertEqual(self.kiosk.process.popen.pid, pid)
        self.office.publish("device/kiosk/command", {"id": "r-1", "command": "restart"}, retain=False)
        self.office.publish("device/kiosk/command", {"id": "r-2", "command": "clean"}, retain=False)
        answer = self.messages.wait("device/kiosk/answer", lambda a: a["id"] in ("r-1", "r-2"))
        self.assertEqual(answer["id"], "r-2")
        self.kiosk.until(lambda a: a["screen"] == "clean")

    def test_a_removed_device_leaves_nothing_and_comes_back_when_configured(self):
        self.office.publish("config/device/kiosk", {"gone": True})
        self.messages.wait("device/kiosk/status", lambda s: s is None)
        self.kiosk.until(o.shows("Dit apparaat hoort er niet meer bij"))
        self.assertIsNone(self.messages.seen["device/kiosk/report"])
        self.office.publish("config/device/kiosk", KIOSK)
        self.messages.wait("device/kiosk/status", lambda s: s and s["online"])
        self.report(lambda r: r["people"]["count"] == 24)
        self.kiosk.until(lambda a: a["screen"] == "home")


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
