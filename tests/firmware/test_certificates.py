#!/usr/bin/env python3
"""Certificates that don't count let nobody in, on either side, and a sentence says why."""
import concurrent.futures
import datetime
import os
import pathlib
import pwd
import subprocess
import sys
import time
import unittest

from firm import LIMIT_S, OFFICE, OfficeBroker, ctl, main
from mqtt import Client, Lost

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "office"))
import office as o  # noqa: E402  (real devices and screens)

NO_CONNECTION = 69
ALERT = 0xFF8A70  # the colour of what is wrong
REFUSED = 0x87
ROOT = f"praatje/1/{OFFICE}"


def stamp(days):
    now = datetime.datetime.now(datetime.timezone.utc)
    return (now + datetime.timedelta(days=days)).strftime("%y%m%d%H%M%SZ")


class Office(unittest.TestCase):
    def setUp(self):
        self.broker = OfficeBroker()
        self.broker.more = "log_type information\n"
        self.addCleanup(self.broker.close)

    def openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], cwd=self.broker.folder, check=True, capture_output=True,
                       timeout=60)

    def issue(self, name, first_day, last_day, use, host="IP:127.0.0.1,DNS:localhost", authority=None):
        """A certificate of the office's own authority with dates that praatjectl would not give."""
        folder, trust = self.broker.folder, authority or self.broker.trust
        (folder / "ca.conf").write_text(
            f"[ca]\ndefault_ca=it\n[it]\ndatabase={folder}/index\nnew_certs_dir={folder}\nserial={folder}/serial\n"
            "default_md=sha256\npolicy=any\nrand_serial=yes\nunique_subject=no\n[any]\ncommonName=supplied\n"
            f"[ext]\nextendedKeyUsage={use}\nsubjectAltName={host}\n")
        (folder / "index").write_text("")
        self.openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                     f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        self.openssl("ca", "-batch", "-config", "ca.conf", "-extensions", "ext", "-cert", trust / "ca.crt",
                     "-keyfile", trust / "ca.key", "-in", f"{name}.csr", "-out", f"{name}.crt", "-notext",
                     "-startdate", stamp(first_day), "-enddate", stamp(last_day))
        return (folder / f"{name}.crt").read_text(), (folder / f"{name}.key").read_text()

    def conf(self, name, certificate, key):
        """The admin's file with another certificate."""
        text = (self.broker.trust / "admin.conf").read_text()
        file = self.broker.folder / name
        file.write_text(text[:text.index("-----BEGIN")] + certificate + self.broker.authority.read_text() + key)
        return file

    def ask(self, file):
        return ctl("--settings", file, "--timeout", "4", "kind", "list")

    def assert_refused(self, file, *words):
        """Each time, with words in at least one of five: what the broker says can get lost as it hangs up."""
        for _ in range(5):
            code, out, err = self.ask(file)
            self.assertEqual((code, out), (NO_CONNECTION, ""), err)
            if all(word in err for word in words):
                return
        self.fail(f"no {words} in {err}")


class Clients(Office):
    def test_those_that_do_not_count_are_refused_with_a_sentence(self):
        other = OfficeBroker()
        self.addCleanup(other.close)
        name, server = f"admin@{OFFICE}", self.broker.trust
        self.broker.start()
        self.assertEqual(self.ask(self.broker.trust / "admin.conf")[0], 0)
        says = ["has expired", "may not be valid yet", "the authority of", "accept"]
        files = [self.conf("expired", *self.issue(name, -20, -10, "clientAuth")),
                 self.conf("future", *self.issue(name, 10, 20, "clientAuth")),
                 self.conf("other", *self.issue(name, -1, 10, "clientAuth", authority=other.trust)),
                 self.conf("server", (server / "server.crt").read_text(), (server / "server.key").read_text())]
        with concurrent.futures.ThreadPoolExecutor(len(files)) as pool:
            asked = [pool.submit(self.assert_refused, file, "our certificate", words)
                     for file, words in zip(files, says)]
            for file, answered in zip(files, asked):
                with self.subTest(file.name):
                    answered.result()

    def test_a_revoked_one_is_refused_after_a_reload_and_what_it_has_open_may_nothing_more(self):
        file, topic = self.broker.enrol("kiosk-1", "kiosk"), f"{ROOT}/person/p-1/state"
        self.broker.start()
        client = Client(self.broker.port, self.broker.authority, file)
        self.addCleanup(client.close)
        self.assertEqual(client.publish(topic, "1") & 0x80, 0)
        client.subscribe(f"{ROOT}/#")
        self.assertIn("systemctl reload mosquitto", self.broker.revoke("kiosk-1"))
        self.broker.reload()
        with self.assertRaises(Lost):
            Client(self.broker.port, self.broker.authority, file)
        admin = Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf")
        self.addCleanup(admin.close)
        admin.publish(topic, "after")
        self.assertEqual(client.publish(topic, "2"), REFUSED)
        self.assertEqual(client.arrived, [])
        self.assert_refused(file, "our certificate was revoked")

    def test_an_admin_that_is_revoked_is_refused_and_the_other_one_goes_on(self):
        other = self.broker.enrol_admin("corine")
        self.broker.ctl("admin", "revoke", "admin", "--folder", self.broker.trust)
        self.broker.start()
        self.assert_refused(self.broker.trust / "admin.conf", "our certificate was revoked")
        self.assertEqual(self.ask(other)[0], 0)

    def test_a_new_identity_is_let_in_and_the_old_one_stays_out(self):
        old = self.broker.enrol("kiosk-1", "kiosk")
        kept = old.read_text()
        self.broker.revoke("kiosk-1")
        new = self.broker.enrol("kiosk-1", "kiosk")
        old = self.broker.folder / "old.conf"
        old.write_text(kept.replace(":8883", f":{self.broker.port}"))
        self.broker.start()
        client = Client(self.broker.port, self.broker.authority, new)
        self.addCleanup(client.close)
        self.assertEqual(client.publish(f"{ROOT}/person/p-1/state", "1") & 0x80, 0)
        with self.assertRaises(Lost):
            Client(self.broker.port, self.broker.authority, old)

    def test_an_enrolled_one_has_its_rights_after_a_reload(self):
        self.broker.start()
        file = self.broker.enrol("board-1", "board")
        self.broker.reload()
        client = Client(self.broker.port, self.broker.authority, file)
        self.addCleanup(client.close)
        self.assertEqual(client.publish(f"{ROOT}/device/board-1/status", "1") & 0x80, 0)


class Device(o.Device):
    """A real one, with the file of an identity."""

    def __init__(self, broker, file):
        self.broker, self.office, self.name, self.env = broker, self, "kiosk-1", {}
        self.screen_ = o.Screen("800x480")
        self.log = open(broker.folder / "kiosk-1.log", "ab")
        self.command = [o.BIN / "praatje", "--settings", file, "--size", "800x480", "--state", broker.folder / "state"]
        self.start()

    def admin(self, *words, check=True):
        code, out, err = ctl("--settings", self.broker.trust / "admin.conf", *words)
        return subprocess.CompletedProcess(words, code, out, err)


class Outside(Office):
    def test_a_device_that_is_not_let_in_shows_why(self):
        file = self.broker.enrol("kiosk-1", "kiosk")
        self.broker.revoke("kiosk-1")
        self.broker.start()
        device = Device(self.broker, file)
        self.addCleanup(device.end)
        red = bytes((ALERT & 255, ALERT >> 8 & 255, ALERT >> 16))
        self.until(lambda: red in device.screen_.picture(), "nothing red")
        log, said = self.broker.folder / "kiosk-1.log", "no connection: The broker says that our certificate was revoked."
        # The first time that can get lost as the broker hangs up.
        self.until(lambda: said in log.read_text(), f"no {said}")

    def until(self, good, why_not):
        limit = time.monotonic() + LIMIT_S
        while not good():
            self.assertLess(time.monotonic(), limit, why_not)
            time.sleep(0.05)


class Ending(Office):
    def day(self, days):
        return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%d")

    def serve(self, days):
        for name, text in zip(("crt", "key"), self.issue("server", -1, days, "serverAuth")):
            (self.broker.trust / f"server.{name}").write_text(text)

    def doctor(self, *words, file=None):
        return ctl("--settings", file or self.broker.trust / "admin.conf", "doctor", *words)[1]

    def test_what_ends_within_30_days_is_told_by_the_doctor_until_it_is_renewed(self):
        self.serve(29)
        admin = self.conf("soon.conf", *self.issue(f"admin@{OFFICE}", -1, 10, "clientAuth"))
        self.broker.start()
        said = self.doctor(file=admin)
        self.assertIn(f"The certificate of the broker ends on {self.day(29)}", said)
        self.assertIn(f"The certificate of yourself ends on {self.day(10)}", said)
        self.assertNotIn("of yourself", self.doctor())
        self.broker.ctl("broker", "renew", "--folder", self.broker.trust)
        self.broker.point_here(self.broker.trust / "admin.conf")
        self.broker.reload()
        self.assertNotIn("certificate of", self.doctor())
        self.serve(31)
        self.broker.reload()
        self.assertNotIn("certificate of", self.doctor("--folder", self.broker.trust))
        issued = self.broker.trust / "issued"
        lines = [line.split(" ") for line in issued.read_text().splitlines()]
        soon = str(int(time.time()) + 20 * 24 * 3600)
        issued.write_text("".join(" ".join([a, soon if f"tidy@{OFFICE}" in rest else end, *rest]) + "\n"
                                  for a, end, *rest in lines))
        self.assertIn(f"The certificate of tidy ends on {self.day(20)}", self.doctor("--folder", self.broker.trust))

    def test_a_device_whose_certificate_ends_says_so_on_its_screen_its_journal_and_its_status(self):
        file = self.broker.enrol("kiosk-1", "kiosk")
        text = file.read_text()
        certificate, key = self.issue(f"{OFFICE}.kiosk-1", -1, 12, "clientAuth")
        file.write_text(text[:text.index("-----BEGIN")] + certificate + self.broker.authority.read_text() + key)
        self.broker.start()
        self.broker.ctl("--settings", self.broker.trust / "admin.conf", "--timeout", "1", "office", "set", "name=Delft")
        device = Device(self.broker, file)
        self.addCleanup(device.end)
        device.hold("clock")
        device.until(o.shows(f"Our certificate ends on {self.day(12)}"))
        log = (self.broker.folder / "kiosk-1.log").read_text()
        self.assertEqual(log.count("praatjectl device renew kiosk-1"), 1, log)
        self.assertIn(f"The certificate of kiosk-1 ends on {self.day(12)}", self.doctor())
        self.assertIn(f"ends on {self.day(12)}", device.admin("device", "show", "kiosk-1").stdout)
        # The new one, and the old one still lets it in.
        new = self.broker.folder / "new.conf"
        self.broker.ctl("device", "renew", "kiosk-1", "--folder", self.broker.trust, "-o", new)
        self.broker.point_here(new)
        device.stop()
        for known in (file, new):
            Client(self.broker.port, self.broker.authority, known).close()
        device.command[device.command.index(file)] = new
        device.start()
        device.until(lambda a: a["screen"])
        self.assertNotIn("certificate of kiosk-1", self.doctor())


class Picture(Office):
    def test_a_picture_by_the_other_port_leaves_the_device_its_connection(self):
        file = self.broker.enrol("kiosk-1", "kiosk")
        self.broker.start()
        device = Client(self.broker.port, self.broker.authority, file)
        self.addCleanup(device.close)
        picture = self.broker.folder / "kiosk.png"

        def take(*words):
            subprocess.run([o.BIN / "praatje", "--settings", file, "--size", "800x480", "--state",
                            self.broker.folder / "state", "--picture", picture, *words], capture_output=True, timeout=60)
        take("--broker", f"mqtts://127.0.0.1:{self.broker.port_others}")
        self.assertEqual(picture.read_bytes()[:4], b"\x89PNG")
        self.assertIn(device.publish(f"{ROOT}/device/kiosk-1/status", "still here"), (0, 0x10))
        # As the manual page says, the devices' own port takes it for the device itself.
        take()
        with self.assertRaises(Lost):
            device.publish(f"{ROOT}/device/kiosk-1/status", "gone")


class Plugin(unittest.TestCase):
    def test_a_revoked_one_is_out_after_a_restart_and_has_no_rights_left(self):
        broker = OfficeBroker(dynamic=True)
        self.addCleanup(broker.close)
        file, rights = broker.enrol("kiosk-1", "kiosk"), broker.trust / "dynamic-security.json"
        self.assertEqual(rights.stat().st_mode & 0o777, 0o640)
        self.assertFalse((broker.trust / "acl").exists())
        self.assertIn(f"{OFFICE}.kiosk-1", rights.read_text())
        broker.start()
        Client(broker.port, broker.authority, file).close()
        self.assertIn("systemctl restart mosquitto", broker.revoke("kiosk-1"))
        self.assertNotIn(f"{OFFICE}.kiosk-1", rights.read_text())
        broker.restart()
        with self.assertRaises(Lost):
            Client(broker.port, broker.authority, file)


class Servers(Office):
    def serve(self, first, last, host="IP:127.0.0.1,DNS:localhost"):
        certificate, key = self.issue("server", first, last, "serverAuth", host)
        (self.broker.trust / "server.crt").write_text(certificate)
        (self.broker.trust / "server.key").write_text(key)
        self.broker.restart()

    def test_a_broker_that_is_not_to_be_believed_is_not_and_a_sentence_says_why(self):
        admin = self.broker.trust / "admin.conf"
        self.serve(-1, 10)
        self.assertEqual(self.ask(admin)[0], 0)
        self.serve(-20, -10)
        self.assert_refused(admin, "certificate has expired")
        self.serve(10, 20)
        self.assert_refused(admin, "isn't valid yet")
        self.serve(-1, 10, "DNS:elsewhere.example")
        self.assert_refused(admin, "for another host name")


class Folder(Office):
    def test_what_is_secret_is_readable_by_nobody_else(self):
        device = self.broker.enrol("kiosk-1", "kiosk")
        for file in [device, *self.broker.trust.iterdir()]:
            with self.subTest(file.name):
                mode = file.stat().st_mode & 0o777
                if file.name in ("ca.crt", "crl.pem"):
                    self.assertEqual(mode, 0o644)
                elif file.name in ("server.key", "server.crt", "acl", "password"):
                    self.assertEqual(mode, 0o640)
                else:
                    self.assertEqual(mode, 0o600)
        self.assertEqual(self.broker.trust.stat().st_mode & 0o007, 0)

    def test_mosquitto_as_its_own_user_can_read_what_it_needs(self):
        try:
            mosquitto = pwd.getpwnam("mosquitto")
        except KeyError:
            self.skipTest("there is no user mosquitto")
        if os.geteuid() != 0:
            self.skipTest("only root can give files to mosquitto")
        os.chown(self.broker.folder, mosquitto.pw_uid, mosquitto.pw_gid)
        file = self.broker.enrol("kiosk-1", "kiosk")
        self.broker.user = "mosquitto"
        self.broker.start()
        self.broker.revoke("kiosk-1")
        self.broker.reload()
        with self.assertRaises(Lost):
            Client(self.broker.port, self.broker.authority, file)
        self.assertEqual(self.ask(self.broker.trust / "admin.conf")[0], 0)

    def assert_told(self, words, *arguments):
        before = {file.name: file.read_text() for file in self.broker.trust.iterdir()}
        code, _, err = ctl(*arguments)
        self.assertNotEqual(code, 0)
        self.assertIn(words, err)
        self.assertEqual({file.name: file.read_text() for file in self.broker.trust.iterdir()}, before)

    def test_what_cannot_be_done_is_said_and_changes_nothing(self):
        folder = ["--folder", self.broker.trust]
        out = ["-o", self.broker.folder / "x.conf"]
        self.broker.enrol("kiosk-1", "kiosk")
        self.assert_told("made once", "broker", "init", self.broker.trust, "--office", OFFICE, "--host", "a")
        self.assert_told("has an identity already", "device", "enrol", "kiosk-1", "--role", "kiosk", *folder, *out)
        self.assert_told("--person ID", "device", "enrol", "desk-1", "--role", "desk", *folder, *out)
        self.assert_told("say what it is", "device", "enrol", "desk-1", "--role", "admin", *folder, *out)
        self.assert_told("can't be an id here", "device", "enrol", "all", "--role", "board", *folder, *out)
        self.assert_told("no device 'admin'", "device", "revoke", "admin", *folder)
        self.assert_told("the only admin", "admin", "revoke", "admin", *folder)
        self.assert_told("no admin 'kiosk-1'", "admin", "revoke", "kiosk-1", *folder)
        self.assert_told("no admin 'tidy'", "admin", "revoke", "tidy", *folder)
        self.assert_told("no device 'admin'", "device", "renew", "admin", *folder, *out)
        self.assert_told("no admin 'kiosk-1'", "admin", "renew", "kiosk-1", *folder, *out)
        self.assert_told("no admin 'tidy'", "admin", "renew", "tidy", *folder, *out)
        self.assert_told("-o FILE", "device", "renew", "kiosk-1", *folder)
        self.assert_told("can't be an id here", "admin", "enrol", "admin", *folder, *out)
        self.assert_told("-o admin.conf", "admin", "enrol", "corine", *folder)
        self.assert_told("identities cannot be read", "device", "revoke", "kiosk-1", "--folder", "/nonexistent")
        self.assertFalse((self.broker.folder / "x.conf").exists())

    def test_what_cannot_be_bridged_is_said_and_changes_nothing(self):
        folder = ["--folder", self.broker.trust]
        out = ["-o", self.broker.folder / "x.conf"]
        other = OfficeBroker(office="other")
        self.addCleanup(other.close)
        bridge = ["device", "enrol", "other", "--role", "bridge"]
        self.assert_told("this broker's own office", "device", "enrol", OFFICE, "--role", "bridge", *folder, *out)
        self.assert_told("shown at itself", *bridge, "--show", "other", *folder, *out)
        self.assert_told("wants an office's id", *bridge, "--show", "An Office", *folder, *out)
        self.assert_told("the office other isn't here", "device", "enrol", "lobby", "--role", "board", "--office", "other",
                         *folder, *out)
        file = self.broker.enrol("other", "bridge")
        self.assert_told("has an identity already", *bridge, *folder, *out)
        self.assert_told("only boards", "device", "enrol", "k", "--role", "kiosk", "--office", "other", *folder, *out)
        self.assert_told("isn't the file of a bridge", "broker", "bridge", file, *folder, *out)
        device = other.enrol("kiosk-1", "kiosk")
        there = ["--folder", other.trust, *out]
        for words, arguments in (("isn't the file of a bridge", [device]), ("-o /etc/mosquitto", [file]),
                                 ("shown at itself", [file, "--show", "other"]), ("can't be read", ["/nonexistent"])):
            code, _, err = ctl("broker", "bridge", *arguments, *(there[:2] if "mosquitto" in words else there))
            self.assertNotEqual(code, 0)
            self.assertIn(words, err)
            self.assertFalse((other.trust / "bridge.pem").exists())
        self.assertFalse((self.broker.folder / "x.conf").exists())
        other.ctl("broker", "bridge", file, *there)
        self.assertEqual((other.trust / "bridge.pem").stat().st_mode & 0o777, 0o640)

    def test_names_too_long_for_a_certificate_are_said(self):
        long = self.broker.folder / "long"
        self.broker.ctl("broker", "init", long, "--office", "o" * 32, "--host", "a")
        code, _, err = ctl("device", "enrol", "d" * 32, "--role", "board", "--folder", long, "-o", "-")
        self.assertEqual(code, 64)
        self.assertIn("at most 64 characters, and theirs would be 65", err)
        self.broker.ctl("device", "enrol", "d" * 31, "--role", "board", "--folder", long, "-o", "-")


if __name__ == "__main__":
    main("openssl", *o.NEEDED[1:])
