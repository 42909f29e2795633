"""The pictures of a returned PDF: in boxes for one, in stamps, and painted on the pages.

A picture of ours comes out as the file that went in: a JPEG is whole in the PDF, and a PNG is built again around its
packed dots. Another program's is made a PNG of its dots. Not attempted: pictures inside patterns and in the page itself
(inline images).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, cast

from tsmforms.convert.pictures import MOST_GIVEN, MOST_PIXELS, png_header, png_of
from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.objects import (
    PdfObject,
    dictionary,
    is_stream,
    items,
    number,
    numbers,
    of_the_library,
    under,
    unpacks_beyond,
)
from tsmforms.model.outline import Picture, Rect, Spot

if TYPE_CHECKING:
    import pikepdf

_DEEPEST = 6
_MOST_PICTURES = 60
_MOST_INSTRUCTIONS = 200_000
_LARGEST_DRAWING = 4 << 20
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SMALLEST = 12.0
"""Points of a side below which a picture is an ornament."""
_Matrix = tuple[float, float, float, float, float, float]


def pictures_of(drawing: PdfObject | None, depth: int = 0) -> Iterator[Picture]:
    """The pictures that a drawing may paint, those inside other drawings too."""
    if not is_stream(drawing) or depth > _DEEPEST:
        return
    things = dictionary(under(dictionary(under(drawing, "/Resources")), "/XObject"))
    for name in islice(things.keys(), _MOST_PICTURES):
        thing = things[name]
        if is_stream(thing) and thing.get("/Subtype") == "/Image":
            yield Picture(data=file_of(thing))
        elif is_stream(thing):
            yield from pictures_of(thing, depth + 1)


def file_of(image: PdfObject) -> bytes | None:
    """The file of a picture: its own where the PDF has it whole, else a PNG of its dots; None where neither can be."""
    width, height = number(image.get("/Width")), number(image.get("/Height"))
    if not 0 < width * height <= MOST_PIXELS or len(image.read_raw_bytes()) > MOST_GIVEN:
        return None
    filters = [str(one) for one in items(under(image, "/Filter"))] or [str(image.get("/Filter", ""))]
    is_plain = not any(key in image for key in ("/SMask", "/Mask", "/Decode"))
    if filters in (["/DCTDecode"], ["/DCT"]) and is_plain:
        return bytes(image.read_raw_bytes())
    if filters == ["/FlateDecode"] and is_plain and (whole := _png_again(image, width, height)) is not None:
        return whole
    if unpacks_beyond(image, MOST_PIXELS * 4):
        return None
    return _made_png(image)


def _png_again(image: PdfObject, width: int, height: int) -> bytes | None:
    space = {"/DeviceGray": 1, "/DeviceRGB": 3}.get(str(image.get("/ColorSpace")))
    packing = dictionary(under(image, "/DecodeParms"))
    said = [number(packing.get(key)) for key in ("/Predictor", "/Colors", "/Columns")]
    if space is None or said != [15, space, width] or number(image.get("/BitsPerComponent")) != 8:
        return None
    return png_of(png_header(width, height, space == 1), bytes(image.read_raw_bytes()))


def _made_png(image: PdfObject) -> bytes | None:
    import pikepdf

    out = io.BytesIO()
    try:
        made = pikepdf.PdfImage(cast("pikepdf.Stream", of_the_library(image))).as_pil_image()
        mask = image.get("/SMask")
        if is_stream(mask):
            shade = pikepdf.PdfImage(cast("pikepdf.Stream", mask)).as_pil_image().convert("L")
            made = made.convert("RGB")
            made.putalpha(shade.resize(made.size))
        made.save(out, "PNG")
    except (pikepdf.PdfError, pikepdf.models.image.ImageDecompressionError, NotImplementedError):
        return None
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, MemoryError):
        return None
    return out.getvalue()


# --- painted on the pages


def painted(pdf: pikepdf.Pdf, count: Iterator[int]) -> Iterator[Spot]:
    """A spot for each picture on the pages that is not a figure of the form itself, numbered by `count`."""
    for page_number, page in enumerate(pdf.pages, 1):
        if not _has_pictures(page.obj):
            continue
        for image, matrix in islice(_paintings(of_the_library(page.obj), _PLAIN, 0), _MOST_PICTURES):
            rect = _corners(matrix)
            if min(rect[2] - rect[0], rect[3] - rect[1]) >= _SMALLEST:
                place = Place(page=page_number, rect=rect)
                yield Spot(next(count), place, (Picture(data=file_of(image)),), "page", PAINTED, rect=rect)


PAINTED = "Picture"
"""The style of the spot of a picture on a page."""


def _has_pictures(page: PdfObject) -> bool:
    """Whether a page may paint any, itself or by the drawings it uses."""
    waiting, seen = [page], set[tuple[int, int]]()
    while waiting:
        things = dictionary(under(dictionary(under(waiting.pop(), "/Resources")), "/XObject"))
        for name in things.keys():  # noqa: SIM118 - a dictionary of pikepdf
            thing = things[name]
            if not is_stream(thing) or thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            if thing.get("/Subtype") == "/Image" or len(seen) > _MOST_PICTURES:
                return True
            waiting.append(thing)
    return False


def _paintings(owner: PdfObject, start: _Matrix, depth: int) -> Iterator[tuple[PdfObject, _Matrix]]:
    """The pictures that instructions paint, with what places each; those of tagged figures are the form's own."""
    import pikepdf

    things = dictionary(under(dictionary(under(owner, "/Resources")), "/XObject"))
    matrix, kept, figures = start, list[_Matrix](), list[bool]()
    try:
        instructions = pikepdf.parse_content_stream(owner, "q Q cm Do BDC BMC EMC")
    except pikepdf.PdfError:
        return
    for one in islice(instructions, _MOST_INSTRUCTIONS):
        operands, word = list(one.operands), str(one.operator)
        if word == "q":
            kept.append(matrix)
        elif word == "Q":
            matrix = kept.pop() if kept else start
        elif word == "cm":
            matrix = _moved(numbers(pikepdf.Array(operands)), matrix)
        elif word in ("BDC", "BMC"):
            figures.append(bool(operands) and str(operands[0]) in _OWN_TAGS)
        elif word == "EMC":
            figures = figures[:-1]
        elif word == "Do" and operands and not any(figures):
            yield from _painting(things.get(str(operands[0])), matrix, depth)


_OWN_TAGS = ("/Figure", "/Artifact", "/Span")


def _painting(thing: object, matrix: _Matrix, depth: int) -> Iterator[tuple[PdfObject, _Matrix]]:
    if not is_stream(thing):
        return
    if thing.get("/Subtype") == "/Image":
        yield thing, matrix
    elif depth < _DEEPEST and not unpacks_beyond(thing, _LARGEST_DRAWING):
        yield from _paintings(thing, _moved(numbers(thing.get("/Matrix")), matrix), depth + 1)


def _moved(by: Sequence[float], matrix: _Matrix) -> _Matrix:
    if len(by) != 6:
        return matrix
    a, b, c, d, e, f = by
    u, v, w, x, y, z = matrix
    return a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z


def _corners(matrix: _Matrix) -> Rect:
    """The rectangle around the square from (0, 0) to (1, 1), which a picture fills."""
    a, b, c, d, e, f = matrix
    across, up = [e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]
    return min(across), min(up), max(across), max(up)
