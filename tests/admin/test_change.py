#!/usr/bin/env python3
"""praatjectl person, place, kind, prompt, office and device: changes, by name, and what devices say of them."""
import hashlib
import json
import os
import stat
import subprocess
import threading
import time

from harness import ROOT, SAMPLE, LineReader, OfficeCase, ctl, main


class Changes(OfficeCase):
    def document(self, topic):
        return json.loads(self.broker.retained()[topic])

    def people(self):
        return {json.loads(text)["name"]: topic for topic, text in self.broker.retained().items()
                if topic.startswith("config/person/") and "name" in json.loads(text)}

    def test_a_person_gets_an_id_that_says_nothing(self):
        out = self.ctl_ok("person", "add", "Zoë", "--wall", "count")
        self.assertIn("Zoë is on the roster (p-", out)
        topic = self.people()["Zoë"]
        self.assertRegex(topic, r"^config/person/p-[2-9a-hjkmnp-z]{5}$")
        self.assertEqual(self.document(topic), {"rev": 1, "name": "Zoë", "wall": "count"})

    def test_a_person_is_found_by_name_whatever_its_case_and_accents(self):
        self.roster()
        self.ctl_ok("person", "rename", "emile 李", "Emil")
        self.assertEqual(self.document("config/person/p-2"), {"rev": 1, "name": "Emil"})
        self.ctl_ok("person", "set", "p-2", "wall=name", "sort=Z")
        self.assertEqual(self.document("config/person/p-2"),
                         {"rev": 2, "name": "Emil", "wall": "name", "sort": "Z"})

    def test_a_name_that_is_nearly_right_or_not_alone_is_told(self):
        self.roster()
        self.assert_exit(64, *self.options, "person", "remove", "Corinne",
                         says=["did you mean 'Corine' (p-1)"])
        self.broker.publish("config/person/p-3", {"name": "Corine"})
        self.assert_exit(64, *self.options, "person", "remove", "Corine",
                         says=["person p-1: Corine", "person p-3: Corine"])
        self.ctl_ok("person", "remove", "p-3")
        self.assertEqual(self.document("config/person/p-3"), {"rev": 1, "gone": True})
        self.assertNotIn("p-3", self.ctl_ok("person", "list"))

    def test_a_badge_is_given_and_taken(self):
        self.roster()
        badge = "ab" * 32
        self.ctl_ok("person", "badge", "Corine", badge)
        self.assertEqual(self.document("config/person/p-1")["badges"], [badge])
        self.ctl_ok("person", "badge", "Corine", badge, "--take")
        self.assertEqual(self.document("config/person/p-1")["badges"], [])
        self.assert_exit(65, *self.options, "person", "badge", "Corine", "xyz",
                         says=["/badges/0", "bad-hash", "nothing was sent"])

    def test_what_devices_would_refuse_is_not_sent(self):
        self.roster()
        before = self.broker.retained()
        self.assert_exit(65, *self.options, "person", "set", "Corine", "wall=nmae",
                         says=["/wall", "name", "nothing was sent"])
        self.assert_exit(65, *self.options, "device", "set", "k1", "role=kiosk", "plaec=coffee",
                         says=["unknown-field"])
        self.assert_exit(64, *self.options, "device", "set", "k1", "place=cofee",
                         says=["did you mean"])
        self.assertEqual(self.broker.retained(), before)

    def test_places_kinds_and_prompts_are_added_changed_and_removed(self):
        self.roster()
        self.ctl_ok("place", "add", "Tweede verdieping", "en=Second floor")
        self.assertEqual(self.document("config/office")["places"][1],
                         {"id": "tweede-verdieping",
                          "name": {"nl": "Tweede verdieping", "en": "Second floor"}})
        self.ctl_ok("place", "rename", "second floor", "nl=Boven")
        self.assertIn("Boven", self.ctl_ok("place", "list"))
        self.broker.publish("config/device/k", {"role": "kiosk", "name": "K",
                                                "place": "tweede-verdieping"})
        self.assert_exit(0, *self.options, "place", "remove", "Boven",
                         says="k is at this place; praatjectl device set k place=")
        self.assertEqual([place["id"] for place in self.document("config/office")["places"]],
                         ["coffee"])
        self.ctl_ok("kind", "add", "Lunch", "--id", "lunch", "icon=food", "minutes=45")
        kinds = self.document("config/office")["kinds"]
        self.assertEqual([kind["id"] for kind in kinds], ["chat", "idea", "walk", "lunch"])
        self.assertEqual((kinds[3]["icon"], kinds[3]["minutes"]), ("food", 45))
        self.ctl_ok("kind", "set", "Lunch", "minutes=30")
        self.ctl_ok("kind", "remove", "plannetje")
        kinds = json.loads("[" + ",".join(self.ctl_ok("--json", "kind", "list").split("\n")[:-1]) + "]")
        self.assertEqual([(kind["id"], kind["minutes"]) for kind in kinds][2], ("lunch", 30))
        self.ctl_ok("prompt", "add", "nl=Hoe gaat het?", "en=How are you?")
        self.ctl_ok("prompt", "rename", "1", "en=How do you do?")
        self.assertEqual(self.document("config/office")["prompts"],
                         [{"nl": "Hoe gaat het?", "en": "How do you do?"}])
        self.ctl_ok("prompt", "remove", "1")
        self.assertEqual(self.document("config/office")["prompts"], [])

    def test_a_dry_run_shows_the_difference_and_sends_nothing(self):
        self.roster()
        before = self.broker.retained()
        out = self.ctl_ok("--dry-run", "office", "set", "lang=en", "show.motion=false")
        self.assertIn('/lang: (nothing) -> "en"', out)
        self.assertEqual(self.broker.retained(), before)

    def test_a_device_is_added_by_one_command(self):
        self.roster()
        out = self.ctl_ok("device", "set", "hall-1", "role=board", "place=koffiehoek",
                          "px_per_mm=3.5", "rotate=90")
        self.assertIn("hall-1 is a device of this office now.", out)
        self.assertEqual(self.document("config/device/hall-1"),
                         {"rev": 1, "name": "hall-1", "role": "board", "place": "coffee",
                          "px_per_mm": 3.5, "rotate": 90})

    def test_a_removed_device_leaves_nothing_behind(self):
        self.broker.publish("config/device/k", {"role": "kiosk", "name": "K"})
        self.broker.publish("device/k/status", status(False))
        self.broker.publish("device/k/counts", {"open": 0, "here": 1})
        self.ctl_ok("device", "remove", "K")
        self.assertEqual(set(self.broker.retained()), {"config/device/k"})

    def test_an_apply_from_an_old_rev_shows_the_difference_and_sends_nothing(self):
        path = self.file("person/p-1.json", {"rev": 1, "name": "Corine"})
        self.ctl_ok("apply", path)
        self.ctl_ok("person", "rename", "p-1", "Corien")
        self.file("person/p-1.json", {"rev": 1, "name": "Co"})
        self.assert_exit(75, *self.options, "apply", path,
                         says=["rev 1", "rev 2", '/name: "Corien" -> "Co"', "--force"])
        self.assertEqual(self.document("config/person/p-1")["name"], "Corien")
        self.ctl_ok("apply", path, "--force")
        self.assertEqual(self.document("config/person/p-1"), {"rev": 3, "name": "Co"})
        self.assertEqual(json.loads(path.read_text()), {"rev": 3, "name": "Co"})

    def test_an_applied_file_says_what_it_was_made_from(self):
        path = self.file("person/p-1.json", '{\n\t"name": "Corine", "rev": 1\n}\n')
        self.ctl_ok("apply", path)
        path.write_text('{\n\t"name": "Co", "rev": 1\n}\n')
        self.ctl_ok("apply", path)
        self.assertEqual(path.read_text(), '{\n\t"name": "Co", "rev": 2\n}\n')

    def test_prune_removes_what_the_folder_does_not_have(self):
        self.ctl_ok("apply", SAMPLE)
        self.ctl_ok("person", "add", "Extra")
        topic = self.people()["Extra"]
        self.ctl_ok("apply", SAMPLE, "--prune")
        self.assertTrue(self.document(topic)["gone"])

    def test_an_export_is_what_apply_takes(self):
        self.ctl_ok("apply", SAMPLE)
        folder = self.folder / "out"
        self.ctl_ok("export", folder)
        for path in SAMPLE.rglob("*.json"):
            there = folder / path.relative_to(SAMPLE)
            self.assertEqual(json.loads(there.read_text()), json.loads(path.read_text()))
        out = self.ctl_ok("apply", folder)
        self.assertEqual({line.split(": ")[1] for line in out.splitlines()}, {"unchanged"})

    def test_a_broker_that_lost_its_data_is_filled_again(self):
        self.ctl_ok("apply", SAMPLE)
        before = self.broker.retained()
        self.broker.stop()
        self.broker.start()
        self.assertEqual(self.broker.retained(), {})
        self.ctl_ok("apply", SAMPLE)
        self.assertEqual(self.broker.retained(), before)

    def test_a_csv_file_fills_the_roster_once(self):
        path = self.file("people.csv", '\ufeffName,wall\r\n"Vries, Jan de",count\r\n'
                                       '"Piet ""de"" Boer",\r\n')
        self.assertIn("2 added", self.ctl_ok("import", path))
        self.assertEqual(set(self.people()), {"Vries, Jan de", 'Piet "de" Boer'})
        self.assertIn("All 2 are on the roster", self.ctl_ok("import", path))
        self.assertEqual(json.loads(self.ctl_ok("--json", "import", path)),
                         {"added": 0, "changed": 0, "unchanged": 2})

    def test_a_csv_file_with_faults_is_told_by_line_and_not_sent(self):
        path = self.file("people.csv", 'name,wall\nJan,"op\nen"\n,name\nPiet,name\nPiet,open\n')
        self.assert_exit(65, *self.options, "import", path,
                         says=[f"{path}:2: wall: ", f"{path}:4: there is no name"])
        self.assertEqual(self.broker.retained(), {})
        self.assert_exit(65, *self.options, "import", self.file("b.csv", 'name\n"open\n'),
                         says=["never closed"])
        self.assert_exit(65, *self.options, "import", self.file("c.csv", "nmae\nJan\n"),
                         says=["did you mean name"])

    def editor(self, script):
        path = self.file("editor", f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        os.environ["EDITOR"] = str(path)
        os.environ.pop("VISUAL", None)
        os.environ["TMPDIR"] = str(self.folder)

    def test_an_edit_is_checked_and_loses_nothing(self):
        self.roster()
        self.editor("sed -i 's/UTC/Mars/' \"$1\"")
        self.assert_exit(65, *self.options, "office", "edit", says=["/tz", "what you wrote is in"])
        kept = list(self.folder.glob("praatje-office-*.json"))
        self.assertIn("Mars", kept[0].read_text())
        self.editor("sed -i 's/koffiehoek/keuken/' \"$1\"")
        self.ctl_ok("office", "edit")
        self.assertEqual(self.document("config/office")["rev"], 3)
        self.assertIn("keuken", self.ctl_ok("place", "list"))

    def test_an_edit_of_what_somebody_else_changed_meanwhile_is_refused(self):
        self.roster()
        publish = " ".join(self.broker.tool("mosquitto_pub", "-r", "-t", f"{ROOT}/config/office"))
        self.editor(f"sed -i 's/koffiehoek/keuken/' \"$1\"; {publish} -m '{{\"rev\":3}}'")
        self.assert_exit(75, *self.options, "office", "edit",
                         says=["somebody else changed it meanwhile", "/places"])
        self.assertEqual(self.document("config/office"), {"rev": 3})


def status(online, **fields):
    return {"online": online, "conn": 1, "boot": 1, "version": "0", "role": "kiosk",
            "clock": "synced", "unsent": 0, "at": int(time.time()), **fields}


class Devices(OfficeCase):
    """A device that the test plays says what it goes by."""

    def answer(self, errors=(), silent=False):
        self.broker.publish("config/device/k", {"role": "kiosk", "name": "K"})
        self.broker.publish("device/k/status", status(True))
        reader = subprocess.Popen(
            self.broker.tool("mosquitto_sub", "-t", f"{ROOT}/config/person/#", "-t",
                             f"{ROOT}/config/device/k", "-F", "%t %p"), stdout=subprocess.PIPE)
        lines = LineReader(reader.stdout)
        lines.until("config/device/k")

        def play():
            topic, payload = lines.next().split(" ", 1)
            rev, name = json.loads(payload)["rev"], topic.rsplit("/", 1)[1]
            digest = hashlib.sha256(payload.encode()).hexdigest()
            people = hashlib.sha256(f"{name} {rev} {digest}\n".encode()).hexdigest()
            self.broker.publish("device/k/report", {
                "source": "live", "applied": {}, "people": {"count": 1, "hash": people},
                "errors": [{"topic": f"config/person/{name}", "rev": rev, **error}
                           for error in errors]})
        if not silent:
            thread = threading.Thread(target=play)
            thread.start()
            self.addCleanup(thread.join)
        self.addCleanup(reader.stdout.close)
        self.addCleanup(reader.wait)
        self.addCleanup(reader.kill)

    def test_a_change_is_done_when_devices_go_by_it(self):
        self.answer()
        self.assertIn("1 device that is online goes by it.", self.ctl_ok("person", "add", "Ada"))

    def test_a_device_that_refuses_is_told_with_why(self):
        self.answer([{"pointer": "/name", "code": "bad-text", "message": "It won't do."}])
        self.assert_exit(76, *self.options, "person", "add", "Ada",
                         says=["k refuses config/person/p-", "/name: It won't do. (bad-text)"])

    def test_a_device_that_says_nothing_is_named_at_the_time_limit(self):
        self.answer(silent=True)
        self.assert_exit(75, *self.options, "--timeout", "1", "person", "add", "Ada",
                         says=["k is online, but hasn't said"])

    def test_names_are_completed_from_the_broker(self):
        self.roster()
        out = self.ctl_ok("__complete", "--", *self.options, "person", "rename", "")
        self.assertEqual(sorted(out.split("\n")[:-1]), ["Corine", "Émile 李"])
        self.assertIn("badge\n", self.ctl_ok("__complete", "--", "person", ""))
        self.assertIn("--dry-run\n", self.ctl_ok("__complete", "--", "person", "--d"))


if __name__ == "__main__":
    main()
