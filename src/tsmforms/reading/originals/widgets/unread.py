"""Fields of another program in which something stands that answers no question: reported, each with its name."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.outline import Key, Outline, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.originals.widgets.fieldboxes import field_boxes
from tsmforms.reading.scene import Scene


def unread_fields(scene: Scene, before: Findings) -> Findings:
    """What stands in fields of a PDF that was not read; those that are spoken of here count as read."""
    left = [(spot, key) for spot, key in _filled(scene.outline) if spot.number not in before.used]
    return Findings(
        notes=tuple(_note(spot, key) for spot, key in left),
        used=frozenset(spot.number for spot, _ in left),
    )


def _filled(outline: Outline) -> Iterator[tuple[Spot, Key]]:
    """The fields that are filled in: more than a prompt of the blank form, or a mark."""
    boxes = field_boxes(outline) if outline.format == "pdf" else {}
    for found in boxes.values():
        for box in found:
            spot = box.spots[0]
            if spot.text.strip() and (box.is_tick or len(box.pieces) > _BARE):
                yield spot, spot.keys[0]


_BARE = 2
"""Pieces of a field in which nothing stands: its start and its end."""


def _note(spot: Spot, key: Key) -> Diagnostic:
    is_tick = key.widget == "tick"
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "tick") if is_tick else worded("D0107", "field"),
        "if it is an answer, enter it in the form itself",
        place=spot.place,
        found=(key.alias or key.name or None) if is_tick else spot.text,
    )
