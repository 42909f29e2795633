"""Pages that a file says it has and that are not in it, and the lists that may have had entries on them.

A question outside lists whose page is lost has no box, and is reported for that.
Of a list nobody can tell how many entries it had, but only that a lost page lies
between what the form asks before it and behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
    lists = _lists(scene.boxes, scene.ground.document, before.found, feet) if scene.ground.document else ()
    return Findings(
        notes=(
            *(_page_note(number, feet.total) for number in feet.lost[:_NAMED_AT_MOST]),
            *(_list_note(scene.boxes, path) for path in lists if path not in said),
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


def _lists(boxes: Boxes, document: Document, found: Iterable[Found], feet: _Feet) -> Iterator[str]:
    """The outermost lists that have entries in the file, and may have had more on a lost page."""
    order = {keys.pattern(slot.path): n for n, slot in enumerate(slots_of(document.blocks))}
    pages = [
        (order[pattern], page, pattern)
        for one in found
        if (pattern := keys.pattern(one.path)) in order and (page := feet.numbers.get(one.place.page or 0)) is not None
    ]
    for path in dict.fromkeys(box.lists[0] for box in boxes.all if box.lists and box.pattern in order):
        own = [n for pattern, n in order.items() if pattern.startswith(f"{path}[]")]
        above = max((page for n, page, _ in pages if n < min(own)), default=1)
        below = min((page for n, page, _ in pages if n > max(own)), default=feet.total)
        is_there = any(pattern.startswith(f"{path}[]") for _, _, pattern in pages)
        if is_there and any(above <= page <= below for page in feet.lost):
            yield path


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
