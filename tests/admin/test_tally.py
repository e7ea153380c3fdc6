#!/usr/bin/env python3
"""praatjectl tally: what an office's months amount to, as a table, for programs, and as a picture."""
import datetime
import json
import pathlib
import tempfile
import xml.etree.ElementTree as ET

from harness import OfficeCase, main

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime.datetime.now(datetime.timezone.utc)


def month(ago):
    number = NOW.year * 12 + NOW.month - 1 - ago
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


class Tally(OfficeCase):
    def office(self):
        self.broker.publish("config/office", {"name": "Delft & omstreken", "tz": "UTC", "lang": "nl", "kinds": [
            {"id": "chat", "weight": 100}, {"id": "idea", "weight": 40}]})
        for kiosk in ("kiosk-1", "kiosk-2"):
            self.broker.publish(f"config/device/{kiosk}", {"role": "kiosk", "name": kiosk})
        self.tally("kiosk-1", {month(0): {"chat": 6, "idea": 4}, month(1): {"chat": 2}, month(3): {"chat": 60}})
        self.tally("kiosk-2", {month(0): {"chat": 2, "idea": 6}, month(1): {"idea": 2}, month(3): {"lunch": 8}})

    def tally(self, device, months):
        self.broker.publish(f"device/{device}/tally", {"days": {}, "months": months})

    def rows(self, *options):
        return [json.loads(line) for line in self.ctl_ok("--json", "tally", *options).splitlines()]

    def test_months_are_summed_over_kiosks(self):
        self.office()
        rows = self.rows()
        self.assertEqual([row["month"] for row in rows], [month(n) for n in (3, 2, 1, 0)])
        self.assertEqual(rows[3], {"month": month(0), "kinds": {"chat": 8, "idea": 10}, "former": None,
                                   "signals": 18, "relation": 67, "task": 33})  # 8 + 10 * 0.4 of 18
        self.assertEqual(rows[0], {"month": month(3), "kinds": {"chat": 60, "idea": None}, "former": 8,
                                   "signals": 68, "relation": 100, "task": 0})
        self.assertEqual([row["month"] for row in self.rows("--months", "2")], [month(1), month(0)])

    def test_below_five_nothing_is_told(self):
        self.office()
        for row in self.rows()[1:3]:
            self.assertEqual({row[key] for key in ("former", "signals", "relation", "task")}, {None}, row)
            self.assertEqual(set(row["kinds"].values()), {None})

    def test_the_table_is_for_people(self):
        self.office()
        lines = self.ctl_ok("tally").splitlines()
        self.assertEqual(lines[0].split(), ["MONTH", "Praatje", "Plannetje", "FORMER", "ALL", "RELATION", "TASK"])
        self.assertEqual(lines[2].split(), [month(2), *4 * ["<", "5"]])
        self.assertEqual(lines[4].split(), [month(0), "8", "10", "<", "5", "18", "67", "%", "33", "%"])
        self.assertEqual(lines[5], "Of 90 signals, 91 % was for the relation and 9 % for the task.")

    def test_a_removed_device_counts_no_more(self):
        self.office()
        self.tally("stranger", {month(0): {"chat": 1000}})
        self.assertEqual(self.rows()[-1]["signals"], 18)
        self.ctl_ok("device", "remove", "kiosk-2", "--timeout", "1")
        self.assertEqual(self.rows()[-1]["signals"], 10)
        self.assertNotIn("device/kiosk-2/tally", self.broker.retained())

    def test_a_tally_that_cannot_be_read_is_told_and_the_rest_counts(self):
        self.office()
        self.broker.publish("device/kiosk-2/tally", {"days": {}})
        out = self.assert_exit(65, *self.options, "--json", "tally", says="device/kiosk-2/tally")
        self.assertEqual(json.loads(out.splitlines()[-1])["signals"], 10)

    def test_an_office_that_counted_nothing_is_told_so(self):
        self.broker.publish("config/office", {"tz": "UTC"})
        self.assertEqual(self.assert_exit(0, *self.options, "tally", says="no kiosk has counted"), "")
        self.assert_exit(64, *self.options, "tally", "--months", "25", says="1 to 24")
        self.assert_exit(64, *self.options, "watch", "--months", "2", says="--months is not for watch")

    def test_the_picture_shows_how_the_months_divide(self):
        self.office()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "months.svg")
            table = self.ctl_ok("tally", "--svg", path)
            self.assertIn("RELATION", table)
            root = ET.parse(path).getroot()
        self.assertIn("Delft & omstreken", root.find(f"{SVG}title").text)
        self.assertIn("voor de relatie", [text.text for text in root.iter(f"{SVG}text")])
        bars = {group.get("id"): {rect.get("class"): float(rect.get("height")) for rect in group.iter(f"{SVG}rect")}
                for group in root.iter(f"{SVG}g")}
        self.assertEqual(list(bars), ["m" + month(n) for n in (3, 2, 1, 0)])
        self.assertEqual((bars["m" + month(2)], bars["m" + month(1)]), ({}, {}))
        now, then = bars["m" + month(0)], bars["m" + month(3)]
        self.assertEqual((set(now), set(then)), ({"relation", "task"}, {"relation", "former"}))
        self.assertAlmostEqual(now["task"] / now["relation"], 6 / 12, 2)
        self.assertAlmostEqual(then["relation"] / now["relation"], 60 / 12, 1)
        self.assertAlmostEqual(then["relation"] / then["former"], 60 / 8, 1)
        width, height = (float(root.get(key)) for key in ("width", "height"))
        for rect in root.iter(f"{SVG}rect"):
            x, y, w, h = (float(rect.get(key, 0)) for key in ("x", "y", "width", "height"))
            self.assertTrue(0 <= x <= x + w <= width and 0 <= y <= y + h <= height, rect.attrib)

    def test_the_picture_alone_goes_to_standard_output_in_the_offices_language(self):
        self.office()
        self.broker.publish("config/office", {"name": "Delft", "tz": "UTC", "lang": "en"})
        root = ET.fromstring(self.ctl_ok("tally", "--svg", "-"))
        self.assertEqual(root.tag, f"{SVG}svg")
        self.assertIn("for the relation", [text.text for text in root.iter(f"{SVG}text")])


if __name__ == "__main__":
    main()
