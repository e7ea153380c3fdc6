"""An office whose days are played: the broker as it is shipped, real devices with certificates, a clock put forward."""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import time

import firm
import mqtt

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import faults  # noqa: E402
from faults import o  # noqa: E402

LIMIT_S = 30
# Names and ids that occur nowhere by chance.
PEOPLE = {"p-q7w3x": "Corrientje Zandbergen", "p-m2k9v": "Ødegård-Łukasz", "p-t8r4n": "Hildegonda",
          "p-z5j6b": "Żaneta Wójcik", "p-c3x8d": "Quirijn Vleugels", "p-h9s2g": "Dieuwertje",
          "p-y4f7t": "Wubbechien"}
CORRIE, LUKASZ, HILDE, ZANETA, QUIRIJN, DIEUWER, WUBBE = PEOPLE
OFFICE = {"rev": 1, "name": "Kantoor", "lang": "nl", "tz": "Europe/Amsterdam",
          "hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "open": "08:00", "close": "18:30"}],
          "places": [{"id": "coffee", "name": "koffiehoek"}, {"id": "second", "name": "2e verdieping"}]}
ZONE = faults.zoneinfo.ZoneInfo(OFFICE["tz"])
DEVICES = {"kiosk-1": {"role": "kiosk", "name": "Kiosk beneden", "place": "coffee"},
           "kiosk-2": {"role": "kiosk", "name": "Kiosk boven", "place": "second"},
           "desk-1": {"role": "desk", "name": "Bureau", "person": QUIRIJN},
           "board-1": {"role": "board", "name": "Bord"}}


class Device(o.Device):
    """The real program with the one file that it got when it was enrolled, and a home of its own."""

    def __init__(self, office, name, settings, size):
        self.office, self.name = office, name
        self.home = office.folder / f"home-{name}"
        self.home.mkdir()
        self.env = {**office.clock.env, "HOME": str(self.home), "TMPDIR": str(self.home),
                    "XDG_CACHE_HOME": str(office.folder / "cache")}
        self.screen_ = o.Screen(size)
        self.log = open(office.folder / f"{name}.log", "ab")
        self.state = office.folder / f"state-{name}"
        self.command = [o.BIN / "praatje", "--settings", settings, "--size", size, "--state", self.state]
        self.start()


class Office:
    """Two kiosks, a desk and a board; at the start it is Monday, ten to nine."""

    def __init__(self):
        self.broker = firm.OfficeBroker()
        self.parts = []
        self.folder = self.broker.folder
        self.clock = faults.Clock(self.folder, 8, 50)
        self.broker.env = self.clock.env
        try:
            self.open()
        except BaseException:
            self.end()
            raise

    def open(self):
        files = {name: self.broker.enrol(name, config["role"], *(["--person", config["person"]] if "person" in config else []))
                 for name, config in DEVICES.items()}
        self.broker.start()
        self.configure()
        for name, size in (("kiosk-1", "800x480"), ("kiosk-2", "720x1280"), ("desk-1", "800x480"), ("board-1", "1280x720")):
            self.parts.append(Device(self, name, files[name], size))
        self.kiosk, self.other, self.desk, self.board = self.parts

    def configure(self):
        sample = self.folder / "sample"
        for part, documents in (("person", {p: {"rev": 1, "name": n, "wall": "name"} for p, n in PEOPLE.items()}),
                                ("device", {d: {"rev": 1, **c} for d, c in DEVICES.items()})):
            (sample / part).mkdir(parents=True, exist_ok=True)
            for name, document in documents.items():
                (sample / part / f"{name}.json").write_text(json.dumps(document))
        (sample / "office.json").write_text(json.dumps(OFFICE))
        self.admin("apply", sample)

    def admin(self, *words, check=True):
        result = subprocess.run([firm.PRAATJECTL, "--settings", self.broker.trust / "admin.conf", *map(str, words)],
                                capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
        if check and result.returncode:
            raise AssertionError(f"praatjectl {words}: {result.returncode}: {result.stderr}")
        return result

    def retained(self):
        """All that the broker holds: topic below the root to payload."""
        client = mqtt.Client(self.broker.port_others, self.broker.authority, self.broker.trust / "admin.conf", "look")
        try:
            client.subscribe(f"praatje/1/{firm.OFFICE}/#")
            client.subscribe("homeassistant/#")
            client.publish(f"praatje/1/{firm.OFFICE}/reply/look/end", "end")
            client.until("end")
            return {topic.removeprefix(f"praatje/1/{firm.OFFICE}/"): payload
                    for topic, payload in client.arrived if payload not in ("", "end")}
        finally:
            client.close()

    def now(self):
        return datetime.datetime.fromtimestamp(self.clock.now_s(), ZONE)

    def until(self, hour, minute):
        """Puts the clock forward to the next hour:minute: all that was due meanwhile is due at once. Where
        there is a broker, waits until every device that runs has told it of that, in seconds that go faster."""
        now = self.now()
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if then <= now:
            then += datetime.timedelta(days=1)
        self.clock.forward(int(then.timestamp() - now.timestamp()) + 1)
        self.settle()

    def settle(self):
        since, limit = self.clock.now_s(), time.monotonic() + LIMIT_S
        while self.broker.process and not self.heard_since(since):
            if time.monotonic() > limit:
                raise o.Limit("not all devices are back: " + json.dumps(self.retained(), indent=1))
            self.clock.forward(1)
            time.sleep(0.05)

    def heard_since(self, since):
        held = self.retained()
        return all(json.loads(held.get(f"device/{part.name}/status", '{"at": 0}'))["at"] >= since
                   for part in self.parts if part.process.popen.poll() is None)

    def tidy(self):
        """What the nightly timer starts."""
        secrets = self.folder / "secrets"
        secrets.mkdir(exist_ok=True)
        for name, file in (("ca", "ca.crt"), ("certificate", "tidy.crt"), ("key", "tidy.key")):
            (secrets / name).write_bytes((self.broker.trust / file).read_bytes())
        done = subprocess.run([firm.FIRMWARE / "broker/tidy"], check=True, timeout=60, capture_output=True, env={
            **os.environ, "CREDENTIALS_DIRECTORY": str(secrets), "PRAATJE_BROKER_PORT": str(self.broker.port_others)})
        (self.folder / "tidy.log").write_bytes(done.stdout + done.stderr)

    def end(self):
        for part in self.parts:
            part.end()
        self.broker.close()
