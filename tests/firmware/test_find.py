#!/usr/bin/env python3
"""A device that was told nothing finds its broker by multicast DNS: real daemons, on networks of their own."""
import contextlib
import unittest

import neighbours
from adoption import ALL, WORDS_HOLD_S, Stranger, faults, until
from neighbours import Neighbour, NearBroker

BROKERS = ("10.98.1.1", "10.98.2.1")
LOOKS_EVERY_S = 15


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


if __name__ == "__main__":
    neighbours.main()
