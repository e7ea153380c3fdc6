"""What dpkg would have written down, had it installed the packages that a tree is unpacked from.

dpkg-shlibdeps asks it which package a library belongs to and since when it has a symbol; by it packages can be
made for another Debian or another architecture than this machine's.
"""
import subprocess


def output(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **options).stdout


def names(deb, place):
    """The full names that its files have below place, where /lib is a link to /usr/lib."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE) as packed:
        listed = output("tar", "-t", stdin=packed.stdout)
    for name in listed.splitlines():
        name = name.removeprefix(".").rstrip("/")
        if name.startswith("/lib"):  # as Debian 12's packages say it
            yield f"{place}/usr{name}"
        if name:
            yield f"{place}{name}"


def write(debs, tree, place):
    """Below tree, which will be at place."""
    folder = tree / "var/lib/dpkg"
    (folder / "info").mkdir(parents=True, exist_ok=True)
    (folder / "updates").mkdir(exist_ok=True)
    entries = []
    for deb in debs:
        fields = output("dpkg-deb", "-f", deb)
        package = output("dpkg-deb", "-f", deb, "Package").strip()
        entries.append(f"{fields.rstrip()}\nStatus: install ok unpacked\n")
        (folder / f"info/{package}.list").write_text("".join(f"{name}\n" for name in names(deb, place)))
        for kind in ("symbols", "shlibs"):
            kept = subprocess.run(["dpkg-deb", "-I", str(deb), kind], capture_output=True, check=False)
            if kept.returncode == 0:
                (folder / f"info/{package}.{kind}").write_bytes(kept.stdout)
    (folder / "status").write_text("\n".join(entries))
