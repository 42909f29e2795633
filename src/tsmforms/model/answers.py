"""What a reader found, and what becomes of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias

import attrs

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.lean import lean

Method = Literal["attachment", "key", "bookmark", "label", "geometry", "mark"]

Primitive: TypeAlias = str | int | float | bool | Decimal | datetime.date | datetime.time | bytes
"""What a cell can hold before its field kind converts it; bytes are those of a picture."""


Value: TypeAlias = str | int | bool | Decimal | datetime.date | datetime.time | tuple[str, ...] | bytes

Values: TypeAlias = Mapping[str, Value]
"""A record flat: path (`actions.0.owner`) to typed value; what is unanswered is absent.

This is what rules, writers and readers work on; the attrs record and the JSON
are its two faces.
"""


@lean
class Evidence:
    """How an answer was found, how surely, where, and the text that stood there."""

    method: Method
    confidence: float
    place: Place | None = None
    raw: str | None = None


@lean
class Found:
    """One box of a returned document, before its text is converted.

    `value` is what stands in the box: text, or a typed cell of a workbook.
    For a box of one choice `option` is its code and `value` whether it is marked.
    `raw` is the text for the evidence. A reader yields boxes that are empty too
    (`value` empty or False), so that a missing box can be told from an empty one.
    One that is empty with a confidence of 0 contains words that could not be read,
    which was reported.
    """

    path: str
    value: Primitive
    raw: str
    method: Method
    place: Place
    confidence: float = 1.0
    option: str | None = None


Known: TypeAlias = Any
"""A value whose type the code knows by its field's kind, which the type checker cannot follow."""

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    R = TypeVar("R", default=Known)
    """The class of a form's record; without it, any form's."""
else:
    from typing import TypeVar

    R = TypeVar("R")


@attrs.frozen(repr=False)
class Return(Generic[R]):
    """A document that came back, read.

    `record` is the typed record (None where the form is unknown), `answers` its
    JSON, `evidence` how each answer was found, `places` where every box stands,
    the empty ones too.
    """

    form: str | None
    edition: str | None
    record_id: str | None
    record: R
    answers: Mapping[str, object]
    evidence: Mapping[str, tuple[Evidence, ...]]
    diagnostics: tuple[Diagnostic, ...]
    values: Values = attrs.field(factory=dict, repr=False)
    places: Mapping[str, Place] = attrs.field(factory=dict, repr=False)

    def __repr__(self) -> str:
        what = f"{self.form!r}, {self.edition!r}, {self.record_id!r}"
        return f"Return({what}, answers: {len(self.values)}, diagnostics: {len(self.diagnostics)})"
