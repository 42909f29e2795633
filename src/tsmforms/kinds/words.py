"""Kinds of free text: any words are an answer."""

from __future__ import annotations

import random
from typing import Any

from tsmforms.convert.jsonvalues import noted, text_from_json
from tsmforms.convert.text import clean, plain
from tsmforms.model.answers import Primitive
from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed
from tsmforms.model.spec import FieldSpec

LENGTH = "Write {length} characters at most."
"""What is said to somebody who wrote more."""


def _parse(_field: FieldSpec, raw: Primitive) -> Parsed:
    # As a workbook shows it.
    return Parsed(str(raw).upper() if isinstance(raw, bool) else plain(raw))


def _sample(field: FieldSpec, rng: random.Random) -> str:
    return rng.choice(field.example or ("An invented answer",))[: field.max_length]


TEXT = Kind(
    name="text",
    meaning="one line of text",
    type=str,
    max_length=1000,
    entry=Entry("text", LENGTH),
    parse=_parse,
    from_json=text_from_json,
    sample=_sample,
    hints=frozenset({"person", "as", "text"}),
    nth=lambda _, n: f"Sample {n}",
    is_prose=True,
)

LONG_TEXT = Kind(
    name="long_text",
    meaning="text of several lines",
    type=str,
    widget="multiline",
    max_length=20000,
    entry=Entry("text", LENGTH, column=44.0),
    parse=_parse,
    from_json=text_from_json,
    sample=_sample,
    hints=frozenset({"person", "as", "text"}),
    nth=lambda _, n: f"Sample {n}",
    is_prose=True,
)


def _parse_lines(_field: FieldSpec, raw: Primitive) -> Parsed:
    lines = tuple(line for line in plain(raw).split("\n") if line.strip())
    return Parsed(lines or None)


def _lines_from_json(_field: FieldSpec, raw: Any) -> Parsed | None:
    if not isinstance(raw, list) or not all(isinstance(line, str) for line in raw):
        return None
    lines = tuple(line for text in raw for line in clean(text).split("\n") if line.strip())
    return noted(Parsed(lines or None), lines != tuple(filter(None, raw)))


LINES = Kind(
    name="lines",
    meaning="several short lines",
    type=tuple[str, ...],
    widget="multiline",
    max_length=1000,
    entry=Entry("lines", column=34.0),
    parse=_parse_lines,
    show=lambda _, value: "\n".join(value),
    from_json=_lines_from_json,
    json="a list of texts",
    sample=lambda field, rng: (_sample(field, rng),),
    hints=frozenset({"text"}),
    nth=lambda _, n: (f"{n + 10} Sample Road",),
    is_prose=True,
)
