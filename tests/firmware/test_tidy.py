#!/usr/bin/env python3
"""Nothing of yesterday is on the broker: not in what it tells, and not in a byte of its file."""
import os
import subprocess
import time
import unittest

from firm import FIRMWARE, LIMIT_S, OFFICE, OfficeBroker, main
from mqtt import Client

SECRET = {"person/p-1/state": b"where-p-1-was-yesterday", "place/coffee/someone": b"someone-was-there-yesterday"}
LASTING = b"a-setting-that-stays"
EXPIRY_S = 2


class TidyTest(unittest.TestCase):
    def setUp(self):
        self.broker = OfficeBroker()
        self.addCleanup(self.broker.close)
        self.file = self.broker.folder / "mosquitto.db"
        kiosk, admin = self.broker.enrol("kiosk-1", "kiosk"), self.broker.trust / "admin.conf"
        self.broker.start()
        self.kiosk = Client(self.broker.port, self.broker.authority, kiosk)
        self.addCleanup(self.kiosk.close)
        self.admin = Client(self.broker.port_others, self.broker.authority, admin)
        self.addCleanup(self.admin.close)

    def wait_for(self, condition, what):
        limit = time.monotonic() + LIMIT_S
        while not condition():
            self.assertLess(time.monotonic(), limit, what)
            time.sleep(0.05)

    def holds(self, words):
        return self.file.exists() and words in self.file.read_bytes()

    def tidy(self):
        secrets = self.broker.folder / "secrets"
        secrets.mkdir()
        for name, file in (("ca", "ca.crt"), ("certificate", "tidy.crt"), ("key", "tidy.key")):
            (secrets / name).write_bytes((self.broker.trust / file).read_bytes())
        subprocess.run([FIRMWARE / "broker/tidy"], check=True, timeout=60, env={
            **os.environ, "CREDENTIALS_DIRECTORY": str(secrets),
            "PRAATJE_BROKER_PORT": str(self.broker.port_others)})

    def test_after_the_tidy_no_byte_of_what_has_expired_is_left(self):
        self.admin.publish(f"praatje/1/{OFFICE}/config/office", LASTING.decode(), retain=True)
        for topic, words in SECRET.items():
            self.assertEqual(self.kiosk.publish(f"praatje/1/{OFFICE}/{topic}", words.decode(), retain=True,
                                                expiry_s=EXPIRY_S) & 0x80, 0)
        for words in (*SECRET.values(), LASTING):
            self.wait_for(lambda words=words: self.holds(words), "what was said is not kept")
        over = time.monotonic() + EXPIRY_S + 1
        # Another change has the file written anew: what has expired is in it still.
        self.wait_for(lambda: time.monotonic() > over, "time")
        self.admin.publish(f"praatje/1/{OFFICE}/config/device/x", "another-change", retain=True)
        self.wait_for(lambda: self.holds(b"another-change"), "a change is not kept")
        self.assertTrue(all(map(self.holds, SECRET.values())), "the broker forgets by itself: no tidy is needed")
        self.tidy()
        for words in SECRET.values():
            self.wait_for(lambda words=words: not self.holds(words), f"{words} is in the file after the tidy")
        self.assertTrue(self.holds(LASTING))

    def test_what_was_acknowledged_survives_kill_9(self):
        self.assertEqual(self.kiosk.publish(f"praatje/1/{OFFICE}/person/p-1/state", "kept", retain=True) & 0x80, 0)
        self.wait_for(lambda: self.holds(b"kept"), "what was said is not kept")
        self.broker.process.kill()
        self.broker.process.wait()
        self.broker.start()
        admin = Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf", "later")
        self.addCleanup(admin.close)
        admin.subscribe(f"praatje/1/{OFFICE}/person/+/state")
        admin.until("kept")


if __name__ == "__main__":
    main("mosquitto_sub")
