"""One sheet as spots: its cells in row order, then the comments and text boxes over them, then its header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.xlsx.book import Area, letters, split_ref
from tsmforms.formats.xlsx.cellcontent import CellReader, Content
from tsmforms.formats.xlsx.drawn import At, Drawn
from tsmforms.formats.xlsx.guidance import is_guidance_line
from tsmforms.formats.xlsx.placednames import keys_and_regions
from tsmforms.formats.xlsx.printed import PrintedLine
from tsmforms.formats.xlsx.sheetlayout import SheetLayout
from tsmforms.intake import local_name, refuse
from tsmforms.model.outline import End, Key, Part, Piece, Region, Run, Spot, Start, words_of

if TYPE_CHECKING:
    from lxml import etree

MOST_CELLS = 200_000
"""Cells of a workbook that hold something or have a colour or a name."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_NOTHING = Content((), None)


@attrs.frozen(eq=False)
class Sheet:
    """A sheet of the workbook: its name, its tab's position, its part, and whether its tab is hidden."""

    name: str
    part: str
    is_hidden: bool


@attrs.frozen(eq=False)
class SheetContent:
    """What a sheet holds: its rows of cells, all its spots, its named ranges, and reading aids without words."""

    rows: Sequence[Sequence[Spot]]
    spots: Sequence[Spot]
    regions: Sequence[Region]
    lost_aids: Sequence[tuple[Place, str]]


def rows_of(root: etree._Element) -> dict[int, list[etree._Element]]:
    """The rows of a sheet by number from 0; some programs leave the numbers out."""
    data = next((child for child in root if local_name(child) == "sheetData"), None)
    out: dict[int, list[etree._Element]] = {}
    number = 0
    for row in data if data is not None else ():
        number = _row_number(row.get("r"), number + 1)
        out.setdefault(number - 1, []).append(row)
    return out


def _row_number(text: str | None, following: int) -> int:
    number = following if not text else int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0  # noqa: PLR2004
    if not 1 <= number <= _LAST_ROW:
        raise refuse("damaged", "a row's number cannot be read")
    return number


@attrs.frozen(eq=False)
class SheetReader:
    """Makes the spots of one sheet. `first` is the number of its first spot, `table` that of its grid."""

    sheet: Sheet
    cells: CellReader
    layout: SheetLayout
    drawn: Drawn
    first: int
    table: int

    def read(
        self, rows: Mapping[int, Sequence[etree._Element]], names: Iterable[tuple[str, Area]],
        lines: Iterable[PrintedLine],
    ) -> SheetContent:
        """Every spot of the sheet.

        Raises:
            ReadError: A cell stands twice, or there are more than a form can have.
        """
        keys: dict[At, list[Key]] = {}
        regions: list[Region] = []
        for found in keys_and_regions(names, self.sheet.name, self.layout.merges):
            if isinstance(found, Region):
                regions.append(found)
            else:
                keys.setdefault(found[0], []).append(found[1])
        spots: list[Spot] = []
        aids: list[tuple[Place, str]] = []
        grid = list(self._grid(self._kept(rows, keys), keys, spots, aids))
        self._add(spots, "comment", self.drawn.comments)
        self._add(spots, "text box", self.drawn.texts)
        for line in lines:
            spots.append(Spot(self.first + len(spots), Place(sheet=self.sheet.name), (Run(line.text),), line.part,
                              hidden=self.sheet.is_hidden))
        return SheetContent(grid, spots, regions, aids)

    def _kept(
        self, rows: Mapping[int, Sequence[etree._Element]], keys: Iterable[At]
    ) -> dict[int, dict[int, etree._Element | None]]:
        """The cells worth a spot, by row and column: with content, a colour, a name or something over them."""
        wanted: dict[int, set[int]] = {}
        rings = (self.layout.cell_over(self.layout.rows.at((ring[1] + ring[3]) // 2),
                                       self.layout.columns.at((ring[0] + ring[2]) // 2)) for ring in self.drawn.rings)
        for row, column in (*keys, *self.drawn.pictures, *self.drawn.controls, *rings):
            wanted.setdefault(row, set()).add(column)
        kept: dict[int, dict[int, etree._Element | None]] = {}
        count = self.first
        for number, elements in rows.items():
            cells = self._row(number, elements, wanted.get(number, frozenset()))
            if cells:
                kept[number] = cells
                count += len(cells)
                if count > MOST_CELLS:
                    raise refuse("too much inside")
        for row, columns in wanted.items():
            cells = kept.setdefault(row, {})
            for column in columns:
                cells.setdefault(column, None)
        return kept

    def _row(
        self, number: int, elements: Sequence[etree._Element], wanted: Iterable[int]
    ) -> dict[int, etree._Element | None]:
        out: dict[int, etree._Element | None] = {}
        tinted = self.cells.styles.tinted
        end = str(number + 1)
        for row in elements:
            before = 0
            for element in row:
                ref = element.get("r")
                before = column = _column(ref, end, before)
                if len(element) or element.get("s") in tinted or column - 1 in wanted:
                    if column - 1 in out:
                        raise refuse("strange", "a cell stands twice")
                    out[column - 1] = element
        return out

    def _grid(
        self, kept: Mapping[int, Mapping[int, etree._Element | None]], keys: Mapping[At, list[Key]],
        spots: list[Spot], aids: list[tuple[Place, str]],
    ) -> Iterator[list[Spot]]:
        """The rows of cells, added to the spots as they are made."""
        for row in sorted(kept):
            hidden = self.sheet.is_hidden or self.layout.rows.is_hidden(row)
            made: list[Spot] = []
            for column, element in sorted(kept[row].items()):
                spot = self._spot(len(spots), row, column, element, hidden, keys.get((row, column), ()), aids)
                if spot is not None:
                    spots.append(spot)
                    made.append(spot)
            if made:
                yield made

    def _spot(
        self, count: int, row: int, column: int, element: etree._Element | None, hidden: bool, keys: Sequence[Key],
        aids: list[tuple[Place, str]],
    ) -> Spot | None:
        styles = self.cells.styles
        style = styles.of(None if element is None else element.get("s"))
        content = self.cells.read(element, style) if element is not None and len(element) else None
        at = row, column
        pieces = self._pieces(at, keys, content or _NOTHING)
        covered = at not in self.layout.merges and self.layout.cell_over(row, column) != at
        ringed = bool(self.drawn.rings) and not covered and self.drawn.is_ringed(self.layout.box(row, column))
        if not (pieces or ringed or content or style.is_tinted) or (covered and not (content or keys)):
            return None
        if content and pieces is content.runs and not ringed and is_guidance_line(words_of(pieces)):
            return None
        place = Place(sheet=self.sheet.name, cell_ref=f"{letters(column + 1)}{row + 1}")
        if content and content.lost_aid:
            aids.append((place, content.lost_aid))
        merge = self.layout.merges.get(at)
        return Spot(
            self.first + count, place, pieces, "sheet", "", self.table, row, column,
            merge.last_row - row + 1 if merge else 1, merge.last_column - column + 1 if merge else 1,
            style.fill, ringed, hidden or covered or column in self.layout.columns.hidden, style.is_open,
            content.cell if content else None,
        )

    def _pieces(self, at: At, keys: Sequence[Key], content: Content) -> tuple[Piece, ...]:
        """Keys around the words; tick boxes and pictures that lie over the cell among them."""
        controls, pictures = self.drawn.controls.get(at, ()), self.drawn.pictures.get(at, ())
        if not (keys or controls or pictures):
            return content.runs
        over = [piece for control in controls for piece in (Start(control), End(control))]
        return (*map(Start, keys), *over, *content.runs, *pictures, *map(End, reversed(keys)))

    def _add(self, spots: list[Spot], part: Part, found: Iterable[tuple[At, tuple[Run, ...]]]) -> None:
        for (row, column), runs in found:
            hidden = (self.sheet.is_hidden or self.layout.rows.is_hidden(row)
                      or self.layout.columns.is_hidden(column))
            place = Place(sheet=self.sheet.name, cell_ref=f"{letters(column + 1)}{row + 1}")
            spots.append(Spot(self.first + len(spots), place, runs, part, row=row, column=column, hidden=hidden))


_known_columns: dict[str, int] = {letters(number): number for number in range(1, 703)}


def _column(ref: str | None, row: str, before: int) -> int:
    """The column of a cell, counted from 1; where it has no reference it follows the one before."""
    if ref is None:
        column = before + 1
    else:
        column = _known_columns.get(ref.removesuffix(row), 0) or _strange_column(ref, row)
    if column > _LAST_COLUMN:
        raise refuse("damaged", "a cell's reference cannot be read")
    return column


def _strange_column(ref: str, row: str) -> int:
    column, number = split_ref(ref)
    if str(number) != row:
        raise refuse("strange", "a cell does not stand in the row it names")
    return column
