"""As much of MQTT 5 over TLS as the tests of the broker need: answers are seen as they are."""
import socket
import ssl
import struct
import time

LIMIT_S = 30
CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK, DISCONNECT = 1, 2, 3, 4, 8, 9, 14


def text(value):
    raw = value.encode()
    return struct.pack("!H", len(raw)) + raw


def number(value):
    out = b""
    while True:
        value, digit = divmod(value, 128)
        out += bytes([digit | (128 if value else 0)])
        if not value:
            return out


class Lost(Exception):
    """The broker ended the connection, or never let it come about."""


class Client:
    """One connection; certificate: a PEM file with a key in it, None for none; user: with a password."""

    def __init__(self, port, authority, certificate, name="test", user=None, password=None,
                 host="127.0.0.1"):
        context = ssl.create_default_context(cafile=authority)
        if certificate:
            context.load_cert_chain(certificate)
        self.packet_id = 0
        self.rest = b""
        self.arrived = []  # (topic, payload)
        self.kept = {}  # topic: (payload, seconds that it still holds), of what came as retained
        self.socket = socket.create_connection((host, port), LIMIT_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
            self.send(CONNECT << 4, text("MQTT") + bytes([5, 2 | (0xC0 if user else 0)]) +
                      struct.pack("!H", 60) + b"\0" + text(name) + (text(user) + text(password) if user else b""))
            self.connack = self.wait(CONNACK)[1]
        except (OSError, Lost) as error:
            self.socket.close()
            raise Lost(str(error)) from error
        if self.connack:
            self.close()
            raise Lost(f"CONNACK {self.connack:#x}")

    def send(self, head, body):
        self.socket.sendall(bytes([head]) + number(len(body)) + body)

    def packet(self):
        """The next whole packet: head and body."""
        while True:
            length, at = 0, 1
            while at < len(self.rest) and self.rest[at] & 128:
                at += 1
            if at < len(self.rest):
                for i in range(at, 0, -1):
                    length = length * 128 + (self.rest[i] & 127)
                if len(self.rest) >= at + 1 + length:
                    head, body = self.rest[0], self.rest[at + 1:at + 1 + length]
                    self.rest = self.rest[at + 1 + length:]
                    return head, body
            block = self.socket.recv(65536)
            if not block:
                raise Lost("the connection has ended")
            self.rest += block

    def take(self, head, body):
        """Keeps a message that came, and acknowledges it."""
        length = struct.unpack("!H", body[:2])[0]
        topic, at, packet = body[2:2 + length].decode(), 2 + length, None
        if head & 6:
            packet, at = body[at:at + 2], at + 2
        properties = body[at + 1:at + 1 + body[at]]  # shorter than 128 bytes
        at += 1 + body[at]
        self.arrived.append((topic, body[at:].decode()))
        if head & 1:
            expiry = struct.unpack("!I", properties[1:5])[0] if properties[:1] == b"\2" else None
            self.kept[topic] = body[at:].decode(), expiry
        if packet:
            self.send(PUBACK << 4, packet)

    def wait(self, kind):
        limit = time.monotonic() + LIMIT_S
        while time.monotonic() < limit:
            head, body = self.packet()
            if head >> 4 == PUBLISH:
                self.take(head, body)
            elif head >> 4 == kind:
                return body
            elif head >> 4 == DISCONNECT:
                raise Lost(f"DISCONNECT {body.hex()}")
        raise Lost("no answer in time")

    def identifier(self):
        self.packet_id += 1
        return struct.pack("!H", self.packet_id)

    def publish(self, topic, payload, retain=False, expiry_s=None):
        """The reason in the broker's PUBACK: 0x00 or 0x10 it is taken, 0x87 it may not be."""
        properties = b"" if expiry_s is None else struct.pack("!BI", 2, expiry_s)
        self.send(PUBLISH << 4 | 2 | retain, text(topic) + self.identifier() + number(len(properties)) +
                  properties + payload.encode())
        body = self.wait(PUBACK)
        return body[2] if len(body) > 2 else 0

    def subscribe(self, pattern):
        self.send(SUBSCRIBE << 4 | 2, self.identifier() + b"\0" + text(pattern) + b"\1")
        return self.wait(SUBACK)[-1]

    def wait_one(self):
        """Reads one more packet."""
        head, body = self.packet()
        if head >> 4 == PUBLISH:
            self.take(head, body)
        elif head >> 4 == DISCONNECT:
            raise Lost(f"DISCONNECT {body.hex()}")

    def until(self, payload):
        """Reads on until this payload has come."""
        while all(p != payload for _, p in self.arrived):
            self.wait_one()

    def close(self):
        self.socket.close()
