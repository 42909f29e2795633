"""What a workbook says of itself: its hidden sheet, a line of its cells, its printed footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Place
from tsmforms.formats.xlsx.outline.cellcontent import CellReader
from tsmforms.formats.xlsx.outline.printed import PrintedLine
from tsmforms.model.cellnames import HIDDEN_SHEET
from tsmforms.model.identity import SEPARATOR, Claim, Identity, parse_footer
from tsmforms.model.outline import Spot, words_of

if TYPE_CHECKING:
    from lxml import etree

_COPY = re.compile(re.escape(HIDDEN_SHEET) + r"(?: \([0-9]{1,3}\)|_[0-9]{1,3})?\Z", re.IGNORECASE)
"""A copied sheet has a number behind its name, in brackets by Excel and after a line by LibreOffice."""

_ROWS = 20
_DOT = SEPARATOR.strip()


def is_identity_sheet(name: str) -> bool:
    """Whether a sheet is our hidden one, or a copy of it."""
    return _COPY.match(name) is not None


def hidden_values(rows: Mapping[int, Sequence[etree._Element]], cells: CellReader) -> dict[str, str]:
    """The names and values of the hidden sheet: its first two columns."""
    out: dict[str, str] = {}
    for number in range(_ROWS):
        texts = [_text(cell, cells) for row in rows.get(number, ()) for cell in row[:2]]
        if len(texts) > 1 and texts[0] and texts[1]:
            out.setdefault(texts[0], texts[1])
    return out


def _text(cell: etree._Element, cells: CellReader) -> str:
    content = cells.read(cell, cells.styles.of(cell.get("s")))
    return content.cell.stored if content and content.cell else ""


def hidden_claim(values: Mapping[str, str], sheet: str) -> Claim | None:
    """What the hidden sheet says, None where it names no form."""
    if not values.get("form"):
        return None
    identity = Identity(values["form"], values.get("edition"), values.get("digest"), values.get("record_id"))
    return Claim("hidden sheet", identity, Place(sheet=sheet))


def claims_in_cells(spots: Iterable[Spot]) -> Iterator[Claim]:
    """What lines in the cells say, in their order."""
    for spot in spots:
        if spot.cell is not None and _DOT in spot.cell.stored and (identity := parse_footer(words_of(spot.pieces))):
            yield Claim("foot line", identity, spot.place)


def claims_in_print(lines: Iterable[PrintedLine], sheet: str) -> Iterator[Claim]:
    """What the printed headers and footers of a sheet say."""
    return (Claim("footer", line.identity, Place(sheet=sheet)) for line in lines if line.identity is not None)
