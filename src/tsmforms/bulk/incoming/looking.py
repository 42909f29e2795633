"""What an officer sees before a run: what each column is, whom the first letters go to, every warning in words.

Holds names and addresses: it is the officer's own look at the export, and is written nowhere but where it is asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import attrs

from tsmforms.bulk.columns import ColumnProblem, Columns, known_headings, meanings_of
from tsmforms.bulk.incoming.addressing import far_dates
from tsmforms.bulk.incoming.columnfile import IGNORE, ColumnMap, as_column_map
from tsmforms.bulk.incoming.ready import ready_file
from tsmforms.bulk.incoming.suggestions import guesses, trade_headings
from tsmforms.bulk.incoming.table import OpenedTable, open_table
from tsmforms.bulk.letters import Letter, RowReader
from tsmforms.diagnostics import Diagnostic, RunRefused
from tsmforms.documents import Form
from tsmforms.documents.taking import day
from tsmforms.exports.headings import fold, hits
from tsmforms.exports.source import ExportRow, Source, open_source
from tsmforms.model.answers import Value
from tsmforms.model.formatnames import WrittenName

_SHOWN = 3
_WATCHED = 5000
"""Rows that are looked at for pupils with several."""


@attrs.frozen
class Addressee:
    """One of the first letters: whom it goes to as the envelope shows it, its salutation, its dates in words.

    `values` are its answers, for a picture of it.
    """

    row: int
    lines: tuple[str, ...]
    salutation: str
    dates: tuple[tuple[str, str], ...]
    record: str
    values: Mapping[str, Value] = attrs.field(repr=False)


@attrs.frozen
class WarnedRows:
    """A warning in words, and how many letters have it, with the first of their rows."""

    code: str
    message: str
    help: str
    count: int
    rows: tuple[int, ...]


@attrs.frozen
class ExportLook:
    """An export looked at.

    Attributes:
        columns: Each heading of the export, and what it is.
        addressees: The first letters that would be made.
        warnings: Every warning beside letters that would be made.
        ready: A columns file to begin with.
        encoding: The encoding of the export; empty for a workbook.
        fault: Why the export makes no letters as it is.
    """

    columns: tuple[tuple[str, str], ...]
    addressees: tuple[Addressee, ...] = ()
    warnings: tuple[WarnedRows, ...] = ()
    ready: str = ""
    encoding: str = ""
    fault: ColumnProblem | RunRefused | None = None


def look(
    form: Form,
    source: Path,
    *,
    columns: Mapping[str, str] | None = None,
    join: Path | None = None,
    today: datetime.date | None = None,
    formats: Sequence[WrittenName] = ("docx",),
) -> ExportLook:
    """Look at an export: nothing is written.

    Raises:
        MisuseError: A constant names a value that the profile does not have.
        ReadError: The export is refused or cannot be read.
    """
    given = as_column_map(columns)
    known = known_headings(form.spec)
    headings = {*known.folded, *map(fold, given.theirs), *trade_headings()}
    tables = [open_source(path, headings, given.reading) for path in (source, join) if path is not None]
    header = [heading for table in tables for heading in table.header]
    encoding = ", ".join(dict.fromkeys(table.encoding for table in tables if table.encoding))
    first_header, draft = _two_rows(tables[0], source, headings, given)
    ready = ready_file(
        known,
        [*first_header, *header[len(tables[0].header) :]],
        draft,
        form.profile,
        _repeats(tables[0].header, given, form, tables[0].rows()),
    )
    said = tuple((heading, _what(heading, given, form)) for heading in header if heading)
    try:
        opened = open_table(form.spec, form.profile, source, join, columns)
    except (ColumnProblem, RunRefused) as fault:
        return ExportLook(said, ready=ready, encoding=encoding, fault=fault)
    first, warnings = _walked(form, opened, day(today), formats)
    return ExportLook(said, tuple(first), warnings, ready, encoding)


def _two_rows(table: Source, path: Path, known: Collection[str], given: ColumnMap) -> tuple[Sequence[str], ColumnMap]:
    """The headings of the export, and the columns file with two rows of them where more are known so."""
    if given.reading.header_rows > 1:
        return table.header, given
    reading = attrs.evolve(given.reading, header_rows=2)
    both = open_source(path, known, reading).header
    if hits(both, known) <= max(1, hits(table.header, known)):
        return table.header, given
    return both, attrs.evolve(given, reading=reading)


def _repeats(header: Sequence[str], given: ColumnMap, form: Form, rows: Iterator[ExportRow]) -> bool:
    meanings = meanings_of(known_headings(form.spec), header, given)
    at = next((n for n, meaning in meanings.items() if meaning.heading == "Pupil id"), None)
    if at is None:
        heading = next((guess.heading for guess in guesses(header) if guess.name == "pupil_id"), None)
        at = None if heading is None else list(header).index(heading)
    if at is None:
        return False
    seen: set[str] = set()
    for row in islice(rows, _WATCHED):
        key = row.cells[at].strip() if at < len(row.cells) else ""
        if key and key in seen:
            return True
        seen.add(key)
    return False


def _what(heading: str, given: ColumnMap, form: Form) -> str:
    """What a column of the export is, in words."""
    folded = fold(heading)
    own = next((ours for theirs, ours in given.headings.items() if fold(theirs) == folded), "")
    if own == IGNORE:
        return "written off in the columns file"
    steps = [
        *(f"{step.whose} title, forename, surname" for step in given.names if fold(step.theirs) == folded),
        *(f"{whose}: address and postcode" for whose, many in given.addresses.items() if folded in map(fold, many)),
        *(ours for ours, many in given.firsts.items() if folded in map(fold, many)),
        *(ours for ours, theirs in given.years.items() if folded == fold(theirs)),
        *(ours for theirs, both in given.pairs.items() if folded == fold(theirs) for ours in both),
    ]
    if own or steps:
        return ", ".join(filter(None, (own, *steps)))
    meaning = known_headings(form.spec).meanings.get(folded)
    return meaning.heading if meaning else "not used; searched for words that speak against a letter"


def _walked(
    form: Form, opened: OpenedTable, today: datetime.date, formats: Sequence[WrittenName]
) -> tuple[list[Addressee], tuple[WarnedRows, ...]]:
    reader = RowReader(form.spec, opened.columns)
    first: list[Addressee] = []
    warned: dict[tuple[str, str, str], list[int]] = {}
    for row in opened.source.rows():
        for letter in reader.letters(row):
            found = _said(form, letter, today, formats)
            if letter.values is None or any(one.severity == "error" for one in found):
                continue
            if len(first) < _SHOWN:
                first.append(_addressee(opened.columns, letter))
            for one in found:
                if one.severity == "warning":
                    warned.setdefault((one.code, one.message, one.help), []).append(row.number)
    return first, tuple(WarnedRows(*key, len(rows), tuple(rows[:5])) for key, rows in warned.items())


def _said(form: Form, letter: Letter, today: datetime.date, formats: Sequence[WrittenName]) -> list[Diagnostic]:
    if letter.values is None:
        return list(letter.faults)
    unshown = (one for format in formats for one in form.problems(letter.values, format))
    return [*letter.faults, *form.check_values(letter.values, today), *far_dates(letter.values, today), *unshown]


def _addressee(columns: Columns, letter: Letter) -> Addressee:
    assert letter.values is not None
    values = letter.values
    name = " ".join(
        str(values[p]) for p in ("recipient.title", "recipient.forename", "recipient.surname") if values.get(p)
    )
    lines = values.get("address.lines")
    address = tuple(map(str, lines)) if isinstance(lines, tuple) else ()
    shown = (name, *address, str(values.get("address.postcode") or ""))
    uses = [*columns.shared, *columns.parents[letter.parent].uses]
    dates = tuple(
        (use.heading, f"{value:%A} {value.day} {value:%B %Y}")
        for use in uses
        if isinstance(value := values.get(use.path), datetime.date)
    )
    return Addressee(
        letter.row, tuple(filter(None, shown)), f"Dear {values.get('salutation') or ''!s}", dates, letter.record, values
    )
