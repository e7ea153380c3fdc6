"""A hand on the guest's buttons and an eye on its lamps: lines of gpio-sim."""
import time

import machine

LINES = ["BUTTON_YELLOW", "BUTTON_BLUE", "BUTTON_WHITE", "LAMP_YELLOW", "LAMP_BLUE", "LAMP_WHITE", "MOVEMENT"]
CHIP = "/sys/kernel/config/gpio-sim/panel"
# How long a contact must rest before it counts again.
# More than ten presses in ten seconds are taken for a bad contact.
REST_S = 1.2


class Pins:
    WIRING = "emulated"

    def __init__(self, pi):
        self.pi = pi
        names = "".join(f"mkdir {CHIP}/bank/line{i}; echo {name} > {CHIP}/bank/line{i}/name; "
                        for i, name in enumerate(LINES))
        pi.sh(f"mkdir {CHIP} {CHIP}/bank; echo {len(LINES)} > {CHIP}/bank/num_lines; "
              f"echo pinctrl-sim > {CHIP}/bank/label; {names}")
        self.plug()

    def plug(self):
        """The chip is there, all contacts open."""
        self.pi.sh(f"echo 1 > {CHIP}/live")
        chip = self.pi.sh(f"cat {CHIP}/bank/chip_name").strip()
        device = self.pi.sh(f"cat {CHIP}/dev_name").strip()
        self.folder = f"/sys/devices/platform/{device}/{chip}"
        self.pi.sh("".join(f"echo pull-up > {self.file(name, 'pull')}; " for name in LINES if "BUTTON" in name))

    def unplug(self):
        self.pi.sh(f"echo 0 > {CHIP}/live")

    def ready(self):
        """It can be pressed."""

    def calm(self):
        """Its lines may be given back."""

    def file(self, name, what):
        return f"{self.folder}/sim_gpio{LINES.index(name)}/{what}"

    def train(self, button, *gaps_us):
        """Closes and opens a button's contact in turn, with so many microseconds after each."""
        self.pi.sh(f"train {self.file('BUTTON_' + button, 'pull')} {' '.join(map(str, gaps_us))}")

    def close(self, button):
        """A finger is on the button."""
        self.train(button, 0)

    def open(self, button):
        """The finger is lifted, and rests."""
        self.pi.sh(f"echo pull-up > {self.file('BUTTON_' + button, 'pull')}; sleep {REST_S}")

    def press(self, button, seconds=0.1):
        """One press of a good button, and a rest after it."""
        self.train(button, round(seconds * 1e6), round(REST_S * 1e6))

    def tap(self, button):
        """The same, without waiting for its end."""
        self.pi.sh(f"train {self.file('BUTTON_' + button, 'pull')} 100000 0 &")

    @staticmethod
    def rest():
        time.sleep(REST_S)

    def lamp(self, name):
        return self.pi.sh(f"cat {self.file('LAMP_' + name, 'value')}").strip() == "1"

    def until_lamp(self, name, lit):
        limit = time.monotonic() + machine.LIMIT_S
        while self.lamp(name) != lit:
            if time.monotonic() > limit:
                raise machine.GuestError(f"the {name} lamp is never {'lit' if lit else 'out'}")

    def answers_ms(self, button, lamp, count):
        """How long the lamp took to follow each press, sorted; measured in the guest."""
        files = self.file(f"BUTTON_{button}", "pull"), self.file(f"LAMP_{lamp}", "value")
        return [int(us) / 1000 for us in self.pi.sh(f"answer {files[0]} {files[1]} {count}").split()]
