"""Invented exports, and what a folder of letters holds."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import tsmforms
from tsmforms.diagnostics import Diagnostic
from tsmforms.documents import Form
from tsmforms.examples.make import example_table

Table = list[list[str]]

SAMPLE = 6


@lru_cache(maxsize=1)
def letter() -> Form:
    """The letter that the runs of these tests make; compiled once."""
    return tsmforms.form("letter_2b")


@lru_cache(maxsize=8)
def _example(rows: int, seed: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in example_table(letter().spec, rows, seed))


def export(rows: int = SAMPLE, seed: int = 1) -> Table:
    """An invented export, header first, free to be changed."""
    return [list(row) for row in _example(rows, seed)]


def at(table: Table, heading: str) -> int:
    """The position of a column."""
    return table[0].index(heading)


def put(table: Table, row: int, heading: str, text: str) -> None:
    """Change a cell; row 1 is the first below the header."""
    table[row][at(table, heading)] = text


def cell(table: Table, row: int, heading: str) -> str:
    """A cell; row 1 is the first below the header."""
    return table[row][at(table, heading)]


def without(table: Table, *headings: str) -> Table:
    """The table without some columns."""
    gone = {at(table, heading) for heading in headings}
    return [[text for n, text in enumerate(row) if n not in gone] for row in table]


def as_csv(table: Iterable[Iterable[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue()


def save(path: Path, table: Iterable[Iterable[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    path.write_bytes(as_csv(table, delimiter).encode(encoding))
    return path


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def letters_in(folder: Path) -> dict[str, str]:
    """The letters of a folder with their digests."""
    there = tree(folder).items()
    return {name: digest for name, digest in there if name.endswith((".docx", ".pdf")) and name != "certificate.pdf"}


def listed(folder: Path, name: str = "manifest.csv") -> list[dict[str, str]]:
    """A list that a run left, as rows by heading."""
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"))))


def codes(found: Iterable[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


Change = Callable[[Table], None]


def changed(changes: Mapping[tuple[int, str], str], rows: int = SAMPLE) -> Table:
    """The invented export with some cells changed."""
    table = export(rows)
    for (row, heading), text in changes.items():
        put(table, row, heading, text)
    return table
