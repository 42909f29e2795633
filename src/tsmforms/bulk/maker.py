"""The work of a run on some rows: judge their letters, make their files. The same in this process and in workers."""

from __future__ import annotations

import contextlib
import datetime
import gc
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias

import attrs

from tsmforms.bulk.columns import Columns
from tsmforms.bulk.folder import Promise
from tsmforms.bulk.incoming.addressing import is_seldom_printed
from tsmforms.bulk.judge import Verdict, judge
from tsmforms.bulk.letters import Letter, RowReader
from tsmforms.bulk.readback import ReadBack
from tsmforms.bulk.versions import form_of, formats_of
from tsmforms.diagnostics import Diagnostic, Place, TsmFormsError, worded
from tsmforms.documents import Form
from tsmforms.exports.source import ExportRow
from tsmforms.model import FormSpec, Profile
from tsmforms.model.formatnames import WrittenName

_UNMADE = Diagnostic(
    "B0112",
    "error",
    worded("B0112"),
    "take the row out of the export, run again, and report this",
)
_NOT_GIVEN_BACK = (
    "B0210",
    "",
    worded("B0210"),
    "make this letter in Word (--format docx), or write the name with other letters if its bearer does",
)
Wanted: TypeAlias = tuple[str, str, bytes]
"""A file to be made: record id, format, and the digest of its letter as it was judged."""


@attrs.frozen
class RunSetting:
    """What work on rows needs to know; goes to workers as it is."""

    spec: FormSpec
    profile: Profile
    columns: Columns
    formats: tuple[WrittenName, ...]
    today: datetime.date


@attrs.frozen
class Made:
    """A file that was made: its size, its pages where its format has them, and its temporary name and SHA-256 (or the promise of them)."""

    record: str
    format: str
    size: int
    pages: int | None
    temporary: tuple[str, str] | Promise

    def arrived(self) -> tuple[str, str]:
        """The temporary name and SHA-256, once the file is on the disk."""
        return self.temporary if isinstance(self.temporary, tuple) else self.temporary.result()


@attrs.frozen
class Stopped:
    """Why a run cannot go on: a letter that is not its row's, or (None) an export that changed underfoot."""

    diagnostic: Diagnostic | None


class Sink(Protocol):
    """Where finished bytes go."""

    def send(self, data: bytes) -> Promise:
        """Take a file to be written."""

    def flush(self) -> None:
        """Start writing what was taken."""


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """One piece of a run without the search for cycles, which costs a tenth of the time and finds next to none."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


class Maker:
    """Judges and makes letters of rows; compiled once."""

    def __init__(self, setting: RunSetting, form: Form | None = None) -> None:
        self._setting = setting
        self._form = form or Form(setting.spec, setting.profile)
        self._reader = RowReader(setting.spec, setting.columns)
        self._read_backs: dict[str, ReadBack] = {}

    def judge(self, rows: Sequence[ExportRow]) -> list[Verdict]:
        """Every letter of these rows, judged."""
        setting = self._setting
        with _uncollected():
            return [
                self._given_back(judge(self._form, setting.formats, setting.today, letter, place), letter, row)
                for row in rows
                for place, letter in enumerate(self._reader.letters(row), 1)
            ]

    def _given_back(self, verdict: Verdict, letter: Letter, row: ExportRow) -> Verdict:
        """The verdict; of a reader with a letter that is seldom printed, the finished letter is looked at beforehand.

        A letter without a composed form may come out of a finished PDF as other characters than went in: that is the
        row's fault, not the run's.
        """
        if verdict.errors or letter.values is None:
            return verdict
        cells = self._reader.reader_cells(letter, row)
        if not any(is_seldom_printed(text) for _, text in cells):
            return verdict
        for format in formats_of(letter.version, self._setting.formats):
            data = self.fill(letter, format)
            if data is None or self._read_back(letter).look(letter.record, cells, format, data).fault:
                return attrs.evolve(verdict, errors=(_NOT_GIVEN_BACK,), notes="")
        return verdict

    def make(self, jobs: Sequence[tuple[ExportRow, Sequence[Wanted]]], sink: Sink) -> list[Made] | Stopped:
        """The files asked for, each read again before it goes out."""
        with _uncollected():
            return self._make(jobs, sink)

    def _make(self, jobs: Sequence[tuple[ExportRow, Sequence[Wanted]]], sink: Sink) -> list[Made] | Stopped:
        out: list[Made] = []
        for row, wanted in jobs:
            letters = {letter.record: letter for letter in self._reader.letters(row)}
            for record, format, content in wanted:
                letter = letters.get(record)
                if letter is None or letter.content != content or letter.values is None:
                    return Stopped(None)
                data = self.fill(letter, format)
                seen = data and self._read_back(letter).look(
                    record, self._reader.reader_cells(letter, row), format, data
                )
                fault = seen.fault if seen else _UNMADE
                if not data or not seen or fault is not None:
                    return Stopped(fault and attrs.evolve(fault, place=Place(row=row.number, line=row.line)))
                out.append(Made(record, format, len(data), seen.pages, sink.send(data)))
        sink.flush()
        return out

    def _read_back(self, letter: Letter) -> ReadBack:
        """Who reads a finished letter of this version again."""
        if letter.version not in self._read_backs:
            self._read_backs[letter.version] = ReadBack(form_of(self._form, letter.version))
        return self._read_backs[letter.version]

    def fill(self, letter: Letter, format: str) -> bytes | None:
        """One letter's bytes; None where a writer fails at what it did not name before."""
        assert letter.values is not None
        form = form_of(self._form, letter.version)
        content = form.content(letter.values, letter.record, format)
        try:
            return form.writer(format).fill(content)
        except (ValueError, TsmFormsError):
            return None
