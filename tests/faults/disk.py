"""A disk under a power cut: what a program did to its files, and what may be left of that.

Only what was synced is sure to be there: the bytes of a file by a sync of the file, a name by a
sync of its folder. Everything else may be there or not, each by itself, and half of a write too.
"""
import dataclasses
import pathlib

SECTOR = 512


@dataclasses.dataclass
class Op:
    kind: str  # create, remove, rename, folder, write, cut, sync, say
    path: str = ""
    more: object = None
    inode: int = -1
    safe_at: float = float("inf")  # the sync from which on it is sure to be there

    @property
    def names(self):
        return self.kind in ("create", "remove", "rename", "folder")


def parse(text, root):
    """The ops of a record (see trace/record.h), those under root only."""
    ops = []
    for line in text.splitlines():
        kind, *words = line.split(" ")
        if kind == "say":
            ops.append(Op("say", more=bytes.fromhex(words[0]).decode()))
        elif words[0].endswith("-shm") or not words[0].startswith(str(root)):
            continue  # shared memory is no file that lasts
        elif kind == "write":
            ops.append(Op(kind, words[0], (int(words[1]), bytes.fromhex(words[2]))))
        elif kind == "cut":
            ops.append(Op(kind, words[0], int(words[1])))
        else:
            ops.append(Op(kind, words[0], words[1] if len(words) > 1 else None))
    return ops


class Disk:
    def __init__(self, ops, left_out=()):
        """left_out: the numbers of syncs that aren't carried out, as if their lines were missing."""
        self.ops = ops
        names, count = {}, 0
        for at, op in enumerate(ops):
            if op.kind == "create":
                if op.path in names:
                    op.kind = "none"
                    continue
                count += 1
                names[op.path] = op.inode = count
            elif op.kind in ("write", "cut"):
                op.inode = names[op.path]
            elif op.kind == "remove":
                names.pop(op.path, None)
            elif op.kind == "rename":
                names[op.more] = names.pop(op.path)
            elif op.kind == "sync" and at not in left_out:
                self._sync(at, op.path, names.get(op.path))

    def _sync(self, at, path, inode):
        for op in self.ops[:at]:
            if op.safe_at < at:
                continue
            in_folder = op.names and str(pathlib.PurePath(op.path).parent) == path
            in_file = op.kind in ("write", "cut") and op.inode == inode
            if in_folder or in_file:
                op.safe_at = at

    def open_ops(self, at):
        """Those that a cut right after op number at may undo."""
        return [i for i, op in enumerate(self.ops[:at + 1])
                if op.safe_at > at and op.kind not in ("none", "sync", "say")]

    def state(self, at, there, torn=None):
        """The files after a cut behind op number at, with those of the open ops that are there;
        torn says of each sector of a write whether that is there."""
        names, folders, content = {}, set(), {}
        there = set(there)
        for i, op in enumerate(self.ops[:at + 1]):
            if op.safe_at > at and i not in there:
                continue
            if op.kind == "create":
                names[op.path] = op.inode
            elif op.kind == "folder":
                folders.add(op.path)
            elif op.kind == "remove":
                names.pop(op.path, None)
            elif op.kind == "rename" and op.path in names:
                names[op.more] = names.pop(op.path)
            elif op.kind == "cut":
                self._cut(content.setdefault(op.inode, bytearray()), op.more)
            elif op.kind == "write":
                self._write(content.setdefault(op.inode, bytearray()), *op.more,
                            torn if op.safe_at > at else None)
        return folders, {path: bytes(content.get(inode, b"")) for path, inode in names.items()}

    @staticmethod
    def _cut(content, size):
        del content[size:]
        content.extend(bytes(size - len(content)))

    @staticmethod
    def _write(content, offset, data, torn):
        end = offset + len(data)
        content.extend(bytes(max(0, end - len(content))))
        for start in range(offset, end, SECTOR):
            stop = min(start + SECTOR, end)
            if torn is None or torn():
                content[start:stop] = data[start - offset:stop - offset]

    def states(self, at, chance, more):
        """Different states that a cut behind op number at may leave: the least, the most, each open op
        alone, each missing alone, and so many more by chance, with torn writes."""
        open_ops = self.open_ops(at)
        choices = [(), open_ops]
        if len(open_ops) > 1:
            choices += [(i,) for i in open_ops] + [[j for j in open_ops if j != i] for i in open_ops]
        for choice in choices:
            yield self.state(at, choice)
        for _ in range(more if open_ops else 0):
            choice = [i for i in open_ops if chance.random() < 0.7]
            yield self.state(at, choice, lambda: chance.random() < 0.7)


def lay(folders, files, old_root, root):
    """Writes the files of a state, from below old_root to below root; what has no folder is lost."""
    for path in sorted(folders):
        folder = root / pathlib.PurePath(path).relative_to(old_root)
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    for path, content in files.items():
        file = root / pathlib.PurePath(path).relative_to(old_root)
        if file.parent.is_dir():
            file.write_bytes(content)
