"""What the tests of praatjectl share: a mosquitto of their own, and the program run in it."""
import json
import os
import pathlib
import pwd
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "office"))
from office import await_service, reserve_port  # noqa: E402

PROGRAM = os.environ.get("PRAATJECTL", "praatjectl")
SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "app" / "sample"
MOSQUITTO = shutil.which("mosquitto", path=os.environ.get("PATH", "") + ":/usr/sbin")
LIMIT = 10
OFFICE = "hq"
ROOT = f"praatje/1/{OFFICE}"


class Broker:
    """A mosquitto on a free loopback port, in a folder of its own."""

    def __init__(self, lines=("allow_anonymous true",), files=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-admin-"))
        self.held = reserve_port()
        self.port = self.held.getsockname()[1]
        for name, text in (files or {}).items():
            (self.folder / name).write_text(text)
            (self.folder / name).chmod(0o600)
        config = [f"listener {self.port} 127.0.0.1", "max_queued_messages 0",
                  f"user {pwd.getpwuid(os.geteuid()).pw_name}", *lines]
        text = "\n".join(config).replace("%s", str(self.folder))
        (self.folder / "mosquitto.conf").write_text(text + "\n")
        self.start()

    def start(self):
        with open(self.folder / "log", "w") as log:
            self.process = subprocess.Popen(
                [MOSQUITTO, "-c", self.folder / "mosquitto.conf"], stdout=log, stderr=log)
        limit = time.monotonic() + LIMIT
        while time.monotonic() < limit and self.process.poll() is None:
            try:
                await_service("127.0.0.1", self.port)
                return
            except ConnectionRefusedError:
                time.sleep(0.01)
        raise RuntimeError((self.folder / "log").read_text())

    @property
    def url(self):
        return f"mqtt://127.0.0.1:{self.port}"

    def tool(self, name, *arguments):
        return [name, "-V", "5", "-h", "127.0.0.1", "-p", str(self.port), *arguments]

    def publish(self, topic, payload, *arguments, retain=True):
        if not isinstance(payload, str):
            payload = json.dumps(payload, separators=(",", ":"))
        subprocess.run(self.tool("mosquitto_pub", "-q", "1", "-t", f"{ROOT}/{topic}", "-m", payload,
                                 *(["-r"] if retain else []), *arguments),
                       check=True, timeout=LIMIT)

    def retained(self):
        """All retained messages below the root, by relative topic."""
        begun, ended = "reply/test/begun", "reply/test/ended"
        self.publish(begun, "begun")
        reader = subprocess.Popen(self.tool("mosquitto_sub", "-t", f"{ROOT}/#", "-F", "%r %t %p"),
                                  stdout=subprocess.PIPE, text=True)
        found, lines, topic = {}, LineReader(reader.stdout), None
        while topic != ended:
            retained, topic, payload = lines.next().split(" ", 2)
            topic = topic[len(ROOT) + 1:]
            if retained == "1":
                found[topic] = payload
            if topic == begun:  # What is retained comes in no promised order, but before what comes then.
                self.publish(ended, "ended", retain=False)
        reader.kill()
        reader.wait()
        reader.stdout.close()
        del found[begun]
        return found

    def stop(self):
        self.process.terminate()
        self.process.wait(LIMIT)

    def close(self):
        self.stop()
        self.held.close()
        shutil.rmtree(self.folder)


class LineReader:
    """Lines of a pipe, each waited for with a limit."""

    def __init__(self, pipe):
        self.fd = pipe.fileno()
        self.rest = b""

    def next(self, limit=LIMIT):
        end = time.monotonic() + limit
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.fd], [], [], max(0, end - time.monotonic()))
            block = os.read(self.fd, 65536) if ready else b""
            if not block:
                raise AssertionError(f"no line within {limit} s; there was {self.rest!r}")
            self.rest += block
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode()

    def until(self, text):
        """Lines up to and with the first that holds text."""
        lines = []
        while not lines or text not in lines[-1]:
            lines.append(self.next())
        return lines


def ctl(*arguments, binary=False):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=30,
                          text=not binary, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-admin-"))
        self.addCleanup(shutil.rmtree, self.folder)
        os.environ["PRAATJE_SETTINGS"] = str(self.file("none.conf", "[office]\n"))

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2))
        return path

    def assert_exit(self, status, *arguments, says=()):
        code, out, err = ctl(*arguments)
        self.assertEqual(code, status, f"{arguments}: {out}{err}")
        for words in [says] if isinstance(says, str) else says:
            self.assertIn(words, err)
        if status:
            self.assertTrue(err.strip(), "an error without a word")
        return out


class OfficeCase(Case):
    def setUp(self):
        super().setUp()
        self.broker = Broker()
        self.addCleanup(self.broker.close)
        self.options = ["--broker", self.broker.url, "--office", OFFICE]

    def ctl_ok(self, *arguments):
        return self.assert_exit(0, *self.options, *arguments)

    def roster(self):
        self.broker.publish("config/office", {
            "rev": 2, "tz": "UTC", "hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "open": "00:00",
                                              "close": "24:00"}],
            "places": [{"id": "coffee", "name": "koffiehoek"}]})
        self.broker.publish("config/person/p-1", {"name": "Corine", "wall": "name"})
        self.broker.publish("config/person/p-2", {"name": "Émile 李"})

    def state(self, **fields):
        now = int(time.time())
        return {"v": now * 1000, "by": "kiosk-1", "presence": "here", "since": now,
                "ends": now + 7200, "expiry": 9000, **fields}


def main():
    if not MOSQUITTO or not shutil.which("mosquitto_sub"):
        print("skipped: this needs mosquitto and mosquitto-clients")
        sys.exit(77)
    unittest.main()
