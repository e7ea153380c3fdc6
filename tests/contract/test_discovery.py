#!/usr/bin/env python3
"""What Home Assistant is told, held against what it documents, and its templates rendered as it does."""
import datetime
import json
import signal
import time

import support as s

jsonschema, jinja2 = s.need("jsonschema", "jinja2")
o = s.o
SCHEMA = json.loads((s.TOP / "tests/contract/home-assistant.schema.json").read_text())


def discovery(device):
    return f"homeassistant/device/praatje-test-{device}/config"


def render(template, moment=None, **names):
    """As Home Assistant renders a template: with the payload, its JSON, and now()."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals["now"] = lambda: moment
    return environment.from_string(template).render(**names)


class ExampleTest(s.unittest.TestCase):
    """The example, byte for byte what the program writes."""

    def setUp(self):
        self.config = json.loads((s.EXAMPLES / "discovery.json").read_text())

    def faults(self):
        return list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(self.config))

    def test_every_key_is_documented_for_its_platform(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.assertEqual(self.faults(), [])

    def test_a_key_that_is_not_documented_would_be_noticed(self):
        for component in self.config["components"].values():
            component["colour"] = "red"
            self.assertTrue(self.faults(), component["platform"])
            del component["colour"]
        for part, key in (("device", "colour"), ("origin", "colour")):
            self.config[part][key] = "red"
            self.assertTrue(self.faults(), part)
            del self.config[part][key]
        for key, needed in (("open", "state_topic"), ("identify", "command_topic"),
                            ("brightness", "command_topic"), ("here", "unique_id")):
            kept = self.config["components"][key].pop(needed)
            self.assertTrue(self.faults(), needed)
            self.config["components"][key][needed] = kept
        self.assertEqual(self.faults(), [])

    def test_unique_ids_are_unique(self):
        ids = [c["unique_id"] for c in self.config["components"].values()]
        self.assertEqual(len(set(ids)), len(ids))


class DiscoveryTest(s.unittest.TestCase):
    """A kiosk and a desk in a running office."""

    @classmethod
    def setUpClass(cls):
        cls.office = o.Office()
        cls.addClassCleanup(cls.office.end)
        corine = cls.office.people["Corine"]
        cls.office.publish("config/device/desk", {"role": "desk", "name": "Bureau van Corine",
                                                  "person": corine})
        cls.messages = cls.office.listen("homeassistant/#")
        cls.kiosk = cls.office.device("kiosk", "kiosk", "800x480")
        cls.desk = cls.office.device("desk", "desk", "800x480")
        cls.said = {d: cls.messages.wait(discovery(d), bool) for d in ("kiosk", "desk")}

    def listen(self):
        listener = self.office.listen("homeassistant/#")
        self.office.parts.remove(listener)
        self.addCleanup(listener.end)
        listener.wait("config/office")  # which is retained: it hears now
        return listener

    def state(self, name, presence, **fields):
        """Says a state as another kiosk would."""
        now = int(time.time())
        self.office.publish(self.office.state_topic(name), {
            "v": time.time_ns() // 10**6, "by": "other", "presence": presence, "since": now,
            "expiry": 3600, **({"ends": now + 3000} if presence != "away" else {}), **fields})

    def components(self, device="kiosk"):
        return self.said[device]["components"]

    def test_what_a_running_device_says_is_documented_too(self):
        for device, config in self.said.items():
            faults = list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(config))
            self.assertEqual(faults, [], device)
            self.assertEqual(config["device"]["identifiers"], [f"praatje-test-{device}"])

    def test_nobody_is_named(self):
        for device, config in self.said.items():
            text = json.dumps(config, ensure_ascii=False)
            for name, person in self.office.people.items():
                self.assertNotIn(name, text, device)
                self.assertNotIn(person, text, device)

    def test_the_device_is_available_while_its_status_says_so(self):
        config = self.said["kiosk"]
        topic = config["availability_topic"]
        status = s.retained(self.office, topic)[topic]
        for payload, word in ((status, "online"),
                              ((s.EXAMPLES / "status-offline.json").read_text(), "offline")):
            said = render(config["availability_template"], value=payload,
                          value_json=json.loads(payload))
            self.assertEqual(said, word)

    def hold_still(self, device):
        """So that what is said meanwhile comes to it at once, however long that takes here."""
        self.addCleanup(device.process.popen.send_signal, signal.SIGCONT)
        device.process.popen.send_signal(signal.SIGSTOP)

    def test_counts_follow_people_and_come_together(self):
        counts = self.components()["open"]["state_topic"].removeprefix(self.office.root + "/")
        self.assertEqual(json.loads(s.retained(self.office, self.components()["open"]["state_topic"])
                                    .popitem()[1]), {"open": 0, "here": 0})
        listener = self.listen()
        self.hold_still(self.kiosk)
        for name in ("Ahmed", "Bart", "Corine"):
            self.state(name, "here")
        for name in ("Emma", "Fatima"):
            self.state(name, "open", kind="chat", left=1200, until=int(time.time()) + 1200)
        self.kiosk.process.popen.send_signal(signal.SIGCONT)
        seen = []
        listener.wait(counts, lambda c: seen.append(c) or c == {"open": 2, "here": 5})
        self.assertLessEqual(len(seen), 3, f"each change was said on its own: {seen}")
        message = listener.message
        self.assertEqual(message["properties"]["message-expiry-interval"], 900)
        for key, value in (("open", "2"), ("here", "5")):
            component = self.components()[key]
            self.assertEqual(component["expire_after"], 900)
            self.assertEqual(render(component["value_template"], value=message["payload"],
                                    value_json=json.loads(message["payload"])), value)
        for name in ("Ahmed", "Bart", "Corine", "Emma", "Fatima"):
            self.state(name, "away")
        listener.wait(counts, lambda c: c == {"open": 0, "here": 0})

    def press(self, listener, key, value, moment):
        component = self.components()[key]
        payload = render(component["command_template"], moment, value=value)
        command = json.loads(payload)
        self.office.publish(component["command_topic"].removeprefix(self.office.root + "/"),
                            payload, retain=component["retain"])
        answer = listener.wait("device/kiosk/answer", lambda a: a["id"] == command["id"])
        return command, answer

    def test_a_second_press_counts(self):
        listener = self.listen()
        moment = datetime.datetime(2026, 11, 23, 9, 12, tzinfo=datetime.timezone.utc)
        first, _ = self.press(listener, "identify", "PRESS", moment)
        again, answer = self.press(listener, "identify", "PRESS",
                                   moment + datetime.timedelta(milliseconds=350))
        self.assertNotEqual(first["id"], again["id"])
        self.assertTrue(answer["ok"])
        self.assertEqual(first["command"], "identify")

    def test_the_slider_gives_a_whole_level(self):
        moment = datetime.datetime(2026, 11, 23, 9, 13, tzinfo=datetime.timezone.utc)
        listener = self.listen()
        for value, level in ((40.0, 40), (0, 0), (100, 100)):
            moment += datetime.timedelta(seconds=1)
            command, answer = self.press(listener, "brightness", value, moment)
            self.assertEqual((command["command"], command["level"]), ("brightness", level))
            self.assertTrue(answer["ok"], answer)

    def test_a_new_name_is_told_and_a_removed_device_leaves_nothing(self):
        listener = self.listen()
        device = self.office.device("hall", "board", "800x480")
        listener.wait(discovery("hall"), lambda c: c and c["device"]["name"] == "hall")
        listener.wait("device/hall/counts", bool)
        self.office.publish("config/device/hall", {"role": "board", "name": "Bord in de hal"})
        listener.wait(discovery("hall"), lambda c: c["device"]["name"] == "Bord in de hal")
        self.office.publish("config/device/hall", {"gone": True})
        listener.wait(discovery("hall"), lambda c: c is None)
        listener.wait("device/hall/status", lambda c: c is None)
        own = f"{self.office.root}/device/hall/#"
        self.assertEqual(s.retained(self.office, own), {})
        device.stop()
        self.assertEqual(s.retained(self.office, own), {})


if __name__ == "__main__":
    s.need_office()
    s.main()
