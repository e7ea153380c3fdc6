#!/usr/bin/env python3
"""Who may do what on an office's broker: every identity, every topic, over TLS, with the real one."""
import json
import unittest

from firm import OFFICE, OfficeBroker, main
from mqtt import Client, Lost

ROOT = f"praatje/1/{OFFICE}"
TOPICS = [f"{ROOT}/{topic}" for topic in (
    "config/office", "config/person/p-1", "config/person/p-2", "config/device/kiosk-1", "config/device/other",
    "person/p-1/state", "person/p-2/state", "person/p-1/secret", "place/coffee/someone", "place/coffee/other",
    *(f"device/{device}/{leaf}" for device in ("kiosk-1", "board-1", "count-1", "desk-1", "other", "ha")
      for leaf in ("status", "report", "counts", "tally", "sync", "command", "answer")),
    "device/all/command", "device/all/status", "reply/somebody/1", "reply/admin@delft/1", "else",
)] + [
    f"homeassistant/device/praatje-{OFFICE}-{device}/config" for device in ("kiosk-1", "desk-1", "other")
] + [
    "praatje/1/other/config/office", "praatje/1/other/person/p-1/state", "praatje/1/other/place/coffee/someone",
    "praatje/1/other/device/kiosk-1/status", "praatje/1/other/device/kiosk-1/command",
    "praatje/1/other/device/all/command", "praatje/1/other/reply/somebody/1", "praatje/1/other/device/k-9/tally",
    "praatje/1/other/device/lobby/status", "praatje/1/other/device/lobby/command", "praatje/1/other/else",
    "homeassistant/device/praatje-other-lobby/config", "praatje/1/shown/config/office", "praatje/1/shown/place/a/someone",
    "praatje/1/shown/device/k-9/status",
    f"praatje/1/{OFFICE}-2/config/office", f"praatje/2/{OFFICE}/config/office", f"praatje/{OFFICE}",
    "homeassistant/device/praatje-other-kiosk-1/config", "homeassistant/status", "anything",
    "praatje/1/-/pair/abc/ask", "praatje/1/-/pair/abc/answer", "praatje/1/-/pair/abc/else",
    *(f"praatje/1/-/pair/{who}/{leaf}" for who in ("pairing-1", "pairing-2", "pairing-12", "pairing-")
      for leaf in ("ask", "answer", "else", "ask/1")), "praatje/1/-/pair/ask", "praatje/1/-/ask",
]
ADMINS = ("admin", "corine")
READS = ["config/#", "person/+/state", "place/+/someone", "device/+/tally", "device/all/command"]


def own(device):
    return [f"device/{device}/#"]


# The contract's "Roles on the broker": what each may read and write below the office's root.
ROLES = {
    "kiosk-1": (READS + own("kiosk-1"), ["person/+/state", "place/+/someone", "reply/#"] + own("kiosk-1")),
    "board-1": (READS + own("board-1"), ["reply/#"] + own("board-1")),
    "count-1": (READS[1:] + ["config/office", "config/device/#"] + own("count-1"), ["reply/#"] + own("count-1")),
    "desk-1": (READS + own("desk-1"), ["person/p-1/state", "reply/#"] + own("desk-1")),
    "ha": (["device/+/status", "device/+/counts"],
           [f"device/{d}/command" for d in ("kiosk-1", "board-1", "count-1", "desk-1")]),
    "admin": (["#"], ["#"]),
    "corine": (["#"], ["#"]),
    "tidy": (["person/+/state", "place/+/someone"], []),
    "other": ([], []),
    "lobby": ([], []),
}
# Offices beside the broker's own: other has a bridge to here, which takes what shown says too; lobby is a board of other's.
REPORTS = [f"device/+/{leaf}" for leaf in ("status", "report", "counts", "tally")]
ELSEWHERE = {
    "other": {"other": (["config/#"], ["person/+/state", "place/+/someone"] + REPORTS),
              "shown": (READS[:4], [])},
    "lobby": {"other": (READS + own("lobby"), ["reply/#"] + own("lobby"))},
    "tidy": {"other": (["person/+/state", "place/+/someone"], [])},
    **{admin: {"other": (["#"], ["config/#", "reply/#"] + REPORTS + own("lobby"))} for admin in ADMINS},
}
# Who has no identity yet: all that they may do stands below.
STRANGERS = ("pairing-1", "pairing-2")
DEVICES = ("kiosk-1", "board-1", "count-1", "desk-1")
REFUSED = 0x87


def matches(pattern, topic):
    pattern, topic = pattern.split("/"), topic.split("/")
    for i, level in enumerate(pattern):
        if level == "#":
            return True
        if i >= len(topic) or level not in ("+", topic[i]):
            return False
    return len(pattern) == len(topic)


def discovery(device, office=OFFICE):
    return f"homeassistant/device/praatje-{office}-{device}/config"


def whole(who, write):
    """Topics beside the office's root that somebody may use."""
    if who == "lobby":
        return [discovery(who, "other")] if write else []
    if who in DEVICES:
        return [discovery(who)] if write else []
    if who in STRANGERS:
        return [f"praatje/1/-/pair/{who}/{'ask' if write else 'answer'}"]
    if who == "ha":
        return [] if write else [discovery(d) for d in DEVICES]
    if who in ADMINS:
        return [discovery(d) for d in DEVICES] + [
            discovery("lobby", "other"), "praatje/1/-/pair/+/ask", "praatje/1/-/pair/+/answer"]
    return []


def allowed(who, topic, write):
    patterns = [f"{ROOT}/{p}" for p in ROLES.get(who, ([], []))[write]] + whole(who, write)
    patterns += [f"praatje/1/{office}/{p}" for office, rights in ELSEWHERE.get(who, {}).items() for p in rights[write]]
    return any(matches(p, topic) for p in patterns)


def last_of(who):
    """A root and something below it that somebody may read."""
    if who in STRANGERS:
        return f"praatje/1/-/pair/{who}", "answer"
    return (ROOT, ROLES[who][0][0]) if ROLES[who][0] else ("praatje/1/other", ELSEWHERE[who]["other"][0][0])


class Matrix:
    dynamic = False

    @classmethod
    def setUpClass(cls):
        cls.broker = broker = OfficeBroker(dynamic=cls.dynamic)
        cls.addClassCleanup(broker.close)
        files = {"kiosk-1": broker.enrol("kiosk-1", "kiosk"), "board-1": broker.enrol("board-1", "board"),
                 "count-1": broker.enrol("count-1", "counting-board"),
                 "desk-1": broker.enrol("desk-1", "desk", "--person", "p-1"),
                 "ha": broker.enrol("ha", "home-assistant"), "admin": broker.trust / "admin.conf",
                 "corine": broker.enrol_admin("corine"),
                 "tidy": broker.folder / "tidy.pem", "other": broker.enrol("other", "bridge", "--show", "shown"),
                 "lobby": broker.enrol("lobby", "board", "--office", "other"),
                 "tester": broker.enrol("tester", "board")}
        cls.give_tester_all()
        broker.start()
        cls.files = files
        cls.tester = cls.client("tester")
        cls.tester.subscribe("#")

    @classmethod
    def give_tester_all(cls):
        """Somebody who sees and says everything, so that nobody is believed who says that he was refused."""
        acl = cls.broker.trust / "acl"
        plain = acl.read_text()
        start = plain.index("user delft.tester\n")
        end = plain.find("\n\n", start) if "\n\n" in plain[start:] else len(plain)
        acl.write_text(plain[:start] + "user delft.tester\ntopic readwrite #\n" + plain[end:])

    @classmethod
    def client(cls, who):
        if who in STRANGERS:
            client = cls.stranger(who)
            cls.addClassCleanup(client.close)
            return client
        port = cls.broker.port if who in (*DEVICES, "other", "lobby", "tester") else cls.broker.port_others
        client = Client(port, cls.broker.authority, cls.files[who], f"test-{who}")
        cls.addClassCleanup(client.close)
        return client

    @classmethod
    def stranger(cls, who, name="praatje", password="praatje"):
        return Client(cls.broker.port_pairing, cls.broker.authority, None, name, who, password)

    def judge(self, cases):
        """cases: (who, action, topic, succeeded, may)."""
        self.assertGreater(sum(may for *_, may in cases), 50)
        wrong = [case for case in cases if case[3] != case[4]]
        self.assertEqual(wrong, [], f"{len(wrong)} of {len(cases)} cases")
        return len(cases)

    def test_nobody_writes_what_is_not_theirs(self):
        cases = []
        for who in (*ROLES, *STRANGERS):
            client = self.client(who)
            for topic in TOPICS:
                reason = client.publish(topic, f"{who} {topic}")
                self.assertIn(reason, (0, 0x10, REFUSED))
                cases.append((who, topic, reason))
        self.tester.publish("end", "writes end")
        self.tester.until("writes end")
        arrived = {payload for _, payload in self.tester.arrived}
        count = self.judge([(who, "write", topic, f"{who} {topic}" in arrived, allowed(who, topic, True))
                            for who, topic, _ in cases])
        self.assertEqual([c for c in cases if (c[2] == REFUSED) == allowed(c[0], c[1], True)], [])
        self.assertGreater(count, 400)

    def readers(self):
        """Everybody, subscribed to everything."""
        clients = {who: self.client(who) for who in (*ROLES, *STRANGERS)}
        for client in clients.values():
            client.subscribe("#")
        return clients

    def read(self, clients, action):
        cases = []
        for who, client in clients.items():
            root, right = last_of(who)
            last = f"{root}/{right}".replace("#", "end").replace("+", "end")
            self.tester.publish(last, f"end of {who}")
            client.until(f"end of {who}")
            got = {topic for topic, payload in client.arrived if payload == f"{action} {topic}"}
            cases += [(who, action, topic, topic in got, allowed(who, topic, False)) for topic in TOPICS]
        return self.judge(cases)

    def test_nobody_reads_what_is_not_theirs(self):
        clients = self.readers()
        for topic in TOPICS:
            self.assertIn(self.tester.publish(topic, f"live {topic}"), (0, 0x10))
        count = self.read(clients, "live")
        for topic in TOPICS:
            self.tester.publish(topic, f"kept {topic}", retain=True)
        clients = self.readers()
        self.assertGreater(count + self.read(clients, "kept"), 800)

    def test_nobody_without_a_certificate_is_let_in(self):
        for port in (self.broker.port, self.broker.port_others):
            with self.assertRaises(Lost):
                Client(port, self.broker.authority, None)

    def test_a_device_cannot_take_another_ones_connection_away(self):
        kiosk = self.client("kiosk-1")
        board = Client(self.broker.port, self.broker.authority, self.files["board-1"], f"{OFFICE}.kiosk-1")
        self.addCleanup(board.close)
        self.assertIn(kiosk.publish(f"{ROOT}/device/kiosk-1/status", "still here"), (0, 0x10))

    def test_a_stranger_is_let_in_as_one_of_a_few_only(self):
        for who, password in ((f"{OFFICE}.kiosk-1", ""), (f"{OFFICE}.kiosk-1", "praatje"), ("pairing-0", "praatje"),
                              ("pairing-33", "praatje"), ("pairing-1", "wrong"), (f"admin@{OFFICE}", "praatje"),
                              ("", "")):
            with self.subTest(who), self.assertRaises(Lost):
                self.stranger(who, "praatje", password)
        with self.assertRaises(Lost):
            Client(self.broker.port_pairing, self.broker.authority, self.files["kiosk-1"], f"{OFFICE}.kiosk-1")
        self.stranger("pairing-32").close()

    def test_a_stranger_cannot_take_anybodys_connection_away(self):
        clients = {who: self.client(who) for who in ("kiosk-1", "admin", "pairing-1")}
        for who in (f"{OFFICE}.kiosk-1", "test-admin", "pairing-1"):
            self.addCleanup(self.stranger("pairing-2", who).close)
        for who, client in clients.items():
            topic = f"praatje/1/-/pair/{who}/ask" if who in STRANGERS else f"{ROOT}/reply/somebody/1"
            self.assertIn(client.publish(topic, "still here"), (0, 0x10), who)

    def test_several_connections_of_one_admin_are_welcome(self):
        first, second = self.client("admin"), Client(self.broker.port_others, self.broker.authority,
                                                     self.files["admin"], "another")
        self.addCleanup(second.close)
        for client in (first, second):
            self.assertIn(client.publish(f"{ROOT}/reply/admin/1", "here"), (0, 0x10))


class AclTest(Matrix, unittest.TestCase):
    """By the acl_file."""


class DynamicTest(Matrix, unittest.TestCase):
    """The same by the dynamic-security plugin, which refuses subscriptions too."""
    dynamic = True

    @classmethod
    def give_tester_all(cls):
        file = cls.broker.trust / "dynamic-security.json"
        rights = json.loads(file.read_text())
        role, = [r for r in rights["roles"] if r["rolename"] == f"{OFFICE}.tester"]
        role["acls"] = [{"acltype": kind, "topic": "#", "allow": True, "priority": 0}
                        for kind in ("publishClientSend", "publishClientReceive", "subscribePattern")]
        file.write_text(json.dumps(rights))

    def readers(self):
        """Everybody, subscribed to each topic by itself, and to what their programs subscribe to."""
        clients = {who: self.client(who) for who in (*ROLES, *STRANGERS)}
        wrong = []
        for who, client in clients.items():
            self.assertEqual(client.subscribe("#"), REFUSED)
            for topic in TOPICS:
                taken, may = client.subscribe(topic) != REFUSED, allowed(who, topic, False)
                if taken != may:
                    wrong.append((who, topic, taken))
            root, right = last_of(who)
            self.assertEqual(client.subscribe(f"{root}/{right}"), 1, who)
        self.assertEqual(wrong, [])
        # What is wider than their rights, of which they are given a part.
        self.assertEqual(clients["count-1"].subscribe(f"{ROOT}/config/#"), 1)
        self.assertEqual(clients["tidy"].subscribe("praatje/1/+/person/+/state"), 1)
        self.assertEqual(clients["board-1"].subscribe(f"{ROOT}/#"), REFUSED)
        return clients


if __name__ == "__main__":
    main()
