"""Which box of the form a name in a file stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

from tsmforms import keys
from tsmforms.model import Choice
from tsmforms.model.boxes import Box, Boxes
from tsmforms.model.outline import Key, KeySpace
from tsmforms.model.spec import choices_of

_NOT_CANONICAL = re.compile(r"(?:\A|\.)0\d|\d{5}")
"""List positions as we write them: `00` and positions that no form has are not ours."""


@attrs.frozen
class Meant:
    """The box a name stands for.

    Args:
        box: The box; of a state that is not ours the box of the whole question.
        path: With list positions where the name has them, else the path pattern.
        unknown: The mark of a tick box that is none of the question's choices.
    """

    box: Box
    path: str
    unknown: str | None = None


def resolve(key: Key, boxes: Boxes) -> Meant | None:
    """The box that a key stands for; None for a name that is not ours or not of this form."""
    return _RESOLVERS[key.space](key, boxes) if key.name else None


def _by_tag(key: Key, boxes: Boxes) -> Meant | None:
    box = boxes.by_tag.get(key.name)
    return Meant(box, box.pattern) if box else None


def _by_acroform(key: Key, boxes: Boxes) -> Meant | None:
    path, option = keys.from_acroform_name(key.name)
    return _at(path, option or (key.state if key.widget == "tick" else None), key, boxes)


def _by_name(key: Key, boxes: Boxes) -> Meant | None:
    parsed = keys.from_defined_name(key.name.lower())
    return _at(*parsed, key, boxes) if parsed else None


def _at(path: str, option: str | None, key: Key, boxes: Boxes) -> Meant | None:
    pattern = keys.pattern(path)
    whole = boxes.of_pattern.get(pattern)
    if whole is None or _NOT_CANONICAL.search(path):
        return None
    if option is None:
        return Meant(whole[0] if whole[0].option is None else attrs.evolve(whole[0], option=None), path)
    code = _code(choices_of(whole[0].field), option, key.labels)
    if code is None:
        return Meant(attrs.evolve(whole[0], option=None), path, unknown=option) if key.widget == "tick" else None
    box = boxes.by_pattern.get((pattern, code))
    return Meant(box or attrs.evolve(whole[0], option=code), path)


def _code(choices: tuple[Choice, ...], option: str, labels: Mapping[str, str]) -> str | None:
    """The code a state's name means: a code, in any case, or by its label where viewers renumbered the states."""
    folded = option.casefold()
    by_code = next((c.code for c in choices if c.code.casefold() == folded), None)
    if by_code is not None or not labels:
        return by_code
    label = labels.get(option, "").strip().casefold()
    return next((c.code for c in choices if label and label in (c.label.casefold(), c.code.casefold())), None)


_RESOLVERS: Mapping[KeySpace, Callable[[Key, Boxes], Meant | None]] = {
    "tag": _by_tag,
    "acroform": _by_acroform,
    "name": _by_name,
    "field": lambda key, boxes: None,
}
