"""The gate behind all ways of reading.

What passes is among the choices, at a path of the form, and free of characters that no reader sees.
"""

from __future__ import annotations

import attrs

from tsmforms import keys
from tsmforms.convert import clean, visible
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found
from tsmforms.model.boxes import Boxes
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings, is_answered
from tsmforms.reading.scene import Scene


def gate(scene: Scene, before: Findings) -> Findings:
    """The same boxes, cleaned; those that no form can have are reported and fall away."""
    found: list[Found] = []
    notes: list[Diagnostic] = []
    for one in before.found:
        passed, note = _passed(one, scene.boxes)
        found += [passed] if passed is not None else []
        notes += [note] if note is not None else []
    return Findings(tuple(found), (*before.notes, *notes), before.used, before.settled)


def _passed(one: Found, boxes: Boxes) -> tuple[Found | None, Diagnostic | None]:
    leaf = boxes.spec.leaves.get(keys.pattern(one.path))
    if leaf is None:
        return None, None
    if one.option is not None and all(choice.code != one.option for choice in choices_of(leaf.field)):
        return None, Diagnostic(
            "D0207",
            "error",
            worded("D0207", "answered", question=leaf.question),
            "choose one of the choices",
            field=one.path,
            place=one.place,
            found=one.raw if is_answered(one) else None,
        )
    if not isinstance(one.value, str) or (one.value.isascii() and one.value.isprintable()):
        return one, None
    cleaned = visible(one.value)
    if cleaned == clean(one.value):
        return (one if cleaned == one.value else attrs.evolve(one, value=cleaned)), None
    note = Diagnostic(
        "D0225",
        "info",
        worded("D0225", "answer", question=leaf.question),
        "nothing to do",
        field=one.path,
        place=one.place,
    )
    return attrs.evolve(one, value=cleaned), note
