"""A screen's light in the guest: a display whose light is set over USB, with 255 steps.

It plays what the kernel's driver appledisplay drives; the guest has it in /sys/class/backlight.
"""
import usb

LEVEL = 0x10


class Light(usb.Device):
    vendor, product = 0x05AC, 0x9226
    reports = [(LEVEL, 2, usb.FEATURE)]

    def __init__(self):
        super().__init__()
        self.level = 77  # which nobody asks for

    def read(self, number):
        return bytes([self.level]) if number == LEVEL else None

    def write(self, number, data):
        if number == LEVEL:
            self.level = data[0]
