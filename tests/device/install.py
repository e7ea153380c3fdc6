"""The workbench of the installed package: makes it and a disk, boots, installs the one on the other, and boots again."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import bench as b
import dumps
import installed
import machine
import trees
import whole

o = b.o


class Bench:
    """Makes the package and the disk, boots, and installs the one on the other."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-installed-"))
        self.machine = self.site = self.board = None
        try:
            self.make()
        except BaseException:
            self.end()
            raise

    def make(self):
        package = self.package()
        tree, tools = whole.Whole("amd64", whole.depends(package)), trees.tools("amd64")
        self.site = installed.Site()
        self.site.configure()
        share = self.folder / "card"
        share.mkdir()
        shutil.copy(package, share / "praatje.deb")
        shutil.copy(self.site.kiosk_file, share / "praatje-device.conf")
        self.machine = installed.Machine(tree, tools, share, self.site.broker.port)
        self.machine.start()
        self.kiosk = installed.Kiosk(self.site, self.machine)
        self.board = installed.Board(self.site)
        self.install()
        self.restart()

    def package(self):
        made = subprocess.run([o.TOP / "firmware/package/all", "-o", self.folder, "debian13-amd64"],
                              capture_output=True, text=True, check=False)
        if made.returncode == os.EX_UNAVAILABLE:
            raise trees.Unavailable(made.stderr.strip())
        if made.returncode:
            raise AssertionError(f"no package comes of it: {made.stderr}")
        return next((self.folder / "debian13-amd64").glob("praatje_*.deb"))

    def install(self):
        """As setup.md says; the screen comes up at once."""
        began = time.monotonic()
        said = self.machine.sh("dpkg -i /boot/firmware/praatje.deb 2>&1", seconds=machine.BOOT_LIMIT_S)
        if "not found" in said:
            raise machine.GuestError(said)
        self.kiosk.until(lambda a: a["screen"] == "home")
        print(f"from dpkg to the first screen: {time.monotonic() - began:.0f} s", flush=True)

    def restart(self):
        """At every start from then on it comes up by itself."""
        began = time.monotonic()
        self.machine.restart()
        self.kiosk.until(lambda a: a["screen"] == "home")
        print(f"from a restart to the first screen: {time.monotonic() - began:.0f} s", flush=True)

    @staticmethod
    def until(good, what, seconds=machine.BOOT_LIMIT_S):
        b.Bench.until(good, what, seconds)

    def until_pid(self, good):
        """Until the service's process is such a one."""
        self.until(lambda: good(self.kiosk.pid()), "it runs again")

    def until_there(self, pattern):
        self.until(lambda: self.machine.there(pattern), f"there is {pattern}")
        return self.machine.there(pattern)

    def differing(self, picture, shown):
        """How many percent of two pictures differ."""
        return b.differing(picture, shown, shown.with_name(f"{shown.stem}-both.png"))

    def shows_elsewhere(self, settings):
        """A picture of what the program shows with such a file, on a virtual screen of this machine."""
        folder = self.folder / "elsewhere"
        folder.mkdir()
        file, screen = folder / "praatje-device.conf", o.Screen(f"{machine.WIDTH}x{machine.HEIGHT}")
        file.write_text(settings)
        # Its folder is named like that of a service's credentials, of which no sentence speaks.
        process = o.Process(o.BIN / "praatje", "--settings", file, "--state", folder, "--size",
                            f"{machine.WIDTH}x{machine.HEIGHT}", stderr=subprocess.DEVNULL,
                            env={"DISPLAY": screen.display, "WAYLAND_DISPLAY": "", "CREDENTIALS_DIRECTORY": str(folder)})
        try:
            dark = screen.picture()
            self.until(lambda: screen.picture() != dark, "it shows something")
            self.until(lambda: dumps.still(screen), "it shows all")
            return dumps.as_png(screen.picture(), folder / "shown.png")
        finally:
            process.end()
            screen.end()

    def picture(self, name):
        """What is on the guest's screen, as a file that is kept."""
        folder = o.BIN.parent / "device-pictures"
        folder.mkdir(exist_ok=True)
        return self.machine.screenshot(folder / f"installed-{name}.png")

    def end(self):
        for part in (self.board, self.machine, self.site):
            if part:
                part.end()
        shutil.rmtree(self.folder)


def missing():
    """Why it can't be tried here, or None."""
    programs = o.missing() + [p for p in ("mmdebstrap", "dpkg-deb") if not shutil.which(p)]
    if programs:
        return "this machine has no " + ", ".join(programs)
    if trees.host() != "amd64":
        return "it is tried on amd64"
    if not os.environ.get("PRAATJE_TEST_ALL") and not os.environ.get("PRAATJE_TEST_INSTALLED"):
        return "tests/run --all and .ci/run try it"
    return None
