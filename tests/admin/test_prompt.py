#!/usr/bin/env python3
"""praatjectl prompt: added, weighed, scheduled, switched off, and what it plans."""
import datetime
import json

from harness import OfficeCase, ctl, main


class Prompts(OfficeCase):
    def office(self):
        return json.loads(self.broker.retained()["config/office"])

    def prompts(self):
        return self.office()["prompts"]

    def lines(self, *words):
        return [json.loads(line) for line in self.ctl_ok("--json", *words).splitlines()]

    def test_one_is_added_weighed_scheduled_and_switched_off_and_on(self):
        self.roster()
        self.ctl_ok("prompt", "add", "Wie neemt er taart mee?", "weight=2")
        self.ctl_ok("prompt", "add", "Wie begint?")
        cake = {"nl": "Wie neemt er taart mee?", "weight": 2}
        self.assertEqual(self.prompts(), [cake, "Wie begint?"])
        self.ctl_ok("prompt", "weigh", "1", "5")
        self.ctl_ok("prompt", "schedule", "1", "days=1,5", "from=2030-12-01", "until=2030-12-24")
        self.ctl_ok("prompt", "off", "1")
        cake |= {"weight": 5, "days": [1, 5], "from": "2030-12-01", "until": "2030-12-24"}
        self.assertEqual(self.prompts()[0], cake | {"off": True})
        self.assertRegex(self.ctl_ok("prompt", "list"), r"1 +5 +off +Wie neemt er taart mee\?")
        self.ctl_ok("prompt", "on", "1")
        self.assertRegex(self.ctl_ok("prompt", "list"),
                         r"1 +5 +days 1,5 from 2030-12-01 until 2030-12-24 +Wie neemt")
        self.assertEqual(self.lines("prompt", "list")[0],
                         {**cake, "number": 1, "off": False, "en": cake["nl"]} | {
                             key: cake["nl"] for key in self.lines("prompt", "list")[0]
                             if len(key) == 2})
        self.ctl_ok("prompt", "schedule", "1", "days=", "from=", "until=")
        self.ctl_ok("prompt", "rename", "1", "Wie trakteert?")
        self.assertEqual(self.prompts()[0], {"nl": "Wie trakteert?", "weight": 5})

    def test_what_is_wrong_is_told_with_its_place_and_not_sent(self):
        self.roster()
        self.ctl_ok("prompt", "add", "Wie begint?")
        before = self.broker.retained()
        for words, says in ((("weigh", "1", "11"), ["/prompts/0/weight", "from 1 to 10"]),
                            (("schedule", "1", "from=2030-02-30"), ["/prompts/0/from", "bad-date"]),
                            (("schedule", "1", "from=2030-12-05", "until=2030-12-04"),
                             ["/prompts/0/until", "before the day in"]),
                            (("schedule", "1", "days=0"), ["/prompts/0/days/0", "out-of-range"]),
                            (("schedule", "1", "dags=1"), ["unknown-field"]),
                            (("add", "weight=2"), ["/prompts/1", "missing"])):
            self.assert_exit(65, *self.options, "prompt", *words, says=[*says, "nothing was sent"])
        for words, says in ((("off", "2"), "numbers from 1 to 1"),
                            (("off", "built-in:0"), "built-in prompts have numbers"),
                            (("off", "built-in:201"), "built-in prompts have numbers"),
                            (("plan", "0"), "number of days"), (("list", "al"), "prompt list built-in")):
            self.assert_exit(64, *self.options, "prompt", *words, says=says)
        self.assertEqual(self.broker.retained(), before)

    def test_built_in_ones_are_switched_off_one_by_one_or_all(self):
        self.roster()
        self.assertGreaterEqual(len(self.lines("prompt", "list", "built-in")), 60)
        self.ctl_ok("prompt", "off", "built-in:3")
        self.ctl_ok("prompt", "off", "built-in:3")
        self.ctl_ok("prompt", "off", "built-in:5")
        self.assertEqual(self.office()["prompts_off"], [3, 5])
        self.assertRegex(self.ctl_ok("prompt", "list", "built-in"), r"built-in:3 +off")
        self.ctl_ok("prompt", "on", "built-in:3")
        self.assertEqual(self.office()["prompts_off"], [5])
        self.assertNotIn("built-in:5", [day["number"] for day in self.lines("prompt", "plan", "366")])
        self.ctl_ok("prompt", "off", "built-in")
        self.assertIs(self.office()["prompts_built_in"], False)
        self.assertEqual({day["number"] for day in self.lines("prompt", "plan")}, {"none"})
        self.ctl_ok("prompt", "on", "built-in")
        self.assertIs(self.office()["prompts_built_in"], True)

    def test_the_plan_holds_to_schedule_and_weight(self):
        self.roster()
        for words in (("add", "Zeg het eens"), ("add", "Vrijdag!", "days=5"), ("add", "Vaak", "weight=3")):
            self.ctl_ok("prompt", *words)
        plan = self.lines("prompt", "plan", "35")
        self.assertEqual(len(plan), 35)
        for day in plan:
            friday = datetime.date.fromisoformat(day["date"]).isoweekday() == 5
            self.assertEqual(day["text"] == "Vrijdag!", friday, day)
        # 5 weeks of 4 other working days: 20 turns, a quarter of them of the lighter one.
        days = [day["number"] for day in plan
                if datetime.date.fromisoformat(day["date"]).isoweekday() < 5]
        self.assertEqual((days.count("1"), days.count("3")), (5, 15))


if __name__ == "__main__":
    main()
