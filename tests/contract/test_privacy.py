#!/usr/bin/env python3
"""What is said to a works council is what the schemas, the contract and the broker's rights say."""
import re

import privacy
import schema
import support as s
import tables


class PrivacyTest(s.unittest.TestCase):
    maxDiff = None

    def test_tables_are_made_from_the_contract_and_the_rights(self):
        for language, page in privacy.PAGES.items():
            text = page.read_text()
            self.assertEqual(text, privacy.filled(text), f"{language}: run tests/contract/privacy.py")

    def test_both_pages_have_the_same_parts(self):
        parts = [[line.split()[0] if line.startswith(("#", "- ")) else line[:-6]
                  for line in page.read_text().splitlines() if re.match(r"#|- |<!-- [fkr]", line)]
                 for page in privacy.PAGES.values()]
        self.assertEqual(*parts)
        self.assertGreater(len(parts[0]), 20)

    def test_every_payload_that_has_a_person_is_told_of(self):
        """By its fields: whoever adds one that is about a person is to tell of it."""
        about = {name for name, d in schema.schemas().items() if any("<p>" in t or "<place>" in t for t in d.get("x-topics", ()))}
        for page in privacy.PAGES.values():
            self.assertEqual(set(re.findall(r"<!-- fields: ([a-z-]+) ", page.read_text())), about)

    def test_what_a_kiosk_shows_has_a_line_for_every_field(self):
        for name, where in privacy.SHOWN.items():
            self.assertEqual(set(where), {f for f, _, _ in tables.fields(schema.schemas()[name])})
        used = {label for where in privacy.SHOWN.values() for label in where.values() if label.isupper()}
        shown = set(re.findall(r"SENTENCE_(PERSON_\w+)", (s.TOP / "app/ui/person.c").read_text())) - {"PERSON_ID", "PERSON_MORE"}
        self.assertEqual(used, shown)

    def test_no_role_sees_more_than_it_is_said_to(self):
        self.assertEqual(privacy.may("ha", "person/p-2/state"), "–")
        self.assertEqual(privacy.may("count-1", "config/person/p-2"), "–")
        self.assertEqual(privacy.may("board-1", "person/p-2/state"), "sees")

    def test_the_papers_say_that_it_is_no_time_clock(self):
        papers = {"README.md": ("no evacuation list", "no time clock"), "app/PRIVACY.en.md": ("no time clock", "no evacuation list"),
                  "app/PRIVACY.md": ("geen prikklok", "geen ontruimingslijst")}
        for paper, words in papers.items():
            text = (s.TOP / paper).read_text()
            for said in (*words, "anyone can tap anyone's name" if "PRIVACY.md" not in paper else "iedereen kan op elke naam tikken"):
                self.assertIn(said, text, paper)

    def test_links_lead_somewhere(self):
        for page in privacy.PAGES.values():
            for link in re.findall(r"\]\(([^)]+)\)", page.read_text()):
                self.assertTrue((page.parent / link).exists(), link)


if __name__ == "__main__":
    s.main()
