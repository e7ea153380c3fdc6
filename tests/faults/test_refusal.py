#!/usr/bin/env python3
"""A broker that takes a word only later: what it refuses for a moment is said again, and arrives."""
import socket
import sys
import threading
import time
import unittest

from faults import o
from together import kept_of

QUOTA_EXCEEDED, NOT_AUTHORISED = 0x97, 0x87  # MQTT 5, 2.4
PUBLISH = 3


class Refuser:
    """A wire to a broker that answers the next statements itself, with a refusal."""

    def __init__(self, port, reason, count):
        self.port_of_broker, self.reason, self.left, self.refused = port, reason, count, 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"mqtt://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                device, _ = self.listening.accept()
                broker = socket.create_connection(("127.0.0.1", self.port_of_broker))
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(device, broker), daemon=True).start()
            threading.Thread(target=self._pass_back, args=(broker, device), daemon=True).start()

    def _pass_back(self, broker, device):
        while data := broker.recv(65536):
            device.sendall(data)

    def _pass_on(self, device, broker):
        stream = device.makefile("rb")
        while head := stream.read(1):
            size = shift = 0
            while True:
                byte = stream.read(1)
                head += byte
                size |= (byte[0] & 0x7F) << shift
                shift += 7
                if byte[0] < 0x80:
                    break
            body = stream.read(size)
            if not self._refuses(device, head[0] >> 4, body):
                broker.sendall(head + body)
        broker.shutdown(socket.SHUT_RDWR)

    def _refuses(self, device, kind, body):
        end = 2 + int.from_bytes(body[:2])
        if kind != PUBLISH or not body[2:end].endswith(b"/state") or not self.left:
            return False
        self.left -= 1
        self.refused += 1
        device.sendall(bytes([0x40, 3, *body[end:end + 2], self.reason]))
        return True

    def end(self):
        self.listening.close()


class RefusalTest(unittest.TestCase):
    def begin(self, reason, count):
        self.office = office = o.Office()
        self.addCleanup(office.end)
        self.wire = Refuser(office.broker.port, reason, count)
        self.addCleanup(self.wire.end)
        self.messages = office.listen()
        self.kiosk = office.device("kiosk", "kiosk", "800x480", "--broker", self.wire.url)
        self.kiosk.tap(office.person("Olga"))

    def test_what_a_full_broker_refuses_is_said_again_and_arrives(self):
        self.begin(QUOTA_EXCEEDED, 2)
        self.messages.wait(self.office.state_topic("Olga"), lambda p: p and p["presence"] == "here")
        self.assertEqual(self.wire.refused, 2)
        deadline = time.monotonic() + o.LIMIT_S
        while kept_of(self.kiosk):
            self.assertLess(time.monotonic(), deadline, "it is still kept")

    def test_what_a_device_may_not_say_is_said_once_and_shown_as_refused(self):
        self.begin(NOT_AUTHORISED, 1000)
        self.kiosk.until(o.shows("Dit apparaat mag dat niet doorgeven"))
        self.kiosk.until(lambda a: a["screen"] == "home" and o.target(a, self.office.person("Olga"))["state"] == "away"
                         and not o.target(a, "undo"))
        self.assertEqual(kept_of(self.kiosk), {})
        self.assertEqual(self.wire.refused, 1)


if __name__ == "__main__":
    if o.missing():
        print("skipped: this machine has no", ", ".join(o.missing()))
        sys.exit(77)
    unittest.main(verbosity=2)
