"""One sheet as spots: its cells in row order, then the comments and text boxes over them, its header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.xlsx.guidance import is_guidance_line
from tsmforms.formats.xlsx.outline.book import Area, split_ref
from tsmforms.formats.xlsx.outline.cellcontent import CellReader
from tsmforms.formats.xlsx.outline.cellstyles import NO_STYLE
from tsmforms.formats.xlsx.outline.drawn import At, OverSheet, middle_cell
from tsmforms.formats.xlsx.outline.placednames import keys_and_regions
from tsmforms.formats.xlsx.outline.printed import PrintedLine
from tsmforms.formats.xlsx.outline.sheetlayout import SheetLayout
from tsmforms.intake import local_name, refuse
from tsmforms.model.cellnames import column_letters
from tsmforms.model.outline import End, Key, Part, Picture, Piece, Region, Run, Spot, Start

if TYPE_CHECKING:
    from lxml import etree

MOST_CELLS = 200_000
"""Cells of a workbook that hold something or have a colour or a name."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@attrs.frozen(eq=False)
class SheetSpots:
    """A sheet of the workbook: its name, its part, and whether its tab is hidden."""

    name: str
    part: str
    is_hidden: bool


@attrs.frozen(eq=False)
class SheetContent:
    """What a sheet contains: its rows of cells, all its spots, its named ranges, reading aids without words, and
    how many characters its cells have."""

    rows: Sequence[Sequence[Spot]]
    spots: Sequence[Spot]
    regions: Sequence[Region]
    lost_aids: Sequence[tuple[Place, str]]
    characters: int


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
    number = following if not text else int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    if not 1 <= number <= _LAST_ROW:
        raise refuse("damaged", "a row's number cannot be read")
    return number


_KeyCells = dict[int, dict[int, list[Key]]]


@attrs.frozen(eq=False)
class SheetReader:
    """Makes the spots of one sheet. `first` is the number of its first spot, `table` that of its grid, `room`
    the most characters that its cells may have together.

    `placed` are the pictures that are values of cells. With `entries`, the keys of cells by what may be typed into them, empty cells to write in have spots too.
    """

    sheet: SheetSpots
    cells: CellReader
    layout: SheetLayout
    drawn: OverSheet
    first: int
    table: int
    room: int
    entries: Mapping[At, Key] | None = None
    placed: Mapping[str, Picture] = attrs.field(factory=dict)
    pictures: dict[At, list[Picture]] = attrs.field(factory=dict, init=False)

    def read(
        self,
        rows: Mapping[int, Sequence[etree._Element]],
        names: Iterable[tuple[str, Area]],
        lines: Iterable[PrintedLine],
    ) -> SheetContent:
        """Every spot of the sheet.

        Raises:
            ReadError: A cell is there twice, or there are more cells or characters than a form can have.
        """
        keys, regions = self._keys(names)
        characters = 0
        spots: list[Spot] = []
        aids: list[tuple[Place, str]] = []
        grid: list[list[Spot]] = []
        for number in sorted(rows.keys() | keys.keys()):
            row_keys = keys.get(number, _NO_KEYS)
            found = self._row(number, rows.get(number, ()), row_keys)
            made = list(self._spots(number, found, row_keys, len(spots) + self.first, aids)) if found else []
            if made:
                spots += made
                grid.append(made)
            characters += sum(len(spot.cell.stored) for spot in made if spot.cell)
            if self.first + len(spots) > MOST_CELLS or characters > self.room:
                raise refuse("too much inside")
        self._add(spots, "comment", self.drawn.comments)
        self._add(spots, "text box", self.drawn.texts)
        for line in lines:
            if line.identity is not None:
                continue
            spots.append(
                Spot(
                    self.first + len(spots),
                    Place(sheet=self.sheet.name),
                    (Run(line.text),),
                    line.part,
                    hidden=self.sheet.is_hidden,
                )
            )
        return SheetContent(grid, spots, regions, aids, characters)

    def _keys(self, names: Iterable[tuple[str, Area]]) -> tuple[_KeyCells, list[Region]]:
        """The keys of cells by row and column (none where only something lies over a cell), and the named ranges."""
        keys: _KeyCells = {}
        regions: list[Region] = []
        for found in keys_and_regions(names, self.sheet.name, self.layout.merges):
            if isinstance(found, Region):
                regions.append(found)
            else:
                (row, column), key = found
                keys.setdefault(row, {}).setdefault(column, []).append(key)
        for (row, column), key in (self.entries or {}).items():
            if self.layout.cell_over(row, column) == (row, column):
                keys.setdefault(row, {}).setdefault(column, []).append(key)
        rings = (middle_cell(self.layout, ring) for ring in self.drawn.rings)
        self._place_pictures(keys)
        for row, column in (*self.drawn.controls, *self.pictures, *rings):
            keys.setdefault(row, {}).setdefault(column, [])
        return keys, regions

    def _place_pictures(self, keys: _KeyCells) -> None:
        """A picture is over the cell in its upper left corner; one put a little askew is over the box of its middle."""
        for corner, middle, picture in self.drawn.pictures:
            is_askew = middle[1] in keys.get(middle[0], ()) and corner[1] not in keys.get(corner[0], ())
            self.pictures.setdefault(middle if is_askew else corner, []).append(picture)

    def _row(
        self, number: int, elements: Sequence[etree._Element], keys: Mapping[int, Sequence[Key]]
    ) -> dict[int, etree._Element | None]:
        """The cells of a row worth a spot, by column: with content, a colour, a name or something over them."""
        styles, end = self.cells.styles, str(number + 1)
        tinted = styles.tinted if self.entries is None else styles.tinted | styles.entries
        named = frozenset(f"{column_letters(column + 1)}{end}" for column in keys)
        out: dict[int, etree._Element | None] = {}
        for row in elements:
            found = [e for e in row if len(e) or e.get("s") in tinted]
            if named and (bare := named.difference([e.get("r", "") for e in found])):
                found += [e for e in row if e.get("r", "") in bare]
            for column, element in _placed(row, end, found):
                if column in out:
                    raise refuse("strange", "a cell appears twice")
                out[column] = element
        for column in keys:
            out.setdefault(column, None)
        return out

    def _spots(
        self,
        row: int,
        found: Mapping[int, etree._Element | None],
        keys: Mapping[int, Sequence[Key]],
        first: int,
        aids: list[tuple[Place, str]],
    ) -> Iterator[Spot]:
        """The spots of one row."""
        layout, sheet, styles, read = self.layout, self.sheet.name, self.cells.styles, self.cells.read
        hidden = self.sheet.is_hidden or layout.rows.is_hidden(row)
        has_rings, has_merges, is_deep = bool(self.drawn.rings), row in layout.by_row, self.entries is not None
        pieces: Sequence[Piece]
        end = str(row + 1)
        for column in sorted(found):
            element = found[column]
            style, content = NO_STYLE, None
            if element is not None:
                style = styles.of(element.get("s"))
                content = read(element, style) if len(element) else None
            merge = layout.merge_over(row, column) if has_merges else None
            covered = merge is not None and (merge.row, merge.column) != (row, column)
            if self.placed and element is not None and (picture := self.placed.get(element.get("vm") or "")):
                pieces = self._pieces((row, column), keys.get(column, ()), (picture,))
            elif column in keys:
                runs = content.runs if content else ()
                if runs and (layout.rows.is_hidden(row) or layout.columns.is_hidden(column)):
                    runs = tuple(map(self.cells.hidden, runs))
                pieces = self._pieces((row, column), keys[column], runs)
            elif not content:
                if covered or not (style.is_tinted or (is_deep and style.is_entry)):
                    continue
                pieces = ()
            elif content.cell and is_guidance_line(content.cell.stored):
                continue
            else:
                pieces = content.runs
            ringed = has_rings and not covered and self.drawn.is_ringed(layout.box(row, column))
            place = _place(sheet, f"{column_letters(column + 1)}{end}")
            if content and content.lost_aid:
                aids.append((place, content.lost_aid))
            yield Spot(
                first,
                place,
                pieces,
                "sheet",
                "",
                self.table,
                row,
                column,
                merge.last_row - row + 1 if merge and not covered else 1,
                merge.last_column - column + 1 if merge and not covered else 1,
                style.fill,
                ringed,
                hidden or covered or column in layout.columns.hidden,
                style.is_open,
                content.cell if content else None,
            )
            first += 1

    def _pieces(self, at: At, keys: Sequence[Key], runs: Sequence[Piece]) -> tuple[Piece, ...]:
        """Keys around the words; tick boxes and pictures that lie over the cell among them."""
        if not (self.drawn.controls or self.pictures or self.placed):
            return (*map(Start, keys), *runs, *map(End, reversed(keys)))
        controls, pictures = self.drawn.controls.get(at, ()), self.pictures.get(at, ())
        over = [piece for control in controls for piece in (Start(control), End(control))]
        return (*map(Start, keys), *over, *runs, *pictures, *map(End, reversed(keys)))

    def _add(self, spots: list[Spot], part: Part, found: Iterable[tuple[At, tuple[Run, ...]]]) -> None:
        for (row, column), runs in found:
            hidden = self.sheet.is_hidden or self.layout.rows.is_hidden(row) or self.layout.columns.is_hidden(column)
            place = Place(sheet=self.sheet.name, cell_ref=f"{column_letters(column + 1)}{row + 1}")
            spots.append(Spot(self.first + len(spots), place, runs, part, row=row, column=column, hidden=hidden))


@lru_cache(maxsize=8192)
def _place(sheet: str, ref: str) -> Place:
    """The place of a cell; those of many returns of one form are the same."""
    return Place(sheet=sheet, cell_ref=ref)


_NO_KEYS: dict[int, list[Key]] = {}
_known_columns: dict[str, int] = {column_letters(number + 1): number for number in range(702)}


def _placed(row: etree._Element, end: str, cells: Sequence[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    """Cells of a row with their column from 0; where one has no reference, it follows the one before."""
    refs = [str(cell.get("r", "")) for cell in cells]
    if all(refs) and (not len(row) or row[0].get("r")):
        return ((_column(ref, end), cell) for ref, cell in zip(refs, cells, strict=True))
    return _counted(row, end)


def _counted(row: etree._Element, end: str) -> Iterator[tuple[int, etree._Element]]:
    column = -1
    for cell in row:
        column = _column(ref, end) if (ref := cell.get("r")) else column + 1
        if column >= _LAST_COLUMN:
            raise refuse("damaged", "a cell's reference cannot be read")
        yield column, cell


def _column(ref: str, row: str) -> int:
    column = _known_columns.get(ref.removesuffix(row))
    return _strange_column(ref, row) if column is None else column


def _strange_column(ref: str, row: str) -> int:
    column, number = split_ref(ref)
    if column > _LAST_COLUMN:
        raise refuse("damaged", "a cell's reference cannot be read")
    if str(number) != row:
        raise refuse("strange", "a cell is not in the row it names")
    return column - 1
