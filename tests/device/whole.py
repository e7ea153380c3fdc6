"""A whole Debian on a disk, with systemd, udev and all that the package depends on, as apt installs it on a Pi."""
import os
import pathlib
import re
import shutil
import subprocess

import trees

SUITES = ["trixie", "trixie-updates", "trixie-backports"]
# What a Debian has that starts. Of the package's own needs only what it depends on is there.
PACKAGES = ["systemd", "systemd-sysv", "systemd-timesyncd", "udev", "dbus", "kmod", "passwd"]
LEFT_OUT = ["doc", "man", "info", "locale"]
DISK_BYTES = 3 << 30
# What is on the disk is loaded by udev; until then these must do.
WANTED = ["virtio_pci", "virtio_blk", "crc32c_generic", "ext4"]


def image_tools():
    """What makes file systems in files: Debian 13's, which takes an archive's owners over."""
    return trees.Tree(f"images-{trees.host()}", trees.host(), ["trixie"],
                      ["e2fsprogs", "libarchive13t64", "dosfstools", "mtools"])


def depends(package):
    """The names of the packages that a package file depends on; of alternatives the first."""
    line = trees.output("dpkg-deb", "-f", package, "Depends")
    return sorted(re.split(r"[ (|:]", word)[0] for word in line.strip().split(", "))


class Whole(trees.Tree):
    """Its path has disk, a file system, and what of its kernel the machine starts from."""

    def __init__(self, arch, needed):
        if arch != trees.host():
            raise trees.Unavailable(f"{arch} can't be installed on {trees.host()}")
        if not shutil.which("mmdebstrap"):
            raise trees.Unavailable("this machine has no mmdebstrap")
        packages = [*PACKAGES, *needed, f"linux-image-{arch}/trixie-backports"]
        super().__init__(f"whole13-{arch}", arch, SUITES, packages)

    def fill(self, new):
        packed = new / "all.tar"
        self.install(packed)
        with open(new / "disk", "wb") as disk:
            disk.truncate(DISK_BYTES)
        tools = image_tools()
        trees.output(*tools.program("sbin/mke2fs"), "-q", "-t", "ext4", "-d", packed, new / "disk")
        trees.output("tar", "-x", "-C", new, "-f", packed, "--wildcards", "./boot/vmlinuz*",
                     *(f"./usr/lib/modules/*/kernel/{folder}/*.ko*"
                       for folder in ("drivers/virtio", "drivers/block", "fs/ext4", "fs/jbd2", "fs", "lib", "crypto")))
        packed.unlink()

    def install(self, packed):
        mirror = trees.mirror()
        hidden = [f"--dpkgopt=path-exclude=/usr/share/{folder}/*" for folder in LEFT_OUT]
        trees.output("mmdebstrap", f"--architectures={self.arch}", "--variant=apt", f"--keyring={trees.KEYRING}",
                     '--aptopt=APT::Install-Recommends "false"', *hidden, f"--include={','.join(self.packages)}",
                     SUITES[0], packed, *(f"deb {mirror} {suite} main" for suite in SUITES),
                     # Its modules are found by the tests' own first program.
                     env={**os.environ, "INITRD": "No"})


def card(path, *files):
    """A boot partition with files on it."""
    tools = image_tools()
    with open(path, "wb") as disk:
        disk.truncate(64 << 20)
    trees.output(*tools.program("sbin/mkfs.vfat"), "-n", "bootfs", path)
    trees.output(*tools.program("bin/mcopy"), "-i", path, *files, "::")


def copy(disk, to):
    """Of a file that is mostly holes."""
    subprocess.run(["cp", "--sparse=always", "--reflink=auto", str(disk), str(to)], check=True)


def lay(folder, files):
    """Files below a folder, by their names."""
    for name, text in files.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
