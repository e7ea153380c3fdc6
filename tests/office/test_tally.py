#!/usr/bin/env python3
"""What kiosks count comes together in a sentence, and neither a restart nor a lost disk takes any of it away."""
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import faults  # noqa: E402
from faults import o  # noqa: E402

FRIDAY_S = 4 * 24 * 3600
SAMPLE = json.loads((o.TOP / "app/sample/office.json").read_text())


class TallyTest(unittest.TestCase):
    def setUp(self):
        self.office = o.Office()
        self.addCleanup(self.office.end)
        self.clock = faults.Clock(self.office.folder, 14, 0)
        self.clock.forward(FRIDAY_S)
        self.office.publish("config/office", {**SAMPLE, "rev": 2, "closed": []})
        self.office.publish("config/device/kiosk-2", {"rev": 1, "role": "kiosk", "name": "Kiosk boven"})
        self.messages = self.office.listen()
        self.kiosk, self.other, self.board = (
            self.office.device(name, role, size, env=self.clock.env)
            for name, role, size in (("kiosk", "kiosk", "800x480"), ("kiosk-2", "kiosk", "720x1280"),
                                     ("board", "board", "1280x720")))

    def opens(self, kiosk, kind, *names):
        for name in names:
            kiosk.tap(self.office.person(name))
            kiosk.tap(f"kind:{kind}")

    def counted(self, device, **counts):
        """Waits until the device has counted so many and no others, on one day and in its month."""
        def all_counted(payload):
            spans = [*payload["days"].values(), *payload["months"].values()] if payload else []
            return len(spans) == 2 and all(span == counts for span in spans)
        topic = f"device/{device}/tally"
        if not all_counted(self.messages.seen.get(topic)):
            self.messages.wait(topic, all_counted)

    def told(self, sentence):
        for device in (self.board, self.kiosk):
            device.until(lambda a: sentence in o.texts(a))

    def months(self):
        command = [o.BIN / "praatjectl", "--broker", self.office.broker.url, "--office", self.office.id, "--json", "tally"]
        done = subprocess.run(command, env={**o.os.environ, **self.clock.env}, check=True, capture_output=True, timeout=60)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_what_kiosks_count_is_told_and_outlives_restarts_and_disks(self):
        office, kiosk, other = self.office, self.kiosk, self.other
        self.opens(other, "chat", "Olga")
        other.tap("undo")
        other.until(lambda a: (o.target(a, office.person("Olga")) or {}).get("state") == "here")
        self.opens(other, "idea", "Nynke", "Sanne")
        self.opens(kiosk, "chat", "Jan", "Emma", "Bart")
        self.counted("kiosk-2", idea=2)
        self.counted("kiosk", chat=3)
        self.told("Deze week 5 keer open.")

        kiosk.stop(signal.SIGKILL)
        office.publish("device/kiosk/tally", "")  # what the broker held is gone: only the disk has it
        self.messages.wait("device/kiosk/tally", lambda payload: payload is None)
        kiosk.start()
        self.counted("kiosk", chat=3)

        kiosk.stop()
        shutil.rmtree(office.folder / "state-kiosk")
        kiosk.start()
        self.told("Deze week 5 keer open.")
        self.opens(kiosk, "chat", "Ahmed", "Fatima")
        self.counted("kiosk", chat=5)
        self.told("Deze week 7 keer open, 5 keer voor een praatje.")
        month = self.months()[-1]
        self.assertEqual((month["signals"], month["kinds"]), (7, {"chat": 5, "idea": None, "walk": None}))

        office.broker.stop(signal.SIGKILL)  # and with it all that it held
        office.broker.start()
        self.messages = office.listen()
        for device, counts in (("kiosk", {"chat": 5}), ("kiosk-2", {"idea": 2})):
            self.counted(device, **counts)

        office.admin("device", "remove", "kiosk-2")
        self.told("Deze week 5 keer open, steeds voor een praatje.")
        self.assertEqual(self.months()[-1]["signals"], 5)


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main()
