"""Small outlines for tests, written as text: `paper("Date of meeting: 3.9.26", [["Present", "A. Example"]])`.

A string is a paragraph, a list of rows is a table; a cell is a string or a
`Box` with spans and a colour. In the words `~~no~~` is struck through,
`**yes**` bold, `==yes==` highlighted, `((yes))` ringed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import attrs

import tsmforms
from tsmforms.diagnostics import Place
from tsmforms.keys import pattern
from tsmforms.model.boxes import boxes_of
from tsmforms.model.outline import Look, Outline, Run, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.originals.doubtful import doubtful
from tsmforms.reading.originals.labelled import labelled
from tsmforms.reading.scene import Scene

_MARKED = re.compile(r"(~~.+?~~|\*\*.+?\*\*|==.+?==|\(\(.+?\)\))", re.DOTALL)
_LOOKS = {"~~": Look(struck=True), "**": Look(bold=True), "==": Look(highlight="FFFF00"), "((": Look(ringed=True)}


@attrs.frozen
class Box:
    """A cell that spans rows or columns, or has a colour."""

    text: str = ""
    across: int = 1
    down: int = 1
    fill: str | None = None


Block: TypeAlias = "str | Sequence[Sequence[str | Box]]"


def runs(text: str) -> list[Run]:
    """Words with their looks."""
    parts = [part for part in _MARKED.split(text) if part]
    return [Run(part[2:-2], _LOOKS[part[:2]]) if _MARKED.fullmatch(part) else Run(part) for part in parts]


def paper(*blocks: Block, sheet: bool = False) -> Outline:
    """An outline of paragraphs and tables; `sheet`: a workbook, whose empty cells are not there."""
    spots: list[Spot] = []
    tables = 0
    for block in blocks:
        if isinstance(block, str):
            place = Place(paragraph=1 + len(spots))
            spots.append(Spot(len(spots), place, runs(block)))
        else:
            tables += 1
            spots += _cells(block, tables, len(spots), sheet)
    return Outline("xlsx" if sheet else "docx", tuple(spots))


def _cells(rows: Sequence[Sequence[str | Box]], table: int, number: int, sheet: bool) -> list[Spot]:
    out: list[Spot] = []
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            box = cell if isinstance(cell, Box) else Box(cell)
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(box.down) for c in range(box.across)}
            if box.text or box.fill or not sheet:
                place = (
                    Place(sheet="Sheet", cell_ref=f"{chr(65 + column)}{row + 1}")
                    if sheet
                    else Place(table=table, row=row + 1, cell=column + 1)
                )
                out.append(
                    Spot(
                        number + len(out),
                        place,
                        runs(box.text),
                        part="sheet" if sheet else "body",
                        table=table,
                        row=row,
                        column=column,
                        rows=box.down,
                        columns=box.across,
                        fill=box.fill,
                    )
                )
            column += box.across
    return out


def read(form: str, *blocks: Block, sheet: bool = False) -> Findings:
    """What is found on a paper that is known to be this form."""
    spec, outline = tsmforms.form(form).spec, paper(*blocks, sheet=sheet)
    return doubtful(Scene(outline, boxes_of(spec)), labelled(outline, spec))


def answers(findings: Findings) -> dict[str, object]:
    """The answers by path: words, and of choices with boxes of their own the codes of those marked."""
    out: dict[str, object] = {}
    for one in findings.found:
        if one.option is None:
            out[one.path] = one.value
        elif one.value:
            out[one.path] = one.option
    return out


def doubted(findings: Findings) -> set[str]:
    """The fields that are reported as not certain."""
    return {note.field for note in findings.notes if note.code == "D0110" and note.field}


def fields(form: str, paths: Iterable[str]) -> bool:
    """Whether all paths are questions of the form."""
    leaves = tsmforms.form(form).spec.leaves
    return all(pattern(path) in leaves for path in paths)
