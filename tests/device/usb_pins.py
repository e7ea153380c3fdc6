"""A hand on the guest's buttons and an eye on its lamps: a USB chip with eight GPIO lines.

It plays a CP2112 (Silicon Labs AN495). The kernel's own driver makes a GPIO chip of it, and asks it
for the buttons every ten ticks of its clock, which is 40 ms.
"""
import threading
import time

import machine
import usb

LINES = ["BUTTON_YELLOW", "BUTTON_BLUE", "BUTTON_WHITE", "LAMP_YELLOW", "LAMP_BLUE", "LAMP_WHITE", "MOVEMENT"]
ALL_OPEN = 0b0111  # the contacts close to ground
REST_S = 1.2  # more than ten presses in ten seconds are taken for a bad contact
CONFIG, GET, SET, VERSION, SMBUS, LOCKED, STATUS, STATUS_ASKED = 2, 3, 4, 5, 6, 0x20, 0x16, 0x15


class Chip(usb.Device):
    """The registers, and what the driver may do with them."""

    vendor, product = 0x10C4, 0xEA90
    reports = [(CONFIG, 5, usb.FEATURE), (GET, 2, usb.FEATURE), (SET, 3, usb.FEATURE), (VERSION, 3, usb.FEATURE),
               (SMBUS, 14, usb.FEATURE), (LOCKED, 2, usb.FEATURE), (STATUS, 7, usb.INPUT),
               (STATUS_ASKED, 2, usb.OUTPUT)]

    def __init__(self):
        super().__init__()
        self.inputs, self.outputs = ALL_OPEN, 0
        self.asked = 0  # how often the driver wanted to know
        self.kept = {CONFIG: bytes(4), SMBUS: bytes(13), VERSION: b"\x0c\x02", LOCKED: b"\0"}

    def driven(self):
        """The lines that the driver has made outputs, as bits."""
        return self.kept[CONFIG][0]

    def read(self, number):
        if number == GET:
            with self.changed:
                self.asked += 1
                self.changed.notify_all()
            return bytes([(self.inputs & ~self.driven()) | (self.outputs & self.driven())])
        return self.kept.get(number)

    def write(self, number, data):
        if number == SET:
            self.outputs = (self.outputs & ~data[1]) | (data[0] & data[1])
        else:
            self.kept[number] = data

    def lit(self, lamp):
        return bool(self.outputs & self.driven() & 1 << LINES.index(f"LAMP_{lamp}"))

    def contact(self, button, closed):
        bit = 1 << LINES.index(f"BUTTON_{button}")
        self.inputs = self.inputs & ~bit if closed else self.inputs | bit

    def until_seen(self):
        """On a busy machine the driver may be late, and a contact that closes and opens meanwhile was never there."""
        wanted = self.asked + 2  # one question may have been answered already
        self.until(lambda: self.asked >= wanted, "does the driver ask for the buttons")


class Pins:
    """What pins.Pins is, on another chip."""

    WIRING = "usb"

    def __init__(self, pi):
        self.pi, self.socket = pi, usb.Socket(pi, "panel")
        self.finger = None
        self.plug()

    def plug(self):
        """The chip is there, all contacts open."""
        self.chip, self.plugged = Chip(), True
        self.socket.plug(self.chip)
        self.until_chip(True)

    def unplug(self):
        self.socket.unplug()
        self.plugged = False
        self.until_chip(False)  # one that is plugged in before the guest has missed the other isn't noticed

    def ready(self):
        if not self.plugged:
            self.plug()

    def calm(self):
        """To be called before its lines are given back: while the driver asks for the buttons Debian 12's kernel
        may stand still then (it waits for the answer where it mustn't)."""
        if self.plugged:
            self.unplug()

    def until_chip(self, there):
        limit = time.monotonic() + machine.LIMIT_S
        while bool(self.pi.there("/dev/gpiochip*")) != there:
            if time.monotonic() > limit:
                raise machine.GuestError(f"the guest {'makes no' if there else 'still has the'} GPIO chip of it")
            time.sleep(0.1)

    def close(self, button):
        """A finger is on the button."""
        self.chip.contact(button, True)

    def open(self, button):
        """The finger is lifted, and rests."""
        self.chip.contact(button, False)
        self.chip.until_seen()
        time.sleep(REST_S)

    def press(self, button, seconds=0.1):
        """One press of a good button, and a rest after it."""
        self.close(button)
        self.chip.until_seen()
        time.sleep(seconds)
        self.open(button)

    def tap(self, button):
        """The same, without waiting for its end."""
        self.finger = threading.Thread(target=self.press, args=(button,))
        self.finger.start()

    def rest(self):
        """Until that is over."""
        self.finger.join()

    def lamp(self, name):
        return self.chip.lit(name)

    def until_lamp(self, name, lit):
        self.chip.until(lambda: self.lamp(name) == lit, f"is the {name} lamp {'lit' if lit else 'out'}")

    def answers_ms(self, button, lamp, count):
        """How long the lamp took to follow each press, sorted."""
        took = []
        for _ in range(count):
            lit, began = self.lamp(lamp), time.monotonic()
            self.tap(button)
            self.until_lamp(lamp, not lit)
            took.append((time.monotonic() - began) * 1000)
            self.rest()
        return sorted(took)
