"""Two exports as one table: pupils, and what was agreed with each, joined by the pupil's id.

The second is held in memory. A pupil without a row there keeps empty cells,
which the rules judge; a row there without its pupil is told, never dropped in
silence; a pupil with several rows there makes several rows, which contradict
each other and are all refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from tsmforms.bulk.columns import ColumnProblem, Known, key_column
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.exports.source import ExportRow, Source

_MOST_TOLD = 20


@attrs.frozen
class JoinedSource:
    """The rows of the first table with those of the second behind them.

    `withheld` are rows of the first that are withheld, or whose pupil's row of the second is.
    """

    first: Source
    second: Source
    first_key: int
    second_key: int
    withheld: Mapping[int, str]
    beside: Mapping[str, Sequence[Sequence[str]]] = attrs.field(repr=False)

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of both; the id of the second is left out."""
        return (*self.first.header, *_but(self.second.header, self.second_key))

    @property
    def header_line(self) -> int:
        """Where the header of the first stands."""
        return self.first.header_line

    @property
    def has_comments(self) -> bool:
        """Whether either has comments."""
        return self.first.has_comments or self.second.has_comments

    @property
    def digest(self) -> str:
        """The SHA-256 of each file."""
        return f"{self.first.digest}+{self.second.digest}"

    def rows(self) -> Iterator[ExportRow]:
        """Every row of the first table, once for each row of the second that has its id."""
        width = len(self.first.header)
        for row in self.first.rows():
            cells = [*row.cells, *[""] * (width - len(row.cells))]
            key = cells[self.first_key].strip()
            # What stands beyond the header stays beyond it, and is refused there.
            for other in self.beside.get(key, ([""] * (len(self.second.header) - 1),)):
                yield ExportRow(row.number, row.line, [*cells[:width], *other, *cells[width:]])


def join(
    first: Source, second: Source, known: Known, own: Mapping[str, str]
) -> tuple[JoinedSource, tuple[Diagnostic, ...]]:
    """Join two exports by pupil id.

    Raises:
        ColumnProblem: One of them has no column with the pupil's id.
    """
    first_key, second_key = _key(first, known, own, "first"), _key(second, known, own, "second")
    width = len(second.header)
    beside: dict[str, list[Sequence[str]]] = defaultdict(list)
    lines: dict[str, ExportRow] = {}
    held: dict[str, str] = {}
    for row in second.rows():
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        key = cells[second_key].strip()
        beside[key].append(_but(cells, second_key))
        lines.setdefault(key, row)
        if row.number in second.withheld:
            held[key] = second.withheld[row.number]
    keys = {row.number: row.cells[first_key].strip() for row in first.rows() if len(row.cells) > first_key}
    pupils = set(keys.values())
    withheld = {**{number: held[key] for number, key in keys.items() if key in held}, **first.withheld}
    alone = [row for key, row in lines.items() if not key or key not in pupils]
    return JoinedSource(first, second, first_key, second_key, withheld, dict(beside)), tuple(_told(alone))


def _but(cells: Sequence[str], at: int) -> tuple[str, ...]:
    return (*cells[:at], *cells[at + 1 :])


def _key(source: Source, known: Known, own: Mapping[str, str], which: str) -> int:
    at = key_column(known, source.header, own)
    if at is None:
        raise ColumnProblem(
            [
                Diagnostic(
                    "B0101",
                    "error",
                    f'the column "Pupil id" is missing in the {which} table',
                    "both tables need it to be joined",
                )
            ]
        )
    return at


def _told(alone: Sequence[ExportRow]) -> Iterator[Diagnostic]:
    for row in alone[:_MOST_TOLD]:
        yield Diagnostic(
            "B0113",
            "error",
            "a row of the second table has no pupil in the first",
            "correct the id, or add the pupil",
            place=Place(row=row.number, line=row.line),
        )
    if len(alone) > _MOST_TOLD:
        yield Diagnostic(
            "B0113",
            "error",
            f"{len(alone) - _MOST_TOLD} more rows of the second table have no pupil",
            "correct the ids, or add the pupils",
        )
