#!/usr/bin/env python3
"""Three boards name the same people together, also when one of them was restarted in the middle of the day."""
import json
import pathlib
import shutil
import signal
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import faults  # noqa: E402
from faults import o  # noqa: E402

# In the order in which they became open, a minute apart, Zoë is only counted.
OPEN = (("Nynke", "chat", None), ("Zoë", "chat", None), ("Jan", "idea", "ask"), ("Olga", "chat", None),
        ("Bart", "idea", "offer"))
LATER = (("Emma", "walk", None), ("Ahmed", "chat", None))
PAIRS = "Jan en Bart · Nynke en Olga"


class PairsTest(unittest.TestCase):
    def setUp(self):
        self.office = o.Office()
        self.addCleanup(self.office.end)
        self.clock = faults.Clock(self.office.folder, 12, 0)
        self.office.publish(f"config/person/{self.office.people['Zoë']}", {"rev": 2, "name": "Zoë", "wall": "count"})

    def say(self, name, kind, side, minutes_ago):
        now = self.clock.now_s()
        since, until = now - 60 * minutes_ago, now + 3600
        self.office.publish(self.office.state_topic(name), {
            "v": since * 1000, "by": "kiosk", "presence": "open", "since": since, "kind": kind, **({"side": side} if side else {}),
            "until": until, "left": until - now, "ends": now + 6 * 3600, "expiry": 6 * 3600})

    def all_say(self, pairs):
        for board in self.boards:
            shown = board.until(lambda a: any(pairs in text for text in o.texts(a)))
            line = next(text for text in o.texts(shown) if pairs in text)
            self.assertEqual(line, f"Samen open: {pairs}", board.name)
            self.assertNotIn("Zoë", json.dumps(o.texts(shown), ensure_ascii=False))

    def test_a_board_that_was_restarted_comes_to_the_pairs_of_its_neighbours(self):
        self.boards = [self.office.device(f"board-{i}", "board", size, env=self.clock.env)
                       for i, size in enumerate(("1280x720", "1920x1080", "1080x1920"))]
        for i, (name, kind, side) in enumerate(OPEN):
            self.say(name, kind, side, 8 - i)
        self.all_say(PAIRS)
        restarted, new, _ = self.boards
        restarted.stop(signal.SIGKILL)
        restarted.start()
        new.stop(signal.SIGKILL)
        shutil.rmtree(self.office.folder / f"state-{new.name}")
        new.start()
        self.all_say(PAIRS)
        for at, (name, kind, side) in enumerate(LATER):
            self.say(name, kind, side, 1 - at)
        self.all_say(f"{PAIRS} · Emma en Ahmed")


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
