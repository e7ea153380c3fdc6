"""An office's broker as firmware/broker sets it up, made by praatjectl, on free loopback ports."""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "office"))
from office import await_service, reserve_port  # noqa: E402

FIRMWARE = pathlib.Path(__file__).resolve().parents[2] / "firmware"
PRAATJECTL = os.environ.get("PRAATJECTL", "praatjectl")
MOSQUITTO = shutil.which("mosquitto", path=os.environ.get("PATH", "") + ":/usr/sbin")
LIMIT_S = 30
OFFICE = "delft"


def ctl(*arguments):
    done = subprocess.run([PRAATJECTL, *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


class OfficeBroker:
    """The folder that praatjectl makes, and a mosquitto that serves from it."""

    more = ""  # lines of its configuration

    def __init__(self, *hosts, office=OFFICE, dynamic=False):
        self.host = "127.0.0.1"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-firmware-"))
        self.trust = self.folder / "broker"
        self.process, self.env = None, {}
        self.user = pwd.getpwuid(os.geteuid()).pw_name
        hosts = [word for host in hosts or ("127.0.0.1",) for word in ("--host", host)]
        self.answer = self.ctl("broker", "init", self.trust, "--office", office, *hosts,
                               *(["--dynamic-security"] if dynamic else []))
        self.dynamic = dynamic
        self.held = [reserve_port() for _ in range(3)]
        self.port, self.port_others, self.port_pairing = (held.getsockname()[1] for held in self.held)
        self.authority = self.trust / "ca.crt"
        for file in [self.trust / "admin.conf"]:
            self.point_here(file)
        tidy = self.folder / "tidy.pem"
        tidy.write_text((self.trust / "tidy.crt").read_text() + (self.trust / "tidy.key").read_text())

    def ctl(self, *arguments):
        code, out, err = ctl(*arguments)
        if code:
            raise AssertionError(f"praatjectl {arguments}: {code} {out}{err}")
        return out

    def point_here(self, file):
        """The ports of a settings file become those of this broker."""
        file.write_text(file.read_text().replace(":8883", f":{self.port}").replace(":8884", f":{self.port_others}"))

    def enrol(self, device, role, *options):
        """The device's file."""
        file = self.folder / f"{device}.conf"
        self.ctl("device", "enrol", device, "--role", role, "--folder", self.trust, "-o", file, *options)
        self.point_here(file)
        return file

    def enrol_admin(self, name):
        file = self.folder / f"{name}.conf"
        self.ctl("admin", "enrol", name, "--folder", self.trust, "-o", file)
        self.point_here(file)
        return file

    def revoke(self, device):
        return self.ctl("device", "revoke", device, "--folder", self.trust)

    def configuration(self):
        shipped = (FIRMWARE / "broker/praatje.conf").read_text()
        for given, here in ((8883, self.port), (8884, self.port_others), (8885, self.port_pairing)):
            assert f"listener {given}\n" in shipped
            shipped = shipped.replace(f"listener {given}\n", f"listener {here} {self.host}\n")
        if self.dynamic:
            assert "\nacl_file " in shipped and "\n#plugin" in shipped
            shipped = shipped.replace("\nacl_file ", "\n#acl_file ").replace("\n#plugin", "\nplugin")
        return (f"user {self.user}\npersistence true\npersistence_location {self.folder}/\n" +
                shipped.replace("/etc/praatje-broker", str(self.trust)) + self.more)

    def start(self):
        conf = self.folder / "mosquitto.conf"
        conf.write_text(self.configuration())
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen([MOSQUITTO, "-c", conf], stdout=log, stderr=log, env={**os.environ, **self.env})
        limit = time.monotonic() + LIMIT_S
        while time.monotonic() < limit and self.process.poll() is None:
            try:
                await_service(self.host, self.port_others)
                return self
            except OSError:
                time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text())

    def reload(self):
        """Has the broker read its files anew, and waits until it did: before it takes up what comes after."""
        self.process.send_signal(signal.SIGHUP)
        for _ in range(2):
            context = ssl.create_default_context(cafile=self.authority)
            with contextlib.suppress(ssl.SSLError, ConnectionError), \
                    socket.create_connection((self.host, self.port_others), LIMIT_S) as plain, \
                    context.wrap_socket(plain, server_hostname="localhost"):
                pass

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(LIMIT_S)
            self.process = None

    def restart(self):
        self.stop()
        self.start()

    def close(self):
        self.stop()
        for held in self.held:
            held.close()
        shutil.rmtree(self.folder)


def main(*programs):
    missing = [p for p in ("mosquitto", *programs) if not (MOSQUITTO if p == "mosquitto" else shutil.which(p))]
    if missing:
        print(f"skipped: this needs {', '.join(missing)}")
        sys.exit(77)
    unittest.main()
