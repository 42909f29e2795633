"""Pages that a file says it has and that are not in it, and the lists that may have had entries on them.

A question outside lists whose page is lost has no box, and is reported for that.
Of a list nobody can tell how many entries it had, but only that a lost page lies
between what the form asks before it and behind it. A final copy prints only what was
answered, so that the same goes for each of its questions that is not there.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.layout import Document, slots_of
from tsmforms.model import Found
from tsmforms.model.boxes import Boxes
from tsmforms.model.outline import Outline
from tsmforms.reading.findings import Findings
from tsmforms.reading.printouts.pagelines import PAGE_NUMBER, squeezed
from tsmforms.reading.scene import Scene

_NAMED_AT_MOST = 30


@attrs.frozen
class _Feet:
    """The numbers that pages print, by their number in the file, and those that are not there."""

    numbers: Mapping[int, int]
    lost: tuple[int, ...]
    total: int


def lost_pages(scene: Scene, before: Findings) -> Findings:
    """Each page that is not in the file, and each list that may have had entries on it."""
    feet = _feet(scene.outline)
    if not feet.lost:
        return Findings()
    said = {note.field for note in before.notes}
    stretch = _stretch(scene.ground.document, before.found, feet) if scene.ground.document else None
    lists = _lists(scene, stretch) if stretch else ()
    return Findings(
        notes=(
            *(_page_note(number, feet.total) for number in feet.lost[:_NAMED_AT_MOST]),
            *(_list_note(scene.boxes, path) for path in lists if path not in said),
            *(_questions_note(scene, stretch, said) if stretch and scene.is_final else ()),
        )
    )


def _feet(outline: Outline) -> _Feet:
    numbers: dict[int, int] = {}
    total = 0
    for spot in outline.spots:
        found = PAGE_NUMBER.search(squeezed(spot.text)) if spot.part == "page" and spot.table is None else None
        if found and spot.place.page is not None:
            numbers[spot.place.page], total = int(found[1]), max(total, int(found[2]))
    there = set(numbers.values())
    return _Feet(numbers, tuple(n for n in range(1, total + 1) if n not in there), total)


@attrs.frozen
class _Stretch:
    """Where the boxes of a form come in its order, and on which of its pages those lie that were found."""

    order: Mapping[str, int]
    pages: tuple[tuple[int, int, str], ...]
    feet: _Feet

    def has(self, start: str) -> bool:
        """Whether a box was found whose path pattern begins so."""
        return any(pattern.startswith(start) for _, _, pattern in self.pages)

    def is_cut(self, first: int, last: int) -> bool:
        """Whether a lost page lies between what was found before these of the order, and behind them."""
        above = max((page for n, page, _ in self.pages if n < first), default=1)
        below = min((page for n, page, _ in self.pages if n > last), default=self.feet.total)
        return any(above <= page <= below for page in self.feet.lost)


def _stretch(document: Document, found: Iterable[Found], feet: _Feet) -> _Stretch:
    order = {keys.pattern(slot.path): n for n, slot in enumerate(slots_of(document.blocks))}
    pages = (
        (order[pattern], page, pattern)
        for one in found
        if (pattern := keys.pattern(one.path)) in order and (page := feet.numbers.get(one.place.page or 0)) is not None
    )
    return _Stretch(order, tuple(pages), feet)


def _lists(scene: Scene, stretch: _Stretch) -> Iterator[str]:
    """The outermost lists that have entries in the file and may have had more on a lost page; of a final copy all."""
    asked = (box.lists[0] for box in scene.boxes.all if box.lists and box.pattern in stretch.order)
    for path in dict.fromkeys(asked):
        own = [n for pattern, n in stretch.order.items() if pattern.startswith(f"{path}[]")]
        if (scene.is_final or stretch.has(f"{path}[]")) and stretch.is_cut(min(own), max(own)):
            yield path


def _questions_note(scene: Scene, stretch: _Stretch, said: Container[str | None]) -> Iterator[Diagnostic]:
    """The questions outside lists that a final copy may have answered on a lost page, in one warning."""
    gone = dict.fromkeys(
        box.pattern
        for box in scene.boxes.all
        if not box.lists
        and (n := stretch.order.get(box.pattern)) is not None
        and box.pattern not in said
        and not stretch.has(box.pattern)
        and stretch.is_cut(n, n)
    )
    if gone:
        yield Diagnostic(
            "D0103",
            "warning",
            worded("D0103", "answers_on_lost_page", count=len(gone)),
            "ask for the whole form",
            related=tuple((scene.spec.leaves[path].question, "not in the file") for path in gone),
        )


def _page_note(number: int, total: int) -> Diagnostic:
    return Diagnostic(
        "D0103",
        "error",
        worded("D0103", "page_gone", number=number, total=total),
        "ask for the whole form; what was on that page was not read",
        place=Place(page=number),
    )


def _list_note(boxes: Boxes, path: str) -> Diagnostic:
    return Diagnostic(
        "D0103",
        "warning",
        worded("D0103", "list_on_lost_page", label=boxes.spec.label(path)),
        "ask for the whole form",
        field=path,
    )
