"""The package on an emulated Pi that has all of Debian on its disk, and an office whose broker speaks TLS."""
import itertools
import json
import re
import shutil
import subprocess
import sys
import time

import bench as b
import build
import kernel
import machine
import trees
import whole

TOP = trees.HERE.parents[1]
sys.path.insert(0, str(TOP / "tests/firmware"))
import firm  # noqa: E402
import mqtt  # noqa: E402

o = b.o
ADDRESS = "10.0.2.100"
CONF = "/boot/firmware/praatje-device.conf"
UNIT = "praatje.service"
HAND = """[Unit]
Description=The tests' hand
[Service]
ExecStart=/bin/sh /usr/bin/hand
"""
# What whoever writes a card gives a Pi: its network, its boot partition, and that it is itself.
LAID = {
    "etc/machine-id": "b08dfa6083e7567a1921a715000001fb\n",
    "etc/hostname": "emulated\n",
    "etc/fstab": "/dev/vda / ext4 defaults,noatime 0 0\n/dev/vdb /boot/firmware vfat defaults 0 0\n",
    "etc/systemd/network/lan.network": "[Match]\nType=ether\n[Network]\nAddress=10.0.2.15/24\n",
    "etc/systemd/system/hand.service": HAND,
    # An emulated processor is much slower than a Pi's, and a first start reads every font.
    "etc/systemd/system/praatje.service.d/emulated.conf": "[Service]\nTimeoutStartSec=10min\n",
    "etc/systemd/system.conf.d/emulated.conf":
        "[Manager]\nDefaultTimeoutStartSec=10min\nDefaultDeviceTimeoutSec=10min\n",
}


class Machine(machine.Machine):
    """Starts from its disk; share is the folder whose files lie on its boot partition."""

    words = (f"console=tty1 {machine.KERNEL_WORDS} systemd.wants=hand.service systemd.wants=systemd-networkd.service "
             "systemd.show_status=no")
    broker_port, boot_limit_s = 8883, 900  # until systemd has a whole Debian up, on a busy machine

    def prepare(self):
        laid = self.folder / "lay"
        whole.lay(laid, LAID)
        (laid / "usr/bin").mkdir(parents=True)
        shutil.copy(trees.HERE / "guest/hand", laid / "usr/bin")
        build.helper(trees.parts(self.tree.arch, 13), trees.HERE / "guest/clock.c", laid / "usr/bin/clock")
        kernel.archive(self.tree, self.tools, trees.HERE / "guest/init-installed", self.folder / "initrd",
                       whole.WANTED, laid)
        whole.copy(self.tree.path / "disk", self.disk)
        whole.card(self.folder / "card", *self.share.iterdir())

    def drives(self):
        return ["-device", "virtserialport,chardev=agent,name=hand",
                *machine.drive("disk"), *machine.drive("card")]

    def wait_until_up(self):
        self.console.until("@@ready", self.boot_limit_s)
        self.set_clock(time.time())

    def restart(self):
        """As an admin does it; how many seconds until its shell answers again."""
        began = time.monotonic()
        self.console.stream.sendall(b"systemctl reboot\n")
        self.wait_until_up()
        return time.monotonic() - began

    def show(self, *names, unit=UNIT):
        """Properties of a unit."""
        said = self.sh(f"systemctl show {unit} -p {','.join(names)}")
        return dict(line.split("=", 1) for line in said.splitlines() if "=" in line)

    def runs_s(self):
        """How long the service has been running."""
        since_us = int(self.show("ActiveEnterTimestampMonotonic")["ActiveEnterTimestampMonotonic"])
        return float(self.sh("cat /proc/uptime").split()[0]) - since_us / 1e6

    def journal(self, *words):
        return self.sh(f"journalctl --no-pager -o short-monotonic {' '.join(words)}")


class Site:
    """An office of the sample's people, its broker as it is shipped, and its admin."""

    def __init__(self):
        self.broker = firm.OfficeBroker(ADDRESS, "127.0.0.1", office="delft")
        self.folder, self.root = self.broker.folder, "praatje/1/delft"
        self.people = {json.loads(p.read_text())["name"]: p.stem
                       for p in sorted((TOP / "app/sample/person").glob("*.json"))}
        self.admin_file = self.here(self.broker.trust / "admin.conf")
        self.kiosk_file = self.broker.enrol("coffee-1", "kiosk")
        self.there(self.kiosk_file)
        self.board_file = self.here(self.broker.enrol("hall-1", "board"))
        self.broker.start()

    def here(self, file):
        """A file for this side of the guest's network."""
        file.write_text(file.read_text().replace(ADDRESS, "127.0.0.1"))
        return file

    def there(self, file):
        """One for the guest, which finds the broker where brokers are."""
        file.write_text(file.read_text().replace(f":{self.broker.port}\n", f":{Machine.broker_port}\n"))

    def admin(self, *words, check=True):
        code, out, err = firm.ctl("--settings", self.admin_file, *words)
        if check and code:
            raise AssertionError(f"praatjectl {words}: {code}: {err}")
        return subprocess.CompletedProcess(words, code, out, err)

    def configure(self):
        """The sample office, open at whatever hour the tests run."""
        shutil.copytree(TOP / "app/sample", self.folder / "sample")
        office = self.folder / "sample/office.json"
        office.write_text(json.dumps({**json.loads(office.read_text()), "hours": [
            {"days": [1, 2, 3, 4, 5, 6, 7], "open": "00:00", "close": "24:00"}]}))
        self.admin("apply", self.folder / "sample")
        self.admin("device", "set", "coffee-1", "role=kiosk", "name=Coffee corner", "place=coffee")
        self.admin("device", "set", "hall-1", "role=board", "name=Hall")

    def person(self, name):
        return f"person:{self.people[name]}"

    def said_of(self, name):
        """What the broker has of somebody, as each new word of it comes."""
        client = mqtt.Client(self.broker.port_others, self.broker.authority, self.admin_file, name="test-listener")
        try:
            client.subscribe(f"{self.root}/person/{self.people[name]}/state")
            for at in itertools.count():
                while len(client.arrived) <= at:
                    client.wait_one()
                yield json.loads(client.arrived[at][1] or "{}")
        finally:
            client.close()

    def end(self):
        self.broker.close()


class Kiosk(o.Device):
    """The one in the guest, which systemd starts."""

    answer_s = 15

    def __init__(self, site, pi):
        self.office, self.pi, self.name, self.screen_ = site, pi, "coffee-1", pi.touchscreen

    def pid(self):
        return self.pi.show("MainPID")["MainPID"]

    def until(self, good, limit=machine.BOOT_LIMIT_S):
        try:
            return super().until(good, limit)
        except o.Limit as error:
            raise o.Limit(f"{error}; {self.pi.journal('-n 60')}") from None


class Board(o.Device):
    """On a screen of this machine."""

    def __init__(self, site):
        self.office, self.name, self.env = site, "hall-1", {}
        self.screen_ = o.Screen("1920x1080")
        self.log = open(site.folder / "hall-1.log", "ab")
        self.command = [o.BIN / "praatje", "--settings", site.board_file, "--size", "1920x1080", "--state",
                        site.folder / "state-hall-1"]
        self.start()


def seconds(span):
    """Of a time as systemd writes it: 1min 2.5s."""
    units = {"min": 60, "s": 1, "ms": 0.001, "us": 0.000001}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"([\d.]+)(min|ms|us|s)\b", span))
