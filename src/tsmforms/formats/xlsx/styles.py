"""How each kind of box looks: one table, made into openpyxl styles when a blank is built."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.plan import Style
from tsmforms.formats.xlsx.untyped import OpenpyxlCell, OpenpyxlStyle
from tsmforms.layout import look
from tsmforms.model import FieldSpec
from tsmforms.model.kinds import Shape

if TYPE_CHECKING:
    from tsmforms.layout import Slot

RED_TINT, AMBER_TINT, GREEN_TINT = (f"FF{look.TINT[code]}" for code in ("red", "amber", "green"))
CLASH_TINT = "FFB9A5D9"
MARK_LOOKS = {"error": ("FFFFE27A", "FFB00020"), "warning": ("FFFFF6CC", "FF9A6B00"), "info": ("FFFFF6CC", "FF9A6B00")}
"""Fill and lines of a box whose answer does not fit a rule: yellow, as the ratings have the other colours."""


@attrs.frozen
class BoxStyle:
    """Type size and weight, colours, where words stand, and whether the cell has lines around it."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    fill: str | None = None
    across: str = "left"
    upright: str = "center"
    box: bool = False


def looks_of(colours: look.Palette) -> dict[Style, BoxStyle]:
    """How each kind of box looks in these colours; words without one of their own have that of ink."""
    dark, shade, quiet = (f"FF{c}" for c in (colours.accent, colours.head, colours.quiet))
    return {
        "title": BoxStyle(16, bold=True, colour=dark),
        "heading1": BoxStyle(12, bold=True, colour="FFFFFFFF", fill=dark),
        "heading2": BoxStyle(11, bold=True, colour=dark),
        "body": BoxStyle(upright="top"),
        "note": BoxStyle(9, italic=True, upright="top"),
        "strong": BoxStyle(bold=True, upright="top"),
        "label": BoxStyle(bold=True, fill=shade, box=True),
        "row_label": BoxStyle(upright="top", box=True),
        "caption": BoxStyle(9, fill=shade, box=True),
        "header": BoxStyle(bold=True, fill=shade, box=True),
        "header_red": BoxStyle(bold=True, fill=RED_TINT, across="center", box=True),
        "header_amber": BoxStyle(bold=True, fill=AMBER_TINT, across="center", box=True),
        "header_green": BoxStyle(bold=True, fill=GREEN_TINT, across="center", box=True),
        "input": BoxStyle(upright="top", box=True),
        "input_line": BoxStyle(box=True),
        "mark": BoxStyle(11, bold=True, across="center", box=True),
        "mark_red": BoxStyle(11, bold=True, across="center", box=True, fill="FFFDF1F0"),
        "mark_amber": BoxStyle(11, bold=True, across="center", box=True, fill="FFFEF8EB"),
        "mark_green": BoxStyle(11, bold=True, across="center", box=True, fill="FFF1F9F0"),
        "picture": BoxStyle(box=True),
        "sign": BoxStyle(box=True),
        "option": BoxStyle(box=True),
        "flow": BoxStyle(),
        "table_cell": BoxStyle(upright="top"),
        "foot": BoxStyle(8, colour=quiet),
        "letterhead": BoxStyle(colour=dark),
    }


LOOKS = looks_of(look.PLAIN.colours)

_NUMBER_FORMATS: Mapping[Shape, str] = {
    "date": "dd/mm/yyyy",
    "time": "hh:mm",
    "whole": "0",
    "number": "General",
    "share": "0.0#####%",
    "money": '"£"#,##0.00',
}
"""Cell formats by shape; all others are text (`@`), so that leading zeros and `=` stay as typed."""


def number_format(slot: Slot) -> str:
    """The cell format of a slot."""
    return "General" if slot.option else field_format(slot.field)


def field_format(field: FieldSpec) -> str:
    """The cell format of a field."""
    return _NUMBER_FORMATS.get(field.kind.entry.shape, "@")


class StyleMaker:
    """Looks of cells, each put together once: openpyxl finds a style by comparing it with all there are."""

    def __init__(self, page: look.PageLook = look.PLAIN) -> None:
        self._page, self._looks = page, looks_of(page.colours)
        self._made: dict[tuple[Style, bool], OpenpyxlStyle] = {}
        self._edges: dict[tuple[object, ...], OpenpyxlStyle] = {}

    def apply(self, cell: OpenpyxlCell, style: Style, editable: bool = False) -> None:
        """Give a cell the look of a style; `editable` cells stay open when the sheet is protected."""
        made = self._made.get((style, editable))
        if made is None:
            for name, value in _make(self._looks[style], self._page, editable).items():
                setattr(cell, name, value)
            self._made[style, editable] = copy(cell._style)
        else:
            cell._style = copy(made)

    def apply_edges(self, cell: OpenpyxlCell, first: OpenpyxlCell, sides: tuple[str, ...]) -> None:
        """Give a cell of merged ones the first one's lines on these sides, and its protection."""
        key = (first._style.borderId, first._style.protectionId, sides)
        if key not in self._edges:
            from openpyxl.styles import Border

            cell.border = Border(**{side: getattr(first.border, side) for side in sides})
            cell.protection = copy(first.protection)
            self._edges[key] = copy(cell._style)
        cell._style = copy(self._edges[key])


def _make(of: BoxStyle, page: look.PageLook, editable: bool) -> dict[str, OpenpyxlStyle]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    made: dict[str, OpenpyxlStyle] = {
        "font": Font(
            name=page.font, size=of.size, bold=of.bold, italic=of.italic, color=of.colour or f"FF{page.colours.ink}"
        ),
        "alignment": Alignment(of.across, of.upright, wrap_text=True, indent=int(of.box and of.across == "left")),
    }
    if editable:
        made["protection"] = Protection(locked=False)
    if of.fill:
        made["fill"] = PatternFill("solid", start_color=of.fill, end_color=of.fill)
    if of.box:
        side = Side(style="thin", color=f"FF{page.colours.line}")
        made["border"] = Border(left=side, right=side, top=side, bottom=side)
    return made
