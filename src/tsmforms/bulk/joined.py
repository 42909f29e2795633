"""Two exports as one table: pupils, and what was agreed with each, joined by the pupil's id.

One of them leads: each of its rows makes one row, with the row of the other that has its id. The first leads, unless
the second alone names parents and has several rows for a pupil: then those are contacts, and the second leads. The
other is held in memory. Nothing is settled by order: a pupil with two rows in the other table is refused, and so is
one about whom the two tables disagree. A pupil without a row in the other keeps empty cells, which the rules judge;
a row that belongs to nobody is told, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from tsmforms.bulk.columns import ColumnProblem, Known, key_column, meanings_of
from tsmforms.bulk.incoming.columnfile import ColumnMap
from tsmforms.convert.comparing import fold_id, fold_name
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.exports.headings import fold
from tsmforms.exports.source import ExportRow, Source
from tsmforms.layout.columns import RECIPIENT_FIELDS

DISAGREE, TWICE = "disagree", "twice"
"""Why a joined row is withheld: the tables say different things of the pupil, or one has the pupil twice."""
_MOST_TOLD = 20
_IDENTITY = frozenset(
    fold(heading)
    for heading in (
        *("Forename", "Legal forename", "First name", "Surname", "Legal surname", "Last name", "Name", "Full name"),
        *("Pupil name", "Student name", "DOB", "Date of birth", "Birth date", "UPN", "School", "School name", "URN"),
        *("DfE number", "Year", "Year group"),
    )
)
"""Headings that say who a pupil is, compared even where no letter uses them."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\Z")


@attrs.frozen
class JoinedSource:
    """The rows of the table that leads, with those of the other behind them.

    `kept` are the columns of the other that the leading table lacks; `both` pairs of columns that both have.
    """

    leading: Source
    other: Source
    key: int
    kept: tuple[int, ...]
    both: tuple[tuple[int, int], ...]
    withheld: Mapping[int, str]
    beside: Mapping[str, Sequence[str]] = attrs.field(repr=False)

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of both, those of the other once."""
        return (*self.leading.header, *(self.other.header[at] for at in self.kept))

    @property
    def header_line(self) -> int:
        """Where the header of the leading table is."""
        return self.leading.header_line

    @property
    def hidden_columns(self) -> Collection[int]:
        """The positions of columns that a workbook does not show."""
        width, hidden = len(self.leading.header), set(self.other.hidden_columns)
        return {*self.leading.hidden_columns, *(width + n for n, at in enumerate(self.kept) if at in hidden)}

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """What is to be said of either file."""
        return tuple(dict.fromkeys((*self.leading.said, *self.other.said)))

    @property
    def encoding(self) -> str:
        """The encodings of both."""
        return ", ".join(dict.fromkeys(filter(None, (self.leading.encoding, self.other.encoding))))

    @property
    def digest(self) -> str:
        """The SHA-256 of each file."""
        return f"{self.leading.digest}+{self.other.digest}"

    def rows(self) -> Iterator[ExportRow]:
        """Every row of the leading table, with the row of the other that has its id."""
        width = len(self.leading.header)
        nothing = [""] * len(self.other.header)
        for row in self.leading.rows():
            cells = [*row.cells, *[""] * (width - len(row.cells))]
            other = self.beside.get(cells[self.key].strip(), nothing)
            own = cells[:width]
            for at, there in self.both:
                if not own[at].strip():
                    own[at] = other[there]
            # What is beyond the header stays beyond it, and is refused there.
            yield ExportRow(row.number, row.line, [*own, *(other[at] for at in self.kept), *cells[width:]])


def join(first: Source, second: Source, known: Known, own: ColumnMap) -> tuple[JoinedSource, tuple[Diagnostic, ...]]:
    """Join two exports by pupil id.

    Raises:
        ColumnProblem: One of them has no column with the pupil's id.
    """
    keys = (_key(first, known, own, "first"), _key(second, known, own, "second"))
    leads_second = _are_contacts(first, second, keys[1], known, own)
    leading, other = (second, first) if leads_second else (first, second)
    key, other_key = (keys[1], keys[0]) if leads_second else keys
    both, kept = _shared(leading, other, key, other_key, known, own)
    width = len(other.header)
    beside: dict[str, Sequence[str]] = {}
    rows: dict[str, ExportRow] = {}
    held: dict[str, str] = {}
    for row in other.rows():
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        name = cells[other_key].strip()
        if name in beside:
            held[name] = TWICE
        beside.setdefault(name, cells)
        rows.setdefault(name, row)
        if row.number in other.withheld:
            held[name] = other.withheld[row.number]
    withheld, met = _held(leading, key, both, beside, held)
    alone = [row for name, row in rows.items() if not name or name not in met]
    near = {fold_id(name) for name in met}
    told = _told(alone, leads_second, [fold_id(_at(row.cells, other_key)) in near for row in alone])
    joined = JoinedSource(leading, other, key, kept, both, {**withheld, **leading.withheld}, beside)
    return joined, tuple(told)


def _held(
    leading: Source,
    key: int,
    both: Sequence[tuple[int, int]],
    beside: Mapping[str, Sequence[str]],
    held: Mapping[str, str],
) -> tuple[dict[int, str], set[str]]:
    """The rows of the leading table that are withheld, and the ids it has."""
    withheld: dict[int, str] = {}
    met: set[str] = set()
    for row in leading.rows():
        name = _at(row.cells, key).strip()
        met.add(name)
        if name in held:
            withheld[row.number] = held[name]
        elif name in beside and any(_differ(_at(row.cells, at), beside[name][there]) for at, there in both):
            withheld[row.number] = DISAGREE
    return withheld, met


def _are_contacts(first: Source, second: Source, key: int, known: Known, own: ColumnMap) -> bool:
    """Whether the second table alone names parents, and has several rows for a pupil."""

    def names_parents(source: Source) -> bool:
        said = meanings_of(known, source.header, own).values()
        used = {fold(theirs) for theirs in own.theirs if fold(theirs) in own.used_in_steps}
        in_steps = any(
            fold(step.theirs) in used & set(map(fold, source.header))
            for step in own.names
            if step.whose.casefold().startswith("parent")
        )
        return in_steps or any(meaning.path.partition(".")[0] in RECIPIENT_FIELDS for meaning in said)

    if not names_parents(second) or names_parents(first):
        return False
    seen: set[str] = set()
    for row in second.rows():
        name = _at(row.cells, key).strip()
        if name and name in seen:
            return True
        seen.add(name)
    return False


def _shared(
    leading: Source, other: Source, key: int, other_key: int, known: Known, own: ColumnMap
) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Pairs of columns that both tables have, and the columns of the other that are its own."""
    here = {
        _name_of(at, meanings_of(known, leading.header, own), leading.header): at for at in range(len(leading.header))
    }
    there = meanings_of(known, other.header, own)
    both, kept = [], []
    for at in range(len(other.header)):
        if at == other_key:
            continue
        name = _name_of(at, there, other.header)
        place = here.get(name)
        if place is not None and place != key and (at in there or name in _IDENTITY):
            both.append((place, at))
        else:
            kept.append(at)
    return tuple(both), tuple(kept)


def _name_of(at: int, meanings: Mapping[int, object], header: Sequence[str]) -> object:
    """What a column is compared by: what it means, else its heading."""
    return meanings.get(at) or fold(header[at])


def _differ(one: str, other: str) -> bool:
    return bool(one.strip() and other.strip()) and _plain(one) != _plain(other)


def _plain(text: str) -> str:
    """A cell as it is compared: a date as year, month and day."""
    text = text.strip()
    if found := _DAY.match(text):
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    if found := _ISO.match(text):
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return fold_name(text)


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _key(source: Source, known: Known, own: Mapping[str, str], which: str) -> int:
    at = key_column(known, source.header, own)
    if at is None:
        raise ColumnProblem(
            [
                Diagnostic(
                    "B0101",
                    "error",
                    worded("B0101", "no_pupil_id", which=which),
                    "both tables need it to be joined",
                )
            ]
        )
    return at


def _told(alone: Sequence[ExportRow], leads_second: bool, near: Sequence[bool]) -> Iterator[Diagnostic]:
    words = (
        (worded("B0113", "no_contact"), "correct the id, or add a contact")
        if leads_second
        else (worded("B0113", "no_pupil"), "correct the id, or add the pupil")
    )
    for row, is_near in list(zip(alone, near, strict=True))[:_MOST_TOLD]:
        hint = "; an id of the other table is nearly the same" if is_near else ""
        yield Diagnostic("B0113", "error", words[0], words[1] + hint, place=Place(row=row.number, line=row.line))
    if len(alone) > _MOST_TOLD:
        yield Diagnostic(
            "B0113",
            "error",
            worded("B0113", "more", count=len(alone) - _MOST_TOLD),
            "correct the ids, or add what is missing",
        )
