"""Which choices are printed: paper is how these forms are filled, so a form prints a box to mark for each choice."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from tsmforms.kinds import YES_NO
from tsmforms.model import Choice, FieldSpec
from tsmforms.model.spec import choices_of

MOST_BOXES = 7
"""Choices that are printed as boxes; more are a line to write on, with the list of them below."""

SIGNED = "signed"
"""What the part of a signature is called that says whether somebody signed."""

_SIGNED = (Choice("yes", "signed", ("Yes",)), Choice("no", "not signed", ("No",)))


def with_boxes(fields: Iterable[FieldSpec]) -> tuple[FieldSpec, ...]:
    """The fields of a form, those of few choices with a box for each, unless the spec says how they look.

    What a signature asks with yes and no is a small box next to its line.
    """
    return tuple(_with_boxes(field) for field in fields)


def _with_boxes(field: FieldSpec) -> FieldSpec:
    if field.container is not None:
        children = (_signed(child) for child in with_boxes(field.children))
        return attrs.evolve(field, children=tuple(children))
    few = field.kind.takes_one and 1 < len(choices_of(field)) <= MOST_BOXES
    if field.widget is None and field.box == "dropdown" and few:
        return attrs.evolve(field, widget="options", together=True)
    return field


def _signed(field: FieldSpec) -> FieldSpec:
    return attrs.evolve(field, choices=_SIGNED) if field.key == SIGNED and field.kind is YES_NO else field
