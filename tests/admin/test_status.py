#!/usr/bin/env python3
"""The exit statuses of praatjectl, each with a sentence."""
import os
import signal
import subprocess
import threading
import time

from harness import LIMIT, OFFICE, PROGRAM, ROOT, Broker, Case, main
from office import free_port


class Doors(Case):
    """Who isn't let in, and where nobody is."""

    def test_no_broker_by_the_limit_is_69(self):
        began = time.monotonic()
        self.assert_exit(69, "--broker", f"mqtt://127.0.0.1:{free_port()}", "--office", OFFICE,
                         "--timeout", "0.7", "person", "list", says=["127.0.0.1", "0.7 seconds"])
        self.assertLess(time.monotonic() - began, 3)

    def test_a_broker_that_comes_later_is_met(self):
        broker = Broker()
        os.kill(broker.process.pid, signal.SIGSTOP)
        self.addCleanup(broker.close)
        timer = threading.Timer(0.5, os.kill, (broker.process.pid, signal.SIGCONT))
        timer.start()
        self.assert_exit(0, "--broker", broker.url, "--office", OFFICE, "person", "list")
        timer.join()

    def test_a_frozen_broker_is_not_waited_for_without_end(self):
        broker = Broker()
        self.addCleanup(broker.close)
        os.kill(broker.process.pid, signal.SIGSTOP)
        self.assert_exit(69, "--broker", broker.url, "--office", OFFICE, "--timeout", "0.7",
                         "person", "list", says="0.7 seconds")
        os.kill(broker.process.pid, signal.SIGCONT)

    def test_a_publish_that_the_acl_forbids_is_77(self):
        broker = Broker(lines=["allow_anonymous true", "acl_file %s/acl"],
                        files={"acl": f"topic read {ROOT}/#\ntopic write {ROOT}/reply/#\n"})
        self.addCleanup(broker.close)
        path = self.file("person/p-1.json", {"name": "Corine"})
        out = self.assert_exit(77, "--broker", broker.url, "--office", OFFICE, "apply", path,
                               says=["config/person/p-1", "admin"])
        self.assertEqual(out, "config/person/p-1: refused\n")

    def test_a_wrong_password_is_77_and_the_right_one_lets_in(self):
        broker = Broker(lines=["allow_anonymous false", "password_file %s/passwords"],
                        files={"passwords": ""})
        self.addCleanup(broker.close)
        subprocess.run(["mosquitto_passwd", "-b", broker.folder / "passwords", "admin", "geheim"],
                       check=True, capture_output=True)
        os.kill(broker.process.pid, signal.SIGHUP)
        right, wrong = self.file("right", "geheim\n"), self.file("wrong", "gok\n")
        options = ["--broker", broker.url, "--office", OFFICE, "--user", "admin"]
        self.assert_exit(77, *options, "--password-file", wrong, "person", "list",
                         says=["admin", "--password-file"])
        self.assert_exit(0, *options, "--password-file", right, "person", "list")
        self.assert_exit(77, "--broker", broker.url, "--office", OFFICE, "person", "list")

    def test_broker_office_and_password_come_from_the_settings_file(self):
        broker = Broker()
        self.addCleanup(broker.close)
        settings = self.file("praatje.conf", f"[broker]\naddress = {broker.url}\n"
                                             f"[office]\nid = {OFFICE}\n")
        broker.publish("config/person/p-1", {"name": "Corine"})
        self.assertIn("Corine", self.assert_exit(0, "--settings", settings, "person", "list"))
        os.environ["PRAATJE_SETTINGS"] = str(settings)
        self.assertIn("Corine", self.assert_exit(0, "person", "list"))
        self.assert_exit(69, "--broker", f"mqtt://127.0.0.1:{free_port()}", "--timeout", "0.3",
                         "person", "list")


class Words(Case):
    """Mistakes on the command line and in the settings file."""

    def test_usage_is_64(self):
        office = ["--office", OFFICE]
        for arguments, says in [
                ([], "say what to do"), (["aply", "x"], "did you mean 'apply'"),
                ([*office, "person"], "wants to know what: add, list, rename, set, badge or remove"),
                ([*office, "place", "destroy", "x"], "there is add, list, rename or remove"),
                ([*office, "device", "scren", "k"], "did you mean 'device screen'"),
                ([*office, "apply"], "praatjectl apply FILE|FOLDER..."),
                ([*office, "device", "screen"], "praatjectl device screen DEVICE"),
                ([*office, "device", "screenshot", "k"], "-o FILE"),
                ([*office, "watch", "-o", "x"], "--output is not for watch"),
                (["watch"], "--office ID"),
                (["--ofice", "hq", "watch"], "did you mean '--office'"),
                (["watch", "--broker"], "wants a value"),
                ([*office, "watch", "--timeout", "soon"], "seconds"),
                ([*office, "watch", "--timeout", "-1"], "seconds"),
                (["--office", "A b", "watch"], "--office: "),
                ([*office, "--broker", "localhost", "watch"], "mqtt://HOST"),
                ([*office, "--broker", "mqtts://", "watch"], "names no host"),
                ([*office, "--broker", "mqtt://x:0", "watch"], "65535")]:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.assert_exit(64, *arguments, says=says), "")

    def test_wrong_settings_are_78_with_file_and_line(self):
        for text, says in [("[broker]\nadress = mqtt://x\n", ":2: "), ("nonsense\n", ":1: "),
                           ("[office]\n\nid = A B\n", ":3: "),
                           ("[broker]\naddress = mqtts://x:0\n", ":2: "),
                           ("[office]\nid = hq\n[broker]\nuser = a/b\n", "a/b")]:
            with self.subTest(text=text):
                path = self.file("wrong.conf", text)
                self.assert_exit(78, "--settings", path, "--office", OFFICE, "watch", says=says)

    def test_settings_and_passwords_that_cannot_be_read_are_66(self):
        self.assert_exit(66, "--settings", self.folder / "none", "watch", says="none")
        self.assert_exit(66, "--office", OFFICE, "--password-file", self.folder / "none", "watch",
                         says="none")

    def test_help_and_version_go_to_standard_output(self):
        self.assertIn("usage: praatjectl", self.assert_exit(0, "--help"))
        self.assertRegex(self.assert_exit(0, "--version"), r"^praatjectl \d+\.\d+\.\d+\n$")

    def test_a_full_disk_is_74(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE,
                                  text=True, timeout=LIMIT)
        self.assertEqual(done.returncode, 74)
        self.assertIn("cannot be written", done.stderr)


if __name__ == "__main__":
    main()
