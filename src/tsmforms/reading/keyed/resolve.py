"""Which box of the form a name in a file stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

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
    if not key.name:
        return None
    is_tick = key.widget == "tick"
    return _meant(
        key.space,
        key.name,
        is_tick,
        key.state if is_tick else None,
        tuple(key.labels.items()) if is_tick else (),
        boxes,
    )


@lru_cache(maxsize=20_000)
def _meant(
    space: KeySpace, name: str, is_tick: bool, state: str | None, labels: tuple[tuple[str, str], ...], boxes: Boxes
) -> Meant | None:
    """The same for what of a key tells it; a folder of returns has the same names in every file."""
    if space == "tag":
        box = boxes.by_tag.get(name)
        return Meant(box, box.pattern) if box else None
    parsed = _PARSERS[space](name) if space in _PARSERS else None
    return _at(parsed[0], parsed[1] or state, is_tick, dict(labels), boxes) if parsed else None


def _at(path: str, option: str | None, is_tick: bool, labels: Mapping[str, str], boxes: Boxes) -> Meant | None:
    pattern = keys.pattern(path)
    whole = boxes.of(pattern, None)
    if whole is None or _NOT_CANONICAL.search(path):
        return None
    if option is None:
        return Meant(whole, path)
    code = _code(choices_of(whole.field), option, labels)
    if code is None:
        return Meant(whole, path, unknown=option) if is_tick else None
    return Meant(boxes.of(pattern, code) or whole, path)


def _code(choices: tuple[Choice, ...], option: str, labels: Mapping[str, str]) -> str | None:
    """The code a state's name means: a code, in any case, or by its label where viewers renumbered the states."""
    folded = option.casefold()
    by_code = next((c.code for c in choices if c.code.casefold() == folded), None)
    if by_code is not None or not labels:
        return by_code
    label = labels.get(option, "").strip().casefold()
    return next((c.code for c in choices if label and label in (c.label.casefold(), c.code.casefold())), None)


_PARSERS: Mapping[KeySpace, Callable[[str], tuple[str, str | None] | None]] = {
    "acroform": keys.from_acroform_name,
    "name": lambda name: keys.from_defined_name(name.lower()),
}
"""How a name says path and option; an old Word form field's name says nothing to us."""
