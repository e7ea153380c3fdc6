"""USB devices that the guest's own drivers take for real ones, plugged in over QEMU's USB redirection."""
import socket
import struct
import threading

import machine

# Packets of the redirection, and what they tell.
(HELLO, CONNECT, _, _, INTERFACES, ENDPOINTS, SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION,
 SET_ALTERNATE, GET_ALTERNATE, ALTERNATE) = range(12)
START_RECEIVING, STOP_RECEIVING, RECEIVING = 15, 16, 17
CONTROL, INTERRUPT = 100, 103
DONE, STALLED = 0, 4
FULL_SPEED, TYPE_CONTROL, TYPE_INTERRUPT, TYPE_NONE = 1, 0, 3, 255
CAN = 1 << 4 | 1 << 5 | 1 << 6  # tell the size of packets, number them in 64 bits, be long ones: QEMU insists
INWARDS = 0x80

# Requests of USB and of its human interface devices, with their direction and kind before them.
GET_STATUS, GET_DESCRIPTOR, GET_REPORT_FORM = 0x8000, 0x8006, 0x8106
GET_REPORT, SET_REPORT, SET_IDLE = 0xA101, 0x2109, 0x210A
FEATURE, INPUT, OUTPUT = 0xB1, 0x81, 0x91


class Device:
    """A human interface device that has nothing but reports: what is in them is its maker's business."""

    vendor = product = 0
    reports = []  # their number, their size with the number, and their kind

    def __init__(self):
        self.changed = threading.Condition()

    def read(self, number):
        """The bytes of a report; None: there is no such one."""
        raise NotImplementedError

    def write(self, number, data):
        """Takes the bytes of a report."""
        raise NotImplementedError

    def until(self, good, what):
        with self.changed:
            if not self.changed.wait_for(good, machine.LIMIT_S):
                raise machine.GuestError(f"never {what}")

    def form(self):
        """The descriptor of the reports: bytes, of the maker's own usage."""
        body = b"".join(bytes([0x85, number, 0x95, size - 1, 0x75, 8, 0x15, 0, 0x26, 0xFF, 0, 0x09, 1, kind, 2])
                        for number, size, kind in self.reports)
        return b"\x06\x00\xff\x09\x01\xa1\x01" + body + b"\xc0"

    def descriptor(self, kind):
        human = struct.pack("<BBHBBBH", 9, 0x21, 0x111, 0, 1, 0x22, len(self.form()))
        ends = b"".join(struct.pack("<BBBBHB", 7, 5, end, TYPE_INTERRUPT, 64, 10) for end in (INWARDS | 1, 1))
        interface = bytes([9, 4, 0, 0, 2, 3, 0, 0, 0]) + human + ends
        return {1: struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x200, 0, 0, 0, 64, self.vendor, self.product, 0x100,
                               0, 0, 0, 1),
                2: struct.pack("<BBHBBBBB", 9, 2, 9 + len(interface), 1, 1, 0, 0x80, 50) + interface}.get(kind)

    def answer(self, request, value, data):
        """What goes back to the guest; None: nothing of that kind."""
        if request == GET_DESCRIPTOR:
            return self.descriptor(value >> 8)
        if request == GET_REPORT_FORM:
            return self.form() if value >> 8 == 0x22 else None
        if request == GET_REPORT:
            read = self.read(value & 0xFF)
            return None if read is None else bytes([value & 0xFF]) + read
        if request == SET_REPORT:
            with self.changed:
                self.write(value & 0xFF, data[1:])
                self.changed.notify_all()
        return {GET_STATUS: b"\0\0", SET_REPORT: b"", SET_IDLE: b""}.get(request)


def endpoints():
    """Sixteen outwards, sixteen inwards; the zeroth of each is for control, the first for interrupts."""
    types = ([TYPE_CONTROL, TYPE_INTERRUPT] + [TYPE_NONE] * 14) * 2
    return bytes(types) + bytes([10] * 32) + bytes(32) + struct.pack("<32H", *[64] * 32)


class Socket:
    """A place on the guest's USB that a device can be plugged into; name is the machine's word for it."""

    def __init__(self, pi, name):
        self.pi, self.name, self.path, self.plugged = pi, name, pi.folder / name, None
        address = {"type": "unix", "data": {"path": str(self.path)}}
        pi.monitor("chardev-add", id=name, backend={"type": "socket", "data": {
            "addr": address, "server": True, "wait": False}})
        pi.monitor("device_add", driver="usb-redir", chardev=name, id=name, bus="usb.0")

    def plug(self, device):
        self.plugged = Plugged(machine.connect(self.path, self.pi.runs), device)

    def unplug(self):
        self.plugged.pull_out()

    def end(self):
        self.unplug()
        self.pi.monitor("device_del", id=self.name)


class Plugged(threading.Thread):
    """A device for as long as it is plugged in."""

    def __init__(self, stream, device):
        super().__init__(daemon=True)
        self.stream, self.device = stream, device
        self.lines = stream.makefile("rb")
        self.start()

    def send(self, kind, body, number=0):
        self.stream.sendall(struct.pack("<III" if kind == HELLO else "<IIQ", kind, len(body), number) + body)

    def run(self):
        try:
            self.send(HELLO, b"Praatje's tests".ljust(64, b"\0") + struct.pack("<I", CAN))
            _, length, _ = struct.unpack("<III", self.lines.read(12))
            self.lines.read(length)
            self.tell_form()
            self.send(CONNECT, struct.pack("<BBBBHH", FULL_SPEED, 0, 0, 0, self.device.vendor, self.device.product))
            while head := self.lines.read(16):
                kind, length, number = struct.unpack("<IIQ", head)
                self.take(kind, number, self.lines.read(length))
        except (OSError, struct.error):
            pass  # it was pulled out

    def tell_form(self):
        self.send(INTERFACES, struct.pack("<I", 1) + bytes(32) + b"\x03".ljust(32, b"\0") + bytes(64))
        self.send(ENDPOINTS, endpoints())

    def take(self, kind, number, body):
        if kind == SET_CONFIGURATION:
            self.tell_form()
        if kind in (SET_CONFIGURATION, GET_CONFIGURATION):
            self.send(CONFIGURATION, b"\0\1", number)
        elif kind in (SET_ALTERNATE, GET_ALTERNATE):
            self.send(ALTERNATE, b"\0\0\0", number)
        elif kind in (START_RECEIVING, STOP_RECEIVING):
            self.send(RECEIVING, b"\0" + body[:1], number)
        elif kind == INTERRUPT:
            self.send(INTERRUPT, body[:1] + b"\0" + body[2:4], number)
        elif kind == CONTROL:
            self.control(number, body)

    def control(self, number, body):
        end, request, direction, _, value, index, length = struct.unpack("<BBBBHHH", body[:10])
        answer = self.device.answer(direction << 8 | request, value, body[10:])
        status = STALLED if answer is None else DONE
        answer = (answer or b"")[:length]
        length = len(answer) if direction & INWARDS else length
        self.send(CONTROL, struct.pack("<BBBBHHH", end, request, direction, status, value, index, length) + answer,
                  number)

    def pull_out(self):
        self.stream.shutdown(socket.SHUT_RDWR)
        self.join()
        self.stream.close()
