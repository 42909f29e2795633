"""Boxes that lost key and bookmark: found where their row and column cross, or behind their printed label.

Programs that type into a cell (python-docx: `cell.text = "..."`) put its words
in the place of everything that stood there, anchors included. The row is known
by its other anchors or its printed label, the column by those of other rows or
its heading; a cell of a grid by the label it begins with. Where two questions
could be meant, neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms.diagnostics import Diagnostic, Severity, worded
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import GridArea, Outline, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.bookmarked import boxed
from tsmforms.reading.scene import Scene

_Column = tuple[str, str | None]
"""The last key of a path, and the choice where each has a box of its own."""

_BY_GEOMETRY, _BY_WORDS = 0.9, 0.8


@attrs.frozen
class _Crossing:
    """A box found without its anchors: the words, where they stand, and by what they were found."""

    box: Box
    words: str
    spot: Spot
    by_label: bool = False


def crossed(scene: Scene, before: Findings) -> Findings:
    """The boxes outside lists that nothing else gave, in files that still have some of their anchors."""
    if scene.spec.is_letter or not scene.anchored:
        return Findings()
    missing = [b for b in scene.boxes.all if not b.lists and (b.pattern, b.option) not in before.have]
    bare = _bare(scene.outline, scene.anchored_spots) if missing else []
    rows = _Rows(scene.outline, scene.anchored, missing)
    found = [*rows.crossings(bare)]
    found += _labelled(bare, [b for b in missing if b not in rows.taken])
    have = {*before.have, *((c.box.pattern, c.box.option) for c in found)}
    over, notes, used = _typed_over(scene, have, {c.spot.number for c in found})
    boxes = [_box(scene, one) for one in (*found, *over)]
    return Findings(
        tuple(b for b, _ in boxes),
        (*notes, *(n for _, said in boxes for n in said)),
        frozenset({*used, *(c.spot.number for c in found)}),
    )


def _box(scene: Scene, one: _Crossing) -> tuple[Found, tuple[Diagnostic, ...]]:
    method: Method = "label" if one.by_label else "geometry"
    sure = _BY_WORDS if one.by_label else _BY_GEOMETRY
    return boxed(scene, one.box, one.box.pattern, one.words, one.spot.place, method, sure)


def _bare(outline: Outline, anchored: Collection[int]) -> list[Spot]:
    """Cells and paragraphs with words but without an anchor."""
    return [spot for spot in outline.spots if spot.number not in anchored and spot.text.strip()]


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(":").strip().casefold()


# --- cells typed over together with their labels


def _typed_over(
    scene: Scene, have: Collection[tuple[str, str | None]], taken: Collection[int]
) -> tuple[list[_Crossing], list[Diagnostic], set[int]]:
    """Cells that lost box and label: the one box that is missing, if it is one; each is reported with its words."""
    spots = [s for s in _in_grids(scene) if s.number not in taken]
    gone = [b for b in scene.boxes.all if not b.lists and b.is_printed and (b.pattern, b.option) not in have]
    sure = len(spots) == len(gone) == 1 and gone[0].option is None and not re.search("[:\n]", spots[0].text)
    notes = [_over_note(spot, gone[0] if sure else None) for spot in spots]
    found = [_Crossing(gone[0], spots[0].text.strip(), spots[0], by_label=True)] if sure else []
    return found, notes, {spot.number for spot in spots}


def _in_grids(scene: Scene) -> list[Spot]:
    """Cells of grids that hold words and no box: in a grid each box stands in one cell with its label."""
    boxed_spots: dict[int, set[int]] = {}
    for one in scene.anchored:
        if one.kind != "label" and one.spot.table is not None and one.is_counted:
            boxed_spots.setdefault(one.spot.table, set()).add(one.spot.number)
    labelled = {one.spot.number for one in scene.anchored if one.kind == "label" and not one.box.lists}
    grids = {number for number, spots in boxed_spots.items() if spots <= labelled}
    if not grids:
        return []
    printed = _labels(scene.boxes)
    return [
        s
        for s in _bare(scene.outline, scene.anchored_spots)
        if s.table in grids and _folded(s.text) not in printed and not scene.ground.printed.has(s.text)
    ]


@lru_cache(maxsize=64)
def _labels(boxes: Boxes) -> frozenset[str]:
    return frozenset(_folded(text) for box in boxes.all for text in (box.field.label, *box.leaf.context))


def _over_note(spot: Spot, box: Box | None) -> Diagnostic:
    severity: Severity = "warning"
    what = f'was read as "{box.question}", the only box that is missing' if box else ""
    if box is None:
        severity, what = "error", "was not read: it may answer any of the boxes that are missing"
    return Diagnostic(
        "D0107",
        severity,
        worded("D0107", "typed_over", what=what),
        "type the answer into the box of a fresh form",
        field=box.pattern if box else None,
        place=spot.place,
        found=spot.text,
    )


# --- where a row and a column cross


def _row_key(box: Box) -> tuple[str, _Column]:
    above, _, last = box.pattern.rpartition(".")
    return above, (last, box.option)


def _headings(box: Box) -> set[str]:
    """What may stand at the head of a question's column."""
    if box.choice_label:
        return {_folded(box.choice_label), _folded(box.choice_label[:1])}
    return {_folded(box.field.label), _folded(box.field.column_label or box.field.label)}


class _Rows:
    """The printed rows of tables: by their anchors, else by their labels."""

    def __init__(self, outline: Outline, known: Iterable[Anchored], missing: Iterable[Box]) -> None:
        self.outline = outline
        self.missing = {_row_key(b): b for b in missing if b.leaf.context and "." in b.pattern}
        self.by_label = _parents(self.missing.values())
        self.rows: dict[tuple[int, int], set[str]] = {}
        self.columns: dict[tuple[int, int], set[_Column]] = {}
        self.taken: set[Box] = set()
        for one in known:
            if one.kind != "label" and not one.box.lists and one.spot.table is not None:
                above, column = _row_key(one.box)
                self.rows.setdefault((one.spot.table, one.spot.row), set()).add(above)
                self.columns.setdefault((one.spot.table, one.spot.column), set()).add(column)

    def crossings(self, bare: Iterable[Spot]) -> Iterator[_Crossing]:
        """Each missing box of a printed row whose row and column are both known."""
        for spot in bare if self.missing else ():
            box = self._asked(self.outline.grid(spot.table), spot) if spot.table and spot.columns == 1 else None
            if box is not None and box not in self.taken:
                self.taken.add(box)
                yield _Crossing(box, spot.text, spot)

    def _asked(self, grid: GridArea, spot: Spot) -> Box | None:
        above = self._row(grid, spot.row)
        if above is None or spot.column == 0:
            return None
        known = self.columns.get((grid.number, spot.column))
        if known is not None:
            return self.missing.get((above, next(iter(known)))) if len(known) == 1 else None
        heading = next((_folded(s.text) for s in grid.rows[0] if s.column == spot.column), "")
        asked = [b for (row, _), b in self.missing.items() if row == above and heading in _headings(b)]
        return asked[0] if len(asked) == 1 else None

    def _row(self, grid: GridArea, row: int) -> str | None:
        known = self.rows.get((grid.number, row))
        if known is not None:
            return next(iter(known)) if len(known) == 1 else None
        first = grid.rows[row][0] if 0 < row < len(grid.rows) and grid.rows[row] else None
        parents = self.by_label.get(_folded(first.text), set()) if first else set()
        return next(iter(parents)) if len(parents) == 1 else None


def _parents(boxes: Iterable[Box]) -> Mapping[str, set[str]]:
    """The paths of printed rows by the label of the row."""
    out: dict[str, set[str]] = {}
    for box in boxes:
        out.setdefault(_folded(box.leaf.context[-1]), set()).add(_row_key(box)[0])
    return out


# --- behind a label


def _labelled(bare: Iterable[Spot], missing: Sequence[Box]) -> Iterator[_Crossing]:
    """Cells that begin with the label of one missing question; the rest is its answer, unless it has labels too."""
    by_label: dict[str, list[Box]] = {}
    for box in missing:
        if box.option is None:
            by_label.setdefault(_folded(box.field.label), []).append(box)
    hits: dict[str, list[_Crossing]] = {}
    for spot in bare:
        label, words = _parted(spot.text)
        asked = by_label.get(label, [])
        if len(asked) == 1 and spot.table is not None and words is not None and not _has_label(words, by_label):
            hits.setdefault(label, []).append(_Crossing(asked[0], words, spot, by_label=True))
    yield from (found[0] for found in hits.values() if len(found) == 1)


def _has_label(words: str, labels: Collection[str]) -> bool:
    """Whether some line begins with the label of a question and a colon: the cell has a box for each."""
    return any(
        colon and _folded(label) in labels for label, colon, _ in (line.partition(":") for line in words.split("\n"))
    )


def _parted(text: str) -> tuple[str, str | None]:
    """The label a cell begins with, and the words behind it; None where there is but one line."""
    first, newline, rest = text.partition("\n")
    if newline:
        return _folded(first), rest
    label, colon, rest = text.partition(":")
    return (_folded(label), rest.strip()) if colon else (_folded(text), None)
