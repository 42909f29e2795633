"""A small form of its own, and outlines of it made piece by piece: what a step of the reading is given, without a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

from tests.specs.small import spec_of
from tsmforms import keys
from tsmforms.diagnostics import Place
from tsmforms.model import FormSpec
from tsmforms.model.boxes import Box, Boxes, boxes_of
from tsmforms.model.formatnames import FormatName
from tsmforms.model.outline import PLAIN, Anchor, End, GridArea, Key, Look, Outline, Piece, Run, Spot, Start
from tsmforms.reading.findings import Findings
from tsmforms.reading.ground import NO_GROUND, Ground
from tsmforms.reading.keyed.anchors import Anchored, anchored
from tsmforms.reading.scene import Scene

_TEXT = """\
form: visit_note
edition: 2025-09
title: Visit note
kind: form
filled_by: The officer
sources:
  - {document: our-own, part: Visits}
fields:
  name: {label: Name, type: text, required: true}
  visit_date: {label: Date of visit, type: date}
  start: {label: Start, type: time}
  absences: {label: Absences, type: integer}
  share: {label: Attendance, type: percentage}
  seen: {label: Seen, type: yes_no}
  bring:
    label: Bring
    type: multiple_choice
    choices: [{code: diary, label: Diary}, {code: letter, label: Letter}, {code: plan, label: Plan}]
  photo: {label: Photo, type: image}
  concerns:
    label: Concerns
    type: rows
    rows: {home: At home, school: At school}
    columns:
      worried: {label: Worried, type: text}
      well: {label: Going well, type: text}
  steps:
    label: Steps
    type: list
    max_rows: 5
    columns:
      step: {label: Step, type: text}
      by_when: {label: By when, type: date}
layout:
  - heading: The visit
  - grid:
      - [name, visit_date, start]
      - [absences, share]
      - [seen, bring]
  - matrix: {field: concerns}
  - table: {field: steps, blank_rows: 2}
  - image: photo
"""


@lru_cache(maxsize=1)
def spec() -> FormSpec:
    """The form."""
    with TemporaryDirectory() as folder:
        return spec_of(Path(folder), _TEXT)


def boxes() -> Boxes:
    """Its boxes."""
    return boxes_of(spec())


def box(pattern: str, option: str | None = None) -> Box:
    """One of its boxes."""
    return boxes().by_pattern[pattern, option]


def control(pattern: str, option: str | None = None, words: str = "", look: Look = PLAIN, **more: Any) -> list[Piece]:
    """A content control of ours with these words in it."""
    key = Key("tag", keys.tag(pattern, option), "tick" if option else "words", **more)
    return [Start(key), *([Run(words, look)] if words else []), End(key)]


def named(path: str, words: str = "", option: str | None = None) -> list[Piece]:
    """A cell of ours, by the name that a workbook gives it, with these words in it."""
    key = Key("name", keys.defined_name(path, option))
    return [Start(key), *([Run(words)] if words else []), End(key)]


def label(pattern: str, words: str, option: str | None = None) -> list[Piece]:
    """A printed label with its bookmark."""
    anchor = Anchor(keys.label_bookmark(pattern, option))
    return [Start(anchor), Run(words), End(anchor)]


def around(pattern: str, *inside: Piece, option: str | None = None) -> list[Piece]:
    """A bookmark of ours around a box."""
    anchor = Anchor(keys.value_bookmark(pattern, option))
    return [Start(anchor), *inside, End(anchor)]


Cell = "str | Sequence[Piece] | Spot"


def _pieces(cell: Any) -> Sequence[Piece]:
    return [Run(cell)] * bool(cell) if isinstance(cell, str) else cell


def outline(*blocks: Any, format: FormatName = "docx", headers: int = 0, **more: Any) -> Outline:
    """Paragraphs (words, or pieces) and tables (lists of rows of words, pieces or spots), numbered in their order.

    A paragraph is a string or a tuple of pieces, a table a list of rows.
    """
    spots: list[Spot] = []
    grids: list[GridArea] = []
    for block in blocks:
        if isinstance(block, list):
            grids.append(_grid(block, len(grids) + 1, len(spots), format, headers))
            spots += [spot for row in grids[-1].rows for spot in row]
        elif isinstance(block, Spot):
            spots.append(attrs.evolve(block, number=len(spots)))
        else:
            spots.append(Spot(len(spots), Place(paragraph=len(spots) + 1), _pieces(block)))
    return Outline(format, tuple(spots), tuple(grids), **more)


def _grid(rows: Sequence[Sequence[Any]], number: int, first: int, format: FormatName, headers: int) -> GridArea:
    sheet = "Form" if format == "xlsx" else None
    out: list[list[Spot]] = []
    for row, cells in enumerate(rows):
        out.append([])
        for column, cell in enumerate(cells):
            place = (
                Place(sheet=sheet, cell_ref=f"{chr(65 + column)}{row + 1}")
                if sheet
                else Place(table=number, row=row + 1, cell=column + 1)
            )
            spot = cell if isinstance(cell, Spot) else Spot(0, place, _pieces(cell), "sheet" if sheet else "body")
            at = first + sum(map(len, out))
            out[-1].append(attrs.evolve(spot, number=at, place=place, table=number, row=row, column=column))
    return GridArea(number, out, headers, sheet)


def scene(*blocks: Any, ground: Ground = NO_GROUND, **more: Any) -> Scene:
    """The form, and an outline of these blocks."""
    is_other_version = more.pop("is_other_version", False)
    return Scene(outline(*blocks, **more), boxes(), ground, is_other_version=is_other_version)


def anchors(*blocks: Any, **more: Any) -> tuple[Anchored, ...]:
    """Every key and bookmark of an outline."""
    return anchored(outline(*blocks, **more), boxes())


def anchor(*pieces: Piece, at: int = 0) -> Anchored:
    """One of the keys and bookmarks of a paragraph."""
    return anchors(pieces)[at]


def values(findings: Findings) -> dict[str, object]:
    """What was found, by path, and of the box of a choice by path and code."""
    return {f"{one.path}#{one.option}" if one.option else one.path: one.value for one in findings.found}


def codes(findings: Findings) -> list[tuple[str, str | None]]:
    """The code and the question of what is said."""
    return [(note.code, note.field) for note in findings.notes]
