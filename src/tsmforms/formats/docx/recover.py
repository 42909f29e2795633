"""Boxes that lost control and bookmark: found where their row and column cross, or behind their printed label.

Programs that type into a cell (python-docx: `cell.text = "..."`) put its words
in the place of everything that stood there, anchors included. The row is known
by its other anchors or its printed label, the column by those of other rows or
its heading; a cell of a grid by the label it begins with. Where two questions
could be meant, neither is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from tsmforms.formats.docx.anchors import Anchor, Question, Vocabulary
from tsmforms.formats.docx.naming import PICTURE_HINT
from tsmforms.formats.docx.outline import Outline, Spot, Table

_Column = tuple[str, str | None]
"""The last key of a path, and the choice where each has a box of its own."""


@attrs.frozen
class Recovered:
    """A box found without its anchors: the words, where they stand, and by what they were found."""

    question: Question
    words: str
    spot: Spot
    by_label: bool = False


def recovered(
    found: Outline, anchors: Iterable[Anchor], words: Vocabulary, have: Collection[tuple[str, str | None]]
) -> Iterator[Recovered]:
    """The boxes outside lists that nothing else gave."""
    missing = [q for q in words.tags.values() if not q.lists and (q.pattern, q.option) not in have]
    if not missing:
        return
    known = list(anchors)
    bare = _bare(found, known)
    rows = _Rows(known, missing)
    yield from rows.crossings(found.tables, bare)
    yield from _labelled(bare, [q for q in missing if q not in rows.taken])


def _bare(found: Outline, known: Iterable[Anchor]) -> list[Spot]:
    """Cells and paragraphs with words but without an anchor."""
    taken = {id(anchor.spot) for anchor in known}
    return [spot for spot in found.spots if id(spot) not in taken and not spot.marks and spot.text.strip()]


def typed_over(found: Outline, anchors: Iterable[Anchor], words: Vocabulary) -> list[Spot]:
    """Cells of grids that hold words and no box: in a grid each box stands in one cell with its label."""
    known = [a for a in anchors if a.spot.table is not None]
    boxed: dict[int, set[int]] = {}
    for anchor in known:
        if anchor.kind != "label" and anchor.spot.table is not None:
            boxed.setdefault(anchor.spot.table.number, set()).add(id(anchor.spot))
    labelled = {id(a.spot) for a in known if a.kind == "label" and not a.question.lists}
    grids = {number for number, spots in boxed.items() if spots <= labelled}
    printed = {_folded(text) for q in words.tags.values() for text in (q.leaf.field.label, *q.leaf.context)}
    printed.add(_folded(PICTURE_HINT))
    return [s for s in _bare(found, known) if s.table is not None and s.table.number in grids
            and _folded(s.text) not in printed]


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(":").strip().casefold()


# --- where a row and a column cross


def _row_key(question: Question) -> tuple[str, _Column]:
    above, _, last = question.pattern.rpartition(".")
    return above, (last, question.option)


def _headings(question: Question) -> set[str]:
    """What may stand at the head of a question's column."""
    field = question.leaf.field
    choice = next((c.label for c in field.choices if c.code == question.option), None)
    if choice is not None:
        return {_folded(choice), _folded(choice[:1])}
    return {_folded(field.label), _folded(field.column_label or field.label)}


class _Rows:
    """The printed rows of tables: by their anchors, else by their labels."""

    def __init__(self, known: Iterable[Anchor], missing: Iterable[Question]) -> None:
        self.missing = {_row_key(q): q for q in missing if q.leaf.context and "." in q.pattern}
        self.by_label = _parents(self.missing.values())
        self.rows: dict[tuple[int, int], set[str]] = {}
        self.columns: dict[tuple[int, int], set[_Column]] = {}
        self.taken: set[Question] = set()
        for anchor in known:
            if anchor.kind != "label" and not anchor.question.lists and anchor.spot.table is not None:
                self._learn(anchor)

    def _learn(self, anchor: Anchor) -> None:
        spot = anchor.spot
        assert spot.table is not None
        above, column = _row_key(anchor.question)
        self.rows.setdefault((spot.table.number, spot.row or 1), set()).add(above)
        self.columns.setdefault((spot.table.number, spot.column), set()).add(column)

    def crossings(self, tables: Iterable[Table], bare: Iterable[Spot]) -> Iterator[Recovered]:
        """Each missing box of a printed row whose row and column are both known."""
        by_number = {table.number: table for table in tables}
        for spot in bare if self.missing else ():
            table = by_number.get(spot.table.number) if spot.table else None
            question = self._asked(table, spot) if table is not None and spot.span == 1 else None
            if question is not None and question not in self.taken:
                self.taken.add(question)
                yield Recovered(question, spot.text, spot)

    def _asked(self, table: Table, spot: Spot) -> Question | None:
        above = self._row(table, spot.row or 1)
        if above is None or spot.column == 0:
            return None
        known = self.columns.get((table.number, spot.column))
        if known is not None:
            return self.missing.get((above, next(iter(known)))) if len(known) == 1 else None
        heading = next((_folded(s.text) for s in table.rows[0] if s.column == spot.column), "")
        asked = [q for (row, _), q in self.missing.items() if row == above and heading in _headings(q)]
        return asked[0] if len(asked) == 1 else None

    def _row(self, table: Table, row: int) -> str | None:
        known = self.rows.get((table.number, row))
        if known is not None:
            return next(iter(known)) if len(known) == 1 else None
        first = table.rows[row - 1][0] if row > 1 and table.rows[row - 1] else None
        parents = self.by_label.get(_folded(first.text), set()) if first else set()
        return next(iter(parents)) if len(parents) == 1 else None


def _parents(questions: Iterable[Question]) -> Mapping[str, set[str]]:
    """The paths of printed rows by the label of the row."""
    out: dict[str, set[str]] = {}
    for question in questions:
        out.setdefault(_folded(question.leaf.context[-1]), set()).add(_row_key(question)[0])
    return out


# --- behind a label


def _labelled(bare: Iterable[Spot], missing: Iterable[Question]) -> Iterator[Recovered]:
    """Cells that begin with the label of one missing question; the rest is its answer."""
    by_label: dict[str, list[Question]] = {}
    for question in missing:
        if question.option is None:
            by_label.setdefault(_folded(question.leaf.field.label), []).append(question)
    hits: dict[str, list[Recovered]] = {}
    for spot in bare:
        label, words = _parted(spot.text)
        asked = by_label.get(label, [])
        if len(asked) == 1 and spot.table is not None and words is not None:
            hits.setdefault(label, []).append(Recovered(asked[0], words, spot, by_label=True))
    for found in hits.values():
        if len(found) == 1:
            yield found[0]


def _parted(text: str) -> tuple[str, str | None]:
    """The label a cell begins with, and the words behind it; None where there is but one line."""
    first, newline, rest = text.partition("\n")
    if newline:
        return _folded(first), rest
    label, colon, rest = text.partition(":")
    return (_folded(label), rest.strip()) if colon else (_folded(text), None)
