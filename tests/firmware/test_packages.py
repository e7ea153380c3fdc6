#!/usr/bin/env python3
"""The Debian packages: lintian finds no error, and they come and go without a trace.

The life cycle runs in a Debian 13 root, kept as an archive in the cache that every clone shares
($PRAATJE_CACHE, else praatje below $XDG_CACHE_HOME or ~/.cache); tests/run --all only.
"""
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/device"))
import trees  # noqa: E402

NAMES = {"praatje", "praatjectl", "praatje-broker"}
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


def run_bytes(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=600,
                          **options).stdout


def field(package, name):
    return run("dpkg-deb", "-f", package, name).strip()


def assert_lintian_finds_no_error(test, packages):
    done = subprocess.run(["lintian", "--fail-on", "error", *packages], capture_output=True, text=True, timeout=300)
    test.assertEqual([line for line in done.stdout.splitlines() if line.startswith("E:")], [])
    test.assertEqual(done.returncode, 0, done.stderr)


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
        self.assertEqual(set(self.packages), NAMES)
        assert_lintian_finds_no_error(self, self.packages.values())

    def test_their_changelogs_say_which_version_they_are(self):
        for name, file in self.packages.items():
            packed = run_bytes("dpkg-deb", "--fsys-tarfile", file)
            told = run_bytes("tar", "-xO", f"./usr/share/doc/{name}/changelog.gz", input=packed)
            first = gzip.decompress(told).decode().splitlines()[0]
            self.assertTrue(first.startswith(f"{name} ({field(file, 'Version')}) "), first)


@unittest.skipUnless(os.environ.get("PRAATJE_TEST_ALL"), "tests/run --all makes them for another architecture")
class AllTest(unittest.TestCase):
    """Those that are made for a Pi on another machine."""

    # What differs between the two Debians: 13's libraries were renamed for a time of 64 bits.
    DEPENDS = {12: {"libglib2.0-0", "libssl3", "libgpiod2"}, 13: {"libglib2.0-0t64", "libssl3t64", "libgpiod3"}}

    def make(self, debian):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="praatje-packages-"))
        self.addCleanup(shutil.rmtree, folder)
        name = f"debian{debian}-arm64"
        made = subprocess.run([TOP / "firmware/package/all", "-o", folder, name], capture_output=True, text=True,
                              timeout=2400)
        if made.returncode == os.EX_UNAVAILABLE:
            self.skipTest(made.stderr)
        self.assertEqual(made.returncode, 0, made.stderr)
        return {file.name.split("_")[0]: file for file in (folder / name).glob("*.deb")}

    def test_they_fit_each_debian_on_arm64(self):
        versions = []
        for debian, special in self.DEPENDS.items():
            with self.subTest(debian):
                packages = self.make(debian)
                self.assertEqual(set(packages), NAMES)
                for name, file in packages.items():
                    self.assertEqual(field(file, "Architecture"), "all" if name == "praatje-broker" else "arm64")
                assert_lintian_finds_no_error(self, packages.values())
                depends = field(packages["praatje"], "Depends")
                names = {word.split(" ")[0] for word in depends.split(", ")}
                self.assertLessEqual(special | {"libc6", "libegl1", "libsdl2-2.0-0"}, names)
                # A library of C's own that isn't for others would be asked for to the very version.
                self.assertNotIn("<<", depends)
                # All of them exist there, for that architecture.
                trees.Apt("arm64", trees.SUITES[debian], f"{trees.SUITES[debian]}-updates").resolve(sorted(names))
                versions.append(field(packages["praatje"], "Version"))
        run("dpkg", "--compare-versions", versions[0], "lt", versions[1])


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
