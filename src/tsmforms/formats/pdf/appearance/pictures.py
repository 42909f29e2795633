"""Pictures of a record in a filled form: each the drawing of its box, the picture itself as it is in the record."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.convert import PICTURE_HINT
from tsmforms.convert.pictures import JPEG, is_grey, media_type, picture_size, png_dots
from tsmforms.formats.pdf.template import PictureField, Template, stream
from tsmforms.formats.pdf.widgets import Widget
from tsmforms.layout import Content
from tsmforms.layout.pictures import PlacedPicture, placed_pictures

_AIR = 4.0
"""Points between a picture and the edges of its box."""
_MM = 72 / 25.4
_QUIET = b"0.35 0.35 0.35 rg"
_HINT_SIZE = 9.0


def picture_parts(template: Template, content: Content) -> Iterator[tuple[int, bytes, str]]:
    """The objects of every box for a picture; of its dictionary the words that go into its gap."""
    fields = {field.widget.box.path: field for field in template.pictures}
    found = placed_pictures(content, lambda path: _place(fields[path].widget) if path in fields else None)
    shown = {one.path: one for one in found}
    for path, field in fields.items():
        yield from _filled(field, shown[path]) if path in shown else _empty(field, content.is_final)


def _place(widget: Widget) -> tuple[float, float]:
    return (widget.width - 2 * _AIR) / _MM, (widget.height - 2 * _AIR) / _MM


def _filled(field: PictureField, picture: PlacedPicture) -> Iterator[tuple[int, bytes, str]]:
    across, down = (side * _MM for side in picture.size)
    up = field.widget.height - _AIR - down
    drawing = b"q %.2f 0 0 %.2f %.2f %.2f cm /Picture Do Q" % (across, down, _AIR, up)
    resources = b"<< /XObject << /Picture %d 0 R >> >>" % field.picture
    yield field.appearance, stream(_head(field.widget, resources), drawing), ""
    yield field.picture, _object(picture.data), ""
    yield field.field.number, b"", f"{field.widget.box.slot.tooltip}: {picture.alt}"


def _empty(field: PictureField, is_final: bool) -> Iterator[tuple[int, bytes, str]]:
    hint = b"BT /TF %.1f Tf %s %.1f %.2f Td (%s) Tj ET" % (
        _HINT_SIZE,
        _QUIET,
        _AIR,
        field.widget.height - _AIR - _HINT_SIZE,
        PICTURE_HINT.encode("ascii"),
    )
    yield field.appearance, stream(_head(field.widget, field.resources), b"" if is_final else hint), ""
    yield field.picture, b"null", ""
    yield field.field.number, b"", field.widget.box.slot.tooltip


def _head(widget: Widget, resources: bytes) -> bytes:
    corners = b"/BBox [0 0 %.2f %.2f]" % (widget.width, widget.height)
    return b"/Type /XObject /Subtype /Form %s /Resources %s" % (corners, resources)


def _object(data: bytes) -> bytes:
    """The picture as an object (ISO 32000-1, 8.9.5): a JPEG whole, of a PNG its packed dots, which PDF packs alike."""
    width, height = picture_size(data) or (1, 1)
    space, colours = (b"/DeviceGray", 1) if is_grey(data) else (b"/DeviceRGB", 3)
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace %s" % (
        width,
        height,
        space,
    )
    if media_type(data) == JPEG:
        return stream(head + b" /Filter /DCTDecode", data)
    packing = b" /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent 8 /Columns %d >>"
    return stream(head + packing % (colours, width), png_dots(data))
