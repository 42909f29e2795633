"""Entries of lists that are empty between others, of which the file says something in another way.

An answer that was moved into a note or a text box, or was struck, leaves its entry
empty. Lists close up, so that those behind it are read one place further up. Of a
text box or a comment in Word nobody knows which row it lies over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.model import Found
from tsmforms.reading.findings import Findings, is_answered
from tsmforms.reading.scene import Scene

_Where = tuple[object, ...]


def left_out(_scene: Scene, before: Findings) -> Findings:
    """A warning at each list with such an entry."""
    said = [note for note in before.notes if note.severity != "info"]
    places = [note.place for note in said if note.place is not None]
    rows = {where for place in places if (where := _row(place)) is not None}
    fields = {note.field for note in said if note.field}
    is_adrift = any(place.part is not None for place in places)
    lists = dict.fromkeys(
        path
        for path, boxes in _skipped(before.found)
        if path not in fields
        and (
            is_adrift
            or any(
                one.path in fields or _row(one.place) in rows or any(_is_level(one.place, place) for place in places)
                for one in boxes
            )
        )
    )
    return Findings(
        notes=tuple(
            Diagnostic("D0107", "warning", worded("D0107", "entry_left_out"), "look at the file", field=path)
            for path in lists
        )
    )


def _skipped(found: Iterable[Found]) -> Iterator[tuple[str, list[Found]]]:
    """The list and the boxes of each entry without an answer that has one with an answer behind it."""
    lists: dict[str, dict[int, list[Found]]] = {}
    for one in found:
        steps = one.path.split(".")
        for at, step in enumerate(steps):
            if step.isdigit():
                lists.setdefault(".".join(steps[:at]), {}).setdefault(int(step), []).append(one)
    for path, entries in lists.items():
        filled = [number for number, boxes in entries.items() if any(map(is_answered, boxes))]
        last = max(filled, default=-1)
        yield from ((path, boxes) for number, boxes in entries.items() if number < last and number not in filled)


def _row(place: Place) -> _Where | None:
    """The row of a sheet or table that a place lies in."""
    if place.cell_ref is not None:
        return place.sheet, place.cell_ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (place.table, place.row) if place.table is not None else None


def _is_level(one: Place, other: Place) -> bool:
    """Whether two places of a page lie side by side or on each other."""
    if one.rect is None or other.rect is None or one.page != other.page:
        return False
    return max(one.rect[1], other.rect[1]) < min(one.rect[3], other.rect[3])
