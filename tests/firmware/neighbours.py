"""Networks on which machines find one another by multicast DNS, and an office's broker on one of them."""
import shutil
import sys

import firm
import networks
from adoption import o, until

AVAHI = shutil.which("avahi-daemon", path="/usr/sbin:/usr/bin")
BUS = """<busconfig><type>system</type><listen>unix:path={}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy>
</busconfig>"""
# Its files in /run and /etc are the system's: in folders of its own it sees none of those.
ALONE = """mount -t tmpfs tmpfs /run && mkdir /run/avahi-daemon && mount --bind "$1" /etc/avahi/services &&
exec "$2" --file "$3" --no-drop-root --no-chroot --no-rlimits"""


class Neighbour(networks.Network):
    """A network with multicast DNS, as on a machine with avahi's daemon."""

    def __init__(self, folder, name):
        super().__init__()
        self.folder, self.name, self.processes = folder / name, name, []
        (self.folder / "services").mkdir(parents=True)
        (self.folder / "bus.conf").write_text(BUS.format(self.folder))
        (self.folder / "avahi.conf").write_text(f"[server]\nhost-name={name}\nuse-ipv6=no\n[wide-area]\nenable-wide-area=no\n")
        self.env = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus"}

    def link(self, other, address, other_address):
        self.ip(f"link add {other.name} type veth peer name {self.name} netns {other.holder.pid}")
        self.up(other.name, address)
        other.up(self.name, other_address)

    def up(self, device, address):
        self.ip(f"address add {address}/24 dev {device}")
        self.ip(f"link set {device} up")

    def begin(self, *command):
        with self.inside(), open(self.folder / "log", "ab") as log:
            self.processes.append(o.Process(*command, env=self.env, stdout=log, stderr=log))

    def announce(self):
        """Starts the daemon, with what is in services; it is there when it says so."""
        self.begin("dbus-daemon", "--nofork", "--config-file", self.folder / "bus.conf")
        until("a bus", lambda: (self.folder / "bus").exists())
        self.begin("unshare", "-m", "--propagation", "private", "sh", "-c", ALONE, "sh", self.folder / "services", AVAHI,
                   self.folder / "avahi.conf")
        until("multicast DNS", lambda: "startup complete" in (self.folder / "log").read_text())

    def end(self):
        for process in reversed(self.processes):
            process.end()
        super().end()


class NearBroker(firm.OfficeBroker):
    """An office's broker on a network of its own, with what is shipped to announce it."""

    def __init__(self, address, office):
        super().__init__(address, office=office)
        self.host, self.office = address, office
        self.port, self.port_others, self.port_pairing = 8883, 8884, 8885
        self.network = Neighbour(self.folder, office)
        shutil.copy(firm.FIRMWARE / "broker/praatje.avahi", self.network.folder / "services/praatje.service")

    def point_here(self, file):
        pass

    def start(self):
        with self.network.inside():
            return super().start()

    def adopt(self, words, *options):
        with self.network.inside():
            return firm.ctl("device", "adopt", *words, "--role", "kiosk", "--folder", self.trust, *options)

    def close(self):
        self.network.end()
        super().close()


def main():
    lacks = [p for p in ("avahi-browse", "dbus-daemon", "Xvfb", "xdotool") if not shutil.which(p)]
    lacks += [] if AVAHI else ["avahi-daemon"]
    reason = lacks and "this machine has no " + ", ".join(lacks) or networks.why_not()
    if reason:
        print("skipped:", reason)
        sys.exit(77)
    firm.main()
