"""A returned workbook opened: what it says of itself, and what stands where in it. Nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.formats.xlsx.names import TABLE_SHEET
from tsmforms.formats.xlsx.outline.book import Area, Book, open_book
from tsmforms.formats.xlsx.outline.cellcontent import CellReader
from tsmforms.formats.xlsx.outline.cellstyles import styles_of
from tsmforms.formats.xlsx.outline.drawn import drawn_over
from tsmforms.formats.xlsx.outline.entries import entry_keys
from tsmforms.formats.xlsx.outline.incells import pictures_in_cells
from tsmforms.formats.xlsx.outline.placednames import place_names
from tsmforms.formats.xlsx.outline.printed import printed_lines
from tsmforms.formats.xlsx.outline.said import (
    claims_in_cells,
    claims_in_print,
    hidden_claim,
    hidden_values,
    is_identity_sheet,
)
from tsmforms.formats.xlsx.outline.sheetlayout import ON, layout_of
from tsmforms.formats.xlsx.outline.sheetspots import SheetContent, SheetReader, SheetSpots, rows_of
from tsmforms.formats.xlsx.outline.words import SharedWords
from tsmforms.intake import Package, local_name, refuse
from tsmforms.model.cellnames import PAPER_SHEET
from tsmforms.model.identity import Claim
from tsmforms.model.opened import Opened
from tsmforms.model.outline import GridArea, Outline, Picture, Region, Spot, Start, fingerprint

_MOST_CHARACTERS = 16_000_000
"""Characters of all cells together; one text that thousands of cells share counts each time."""


def read(data: bytes | Package, deep: bool | None = False) -> Opened:
    """The claims, the outline and the notes of a workbook.

    Args:
        data: The file, or its parts.
        deep: Whether empty cells to write in have spots too, and what may be typed into a cell is a key.

    Raises:
        ReadError: The file is no workbook that can be read, or holds more than a form can.
    """
    book = open_book(data)
    styles = styles_of(book)
    cells = CellReader(styles, SharedWords(book, styles), book.is_1904, _recalculates(book))
    return _Opening(book, cells, bool(deep), placed=pictures_in_cells(book.package)).read()


@attrs.define(eq=False)
class _Opening:
    """One workbook while its sheets are read."""

    book: Book
    cells: CellReader
    deep: bool
    spots: list[Spot] = attrs.field(factory=list)
    grids: list[GridArea] = attrs.field(factory=list)
    regions: list[Region] = attrs.field(factory=list)
    notes: list[Diagnostic] = attrs.field(factory=list)
    claims: list[Claim] = attrs.field(factory=list)
    printed: list[Claim] = attrs.field(factory=list)
    fingerprints: set[str] = attrs.field(factory=set)
    placed: Mapping[str, Picture] = attrs.field(factory=dict)
    room: int = _MOST_CHARACTERS

    def read(self) -> Opened:
        """Every sheet in the order of the tabs."""
        sheets = sheets_of(self.book)
        ours = [sheet for sheet in sheets if is_identity_sheet(sheet.name)]
        others = [sheet for sheet in sheets if sheet not in ours]
        names = place_names(self.book.names, [sheet.name for sheet in sheets])
        for sheet in ours:
            self._add_identity(sheet)
        for sheet in others:
            self._add(sheet, names.by_sheet[sheet.name])
        claims = (*self.claims, *claims_in_cells(self.spots), *self.printed)
        outline = Outline(
            "xlsx", self.spots, self.grids, (), self.regions, frozenset(self.fingerprints), lost_keys=names.lost
        )
        return Opened(claims, outline, None, (*self.notes, *_file_notes(self.book)))

    def _add_identity(self, sheet: SheetSpots) -> None:
        values = hidden_values(rows_of(self.book.root_of(sheet.part)), self.cells)
        claim = hidden_claim(values, sheet.name)
        if claim is not None:
            self.claims.append(claim)
        self.fingerprints.update(values.get("labels", "").split())

    def _add(self, sheet: SheetSpots, names: Sequence[tuple[str, Area]]) -> None:
        root = self.book.root_of(sheet.part)
        rows = rows_of(root)
        layout = layout_of(root, {number: found[0] for number, found in rows.items()})
        drawn = drawn_over(self.book.package, sheet.part, root, layout, self.cells.styles)
        number = len(self.grids) + 1
        entries = entry_keys(self.book, self.cells, root, rows, sheet.name) if self.deep else None
        reader = SheetReader(sheet, self.cells, layout, drawn, len(self.spots), number, self.room, entries, self.placed)
        lines = tuple(printed_lines(root))
        self.printed.extend(claims_in_print(lines, sheet.name))
        content = reader.read(rows, names, lines)
        self.room -= content.characters
        if sheet.name == PAPER_SHEET:
            self.notes.extend(map(_typed_on_paper, self._typed(content)))
            return
        self.spots.extend(content.spots)
        self.regions.extend(content.regions)
        self.notes.extend(_lost_aid(place, aid) for place, aid in content.lost_aids)
        if content.rows:
            self.grids.append(GridArea(number, content.rows, sheet=sheet.name))

    def _typed(self, content: SheetContent) -> Iterator[Spot]:
        """What somebody typed on the sheet that only repeats a row: neither a formula, nor printed, nor with a name."""
        for spot in content.spots:
            is_ours = (spot.cell is not None and spot.cell.formula) or any(
                isinstance(one, Start) for one in spot.pieces
            )
            if self.fingerprints and spot.text and not is_ours and fingerprint(spot.text) not in self.fingerprints:
                yield spot


def sheets_of(book: Book) -> tuple[SheetSpots, ...]:
    """The sheets in the order of their tabs.

    Raises:
        ReadError: A sheet is missing, or two have one name or one part.
    """
    sheets = tuple(SheetSpots(name, part, state in ("hidden", "veryHidden")) for name, part, state in book.tabs)
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        raise refuse("strange", "two sheets have one name")
    if len({sheet.part.casefold() for sheet in sheets}) < len(sheets):
        raise refuse("strange", "two sheets are one part")
    return sheets


def _recalculates(book: Book) -> bool:
    setting = next((element for element in book.root if local_name(element) == "calcPr"), None)
    return setting is not None and setting.get("fullCalcOnLoad") in ON


def _lost_aid(place: Place, aid: str) -> Diagnostic:
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "reading_aid"),
        "if it is an answer, type it into its box",
        place=place,
        found=aid,
    )


def _typed_on_paper(spot: Spot) -> Diagnostic:
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "repeated_row"),
        f'type them into the sheet "{TABLE_SHEET}" if they are an answer',
        place=spot.place,
        found=spot.text,
    )


_PASSED_OVER = re.compile(r"/(?:embeddings|activex)/", re.IGNORECASE)


def _file_notes(book: Book) -> Iterator[Diagnostic]:
    if any(_PASSED_OVER.search(name) for name in book.package.parts):
        yield Diagnostic(
            "D0407",
            "info",
            worded("D0407", "in_workbook"),
            "look at the workbook itself",
        )
