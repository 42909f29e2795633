"""The styles of a returned workbook: each cell style and each font of words within a cell, resolved once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.outline.book import Book, parse_bounded
from tsmforms.formats.xlsx.outline.cell_display import ShownFormat, shown_format
from tsmforms.formats.xlsx.outline.colours import Colours, palette_of, theme_colours
from tsmforms.intake import children, local_name
from tsmforms.model.outline import PLAIN, Colour, Look

if TYPE_CHECKING:
    from lxml import etree

_OFF = ("0", "false", "none")
_BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    49: "@",
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "hh:mm"),
    46: "[h]:mm",
}
"""Number formats that a workbook need not write out; dates and times are shown in one way whatever their order."""

GENERAL = shown_format("General")


@attrs.frozen
class CellStyle:
    """A cell style: how its words look, the colour of the cell, what its numbers show, whether it may be changed.

    `is_boxed` is whether a line is drawn at its foot, as of a place to write on.
    """

    look: Look = PLAIN
    fill: Colour | None = None
    format: ShownFormat = GENERAL
    is_open: bool = False
    is_boxed: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether an empty cell of this style is drawn or meant as a place to write in."""
        return self.is_open or self.is_boxed

    @property
    def is_tinted(self) -> bool:
        """Whether the cell has a colour that is not the paper's."""
        return self.fill is not None and self.fill != "FFFFFF"


NO_STYLE = CellStyle()


@attrs.frozen(eq=False)
class _StyleTable:
    """The cell styles of a workbook by the number that cells give; the numbers of those with a colour, and of those
    that are drawn or meant as places to write in.
    """

    by_number: Mapping[str, CellStyle]
    tinted: frozenset[str]
    colours: Colours
    entries: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class CellStyles:
    """The styles of a workbook. Looks that are equal are one object."""

    _table: _StyleTable
    _looks: dict[Look, Look] = attrs.field(factory=lambda: {PLAIN: PLAIN}, repr=False, init=False)

    @property
    def tinted(self) -> frozenset[str]:
        """The numbers, as cells write them, of the styles with a colour."""
        return self._table.tinted

    @property
    def entries(self) -> frozenset[str]:
        """The numbers of the styles of cells that are drawn or meant as places to write in."""
        return self._table.entries

    def of(self, text: str | None) -> CellStyle:
        """The style that a cell names; the plain one where there is none of that number."""
        return self._table.by_number.get(text or "0", NO_STYLE)

    def look_of(self, font: etree._Element) -> Look:
        """How words of a run within a cell look."""
        return self.kept(_look(font, self._table.colours))

    def kept(self, look: Look) -> Look:
        """The one object for this look."""
        return self._looks.setdefault(look, look)


def styles_of(book: Book) -> CellStyles:
    """The styles of a workbook; those of a form, which come back in every return, are taken apart once."""
    styles, theme = book.content_of("styles") or b"", book.content_of("theme") or b""
    return CellStyles((_kept_table if len(styles) + len(theme) < _KEPT_SIZE else _table)(styles, theme))


def _table(styles: bytes, theme: bytes) -> _StyleTable:
    names = theme_colours(parse_bounded(theme, "the theme")) if theme else {}
    if not styles:
        return _StyleTable({}, frozenset(), Colours(names))
    root = parse_bounded(styles, "the styles")
    colours = Colours(names, palette_of(root))
    codes = {
        number: str(e.get("formatCode", ""))
        for e in _entries(root, "numFmts")
        if (number := whole(e.get("numFmtId"))) is not None
    }
    fonts = [_look(e, colours) for e in _entries(root, "fonts")]
    fills = [_fill(e, colours) for e in _entries(root, "fills")]
    boxed = [_is_boxed(e) for e in _entries(root, "borders")]
    made = {str(number): _style(e, fonts, fills, boxed, codes) for number, e in enumerate(_entries(root, "cellXfs"))}
    return _StyleTable(
        made,
        frozenset(number for number, style in made.items() if style.is_tinted),
        colours,
        frozenset(number for number, style in made.items() if style.is_entry),
    )


_kept_table = lru_cache(maxsize=16)(_table)
_KEPT_SIZE = 200_000
"""Bytes of styles and theme together up to which they are kept; those of a form have some 20,000."""


def _look(font: etree._Element, colours: Colours) -> Look:
    said = {local_name(e): e for e in font}
    on = {name for name, e in said.items() if str(e.get("val", "1")) not in _OFF}
    colour = colours.of(said.get("color"))
    return Look(struck="strike" in on, bold="b" in on, underlined="u" in on, colour=colour)


def whole(text: str | None) -> int | None:
    """A whole number from 0 as a file writes it, None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _entries(root: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in children(root, name):
        yield from child


def _style(
    element: etree._Element, fonts: list[Look], fills: list[Colour | None], boxed: list[bool], codes: dict[int, str]
) -> CellStyle:
    number, font, fill, border = (whole(element.get(f"{name}Id")) or 0 for name in ("numFmt", "font", "fill", "border"))
    protection = next(children(element, "protection"), None)
    return CellStyle(
        fonts[font] if font < len(fonts) else PLAIN,
        fills[fill] if fill < len(fills) else None,
        shown_format(codes.get(number) or _BUILT_IN.get(number, "General")),
        protection is not None and protection.get("locked") in _OFF,
        border < len(boxed) and boxed[border],
    )


def _is_boxed(border: etree._Element) -> bool:
    sides = {local_name(side) for side in border if side.get("style", "none") != "none"}
    return "bottom" in sides


def _fill(element: etree._Element, colours: Colours) -> Colour | None:
    """The colour of a fill: of a hatched one that of its ground, of a graded one the first."""
    pattern = next(children(element, "patternFill"), None)
    if pattern is not None:
        kind = pattern.get("patternType", "none")
        name = "fgColor" if kind == "solid" else "bgColor"
        return None if kind == "none" else colours.of(next(children(pattern, name), None))
    return colours.of(next(element.iter("{*}color"), None))
