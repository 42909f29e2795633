"""What a diagnostic is: a code, a place, what was found, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from tsmforms.lean import lean

Severity = Literal["error", "warning", "info"]

_ORDER: dict[str, int] = {"info": 0, "warning": 1, "error": 2}


@attrs.frozen
class SourceRef:
    """Where a rule or a form comes from: a document's slug and the part of it."""

    document: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.part}" if self.part else self.document


@lean
class Place:
    """Where something stands. Each format fills in what it has.

    `page` counts from 1; `rect` is left, bottom, right, top in points from the
    page's lower left corner; `table`, `row`, `cell` and `paragraph` count from 1
    in reading order; `part` is where they are counted if that is not the body
    (header, footer, comment, note, text box); `line` and `column` are of a text
    file.
    """

    file: str | None = None
    page: int | None = None
    rect: tuple[float, float, float, float] | None = None
    field_name: str | None = None
    heading: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell_ref: str | None = None
    column_name: str | None = None
    line: int | None = None
    column: int | None = None
    part: str | None = None

    def describe(self) -> str:
        """The place in words, without the file."""
        parts = [
            template.format(value) for name, template in _PLACE_WORDS if (value := getattr(self, name)) is not None
        ]
        return ", ".join(parts)

    def to_json(self) -> dict[str, object]:
        """Only what is known, in the order of the attributes."""
        known = attrs.asdict(self, filter=lambda _, value: value is not None)
        if self.rect is not None:
            known["rect"] = [round(x, 2) for x in self.rect]
        return known


_PLACE_WORDS: tuple[tuple[str, str], ...] = (
    ("page", "page {}"),
    ("field_name", 'field "{}"'),
    ("part", "{}"),
    ("heading", 'under "{}"'),
    ("table", "table {}"),
    ("row", "row {}"),
    ("cell", "cell {}"),
    ("paragraph", "paragraph {}"),
    ("sheet", 'sheet "{}"'),
    ("cell_ref", "cell {}"),
    ("column_name", '(column "{}")'),
    ("line", "line {}"),
    ("column", "column {}"),
)


@attrs.frozen
class Diagnostic:
    """One fault in content.

    `message` says what is wrong and names the question as printed; `help` says
    what to do. Neither holds an answer: only `found` does. `related` are lines
    of (label, found text) that a report shows beside it, answers too. `question`
    is the label as printed of the field at fault, for reports.
    """

    code: str
    severity: Severity
    message: str
    help: str = ""
    field: str | None = None
    place: Place | None = None
    found: str | None = None
    rule: str | None = None
    source: SourceRef | None = None
    echo: str | None = None
    related: tuple[tuple[str, str], ...] = ()
    question: str | None = None


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity present, or None."""
    return max((d.severity for d in diagnostics), key=_ORDER.__getitem__, default=None)
