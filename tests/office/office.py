"""A real office for tests: a broker, devices on virtual screens, taps, and what came of them.

Everything that is started is ended by its id, and everything listens on loopback only.
"""
import contextlib
import json
import os
import pathlib
import queue
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("PRAATJE_BIN", TOP / "build/dev/bin"))
LIMIT_S = 20.0
NEEDED = ("mosquitto", "mosquitto_sub", "mosquitto_pub", "Xvfb", "xdotool")


def path_of(program):
    return shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def missing():
    """The programs that a test here needs and this machine lacks."""
    return [p for p in NEEDED if not path_of(p)]


def reserve_port():
    """A socket that holds a free port: whoever sets SO_REUSEADDR may listen there, and nobody else gets it."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held


def free_port():
    with reserve_port() as held:
        return held.getsockname()[1]


CONNECT = b"\x10\x0d\x00\x04MQTT\x05\x02\x00\x00\x00\x00\x00"  # MQTT 5.0, 3.1: a clean start, no client id


def await_service(host, port):
    """Until the broker that listens there serves: it forgets a SIGTERM that comes between.

    Any answer will do; where TLS is wanted it hangs up.
    """
    with socket.create_connection((host, port), LIMIT_S) as door, contextlib.suppress(ConnectionError):
        door.sendall(CONNECT)
        try:
            door.recv(1)
        except TimeoutError:
            raise Limit(f"the broker at {host}, port {port} listens and doesn't serve") from None


class Limit(AssertionError):
    """What was waited for did not come in time."""


class Process:
    """A program that is ended by its id."""

    def __init__(self, *command, env=None, **pipes):
        self.popen = subprocess.Popen([str(c) for c in command], env={**os.environ, **(env or {})},
                                      stdin=subprocess.DEVNULL, **pipes)

    def end(self, how=signal.SIGTERM, limit=10):
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGCONT)
            self.popen.send_signal(how)
            try:
                self.popen.wait(limit)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait()
                raise
        for pipe in (self.popen.stdout, self.popen.stderr):
            if pipe:
                pipe.close()
        return self.popen.returncode


class Broker:
    def __init__(self, folder):
        # Held all the time: while the broker is down another test could be given the port.
        self.held = reserve_port()
        self.folder, self.port, self.process = folder, self.held.getsockname()[1], None
        self.anonymous, self.more = True, ""

    def start(self):
        conf = self.folder / "mosquitto.conf"
        conf.write_text(f"listener {self.port} 127.0.0.1\n"
                        f"allow_anonymous {str(self.anonymous).lower()}\n"
                        "set_tcp_nodelay true\nmax_queued_messages 100000\npersistence false\n"
                        + ("user root\n" if os.geteuid() == 0 else "") + self.more)
        self.process = Process(path_of("mosquitto"), "-c", conf, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + LIMIT_S
        while not self.listens():
            if time.monotonic() > deadline or self.process.popen.poll() is not None:
                raise Limit("the broker doesn't start")
            time.sleep(0.005)
        await_service("127.0.0.1", self.port)

    def listens(self):
        """Whether a socket of this very process listens on the port."""
        proc, at = pathlib.Path(f"/proc/{self.process.popen.pid}"), f"0100007F:{self.port:04X}"
        try:
            lines = [line.split() for line in (proc / "net/tcp").read_text().splitlines()]
            own = {os.readlink(fd) for fd in (proc / "fd").iterdir()}
        except OSError:
            return False  # it ends, or closes files
        return any(line[1] == at and line[3] == "0A" and f"socket:[{line[9]}]" in own for line in lines[1:])

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.end(how)
            self.process = None

    def end(self):
        self.stop()
        self.held.close()

    @property
    def url(self):
        return f"mqtt://127.0.0.1:{self.port}"


class Listener:
    """All messages under the office's root and of other filters, as they come."""

    def __init__(self, office, *filters):
        self.seen, self.history, self.queue = {}, [], queue.Queue()
        topics = [word for f in (office.root + "/#", *filters) for word in ("-t", f)]
        self.process = Process(path_of("mosquitto_sub"), "-V", "5", "-p", office.broker.port, "-q", "1",
                               *topics, "-F", "%j", stdout=subprocess.PIPE)
        self.root = office.root
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.popen.stdout:
            self.queue.put(json.loads(line.decode(errors="replace")))
        self.queue.put(None)

    def wait(self, topic, good=lambda payload: True, limit=None):
        """The payload of the first message on topic (relative) from now on that is good."""
        deadline = time.monotonic() + (limit or LIMIT_S)
        while True:
            try:
                message = self.queue.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                raise Limit(f"no such message on {topic}; last: {self.seen.get(topic)}") from None
            if message is None:
                raise Limit("the listener lost its broker")
            text = message.get("payload", "")
            try:
                payload = json.loads(text) if text else None
            except (ValueError, RecursionError):
                payload = text
            relative = message["topic"].removeprefix(self.root + "/")
            self.seen[relative] = payload
            self.history.append((relative, payload))
            if relative == topic and good(payload):
                self.message = message
                return payload

    def end(self):
        self.process.end()


# The network that this process began in.
NETWORK = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def in_the_first_network():
    """What to put before a command, from wherever this process is now."""
    moved = os.fstat(NETWORK).st_ino != os.stat("/proc/self/ns/net").st_ino
    return ["nsenter", f"--net=/proc/{os.getpid()}/fd/{NETWORK}"] if moved else []


class Screen:
    """A virtual X screen of its own, and a finger."""

    def __init__(self, size):
        read, write = os.pipe()
        self.folder = tempfile.mkdtemp(prefix="praatje-screen-")
        # In another network it would find numbers free that others have, and take their sockets in /tmp.
        self.process = Process(*in_the_first_network(), path_of("Xvfb"), "-displayfd", write, "-screen", "0", f"{size}x24",
                               "-nolisten", "tcp", "-noreset", "-fbdir", self.folder, pass_fds=[write],
                               stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()

    def tap(self, x, y):
        subprocess.run([path_of("xdotool"), "mousemove", str(x), str(y), "mousedown", "1",
                        "mouseup", "1"], env={**os.environ, "DISPLAY": self.display}, check=True)

    def hold(self, x, y, seconds):
        subprocess.run([path_of("xdotool"), "mousemove", str(x), str(y), "mousedown", "1",
                        "sleep", str(seconds), "mouseup", "1"],
                       env={**os.environ, "DISPLAY": self.display}, check=True)

    def picture(self):
        """What is on the glass, as bytes of the X window dump format: the same when nothing changed."""
        return pathlib.Path(self.folder, "Xvfb_screen0").read_bytes()

    def pixel(self, x, y):
        """Red, green and blue of a point of it."""
        data = self.picture()
        header = struct.unpack(">20I", data[:80])
        at = header[0] + 12 * header[19] + y * header[12] + x * header[11] // 8
        return data[at + 2], data[at + 1], data[at]

    def end(self):
        self.process.end()
        shutil.rmtree(self.folder)


class Device:
    answer_s = 2  # how long it may take to say what is on its screen

    def __init__(self, office, name, role, size, *options, env=None):
        self.office, self.name, self.env = office, name, env or {}
        self.screen_ = Screen(size)
        self.log = open(office.folder / f"{name}.log", "ab")
        self.command = [BIN / "praatje", "--broker", office.broker.url, "--office", office.id,
                        "--device", name, "--role", role, "--size", size,
                        "--state", office.folder / f"state-{name}", *options]
        self.start()

    def start(self):
        self.process = Process(*self.command, env={"DISPLAY": self.screen_.display,
                                                   "WAYLAND_DISPLAY": "", **self.env}, stderr=self.log)

    def stop(self, how=signal.SIGTERM):
        return self.process.end(how)

    def screen(self):
        """What a person could read and touch right now."""
        return json.loads(self.office.admin("--json", "device", "screen", self.name).stdout)

    def until(self, good, limit=None):
        """The first answer to `screen` that is good."""
        deadline, answer = time.monotonic() + (limit or LIMIT_S), None
        while time.monotonic() < deadline:
            result = self.office.admin("--json", "--timeout", str(self.answer_s), "device", "screen", self.name,
                                       check=False)
            if result.returncode == 0:
                answer = json.loads(result.stdout)
                if good(answer):
                    return answer
        raise Limit(f"{self.name} never showed it; last: {json.dumps(answer, ensure_ascii=False)}")

    def tap(self, name):
        """Taps the middle of a target; it must be there, or come within the limit."""
        answer = self.until(lambda a: target(a, name))
        x, y, w, h = target(answer, name)["rect"]
        self.screen_.tap(x + w // 2, y + h // 2)

    def hold(self, name, seconds=1):
        """The same, with the finger left there for so long."""
        x, y, w, h = target(self.until(lambda a: target(a, name)), name)["rect"]
        self.screen_.hold(x + w // 2, y + h // 2, seconds)

    def end(self):
        try:
            self.stop()
        finally:
            self.screen_.end()
            self.log.close()


def target(answer, name):
    return next((t for t in answer["targets"] if t["name"] == name), None)


def middle(target):
    x, y, w, h = target["rect"]
    return x + w // 2, y + h // 2


def texts(answer):
    return [t["text"] for t in answer["texts"]] + [t["text"] for t in answer["targets"]]


def shows(*words):
    """Whether a screen's texts hold all these words."""
    return lambda answer: all(any(w in t for t in texts(answer)) for w in words)


class Office:
    def __init__(self, configured=True, started=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-test-"))
        self.id = "test"
        self.root = f"praatje/1/{self.id}"
        self.broker = Broker(self.folder)
        self.parts = []
        self.people = {json.loads(p.read_text())["name"]: p.stem
                       for p in sorted((TOP / "app/sample/person").glob("*.json"))}
        try:
            if started:
                self.broker.start()
            if configured:
                self.configure()
        except BaseException:
            self.end()
            raise

    def configure(self):
        """Says the sample office, from a copy: apply writes each rev that it finds into the files."""
        shutil.copytree(TOP / "app/sample", self.folder / "sample", dirs_exist_ok=True)
        self.admin("apply", self.folder / "sample")

    def admin(self, *words, check=True):
        result = subprocess.run([BIN / "praatjectl", "--broker", self.broker.url, "--office",
                                 self.id, *map(str, words)], capture_output=True, text=True,
                                stdin=subprocess.DEVNULL, timeout=3 * LIMIT_S)
        if check and result.returncode:
            raise AssertionError(f"praatjectl {words}: {result.returncode}: {result.stderr}")
        return result

    def publish(self, topic, payload, retain=True):
        """payload: bytes, text, or what becomes JSON."""
        text = payload if isinstance(payload, (str, bytes)) else json.dumps(payload)
        data = text.encode() if isinstance(text, str) else text
        subprocess.run([path_of("mosquitto_pub"), "-V", "5", "-p", str(self.broker.port), "-q", "1", "-t",
                        f"{self.root}/{topic}", "-s" if data else "-n", *(["-r"] if retain else [])],
                       input=data, check=True)

    def listen(self, *filters):
        listener = Listener(self, *filters)
        self.parts.append(listener)
        return listener

    def device(self, name, role, size, *options, env=None):
        device = Device(self, name, role, size, *options, env=env)
        self.parts.append(device)
        return device

    def state_topic(self, name):
        return f"person/{self.people[name]}/state"

    def person(self, name):
        return f"person:{self.people[name]}"

    def end(self):
        """Ends every part, also when one of them doesn't want to."""
        with contextlib.ExitStack() as ends:
            ends.callback(shutil.rmtree, self.folder)
            ends.callback(self.broker.end)
            for part in self.parts:
                ends.callback(part.end)
