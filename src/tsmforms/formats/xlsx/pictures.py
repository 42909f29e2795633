"""Pictures of a record in a workbook: a drawing over the form's sheet, each picture in the corner of its cell.

A form with places for pictures has the drawing always, empty where there is none, so that only its own parts change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

import attrs

from tsmforms.layout import Content
from tsmforms.layout.pictures import PlacedPicture, Size, placed_pictures
from tsmforms.packing import PACKED_ALREADY, UTF8, Deflated, MemberName, deflate

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"

SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
DRAWING_PART = "xl/drawings/drawing1.xml"
DRAWING_RELATIONS = "xl/drawings/_rels/drawing1.xml.rels"
CHANGING = (DRAWING_PART, DRAWING_RELATIONS)
STATIC: Mapping[str, bytes] = {
    SHEET_RELATIONS: (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rIdPictures" Type="{_OFFICE}/drawing" '
        'Target="/xl/drawings/drawing1.xml"/></Relationships>'
    ).encode()
}
"""What a workbook with places for pictures has besides."""
ON_SHEET = f'<drawing xmlns:r="{_OFFICE}" r:id="rIdPictures"/>'
"""What the sheet says of its drawing, behind its page breaks."""
_EMU = 36_000
_CORNER = 45_000
"""How far a picture is from the edges of its cell, in English metric units."""
_AIR = 2 * _CORNER / _EMU
_MM_OF_UNIT = 7 * 25.4 / 96
"""Millimetres of a unit of width: a digit is seven dots wide. The five dots more of each column are left free."""
_MM_OF_POINT = 25.4 / 72


@attrs.frozen
class PictureCell:
    """The cell of a picture: column and row from 0, and width and height in millimetres."""

    column: int
    row: int
    size: Size


def picture_cell(column: int, row: int, units: float, points: float) -> PictureCell:
    """The place for a picture in a cell so many units wide and points high."""
    return PictureCell(column, row, (units * _MM_OF_UNIT - _AIR, points * _MM_OF_POINT - _AIR))


def declared(content_types: bytes) -> bytes:
    """The content types of a workbook with those of pictures and of the drawing."""
    kinds = b"".join(
        b'<Default Extension="%s" ContentType="image/%s"/>' % (kind, kind)
        for kind in (b"jpeg", b"png")
        if b'Extension="%s"' % kind not in content_types
    )
    part = f'<Override PartName="/{DRAWING_PART}" ContentType="{_DRAWING_TYPE}"/>'.encode()
    head, _, rest = content_types.partition(b"<Types")
    opening, _, inner = rest.partition(b">")
    return head + b"<Types" + opening + b">" + kinds + inner.replace(b"</Types>", part + b"</Types>")


def drawing(
    content: Content, cells: Mapping[str, PictureCell]
) -> tuple[tuple[Deflated, Deflated], list[tuple[MemberName, Deflated]]]:
    """The changing parts of the drawing, and the files of the pictures."""
    found = list(placed_pictures(content, lambda path: cells[path].size if path in cells else None))
    shapes = "".join(_shape(n, one, cells[one.path]) for n, one in enumerate(found, 1))
    spaces = f'xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}"'
    xml = f"{_HEAD}<xdr:wsDr {spaces}>{shapes}</xdr:wsDr>"
    files = [(MemberName(f"xl/media/{_file(n, one)}".encode(), UTF8), one) for n, one in enumerate(found, 1)]
    parts = deflate(xml.encode()), deflate(_relations(found).encode())
    return parts, [(name, deflate(one.data, PACKED_ALREADY)) for name, one in files]


def _file(number: int, picture: PlacedPicture) -> str:
    return f"picture{number}.{picture.ending}"


def _relations(found: Iterable[PlacedPicture]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/image" Target="/xl/media/{_file(n, one)}"/>'
        for n, one in enumerate(found, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def _shape(number: int, picture: PlacedPicture, cell: PictureCell) -> str:
    size = f'cx="{round(picture.size[0] * _EMU)}" cy="{round(picture.size[1] * _EMU)}"'
    corner = "".join(
        f"<xdr:{name}>{at}</xdr:{name}><xdr:{name}Off>{_CORNER}</xdr:{name}Off>"
        for name, at in (("col", cell.column), ("row", cell.row))
    )
    return (
        f"<xdr:oneCellAnchor><xdr:from>{corner}</xdr:from><xdr:ext {size}/><xdr:pic><xdr:nvPicPr>"
        f'<xdr:cNvPr id="{number + 1}" name="Picture {number}" descr={_attribute(picture.alt)}/>'
        '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    )


def _attribute(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\t": "&#9;"})
