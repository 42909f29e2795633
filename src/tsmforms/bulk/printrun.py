"""A print run: every letter of a run in one file, in the order of the rows, each beginning on a sheet of its own.

In PDF a cover sheet says how many letters follow, so that whoever fills the envelopes can count. In Word each letter is
a section, which is what Word's print box asks for (`s3-s8`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import attrs

from tsmforms.bulk.account.lists import SUPERSEDED, superseded_name
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import FileLine, Manifest
from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.disk import TEMPORARY, Disk, give_name, plainly, temporary_name

if TYPE_CHECKING:
    from types import TracebackType

PDF, DOCX = "pdf", "docx"


@attrs.frozen
class PrintedRun:
    """A print run that has its name: its digest, its letters, pages and sheets of paper (in Word, Word's to say)."""

    sha256: str
    letters: int
    pages: int | None
    sheets: int | None


class _Growing(Protocol):
    """A print run in one format, as it grows."""

    def add(self, letter: bytes, record: str) -> tuple[int, int]:
        """Put a letter behind the others; where it begins and ends."""

    def finish(self, title: str, path: Path, manifest: Manifest, disk: Disk) -> PrintedRun:
        """Write the end, check what the file holds, and say what it is; its digest is still to come."""

    def close(self) -> None:
        """Give it up, where it was not finished."""


class _Pages:
    """A print run in PDF: places are pages."""

    def __init__(self, out: BinaryIO) -> None:
        from tsmforms.formats.pdf import Assembly

        self._out = out
        self._assembly = Assembly(out, cover=True)
        self._order = hashlib.sha256()

    def add(self, letter: bytes, record: str) -> tuple[int, int]:
        """Put a letter behind the others; its first and last page."""
        self._order.update(record.encode())
        return self._assembly.add(letter)

    def finish(self, title: str, path: Path, manifest: Manifest, disk: Disk) -> PrintedRun:
        """Write the end, and read every page again.

        Each letter's bytes had the digest of its finished file, which was read back when it was made, reference and all,
        when they were added; what the pages of the run show must be what those of the letters do.
        """
        with self._out as out:
            made = self._assembly.finish(title)
            out.flush()
            disk.sync(out.fileno())
        try:
            self._assembly.check(path)
        except ReadError:
            raise _mixed() from None
        asked = hashlib.sha256()
        for record in _records(manifest, PDF):
            asked.update(record.encode())
        if asked.digest() != self._order.digest():
            raise _mixed()
        return PrintedRun("", made.letters, made.all_pages, made.sheets)

    def close(self) -> None:
        """Nothing is to be done."""


class _Sections:
    """A print run in Word: places are sections."""

    def __init__(self, out: BinaryIO) -> None:
        from tsmforms.formats.docx import SectionAssembly

        self._out = out
        self._assembly = SectionAssembly(out)

    def add(self, letter: bytes, record: str) -> tuple[int, int]:
        """Put a letter behind the others; its section, twice."""
        return self._assembly.add(letter, record)

    def finish(self, _title: str, path: Path, manifest: Manifest, disk: Disk) -> PrintedRun:
        """Write the end, and read every section."""
        with self._out as out:
            letters = self._assembly.finish()
            out.flush()
            disk.sync(out.fileno())
        self._assembly.check(path, _records(manifest, DOCX))
        return PrintedRun("", letters, None, None)

    def close(self) -> None:
        """Close the package, before its file."""
        self._assembly.close()


_GROWING: Mapping[str, Callable[[BinaryIO], _Growing]] = {PDF: _Pages, DOCX: _Sections}


def format_of(path: Path) -> str:
    """The format of a print run, and of the letters it is put together from, by its name: PDF unless it ends in .docx."""
    return DOCX if path.suffix.lower() == ".docx" else PDF


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
        self._format = format_of(path)
        self._temporary = temporary_name(path.name)
        self._title = f"Print run: {form}"
        self._force = force
        self._problem: EnvironmentProblem | None = None
        self.aside: str | None = None

    def __enter__(self) -> PrintRun:
        self._sweep()
        with plainly("write the print run"):
            self._set_aside()
            file = self._there.disk.create(self._there.place(self._temporary))
        self._out = os.fdopen(file, "wb")
        self._growing = _GROWING[self._format](self._out)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._growing.close()
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
                manifest.place(self._added(manifest, first, last), self._format)
        except EnvironmentProblem as problem:
            self._problem = problem

    def _added(self, manifest: Manifest, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        for file in _letters(manifest, self._format, first, last):
            data = Path(self._folder.place(file.name)).read_bytes()
            if hashlib.sha256(data).hexdigest() != file.sha256:
                raise EnvironmentProblem(
                    "the print run was not written: a letter was changed while the run was going on"
                )
            begin, end = self._growing.add(data, file.record)
            yield begin, end, file.record

    def check_count(self, letters: int, large: int) -> None:
        """Refuse what no such print run can hold, before the first letter is made.

        Raises:
            EnvironmentProblem: Word does not take so many letters in one file, or not letters of two sizes of type.
        """
        from tsmforms.formats.docx import MOST_LETTERS, too_many

        if self._format == DOCX and letters > MOST_LETTERS:
            raise EnvironmentProblem(too_many(letters))
        if self._format == DOCX and large:
            raise EnvironmentProblem(
                f"a print run in Word has one size of type, and {large} letters are wanted in large print; make it as PDF"
            )

    def finish(self, manifest: Manifest) -> PrintedRun:
        """Write the end, check what each sheet holds, and give the print run its name.

        Args:
            manifest: The letters it should hold.

        Raises:
            EnvironmentProblem: The disk stopped it, a letter is gone or damaged, or the finished run is not
                sheet by sheet what was asked for. No file is left under its name then.
        """
        if self._problem:
            raise self._problem
        there = self._there
        with _told():
            path = Path(there.place(self._temporary))
            made = self._growing.finish(self._title, path, manifest, there.disk)
            digest = there.digest(self._temporary)
            assert digest is not None
            give_name(there.disk, there.place(self._temporary), there.place(self._name), self._force)
            if self.aside:
                there.drop(self.aside)
                self.aside = None
            with contextlib.suppress(OSError):
                there.sync()
        return attrs.evolve(made, sha256=digest)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What goes wrong is the environment's problem, in a sentence."""
    with plainly("write the print run"):
        try:
            yield
        except ReadError as error:
            raise EnvironmentProblem(f"the print run was not written: {error.message}") from error


def _mixed() -> EnvironmentProblem:
    return EnvironmentProblem("the print run was not written: a letter would have shared a sheet with another")


def _letters(manifest: Manifest, format: str, *rows: int) -> Iterator[FileLine]:
    """The finished letters that a print run is put together from."""
    for file in manifest.files(*rows):
        if file.format == format and file.is_asked and file.is_current:
            yield file


def _records(manifest: Manifest, format: str) -> Iterator[str]:
    return (file.record for file in _letters(manifest, format))
