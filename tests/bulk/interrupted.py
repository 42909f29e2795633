"""Runs that are killed, in processes of their own. Started by `test_interrupted.py`; prints a line for each.

For every n: a process that the system kills at its n-th call to the disk, then a
second run in the same folder, then the folder against an undisturbed one.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from tests.bulk.exports import export, letter, letters_in, save, tree
from tsmforms.bulk import run
from tsmforms.bulk.account import certificate
from tsmforms.disk import Disk

ROWS, OLD = 4, 2


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


def killed(source: Path, out: Path, at: int) -> bool:
    """Whether a run in a process of its own was killed at its n-th call."""
    child = os.fork()
    if child == 0:
        try:
            run(letter(), source, out, disk=DeadlyDisk(at))
        except BaseException:  # noqa: BLE001 - told by the exit status
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return False
    assert os.WIFSIGNALED(status), f"call {at}: the run ended with {status}"
    return True


def main(folder: Path, over_older: bool) -> int:
    source, old = save(folder / "x.csv", export(ROWS)), save(folder / "y.csv", export(OLD))
    letter().writer("docx")
    certificate._page = unset
    if over_older:
        run(letter(), old, folder / "whole")
    run(letter(), source, folder / "whole")
    whole, before = tree(folder / "whole"), letters_in(folder / "whole")
    at = 0
    while True:
        at += 1
        out = folder / f"out{at}"
        if over_older:
            run(letter(), old, out)
        died = killed(source, out, at)
        half = {name for name, digest in letters_in(out).items() if before.get(name) != digest}
        assert not half, f"call {at}: {half}"
        again = run(letter(), source, out)
        assert tree(out) == whole, f"call {at}: {set(tree(out).items()) ^ set(whole.items())}"
        assert again.files == len(before)
        if not died:
            break
    sys.stdout.write(f"{at - 1} kills\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] == "older"))
