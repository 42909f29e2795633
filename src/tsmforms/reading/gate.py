"""The gate behind all ways of reading.

What passes is among the choices, at a path of the form, and free of characters that no reader sees.
"""

from __future__ import annotations

import re

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic
from tsmforms.model import Found
from tsmforms.model.boxes import Boxes
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings, is_answered
from tsmforms.reading.scene import Scene

_LANGUAGE_MARK = re.compile("\x1b[a-zA-Z-]{2,10}\x1b")
"""PDF text strings in UTF-16 may name their language between escape characters (ISO 32000-1, 7.9.2.2)."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
"""Control characters, marks of direction, zero-width spaces, soft hyphens and halves of characters.

Joiners stay: emoji need them.
"""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


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
        return None, Diagnostic("D0207", "error", f'"{leaf.question}" has an answer that is not among its choices',
                                "choose one of the choices", field=one.path, place=one.place,
                                found=one.raw if is_answered(one) else None)
    if not isinstance(one.value, str) or (one.value.isascii() and one.value.isprintable()):
        return one, None
    cleaned = visible(one.value)
    if cleaned == _LINE_ENDS.sub("\n", one.value):
        return (one if cleaned == one.value else attrs.evolve(one, value=cleaned)), None
    note = Diagnostic("D0225", "info", f'"{leaf.question}" had characters that nobody sees, which were removed',
                      "nothing to do", field=one.path, place=one.place)
    return attrs.evolve(one, value=cleaned), note


def visible(text: str) -> str:
    """A text without characters that nobody sees, its line ends as `\\n`."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", _LANGUAGE_MARK.sub("", text)))
