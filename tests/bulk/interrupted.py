"""Runs that are killed, in processes of their own. Started by `test_interrupted.py`; prints a line for each.

For every n: a process that the system kills at its n-th call to the disk, then a
second run in the same folder, then the folder against an undisturbed one.
"""

from __future__ import annotations

import datetime
import os
import shutil
import signal
import sys
import threading
from pathlib import Path

from tests.bulk.exports import export, letter, letters_in, save, tree
from tests.bulk.test_account import agree
from tsmforms.bulk import letters_sent, run
from tsmforms.bulk.account import certificate
from tsmforms.disk import Disk

ROWS = 4
DAY = datetime.date(2026, 3, 6)


class DeadlyDisk(Disk):
    """The n-th call never returns: the process is killed in it, half-way through if it writes."""

    def __init__(self, at: int) -> None:
        self.at, self.calls, self.lock = at, 0, threading.Lock()

    def _count(self) -> bool:
        with self.lock:
            self.calls += 1
            return self.calls >= self.at

    def _die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def create(self, path: str) -> int:
        if self._count():
            self._die()
        return super().create(path)

    def write(self, file: int, data: memoryview) -> int:
        if self._count():
            super().write(file, data[: len(data) // 2])
            self._die()
        return super().write(file, data)

    def sync(self, file: int) -> None:
        if self._count():
            self._die()
        super().sync(file)

    def replace(self, source: str, target: str) -> None:
        if self._count():
            super().replace(source, target)
            self._die()
        super().replace(source, target)

    def sync_folder(self, path: str) -> None:
        if self._count():
            self._die()
        super().sync_folder(path)


def unset(*_: object) -> bytes:
    """In place of the certificate's page: the typesetter keeps threads, which a forked process has no more."""
    return b"a page to sign"


def killed(source: Path, out: Path, log: Path, at: int) -> bool:
    """Whether a run in a process of its own was killed at its n-th call."""
    child = os.fork()
    if child == 0:
        try:
            run(letter(), source, out, disk=DeadlyDisk(at), log=log, today=DAY)
        except BaseException:  # noqa: BLE001 - told by the exit status
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return False
    assert os.WIFSIGNALED(status), f"call {at}: the run ended with {status}"
    return True


def main(folder: Path, over_older: bool, rows: int = ROWS, every: int = 1) -> int:
    """Kill a run at every n-th call, resume it, and hold folder, account and log against an undisturbed run.

    Args:
        folder: Where the runs work.
        over_older: Whether half of the letters are there beforehand.
        rows: Rows of the export.
        every: The step from one kill to the next.
    """
    source, old = save(folder / "x.csv", export(rows)), save(folder / "y.csv", export(rows // 2))
    letter().writer("docx")
    certificate._page = unset

    def started(name: str) -> tuple[Path, Path]:
        out, log = folder / name, folder / f"{name}.sqlite"
        if over_older:
            run(letter(), old, out, log=log, today=DAY)
        return out, log

    expected, its_log = started("whole")
    run(letter(), source, expected, log=its_log, today=DAY)
    whole, before, sent = tree(expected), letters_in(expected), letters_sent(its_log)
    agree(expected, its_log)
    at, kills = 1, 0
    while True:
        out, log = started(f"out{at}")
        died = killed(source, out, log, at)
        half = {name for name, digest in letters_in(out).items() if before.get(name) != digest}
        assert not half, f"call {at}: {half}"
        again = run(letter(), source, out, log=log, today=DAY)
        assert tree(out) == whole, f"call {at}: {set(tree(out).items()) ^ set(whole.items())}"
        assert letters_sent(log) == sent, f"call {at}: the log differs"
        assert again.files == len(before)
        agree(out, log)
        shutil.rmtree(out)
        if not died:
            break
        at, kills = at + every, kills + 1
    sys.stdout.write(f"{kills} kills\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] == "older", *map(int, sys.argv[3:])))
