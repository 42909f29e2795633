"""What a sheet says may be typed into its cells: one of a list, or a date (ECMA-376 part 1, 18.3.1.33)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.outline.book import Area, Book, parse_area
from tsmforms.formats.xlsx.outline.cellcontent import CellReader
from tsmforms.formats.xlsx.outline.cellstyles import NO_STYLE
from tsmforms.formats.xlsx.outline.sheetspots import rows_of
from tsmforms.intake import local_name
from tsmforms.model.cellnames import column_letters
from tsmforms.model.outline import Key, Widget, words_of

if TYPE_CHECKING:
    from lxml import etree

Cell = tuple[int, int]
"""Row and column, from 0."""

_WIDGETS: Mapping[str, Widget] = {"list": "list", "date": "date"}
_MOST_CELLS = 20_000
"""Cells of a sheet with a rule that are taken up; a rule for whole columns names millions."""
_MOST_CHOICES = 500


def entry_keys(book: Book, cells: CellReader, root: etree._Element, rows: Iterable[int], sheet: str) -> dict[Cell, Key]:
    """A key without a name for each cell in which a rule asks for one of a list or for a date.

    Args:
        book: The workbook, for lists that are cells; `cells` reads them.
        root: The sheet.
        rows: The rows that the sheet writes, from 0; rules for others are passed over.
        sheet: Its name.
    """
    written, texts = sorted(rows), _Texts(book, cells)
    return dict(islice(_entries(root, written, texts, sheet), _MOST_CELLS))


def _entries(root: etree._Element, rows: Sequence[int], texts: _Texts, sheet: str) -> Iterator[tuple[Cell, Key]]:
    for element in root.iter("{*}dataValidation"):
        widget = _WIDGETS.get(element.get("type", ""))
        if widget is not None:
            labels = {label: label for label in texts.choices(element, sheet)} if widget == "list" else {}
            for cell in _cells(element.get("sqref", ""), rows):
                yield cell, Key("field", "", widget, labels=labels)


def _cells(refs: str, rows: Sequence[int]) -> Iterator[Cell]:
    for ref in refs.split():
        if area := parse_area(f"_!{ref}"):
            for row in rows[bisect_left(rows, area.first_row - 1) : bisect_left(rows, area.last_row)]:
                yield from ((row, column - 1) for column in range(area.first_column, area.last_column + 1))


@attrs.frozen(eq=False)
class _Texts:
    """The choices that rules name, in their own words or as cells; each sheet is read once."""

    book: Book
    cells: CellReader
    _cells: dict[str, Mapping[str, str]] = attrs.field(factory=dict, init=False)

    def choices(self, element: etree._Element, sheet: str) -> Iterable[str]:
        """The choices of a rule."""
        formula = next(("".join(child.itertext()) for child in element if local_name(child) == "formula1"), "")
        formula = formula.strip().removeprefix("=")
        if formula.startswith('"'):
            words = formula.strip('"').replace('""', '"').split(",")
            return [word.strip() for word in words if word.strip()][:_MOST_CHOICES]
        named = next((name.area for name in self.book.names if name.name == formula), None)
        quoted = sheet.replace("'", "''")
        area = named or parse_area(formula) or parse_area(f"'{quoted}'!{formula}")
        return self._of(area) if area is not None else ()

    def _of(self, area: Area) -> list[str]:
        if area.sheet not in self._cells:
            part = next((part for name, part, _ in self.book.tabs if name == area.sheet), None)
            self._cells[area.sheet] = dict(self._texts(part)) if part is not None else {}
        found = self._cells[area.sheet]
        last_row = min(area.last_row, area.first_row + _MOST_CHOICES)
        last_column = min(area.last_column, area.first_column + _MOST_CHOICES)
        refs = (
            f"{column_letters(column)}{row}"
            for row in range(area.first_row, last_row + 1)
            for column in range(area.first_column, last_column + 1)
        )
        return [found[ref] for ref in islice(refs, _MOST_CHOICES) if ref in found]

    def _texts(self, part: str) -> Iterator[tuple[str, str]]:
        """The words of a sheet's cells by reference."""
        for row in rows_of(self.book.root_of(part)).values():
            for element in (cell for written in row for cell in written):
                content = self.cells.read(element, NO_STYLE) if len(element) else None
                if content is not None:
                    yield element.get("r", ""), words_of(content.runs)
