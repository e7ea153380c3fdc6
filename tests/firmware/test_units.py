#!/usr/bin/env python3
"""The units are as shut as systemd can judge, and the settings' file is found where it may lie."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

FIRMWARE = pathlib.Path(__file__).resolve().parents[2] / "firmware"
EXPOSED_AT_MOST = {"systemd/praatje.service": 2.0, "systemd/praatje-settings.service": 2.0,
                   "broker/praatje-tidy.service": 2.0}
MOSQUITTO = """[Service]
Type=notify
ExecStart=/usr/sbin/mosquitto -c /etc/mosquitto/mosquitto.conf
"""
MOSQUITTO_AT_MOST = 3.0  # Debian's own, without the drop-in: 9.6


def exposure(unit):
    """What systemd-analyze says of a unit file, from 0.0 (shut) to 10.0 (open)."""
    said = subprocess.run(["systemd-analyze", "security", "--offline=true", unit],
                          capture_output=True, text=True, timeout=60)
    found = re.search(r"Overall exposure level.*: ([0-9.]+)", said.stdout)
    if not found:
        raise AssertionError(f"systemd-analyze judges nothing: {said.stderr}")
    return float(found[1])


class UnitsTest(unittest.TestCase):
    def test_units_are_exposed_no_more_than_they_may(self):
        for unit, most in EXPOSED_AT_MOST.items():
            with self.subTest(unit):
                self.assertLessEqual(exposure(FIRMWARE / unit), most)

    def test_the_drop_in_shuts_mosquitto(self):
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "mosquitto.service"
            unit.write_text(MOSQUITTO)
            before = exposure(unit)
            drop_in = (FIRMWARE / "broker/mosquitto.service.conf").read_text()
            unit.write_text(MOSQUITTO + drop_in)
            self.assertGreater(before, 9)
            self.assertLessEqual(exposure(unit), MOSQUITTO_AT_MOST)


class SettingsTest(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="praatje-settings-"))
        self.addCleanup(shutil.rmtree, self.root)
        for folder in ("run/praatje", "boot/firmware", "etc/praatje"):
            (self.root / folder).mkdir(parents=True)

    def settings(self):
        subprocess.run([FIRMWARE / "systemd/settings", self.root], check=True, timeout=60,
                       stdout=subprocess.DEVNULL)
        found = self.root / "run/praatje/device.conf"
        self.assertEqual(found.stat().st_mode & 0o777, 0o600)
        return found.read_text()

    def test_the_boot_partition_comes_before_etc(self):
        (self.root / "etc/praatje/praatje-device.conf").write_text("from etc\n")
        self.assertEqual(self.settings(), "from etc\n")
        (self.root / "boot/firmware/praatje-device.conf").write_text("from the card\n")
        self.assertEqual(self.settings(), "from the card\n")

    def test_without_a_file_the_device_is_yet_to_be_adopted(self):
        (self.root / "etc/praatje/praatje-device.conf").write_text("once\n")
        self.settings()
        (self.root / "etc/praatje/praatje-device.conf").unlink()
        self.assertEqual(self.settings(), "")


if __name__ == "__main__":
    if not shutil.which("systemd-analyze"):
        print("skipped: there is no systemd-analyze here")
        sys.exit(77)
    unittest.main()
