#!/usr/bin/env python3
"""The Debian packages: lintian finds no error, and they come and go without a trace.

The life cycle runs in a Debian 13 root, kept as an archive in the cache that every clone shares
($PRAATJE_CACHE, else praatje below $XDG_CACHE_HOME or ~/.cache); tests/run --all only.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = os.environ.get("PRAATJE_BUILD", "build/dev")
KEPT = "/etc/praatje/praatje-device.conf"
# What a system writes down by itself when packages come and go.
NOISE = ("/var/lib/dpkg", "/var/lib/apt", "/var/log", "/var/cache", "/tmp", "/run", "/proc", "/sys", "/dev",
         "/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/subuid", "/etc/subgid", "/etc/.pwd.lock",
         "/var/lib/systemd/deb-systemd-helper-enabled")


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=600, **options)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def cache():
    home = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(os.environ.get("PRAATJE_CACHE") or pathlib.Path(home) / "praatje")


class PackagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-packages-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        run("cpack", "-B", cls.folder, cwd=BUILD)
        cls.packages = {file.name.split("_")[0]: file for file in cls.folder.glob("*.deb")}

    def test_lintian_finds_no_error(self):
        self.assertEqual(set(self.packages), {"praatje", "praatjectl", "praatje-broker"})
        done = subprocess.run(["lintian", "--fail-on", "error", *self.packages.values()], capture_output=True,
                              text=True, timeout=300)
        self.assertEqual([line for line in done.stdout.splitlines() if line.startswith("E:")], [])
        self.assertEqual(done.returncode, 0, done.stderr)


class Root:
    """A Debian 13 of its own in a folder."""

    def __init__(self, folder):
        self.folder = folder
        archive = cache() / "debian-13.tar"
        if not archive.exists():
            archive.parent.mkdir(parents=True, exist_ok=True)
            fresh = archive.with_suffix(f".{os.getpid()}.tar")
            run("mmdebstrap", "--variant=apt", "--include=systemd,systemd-sysv,udev,passwd", "trixie", fresh)
            fresh.rename(archive)
        run("tar", "-C", folder, "-xf", archive, "--exclude=./dev/*")

    def __call__(self, *command):
        return run("chroot", self.folder, "env", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin", "LC_ALL=C",
                   *command)

    def dpkg(self, *words):
        # Built here, for the libraries here: what is tried is how packages come and go, not with what they run.
        return self("dpkg", "--force-depends", *words)

    def files(self):
        found = {}
        for path in self.folder.rglob("*"):
            name = "/" + str(path.relative_to(self.folder))
            if not name.startswith(NOISE) and (path.is_symlink() or not path.is_dir()):
                found[name] = os.readlink(path) if path.is_symlink() else path.read_bytes()
        return found

    def accounts(self):
        return {line.split(":")[0] for line in (self.folder / "etc/passwd").read_text().splitlines()}


def missing():
    if not os.environ.get("PRAATJE_TEST_ALL"):
        return "tests/run --all has packages come and go"
    if os.geteuid() != 0 or not shutil.which("mmdebstrap"):
        return "a Debian 13 root needs mmdebstrap and to be root"
    return None


@unittest.skipIf(missing(), missing())
class LifeTest(unittest.TestCase):
    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-root-"))
        self.addCleanup(shutil.rmtree, folder)
        try:
            self.root = Root(folder)
        except AssertionError as error:
            self.skipTest(f"no Debian 13 can be had: {str(error).splitlines()[-1]}")
        PackagesTest.setUpClass()
        self.addCleanup(PackagesTest.doClassCleanups)
        self.names = list(PackagesTest.packages)
        for name, file in PackagesTest.packages.items():
            shutil.copy(file, folder / f"tmp/{name}.deb")
        self.before, self.accounts = self.root.files(), self.root.accounts()

    def install(self):
        self.root.dpkg("-i", *(f"/tmp/{name}.deb" for name in self.names))

    def test_they_leave_nothing_but_what_the_user_made(self):
        self.install()
        there = self.root.files()
        self.assertIn("/usr/bin/praatje", there)
        self.assertIn("/etc/systemd/system/multi-user.target.wants/praatje.service", there)
        self.assertIn("praatje", self.root.accounts())
        (self.root.folder / KEPT[1:]).write_text("mine\n")
        changed = self.root.folder / "etc/mosquitto/conf.d/praatje.conf"
        changed.write_text(changed.read_text() + "# mine\n")
        self.root("systemctl", "disable", "praatje.service")
        self.install()
        upgraded = self.root.files()
        self.assertEqual(upgraded[KEPT], b"mine\n")
        self.assertIn("# mine", changed.read_text())
        self.assertNotIn("/etc/systemd/system/multi-user.target.wants/praatje.service", upgraded)
        self.root.dpkg("-r", *self.names)
        self.assertNotIn("/usr/bin/praatje", self.root.files())
        self.assertIn("# mine", changed.read_text())
        self.root.dpkg("-P", *self.names)
        left = self.root.files()
        self.assertEqual({name for name in left if self.before.get(name) != left[name]}, {KEPT})
        self.assertEqual({name for name in self.before if name not in left}, set())
        self.assertEqual(self.root.accounts(), self.accounts)


if __name__ == "__main__":
    if not shutil.which("lintian") or not shutil.which("cpack"):
        print("skipped: this needs lintian and cpack")
        sys.exit(77)
    unittest.main()
