"""The places of an outline where an answer may stand, each with the labels around it.

A place is a cell, the words of a cell or paragraph behind a label, or the
paragraphs behind a label up to the next. Around it are the label in it
(`inner`), those to its left and right in its row, above it in its column, and
the headings it stands under, the nearest first. What it asks is decided in
`candidates`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import attrs

from tsmforms.kinds import LINES, LONG_TEXT, TEXT
from tsmforms.model.outline import Outline, Run, Spot
from tsmforms.reading.originals.choosing import chosen
from tsmforms.reading.originals.folding import (
    ends_blank,
    fold,
    has_bullet,
    has_filler,
    is_blank,
)
from tsmforms.reading.originals.places.cells import labelled_cell, unjoined, with_ends
from tsmforms.reading.originals.places.counted import counted
from tsmforms.reading.originals.places.grid import is_bold
from tsmforms.reading.originals.places.leading import led_by_choices
from tsmforms.reading.originals.places.sheet import PlacesSheet, asks_at_its_beginning, is_for_office
from tsmforms.reading.originals.places.sites import LabelledCell, Site, Surroundings
from tsmforms.reading.originals.scan import Finder, Label
from tsmforms.reading.originals.wording import Ref

_MOST_UNDER = 6


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
        self.asked: Label | None = None
        self.in_rows = False
        self.office = False
        self.last: PlacesSheet | None = None
        self.since_grid = 0
        self.grids = _grids(outline)
        self.nested = _nested(outline)
        self.inner_tables = {table for tables in self.nested.values() for table in tables}
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
            elif spot.table not in done and spot.table not in self.inner_tables:
                done.add(spot.table)
                self._grid(spot.table)
        self._neighbours()
        return self.out

    # --- paragraphs

    def _cell(self, spot: Spot) -> LabelledCell:
        if id(spot) not in self.known:
            cell = self.known[id(spot)] = labelled_cell(spot, self.finder)
            self.out.cells.append(cell)
        return self.known[id(spot)]

    def _paragraph(self, spot: Spot) -> None:
        cell = self._cell(spot)
        if spot.part in ("header", "footer"):
            return
        self.since_grid += 1
        if not cell.text.strip():
            return
        if self._goes_on(cell):
            self.out.sites[-1].parts.append((cell, 0, len(cell.text)))
            self.out.sites[-1].__dict__.pop("text", None)
            return
        if is_for_office(cell):
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
        """A paragraph that is a label: what follows up to the next stands behind it, or it points at what is above."""
        self.out.labels.append(label)
        if _UPWARDS.match(cell.text):
            last = self.out.sites[-1] if self.out.sites else None
            if last is not None and last.inner is None and label.owns:
                last.inner = label
                last.near.append(label)
            self.open = None
            return
        names = any(ref.role in ("step", "heading") for ref in label.refs)
        if label.owns:
            place = self._place([(cell, label.behind, len(cell.text))], inner=label, is_flow=True)
            self.open = None if has_filler(cell.text[label.end :]) else place
            self._ask_of_rows(label)
        if names:
            self.under = [label, *self.under][:_MOST_UNDER]
        if label.owns:
            return
        if self.asked is not None and self._is_row_of(self.asked, label):
            self._row_below(cell, self.asked)
        elif cell.text.rstrip().endswith("?"):
            self.open = self._place([(cell, label.behind, len(cell.text))], inner=label, is_flow=True)
        else:
            self.open = None

    def _ask_of_rows(self, label: Label) -> None:
        """A heading may ask its question of rows that are headings below it, unless one of them is above it already."""
        is_next = self.in_rows and any(self._is_row_of(label, upper) for upper in self.under[:1])
        is_first = not any(self._is_row_of(label, upper) for upper in self.under)
        self.asked, self.in_rows = (label if is_next or is_first else None), False

    def _is_row_of(self, asked: Label, row: Label) -> bool:
        """Whether a label names a row in which a question of another label is asked."""
        rows = {ref.path for ref in row.refs if ref.role == "step"}
        questions = (self.finder.wording.questions.get(ref.path) for ref in asked.owns)
        return any(step.is_row and step.path in rows for q in questions if q is not None for step in q.steps)

    def _row_below(self, cell: LabelledCell, asked: Label) -> None:
        """A heading that names a row below the heading that asks the question of each row: its answer follows."""
        last = self.out.sites[-1] if self.out.sites else None
        if last is not None and last.inner is asked and last.is_empty and last is self.open:
            self.out.sites.remove(last)
        self.in_rows = True
        self.open = self._place([(cell, len(cell.text), len(cell.text))], inner=attrs.evolve(asked), is_flow=True)

    def _words(self, cell: LabelledCell) -> None:
        first = cell.labels[0] if cell.labels else None
        if first is None:
            self._more(cell)
            return
        if cell.text[: first.start].strip(" \t") and not is_blank(cell.text[: first.start]):
            self._more(cell, first.start)
        else:
            self.open = None
        for label, end in with_ends(self._without_words_of_an_answer(cell)):
            self.out.labels.append(label)
            if (label.owns and (cut := _strange_label(cell.text, label.behind, end)) is not None) or (
                label.owns and (cut := self._choices_behind(cell.text, label, end)) is not None
            ):
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

    def _choices_behind(self, text: str, label: Label, end: int) -> int | None:
        """Where behind an answer in words the choices of the question next to it stand, after a wide gap."""
        questions = self.finder.wording.questions
        asked = [questions[ref.path] for ref in label.owns if ref.path in questions]
        if not asked or any(question.field.kind not in (TEXT, LONG_TEXT) for question in asked):
            return None
        gaps = [match.end() for match in _WIDE.finditer(text, label.behind, end)]
        parents = {question.parent for question in asked}
        fields = {id(q.field): q.field for q in questions.values() if q.parent in parents and q.field.choices}
        for gap in gaps:
            read = [chosen(field, [Run(text[gap:end])]) for field in fields.values()]
            is_left = "/" in text[gap:end]  # the others were struck out
            if any((one.printed or (one.codes and is_left)) and not one.rest for one in read):
                return gap
        return None

    def _without_words_of_an_answer(self, cell: LabelledCell) -> LabelledCell:
        """A paragraph without the labels that stand in a long answer, and have a cell or paragraph of their own too."""
        first = cell.labels[0]
        if not self._asks_for_more(first):
            return cell
        kept = [
            label
            for label in cell.labels[1:]
            if not label.owns or not label.owns <= self.alone or self._is_of_entry(first, label, cell.text)
        ]
        return attrs.evolve(cell, labels=[first, *kept]) if len(kept) + 1 < len(cell.labels) else cell

    def _is_of_entry(self, first: Label, label: Label, text: str) -> bool:
        """Whether a label behind a wide gap asks another question of the list that the first label of a line is of."""
        questions = self.finder.wording.questions
        lists = {questions[ref.path].list for ref in first.owns if ref.path in questions} - {None}
        is_apart = _WIDE.search(text, 0, label.start) is not None and text[: label.start].endswith(("  ", "\t"))
        return is_apart and any(ref.path in questions and questions[ref.path].list in lists for ref in label.owns)

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

    def _goes_on(self, cell: LabelledCell) -> bool:
        """Whether a box at the head of a page is the rest of the last cell of the page before."""
        last = self.out.sites[-1] if self.out.sites else None
        return (
            last is not None
            and cell.spot.style == "box"
            and cell.whole is None
            and self.since_grid <= _FEW_PARAGRAPHS + 1
            and last.grid is not None
            and not last.is_empty
            and last.spot.place.page is not None
            and cell.spot.place.page == last.spot.place.page + 1
        )

    def _asks_for_more(self, label: Label) -> bool:
        """Whether some question of a label takes several lines, or words of a list's entries."""
        questions = (self.finder.wording.questions.get(ref.path) for ref in label.owns)
        return any(
            q is not None and (q.field.kind in (LONG_TEXT, LINES) or (q.list is not None and q.field.kind.is_prose))
            for q in questions
        )

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
            _without_caption(self.open, spots)
            self.open = None
        first = next((cell for cell in cells if cell.text.strip()), None)
        if first is not None and is_for_office(first):
            self.open = None
            return
        caption = self.open.inner if self.open is not None and self.open.is_empty else None
        if caption is not None and first is not None and _is_bar(first) and not self._asks_for_more(caption):
            caption = None
        sheet = PlacesSheet(cells, self.finder, caption)
        sheet.inherit(self.last if self.since_grid <= _FEW_PARAGRAPHS else None)
        if caption is not None and self.open is not None and sheet.takes_caption:
            self.out.sites.remove(self.open)
        self.open = None
        self.out.labels += [label for cell in cells for label in ([cell.whole] if cell.whole else cell.labels)]
        for cell in cells:
            self._cell_places(sheet, cell)
            for inner in self.nested.get(id(cell.spot), ()):
                self._within(sheet, cell, inner)
        self.last, self.since_grid, self.asked = sheet, 0, None

    def _within(self, sheet: PlacesSheet, cell: LabelledCell, number: int) -> None:
        """A table in a cell of another: the labels of the cell and around it are headings of the whole table."""
        own = _labels_of(cell)
        around = [] if cell.text.strip() and not own else _labels_around(sheet.around(cell))
        under, self.under = self.under, [*own, *around, *self.under]
        self._grid(number)
        self.under = under

    def _cell_places(self, sheet: PlacesSheet, cell: LabelledCell) -> None:
        if cell in sheet.office:
            return
        if cell.whole is not None:
            if fold(cell.text) in self.finder.years and _is_asked_above(around := sheet.around(cell)):
                self._place([(cell, 0, len(cell.text))], inner=cell.whole, **around)
            return
        around = sheet.around(cell)
        inner = self._inner(cell, around)
        start = inner[0][0].start if inner else len(cell.text)
        if not inner or (cell.text[:start].strip() and not is_blank(cell.text[:start])):
            self._place([(cell, 0, start)], **around)
        for label, end in inner:
            self._place([(cell, label.behind, end)], inner=label, is_repeated=sheet.is_repeated(label), **around)

    def _inner(self, cell: LabelledCell, around: Mapping[str, object]) -> list[tuple[Label, int]]:
        """The labels in a cell; words of an answer that only look like a label whose own cell is elsewhere are none."""
        if _pointed_at(around, cell.head):
            kept = [
                label
                for label in cell.labels
                if (label.owns and not label.owns <= self.alone)
                or (label is cell.head and (label.is_step or _is_glued(around, cell)))
            ]
        else:
            kept = [label for label in cell.labels if label.owns or label.is_step]
        starts = [
            *(unjoined(cell.text, before.behind, label.start) for before, label in pairwise(kept)),
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


_UPWARDS = re.compile(r"\s*[\^\u2191\u25b2\u21e7\u2b06]")
"""An arrow in front of a label: what it asks stands above it."""
_WIDE = re.compile(r"\t[ \t]*| {3,}")
_NEXT = 3
_SHORT_ANSWER = 100
_FEW_PARAGRAPHS = 2
_A_SENTENCE = 4
"""Words of a paragraph that leads on to what follows."""


def _leads_on(text: str) -> bool:
    """Whether a paragraph is a sentence that leads on to what follows, as forms print and nobody answers."""
    return text.rstrip().endswith(":") and "\n" not in text.strip() and len(text.split()) >= _A_SENTENCE


_STRANGE = re.compile(r"(?:\t| {3,})(?=[^\W\d_][^:\t\n.]{1,40}:(?:\s|\Z))")


def _strange_label(text: str, start: int, end: int) -> int | None:
    """Where in an answer the label of a question begins that the form does not ask: behind a gap, up to a colon."""
    gap = text[:start].rstrip(" \t")
    match = _STRANGE.search(text, min(len(gap), start), end)
    return max(start, match.start()) if match else None


def _is_past(site: Site, cell: LabelledCell) -> bool:
    """Whether what a place holds is over: its dotted blank has ended, or its list of bullets has."""
    has_blank, is_list = has_filler(site.text), has_bullet(site.text)
    if ends_blank(site.last) and not has_filler(cell.text):
        return True
    if is_list and not has_bullet(cell.text):
        return True
    return has_blank and site.is_empty and not has_filler(cell.text)


def _is_bar(cell: LabelledCell) -> bool:
    """Whether a cell is set as headings are."""
    return cell.spot.fill not in (None, "FFFFFF") or is_bold(cell)


def _without_caption(site: Site, table: Sequence[Spot]) -> None:
    """Takes from an answer its last paragraph where that is the heading of the table behind it; or makes it unsure.

    A table that begins with a heading of its own, across all its columns, has no other.
    """
    following = table[0]
    has_bar = following.columns == max(spot.column + spot.columns for spot in table) > 1
    if has_bar and following.fill not in (None, "FFFFFF"):
        return
    cell, start, _ = site.parts[-1]
    is_last = len(site.parts) > 1 and not start and following.number - cell.spot.number <= _JUST_BEFORE
    if not is_last or len(cell.text) > _SHORT_ANSWER or cell.text.rstrip().endswith((".", "!", ";", ",")):
        return
    if is_bold(cell) and not is_bold(site.cell):
        site.parts.pop()
        site.__dict__.pop("text", None)
    else:
        site.is_unsure = True


_JUST_BEFORE = 2
"""A table's first spot comes so soon behind the paragraph before it, an empty one between them counted."""


def _is_flow_open(place: Site) -> bool:
    return place.inner is not None and place.is_empty


def _grids(outline: Outline) -> Mapping[int, list[Spot]]:
    out: dict[int, list[Spot]] = {}
    for spot in outline.spots:
        if spot.table is not None and not _is_aside(spot):
            out.setdefault(spot.table, []).append(spot)
    return out


def _nested(outline: Outline) -> dict[int, list[int]]:
    """The tables in cells of other tables, by the spot of the cell, which they come right behind.

    The table of the cell goes on behind them, or the cell ends in the empty paragraph that follows a table.
    """
    out: dict[int, list[int]] = {}
    last: dict[int | None, int] = {
        spot.table: number for number, spot in enumerate(outline.spots) if spot.table is not None
    }
    seen: set[int | None] = {None}
    hosts: list[Spot] = []
    for number, spot in enumerate(outline.spots):
        hosts = [host for host in hosts if last[host.table] > number or host is outline.spots[number - 1]]
        if spot.table not in seen and hosts and spot.part == "body":
            host = hosts[-1]
            if last[host.table] > number or host.text.endswith("\n"):
                out.setdefault(id(host), []).append(spot.table or 0)
        seen.add(spot.table)
        if spot.table is not None:
            hosts = [*(host for host in hosts if host.table != spot.table), spot]
    return out


def _labels_of(cell: LabelledCell) -> list[Label]:
    return [cell.whole] if cell.whole is not None else [cell.head] if cell.head is not None else []


def _labels_around(around: Mapping[str, object]) -> list[Label]:
    left, above = around["left"], around["above"]
    assert isinstance(left, list)
    assert isinstance(above, list)
    return [beside.label for beside in (*left, *above)]


def _is_asked_above(around: Mapping[str, object]) -> bool:
    """Whether a label just above a cell asks a question: a school year names its row, and answers "Year" above it."""
    above = around["above"]
    assert isinstance(above, list)
    return any(beside.label.owns and not beside.label.is_step for beside in above[:2])


def _is_glued(around: Mapping[str, object], cell: LabelledCell) -> bool:
    """Whether a cell has its label and a colon in front of its answer, as those have next to it that are left empty."""
    left, above = around["left"], around["above"]
    assert isinstance(left, list)
    assert isinstance(above, list)
    asking = [*left[:1], *above[:1]]
    return asks_at_its_beginning(cell) and all(b.cell.text.rstrip().endswith(":") for b in asking)


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
