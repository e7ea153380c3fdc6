#!/usr/bin/env python3
"""The contract says what the program does: its tables, its codes, and every example in it."""
import hashlib
import json
import os
import re
import select
import signal
import subprocess
import time

import document
import schema
import support as s
import tables

o = s.o
TAGS = {"text", "sh", "mqtt", "example", "reads", "refused", "answer", "lamp"}
EXAMPLES_ARE_OF = 1795421600  # the moment at which the statements in the examples were said
MOMENTS = ("since", "until", "ends")


def items():
    """Each example with what the contract says of it: (block, block or remark that follows)."""
    found = document.read()
    return zip(found, [*found[1:], None])


def tag_of(item):
    return getattr(item, "tag", "")


class TextTest(s.unittest.TestCase):
    """What can be told without running an office."""

    def test_the_schemas_know_every_language(self):
        text = tables.COMMON.read_text()
        self.assertEqual(text, tables.with_languages(text), "run tests/contract/tables.py")
        for file in tables.WITH_KINDS:
            self.assertEqual(file.read_text(), tables.with_kinds(file.read_text()), "run tests/contract/tables.py")

    def test_tables_are_made_from_the_schemas(self):
        text = tables.CONTRACT.read_text()
        self.assertEqual(text, tables.filled(text), "run tests/contract/tables.py")
        named = set(re.findall(r"<!-- fields: ([a-z-]+) -->", text))
        self.assertEqual(named, set(schema.schemas()) - {"common"})
        for code, _ in schema.names("codes") + schema.names("refusals"):
            self.assertIn(f"| `{code}` |", text)

    def test_commands_are_all_there(self):
        text = tables.CONTRACT.read_text().partition("<!-- commands -->")[2].partition("<!-- end -->")[0]
        self.assertEqual([[name] for name in re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)],
                         schema.names("commands"))

    def test_every_topic_has_its_schema_beside_it(self):
        text = tables.CONTRACT.read_text()
        rows = {}
        for topics, name in re.findall(r"^\| (`.*?`) \|.*\(schema/([a-z-]+)\.schema\.json\)", text, re.MULTILINE):
            rows[name] = re.findall(r"`([^`]+)`", topics)
        self.assertEqual(rows, {n: d["x-topics"] for n, d in schema.schemas().items() if n != "common"})

    def test_links_lead_somewhere(self):
        text = tables.CONTRACT.read_text()
        headings = {re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-")
                    for h in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
        for link in re.findall(r"\]\(([^)]+)\)", text):
            if link.startswith("#"):
                self.assertIn(link[1:], headings)
            else:
                self.assertTrue((tables.CONTRACT.parent / link).exists(), link)

    def test_examples_that_are_files_too_are_the_same(self):
        shown = document.blocks("example", "reads")
        self.assertGreaterEqual(len(shown), 10)
        for block in shown:
            payload = block.payload() if block.tag == "example" else block.text
            self.assertEqual(json.loads(payload), json.loads((s.EXAMPLES / block.rest).read_text()), block.line)

    def test_every_block_is_of_a_kind_that_is_run(self):
        self.assertEqual({b.tag for b in document.blocks(*TAGS)}, TAGS)
        self.assertEqual([i.tag for i in document.read() if tag_of(i) not in TAGS and tag_of(i)], [])
        self.assertGreaterEqual(len(document.blocks("mqtt", "example", "sh")), 20)

    def test_schemas_take_what_is_taken_and_refuse_what_is_refused(self):
        for block, after in items():
            if tag_of(block) not in ("mqtt", "example"):
                continue
            topic = block.topic().replace(f"/{document.OFFICE}/", "/office/")
            bad = list(schema.validator(schema.of_topic(topic)).iter_errors(schema.load(block.payload().encode())))
            codes = {code for _, code, _ in document.refusals(after)} if tag_of(after) == "refused" else set()
            refused = bool(codes) or tag_of(after) == "answer" and \
                json.loads(after.text).get("code") in dict(schema.names("codes"))
            self.assertTrue(bool(bad) == refused or codes == {"unknown-zone"}, block.line)

    def test_refusals_are_in_the_programs_words(self):
        checked = 0
        for block, after in items():
            if tag_of(after) != "refused":
                continue
            topic = block.topic().replace(f"/{document.OFFICE}/", "/office/")
            (word, found), = schema.judge([(topic, block.payload().encode())])
            self.assertEqual((word, found), ("refused", document.refusals(after)), block.line)
            checked += 1
        self.assertGreaterEqual(checked, 4)

    def test_the_lamp_is_short(self):
        (lamp,) = document.blocks("lamp")
        self.assertLessEqual(len(lamp.text.splitlines()), 30)


def delft():
    """An office without any configuration, under the contract's name."""
    office = o.Office(configured=False)
    office.id, office.root = document.OFFICE, f"praatje/1/{document.OFFICE}"
    return office


def environment(office, **more):
    return {**os.environ, "PATH": f"{o.BIN}:{os.environ['PATH']}", "BROKER": "127.0.0.1",
            "PORT": str(office.broker.port), **more}


def now_said(payload):
    """A statement of the examples, said now."""
    statement, shift = json.loads(payload), int(time.time()) - EXAMPLES_ARE_OF
    if "v" not in statement:
        return payload
    statement["v"] += shift * 1000
    for key in MOMENTS:
        if statement.get(key):
            statement[key] += shift
    return json.dumps(statement)


class ExamplesTest(s.unittest.TestCase):
    """All examples from the first to the last, in an office with a kiosk and a board."""

    def setUp(self):
        self.office = delft()
        self.addCleanup(self.office.end)
        self.devices = {"kiosk-1": self.office.device("kiosk-1", "kiosk", "800x480"),
                        "board-1": self.office.device("board-1", "board", "1920x1080")}
        self.messages = self.office.listen()
        for device in self.devices:
            self.messages.wait(f"device/{device}/counts", bool)

    def publish(self, block):
        topic = block.topic().removeprefix(self.office.root + "/")
        payload = now_said(block.payload()) if block.tag == "example" else block.payload()
        self.office.publish(topic, payload, retain=not topic.endswith("/command"))
        return topic

    def expect_answer(self, topic, wanted):
        device = topic.split("/")[1]
        answer = self.messages.wait(f"device/{device}/answer", lambda a: a["id"] == wanted["id"])
        self.assertEqual({k: answer.get(k) for k in wanted}, wanted)

    def expect_report(self, topic, payload, refusal):
        """The device that it concerns reports what it makes of a document."""
        device = topic.split("/")[2] if topic.startswith("config/device/") else "kiosk-1"

        def said(report):
            errors = [(e["pointer"], e["code"], e["message"]) for e in report["errors"] if e["topic"] == topic]
            applied = report["applied"].get(topic, {}).get("hash") == hashlib.sha256(payload.encode()).hexdigest()
            return errors == refusal and applied == (not refusal)
        self.messages.wait(f"device/{device}/report", said)

    def check_published(self, topic, block, after):
        refusal = document.refusals(after) if tag_of(after) == "refused" else []
        if tag_of(after) == "answer":
            self.expect_answer(topic, json.loads(after.text))
        elif topic.startswith("config/") and (refusal or not topic.startswith("config/person/")):
            self.expect_report(topic, block.payload(), refusal)
        elif refusal:
            self.messages.wait(topic, lambda p: p and "kind" in p)  # said again by who knows better

    def expect(self, remark):
        shown = o.shows(remark.words)
        self.devices[remark.device].until(shown if remark.verb == "shows" else lambda a: not shown(a))

    def test_every_example_does_what_the_contract_says(self):
        for item, after in items():
            with self.subTest(line=item.line):
                if isinstance(item, document.Remark):
                    self.expect(item)
                elif item.tag == "sh":
                    subprocess.run(["bash", "-euc", item.text], check=True, timeout=120, stdin=subprocess.DEVNULL,
                                   env=environment(self.office))
                elif item.tag in ("mqtt", "example"):
                    self.check_published(self.publish(item), item, after)


class LampTest(s.unittest.TestCase):
    """The lamp of the contract, as it is printed, beside a real kiosk."""

    def setUp(self):
        self.office = delft()
        self.addCleanup(self.office.end)
        self.office.publish("config/office", {"hours": [{"days": list(range(1, 8)), "open": "00:00", "close": "24:00"}]})
        self.office.publish("config/person/p-7f3k2", {"name": "Corine"})
        self.kiosk = self.office.device("kiosk-1", "kiosk", "800x480")
        (block,) = document.blocks("lamp")
        script = self.office.folder / "lamp"
        script.write_text(block.text)
        self.lamp = o.Process("setsid", "bash", script, stdout=subprocess.PIPE, bufsize=0,
                              env=environment(self.office, OFFICE=document.OFFICE, DEVICE="kiosk-1"))
        self.addCleanup(self.end_lamp)

    def end_lamp(self):
        """The lamp and its mosquitto_sub, which are a group of their own."""
        os.killpg(self.lamp.popen.pid, 15)
        self.lamp.end()

    def state(self, presence, **fields):
        now = int(time.time())
        self.office.publish("person/p-7f3k2/state", {
            "v": time.time_ns() // 10**6, "by": "desk-1", "presence": presence, "since": now, "expiry": 3600, **fields})

    def says(self, *words):
        """The lamp's next words."""
        for word in words:
            self.assertTrue(select.select([self.lamp.popen.stdout], [], [], o.LIMIT_S)[0], f"never {word}")
            self.assertEqual(self.lamp.popen.stdout.readline().decode().strip(), word)

    def test_the_lamp_follows_who_is_open_and_knows_when_it_does_not_know(self):
        self.says("blinking", "off")
        now = int(time.time())
        self.state("open", kind="chat", until=now + 1800, left=1800, ends=now + 3600)
        self.says("on")
        self.state("here", ends=now + 3600)
        self.says("off")
        self.kiosk.stop()
        self.says("blinking")
        self.kiosk.start()
        self.says("off")
        # Held still, it says no counts of its own in between.
        self.kiosk.process.popen.send_signal(signal.SIGSTOP)
        counts = ["-D", "publish", "message-expiry-interval", "2"]
        subprocess.run([o.path_of("mosquitto_pub"), "-V", "5", "-p", str(self.office.broker.port), "-q", "1", "-r",
                        "-t", f"{self.office.root}/device/kiosk-1/counts", "-m", '{"open":1,"here":1}', *counts], check=True)
        self.says("on", "blinking")


if __name__ == "__main__":
    s.need_office()
    s.main()
