"""What an office's days have left in files, byte by byte: names, people's ids, times."""
import datetime
import json
import re
import shutil
import sqlite3
import tempfile

# All that the broker may log: who connects, by the name in its certificate, and its own troubles.
BROKER_LINES = (r"New connection from \S+ on port \d+\.", r"New client connected from \S+ as \S+ \(.*\)\.",
                r"Client \S+ (disconnected|closed its connection|has exceeded timeout|already connected).*",
                r"Expiring client \S+ due to timeout\.", r"Socket error on client \S+, disconnecting\.",
                r"Client connection from \S+ failed: .*", r"OpenSSL Error\[\d\]: .*",
                r"Warning: Mosquitto should not be run as root.*")
STATEMENTS = ("person/", "place/")


class Traces:
    """Looks for what people are called, and for times of days before today."""

    def __init__(self, office, people):
        self.office, self.held = office, {}
        self.words = [w.encode() for w in (*people, *people.values())]
        self.roster = [f"config/person/{p}" for p in people]
        self.said = set()  # v of every statement that was seen

    def look(self):
        """What the broker holds, remembered: what is said now is looked for later."""
        self.held = self.office.retained()
        self.said |= {json.loads(p)["v"] for t, p in self.held.items() if t.startswith(STATEMENTS)}
        return self.held

    def today_s(self):
        return int(self.office.now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp())

    def files(self, parts):
        """Every file that these devices have written, and the broker and its tidy if they are all."""
        folder, found = self.office.folder, []
        if len(parts) == len(self.office.parts):
            found += [*folder.glob("mosquitto.db*"), folder / "log", *folder.glob("tidy.log")]
        for part in parts:
            found += [folder / f"{part.name}.log"]
            found += [p for place in (part.state, part.home) for p in place.rglob("*") if p.is_file()]
        return found

    def allowed(self, today):
        """What may be there: configuration, what devices say of themselves, and what was said today."""
        for topic, payload in self.held.items():
            if topic.startswith(("config/", "device/", "homeassistant/")):
                if any(word in payload.encode() for word in self.words) and not topic.startswith("config/"):
                    raise AssertionError(f"{topic} names somebody: {payload}")
                yield payload.encode()
            elif today and topic.startswith(STATEMENTS) and json.loads(payload)["v"] >= self.today_s() * 1000:
                yield payload.encode()
                yield topic.encode()
        yield from (topic.encode() for topic in self.roster)

    def find(self, parts=None, today=True):
        """file: what, of all that shouldn't be there. today: what was said today may be."""
        parts, found = parts or self.office.parts, set()
        if self.office.broker.process:
            self.look()
        allowed = sorted(set(self.allowed(today)), key=len, reverse=True)
        for path in self.files(parts):
            try:
                data = path.read_bytes()
            except FileNotFoundError:  # mosquitto writes a new file and renames it
                continue
            if path.name == "log":
                found |= {f"log: {line}" for line in unexpected(data.decode())}
                data = re.sub(rb"(?m)^\d{10}: ", b"", data)
            for words in allowed:
                data = data.replace(words, b"")
            found |= {f"{path.relative_to(self.office.folder)}: {what}" for what in self.find_in(data)}
            if path.name == "store.db":
                found |= {f"{path.parent.name}, to be passed on: {topic}" for topic in unsent(path)}
        return found

    def find_in(self, data):
        yield from (word.decode() for word in self.words if word in data)
        today, fortnight = self.today_s(), datetime.timedelta(days=14).total_seconds()
        for digits in re.findall(rb"(?<!\d)\d{10}(?:\d{3})?(?!\d)", data):
            if today - fortnight <= int(digits[:10]) < today:
                yield f"the time {digits.decode()}"
        for v in (v for v in self.said if v < today * 1000):
            if v.to_bytes(6, "big") in data or v.to_bytes(6, "little") in data:
                yield f"the time {v} in binary"


def unexpected(log):
    """Lines of a broker's log that tell more than who is connected."""
    for line in log.splitlines():
        said = re.sub(r"^\d{10}: ", "", line)
        if not any(re.fullmatch(pattern, said) for pattern in BROKER_LINES):
            yield line


def unsent(store):
    """The topics of what a device's disk keeps to be passed on."""
    with tempfile.TemporaryDirectory() as copy:
        for file in store.parent.glob("store.db*"):
            shutil.copy(file, copy)
        with sqlite3.connect(f"{copy}/store.db") as database:
            rows = database.execute("SELECT topic FROM unsent").fetchall()
        database.close()
    return [topic for topic, in rows]
