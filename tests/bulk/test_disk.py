"""A disk that fails at the n-th call, for every n: one plain line, no half file, complete once there is room."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from tests.bulk.exports import changed, export, letter, letters_in, listed, save, tree
from tsmforms.bulk.running import run
from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.disk import Disk

ROWS = 3


@attrs.define
class FailingDisk(Disk):
    """Every call is a real one, but the n-th fails; a write puts down half of what it was given first."""

    fails_at: int
    error: int = errno.ENOSPC
    only: str = ""
    calls: int = 0
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    def _count(self, name: str) -> bool:
        with self._lock:
            self.calls += not self.only or self.only == name
            return self.calls == self.fails_at and (not self.only or self.only == name)

    def _fail(self, name: str) -> None:
        if self._count(name):
            raise OSError(self.error, os.strerror(self.error))

    def create(self, path: str) -> int:
        self._fail("create")
        return super().create(path)

    def write(self, file: int, data: memoryview) -> int:
        if self._count("write"):
            super().write(file, data[: len(data) // 2])
            raise OSError(self.error, os.strerror(self.error))
        return super().write(file, data)

    def sync(self, file: int) -> None:
        self._fail("sync")
        super().sync(file)

    def replace(self, source: str, target: str) -> None:
        self._fail("replace")
        super().replace(source, target)

    def sync_folder(self, path: str) -> None:
        self._fail("sync_folder")
        super().sync_folder(path)

    def make_folder(self, path: str) -> None:
        self._fail("make_folder")
        super().make_folder(path)


def failure(source: Path, out: Path, disk: Disk) -> str | None:
    """What a run says that the disk stopped; None where it did not."""
    try:
        run(letter(), source, out, disk=disk)
    except EnvironmentProblem as problem:
        return str(problem)
    return None


def test_whichever_call_fails_nothing_half_made_is_left_and_the_next_run_completes(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(ROWS))
    run(letter(), source, tmp_path / "whole")
    whole = tree(tmp_path / "whole")
    for n in range(1, 1000):
        out = tmp_path / f"out{n}"
        problem = failure(source, out, FailingDisk(n))
        if problem is not None:
            assert re.fullmatch(f"cannot [^\n]+: {os.strerror(errno.ENOSPC)}", problem)
            left = tree(out) if out.exists() else {}
            assert {name: left[name] for name in left if name != "manifest.sqlite"}.items() <= whole.items()
        run(letter(), source, out)
        assert tree(out) == whole
        if problem is None:
            break
    assert n > 3 * len(letters_in(tmp_path / "whole"))


@pytest.mark.parametrize("what", ["create", "write", "sync", "replace", "sync_folder", "make_folder"])
def test_a_failing_run_over_an_older_one_leaves_each_letter_old_or_new(tmp_path: Path, what: str) -> None:
    old, new = (
        save(tmp_path / "x.csv", export(ROWS)),
        save(
            tmp_path / "y.csv",
            changed({(1, "Support offered"): "New words", (2, "Parent 1 do not contact"): "Yes"}, ROWS),
        ),
    )
    run(letter(), old, tmp_path / "old")
    run(letter(), old, tmp_path / "new")
    run(letter(), new, tmp_path / "new")
    before, after = letters_in(tmp_path / "old"), letters_in(tmp_path / "new")
    for n in (1, 2):
        out = tmp_path / f"out{n}"
        run(letter(), old, out)
        if failure(new, out, FailingDisk(n, only=what)):
            for name, digest in letters_in(out).items():
                assert digest in (before.get(name), after.get(name))
        run(letter(), new, out)
        assert tree(out) == tree(tmp_path / "new")


def test_a_read_only_disk_is_named_and_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    before = tree(tmp_path)
    with pytest.raises(EnvironmentProblem, match=os.strerror(errno.EROFS)):
        run(letter(), source, tmp_path / "out", disk=FailingDisk(1, errno.EROFS, "make_folder"))
    assert tree(tmp_path) == before


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Root may write everywhere, so root becomes nobody."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such users")
def test_a_folder_that_may_not_be_written_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        source = save(place / "x.csv", export(2))
        run(letter(), source, place / "before")  # what is loaded when first used is loaded
        out = place / "out"
        out.mkdir(mode=0o500 if os.geteuid() else 0o755)
        with without_rights(), pytest.raises(EnvironmentProblem, match=os.strerror(errno.EACCES)):
            run(letter(), source, out)
        assert list(out.iterdir()) == []


def test_a_failing_list_leaves_the_old_one(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "out")
    before = (tmp_path / "out" / "manifest.csv").read_bytes()
    # With one row more, one letter more or two are made before the lists are written.
    more = save(tmp_path / "x.csv", export(3))
    for n in range(1, 9):
        if failure(more, tmp_path / "out", FailingDisk(n, only="replace")):
            assert (tmp_path / "out" / "manifest.csv").read_bytes() in (before, _rewritten(tmp_path, more))
    run(letter(), more, tmp_path / "out")
    assert len({row["row"] for row in listed(tmp_path / "out")}) == 3


def _rewritten(tmp_path: Path, source: Path) -> bytes:
    run(letter(), source, tmp_path / "other")
    return (tmp_path / "other" / "manifest.csv").read_bytes()
