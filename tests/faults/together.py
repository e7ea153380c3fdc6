"""Whether all in an office show the same, and how long that takes; and what is still on somebody's disk."""
import shutil
import sqlite3
import tempfile
import time

from faults import o

LOOK_S = 5  # what looking at several screens takes on a busy machine


def states(answer):
    """What a kiosk shows of each person."""
    return {t["name"]: t["state"] for t in answer["targets"] if t["name"].startswith("person:")}


def retained(office):
    """The statements that the office's broker holds, by topic."""
    listener = o.Listener(office)
    try:
        listener.wait("config/office")
        office.publish("end", {}, retain=False)
        listener.wait("end")
        return {topic: payload for topic, payload in listener.seen.items()
                if topic.startswith(("person/", "place/")) and payload}
    finally:
        listener.end()


def kept_of(kiosk):
    """The unsent statements on a kiosk's disk: topic to (v, by, implied)."""
    with tempfile.TemporaryDirectory() as copy:
        for file in (kiosk.office.folder / f"state-{kiosk.name}").glob("store.db*"):
            shutil.copy(file, copy)
        with sqlite3.connect(f"{copy}/store.db") as db:
            rows = db.execute("SELECT topic, v, implied FROM unsent").fetchall()
        db.close()
    return {topic: (v, kiosk.name, implied) for topic, v, implied in rows}


def presences(held):
    return {topic.split("/")[1]: p["presence"] for topic, p in held.items() if topic.startswith("person/")}


def until_equal(looks, limit):
    """Looks until all that these give is equal; how long that took, and what it then was."""
    began = time.monotonic()
    while True:
        seen = [look() for look in looks]
        if all(one == seen[0] for one in seen[1:]):
            return time.monotonic() - began, seen[0]
        if time.monotonic() - began > limit:
            raise o.Limit(f"not together after {limit} s: " + "\n".join(map(str, seen)))


def at_home(answer):
    return answer["screen"] == "home" and states(answer)


def look_of(kiosk):
    """Who isn't away, as a kiosk shows it; a sheet that was left open is closed, which takes 20 s by itself."""
    def look():
        answer = kiosk.until(lambda a: at_home(a) or o.target(a, "close"))
        if not at_home(answer):
            kiosk.screen_.tap(*o.middle(o.target(answer, "close")))
            answer = kiosk.until(at_home)
        return {name.removeprefix("person:"): s for name, s in states(answer).items() if s != "away"}
    return look


def look_at_broker(office):
    return lambda: {p: s for p, s in presences(retained(office)).items() if s != "away"}
