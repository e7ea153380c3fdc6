#!/usr/bin/env python3
"""praatjectl doctor: what is wrong with an office, and what to do about it."""
import json
import subprocess
import time

from harness import OFFICE, ROOT, Broker, OfficeCase, Case, ctl, main


def status(online, **fields):
    return {"online": online, "conn": 1, "boot": 1, "version": "0", "role": "kiosk",
            "clock": "synced", "unsent": 0, "at": int(time.time()), **fields}


class Doctor(OfficeCase):
    def test_the_doctor_finds_what_is_wrong_and_says_what_to_do(self):
        code, out, _ = ctl(*self.options, "doctor")
        self.assertEqual(code, 1)
        self.assertIn("praatjectl apply FOLDER fills the broker again", out)
        self.roster()
        self.broker.publish("config/device/k", {"role": "kiosk", "name": "K"})
        self.broker.publish("device/x/status", status(True, clock="none"))
        self.broker.publish("person/ghost/state", self.state())
        for place in ("attic", "coffee"):
            self.broker.publish(f"place/{place}/someone", {
                "v": 1, "by": "k", "kind": "chat", "since": 1, "until": 2, "left": 60, "expiry": 60})
        folder = self.folder / "office"
        self.ctl_ok("export", folder)
        (folder / "person" / "p-1.json").write_text('{"name": "Other"}')
        code, out, _ = ctl(*self.options, "--json", "doctor", folder)
        found = [json.loads(line) for line in out.splitlines()]
        text = "\n".join(finding["finding"] for finding in found)
        for words in ["k is configured, but has never been online", "x is there, but nobody",
                      "x doesn't know what time it is", "somebody who isn't on the roster",
                      "open at 'attic', which is no place of this office",
                      "config/person/p-1 isn't as"]:
            self.assertIn(words, text)
        self.assertNotIn("coffee", text)
        self.assertEqual(code, 1)
        self.assertTrue(all(finding["do"] for finding in found))


class Rights(Case):
    """Brokers on which not everybody may do everything."""

    WHO_COMES = "The broker lets in whoever comes."

    def broker(self, acl, anonymous=False):
        passwords = self.file("passwords", "")
        subprocess.run(["mosquitto_passwd", "-b", passwords, "ada", "geheim"], check=True,
                       capture_output=True)
        broker = Broker(lines=[f"allow_anonymous {str(anonymous).lower()}",
                               "password_file %s/passwords", "acl_file %s/acl"],
                        files={"passwords": passwords.read_text(), "acl": acl})
        self.addCleanup(broker.close)
        return broker

    def findings(self, broker, *options):
        code, out, err = ctl("--json", "--broker", broker.url, "--office", OFFICE, *options, "doctor")
        self.assertEqual(code, 1, err)
        return [json.loads(line)["finding"] for line in out.splitlines()]

    def ada(self):
        return "--user", "ada", "--password-file", self.file("password", "geheim\n")

    def test_who_is_let_in_is_tried_whatever_the_admin_is_called(self):
        everything = f"topic readwrite {ROOT}/#\nuser ada\ntopic readwrite {ROOT}/#\n"
        closed, opened = self.broker(everything), self.broker(everything, anonymous=True)
        self.assertNotIn(self.WHO_COMES, self.findings(closed, *self.ada()))
        self.assertIn(self.WHO_COMES, self.findings(opened, *self.ada()))
        self.assertIn(self.WHO_COMES, self.findings(opened))

    def test_rights_that_an_admin_lacks_are_named(self):
        may = "The broker doesn't let you {} the office's configuration."
        reply = f"user ada\ntopic readwrite {ROOT}/reply/#\n"
        for acl, wrong in [(f"topic readwrite {ROOT}/config/#\n", []), (f"topic read {ROOT}/#\n", ["change"]),
                           (f"topic write {ROOT}/#\n", ["read"])]:
            with self.subTest(acl=acl):
                found = self.findings(self.broker(reply + acl), *self.ada())
                self.assertEqual([word for word in ("change", "read") if may.format(word) in found], wrong)


if __name__ == "__main__":
    main()
