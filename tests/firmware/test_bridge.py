#!/usr/bin/env python3
"""Two floors and a headquarters, each with a network and a broker of its own, bridged as shipped."""
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest

import firm
import networks
from mqtt import Client

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "office"))
import office as o  # noqa: E402  (real devices, screens and taps)

HEADQUARTERS, DEVICES, OTHERS = "10.99.0.1", 8883, 8884
FLOORS = {"floor-1": "10.99.1", "floor-2": "10.99.2"}
EQUAL_S = 15
STATES = ("person/p-1/state", "place/coffee/someone", "device/k-9/status", "device/k-9/report", "device/k-9/counts",
          "device/k-9/tally")
CONFIGURATION = ("config/office", "config/person/p-1", "config/device/k-9")
REST = ("device/k-9/command", "device/all/command", "device/k-9/answer", "device/k-9/sync", "reply/somebody/1", "else",
        "person/p-1/secret", "place/coffee/other")
ALL = bool(os.environ.get("PRAATJE_TEST_ALL"))


class Floor(networks.Network):
    """With one link, to the headquarters' network."""

    def __init__(self, name, net, top):
        super().__init__()
        self.name, self.top = name, top
        top.ip(f"link add {name} type veth peer name to-hq netns {self.holder.pid}")
        top.ip(f"address add {net}.1/24 dev {name}")
        self.join()
        self.ip(f"address add {net}.2/24 dev to-hq")
        self.ip("link set to-hq up")
        self.ip(f"route add default via {net}.1")

    def cut(self):
        self.top.ip(f"link set {self.name} down")

    def join(self):
        self.top.ip(f"link set {self.name} up")


class Site(firm.OfficeBroker):
    """A broker with the project's own configuration and ports, in a network of its own."""

    def __init__(self, name, address, network):
        self.name, self.network, self.bridge = name, network, ""
        super().__init__(address, office=name)
        self.port, self.port_others = DEVICES, OTHERS

    def point_here(self, file):
        """It has the ports that are shipped."""

    def configuration(self):
        shipped = (firm.FIRMWARE / "broker/praatje.conf").read_text().replace("/etc/praatje-broker", str(self.trust))
        return f"user {self.user}\npersistence true\npersistence_location {self.folder}/\n{shipped}\n{self.bridge}"

    def start(self):
        with self.network.inside():
            return super().start()

    def go_to(self, file, *shows):
        conf = self.folder / "bridge.conf"
        self.ctl("broker", "bridge", file, "--folder", self.trust, "-o", conf, *shows)
        self.bridge = conf.read_text()

    def add_tester(self):
        """Somebody who sees and says everything, so that nothing crosses unseen."""
        self.tester = self.enrol_admin("tester")
        acl = self.trust / "acl"
        head, _, rest = acl.read_text().partition(f"user tester@{self.name}\n")
        acl.write_text(f"{head}user tester@{self.name}\ntopic readwrite #\n" + "\n\n".join([""] + rest.split("\n\n")[1:]))

    def client(self, name, *patterns):
        with self.network.inside():
            client = Client(OTHERS, self.authority, self.tester, name)
        for pattern in patterns:
            client.subscribe(pattern)
        return client

    def kept(self, root):
        """What is retained below root: topic: (payload, seconds that it still holds)."""
        with contextlib.closing(self.client("look", f"{root}/#", "end/look")) as client:
            client.publish("end/look", "end of look")
            client.until("end of look")
            return client.kept

    def admin(self, office, *words, check=True):
        done = subprocess.run([*self.network.into, firm.PRAATJECTL, "--settings", self.trust / "admin.conf", "--office", office,
                               *map(str, words)], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
        if check and done.returncode:
            raise AssertionError(f"praatjectl {words} at {self.name}: {done.returncode}: {done.stderr}")
        return done


class Device(o.Device):
    """A real one at a site, of an office that may be another site's."""

    def __init__(self, site, office, name, role, size):
        self.site, self.shown, self.name, self.env = site, office, name, {}
        self.office = self
        self.screen_ = o.Screen(size)
        self.log = open(site.folder / f"{name}.log", "ab")
        file = site.enrol(name, role, "--office", office)
        self.command = [*site.network.into, o.BIN / "praatje", "--settings", file, "--size", size,
                        "--state", site.folder / f"state-{name}"]

    def admin(self, *words, check=True):
        return self.site.admin(self.shown, *words, check=check)


class BridgeTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as ends:
            top = cls.kept_until(ends, networks.Network())
            top.ip(f"address add {HEADQUARTERS}/32 dev lo")
            cls.networks = {name: cls.kept_until(ends, Floor(name, net, top)) for name, net in FLOORS.items()}
            cls.top = cls.site(ends, "hq", HEADQUARTERS, top)
            cls.floors = {name: cls.site(ends, name, f"{net}.2", cls.networks[name]) for name, net in FLOORS.items()}
            one, other = cls.floors.values()
            for name, shown in ((one.name, other.name), (other.name, one.name)):
                file = cls.top.enrol(name, "bridge", "--show", shown)
                cls.floors[name].go_to(file, "--show", shown)
            cls.devices = [Device(one, "floor-1", "k-1", "kiosk", "800x480"),
                           Device(other, "floor-1", "b-2", "board", "1280x720"),
                           Device(cls.top, "floor-1", "b-hq", "board", "1280x720")]
            for site in (cls.top, one, other):
                site.add_tester()
                site.start()
            ends.callback(cls.end_devices)
            cls.ends = ends.pop_all()
        cls.addClassCleanup(cls.ends.close)

    @classmethod
    def kept_until(cls, ends, network):
        ends.callback(network.end)
        return network

    @classmethod
    def site(cls, ends, *words):
        site = Site(*words)
        ends.callback(site.close)
        return site

    @classmethod
    def end_devices(cls):
        for device in cls.devices:
            if hasattr(device, "process"):
                device.end()
            else:
                device.screen_.end()
                device.log.close()

    def clients(self, name):
        clients = {site.name: site.client(name, "#") for site in (self.top, *self.floors.values())}
        for client in clients.values():
            self.addCleanup(client.close)
        return clients

    def say_everything(self, at, clients):
        """Says at a site whatever there is of every office; returns which of it is seen at which site."""
        topics = [f"praatje/1/{office}/{rest}" for office in ("floor-1", "floor-2", "hq", "floor-3")
                  for rest in STATES + CONFIGURATION + REST]
        topics += ["homeassistant/device/praatje-floor-1-k-9/config", "praatje/1/-/pair/abc/ask", "anything"]
        for topic in topics:
            self.assertIn(clients[at].publish(topic, f"{at} {topic}", retain=True, expiry_s=60), (0, 0x10))
        return topics

    def await_marks(self, clients, marks):
        """A bridge keeps the order: what has not come before these does not come."""
        for at, (topic, seers) in marks.items():
            clients[at].publish(topic, f"mark of {at}")
            for seer in seers:
                clients[seer].until(f"mark of {at}")

    def test_only_what_the_contract_lets_pass_crosses_and_each_one_way(self):
        clients = self.clients("everything")
        marks = {"floor-1": ("praatje/1/floor-1/person/mark/state", ["hq", "floor-2"]),
                 "floor-2": ("praatje/1/floor-2/person/mark/state", ["hq", "floor-1"]),
                 "hq": ("praatje/1/floor-1/config/mark", ["floor-1", "floor-2"])}
        self.await_marks(clients, marks)
        shown = STATES[:2] + STATES[-1:]
        crosses = {
            "floor-1": {"hq": [f"praatje/1/floor-1/{t}" for t in STATES],
                        "floor-2": [f"praatje/1/floor-1/{t}" for t in shown]},
            "floor-2": {"hq": [f"praatje/1/floor-2/{t}" for t in STATES],
                        "floor-1": [f"praatje/1/floor-2/{t}" for t in shown]},
            "hq": {"floor-1": [f"praatje/1/{f}/{t}" for f in FLOORS for t in CONFIGURATION] +
                   [f"praatje/1/floor-2/{t}" for t in shown],
                   "floor-2": [f"praatje/1/{f}/{t}" for f in FLOORS for t in CONFIGURATION] +
                   [f"praatje/1/floor-1/{t}" for t in shown]}}
        for at, seers in crosses.items():
            for client in clients.values():
                client.arrived.clear()
            said = self.say_everything(at, clients)
            self.await_marks(clients, {at: marks[at]})
            clients[at].until(f"mark of {at}")
            for seer, client in clients.items():
                counts = {t: sum(p == f"{at} {t}" for topic, p in client.arrived if topic == t) for t in said}
                wanted = {t: int(seer == at or t in seers[seer]) for t in said}
                self.assertEqual({t: n for t, n in counts.items() if n != wanted[t]}, {}, f"{at} to {seer}")
            for seer, topics in seers.items():
                kept = self.site_of(seer).kept("praatje/1")
                for topic in topics:
                    self.assertEqual(kept[topic][0], f"{at} {topic}")
                    self.assertTrue(0 < kept[topic][1] <= 60, kept[topic])
            for topic in said:
                clients[at].publish(topic, "", retain=True)
            self.await_marks(clients, {at: (marks[at][0], [])})
            for seer, topics in seers.items():
                self.until_equal(lambda: set(self.site_of(seer).kept("praatje/1")) & set(topics), set())

    def site_of(self, name):
        return self.top if name == "hq" else self.floors[name]

    def until_equal(self, look, wanted, limit=EQUAL_S):
        began = time.monotonic()
        while (found := look()) != wanted:
            self.assertLess(time.monotonic() - began, limit, f"{found}")
            time.sleep(0.05)
        return time.monotonic() - began

    def await_notice(self, floor):
        """Until the broker has given the line up and tries again, which a short cut doesn't come to."""
        log = floor.folder / "log"
        before = log.read_text().count("Connecting bridge")
        self.until_equal(lambda: log.read_text().count("Connecting bridge") > before, True, limit=4 * EQUAL_S)

    def states(self, site):
        """Everybody's state and every place's, as the site has it: who, presence or kind, version."""
        out = {}
        for topic, (payload, _) in site.kept("praatje/1/floor-1").items():
            if topic.endswith(("/state", "/someone")) and payload[:1] == "{":
                said = json.loads(payload)
                out[topic] = said["v"], said.get("presence", said.get("kind")), said.get("until")
        return out

    def all_equal(self):
        one, *others = [self.states(site) for site in (self.floors["floor-1"], self.floors["floor-2"], self.top)]
        return all(other == one for other in others)

    def test_a_tap_on_one_floor_is_seen_everywhere_and_a_cut_link_heals(self):
        self.top.admin("floor-1", "--timeout", "1", "apply", o.TOP / "app/sample")
        for name, role in (("b-2", "board"), ("b-hq", "board"), ("k-1", "kiosk")):
            self.top.admin("floor-1", "--timeout", "1", "device", "set", name, f"role={role}", f"name={name}", "place=coffee")
        for device in self.devices:
            device.start()
        kiosk, board, board_hq = self.devices
        people = {json.loads(p.read_text())["name"]: p.stem for p in (o.TOP / "app/sample/person").glob("*.json")}

        def say(name, key):
            kiosk.tap(f"person:{people[name]}")
            kiosk.tap(key)
            kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))

        say("Jan", "kind:chat")
        say("Nynke", "kind:walk")
        for one in (board, board_hq):
            one.until(o.shows("Jan", "Nynke"))

        self.networks["floor-1"].cut()
        say("Olga", "kind:idea")
        say("Jan", "leave")
        self.top.admin("floor-1", "--timeout", "1", "person", "remove", "Nynke", check=False)
        self.assertFalse(self.all_equal())
        if ALL:
            self.await_notice(self.floors["floor-1"])
        self.networks["floor-1"].join()
        began = time.monotonic()

        def met():
            kept = self.states(self.top)
            gone = f"praatje/1/floor-1/person/{people['Nynke']}/state" not in kept
            return gone and "open" in str(kept.get(f"praatje/1/floor-1/person/{people['Olga']}/state")) and \
                self.all_equal()

        took = self.until_equal(met, True)
        for one in (board, board_hq):
            one.until(lambda a: o.shows("Olga")(a) and not o.shows("Jan")(a) and not o.shows("Nynke")(a))
        print(f"equal {took:.1f} s after the link was whole again, seen {time.monotonic() - began:.1f} s after", flush=True)


if __name__ == "__main__":
    reason = o.missing() and "this machine has no " + ", ".join(o.missing())
    reason = reason or networks.why_not()
    if reason:
        print("skipped:", reason)
        sys.exit(77)
    firm.main()
