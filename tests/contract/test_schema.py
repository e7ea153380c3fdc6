#!/usr/bin/env python3
"""The JSON Schemas and the program agree: what one takes the other takes, and about where it is wrong."""
import collections
import json
import os

import corpus
import schema
import support as s

# What a schema can't say, by the program's code: each has its documents in beyond-schema.json.
BEYOND = s.TOP / "tests/contract/beyond-schema.json"


def whole(topic):
    return topic if topic.startswith("praatje/") else f"praatje/1/office/{topic}"


class SchemaTest(s.unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.beyond = json.loads(BEYOND.read_text())
        cls.codes = {row["code"] for row in cls.beyond if "code" in row}

    def faults(self, topic, document):
        return list(schema.places(schema.validator(schema.of_topic(topic)).iter_errors(document)))

    def test_every_schema_is_one(self):
        for name, document in schema.schemas().items():
            schema.Validator.check_schema(document)
            self.assertEqual(document["$schema"], "https://json-schema.org/draft/2020-12/schema")
            self.assertTrue(name == "common" or document["x-topics"], name)

    def test_every_example_has_a_schema_that_takes_it(self):
        used = set()
        for topic, payload in schema.examples():
            self.assertEqual(self.faults(topic, schema.load(payload)), [], topic)
            used.add(schema.of_topic(topic))
        self.assertEqual(used, set(schema.schemas()) - {"common"})

    def compare(self, documents):
        """Holds both against each other; returns how they were judged."""
        judged, wrong = collections.Counter(), []
        for (topic, payload), (word, found) in zip(documents, schema.judge(documents)):
            try:
                document = schema.load(payload)
            except (ValueError, RecursionError):
                judged["no document"] += 1
                if word != "refused" or found[0][0] != "":
                    wrong.append((topic, payload, word, "no JSON"))
                continue
            places = self.faults(topic, document)
            if word == "accepted" and not places:
                judged["good"] += 1
                again = self.faults(topic, schema.load(found.encode()))
                if again:
                    wrong.append((topic, found, "written by the program", again))
            elif word == "refused" and places:
                judged["bad"] += 1
                for pointer, code, _ in found:
                    known = any(pointer == p or pointer.startswith(p + "/") for p in places)
                    if not known and code not in self.codes:
                        wrong.append((topic, payload, pointer, places))
            elif word == "refused" and {code for _, code, _ in found} <= self.codes:
                judged["beyond"] += 1
            else:
                wrong.append((topic, payload, word, found if word == "refused" else places))
        self.assertEqual(wrong, [], f"{len(wrong)} of {len(documents)}")
        return judged

    def test_they_agree_on_examples_with_one_thing_changed(self):
        every = 1 if os.environ.get("PRAATJE_TEST_ALL") else 8
        documents = list(corpus.corpus(every))
        self.assertEqual(documents, list(corpus.corpus(every)))
        judged = self.compare(documents)
        print(f"{len(documents)} documents: {dict(judged)}")
        self.assertGreater(judged["good"], 300)
        self.assertGreater(judged["bad"], 300)
        self.assertLess(judged["beyond"], len(documents) // 50)
        self.assertEqual({schema.of_topic(t) for t, _ in documents},
                         set(schema.schemas()) - {"common", "discovery"})

    def test_they_agree_on_the_tables_of_bad_documents(self):
        documents = schema.tables()
        judged = self.compare([d for d in documents if not self.has_fraction_of_zero(*d)])
        print(f"{len(documents)} documents: {dict(judged)}")
        self.assertGreater(sum(judged.values()), 180)

    @staticmethod
    def has_fraction_of_zero(_topic, payload):
        return b"1.0" in payload

    def test_what_a_schema_cannot_say_is_listed(self):
        documents = [(whole(row["topic"]), row["document"].encode()) for row in self.beyond]
        for row, (topic, payload), (word, found) in zip(self.beyond, documents, schema.judge(documents)):
            self.assertEqual(self.faults(topic, schema.load(payload)), [], row["why"])
            self.assertEqual(word, "refused", row["why"])
            self.assertEqual({code for _, code, _ in found}, {row.get("code", "wrong-type")}, row["why"])
        self.assertLess(len(self.beyond), 20)

    def test_defaults_are_the_programs(self):
        office = json.loads((s.EXAMPLES / "config-office-default.json").read_text())
        properties = schema.schemas()["config-office"]["properties"]
        for field, value in office.items():
            self.assertEqual(properties[field]["default"], value, field)
        span = properties["hours"]["items"]["properties"]
        self.assertEqual({k: v["default"] for k, v in span.items()}, office["hours"][0])
        (_, text), = schema.judge([("praatje/1/office/config/office", b'{"kinds":[{"id":"lunch"}]}')])
        kind = json.loads(text)["kinds"][0]
        for field, value in properties["kinds"]["items"]["properties"].items():
            if "default" in value:
                self.assertEqual(value["default"], kind[field], field)
        for topic, least in (("config/person/x", b'{"name":"A"}'), ("config/device/x", b"{}")):
            (_, text), = schema.judge([(whole(topic), least)])
            written = json.loads(text)
            for field, value in schema.schemas()[schema.of_topic(whole(topic))]["else"]["properties"].items():
                if "default" in value and field in written:
                    self.assertEqual(value["default"], written[field], field)


if __name__ == "__main__":
    s.main()
