"""`inspect`: the fillable places of a file, as a table to read or as one JSON list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsmforms.api import inspect
from tsmforms.cli import status
from tsmforms.cli.output import json_text, say
from tsmforms.diagnostics import one_line
from tsmforms.reading import FillablePlace

_HEADINGS = ("Kind", "Name", "Label", "Value", "Place")
_WIDTHS = (7, 34, 46, 34, 70)
"""The most characters of each column; what is longer is cut, and is whole in the JSON."""


def inspect_file(file: Path, as_list: bool) -> int:
    """Every fillable place of a file."""
    found = inspect(file, isolated=True)
    if as_list:
        json_text([one.to_json() for one in found])
        return status.GOOD
    if found:
        for line in _table([_HEADINGS, *map(_row, found)]):
            say(line)
    say(f"{file}: {len(found)} fillable place{'' if len(found) == 1 else 's'}")
    return status.GOOD


def _row(one: FillablePlace) -> tuple[str, ...]:
    value = ("ticked" if one.value else "not ticked") if isinstance(one.value, bool) else one.value
    choices = f" ({' / '.join(one.choices)})" if one.choices else ""
    return one.kind, one.name, one.label, f"{value}{choices}".strip(), one.place.describe()


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    cut = [[_shown(cell, width) for cell, width in zip(row, _WIDTHS, strict=True)] for row in rows]
    widths = [max(len(row[column]) for row in cut) for column in range(len(_WIDTHS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cut]


def _shown(text: str, width: int) -> str:
    """Text on one line, without characters that a terminal takes for commands."""
    return "".join(char if char.isprintable() else "\ufffd" for char in one_line(text, width))
