#!/usr/bin/env python3
"""praatjectl person list, device list and watch: what an admin is told."""
import json
import signal
import subprocess
import time

from harness import LIMIT, LineReader, PROGRAM, OfficeCase, main


class Lists(OfficeCase):
    def test_persons_are_listed_with_their_presence(self):
        self.roster()
        until = int(time.time()) // 60 * 60 + 1800
        self.broker.publish("person/p-1/state", self.state(
            presence="open", kind="idea", place="coffee", until=until))
        lines = self.ctl_ok("person", "list").splitlines()
        clock = time.strftime("%H:%M", time.gmtime(until))
        self.assertEqual([line.split() for line in lines], [
            ["ID", "NAME", "WALL", "PRESENCE"],
            ["p-1", "Corine", "name", "open", "for", "Plannetje", "at", "koffiehoek", "until",
             clock],
            ["p-2", "Émile", "李", "open", "away"]])
        # Columns stand under one another, a wide character counting for two.
        self.assertEqual(lines[1].index("name"), lines[0].index("WALL"))
        self.assertEqual(lines[2].index("open"), lines[0].index("WALL") - 1)

    def test_people_stand_in_the_order_of_the_kiosk(self):
        for number, fields in enumerate([{"name": "Zoë"}, {"name": "émile"}, {"name": "Anna", "sort": "Vries"},
                                         {"name": "Bart"}]):
            self.broker.publish(f"config/person/p-{number}", fields)
        names = [json.loads(line)["name"] for line in self.ctl_ok("--json", "person", "list").splitlines()]
        self.assertEqual(names, ["Bart", "émile", "Anna", "Zoë"])

    def test_what_is_over_does_not_count(self):
        self.roster()
        now = int(time.time())
        self.broker.publish("person/p-1/state", self.state(
            presence="open", kind="chat", since=now - 900, until=now - 60))
        self.broker.publish("person/p-2/state", self.state(since=now - 900, ends=now - 60))
        out = self.ctl_ok("--json", "person", "list")
        self.assertEqual([json.loads(line) for line in out.splitlines()], [
            {"id": "p-1", "name": "Corine", "wall": "name", "presence": "here"},
            {"id": "p-2", "name": "Émile 李", "wall": "open", "presence": "away"}])

    def test_devices_are_listed_with_their_status(self):
        self.roster()
        status = {"online": True, "conn": 1, "boot": 1, "version": "0.1.0", "role": "kiosk",
                  "clock": "synced", "unsent": 0, "at": int(time.time())}
        self.broker.publish("config/device/kiosk-1", {"role": "kiosk", "name": "Bij de koffie",
                                                      "place": "coffee"})
        self.broker.publish("config/device/board-1", {"role": "board", "name": "Hal"})
        self.broker.publish("config/device/old", {"gone": True})
        self.broker.publish("device/kiosk-1/status", status)
        self.broker.publish("device/stray/status", {**status, "at": int(time.time()) - 1000})
        lines = self.ctl_ok("device", "list").splitlines()
        self.assertEqual([line.split() for line in lines], [
            ["ID", "ROLE", "NAME", "PLACE", "ONLINE", "VERSION"],
            ["board-1", "board", "Hal", "never"],
            ["kiosk-1", "kiosk", "Bij", "de", "koffie", "koffiehoek", "yes", "0.1.0"],
            ["stray", "kiosk", "(not", "configured)", "silent", "0.1.0"]])
        out = self.ctl_ok("device", "list", "--json")
        devices = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([(device["id"], device["online"]) for device in devices],
                         [("board-1", "never"), ("kiosk-1", "yes"), ("stray", "silent")])

    def test_an_empty_office_says_how_to_go_on(self):
        self.assertEqual(self.assert_exit(0, *self.options, "person", "list",
                                          says="praatjectl apply"), "")
        self.assertEqual(self.assert_exit(0, *self.options, "device", "list",
                                          says="praatjectl apply"), "")


class Watch(OfficeCase):
    def watch(self, *arguments):
        process = subprocess.Popen([PROGRAM, *self.options, "watch", *arguments],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process, LineReader(process.stdout)

    def end(self, process, signo=signal.SIGTERM):
        process.send_signal(signo)
        self.assertEqual(process.wait(LIMIT), 0)

    def test_the_present_state_comes_first_and_then_the_changes(self):
        self.roster()
        self.broker.publish("person/p-2/state", self.state())
        process, lines = self.watch()
        present = lines.until("Émile 李 is here")
        self.assertIn("config/office is there (rev 2)", present[0])
        self.assertRegex(present[0], r"^\d\d:\d\d config/office")
        until = int(time.time()) // 60 * 60 + 1800
        clock = time.strftime("%H:%M", time.gmtime(until))
        self.broker.publish("person/p-1/state", self.state(
            presence="open", kind="idea", place="coffee", until=until))
        self.assertIn(f"Corine is open for Plannetje at koffiehoek until {clock}", lines.next())
        now = int(time.time())
        self.broker.publish("person/p-1/state", self.state(presence="away", v=now * 1000 + 10))
        self.assertIn("Corine went home", lines.next())
        self.broker.publish("place/coffee/someone", {
            "v": now * 1000, "by": "kiosk-1", "kind": "chat", "since": now, "until": until,
            "left": until - now, "expiry": 2400})
        self.assertIn(f"someone at koffiehoek is open for Praatje until {clock}", lines.next())
        self.broker.publish("config/office", {"rev": 3, "tz": "UTC"})
        self.assertIn("config/office changed (rev 3)", lines.next())
        self.broker.publish("config/person/p-1", {"gone": True})
        self.assertIn("config/person/p-1 was removed", lines.next())
        self.end(process)

    def test_a_device_that_says_the_same_again_is_told_once(self):
        status = {"online": True, "conn": 1, "boot": 1, "version": "0.1.0", "role": "kiosk",
                  "clock": "synced", "unsent": 0, "at": int(time.time())}
        self.broker.publish("config/office", {"rev": 1})
        process, lines = self.watch()
        lines.next()
        for at in (1, 2):
            self.broker.publish("device/kiosk-1/status", {**status, "at": status["at"] + at})
        self.broker.publish("device/kiosk-1/status", {**status, "online": False})
        self.assertIn("kiosk-1 is online", lines.next())
        self.assertIn("kiosk-1 is offline", lines.next())
        self.end(process, signal.SIGINT)

    def test_json_lines_hold_everything(self):
        self.broker.publish("config/office", {"rev": 1})
        process, lines = self.watch("--json")
        self.assertEqual(json.loads(lines.next()),
                         {"topic": "config/office", "payload": {"rev": 1}, "retained": True})
        self.broker.publish("device/k/counts", {"open": 1, "here": 2})
        self.assertEqual(json.loads(lines.next()), {
            "topic": "device/k/counts", "payload": {"open": 1, "here": 2}, "retained": False})
        self.broker.publish("person/p-1/state", "")
        self.assertEqual(json.loads(lines.next()),
                         {"topic": "person/p-1/state", "payload": None, "retained": False})
        self.broker.publish("config/office", "{broken")
        self.assertEqual(json.loads(lines.next())["payload"], "{broken")
        self.end(process)

    def test_a_broker_that_goes_is_waited_for(self):
        self.broker.publish("config/office", {"rev": 1})
        process, lines = self.watch()
        errors = LineReader(process.stderr)
        lines.next()
        self.broker.stop()
        self.assertIn("the connection to the broker is lost", errors.next())
        self.broker.start()
        self.broker.publish("config/office", {"rev": 2})
        self.assertIn("config/office changed (rev 2)", lines.next())
        self.end(process)

    def test_a_closed_pipe_ends_it(self):
        self.broker.publish("config/office", {"rev": 1})
        process, lines = self.watch()
        lines.next()
        process.stdout.close()
        self.broker.publish("config/office", {"rev": 2})
        self.assertEqual(process.wait(LIMIT), 74)


if __name__ == "__main__":
    main()
