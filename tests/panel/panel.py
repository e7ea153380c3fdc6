"""A device of a real office whose panel is the sim: a hand on its buttons, eyes on its lamps."""
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "office"))
import office as o  # noqa: E402


class Panel:
    """Presses go through a pipe, lamps and light come out of a file."""

    def __init__(self, folder, name):
        self.script, self.lamps = folder / f"{name}.script", folder / f"{name}.lamps"
        os.mkfifo(self.script)
        self.pipe = os.open(self.script, os.O_RDWR)
        self.options = ("--panel", "sim", "--panel-script", self.script, "--panel-lamps", self.lamps)

    def do(self, *lines):
        os.write(self.pipe, "".join(line + "\n" for line in lines).encode())

    def press(self, button):
        """After a rest: two presses are at least 300 ms apart."""
        self.do(f"400 press {button}", f"480 release {button}")

    def shown(self):
        """What each lamp, and the light, was set to last."""
        lines = self.lamps.read_text().split("\n")[:-1] if self.lamps.exists() else []
        return {name: int(value) for name, value in (line.split() for line in lines)}

    def until(self, limit=o.LIMIT_S, **wanted):
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            if all(self.shown().get(name) == value for name, value in wanted.items()):
                return
            time.sleep(0.02)
        raise o.Limit(f"never {wanted}; last: {self.shown()}")

    def end(self):
        os.close(self.pipe)
