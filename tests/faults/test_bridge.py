#!/usr/bin/env python3
"""Two bridged brokers that were parted, on a wire that breaks again while it joins them: they become equal."""
import socket
import sys
import threading
import time
import unittest

import faults
from faults import o
from together import LOOK_S, look_at_broker, look_of, retained, states, until_equal

JOIN_S = 15
FLAPS = 2  # what they say over it is said again by its author each time, and once more at the end

IN_FLIGHT = "max_inflight_messages 1000\n"  # all that the one holds comes over without a word back


class Relay:
    """A wire between two brokers that can be cut, or pass on only what the one who calls has to say."""

    def __init__(self, to_port):
        self.to_port, self.whole, self.one_way, self.ends = to_port, True, False, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            if not self.whole:
                caller.close()
                continue
            try:
                called = socket.create_connection(("127.0.0.1", self.to_port))
            except OSError:
                caller.close()
                continue
            self.ends += [caller, called]
            threading.Thread(target=self._pass_on, args=(caller, called, False), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(called, caller, self.one_way), daemon=True).start()

    @staticmethod
    def _pass_on(a, b, only_first):
        """only_first: the CONNACK, without which nothing would be said at all."""
        silent = False
        try:
            while data := a.recv(65536):
                if not silent:
                    b.sendall(data)
                silent = only_first
        except OSError:
            pass
        for end in (a, b):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        self.whole = False
        for end in self.ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
        self.ends = []

    def join(self, one_way=False):
        self.one_way, self.whole = one_way, True

    def end(self):
        self.cut()
        self.listening.close()


class BridgeTest(unittest.TestCase):
    """Two brokers bridged both ways."""

    def setUp(self):
        self.one, self.other = (o.Office(configured=False, started=False) for _ in range(2))
        self.relay = Relay(self.one.broker.port)
        self.one.broker.more = IN_FLIGHT
        self.one.broker.start()
        self.one.configure()
        # Two numbers for restart_timeout: with the first alone mosquitto waits longer each time, up to 30 s.
        self.other.broker.more = (f"{IN_FLIGHT}connection bridge\naddress 127.0.0.1:{self.relay.port}\n"
                                  "topic # both 1\nbridge_protocol_version mqttv50\nrestart_timeout 1 1\n"
                                  "cleansession true\n")
        self.other.broker.start()

    def tearDown(self):
        self.other.end()
        self.relay.end()
        self.one.end()

    def both_show(self, kiosks, name, state):
        for kiosk in kiosks:
            kiosk.until(lambda a: states(a).get(self.one.person(name)) == state)

    def say(self, kiosk, name, key):
        kiosk.tap(self.one.person(name))
        kiosk.tap(key)
        kiosk.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))

    def say_while_parted(self, one, other):
        """Each side changes what the other does too, the one before it and after it."""
        self.say(one, "Olga", "kind:idea")
        self.say(other, "Olga", "focus")
        self.say(other, "Nynke", "focus")
        self.say(one, "Nynke", "kind:walk")
        self.say(other, "Jan", "leave")
        self.say(other, "Wout", "kind:chat")
        other.tap("someone")
        other.until(lambda a: a["screen"] == "home" and not o.target(a, "undo"))

    def flap(self, name):
        """The wire breaks again once the other's older word has come over it; its author repairs that."""
        topic = self.one.state_topic(name)
        newer, older = retained(self.one)[topic], retained(self.other)[topic]
        self.assertGreater(newer["v"], older["v"])
        listener = o.Listener(self.one)
        try:
            listener.wait(topic, lambda p: p["v"] == newer["v"])
            self.relay.join(one_way=True)
            listener.wait(topic, lambda p: p["v"] == older["v"])
            listener.wait(topic, lambda p: p["v"] == newer["v"], limit=2)
        finally:
            listener.end()
            self.relay.cut()

    def test_parted_and_changed_on_both_sides_they_become_equal_again(self):
        one = self.one.device("k-1", "kiosk", "800x480")
        other = self.other.device("k-2", "kiosk", "800x480")
        board = self.other.device("board", "board", "1920x1080")
        for kiosk in (one, other):
            kiosk.until(lambda a: a["screen"] == "home" and states(a))
        self.say(one, "Jan", "kind:chat")
        self.both_show((one, other), "Jan", "open")

        self.relay.cut()
        self.say_while_parted(one, other)
        for _ in range(FLAPS):
            self.flap("Nynke")
        self.assertNotEqual(look_at_broker(self.one)(), look_at_broker(self.other)())
        self.relay.join()

        began = time.monotonic()
        people = self.one.people
        wanted = {people["Olga"]: "focus", people["Nynke"]: "open", people["Wout"]: "open"}
        looks = [look_of(one), look_of(other), look_at_broker(self.one), look_at_broker(self.other)]
        while until_equal(looks, JOIN_S + 15)[1] != wanted or retained(self.one) != retained(self.other):
            self.assertLess(time.monotonic() - began, JOIN_S + 15)
        took = time.monotonic() - began
        board.until(o.shows("Nynke", "Wout", "Iemand"))
        print(f"equal {took:.1f} s after they were joined", flush=True)
        self.assertLess(took, JOIN_S + LOOK_S)
        faults.tally("3f-bridge", FLAPS + 1, FLAPS + 1,
                     f"joinings of two brokers parted and changed, the last one whole: {took:.0f} s to be equal")


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
