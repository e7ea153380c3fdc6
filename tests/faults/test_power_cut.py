#!/usr/bin/env python3
"""A power cut at any moment costs nothing that was told as kept, and no sync is there for nothing."""
import subprocess
import unittest

import disk
import faults

ORDERS = ("a=10", "b=20", "a=30", "b-20", "c=40", "a-30", "d=50", "c-40", "d-50", "e=60")


def record():
    """What the store does to its files when it carries out the orders, from an empty folder on."""
    with faults.Folder() as folder:
        log, root = folder / "log", folder / "disk"
        root.mkdir()
        subprocess.run([faults.TRACE, "--under", root, "--record", log, faults.KEEP, root / "office/device",
                        *ORDERS], check=True, stdout=subprocess.DEVNULL, timeout=60)
        return disk.parse(log.read_text(), root), root


def promised(ops, at):
    """What may be there after a cut behind op number at, by topic: numbers, and None for nothing."""
    kept = sum(op.kind == "say" and op.more.startswith("kept") for op in ops[:at + 1])
    may = {}
    for order in ORDERS:
        topic, v = order.replace("-", "=").split("=")
        through = kept > 0  # an order is through when it was answered, or a later one was
        if "=" in order:
            kept -= 1
        after = {int(v)} if "=" in order else {None}
        may[topic] = after if through else may.get(topic, {None}) | after
        if not through and "=" in order:
            break
    return may


def holds(ops, at):
    """Whether op number at tells of one as kept that isn't ordered to be taken off next."""
    said = ops[at].more.split() if ops[at].kind == "say" else [""]
    return said[0] == "kept" and promised(ops, at)[said[1]] == {int(said[2])}


class PowerCutTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.record, cls.root = record()

    def recorded(self, left_out=()):
        return disk.Disk([disk.Op(op.kind, op.path, op.more) for op in self.record], left_out)

    def fault_of(self, ops, at, state):
        """What is wrong with what the store makes of a state, or None."""
        with faults.Folder() as folder:
            disk.lay(*state, self.root, folder)
            result = subprocess.run([faults.KEEP, folder / "office/device"], capture_output=True, text=True,
                                    timeout=60)
        found, wrong = {}, []
        for line in result.stdout.splitlines():
            word, topic, v, text = line.split(" ", 3)
            if word == "record":
                found[topic] = int(v)
                if text != f"payload-of-{topic}-{v}":
                    wrong.append(line)
            elif word in ("failed", "closed"):
                wrong.append(line)
        may = promised(ops, at)
        for topic in set(found) | set(may):
            if found.get(topic) not in may.get(topic, {None}):
                wrong.append(f"{topic}: found {found.get(topic)}, may be {may.get(topic)}")
        if result.returncode or not result.stdout.endswith("end - 0 -\n"):
            wrong.append(f"status {result.returncode}: {result.stderr}")
        return "; ".join(wrong) or None

    def test_what_was_told_as_kept_is_there_after_a_cut_at_any_moment(self):
        chance = faults.chance()
        recorded = self.recorded()
        moments = range(len(recorded.ops))
        tried = faults.sample(moments, 25)
        states = 0
        for at in tried:
            for state in recorded.states(at, chance, 12 if faults.ALL else 3):
                states += 1
                wrong = self.fault_of(recorded.ops, at, state)
                self.assertIsNone(wrong, f"cut behind op {at}, {recorded.ops[at].kind} {recorded.ops[at].path}")
        faults.tally("3d-power-cut", len(tried), len(moments),
                     f"moments of a store's work, {states} states of the disk in all")

    def noticed(self, left_out, chance):
        """Whether some cut after the first of these syncs costs something when they are left out."""
        recorded = self.recorded(left_out)
        return any(self.fault_of(recorded.ops, at, state)
                   for at in range(min(left_out), len(recorded.ops))
                   for state in recorded.states(at, chance, 4))

    def syncs(self, wanted):
        return [i for i, op in enumerate(self.recorded().ops) if op.kind == "sync" and wanted(op.path)]

    def test_each_sync_that_a_promise_rests_on_is_noticed_when_it_is_left_out(self):
        chance = faults.chance()
        ops = self.recorded().ops
        syncs = self.syncs(lambda path: True)
        last = [max(sync for sync in syncs if sync < at) for at, op in enumerate(ops) if holds(ops, at)]
        self.assertGreater(len(last), 3)
        for sync in last:
            self.assertTrue(self.noticed({sync}, chance), f"{sync} {ops[sync].path}")
        faults.tally("3d-sync-left-out", len(last), len(last), "syncs before a promise, each noticed")

    def test_each_kind_of_sync_is_noticed_when_it_is_left_out(self):
        chance = faults.chance()
        folder = f"{self.root}/office/device"
        for path in (str(self.root), f"{self.root}/office", folder, f"{folder}/store.db",
                     f"{folder}/store.db-wal"):
            of_kind = set(self.syncs(lambda p, path=path: p == path))
            self.assertTrue(of_kind, path)
            self.assertTrue(self.noticed(of_kind, chance), path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
