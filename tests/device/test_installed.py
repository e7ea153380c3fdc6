#!/usr/bin/env python3
"""The package on a whole Debian 13 in the emulated Pi: installed by dpkg, started by systemd, tapped by a finger.

test_installed.py [TEST…]
"""
import re
import signal
import sys
import time
import unittest

import install
import installed as i
import trees

o = i.o
EXPOSED_AT_MOST = 2.0
MOST_KB = 16 << 10  # of the journal
PROVEN_S = 75  # a configuration counts as good after a minute; until then two ends of the program undo it
# Of a screen full of text by Debian 12's letters and by 13's 3.8 % differ, of another screen 29 %.
MOST_PERCENT = 5
bench = None  # what the tests of this run share


def home():
    return bench.kiosk.until(lambda a: a["screen"] == "home")


def until_said(said, presence):
    """The next word that says so; the broker keeps the last one."""
    return next(word for word in said if word.get("presence") == presence)


class ScreenTest(unittest.TestCase):
    """From a start to a tap."""

    def test_what_is_on_the_glass_is_what_it_says(self):
        bench.kiosk.until(lambda a: a["screen"] == "home" and o.shows("Corine")(a))
        own = bench.folder / "own.png"
        bench.site.admin("device", "screenshot", "coffee-1", "-o", own)
        self.assertEqual(bench.differing(own, bench.picture("home")), 0)

    def test_a_tap_checks_in_for_the_broker_and_the_board_and_no_log_names_anybody(self):
        said = bench.site.said_of("Ahmed")
        bench.kiosk.tap(bench.site.person("Ahmed"))
        self.assertEqual(until_said(said, "here")["by"], "coffee-1")
        bench.kiosk.tap("kind:idea")
        until_said(said, "open")
        bench.board.until(o.shows("Ahmed", "een half idee hardop"))
        journal = bench.machine.sh("journalctl --no-pager -o cat")
        self.assertIn("praatje: link: connected", journal)
        for name, person in bench.site.people.items():
            self.assertIsNone(re.search(rf"\b({re.escape(name)}|{person})\b", journal), name)
        bench.kiosk.tap(bench.site.person("Ahmed"))
        bench.kiosk.tap("leave")
        until_said(said, "away")


class ServiceTest(unittest.TestCase):
    """How systemd runs it, and what it does when it stops running."""

    @classmethod
    def setUpClass(cls):
        home()
        bench.until(lambda: bench.machine.runs_s() > PROVEN_S, "its configuration has proven itself")

    def test_it_is_a_user_of_its_own_who_may_do_next_to_nothing(self):
        home()
        pi = bench.machine
        said = dict(re.findall(r"(\w+):\t(\S+)", pi.sh(f"cat /proc/{bench.kiosk.pid()}/status")))
        self.assertEqual(said["Uid"], pi.sh("id -u praatje").strip())
        self.assertNotEqual(said["Uid"], "0")
        self.assertEqual((int(said["CapEff"], 16), said["NoNewPrivs"], said["Seccomp"]), (0, "1", "2"))
        for unit in (i.UNIT, "praatje-settings.service"):
            shut = pi.sh(f"systemd-analyze security --no-pager {unit}", check=False)
            self.assertLessEqual(float(re.search(r"exposure level.*: ([\d.]+)", shut)[1]), EXPOSED_AT_MOST, unit)
        # Its identity is readable for root and for it alone.
        self.assertEqual(pi.sh("stat -c %a%u /run/praatje").strip(), "7000")

    def test_one_that_hangs_is_started_anew_by_the_watchdog(self):
        home()
        before = bench.kiosk.pid()
        bench.machine.sh(f"kill -STOP {before}")
        bench.until_pid(lambda pid: pid not in ("0", before))
        self.assertIn("Watchdog timeout", bench.machine.journal("-u", i.UNIT, "-n", "40"))
        home()

    def test_one_that_is_killed_comes_back_later_each_time(self):
        home()
        waits = []
        for _ in range(3):
            pid = bench.kiosk.pid()
            bench.machine.sh(f"kill -KILL {pid}")
            waits.append(bench.machine.show("RestartUSecNext")["RestartUSecNext"])
            bench.until_pid(lambda now: now not in ("0", pid))
        print("back after", *waits, flush=True)
        self.assertEqual(len(set(waits)), 3)
        self.assertEqual(waits, sorted(waits, key=i.seconds))
        self.assertLess(i.seconds(waits[-1]), 60)
        home()


class ConsoleTest(unittest.TestCase):
    """What somebody at the wall with a keyboard can do: nothing."""

    def setUp(self):
        self.pi = bench.machine
        self.boot = self.pi.sh("cat /proc/sys/kernel/random/boot_id")
        self.pi.monitor("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
        self.addCleanup(self.unplug)
        self.folder = bench.until_there("/sys/bus/usb/devices/*/*/*/input/input*")
        self.pi.sh("udevadm settle")

    def unplug(self):
        self.pi.monitor("device_del", id="keyboard")
        bench.until(lambda: not self.pi.there(self.folder), "the keyboard is gone")

    def press(self, *keys):
        """All at once."""
        for down in (True, False):
            self.pi.monitor("input-send-event", events=[
                {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}} for key in keys])
        time.sleep(1)  # for what may not come: there is no event to wait for

    def assert_nothing_came_of(self, *keys):
        self.press(*keys)
        self.assertEqual(self.pi.sh("cat /sys/class/tty/tty0/active").strip(), "tty1")
        self.assertEqual(self.pi.sh("cat /proc/sys/kernel/random/boot_id"), self.boot)

    def test_a_keyboard_types_nothing_and_nobody_can_log_in(self):
        self.assertEqual(self.pi.sh(f"cat {self.folder}/inhibited").strip(), "1")
        self.assert_nothing_came_of("ctrl", "alt", "f2")
        self.assert_nothing_came_of("ctrl", "alt", "delete")
        self.assertEqual(self.pi.sh("systemctl list-units --plain --no-legend 'getty@*' 'autovt@*' --state=active"), "")
        held = self.pi.sh("ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c '/dev/tty[1-9]'", check=False)
        self.assertEqual(held.strip(), "0")

    def test_one_that_is_let_in_reaches_no_other_console_and_not_the_kernel(self):
        self.assertEqual(self.pi.sh("cat /proc/sys/kernel/sysrq").strip(), "0")
        self.pi.sh(f"echo 0 >{self.folder}/inhibited")
        self.assert_nothing_came_of("alt", "sysrq", "b")
        self.press("ctrl", "alt", "f2")
        self.assertEqual(self.pi.sh("systemctl list-units --plain --no-legend 'getty@*' 'autovt@*' --state=active"), "")
        self.press("ctrl", "alt", "f1")

    def test_the_journal_is_small_and_in_memory(self):
        self.assertEqual(self.pi.sh("ls -d /run/log/journal/*/system.journal | wc -l").strip(), "1")
        self.pi.sh("touch /run/before; echo a line of the tests | systemd-cat; journalctl --sync")
        self.assertIn("a line of the tests", self.pi.journal("-n", "20"))
        self.assertEqual(self.pi.sh("find /var/log/journal -newer /run/before -type f"), "")
        self.assertLessEqual(int(self.pi.sh("du -sk /run/log/journal").split()[0]), MOST_KB)


class WrongTest(unittest.TestCase):
    """A file that is wrong."""

    def test_it_is_told_with_its_line_on_the_screen_and_in_the_journal(self):
        pi = bench.machine
        home()
        right = bench.picture("right")
        pi.sh(f"cp {i.CONF} /run/kept.conf")
        self.addCleanup(pi.sh, f"cp /run/kept.conf {i.CONF}; systemctl restart --no-block {i.UNIT}")
        pi.sh(f"sed 's/^role = .*/role = lamp/' /run/kept.conf >{i.CONF}; systemctl restart --no-block {i.UNIT}")
        line = pi.sh(f"grep -n lamp {i.CONF}").split(":")[0]
        words = f'praatje-device.conf:{line}: "lamp" is no role'
        bench.until(lambda: words in pi.journal("-u", i.UNIT, "-n", "30"), "the journal has it")
        # The same program shows it here on a screen of this machine's.
        shown = bench.shows_elsewhere(pi.sh(f"cat {i.CONF}"))
        self.assertGreater(bench.differing(shown, right), MOST_PERCENT)
        bench.until(lambda: bench.differing(shown, bench.picture("wrong")) < MOST_PERCENT, "the screen has it")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left running
    why = install.missing()
    try:
        bench = None if why else install.Bench()
    except trees.Unavailable as error:
        why = error
    if why:
        print("skipped: no Debian of its own here:", why)
        sys.exit(77)
    try:
        result = unittest.main(verbosity=2, exit=False).result
    finally:
        bench.end()
    sys.exit(not result.wasSuccessful())
