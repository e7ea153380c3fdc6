#!/usr/bin/env python3
"""praatjectl apply: what is sent, and what is refused before anything is."""
import json

from harness import SAMPLE, OfficeCase, ctl, main


class Apply(OfficeCase):
    def test_a_folder_is_sent_and_then_unchanged(self):
        out = self.ctl_ok("apply", SAMPLE)
        topics = [line.split(":")[0] for line in out.splitlines()]
        self.assertTrue(all(line.endswith(": sent") for line in out.splitlines()), out)
        self.assertEqual(len(topics), 27)
        held = self.broker.retained()
        self.assertEqual(set(held), set(topics))
        document = json.loads((SAMPLE / "person" / "p-4kwee.json").read_text())
        self.assertEqual(held["config/person/p-4kwee"],
                         json.dumps(document, separators=(",", ":"), ensure_ascii=False))
        out = self.ctl_ok("apply", SAMPLE)
        self.assertEqual({line.split(": ")[1] for line in out.splitlines()}, {"unchanged"})

    def test_only_what_differs_is_sent(self):
        one = self.file("person/p-1.json", {"name": "Corine"})
        two = self.file("person/p-2.json", {"name": "Bart"})
        self.ctl_ok("apply", one)
        self.assertEqual(self.ctl_ok("apply", one, two),
                         "config/person/p-1: unchanged\nconfig/person/p-2: sent\n")

    def test_numbers_and_the_order_of_fields_stay_as_they_were_written(self):
        written = '{"role": "kiosk", "px_per_mm": 5.15, "name": "K"}'
        self.ctl_ok("apply", self.file("device/k.json", written))
        self.assertEqual(self.broker.retained(),
                         {"config/device/k": '{"role":"kiosk","px_per_mm":5.15,"name":"K"}'})

    def test_a_bundle_holds_several(self):
        bundle = self.file("bundle.json", {"config/office": {"rev": 1, "lang": "en"},
                                           "config/person/p-9": {"name": "Ada"},
                                           "config/device/d": {"gone": True}})
        out = self.ctl_ok("--json", "apply", bundle)
        self.assertEqual([json.loads(line) for line in out.splitlines()],
                         [{"topic": topic, "result": "sent"} for topic in
                          ("config/office", "config/person/p-9", "config/device/d")])
        self.assertEqual(json.loads(self.broker.retained()["config/person/p-9"]), {"name": "Ada"})

    def test_with_one_fault_nothing_is_sent(self):
        good = self.file("person/p-1.json", {"name": "Corine"})
        bad = self.file("person/p-2.json", {"name": "Bart", "wall": "nmae"})
        self.assert_exit(65, *self.options, "apply", good, bad,
                         says=[f"{bad}: /wall: ", "(unknown-word)", "nothing was sent"])
        self.assertEqual(self.broker.retained(), {})

    def test_every_fault_is_told_with_its_place(self):
        bundle = self.file("all.json", {"config/person/p-1": {"name": 7},
                                        "config/person/P1": {"name": "x"},
                                        "config/office": {"lang": "fr"}})
        code, out, err = ctl(*self.options, "--json", "apply", bundle)
        self.assertEqual(code, 65, err)
        faults = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([(fault["pointer"], fault["code"]) for fault in faults],
                         [("/config~1person~1p-1/name", "wrong-type"),
                          ("/config~1person~1P1", "unknown-topic"),
                          ("/config~1office/lang", "unknown-word")])

    def test_what_is_not_json_is_told_with_line_and_column(self):
        bad = self.file("office.json", '{\n  "rev": 1,\n  oops\n}')
        self.assert_exit(65, *self.options, "apply", bad, says=[f"{bad}: line 3", "(not-json)"])
        twice = self.file("person/p-1.json", '{"name": "a", "name": "b"}')
        self.assert_exit(65, *self.options, "apply", twice, says="(duplicate-key)")

    def test_an_unknown_field_is_a_warning(self):
        path = self.file("person/p-1.json", {"name": "Corine", "nick": "Co"})
        code, out, err = ctl(*self.options, "apply", path)
        self.assertEqual((code, out), (0, "config/person/p-1: sent\n"))
        self.assertIn("/nick: warning: ", err)

    def test_two_documents_for_one_topic_are_refused(self):
        one = self.file("a/person/p-1.json", {"name": "A"})
        two = self.file("b/person/p-1.json", {"name": "B"})
        self.assert_exit(65, *self.options, "apply", one, two,
                         says=["(duplicate-topic)", str(one)])

    def test_files_that_cannot_be_read_are_66(self):
        self.assert_exit(66, *self.options, "apply", self.folder / "none.json", says="none.json")
        (self.folder / "empty").mkdir()
        self.assert_exit(66, *self.options, "apply", self.folder / "empty", says="office.json")

    def test_many_documents_get_through(self):
        bundle = {f"config/person/p-{i}": {"name": f"Person {i}"} for i in range(1500)}
        out = self.ctl_ok("apply", self.file("many.json", bundle))
        self.assertEqual(out.count(": sent\n"), 1500)
        out = self.ctl_ok("apply", self.file("many.json", bundle))
        self.assertEqual(out.count(": unchanged\n"), 1500)


if __name__ == "__main__":
    main()
