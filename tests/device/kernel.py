"""The guest's kernel: which modules it needs in which order, and the archive it starts from."""
import lzma
import pathlib
import re

# What the guest's own init needs; the rest is loaded by name in the tests.
# The first driver of a device gets it: that of a screen's light stands before that of all keyboards.
WANTED = ["virtio_pci", "virtio_console", "virtio_net", "virtio_blk", "9pnet_virtio", "9p", "overlay",
          "crc32c_generic", "ext4", "evdev", "virtio_input", "xhci_pci", "appledisplay", "usbhid", "hid_generic",
          "hid_cp2112", "gpio_sim", "virtio_gpu", "rtc_pl031"]


def release(tree):
    """The one kernel of a tree."""
    return next((tree.path / "usr/lib/modules").iterdir()).name


def image(tree):
    names = [f"usr/lib/modules/{release(tree)}/vmlinuz", f"boot/vmlinuz-{release(tree)}"]
    return next(p for p in (tree.path / n for n in names) if p.exists())


def content(path):
    return lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()


def plain(name):
    return name.replace("-", "_")


class Modules:
    """A tree's modules by name; one that isn't there is taken to be part of the kernel."""

    def __init__(self, tree):
        self.paths = {plain(p.name.split(".ko")[0]): p
                      for p in (tree.path / "usr/lib/modules").rglob("*.ko*")}
        self.ordered = {}

    def load(self, name):
        """Orders a module after what it depends on."""
        if name in self.ordered or name not in self.paths:
            return
        data = content(self.paths[name])
        for words in re.findall(rb"\0(?:depends|softdep)=(?:pre: )?([^\0]*)", b"\0" + data):
            for needed in re.split(r"[, ]+", words.decode()):
                self.load(plain(needed))
        self.ordered[name] = data


def entry(name, mode, data=b""):
    """One file of a cpio archive (newc)."""
    name = name.encode() + b"\0"
    head = [0, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name), 0]
    packed = b"070701" + "".join(f"{n:08x}" for n in head).encode() + name
    packed += b"\0" * (-len(packed) % 4) + data
    return packed + b"\0" * (-len(packed) % 4)


def laid(folder, name="lay"):
    """A folder and all that is in it, as files of an archive."""
    yield entry(name, 0o40755)
    for path in sorted(folder.iterdir()):
        inner = f"{name}/{path.name}"
        if path.is_dir():
            yield from laid(path, inner)
        else:
            yield entry(inner, 0o100755 if path.stat().st_mode & 0o100 else 0o100644, path.read_bytes())


def archive(tree, tools, init, path, wanted=WANTED, lay=None):
    """Writes the archive that the kernel unpacks and runs init from; lay is a folder that goes with it."""
    modules = Modules(tree)
    for name in wanted:
        modules.load(name)
    folders = ["bin", "lib", "dev", "proc", "sys", "tree", "over", "new"]
    parts = [entry(name, 0o40755) for name in folders]
    parts += laid(lay) if lay else []
    parts.append(entry("bin/busybox", 0o100755, (tools.path / "usr/bin/busybox").read_bytes()))
    parts.append(entry("init", 0o100755, pathlib.Path(init).read_bytes()))
    parts += [entry(f"lib/{name}.ko", 0o100644, data) for name, data in modules.ordered.items()]
    order = "".join(f"{name}.ko\n" for name in modules.ordered)
    parts += [entry("lib/order", 0o100644, order.encode()), entry("TRAILER!!!", 0)]
    path.write_bytes(b"".join(parts))
