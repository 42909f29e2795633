"""A picture made ready to be an answer: PNG or JPEG, upright, of a bounded size, and nothing in it but the picture.

What comes out is the same each time it is put in again, so a record keeps its bytes. A PNG has one `IDAT` and no
transparency: a PDF carries just that stream, and the file is built from it again byte for byte.
"""

from __future__ import annotations

import base64
import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from tsmforms.diagnostics import worded
from tsmforms.model.parsed import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

PNG, JPEG = "image/png", "image/jpeg"
MOST_SIDE = 2000
"""Pixels of the longer side: 280 to the inch over the width of a page."""
MOST_BYTES = 1_000_000
MOST_GIVEN = 40_000_000
"""Bytes of a picture that is looked at."""
MOST_PIXELS = 64_000_000
"""Pixels of a picture that is looked at: more than a telephone's camera has."""

_PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
_JPEG_BEGINS = b"\xff\xd8\xff"
_JPEG_ENDS = b"\xff\xd9"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""JPEG segments that say how large the picture is: baseline, extended, progressive."""
_KEPT = frozenset({0xDB, 0xC4, 0xDD, *_FRAMES})
"""Segments that are the picture itself: tables, the restart interval, the frame."""
_PLAIN_JFIF = 16
"""Bytes of the segment that names the format, where it brings no small picture of its own."""
_QUALITIES = (85, 75, 60)
_FINEST = 95
_RESAMPLE_GAP = 3.0
_NOT_A_PICTURE = Problem(
    "D0226", worded("D0226", "other_type"), "save the picture as PNG or JPEG, and put that in its place"
)
_DAMAGED = Problem("D0227", worded("D0227"), "take the picture again from where it came")
TOO_LARGE = Problem(
    "D0228",
    worded("D0228"),
    f"give one of at most {MOST_GIVEN // 1_000_000} MB and {MOST_PIXELS // 1_000_000} million pixels",
)
_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    EOFError,
    TypeError,
    AttributeError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow raises of a file that is none."""
_known: set[bytes] = set()
"""Digests of pictures that are ready, so that each is looked at once."""
_MOST_KNOWN = 10_000


@attrs.frozen
class ReadyPicture:
    """A picture that is ready, and what was done to it: nothing, where it was."""

    data: bytes = attrs.field(repr=False)
    changes: tuple[str, ...] = ()


def media_type(data: bytes) -> str:
    """The media type of these bytes; empty where they are neither PNG nor JPEG."""
    return PNG if data.startswith(_PNG_BEGINS) else JPEG if data.startswith(_JPEG_BEGINS) else ""


def given_type(raw: object) -> str:
    """The media type of what a record gives as a picture: bytes, or their base64."""
    if isinstance(raw, str):
        try:
            raw = base64.b64decode(raw[:12], validate=True)
        except ValueError:
            return ""
    return media_type(raw) if isinstance(raw, bytes) else ""


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, as a PNG or JPEG says itself; None for anything else."""
    if data.startswith(_PNG_BEGINS) and data[12:16] == b"IHDR" and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(_JPEG_BEGINS):
        return next((_frame_size(data, at) for marker, at, _ in _segments(data) if marker in _FRAMES), None)
    return None


def ready(data: bytes) -> ReadyPicture | Problem:
    """A picture ready to be an answer, or why it cannot be one.

    A JPEG that needs neither turning nor shrinking keeps its dots as they are; whatever else is in the file is left
    out: place, time, maker, thumbnail, comment, colour profile (after it was applied), further pictures.
    """
    digest = hashlib.sha256(data).digest()
    if digest in _known:
        return ReadyPicture(data)
    if fault := _fault(data):
        return fault
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of details that are left out
        made = _made(data)
    if isinstance(made, ReadyPicture):
        _known.difference_update(list(_known)[: max(0, len(_known) - _MOST_KNOWN)])
        _known.add(hashlib.sha256(made.data).digest())
    return made


def shown_part(data: bytes, crop: tuple[float, float, float, float]) -> bytes:
    """Of a picture that was cropped in a document what is shown: what was cut off is nobody's to see.

    Args:
        data: The picture's file, which the document keeps whole.
        crop: The shares of width and height cut off left, above, right and below.
    """
    if not any(crop) or _fault(data):
        return data
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            warnings.simplefilter("ignore")
            across, down = image.size
            left, top, right, bottom = crop
            box = round(left * across), round(top * down), round((1 - right) * across), round((1 - bottom) * down)
            cut = image.crop((*box[:2], max(box[0] + 1, box[2]), max(box[1] + 1, box[3])))
            profile = image.info.get("icc_profile")
            if media_type(data) == JPEG:
                cut.save(out, "JPEG", quality=_FINEST, icc_profile=profile)
            else:
                cut.save(out, "PNG", icc_profile=profile)
    except _UNREADABLE:
        return data
    return out.getvalue()


def _fault(data: bytes) -> Problem | None:
    """What can be said before a dot is looked at."""
    if not media_type(data):
        return _NOT_A_PICTURE
    size = picture_size(data)
    if len(data) > MOST_GIVEN or (size and size[0] * size[1] > MOST_PIXELS):
        return TOO_LARGE
    return _DAMAGED if size is None or 0 in size else None


def _made(data: bytes) -> ReadyPicture | Problem:
    from PIL import Image

    try:
        needed = _needed(data) if media_type(data) == PNG else data
        with Image.open(io.BytesIO(needed), formats=("PNG", "JPEG")) as image:
            return _upright(data, image)
    except Image.DecompressionBombError:
        return TOO_LARGE
    except _UNREADABLE:
        return _DAMAGED


def _upright(data: bytes, image: Image) -> ReadyPicture:
    from PIL import ImageOps
    from PIL.Image import Resampling

    was_jpeg = media_type(data) == JPEG
    size = image.size
    is_turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    profile = image.info.get("icc_profile")
    if max(size) > MOST_SIDE:
        image.draft(None, (MOST_SIDE, MOST_SIDE))  # a large JPEG is made smaller while it is unpacked
    image.load()
    if not (is_turned or profile or image.has_transparency_data) and max(size) <= MOST_SIDE:
        bare = _bare_jpeg(data) if was_jpeg else _bare_png(data)
        if bare is not None and len(bare) <= MOST_BYTES and image.mode in ("L", "RGB"):
            return ReadyPicture(bare, () if bare == data else (_BARE,))
    turned = ImageOps.exif_transpose(image)
    changes = [_TURNED] * is_turned
    flat = _flat(turned, profile, changes)
    if max(size) > MOST_SIDE:
        flat.thumbnail((MOST_SIDE, MOST_SIDE), Resampling.LANCZOS, reducing_gap=_RESAMPLE_GAP)
    made = _packed(flat, was_jpeg)
    if max(size) > MOST_SIDE or picture_size(made) not in (size, size[::-1]):
        changes.append(_SMALLER)
    if not was_jpeg and media_type(made) == JPEG:
        changes.append(_AS_JPEG)
    return ReadyPicture(made, (*changes, _BARE))


_ORIENTATION = 0x0112
_TURNED, _SMALLER, _AS_JPEG = "turned upright", "made smaller", "saved as JPEG"
_WHITE = "what was see-through is white"
_BARE = "only its dots were kept, without what the file said of place, time or maker"


def _flat(image: Image, profile: bytes | None, changes: list[str]) -> Image:
    """Grey or coloured dots of eight bits, on white where the picture is see-through, in the usual colours."""
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda level: level / 256).convert("L")
    mode = "L" if image.mode in ("1", "L", "LA") else "RGB"
    if image.has_transparency_data:
        changes.append(_WHITE)
        over = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(over, mask=over.getchannel("A"))
    if profile and image.mode in ("RGB", "CMYK"):
        image = _in_usual_colours(image, profile)
    return image if image.mode == mode else image.convert(mode)


def _in_usual_colours(image: Image, profile: bytes) -> Image:
    from PIL import ImageCms

    try:
        usual = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), usual, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return image if made is None else made


def _packed(image: Image, as_jpeg: bool) -> bytes:
    """The file of these dots: a PNG where it was one and stays small, else a JPEG that is small enough."""
    from PIL.Image import Resampling

    if not as_jpeg and len(made := _png(image)) <= MOST_BYTES:
        return made
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True)
            bare = _bare_jpeg(out.getvalue())
            if bare is not None and len(bare) <= MOST_BYTES:
                return bare
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)), Resampling.LANCZOS)


# --- PNG


def _png(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    chunks = list(_chunks(out.getvalue()))
    header = next(content for name, content in chunks if name == b"IHDR")
    return png_of(header, b"".join(content for name, content in chunks if name == b"IDAT"))


def png_of(header: bytes, dots: bytes) -> bytes:
    """The file of a header and of packed dots."""
    return _PNG_BEGINS + _chunk(b"IHDR", header) + _chunk(b"IDAT", dots) + _chunk(b"IEND", b"")


def png_header(width: int, height: int, is_grey: bool) -> bytes:
    """The header of a PNG that is ready: eight bits, grey or coloured, not interlaced."""
    return struct.pack(">IIBBBBB", width, height, 8, 0 if is_grey else 2, 0, 0, 0)


def png_dots(data: bytes) -> bytes:
    """The packed dots of a PNG that is ready."""
    return next(content for name, content in _chunks(data) if name == b"IDAT")


def is_grey(data: bytes) -> bool:
    """Whether a picture that is ready has no colours."""
    if media_type(data) == PNG:
        return data[25] == 0
    return next((data[at + 9] == 1 for marker, at, _ in _segments(data) if marker in _FRAMES), False)


def _bare_png(data: bytes) -> bytes | None:
    """The same dots with nothing else in the file; None where they are packed in another way than answers are."""
    chunks = list(_chunks(data))
    header = chunks[0][1]
    width, height = struct.unpack(">II", header[:8])
    if header not in (png_header(width, height, True), png_header(width, height, False)):
        return None
    return png_of(header, b"".join(content for name, content in chunks if name == b"IDAT"))


_NEEDED = frozenset((b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"eXIf", b"IDAT", b"IEND"))
"""Chunks of a PNG that say how it looks."""


def _needed(data: bytes) -> bytes:
    """A PNG without words, further pictures and whatever else does not make its look."""
    return _PNG_BEGINS + b"".join(_chunk(name, content) for name, content in _chunks(data) if name in _NEEDED)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_BEGINS)
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name = data[at + 4 : at + 8]
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"IEND":
            return


# --- JPEG


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of a JPEG up to its dots: marker, where it begins, where it ends."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, end
        if marker == 0xDA or end < at + 4:
            return
        at = end


def _frame_size(data: bytes, at: int) -> tuple[int, int]:
    height, width = struct.unpack(">HH", data[at + 5 : at + 9])
    return width, height


def _bare_jpeg(data: bytes) -> bytes | None:
    """The same dots with nothing else in the file; None where it is built in another way."""
    out = [data[:2]]
    for marker, at, end in _segments(data):
        if marker == 0xDA:
            stop = data.find(_JPEG_ENDS, end)
            return None if stop < 0 else b"".join((*out, data[at:stop], _JPEG_ENDS))
        if marker in _KEPT or _names_format(data[at:end]):
            out.append(data[at:end])
    return None


def _names_format(segment: bytes) -> bool:
    """Whether a segment says how the colours are to be understood, and no more."""
    is_jfif = segment[1] == 0xE0 and segment[4:9] == b"JFIF\0" and len(segment) == _PLAIN_JFIF + 2
    return is_jfif or (segment[1] == 0xEE and segment[4:9] == b"Adobe" and len(segment) == _PLAIN_JFIF)
