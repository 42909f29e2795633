"""A print run: every letter of a run in one PDF, in the order of the rows, each beginning on a sheet of its own.

A cover sheet says how many letters follow, so that whoever fills the envelopes can count.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from tsmforms.bulk.account.lists import SUPERSEDED, superseded_name
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import FileLine, Manifest
from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.disk import TEMPORARY, give_name, plainly, temporary_name

if TYPE_CHECKING:
    from types import TracebackType

Feet: TypeAlias = Callable[[Path, int], list[str]]
"""Reads the words at the foot of each page of a print run: its place, and how many pages it has."""
FORMAT = "pdf"
"""The format of the letters that a print run is put together from."""
_REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@attrs.frozen
class PrintedRun:
    """A print run that has its name: its digest, its letters, pages and sheets of paper."""

    sha256: str
    letters: int
    pages: int
    sheets: int


class PrintRun:
    """A print run that grows while the letters are made, and gets its name when it was checked.

    It is written beside its place under a temporary name, which is gone when the `with` ends, whatever happened.
    What stops it is told by `finish`: the letters themselves are made all the same.

    Args:
        folder: The folder of the letters.
        path: Where the print run goes.
        form: The letter's form, for the title.
        force: A print run that is there makes room: it is set aside under another name (`aside`), since it is not what
            the folder holds any more, and is gone once the new one is whole.
    """

    def __init__(self, folder: Folder, path: Path, form: str, force: bool = False) -> None:
        self._folder = folder
        self._there = Folder(Path(os.path.abspath(path)).parent, folder.disk)
        self._name = path.name
        self._temporary = temporary_name(path.name)
        self._title = f"Print run: {form}"
        self._force = force
        self._problem: EnvironmentProblem | None = None
        self.aside: str | None = None

    def __enter__(self) -> PrintRun:
        from tsmforms.formats.pdf import Assembly

        self._sweep()
        with plainly("write the print run"):
            self._set_aside()
            file = self._there.disk.create(self._there.place(self._temporary))
        self._out = os.fdopen(file, "wb")
        self._assembly = Assembly(self._out, cover=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._out.close()
        self._there.drop(self._temporary)

    def _set_aside(self) -> None:
        """Take its name from an earlier print run, which is not to be printed any more; gone when the new one is whole."""
        digest = self._there.digest(self._name) if self._force else None
        if digest:
            self.aside = superseded_name(self._name, digest, f"{SUPERSEDED}-")
            self._there.rename(self._name, self.aside)

    def _sweep(self) -> None:
        """Remove what a run that was killed left of this print run: it holds letters."""
        left: list[str] = []
        with contextlib.suppress(OSError), os.scandir(self._there.path) as entries:
            left = [
                entry.name
                for entry in entries
                if entry.name.startswith(TEMPORARY) and entry.name.endswith(f"-{self._name}.part")
            ]
        for name in left:
            self._there.drop(name)

    def take(self, manifest: Manifest, first: int, last: int) -> None:
        """Add the finished letters of some rows; rows come in order."""
        if self._problem:
            return
        try:
            with _told():
                manifest.place(self._added(manifest, first, last), FORMAT)
        except EnvironmentProblem as problem:
            self._problem = problem

    def _added(self, manifest: Manifest, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        for file in _letters(manifest, first, last):
            begin, end = self._assembly.add(Path(self._folder.place(file.name)).read_bytes())
            yield begin, end, file.record

    def finish(self, manifest: Manifest, feet: Feet) -> PrintedRun:
        """Write the end, check what each sheet holds, and give the print run its name.

        Args:
            manifest: The letters it should hold.
            feet: Who reads the feet of its pages again.

        Raises:
            EnvironmentProblem: The disk stopped it, a letter is gone or damaged, or the finished run is not
                sheet by sheet what was asked for. No file is left under its name then.
        """
        if self._problem:
            raise self._problem
        there = self._there
        with _told():
            with self._out as out:
                made = self._assembly.finish(self._title)
                out.flush()
                there.disk.sync(out.fileno())
            check_sheets(feet(Path(there.place(self._temporary)), made.all_pages), _records(manifest))
            digest = there.digest(self._temporary)
            assert digest is not None
            give_name(there.disk, there.place(self._temporary), there.place(self._name), self._force)
            if self.aside:
                there.drop(self.aside)
                self.aside = None
            with contextlib.suppress(OSError):
                there.sync()
        return PrintedRun(digest, made.letters, made.all_pages, made.sheets)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What goes wrong is the environment's problem, in a sentence."""
    with plainly("write the print run"):
        try:
            yield
        except ReadError as error:
            raise EnvironmentProblem(f"the print run was not written: {error.message}") from error


def read_feet(path: Path, first: int, last: int) -> list[str]:
    """The words at the foot of some pages of a print run, counted from 0, `last` left out.

    Raises:
        EnvironmentProblem: It cannot be read again.
    """
    from tsmforms.formats.pdf import foot_texts

    with _told():
        return foot_texts(path, first, last)


def _letters(manifest: Manifest, *rows: int) -> Iterator[FileLine]:
    """The finished letters that a print run is put together from."""
    for file in manifest.files(*rows):
        if file.format == FORMAT and file.is_asked and file.is_current:
            yield file


def _records(manifest: Manifest) -> Iterator[str]:
    return (file.record for file in _letters(manifest))


def check_sheets(feet: list[str], records: Iterable[str]) -> None:
    """Hold a print run against the letters it should have: each once, in order, and none on the back of another.

    Args:
        feet: The words at the foot of each page, the two of the cover first.
        records: The record ids in order.

    Raises:
        EnvironmentProblem: It differs.
    """
    found = [_REFERENCE.findall("".join(foot.split())) for foot in feet]
    letters = found[2:]
    sheets = list(zip(letters[::2], letters[1::2], strict=False))
    backs_fit = all(len(front) == 1 and back in ([], front) for front, back in sheets)
    in_order = [front for front, _ in groupby(front[0] for front, _ in sheets if front)]
    if any(found[:2]) or len(letters) % 2 or not backs_fit or in_order != list(records):
        raise EnvironmentProblem("the print run was not written: a letter would have shared a sheet with another")
