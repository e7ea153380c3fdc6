#!/usr/bin/env python3
"""The manual pages, the help and the completion say the same."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from harness import PROGRAM

MAN = pathlib.Path(__file__).resolve().parents[2] / "app" / "man"
PROGRAMS = {"praatjectl": PROGRAM, "praatje": os.environ.get("PRAATJE", "praatje")}


def plain(name):
    """The page's text, without its requests."""
    return (MAN / f"{name}.1").read_text().replace("\\-", "-").replace("\\(aq", "'").replace(
        "\\e", "\\")


def help_of(name):
    return subprocess.run([PROGRAMS[name], "--help"], capture_output=True, text=True,
                          check=True, timeout=20).stdout


class Manual(unittest.TestCase):
    maxDiff = None

    def test_every_option_of_the_help_stands_in_the_page_and_no_other(self):
        for name in PROGRAMS:
            there = set(re.findall(r"^\.B (--[a-z-]+)", plain(name), re.MULTILINE))
            said = set(re.findall(r"^  (--[a-z-]+)", help_of(name), re.MULTILINE))
            self.assertGreater(len(said), 10)
            self.assertEqual(there, said, name)

    def test_every_command_of_the_help_stands_in_the_page_and_no_other(self):
        page = re.findall(r"^\.B ([a-z].*)", plain("praatjectl").split(".SH COMMANDS")[1].split(
            ".SH OPTIONS")[0], re.MULTILINE)
        said = [re.split(r"   +|(?<=[A-Z.\]])  +", line.strip())[0]
                for line in help_of("praatjectl").split("\n") if re.match(r"  [a-z]", line)]
        self.assertGreater(len(said), 30)
        self.assertEqual([re.sub(r"\s.*", "", line) for line in page],
                         [re.sub(r"\s.*", "", line) for line in said])
        for line in page:
            self.assertIn(f"  {line}", help_of("praatjectl"))

    def test_man_has_no_complaint_about_the_pages(self):
        if not shutil.which("man"):
            self.skipTest("man-db isn't installed")
        for name in PROGRAMS:
            done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8",
                                   MAN / f"{name}.1"], capture_output=True, text=True, timeout=20,
                                  env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_bash_completes_commands(self):
        script = (f'PATH={pathlib.Path(PROGRAM).parent}:$PATH; source {MAN}/praatjectl.bash; '
                  'COMP_WORDS=(praatjectl pers); COMP_CWORD=1; _praatjectl 2>/dev/null; '
                  'echo "${COMPREPLY[*]}"; COMP_WORDS=(praatjectl place re); COMP_CWORD=2; '
                  '_praatjectl 2>/dev/null; IFS=" "; echo "${COMPREPLY[*]}"')
        out = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=20)
        self.assertEqual(out.stdout, "person\nrename remove\n")


if __name__ == "__main__":
    unittest.main()
