#!/usr/bin/env python3
"""kill -9 at every system call of a tap: what the screen called done is there after a restart."""
import fcntl
import os
import select
import signal
import subprocess
import sys
import time
import unittest

import faults
from faults import o

NAME, KIND = "Olga", "chat"
AT_REST = 10**6


class Traced:
    """A kiosk whose system calls are counted from arm() on; at one of them it stands still."""

    def __init__(self, kiosk, at):
        self.read, write = os.pipe()
        words = ["--later", "--tell", write, *(["--at", at, "--do", "kill"] if at else [])]
        self.process = o.Process(faults.TRACE, *words, *kiosk.command, pass_fds=[write], stderr=kiosk.log,
                                 env={"DISPLAY": kiosk.screen_.display, "WAYLAND_DISPLAY": ""})
        os.close(write)
        self.pipe = os.fdopen(self.read)

    def send(self, signo):
        self.process.popen.send_signal(signo)

    def told(self, limit):
        """The next line that the tracer tells; None when none comes."""
        if not select.select([self.pipe], [], [], limit)[0]:
            return None
        return self.pipe.readline().split()

    def end(self, state):
        """Kills it, and waits until it is gone: it holds the state folder till then."""
        self.process.end(signal.SIGKILL)
        self.pipe.close()
        with open(state / "lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)


class KillTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = office = o.Office()
        cls.kiosk = kiosk = office.device("kiosk", "kiosk", "800x480")
        cls.state = office.folder / "state-kiosk"
        kiosk.tap(office.person(NAME))
        sheet = kiosk.until(lambda a: a["screen"] == "sheet")
        cls.key = o.middle(o.target(sheet, f"kind:{KIND}"))
        kiosk.screen_.tap(*cls.key)
        done = kiosk.until(lambda a: a["screen"] == "home" and o.target(a, "undo"))
        cls.bar = o.target(done, "undo")["rect"]
        cls.look = faults.at_rest(cls.colours, rest_s=faults.SLIDES_S)
        kiosk.until(lambda a: not o.target(a, "undo"))
        assert not cls.done(), "the done bar looks like what is behind it"
        kiosk.stop()

    @classmethod
    def tearDownClass(cls):
        cls.office.end()

    @classmethod
    def done(cls):
        """Whether the screen says done now."""
        return cls.colours() == cls.look

    @classmethod
    def colours(cls):
        """Of some points where the done bar shows undo."""
        x, y, w, h = cls.bar
        return [cls.kiosk.screen_.pixel(x + i * w // 8, y + h // 2) for i in range(1, 8)]

    def begin(self, at):
        """A kiosk from nothing, its sheet open, standing still at a call after this."""
        office, kiosk = self.office, self.kiosk
        for file in self.state.glob("*"):
            file.unlink()
        office.publish(office.state_topic(NAME), "")
        kiosk.log.truncate(0)
        traced = Traced(kiosk, at)
        kiosk.process = traced.process
        try:
            kiosk.tap(office.person(NAME))
            kiosk.until(lambda a: a["screen"] == "sheet")
        except BaseException:
            traced.end(self.state)  # the next one needs its folder
            raise
        return traced

    def count(self, broker):
        """How many calls there are from touch to PUBACK, or to the disk without a broker."""
        traced = self.begin(0)
        if not broker:
            self.office.broker.stop(signal.SIGKILL)
        traced.send(signal.SIGUSR1)
        self.kiosk.screen_.tap(*self.key)
        deadline = time.monotonic() + o.LIMIT_S
        while not self.done():
            self.assertLess(time.monotonic(), deadline)
        time.sleep(0.5)  # what follows the PUBACK belongs to it: the disk is wiped
        traced.send(signal.SIGUSR2)
        count = int(traced.told(o.LIMIT_S)[1])
        traced.end(self.state)
        if not broker:
            self.restart_broker()
        return count

    def restart_broker(self):
        self.office.broker.start()
        self.office.configure()

    def kill_at(self, at, broker):
        """Kills at that call; whether the screen had said done."""
        traced = self.begin(at)
        if not broker:
            self.office.broker.stop(signal.SIGKILL)
        traced.send(signal.SIGUSR1)
        self.kiosk.screen_.tap(*self.key)
        told = traced.told(3)
        done = self.done()  # without a word it got by with fewer calls this time
        traced.send(signal.SIGUSR2)
        traced.end(self.state)
        if not broker:
            self.restart_broker()
        return done

    def check(self, done, messages):
        """The next start: what was said as done arrives, and nothing is said twice with two meanings."""
        office, kiosk = self.office, self.kiosk
        topic, meanings = office.state_topic(NAME), {}
        kiosk.start()
        if done:
            messages.wait(topic, lambda p: p and p["presence"] == "open")
        good = ("open",) if done else ("open", "here", "away")
        kiosk.until(lambda a: (o.target(a, office.person(NAME)) or {"state": ""})["state"] in good)
        kiosk.stop()
        office.publish("end", {}, retain=False)
        messages.wait("end")
        for of, said in messages.history:
            if of == topic and said:
                meaning = said["presence"], said.get("kind")
                self.assertEqual(meanings.setdefault((said["v"], said["by"]), meaning), meaning)
        self.assertEqual(list(self.state.glob("*damaged*")), [])
        log = (office.folder / "kiosk.log").read_text(errors="replace")
        self.assertNotIn("store:", log)

    def kill_at_each(self, broker, count, fault):
        calls = self.count(broker)
        # The last one comes too late: it is killed at rest, when all has been said.
        points, tried, dones = [*faults.sample(range(1, calls + 1), count), AT_REST], 0, 0
        for at in points:
            with self.subTest(at=at, broker=broker):
                messages = self.office.listen() if broker else None
                done = self.kill_at(at, broker)
                messages = messages or self.office.listen()
                tried += 1
                dones += done
                self.check(done, messages)
                self.office.parts.remove(messages)
                messages.end()
        faults.tally(fault, tried, calls + 1, f"system calls of a tap; in {dones} the screen had said done")
        self.assertGreater(dones, 0)
        self.assertLess(dones, len(points))

    def test_with_a_broker(self):
        self.kill_at_each(True, 4, "3a-kill-with-broker")

    def test_without_a_broker(self):
        self.kill_at_each(False, 4, "3a-kill-without-broker")


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
