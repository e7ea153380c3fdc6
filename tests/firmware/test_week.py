#!/usr/bin/env python3
"""Days of an office on real programs: of yesterday no byte is left, on any device, on the broker, in any log."""
import json
import signal
import sys
import time
import unittest

import firm
import traces
import week
from week import CORRIE, DIEUWER, HILDE, LUKASZ, QUIRIJN, WUBBE, ZANETA, faults, o

DAYS = 6 if faults.ALL else 1  # and one more, on which things break


class WeekTest(unittest.TestCase):
    def setUp(self):
        self.office = week.Office()
        self.addCleanup(self.office.end)
        self.traces = traces.Traces(self.office, week.PEOPLE)

    def wait_for(self, condition, what):
        limit = time.monotonic() + week.LIMIT_S
        while not condition():
            self.assertLess(time.monotonic(), limit, what() if callable(what) else what)
            time.sleep(0.05)

    def presences(self):
        return {t.split("/")[1]: json.loads(p)["presence"] for t, p in self.traces.look().items() if t.startswith("person/")}

    def wait_until(self, presences):
        """Waits in seconds that go faster: some of what is waited for comes when others have had their time."""
        def come():
            found = self.presences() == presences
            self.office.clock.forward(0 if found else 5)
            return found
        self.wait_for(come, lambda: f"{self.presences()}, not {presences}")

    def nothing_is_left(self, when, *parts):
        self.wait_for(lambda: not self.traces.find(parts), lambda: "\n".join([when, *sorted(self.traces.find(parts))][:40]))

    def morning(self):
        """Real taps on all devices; what they said is on the board, and in files."""
        office = self.office
        office.kiosk.tap(f"person:{CORRIE}")
        office.kiosk.tap("kind:chat")
        office.kiosk.tap(f"person:{LUKASZ}")
        office.kiosk.tap("focus")
        office.other.tap(f"person:{ZANETA}")
        office.other.tap("close")
        office.other.tap("someone")
        office.desk.tap("kind:walk")
        office.other.tap(f"person:{HILDE}")
        office.other.tap("kind:idea")
        office.other.tap("come")
        self.wait_until({CORRIE: "open", LUKASZ: "focus", HILDE: "open", ZANETA: "here", QUIRIJN: "open"})
        office.board.until(o.shows("Corrientje", "Hildegonda", "Iemand"))
        self.wait_for(lambda: all(f"mosquitto.db: {p}" in self.traces.find(today=False) for p in (CORRIE, HILDE, QUIRIJN)),
                      "what was said can't be found: looking for it later would prove nothing")

    def afternoon(self):
        """What has ended is over; somebody goes home, the others forget to."""
        self.office.until(13, 5)
        self.wait_until({p: "here" for p in (CORRIE, LUKASZ, HILDE, ZANETA, QUIRIJN)})
        self.office.kiosk.tap(f"person:{ZANETA}")
        self.office.kiosk.tap("leave")
        self.wait_for(lambda: self.presences()[ZANETA] == "away", "going home is not said")

    def night(self):
        self.office.until(18, 31)
        self.wait_for(lambda: set(self.presences().values()) <= {"away"}, lambda: f"not away: {self.presences()}")
        self.office.until(18, 40)
        self.wait_until({})
        self.office.until(3, 31)
        self.office.tidy()

    def a_day(self):
        self.morning()
        self.afternoon()
        self.night()
        self.nothing_is_left("in the night")
        self.office.until(8, 50)

    def tap_unheard(self, kiosk, tile, person):
        """A tap while there is no broker: it is kept on the kiosk's disk."""
        kiosk.screen_.tap(*tile)
        self.wait_for(lambda: f"person/{person}/state" in "".join(traces.unsent(kiosk.state / "store.db")), "no tap is kept")

    def a_day_that_breaks(self):
        """The broker is killed, two are tapped, and one of those kiosks has no power until the next morning."""
        office = self.office
        self.morning()
        tiles = [o.middle(o.target(kiosk.until(lambda a: o.target(a, f"person:{person}")), f"person:{person}"))
                 for kiosk, person in ((office.kiosk, DIEUWER), (office.other, WUBBE))]
        office.broker.stop(signal.SIGKILL)
        self.tap_unheard(office.kiosk, tiles[0], DIEUWER)
        self.tap_unheard(office.other, tiles[1], WUBBE)
        office.other.stop(signal.SIGKILL)
        for hour, minute in ((18, 31), (18, 40), (3, 31)):
            office.until(hour, minute)
        self.nothing_is_left("in the night, on those that run", office.kiosk, office.desk, office.board)
        office.until(8, 40)
        office.broker.start()
        office.other.start()
        office.settle()
        office.tidy()
        self.nothing_is_left("when all are back")

    def test_of_yesterday_no_byte_is_left(self):
        for _ in range(DAYS):
            self.a_day()
        self.a_day_that_breaks()
        self.morning()
        self.nothing_is_left("the next morning")


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    firm.main("mosquitto_sub")
