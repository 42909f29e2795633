"""What a council or school may decide otherwise: the settings and words a spec refers to by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

from tsmforms.diagnostics import SourceRef

SettingKind = Literal["integer", "yes_no", "choice", "codes", "span", "word"]
SettingValue: TypeAlias = "bool | int | str | tuple[str, ...] | tuple[tuple[str, int], ...]"
"""A yes or no, a number, a choice or a word, codes, or a span as pairs of unit and number; hashable, so kept by."""


@attrs.frozen
class Setting:
    """One setting or word of the catalogue.

    `choices` are the values it may have with their meaning (of codes: those
    that may be among them); `decision` is the open question it settles.
    """

    name: str
    kind: SettingKind
    meaning: str
    default: SettingValue
    choices: Mapping[str, str] = attrs.field(factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    decision: str = ""
    source: SourceRef | None = None

    @property
    def alternatives(self) -> tuple[bool | str, ...]:
        """Every value a switch may have; none where there are too many to name."""
        if self.kind == "yes_no":
            return (True, False)
        return tuple(self.choices) if self.kind == "choice" else ()


def setting_text(value: SettingValue) -> str:
    """A value as a sentence says it: `4 weeks`, `G, N, O, U`, `yes`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, tuple):
        return str(value)
    return ", ".join(item if isinstance(item, str) else _length(*item) for item in value)


def _length(unit: str, number: int) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"
