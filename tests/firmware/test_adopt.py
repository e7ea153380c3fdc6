#!/usr/bin/env python3
"""From a device without an identity to a kiosk of the office: the real broker, program, screen and tool."""
import base64
import contextlib
import json
import pathlib
import re
import subprocess
import threading
import unittest

from adoption import ALL, LONG_S, WORDS_ANEW_S, WORDS_HOLD_S, LoopbackBroker, Stranger, faults, until
from firm import ctl, main
from mqtt import Client

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "app" / "sample"


class AdoptTest(unittest.TestCase):
    def setUp(self):
        self.broker = LoopbackBroker()
        self.addCleanup(self.broker.close)
        self.broker.start()

    def stranger(self, *args, **named):
        stranger = Stranger(self.broker, *args, **named)
        self.addCleanup(stranger.end)
        return stranger

    def adopt(self, *words, folder=True):
        return ctl("device", "adopt", *words, *(("--folder", self.broker.trust) if folder else ()))

    def admin(self, *words):
        return ctl("--settings", self.broker.trust / "admin.conf", *words)

    def screen(self, device):
        code, out, _ = self.admin("--json", "--timeout", "2", "device", "screen", device)
        return json.loads(out) if code == 0 else None

    def adopted(self, stranger, *options, nth=1):
        code, out, err = self.adopt(*stranger.words(nth), *options)
        self.assertEqual(code, 0, err)
        stranger.says("was adopted")
        return out

    def home(self, device):
        return until("the home screen", lambda: (lambda s: s if s and s["screen"] == "home" else None)(
            self.screen(device)))

    def apply(self):
        code, _, err = self.admin("apply", SAMPLE)
        self.assertEqual(code, 0, err)

    def test_a_stranger_becomes_a_kiosk_that_shows_the_office(self):
        self.apply()
        stranger = self.stranger()
        code, out, err = self.adopt("-".join(stranger.words()).upper(), "--role", "kiosk", "--id", "coffee-9",
                                    "name=At the coffee", "place=coffee")
        self.assertEqual(code, 0, err)
        self.assertIn("coffee-9 is adopted as a kiosk", out)
        self.assertIn("systemctl reload mosquitto", out)
        # It comes in before the broker knows it, is refused, and comes again by itself.
        stranger.says("the broker refuses")
        self.broker.reload()
        shown = self.home("coffee-9")
        self.assertEqual(sum(t["name"].startswith("person:") for t in shown["targets"]), 24)
        self.assertEqual(stranger.identity.stat().st_mode & 0o777, 0o600)
        code, out, _ = self.admin("--json", "device", "list")
        self.assertIn("At the coffee", out)
        self.assertIn('"place": "coffee"', out.replace('":"', '": "'))

    @ALL
    def test_the_key_stays_on_the_device(self):
        stranger, heard = self.stranger(), []
        ear = Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf", "ear",
                     host=self.broker.host)
        self.addCleanup(ear.close)
        for what in ("ask", "answer"):
            ear.subscribe(f"praatje/1/-/pair/+/{what}")
        self.adopted(stranger, "--role", "board")
        until_end = Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf", "end",
                           host=self.broker.host)
        self.addCleanup(until_end.close)
        until_end.publish("praatje/1/-/pair/x/answer", "the end")
        ear.until("the end")
        heard = [(topic.rsplit("/", 1)[1], json.loads(payload)) for topic, payload in ear.arrived if payload != "the end"]
        self.assertEqual({what for what, _ in heard}, {"ask", "answer"})
        der = subprocess.run(["openssl", "pkey", "-outform", "DER"], input=stranger.identity.read_bytes(),
                             capture_output=True, check=True).stdout
        secret = re.search(rb"\x02\x01\x01\x04\x20(.{32})", der, re.DOTALL)[1]
        asked = base64.b64decode(heard[0][1]["request"])
        self.assertIn(der[-65:], asked)  # the public half
        for _, message in heard:
            for value in message.values():
                with contextlib.suppress(ValueError):
                    self.assertNotIn(secret, base64.b64decode(value, validate=True))
        self.assertEqual(heard[-1][1]["device"], "board-1")
        for text in (self.broker.folder / "log").read_text(), stranger.log():
            self.assertNotIn("PRIVATE", text)

    @ALL
    def test_two_at_a_time_each_get_their_own(self):
        first, second = self.stranger("first"), self.stranger("second")
        self.assertNotEqual(first.words(), second.words())
        self.adopted(second, "--role", "kiosk", "--id", "second")
        self.assertNotIn("was adopted", first.log())
        self.adopted(first, "--role", "board")
        self.broker.reload()
        for who, device, role in ((first, "board-1", "board"), (second, "second", "kiosk")):
            self.assertIn(f"id = {device}\nrole = {role}", who.identity.read_text())
            until(device, lambda name=device: self.screen(name))

    def test_wrong_words_let_nobody_in_and_tell_nothing(self):
        stranger = self.stranger()
        words = stranger.words()
        before = (self.broker.trust / "identities").read_text()
        code, out, err = self.adopt(*words[::-1], "--role", "kiosk", "--timeout", "6")
        self.assertEqual(code, 75, err)
        self.assertIn("didn't come within", err)
        self.assertIn("1 other asked meanwhile", err)
        for word in words:
            self.assertNotIn(word, out + err)
        self.assert_told("screen shows 4 words", *words[:3], "--role", "kiosk")
        self.assert_told("no device shows the word 'xyzzy'", "xyzzy", *words[1:], "--role", "kiosk")
        self.assert_told("did you mean 'piano'", "paino", *words[1:], "--role", "kiosk")
        self.assert_told("say what it is", *words)
        self.assert_told("Home Assistant", *words, "--role", "home-assistant")
        self.assert_told("--person ID", *words, "--role", "desk")
        code, _, err = self.adopt(*words, "--role", "kiosk", "place=nowhere")
        self.assertNotEqual(code, 0)
        self.assertIn("nowhere", err)
        self.assertEqual((self.broker.trust / "identities").read_text(), before)
        self.assertEqual((self.broker.trust / "issued").read_text().count("kiosk"), 0)
        self.assertNotIn("was adopted", stranger.log())

    def assert_told(self, text, *words):
        code, _, err = self.adopt(*words)
        self.assertEqual(code, 64, err)
        self.assertIn(text, err)

    @ALL
    def test_without_any_stranger_it_says_so(self):
        code, _, err = ctl("--timeout", "1", "device", "adopt", "piano-helium-walrus-moment", "--role", "kiosk",
                           "--folder", self.broker.trust)
        self.assertEqual(code, 75, err)
        self.assertIn("no device asks at all", err)

    @ALL
    def test_an_id_that_is_taken_is_told_and_nobody_is_let_in(self):
        stranger = self.stranger()
        self.broker.enrol("kiosk-1", "kiosk")
        self.broker.reload()
        code, _, err = self.adopt(*stranger.words(), "--role", "kiosk", "--id", "kiosk-1")
        self.assertNotEqual(code, 0)
        self.assertIn("has an identity already", err)
        self.adopted(stranger, "--role", "kiosk")
        self.assertIn("id = kiosk-2", stranger.identity.read_text())

    def question(self, stranger):
        """What it asks, as an admin sees it: topic and payload."""
        stranger.words()
        ear = Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf", "ear",
                     host=self.broker.host)
        self.addCleanup(ear.close)
        ear.subscribe("praatje/1/-/pair/+/ask")
        while not ear.arrived:
            ear.wait_one()
        return ear.arrived[0]

    def pairing(self, user, name="x"):
        client = Client(self.broker.port_pairing, self.broker.authority, None, name, user, "praatje",
                        host=self.broker.host)
        self.addCleanup(client.close)
        return client

    @ALL
    def test_a_question_that_another_repeats_is_his_own(self):
        stranger = self.stranger()
        topic, payload = self.question(stranger)
        mine = topic.split("/")[4]
        other = "pairing-1" if mine != "pairing-1" else "pairing-2"
        thief = self.pairing(other)
        thief.subscribe(f"praatje/1/-/pair/{other}/answer")
        thief.subscribe(f"praatje/1/-/pair/{mine}/answer")
        ended = threading.Event()

        def repeat():
            with contextlib.suppress(Exception):
                while not ended.wait(0.2):
                    thief.publish(f"praatje/1/-/pair/{other}/ask", payload)
        thread = threading.Thread(target=repeat)
        thread.start()
        try:
            code, _, err = self.adopt(*stranger.words(), "--role", "kiosk")
        finally:
            ended.set()
            thread.join()
        self.assertEqual(code, 0, err)
        stranger.says("was adopted")
        self.assertEqual([t for t, _ in thief.arrived], [])

    @ALL
    def test_an_answer_for_another_key_is_left_alone(self):
        stranger = self.stranger()
        topic, _ = self.question(stranger)
        other = self.stranger("other")
        other_topic = None
        admin = Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf", "admin-2",
                       host=self.broker.host)
        self.addCleanup(admin.close)
        admin.subscribe("praatje/1/-/pair/+/answer")
        self.adopted(other, "--role", "kiosk")
        while not any(t.endswith("/answer") for t, _ in admin.arrived):
            admin.wait_one()
        answer = next(p for t, p in admin.arrived if t.endswith("/answer"))
        for payload in (answer, "{}", "no JSON", answer[:-10]):
            admin.publish(topic.replace("/ask", "/answer"), payload)
        until("the warnings", lambda: stranger.log().count("isn't for this device") >= 4)
        self.assertFalse(stranger.identity.exists())
        self.adopted(stranger, "--role", "board")

    def test_who_stands_in_between_is_noticed(self):
        """He ends the device's TLS with a certificate of his own, and hands its question on as it is."""
        between = LoopbackBroker()
        self.addCleanup(between.close)
        between.start()
        stranger = Stranger(between, "fooled")
        self.addCleanup(stranger.end)
        ear = Client(between.port_others, between.authority, between.trust / "admin.conf", "ear", host=between.host)
        self.addCleanup(ear.close)
        ear.subscribe("praatje/1/-/pair/+/ask")
        stranger.words()
        while not ear.arrived:
            ear.wait_one()
        topic, payload = ear.arrived[0]
        hand = self.pairing(topic.split("/")[4])
        ended = threading.Event()

        def hand_on():
            with contextlib.suppress(Exception):
                while not ended.wait(0.2):
                    hand.publish(topic, payload)
        thread = threading.Thread(target=hand_on)
        thread.start()
        try:
            code, _, err = ctl("--timeout", "4", "device", "adopt", *stranger.words(), "--role", "kiosk", "--folder",
                               self.broker.trust)
        finally:
            ended.set()
            thread.join()
        self.assertEqual(code, 75, err)
        self.assertIn("1 other asked meanwhile", err)
        self.assertNotIn("kiosk", (self.broker.trust / "identities").read_text())

    @ALL
    def test_a_retained_question_is_nobodys(self):
        stranger = self.stranger()
        words = stranger.words()
        topic, payload = self.question(stranger)
        stranger.process.end()
        thief = self.pairing(topic.split("/")[4])
        thief.publish(topic, payload, retain=True)
        code, _, err = ctl("--timeout", "2", "device", "adopt", *words, "--role", "kiosk", "--folder",
                           self.broker.trust)
        self.assertEqual(code, 75, err)
        self.assertIn("no device asks at all", err)

    @ALL
    def test_a_flood_is_told_as_one(self):
        clients = [self.pairing(f"pairing-{i}") for i in range(1, 33)]
        ended = threading.Event()

        def flood():
            number = 0
            with contextlib.suppress(Exception):
                while not ended.is_set():
                    for i, client in enumerate(clients):
                        number += 1
                        client.publish(f"praatje/1/-/pair/pairing-{i + 1}/ask", f"{number}")
        thread = threading.Thread(target=flood)
        thread.start()
        try:
            code, _, err = self.adopt("piano", "helium", "walrus", "moment", "--role", "kiosk")
        finally:
            ended.set()
            thread.join()
        self.assertEqual(code, 75, err)
        self.assertIn("floods", err)

    @ALL
    def test_words_get_old(self):
        clock = faults.Clock(self.broker.folder)
        stranger = self.stranger(env=clock.env)
        words = stranger.words()
        clock.forward(WORDS_HOLD_S - 10)
        self.broker.restart()
        self.assertEqual(stranger.words(2), words)
        clock.forward(10)
        self.assertNotEqual(stranger.words(3), words)
        code, _, err = self.adopt(*words, "--role", "kiosk", "--timeout", "6")
        self.assertEqual(code, 75, err)
        self.adopted(stranger, "--role", "kiosk", nth=3)

    def test_of_two_with_the_same_name_one_takes_another(self):
        clock = faults.Clock(self.broker.folder)
        stranger = self.stranger(env=clock.env)
        name = self.question(stranger)[0].split("/")[4]
        clock.forward(LONG_S)
        # It can't know why it was thrown off, and comes back; then the other does.
        for nth in (2, 3):
            self.pairing(name, name=name)
            self.assertEqual(stranger.words(nth), stranger.words())
        self.pairing(name, name=name)
        stranger.says("there are new words in a minute")
        clock.forward(WORDS_ANEW_S)
        self.assertNotEqual(stranger.words(4), stranger.words())
        self.adopted(stranger, "--role", "kiosk", nth=4)

    @ALL
    def test_words_stay_while_the_broker_is_the_same(self):
        stranger = self.stranger()
        words = stranger.words()
        self.broker.restart()
        self.assertEqual(stranger.words(2), words)
        self.adopted(stranger, "--role", "kiosk", nth=2)


class SettingsTest(unittest.TestCase):
    def test_wrong_settings_are_shown_until_they_are_mended(self):
        broker = LoopbackBroker()
        self.addCleanup(broker.close)
        broker.start()
        stranger = Stranger(broker, settings="[device]\nrole = lamp\n")
        self.addCleanup(stranger.end)
        stranger.says(f'{stranger.settings}:2: "lamp" is no role')
        empty = stranger.screen.picture()
        until("something on the screen", lambda: stranger.screen.picture() != empty or len(set(
            stranger.screen.pixel(x, 100) for x in range(0, 800, 3))) > 3)
        stranger.settings.write_text(f"[broker]\naddress = mqtts://{broker.host}\n")
        stranger.says("have changed")
        stranger.words()


if __name__ == "__main__":
    main("Xvfb", "xdotool")
