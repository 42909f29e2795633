"""The places of an outline where an answer may stand, each with the labels around it.

A place is a cell, the words of a cell or paragraph behind a label, or the
paragraphs behind a label up to the next. Around it are the label in it
(`inner`), those to its left and right in its row, above it in its column, and
the headings it stands under, the nearest first. What it asks is decided in
`candidates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from tsmforms.kinds import LINES, LONG_TEXT, MULTIPLE_CHOICE
from tsmforms.model import Choice
from tsmforms.model.outline import Outline, Piece, Run, Spot
from tsmforms.reading.marks import mark_of
from tsmforms.reading.originals.counted import counted
from tsmforms.reading.originals.folding import (
    ends_blank,
    fold,
    has_bullet,
    has_filler,
    is_blank,
    without_choices,
    without_notes,
)
from tsmforms.reading.originals.leading import led_by_choices
from tsmforms.reading.originals.scan import Finder, Label
from tsmforms.reading.originals.widgets.typed import is_field
from tsmforms.reading.originals.wording import Ref, choice_words


@attrs.define(eq=False, slots=False)
class LabelledCell:
    """A spot with its labels; `whole` is the label that it is and nothing more."""

    spot: Spot
    text: str
    labels: Sequence[Label] = ()
    whole: Label | None = None

    @property
    def head(self) -> Label | None:
        """The label it is, or begins with."""
        if self.whole is not None:
            return self.whole
        first = self.labels[0] if self.labels else None
        return first if first is not None and not self.text[: first.start].strip() else None


@attrs.frozen(eq=False)
class Beside:
    """A label near a place: its cell, and how many cells that are no labels lie between."""

    label: Label
    cell: LabelledCell
    between: int
    points_right: bool = False


@attrs.define(eq=False, slots=False)
class Site:
    """A place where an answer may stand.

    `parts` are its cells with the characters that belong to it; `left`, `above`,
    `right` and `under` (headings) are labels, the nearest first.
    """

    parts: list[tuple[LabelledCell, int, int]]
    number: int
    inner: Label | None = None
    left: Sequence[Beside] = ()
    above: Sequence[Beside] = ()
    right: Sequence[Beside] = ()
    under: Sequence[Label] = ()
    grid: int | None = None
    near: list[Label] = attrs.field(factory=list)
    heads: Sequence[Label] = ()
    is_flow: bool = False
    before: int | None = None
    behind: int | None = None

    @property
    def cell(self) -> LabelledCell:
        """The cell it begins in."""
        return self.parts[0][0]

    @property
    def spot(self) -> Spot:
        """The spot it begins in."""
        return self.cell.spot

    @cached_property
    def text(self) -> str:
        """The words that stand in it."""
        return "\n".join(cell.text[start:end].strip(" \t\u00a0") for cell, start, end in self.parts).strip()

    @property
    def last(self) -> str:
        """The words of its last cell, with the blank they stand on."""
        cell, start, end = self.parts[-1]
        return cell.text[start:end]

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything in it."""
        return is_blank(self.text)


_OFFICE = re.compile(
    r"\b(?:for\s+)?(?:office|official|(?:local\s+)?authority|council|admin|LA)\s+use(?:\s+only)?\b", re.IGNORECASE
)
_MOST_UNDER = 6


@attrs.define(eq=False, slots=False)
class Surroundings:
    """All places of an outline, in reading order, and every label occurrence."""

    sites: list[Site]
    labels: list[Label]
    cells: list[LabelledCell]

    @cached_property
    def _by_row(self) -> Mapping[tuple[int, int], list[Site]]:
        rows: dict[tuple[int, int], list[Site]] = {}
        for site in self.sites:
            if site.spot.table is not None:
                rows.setdefault((site.spot.table, site.spot.row), []).append(site)
        return rows

    def row_after(self, site: Site) -> list[Site]:
        """The places right of one in its row, as far as no label stands between."""
        out: list[Site] = []
        end = site.spot.column + site.spot.columns
        for other in self._by_row.get((site.spot.table or 0, site.spot.row), ()):
            if other.spot.column == end:
                out.append(other)
                end += other.spot.columns
        return out


def places_of(outline: Outline, finder: Finder) -> Surroundings:
    """The places of an outline."""
    return _Walk(outline, finder).run()


class _Walk:
    """Goes through an outline once, in reading order."""

    def __init__(self, outline: Outline, finder: Finder) -> None:
        self.outline, self.finder = outline, finder
        self.out = Surroundings([], [], [])
        self.under: list[Label] = []
        self.open: Site | None = None
        self.office = False
        self.last: PlacesSheet | None = None
        self.since_grid = 0
        self.grids = _grids(outline)
        self.known: dict[int, LabelledCell] = {}
        self.alone = self._alone()
        self.counted = counted(spot.text for spot in outline.spots if not _is_aside(spot) and spot.text.strip())

    def _alone(self) -> frozenset[Ref]:
        """The questions whose label is a cell or paragraph of its own somewhere."""
        cells = (self._cell(spot) for spot in self.outline.spots if not _is_aside(spot))
        return frozenset(ref for cell in cells if cell.whole is not None for ref in cell.whole.owns)

    def run(self) -> Surroundings:
        done: set[int] = set()
        for spot in self.outline.spots:
            if _is_aside(spot):
                continue
            if spot.table is None:
                self._paragraph(spot)
            elif spot.table not in done:
                done.add(spot.table)
                self._grid(spot.table)
        self._neighbours()
        return self.out

    # --- paragraphs

    def _cell(self, spot: Spot) -> LabelledCell:
        if id(spot) not in self.known:
            text = spot.text
            labels = [] if is_field(spot) else self.finder.inside(text, _turns(spot))
            cell = self.known[id(spot)] = LabelledCell(spot, text, labels)
            cell.whole = None if is_field(spot) else _whole(self.finder, cell)
            self.out.cells.append(cell)
        return self.known[id(spot)]

    def _paragraph(self, spot: Spot) -> None:
        cell = self._cell(spot)
        if spot.part in ("header", "footer"):
            return
        self.since_grid += 1
        if not cell.text.strip():
            return
        if _OFFICE.search(cell.text) and len(cell.text) < 80:
            self.office, self.open = True, None
            return
        if cell.whole is not None:
            self.office = False
            self._heading(cell, cell.whole)
            return
        if self.office:
            return
        if cell.text in self.counted:
            self.open = None
        elif (label := led_by_choices(cell.text, self.finder)) is not None:
            self.out.labels.append(label)
            self.open = None
            self._place([(cell, 0, label.start)], inner=label, is_flow=True)
        else:
            self._words(cell)

    def _heading(self, cell: LabelledCell, label: Label) -> None:
        """A paragraph that is a label: what follows up to the next stands behind it."""
        self.out.labels.append(label)
        if label.owns:
            place = self._place([(cell, label.behind, len(cell.text))], inner=label, is_flow=True)
            self.open = None if has_filler(cell.text[label.end :]) else place
        else:
            self.open = None
        if any(ref.role in ("step", "heading") for ref in label.refs):
            self.under = [label, *self.under][:_MOST_UNDER]

    def _words(self, cell: LabelledCell) -> None:
        first = cell.labels[0] if cell.labels else None
        if first is None:
            self._more(cell)
            return
        if cell.text[: first.start].strip(" \t") and not is_blank(cell.text[: first.start]):
            self._more(cell, first.start)
        else:
            self.open = None
        for label, end in _with_ends(cell):
            self.out.labels.append(label)
            if label.owns and (cut := _strange_label(cell.text, label.behind, end)) is not None:
                self._place([(cell, label.behind, cut)], inner=label, is_flow=True)
                self._place([(cell, cut, end)], is_flow=True)
            elif label.owns:
                place = self._place([(cell, label.behind, end)], inner=label, is_flow=True)
                rest = cell.text[label.behind :]
                if end == len(cell.text) and not ends_blank(rest) and (self._asks_for_more(label) or has_filler(rest)):
                    self.open = place
            elif any(ref.role in ("step", "heading") for ref in label.refs):
                self.under = [label, *self.under][:_MOST_UNDER]
                if not is_blank(cell.text[label.behind : end]):
                    self._place([(cell, label.behind, end)], inner=label, is_flow=True)

    def _more(self, cell: LabelledCell, end: int | None = None) -> None:
        """A paragraph without a label: more of what is open, unless the form prints it."""
        style = cell.spot.style.casefold()
        if style.startswith(("heading", "title")) or fold(cell.text) in self.finder.wording.printed:
            self.open = None
        elif _leads_on(cell.text):
            self.open = None
            self._place([(cell, 0, len(cell.text) if end is None else end)], is_flow=True)
        elif self.open is not None and self._takes_more(self.open, cell):
            self.open.parts.append((cell, 0, len(cell.text) if end is None else end))
            self.open.__dict__.pop("text", None)
        else:
            self.open = None
            self._place([(cell, 0, len(cell.text) if end is None else end)], is_flow=True)

    def _asks_for_more(self, label: Label) -> bool:
        """Whether some question of a label takes several lines or is the first of a list."""
        questions = (self.finder.wording.questions.get(ref.path) for ref in label.owns)
        return any(q is not None and (q.field.kind in (LONG_TEXT, LINES) or q.list is not None) for q in questions)

    def _takes_more(self, site: Site, cell: LabelledCell) -> bool:
        """Whether another paragraph may belong to a place: of long answers and lists any, else one short one."""
        if site.inner is None or _is_past(site, cell):
            return False
        if has_filler(site.text) and not self._asks_for_more(site.inner):
            return not ends_blank(site.last) and ends_blank(cell.text)
        return self._asks_for_more(site.inner) or (site.is_empty and len(cell.text) <= _SHORT_ANSWER)

    def _place(self, parts: list[tuple[LabelledCell, int, int]], **around: object) -> Site:
        place = Site(parts, len(self.out.sites), under=tuple(self.under), **around)  # type: ignore[arg-type]
        place.near.append(place.inner) if place.inner else None
        self.out.sites.append(place)
        return place

    # --- grids

    def _grid(self, number: int) -> None:
        spots = self.grids[number]
        cells = [self._cell(spot) for spot in spots]
        if self.open is not None and not _is_flow_open(self.open):
            self.open = None
        first = next((cell for cell in cells if cell.text.strip()), None)
        if first is not None and _OFFICE.search(first.text) and len(first.text) < 80:
            self.open = None
            return
        caption = self.open.inner if self.open is not None and self.open.is_empty else None
        sheet = PlacesSheet(cells, self.finder, caption)
        sheet.inherit(self.last if self.since_grid <= _FEW_PARAGRAPHS else None)
        if caption is not None and self.open is not None and sheet.takes_caption:
            self.out.sites.remove(self.open)
        self.open = None
        self.out.labels += [label for cell in cells for label in ([cell.whole] if cell.whole else cell.labels)]
        for cell in cells:
            self._cell_places(sheet, cell)
        self.last, self.since_grid = sheet, 0

    def _cell_places(self, sheet: PlacesSheet, cell: LabelledCell) -> None:
        if cell.whole is not None or (cell in sheet.office):
            return
        around = sheet.around(cell)
        inner = self._inner(cell, around)
        start = inner[0][0].start if inner else len(cell.text)
        if not inner or (cell.text[:start].strip() and not is_blank(cell.text[:start])):
            self._place([(cell, 0, start)], **around)
        for label, end in inner:
            self._place([(cell, label.behind, end)], inner=label, **around)

    def _inner(self, cell: LabelledCell, around: Mapping[str, object]) -> list[tuple[Label, int]]:
        """The labels in a cell; words of an answer that only look like a label whose own cell is elsewhere are none."""
        if _pointed_at(around, cell.head):
            kept = [
                label
                for label in cell.labels
                if (label.owns and not label.owns <= self.alone) or (label.is_step and label is cell.head)
            ]
        else:
            kept = [label for label in cell.labels if label.owns or label.is_step]
        starts = [
            *(_unjoined(cell.text, before.behind, label.start) for before, label in pairwise(kept)),
            len(cell.text),
        ]
        return list(zip(kept, starts, strict=False))

    # --- what stands near

    def _neighbours(self) -> None:
        """The labels next to each place in reading order, for those outside grids; grids have rows and columns too."""
        at = {id(label): number for number, label in enumerate(self.out.labels)}
        for site in self.out.sites:
            if site.is_flow and site.inner is not None and id(site.inner) in at:
                number = at[id(site.inner)]
                site.near += [
                    label
                    for label in self.out.labels[max(0, number - _NEXT) : number + _NEXT + 1]
                    if label is not site.inner
                ]


_NEXT = 3
_SHORT_ANSWER = 100
_FEW_PARAGRAPHS = 2


def _leads_on(text: str) -> bool:
    """Whether a paragraph is a sentence that leads on to what follows, as forms print and nobody answers."""
    return text.rstrip().endswith(":") and "\n" not in text.strip() and len(text.split()) >= _TELLING


_STRANGE = re.compile(r"(?:\t| {3,})(?=[^\W\d_][^:\t\n.]{1,40}:(?:\s|\Z))")
_JOINING = re.compile(r"(?<=[\s.\u2026])(?:on|by|at|from|to|and|of)?\s*[(\[]?\s*\Z", re.IGNORECASE)


def _strange_label(text: str, start: int, end: int) -> int | None:
    """Where in an answer the label of a question begins that the form does not ask: behind a gap, up to a colon."""
    match = _STRANGE.search(text, start, end)
    return match.start() if match else None


def _unjoined(text: str, start: int, end: int) -> int:
    """The end of an answer without the word that leads on to the next label: "A. Example on (Completed on)"."""
    match = _JOINING.search(text, start, end)
    return match.start() if match else end


def _is_past(site: Site, cell: LabelledCell) -> bool:
    """Whether what a place holds is over: its dotted blank has ended, or its list of bullets has."""
    has_blank, is_list = has_filler(site.text), has_bullet(site.text)
    if ends_blank(site.last) and not has_filler(cell.text):
        return True
    if is_list and not has_bullet(cell.text):
        return True
    return has_blank and site.is_empty and not has_filler(cell.text)


def _is_flow_open(place: Site) -> bool:
    return place.inner is not None and place.is_empty


def _grids(outline: Outline) -> Mapping[int, list[Spot]]:
    out: dict[int, list[Spot]] = {}
    for spot in outline.spots:
        if spot.table is not None and not _is_aside(spot):
            out.setdefault(spot.table, []).append(spot)
    return out


def _pointed_at(around: Mapping[str, object], head: Label | None) -> bool:
    """Whether a label next to a cell asks for what stands in it, and is not the label that the cell begins with."""
    left, above = around["left"], around["above"]
    assert isinstance(left, list)
    assert isinstance(above, list)
    asking = [b for b in left[:1] if b.between == 0 and b.points_right]
    asking += [b for b in above[:2] if not b.points_right]
    return any(b.label.owns and (head is None or b.label.owns != head.owns) for b in asking)


def _is_aside(spot: Spot) -> bool:
    """Whether a spot is beside the document: a comment, a note, what is not shown."""
    return spot.hidden or spot.part in ("comment", "note", "annotation")


def _turns(spot: Spot) -> list[int]:
    """The characters of a spot's text at which words turn bold or plain."""
    out, at, bold = [], 0, None
    for piece in spot.pieces:
        if isinstance(piece, Run) and not (piece.look.is_gone or piece.look.prompt) and piece.text:
            if bold is not None and piece.look.bold != bold and piece.text.strip():
                out.append(at)
            if piece.text.strip():
                bold = piece.look.bold
            at += len(piece.text)
    return out


def _whole(finder: Finder, cell: LabelledCell) -> Label | None:
    """The label that a cell is: the whole text, or a label and blanks behind it."""
    found = finder.whole(cell.text.strip())
    if found is not None and (found.quality > _NEARLY_EXACT or not _has_answer(cell)):
        return attrs.evolve(found, end=len(cell.text), behind=len(cell.text))
    first = cell.labels[0] if cell.labels else None
    if (
        first is not None
        and first is cell.head
        and len(cell.labels) == 1
        and is_blank(without_notes(cell.text[first.behind :]))
    ):
        return first
    last = cell.labels[-1] if cell.labels else None
    if (
        last is not None
        and is_blank(cell.text[last.behind :])
        and last.quality == 1
        and last.owns
        and cell.text[: last.start].rstrip(" \t").endswith("\n")
    ):
        return last
    return None


_NEARLY_EXACT = 0.95


def _has_answer(cell: LabelledCell) -> bool:
    """Whether a cell begins with a label and goes on with other words."""
    first = cell.labels[0] if cell.labels else None
    return first is not None and first is cell.head and first.quality == 1 and not is_blank(cell.text[first.behind :])


def _with_ends(cell: LabelledCell) -> Iterator[tuple[Label, int]]:
    """Each label of a cell with the character at which the words behind it end."""
    starts = [
        *(_unjoined(cell.text, before.behind, label.start) for before, label in pairwise(cell.labels)),
        len(cell.text),
    ]
    return iter(zip(cell.labels, starts, strict=False))


class PlacesSheet:
    """A grid by row and column."""

    def __init__(self, cells: Sequence[LabelledCell], finder: Finder, caption: Label | None) -> None:
        self.cells, self.finder = cells, finder
        self.at: dict[tuple[int, int], LabelledCell] = {}
        for cell in cells:
            spot = cell.spot
            for row in range(spot.row, spot.row + min(spot.rows, 200)):
                for column in range(spot.column, spot.column + min(spot.columns, 200)):
                    self.at.setdefault((row, column), cell)
        self.filled = frozenset(row for row, _ in self.at)
        self.rows = sorted(self.filled)
        self.pointing: dict[int, bool] = {}
        self.width = 1 + max((column for _, column in self.at), default=0)
        self.is_sparse = any(cell.spot.part == "sheet" for cell in cells)
        self._near_labels()
        self.headed = {row for row in self.rows if self._is_header(row)}
        self._choice_heads()
        self._demote()
        self.headed = {row for row in self.rows if self._is_header(row)}
        self._choice_sides()
        self.caption = Beside(caption, cells[0], 0) if caption is not None and cells else None
        self.inherited: Mapping[int, Beside] = {}
        self.office = self._office()

    @property
    def takes_caption(self) -> bool:
        """Whether its first cells are no labels, so that the paragraph above is theirs."""
        first = [self.at.get((self.rows[0], column)) for column in range(self.width)] if self.rows else []
        return not any(cell is not None and cell.whole is not None for cell in first)

    def _office(self) -> set[LabelledCell]:
        """Cells from a row on that is for the office."""
        out: set[LabelledCell] = set()
        begun = False
        for row in self.rows:
            line = self._row(row)
            begun = begun or (len(line) == 1 and _OFFICE.search(line[0].text) is not None and len(line[0].text) < 80)
            out.update(line if begun else ())
        return out

    def _row(self, row: int) -> list[LabelledCell]:
        out: list[LabelledCell] = []
        for column in range(self.width):
            cell = self.at.get((row, column))
            if cell is not None and cell not in out:
                out.append(cell)
        return out

    def _near_labels(self) -> None:
        """Cells among labels that nearly are labels: in a row or column of the grid that has two others."""
        across: dict[int, int] = {}
        down: dict[int, int] = {}
        for cell in self.cells:
            if cell.whole is not None:
                across[cell.spot.row] = across.get(cell.spot.row, 0) + 1
                down[cell.spot.column] = down.get(cell.spot.column, 0) + 1
        for cell in self.cells:
            if cell.whole is not None or cell.labels or not cell.text.strip():
                continue
            if _looks_like_label(cell, self.cells) or self._is_in_label_column(cell):
                among = across.get(cell.spot.row, 0) or down.get(cell.spot.column, 0)
                cell.whole = self._with_choices(cell) or self.finder.near(cell.text.strip(), 1 if among else _TELLING)

    def _with_choices(self, cell: LabelledCell) -> Label | None:
        """The label of a column of choices, which are printed behind it and of which none is marked: "Signed Y/N"."""
        text = cell.text.strip()
        label = without_choices(text)
        is_plain = len({piece.look for piece in cell.spot.pieces if isinstance(piece, Run) and piece.text.strip()}) == 1
        found = self.finder.whole(label) if label != text and is_plain else None
        return found and attrs.evolve(found, end=len(text), behind=len(text))

    def _is_in_label_column(self, cell: LabelledCell) -> bool:
        """Whether most cells of a column are labels, answered in the next column, and this one may be too."""

        def column(number: int) -> list[LabelledCell]:
            return [other for other in self.cells if other.spot.column == number and other.text.strip()]

        own, answers = column(cell.spot.column), column(cell.spot.column + cell.spot.columns)
        labels = sum(1 for other in own if other.whole is not None)
        return (
            2 * labels >= len(own)
            and labels > 0
            and bool(answers)
            and not any(other.whole is not None for other in answers)
        )

    def _demote(self) -> None:
        """Answers that happen to be words of the form are no labels: nothing could answer them."""
        for cell in self.cells:
            if cell.whole is None or _is_of_choices_only(cell.whole):
                continue
            if (not cell.whole.is_step and cell.whole.owns and self._is_answer(cell)) or self._is_choice_there(cell):
                cell.whole = None
                cell.labels = ()

    def _is_choice_there(self, cell: LabelledCell) -> bool:
        """Whether a cell holds a choice of the question that heads its column: "The school" below "Who leads it"."""
        for row in range(cell.spot.row - 1, self.rows[0] - 1, -1):
            upper = self.at.get((row, cell.spot.column))
            if upper is not None and upper.whole is not None and upper.whole.owns:
                words = {
                    fold(word)
                    for ref in upper.whole.owns
                    if (question := self.finder.wording.questions.get(ref.path)) is not None
                    for _, word in choice_words(question.field)
                }
                return fold(cell.text) in words
        return False

    def _is_answer(self, cell: LabelledCell) -> bool:
        spot = cell.spot
        line = self._row(spot.row)
        labels = sum(1 for other in line if other.whole is not None)
        if spot.row in self.headed and self._beside_label(cell) and labels > _PAIR:
            return False
        left = next((c for c in reversed(line[: line.index(cell)])), None)
        if left is not None and left.whole is not None and left.whole.owns and not self._answerable(cell):
            return True
        words = [c for c in line if c is not cell and c.whole is None and c.text.strip()]
        if any(c.whole is not None and not c.whole.is_step for c in line if c is not cell):
            return False
        if left is None or not (words or left.whole):
            return False
        is_row = left.whole is not None and left.whole.is_step and not left.whole.owns
        return (left.whole is None or is_row) and self._headed_column(cell) is not None

    def _headed_column(self, cell: LabelledCell) -> LabelledCell | None:
        """The label of the header row above a cell, if there is one."""
        for row in range(cell.spot.row - 1, self.rows[0] - 1, -1):
            upper = self.at.get((row, cell.spot.column))
            if row in self.headed and upper is not None and upper.whole is not None and self._beside_label(upper):
                return upper
        return None

    def _answerable(self, cell: LabelledCell) -> bool:
        """Whether a label has a place for its answer, right of it or below."""
        spot = cell.spot
        right = self.at.get((spot.row, spot.column + spot.columns))
        if right is not None and right.whole is None:
            return True
        below = self.at.get((spot.row + spot.rows, spot.column))
        if below is None or below.whole is not None:
            return self.is_sparse if below is None or below.whole is None else below.whole.is_step
        beside = self.at.get((spot.row + spot.rows, spot.column - 1))
        return beside is None or beside.whole is None or beside is below

    def _is_header(self, row: int) -> bool:
        """Whether two labels stand next to each other in a row, or a label and a cell that is set as it is.

        One that spans several rows is a name at their side.
        """
        line = [cell for cell in self._row(row) if cell.spot.row == row]
        return any(
            (a.whole is not None and b.whole is not None and (a.whole.heads_column or b.whole.heads_column))
            or (_set_alike(a, b) and any(c.whole is not None and c.whole.owns for c in (a, b)))
            for a, b in pairwise(line)
            if a.spot.rows <= b.spot.rows
        )

    def _choice_heads(self) -> None:
        """Columns headed by choices: cells next to each other with different choices of one question."""
        for row in self.rows:
            line = [cell for cell in self._row(row) if cell.spot.row == row]
            for group in _choice_groups(line, self.finder):
                if self._heads_columns(group):
                    self.headed.add(row)
                    for cell, label in group:
                        cell.whole = label

    def _choice_sides(self) -> None:
        """Columns of choices with a box beside each: cells below each other with different choices of one question."""
        for column in range(self.width):
            line = [
                cell
                for row in self.rows
                if (cell := self.at.get((row, column))) is not None
                and (cell.spot.row, cell.spot.column) == (row, column)
            ]
            for group in _choice_groups(line, self.finder):
                boxes = [self.at.get((cell.spot.row, cell.spot.column + cell.spot.columns)) for cell, _ in group]
                if (
                    len(group) > _PAIR
                    and self._any_of_many(group)
                    and all(
                        box is not None and (is_blank(box.text) or _is_mark(box.text, cell.text))
                        for box, (cell, _) in zip(boxes, group, strict=True)
                    )
                ):
                    for cell, label in group:
                        cell.whole = label

    def _any_of_many(self, group: Sequence[tuple[LabelledCell, Label]]) -> bool:
        """Whether some question of which any choices may be marked has all of these."""
        shared = [frozenset(ref.path for ref in label.refs) for _, label in group]
        asked = (self.finder.wording.questions.get(path) for path in frozenset.intersection(*shared))
        return any(q is not None and q.field.kind is MULTIPLE_CHOICE for q in asked)

    def _heads_columns(self, group: Sequence[tuple[LabelledCell, Label]]) -> bool:
        """Whether what stands above are not the labels of different questions, each answered by a word."""
        above = []
        for cell, _ in group:
            for row in range(cell.spot.row - 1, -1, -1):
                upper = self.at.get((row, cell.spot.column))
                if upper is not None and upper.whole is not None and upper.whole.owns:
                    above.append(upper)
                    break
        if len({id(cell) for cell in above}) > 1:
            return False
        below = [self.at.get((cell.spot.row + cell.spot.rows, cell.spot.column)) for cell, _ in group]
        if not any(below) and not self.is_sparse:
            return False
        if self._is_asked_beside(group[0][0]) and any(
            cell is not None and fold(cell.text) != fold(head.text) and _are_choices(cell, head, self.finder)
            for cell, (head, _) in zip(below, group, strict=True)
        ):
            return False
        return all(
            cell is None or is_blank(cell.text) or _is_mark(cell.text, head.text) or _choice(cell, self.finder)
            for cell, (head, _) in zip(below, group, strict=True)
        )

    def _is_asked_beside(self, cell: LabelledCell) -> bool:
        """Whether a label left of a cell asks for a choice such as stands in it."""
        asked = (
            self.finder.wording.questions.get(ref.path)
            for other in self._row(cell.spot.row)
            if other.spot.column < cell.spot.column and other.whole is not None
            for ref in other.whole.owns
        )
        return any(fold(word) == fold(cell.text) for q in asked if q is not None for _, word in choice_words(q.field))

    def inherit(self, before: PlacesSheet | None) -> None:
        """The header of the grid before, for a grid of as many columns that goes on with it on the next page."""
        if (
            before is None
            or before.width != self.width
            or self.headed
            or any(cell.head is not None and cell.head.owns and not cell.head.is_step for cell in self.cells)
        ):
            return
        for row in reversed(before.rows):
            if row in before.headed:
                self.inherited = {
                    column: Beside(cell.whole, cell, 1)
                    for column in range(self.width)
                    if (cell := before.at.get((row, column))) is not None and cell.whole is not None
                }
                return
        self.inherited = dict(before.inherited)

    # --- the labels around a cell

    def around(self, cell: LabelledCell) -> dict[str, object]:
        """What stands around a cell."""
        left, above = self._left(cell), self._above(cell)
        head = next((b.cell for b in above if b.label.heads_column), None)
        heads = [b.whole for b in self._row_of(head) if b.whole] if head is not None else []
        near = [*(b.label for b in left), *(b.label for b in above), *heads, *self._close(cell)]
        return {
            "left": left,
            "above": above,
            "right": self._right(cell),
            "grid": id(self),
            "near": near,
            "heads": heads,
        }

    def _row_of(self, cell: LabelledCell) -> list[LabelledCell]:
        """The row of a label; of an inherited one the row of the grid it is from."""
        if cell in self.cells:
            return self._row(cell.spot.row)
        return [beside.cell for beside in self.inherited.values()]

    def _close(self, cell: LabelledCell) -> list[Label]:
        rows = range(cell.spot.row - 2, cell.spot.row + cell.spot.rows + 2)
        return [other.head for row in rows for other in self._row(row) if other.head is not None and other is not cell]

    def points_right(self, cell: LabelledCell) -> bool:
        """Whether a label is answered to its right: no header, and what stands there is no label."""
        if id(cell) not in self.pointing:
            self.pointing[id(cell)] = self._points_right(cell)
        return self.pointing[id(cell)]

    def _points_right(self, cell: LabelledCell) -> bool:
        if cell.spot.row in self.headed and self._beside_label(cell):
            return False
        other = self.at.get((cell.spot.row, cell.spot.column + cell.spot.columns))
        if other is not None:
            return other.whole is None and not _asks_at_its_beginning(other)
        return self.is_sparse and self._blank_to_the_right(cell)

    def _blank_to_the_right(self, cell: LabelledCell) -> bool:
        """In a workbook, whose empty cells are not there: whether the answer would be to the right."""
        spot = cell.spot
        if spot.columns > 1 and spot.column + spot.columns >= self.width:
            return False
        for column in range(spot.column + spot.columns, self.width):
            other = self.at.get((spot.row, column))
            if other is not None:
                if other.whole is None:
                    return True
                break
        rows = range(spot.row + spot.rows, spot.row + spot.rows + _WIDEST_GAP + 1)
        below = next((found for row in rows if (found := self.at.get((row, spot.column))) is not None), None)
        return below is None or below.whole is not None

    def _beside_label(self, cell: LabelledCell) -> bool:
        """Whether a cell of a header row is part of the header: a label stands at its side."""
        sides = (
            self.at.get((cell.spot.row, cell.spot.column - 1)),
            self.at.get((cell.spot.row, cell.spot.column + cell.spot.columns)),
        )
        return any(side is not None and (side.whole is not None or _set_alike(cell, side)) for side in sides)

    def _left(self, cell: LabelledCell) -> list[Beside]:
        out: list[Beside] = []
        between, seen = 0, {cell}
        for column in range(cell.spot.column - 1, -1, -1):
            other = self.at.get((cell.spot.row, column))
            if other is None or other in seen:
                between += other is None
                continue
            seen.add(other)
            head = other.head
            if head is not None and (other.whole is not None or any(ref.role == "step" for ref in head.refs)):
                out.append(Beside(head, other, between, self.points_right(other)))
            if other.whole is None:
                between += 1
        return out

    def _right(self, cell: LabelledCell) -> list[Beside]:
        seen: list[LabelledCell] = []
        for column in range(cell.spot.column + cell.spot.columns, self.width):
            other = self.at.get((cell.spot.row, column))
            if other is not None and other not in seen and other.whole is not None:
                seen.append(other)
        return [Beside(other.whole, other, 1) for other in seen if other.whole is not None]

    def _above(self, cell: LabelledCell) -> list[Beside]:
        out: list[Beside] = []
        between, gap, column = 0, 0, cell.spot.column
        seen = {cell}
        for row in range(cell.spot.row - 1, (self.rows[0] if self.rows else 0) - 1, -1):
            other = self.at.get((row, column))
            if other is None and row not in self.filled:
                gap += 1
                if gap > _WIDEST_GAP:
                    return out
                continue
            gap = 0
            if other is None or other in seen:
                between += other is None
                continue
            seen.add(other)
            if other.whole is not None:
                out.append(Beside(other.whole, other, between, self.points_right(other)))
                if len(out) == _MOST_ABOVE:
                    return out
            else:
                between += 1
        if column in self.inherited and not any(b.label.owns for b in out):
            out.append(attrs.evolve(self.inherited[column], between=between + 1))
        if self.caption is not None:
            out.append(attrs.evolve(self.caption, between=between))
        return out


_WIDEST_GAP = 1
_MOST_ABOVE = 16
"""Labels above a place that may tell what it is."""
_TELLING = 4
"""Words that a label which nearly is one of the form has to have, where it stands alone."""
_PAIR = 2


def _set_alike(one: LabelledCell, other: LabelledCell) -> bool:
    """Whether two cells with words are set as the same sort of thing: both in bold or both on the same colour."""
    if not one.text.strip() or not other.text.strip() or one.spot.row != other.spot.row:
        return False
    if one.spot.fill is not None and one.spot.fill != "FFFFFF":
        return one.spot.fill == other.spot.fill
    return other.spot.fill in (None, "FFFFFF") and _is_bold(one) and _is_bold(other)


def _is_bold(cell: LabelledCell) -> bool:
    runs = [piece for piece in cell.spot.pieces if isinstance(piece, Run) and piece.text.strip()]
    return bool(runs) and all(run.look.bold for run in runs)


def _asks_at_its_beginning(cell: LabelledCell) -> bool:
    """Whether a cell begins with a label and a colon, so that what stands behind it answers that."""
    head = cell.head
    return head is not None and bool(head.owns) and head.quality == 1 and ":" in cell.text[head.end : head.behind]


def _looks_like_label(cell: LabelledCell, cells: Iterable[LabelledCell]) -> bool:
    """Whether a cell is set as labels are: bold, filled, or closed by a colon."""
    text = cell.text.strip()
    if text.endswith((":", "?")):
        return True
    if _is_bold(cell):
        return True
    fills = {other.spot.fill for other in cells if other.whole is not None}
    return cell.spot.fill is not None and cell.spot.fill in fills


def _is_of_choices_only(label: Label) -> bool:
    """Whether a label is the heading of a choice's column."""
    return all(ref.role == "choice" for ref in label.refs)


def _is_mark(text: str, choice: str) -> bool:
    """Whether words below the heading of a choice mark it, or mark nothing."""
    return mark_of(text, Choice(choice, choice)) in ("marked", "empty")


def _choice_groups(line: Sequence[LabelledCell], finder: Finder) -> Iterator[list[tuple[LabelledCell, Label]]]:
    """Neighbouring cells that are different choices of one question."""
    group: list[tuple[LabelledCell, Label]] = []
    for cell in line:
        label = _choice(cell, finder)
        if label is not None and group and not _same_question(group, label):
            if len(group) > 1:
                yield group
            group = []
        if label is not None:
            group.append((cell, label))
        elif group:
            if len(group) > 1:
                yield group
            group = []
    if len(group) > 1:
        yield group


def _are_choices(cell: LabelledCell, head: LabelledCell, finder: Finder) -> bool:
    """Whether two cells are different choices of one question, so that neither heads the other's column."""
    label, other = _choice(cell, finder), _choice(head, finder)
    return (
        label is not None
        and other is not None
        and len(cell.text.strip()) > 1
        and _same_question([(head, other)], label)
    )


def _choice(cell: LabelledCell, finder: Finder) -> Label | None:
    refs = finder.wording.refs.get(fold(cell.text), frozenset()) if len(cell.text) < 100 else frozenset()
    choices = frozenset(ref for ref in refs if ref.role == "choice")
    return Label(0, len(cell.text), len(cell.text), choices, 1.0) if choices else None


def _same_question(group: Sequence[tuple[LabelledCell, Label]], label: Label) -> bool:
    """Whether some question has all of these as different choices."""
    for ref in sorted(label.refs, key=str):
        codes = [{r.code for r in other.refs if r.path == ref.path} for _, other in group]
        if all(codes) and all(ref.code not in found for found in codes):
            return True
    return False


def pieces_of(site: Site) -> list[Piece]:
    """The runs of a place, those that are struck too."""
    out: list[Piece] = []
    for cell, start, end in site.parts:
        at = 0
        for piece in cell.spot.pieces:
            if not isinstance(piece, Run):
                continue
            if piece.look.is_gone or piece.look.prompt:
                if start <= at <= end:
                    out.append(piece)
                continue
            cut = piece.text[max(0, start - at) : max(0, end - at)]
            at += len(piece.text)
            if cut:
                out.append(attrs.evolve(piece, text=cut))
        out.append(Run("\n"))
    return out
