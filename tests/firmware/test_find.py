#!/usr/bin/env python3
"""A device that was told nothing finds its broker by multicast DNS: real daemons, on networks of their own."""
import contextlib
import shutil
import sys
import unittest

import firm
import networks
from adoption import ALL, WORDS_HOLD_S, Stranger, faults, o, until

BROKERS = ("10.98.1.1", "10.98.2.1")
LOOKS_EVERY_S = 15
AVAHI = shutil.which("avahi-daemon", path="/usr/sbin:/usr/bin")
BUS = """<busconfig><type>system</type><listen>unix:path={}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy>
</busconfig>"""
# Its files in /run and /etc are the system's: in folders of its own it sees none of those.
ALONE = """mount -t tmpfs tmpfs /run && mkdir /run/avahi-daemon && mount --bind "$1" /etc/avahi/services &&
exec "$2" --file "$3" --no-drop-root --no-chroot --no-rlimits"""


class Neighbour(networks.Network):
    """A network with multicast DNS, as on a machine with avahi's daemon."""

    def __init__(self, folder, name):
        super().__init__()
        self.folder, self.name, self.processes = folder / name, name, []
        (self.folder / "services").mkdir(parents=True)
        (self.folder / "bus.conf").write_text(BUS.format(self.folder))
        (self.folder / "avahi.conf").write_text(f"[server]\nhost-name={name}\nuse-ipv6=no\n[wide-area]\nenable-wide-area=no\n")
        self.env = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus"}

    def link(self, other, address, other_address):
        self.ip(f"link add {other.name} type veth peer name {self.name} netns {other.holder.pid}")
        self.up(other.name, address)
        other.up(self.name, other_address)

    def up(self, device, address):
        self.ip(f"address add {address}/24 dev {device}")
        self.ip(f"link set {device} up")

    def begin(self, *command):
        with self.inside(), open(self.folder / "log", "ab") as log:
            self.processes.append(o.Process(*command, env=self.env, stdout=log, stderr=log))

    def announce(self):
        """Starts the daemon, with what is in services; it is there when it says so."""
        self.begin("dbus-daemon", "--nofork", "--config-file", self.folder / "bus.conf")
        until("a bus", lambda: (self.folder / "bus").exists())
        self.begin("unshare", "-m", "--propagation", "private", "sh", "-c", ALONE, "sh", self.folder / "services", AVAHI,
                   self.folder / "avahi.conf")
        until("multicast DNS", lambda: "startup complete" in (self.folder / "log").read_text())

    def end(self):
        for process in reversed(self.processes):
            process.end()
        super().end()


class NearBroker(firm.OfficeBroker):
    """An office's broker on a network of its own, with what is shipped to announce it."""

    def __init__(self, address, office):
        super().__init__(address, office=office)
        self.host, self.office = address, office
        self.port, self.port_others, self.port_pairing = 8883, 8884, 8885
        self.network = Neighbour(self.folder, office)
        shutil.copy(firm.FIRMWARE / "broker/praatje.avahi", self.network.folder / "services/praatje.service")

    def point_here(self, file):
        pass

    def start(self):
        with self.network.inside():
            return super().start()

    def adopt(self, words, *options):
        with self.network.inside():
            return firm.ctl("device", "adopt", *words, "--role", "kiosk", "--folder", self.trust, *options)

    def close(self):
        self.network.end()
        super().close()


class FindTest(unittest.TestCase):
    def setUp(self):
        ends = contextlib.ExitStack()
        self.addCleanup(ends.close)
        self.brokers = []
        for address, office in zip(BROKERS, ("delft", "leiden")):
            broker = NearBroker(address, office)
            ends.callback(broker.close)
            self.brokers.append(broker)
        self.first, self.second = self.brokers
        self.near = Neighbour(self.first.folder, "near")
        ends.callback(self.near.end)
        for broker in self.brokers:
            broker.network.link(self.near, broker.host, broker.host[:-1] + "2")
            broker.start()
        self.ends = ends

    def stranger(self, **env):
        stranger = Stranger(self.first, settings="; it was told nothing\n", env={**self.near.env, **env}, network=self.near)
        self.ends.callback(stranger.end)
        return stranger

    def test_one_that_announces_itself_is_asked_and_gives_an_identity(self):
        clock = faults.Clock(self.first.folder)
        stranger = self.stranger(**clock.env)
        stranger.says("avahi finds nothing: ")
        self.near.announce()
        clock.forward(LOOKS_EVERY_S)
        stranger.says("no broker announces itself on this network")
        self.first.network.announce()
        clock.forward(LOOKS_EVERY_S)
        code, _, err = self.first.adopt(stranger.words(), "--id", "coffee-9")
        self.assertEqual(code, 0, err)
        stranger.says("was adopted")
        self.assertIn(f"address = mqtts://{self.first.host}", stranger.identity.read_text())
        self.first.reload()
        stranger.says("link: connected")

    @ALL
    def test_of_two_offices_each_is_asked_in_its_turn(self):
        for network in (self.near, self.first.network, self.second.network):
            network.announce()
        clock = faults.Clock(self.first.folder)
        stranger = self.stranger(**clock.env)
        words = stranger.words()

        def asked():
            return [b for b in self.brokers if "as pairing-" in (b.folder / "log").read_text()]
        before = asked()
        self.assertEqual(len(before), 1)
        clock.forward(WORDS_HOLD_S)
        self.assertNotEqual(stranger.words(2), words)
        other = next(b for b in until("the other's turn", lambda: len(asked()) == 2 and asked()) if b not in before)
        code, _, err = before[0].adopt(stranger.words(2), "--timeout", "6")
        self.assertEqual(code, 75, err)
        code, _, err = other.adopt(stranger.words(2))
        self.assertEqual(code, 0, err)
        stranger.says("was adopted")
        self.assertIn(f"id = {other.office}\n", stranger.identity.read_text())

    def test_without_anything_to_look_with_it_says_what_to_do(self):
        self.stranger(PATH="/nowhere").says("install avahi-utils, or name the broker in praatje-device.conf")


def main():
    lacks = [p for p in ("avahi-browse", "dbus-daemon", "Xvfb", "xdotool") if not shutil.which(p)]
    lacks += [] if AVAHI else ["avahi-daemon"]
    reason = lacks and "this machine has no " + ", ".join(lacks) or networks.why_not()
    if reason:
        print("skipped:", reason)
        sys.exit(77)
    firm.main()


if __name__ == "__main__":
    main()
