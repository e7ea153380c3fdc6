"""Praatje built for the guest, against the tree that runs there."""
import subprocess

import trees

TOP = trees.HERE.parents[1]


def run(*command, **options):
    done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, **options)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def configure(tree, folder, *options):
    run("cmake", "-S", TOP, "-B", folder, "-G", "Ninja", "--toolchain", trees.HERE / "cross.cmake",
        f"-DPRAATJE_TREE={tree.path}", f"-DPRAATJE_TRIPLET={tree.triplet}", "-DPRAATJE_TESTS=OFF",
        "-DPRAATJE_WERROR=ON", *options)


def praatje(tree):
    """The folder with the programs."""
    folder = TOP / "build" / "device" / tree.name
    configure(tree, folder, "-DCMAKE_BUILD_TYPE=RelWithDebInfo")
    run("cmake", "--build", folder, "--target", "praatje")
    return folder / "bin"


def helper(tree, source, to):
    """One C file of the harness, built for the guest."""
    libraries = tree.path / "usr/lib" / tree.triplet
    run(f"{tree.triplet}-gcc", "-O2", "-Wall", "-Wextra", "-Werror", f"--sysroot={tree.path}", "-isystem",
        tree.path / "usr/include" / tree.triplet, f"-B{libraries}", f"-L{libraries}", source, "-o", to)
