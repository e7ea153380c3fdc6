"""Networks of their own."""
import contextlib
import ctypes
import os
import shutil
import subprocess
import time

import firm

NEW_NETWORK = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
IP = shutil.which("ip", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def why_not():
    """Why there can be no such networks here; None when there can."""
    if not IP or not shutil.which("nsenter") or not shutil.which("unshare"):
        return "this machine has no ip, nsenter or unshare"
    tried = subprocess.run(["unshare", "-n", IP, "link", "add", "type", "veth"], capture_output=True,
                           text=True)
    return f"no network namespace with a pair of devices can be made here: {tried.stderr}" if tried.returncode else None


class Network:
    """One of its own. It ends with the process that holds it, and that one with us."""

    def __init__(self):
        self.holder = subprocess.Popen(["unshare", "-n", "cat"], stdin=subprocess.PIPE)
        path, own = f"/proc/{self.holder.pid}/ns/net", os.stat("/proc/self/ns/net").st_ino
        limit = time.monotonic() + firm.LIMIT_S
        while os.stat(path).st_ino == own:
            assert time.monotonic() < limit
            time.sleep(0.01)
        self.into = ["nsenter", "-t", str(self.holder.pid), "-n"]
        self.ip("link set lo up")

    def ip(self, words):
        subprocess.run([*self.into, IP, *words.split()], check=True)

    @contextlib.contextmanager
    def inside(self):
        """What is opened meanwhile is opened there."""
        with open("/proc/self/ns/net") as here, open(f"/proc/{self.holder.pid}/ns/net") as there:
            assert libc.setns(there.fileno(), NEW_NETWORK) == 0
            try:
                yield
            finally:
                assert libc.setns(here.fileno(), NEW_NETWORK) == 0

    def end(self):
        self.holder.stdin.close()
        self.holder.wait(firm.LIMIT_S)
