"""Trees of unpacked Debian packages: what the emulated Pi, its kernel and its tools are made of.

Nothing is installed. The packages come from the mirror that this machine's own apt uses, checked
by Debian's keys, and are unpacked into a cache that every clone shares: $PRAATJE_CACHE, else
praatje below $XDG_CACHE_HOME or ~/.cache. PRAATJE_REFRESH=1 asks for newer packages.
"""
import concurrent.futures
import fcntl
import os
import pathlib
import re
import shutil
import subprocess

import records

HERE = pathlib.Path(__file__).resolve().parent
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
SPACE_BYTES = 3 << 30
TRIPLETS = {"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}
SUITES = {12: "bookworm", 13: "trixie"}
LOADERS = {"amd64": "lib64/ld-linux-x86-64.so.2", "arm64": "lib/ld-linux-aarch64.so.1"}

# QEMU of Debian 13: that of Debian 12 has no touchscreen.
TOOLS = ["qemu-system-data", "busybox-static", "e2fsprogs"]
QEMU = {"amd64": "qemu-system-x86", "arm64": "qemu-system-arm"}
GUEST = ["busybox-static", "udev", "libgl1-mesa-dri", "libegl1", "libgles2", "libgbm1", "tzdata",
         "fontconfig-config"]
BUILD = ["libc6-dev", "libsdl2-dev", "libcairo2-dev", "libpango1.0-dev", "libmosquitto-dev",
         "libjansson-dev", "libsqlite3-dev", "libinih-dev", "libglib2.0-dev", "libssl-dev", "libgpiod-dev"]
# What packages for development depend on, but neither a compiler nor the guest looks at.
UNUSED = re.compile(r"python3|libpython3|perl|libperl|gettext|autotools|autoconf|automake|m4$|"
                    r"debconf|initramfs|dracut|klibc|mount$|passwd|login|adduser|systemd$|dbus$|"
                    r"dpkg$|tar$|sed$|cpio$|e2fsprogs|logsave|sysvinit|icu-devtools|libicu-dev|"
                    r"gcc|libgcc-\d+-dev|cpp|binutils|.*-doc$|gir1|girepository")
# Modules and what they depend on lie in these folders; a kernel has 4,000 of them.
MODULES = ["fs/9p", "fs/netfs", "fs/overlayfs", "fs/configfs", "fs/ext4", "fs/jbd2", "fs/crypto", "lib",
           "lib/crc",
           "net/9p", "net/core", "crypto", "drivers/virtio", "drivers/gpio", "drivers/input",
           "drivers/input/keyboard", "drivers/net", "drivers/block", "drivers/char",
           "drivers/gpu/drm", "drivers/gpu/drm/virtio", "drivers/gpu/drm/clients", "drivers/hid",
           "drivers/hid/usbhid", "drivers/usb/core", "drivers/usb/common", "drivers/usb/host",
           "drivers/video/backlight", "drivers/rtc"]
# Debian 12's 9p asks for the first two; a screen's light on USB is the last.
MORE_MODULES = ["fs", "fs/fscache", "drivers/usb/misc"]


class Unavailable(Exception):
    """A tree that can't be had on this machine; says why."""


def cache():
    home = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(os.environ.get("PRAATJE_CACHE") or pathlib.Path(home) / "praatje")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def host():
    return output("dpkg", "--print-architecture").strip()


def output(*command, **options):
    """What a command prints; it must succeed."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          **options)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["it says nothing"]
        raise Unavailable(f"{command[0]} {command[1]} failed: {lines[-1]}")
    return done.stdout


def mirror():
    """Debian's archive as this machine has it configured."""
    form = "$(REPO_URI)|$(COMPONENT)|$(ORIGIN)|$(LABEL)"
    listed = output("apt-get", "indextargets", "--format", form, "Created-By: Packages")
    for line in listed.splitlines():
        uri, component, origin, label = line.split("|")
        if component == "main" and "security" not in (uri + label).lower() and origin in ("Debian", ""):
            return uri
    raise Unavailable("no mirror of Debian is among this machine's apt sources")


class Apt:
    """A private apt for one architecture and some suites: it leaves the machine's own state alone."""

    def __init__(self, arch, *suites):
        self.folder = cache() / "-".join(["apt", arch, *suites])
        for name in ("lists/partial", "archives/partial"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name in ("status", "preferences"):
            (self.folder / name).touch()
        source = mirror()
        (self.folder / "sources.list").write_text("".join(
            f"deb [arch={arch} signed-by={KEYRING}] {source} {suite} main\n" for suite in suites))
        (self.folder / "apt.conf").write_text(self.settings(arch))
        self.environment = {**os.environ, "APT_CONFIG": str(self.folder / "apt.conf"), "LC_ALL": "C"}

    def settings(self, arch):
        hooks = ("APT::Update::Pre-Invoke", "APT::Update::Post-Invoke", "APT::Update::Post-Invoke-Success",
                 "DPkg::Pre-Invoke", "DPkg::Post-Invoke", "DPkg::Pre-Install-Pkgs", "APT::Architectures")
        values = {
            "APT::Architecture": arch, "APT::Architectures": arch, "APT::Install-Recommends": "false",
            "APT::Sandbox::User": "", "APT::Update::Error-Mode": "any", "Acquire::Languages": "none",
            "Acquire::Retries": "3", "Acquire::http::Timeout": "30",
            "Dir::Etc::SourceList": self.folder / "sources.list", "Dir::Etc::SourceParts": "/dev/null",
            "Dir::Etc::Preferences": self.folder / "preferences", "Dir::Etc::PreferencesParts": "/dev/null",
            "Dir::State": self.folder, "Dir::State::Lists": self.folder / "lists",
            "Dir::State::Status": self.folder / "status", "Dir::Cache": self.folder,
            "Dir::Cache::Archives": self.folder / "archives", "Dir::Log": self.folder,
        }
        return ("".join(f"#clear {name};\n" for name in hooks) +
                "".join(f'{name} "{value}";\n' for name, value in values.items()))

    def run(self, *words, **options):
        return output("apt-get", "-qq", *words, env=self.environment, **options)

    def resolve(self, packages):
        """The file names of the packages and of all that they depend on."""
        lines = self.run("--print-uris", "-y", "install", *packages).splitlines()
        return [line.split()[1] for line in lines]

    def download(self, files, folder):
        """Fetches package files by name; apt checks them against the signed lists."""
        wanted = [re.sub(r"_([^_]+)_[^_]+\.deb$", r"=\1", f).replace("%3a", ":") for f in files]
        self.run("download", *wanted, cwd=folder)


def kernel_files():
    """The kernel and those of its modules that count; Debian 12's lie in /lib."""
    files = [f"./{lib}/modules/*/kernel/{folder}/*.ko*" for lib in ("lib", "usr/lib")
             for folder in MODULES + MORE_MODULES]
    files += ["./boot/vmlinuz*", "./usr/lib/modules/*/vmlinuz"]
    return files


def unpack(deb, tree):
    """Into a tree whose /bin and /lib are links; of Debian 12's packages some don't know that yet."""
    kernel = deb.name.startswith(("linux-modules-", "linux-image-"))
    only = ["--wildcards", "--no-wildcards-match-slash", *kernel_files()] if kernel else []
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as packed:
        done = subprocess.run(["tar", "-x", "-C", tree, "--keep-directory-symlink", *only], stdin=packed.stdout,
                              capture_output=True, text=True, check=False)
    if done.returncode and not kernel:  # which doesn't have all of the folders
        raise Unavailable(f"{deb.name} can't be unpacked: {done.stderr.strip()}")


def turn_links(tree):
    """Those to a full name lead into the tree instead of into this machine: a linker follows them."""
    for path in (tree / "usr/lib").rglob("*"):
        if path.is_symlink() and os.readlink(path).startswith("/"):
            inside = tree / os.readlink(path)[1:]
            path.unlink()
            path.symlink_to(os.path.relpath(inside, path.parent))


def fill(tree, apt, packages, alone):
    """Unpacks packages into tree, with what they depend on unless they are wanted alone."""
    apt.run("update")
    files = apt.resolve(packages)
    names = {f: f.split("_")[0] for f in files}
    if alone:
        files = [f for f in files if names[f] in packages]
    files = [f for f in files if names[f] in packages or not UNUSED.match(names[f])]
    downloads = tree.with_suffix(".debs")
    downloads.mkdir()
    apt.download(files, downloads)
    for name in ("bin", "sbin", "lib", "lib64"):
        (tree / "usr" / name).mkdir(parents=True)
        (tree / name).symlink_to(f"usr/{name}")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda deb: unpack(deb, tree), sorted(downloads.iterdir())))
    turn_links(tree)
    records.write(sorted(downloads.iterdir()), tree, tree.with_suffix(""))
    for name in ("dev", "proc", "sys", "run", "tmp", "root"):
        (tree / name).mkdir(exist_ok=True)


class Tree:
    """A tree that is there, and stays as it is while this object lives."""

    def __init__(self, name, arch, suites, packages, alone=False, modules=()):
        self.name, self.arch, self.triplet = name, arch, TRIPLETS[arch]
        self.suites, self.packages, self.alone = suites, packages, alone
        self.path = cache() / name
        self.recipe = " ".join([*suites, *packages, *modules, str(MODULES), UNUSED.pattern])
        self.lock = open(cache() / f"{name}.lock", "w")
        fcntl.flock(self.lock, fcntl.LOCK_SH)
        if not self.is_ready() or os.environ.get("PRAATJE_REFRESH"):
            fcntl.flock(self.lock, fcntl.LOCK_EX)
            self.make()
            fcntl.flock(self.lock, fcntl.LOCK_SH)

    def fill(self, new):
        fill(new, Apt(self.arch, *self.suites), self.packages, self.alone)

    def made(self):
        return self.path.with_suffix(".recipe")

    def is_ready(self):
        return self.made().exists() and self.made().read_text() == self.recipe

    def make(self):
        if self.is_ready() and not os.environ.get("PRAATJE_REFRESH"):
            return  # another process made it while this one waited
        if shutil.disk_usage(cache()).free < SPACE_BYTES:
            raise Unavailable(f"{cache()} has less than {SPACE_BYTES >> 30} GiB of room")
        print(f"unpacking {self.name} into {cache()}", flush=True)
        new = self.path.with_suffix(".new")
        self.made().unlink(missing_ok=True)
        for old in (new, self.path, new.with_suffix(".debs")):
            shutil.rmtree(old, ignore_errors=True)
        new.mkdir()
        try:
            self.fill(new)
            new.rename(self.path)
            self.made().write_text(self.recipe)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            shutil.rmtree(new.with_suffix(".debs"), ignore_errors=True)

    def library_path(self):
        libraries = self.path / "usr/lib" / self.triplet
        return f"{libraries}:{libraries}/pulseaudio"

    def program(self, name):
        """The command that runs a program of this tree on this machine."""
        return [self.path / LOADERS[self.arch], "--library-path", self.library_path(), self.path / "usr" / name]


def tools(guest):
    """QEMU for such a guest, and what else runs on this machine."""
    if host() not in TRIPLETS:
        raise Unavailable(f"no emulated Pi on {host()}")
    return Tree(f"tools-{guest}", host(), ["trixie"], [QEMU[guest], *TOOLS])


def guest13(arch):
    """What runs in the guest, and what programs for it are built against: Debian 13 with a kernel that has gpio-sim."""
    return Tree(f"guest13-{arch}", arch, ["trixie", "trixie-updates", "trixie-backports"],
                [*GUEST, *BUILD, f"linux-image-{arch}/trixie-backports"], modules=MORE_MODULES)


def guest12(arch):
    """The same of Debian 12, whose kernel still speaks with libgpiod 1."""
    return Tree(f"guest12-{arch}", arch, ["bookworm", "bookworm-updates"], [*GUEST, *BUILD, f"linux-image-{arch}"],
                modules=MORE_MODULES)


def parts(arch, debian):
    """What packages for that architecture and Debian (12 or 13) are built against; nothing runs from it."""
    name = SUITES[debian]
    return Tree(f"parts{debian}-{arch}", arch, [name, f"{name}-updates"], BUILD)


def font(arch):
    """Debian 12's font, with which the golden pictures were made."""
    return Tree(f"font-{arch}", arch, ["bookworm"], ["fonts-inter"], alone=True)
