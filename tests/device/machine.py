"""The emulated Pi from outside: its power, its console, its screen and its touchscreen."""
import itertools
import json
import os
import pathlib
import select
import shutil
import socket
import subprocess
import tempfile
import time

import kernel
import trees

BROKER = "mqtt://10.0.2.100:1883"
WIDTH, HEIGHT = 800, 480
BOOT_LIMIT_S, LIMIT_S = 900, 300  # an emulated machine on a busy one, maybe of another architecture
TOUCH_RANGE = 0x7FFF
HARDWARE = {
    "amd64": ("qemu-system-x86_64", "ttyS0", ["-M", "q35,i8042=off", "-cpu", "Westmere"]),
    "arm64": ("qemu-system-aarch64", "ttyAMA0", ["-M", "virt", "-cpu", "cortex-a72"]),
}
# On a busy machine the kernel would take the late ticks of a PC's timer for a broken one; and a sleeping
# port of QEMU's PCI doesn't tell that something is plugged in.
KERNEL_WORDS = ("quiet panic=-1 mitigations=off nokaslr cryptomgr.notests audit=0 vt.global_cursor_default=0 "
                "no_timer_check pcie_port_pm=off")


class GuestError(AssertionError):
    """What the guest should have done and didn't."""


def connect(path, alive):
    """A stream to a socket that QEMU makes when it starts."""
    limit = time.monotonic() + LIMIT_S
    while time.monotonic() < limit and alive():
        stream = socket.socket(socket.AF_UNIX)
        try:
            stream.connect(str(path))
            return stream
        except OSError:
            stream.close()
            time.sleep(0.02)
    raise GuestError("QEMU doesn't start")


class Monitor:
    """QEMU's own commands (QMP)."""

    def __init__(self, stream):
        self.lines = stream.makefile("rw")
        self.lines.readline()
        self("qmp_capabilities")

    def __call__(self, command, **arguments):
        self.lines.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.lines.flush()
        while True:
            answer = json.loads(self.lines.readline())
            if "error" in answer:
                raise GuestError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]


class Console:
    """A shell in the guest that takes a line and tells its output and status."""

    def __init__(self, stream):
        self.stream, self.rest = stream, b""

    def line(self, limit):
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.stream], [], [], max(0, limit - time.monotonic()))
            block = self.stream.recv(65536) if ready else b""
            if not block:
                raise GuestError(f"the guest says nothing more after {self.rest!r}")
            self.rest += block
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode(errors="replace").rstrip("\r")

    def until(self, mark, seconds):
        """The lines before the one that starts with mark, and the rest of that one."""
        limit, lines = time.monotonic() + seconds, []
        while True:
            line = self.line(limit)
            if line.startswith(mark):
                return lines, line.removeprefix(mark).strip()
            lines.append(line)

    def run(self, command, seconds=LIMIT_S):
        self.stream.sendall(command.encode() + b"\n")
        lines, status = self.until("@@status", seconds)
        return "\n".join(lines), int(status)


class Touchscreen:
    """A finger on the virtual multitouch screen."""

    def __init__(self, machine):
        self.machine = machine
        self.nudge = itertools.cycle((0, 1))

    def send(self, kind, axis="x", value=0):
        return {"type": "mtt", "data": {"type": kind, "slot": 0, "axis": axis, "value": value,
                                        "tracking-id": -1 if kind == "end" else 0}}

    def down(self, x, y):
        # The kernel drops a coordinate that is the same as before, so each tap goes elsewhere.
        x += next(self.nudge)
        self.machine.monitor("input-send-event", events=[
            self.send("begin"), self.send("data", "x", round((x + 0.5) * TOUCH_RANGE / WIDTH)),
            self.send("data", "y", round((y + 0.5) * TOUCH_RANGE / HEIGHT))])

    def up(self):
        self.machine.monitor("input-send-event", events=[self.send("end")])

    def tap(self, x, y):
        self.hold(x, y, 0.05)

    def hold(self, x, y, seconds):
        self.down(x, y)
        time.sleep(seconds)
        self.up()

    def end(self):
        """A finger needs no ending; screens of the office's other devices do."""


def drive(name):
    """A disk that is a file of that name in the machine's folder."""
    return ["-drive", f"if=none,id={name},format=raw,cache=writeback,file={name}", "-device",
            f"virtio-blk-pci,drive={name}"]


class Machine:
    """One emulated Pi; share is the folder that it sees as /praatje."""

    words, broker_port, boot_limit_s = KERNEL_WORDS, 1883, BOOT_LIMIT_S

    def __init__(self, tree, tools, share, port):
        self.tree, self.tools, self.share, self.port = tree, tools, share, port
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-machine-"))
        self.disk = self.folder / "disk"
        self.touchscreen = Touchscreen(self)
        self.process = self.pins = None
        self.write_way_out()
        self.prepare()

    def prepare(self):
        """Makes what it starts from."""
        shutil.copy(trees.HERE / "guest/agent", self.share)
        kernel.archive(self.tree, self.tree, trees.HERE / "guest/init", self.folder / "initrd")
        with open(self.disk, "wb") as disk:
            disk.truncate(32 << 20)
        trees.output(*self.tools.program("sbin/mke2fs"), "-q", "-t", "ext4", self.disk)

    def write_way_out(self):
        """What QEMU runs for each connection that the guest makes to its broker."""
        path = self.folder / "to-broker"
        path.write_text(f"#!/bin/sh\nexec '{self.tools.path}/usr/bin/busybox' nc 127.0.0.1 {self.port}\n")
        path.chmod(0o700)

    def drives(self):
        """Its disk, the trees that it sees, and the way to its shell."""
        share = "local,security_model=none,readonly=on"
        return ["-no-reboot", "-device", "virtconsole,chardev=agent",
                "-fsdev", f"{share},id=tree,path={self.tree.path}",
                "-device", "virtio-9p-pci,fsdev=tree,mount_tag=tree",
                "-fsdev", f"{share},id=own,path={self.share}",
                "-device", "virtio-9p-pci,fsdev=own,mount_tag=praatje", *drive("disk")]

    def command(self):
        program, console, hardware = HARDWARE[self.tree.arch]
        return [
            *self.tools.program(f"bin/{program}"), *hardware, "-smp", "2", "-m", "768",
            "-accel", "tcg,thread=multi,tb-size=256", "-nodefaults", "-display", "none",
            "-L", self.tools.path / "usr/share/qemu", "-L", self.tools.path / "usr/share/seabios",
            "-kernel", kernel.image(self.tree), "-initrd", "initrd", "-append", f"console={console} {self.words}",
            "-serial", "file:serial.log", "-qmp", "unix:qmp,server=on,wait=off",
            "-device", "virtio-serial-pci", "-chardev", "socket,id=agent,path=agent,server=on,wait=off",
            *self.drives(), "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}",
            # A place of its own that it can be plugged into again while the guest runs.
            "-device", "pcie-root-port,id=plug,slot=1", "-device", "virtio-multitouch-pci,id=touch,bus=plug",
            "-device", "qemu-xhci,id=usb", "-netdev", "user,id=net,restrict=on,guestfwd="
            f"tcp:10.0.2.100:{self.broker_port}-cmd:{self.folder}/to-broker",
            "-device", "virtio-net-pci,netdev=net,romfile="]

    def start(self):
        """Switches it on, and waits until its console answers."""
        modules = self.tools.path / "usr/lib" / self.tools.triplet / "qemu"
        for name in ("qmp", "agent"):
            (self.folder / name).unlink(missing_ok=True)
        with open(self.folder / "qemu.log", "wb") as log:
            self.process = subprocess.Popen(
                [str(c) for c in self.command()], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, "QEMU_MODULE_DIR": str(modules)})
        try:
            self.monitor = Monitor(connect(self.folder / "qmp", self.runs))
            self.console = Console(connect(self.folder / "agent", self.runs))
            self.console.until("@@ready", self.boot_limit_s)
        except (GuestError, OSError, ValueError) as error:
            raise GuestError(f"{error}; {self.told()}") from None
        self.set_clock(time.time())

    def runs(self):
        return self.process.poll() is None

    def told(self):
        logs = [(self.folder / name).read_text(errors="replace")[-2000:] for name in ("qemu.log", "serial.log")
                if (self.folder / name).exists()]
        return "\n".join(logs)

    def set_clock(self, seconds):
        """What a time server does to a device."""
        self.sh(f"clock {seconds:.0f}")

    def cut(self):
        """The power is gone: what wasn't on the disk is lost."""
        if self.process and self.runs():
            self.process.kill()
        if self.process:
            self.process.wait()
            self.monitor = self.console = None
        self.process = self.pins = None

    def slow_down(self, pid):
        """Leaves a process a thirtieth of a processor; None ends that."""
        group = "/sys/fs/cgroup/slow"
        if pid:
            self.sh(f"mkdir -p {group}; echo 3333 100000 > {group}/cpu.max; echo {pid} > {group}/cgroup.procs")
        else:
            self.sh(f"echo max > {group}/cpu.max", check=False)

    def add_touchscreen(self):
        """Plugs it in again; QEMU needs a moment to let go of the old one."""
        limit = time.monotonic() + LIMIT_S
        while True:
            try:
                return self.monitor("device_add", driver="virtio-multitouch-pci", id="touch", bus="plug")
            except GuestError:
                if time.monotonic() > limit:
                    raise
                time.sleep(0.1)

    def sh(self, command, check=True, seconds=LIMIT_S):
        """Runs a command in the guest; its output. Raises when it fails."""
        text, status = self.console.run(command, seconds)
        if check and status:
            raise GuestError(f"{command}: {status}: {text}")
        return text

    def there(self, pattern):
        """The paths in the guest that match, or an empty string."""
        return self.sh(f"ls -d {pattern} 2>/dev/null", check=False).strip()

    def screenshot(self, path):
        """The picture on its screen, as a PNG."""
        self.monitor("screendump", filename=str(path), format="png")
        return path

    def end(self):
        self.cut()
        shutil.rmtree(self.folder)
